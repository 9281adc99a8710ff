"""Meetings as files: one line of JSON for the meeting, then one for each event.

Times are seconds since the meeting began. Content is named, not copied: a file read back is a
meeting about the scene as it is now.
"""

import atexit
import json
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from course.activities.meeting_room import Room, plan_of
from course.ids import new_id
from course.roleplay.casting import OBSERVER
from course.store.store import throw_away

SAMPLE = "saturday_at_seven"
FROM_PLAN = ("form",)  # fields of events that the plan gives when a file is read


def dump_meeting(course, meeting_id):
    """Return a meeting as the text of a file; its seats are numbered, with names.

    Parameters
    ----------
    course : course.activities.course.Course
    meeting_id : str

    Returns
    -------
    str
    """
    room = Room(course, course.store.meetings.get(meeting_id))
    plan, *events = course.store.meetings.events(meeting_id)
    joined = dict.fromkeys(event.seat for event in events if event.kind == "join")
    numbers = {seat: number for number, seat in enumerate(joined, start=1)}
    head = {
        "scene": plan.body["slug"],
        "timer": plan.body["timer"],
        "seats": {number: room.name(seat) for seat, number in numbers.items()},
    }
    lines = [head, *(_line(event, plan.at, numbers) for event in events)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _line(event, began_at, numbers):
    body = {name: value for name, value in event.body.items() if name not in FROM_PLAN}
    if event.kind == "cast":
        body = {"cast": {numbers[seat]: part for seat, part in body["cast"].items()}}
    elif event.kind == "leave":
        body = {"seat": numbers[body["seat"]]}
    seat = numbers.get(event.seat)
    return {"at": round(event.at - began_at, 1), "seat": seat, "kind": event.kind, "body": body}


def load_meeting(course, text, began_at, until=None):
    """Store the meeting of a file; return it.

    Parameters
    ----------
    course : course.activities.course.Course
        The person becomes its trainer.
    text : str
        As `dump_meeting` returns it.
    began_at : float
        When it began, in seconds since the epoch.
    until : str, optional
        The phase after whose beginning nothing more is read.

    Returns
    -------
    course.store.meetings.StoredMeeting
    """
    head, *lines = map(json.loads, text.splitlines())
    store = course.store.meetings
    plan, snapshots = plan_of(course.content, head["scene"], head["timer"])
    stored = store.begin(course.person, plan, snapshots, at=began_at)
    seats = {}
    for line in lines:
        at, kind, body = began_at + line["at"], line["kind"], line["body"]
        number = line["seat"]
        if kind == "join":
            name = head["seats"][str(number)]
            again = number in seats
            seat = store.sit(stored.id, name, new_id(), again=again, at=at, **body)
            seats[number] = seat.id
            continue
        body = _named(kind, body, seats) | ({"form": plan["form"]} if kind == "score" else {})
        store.append(stored.id, kind, body, new_id(), seats.get(number), at=at)
        if kind == "phase" and body["to"] == until:
            break
    return stored


def sample_seat(course):
    """Return an observer's seat in the sample meeting, which is in a folder that is soon gone.

    Parameters
    ----------
    course : course.activities.course.Course

    Returns
    -------
    tuple of (course.activities.course.Course, course.store.meetings.Seat)
    """
    folder = Path(mkdtemp(prefix="course-sample-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    stage = replace(course, store=throw_away(folder, course.clock))
    text = course.content.meeting_text(SAMPLE)
    stored = load_meeting(stage, text, course.clock(), until="debrief")
    seats = Room(stage, stored).meeting.cast
    observer = next(seat for seat, part in seats.items() if part == OBSERVER)
    return stage, stage.store.meetings.seat(observer)


def _named(kind, body, seats):
    """Return the body of an event with the seats that its numbers stand for."""
    if kind == "cast":
        return {"cast": {seats[int(number)]: part for number, part in body["cast"].items()}}
    return {"seat": seats[body["seat"]]} if kind == "leave" else body
