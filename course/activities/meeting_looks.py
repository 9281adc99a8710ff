"""Scores of role-play meetings as looks in a round of observation: a scene is a situation, too."""

from course.activities.meeting_room import past_rooms
from course.ids import digest
from course.translation import _


def looks_of_meetings(course, room):
    """Return the looks that scores of meetings would be in a round, without those it has already.

    Only what was scored of people in the team by others with a seat in the round counts, on
    standards that have the same words in both. What people wrote stays in the meeting.

    Parameters
    ----------
    course : course.activities.course.Course
    room : course.activities.observation_round.ObservationRound

    Returns
    -------
    list of (str, dict, str, float)
        Key, body, seat and time of each event.
    """
    known = {(look.rater, look.source) for look in room.looks}
    seats = {seat.key: seat.id for seat in room.seats.values()}
    found = []
    for meeting in past_rooms(course):
        if meeting.meeting.is_revealed:
            found += _looks_of(meeting, room, seats)
    return [each for each in found if (each[2], each[1]["source"]) not in known]


def _looks_of(meeting, room, seats):
    """Return the looks of one meeting."""
    shared = {each.id for each in meeting.form.standards if each in room.catalogue.standards}
    found = []
    for number, play in enumerate(meeting.meeting.plays, start=1):
        employee = play.seat_of("employee")
        person = _seat_of(meeting, employee, seats)
        source = f"{meeting.id}/{number}"
        for scorer, score in play.scores.items():
            rater = _seat_of(meeting, scorer, seats)
            levels = {each: level for each, level in score.levels.items() if each in shared}
            if person in room.design.team and rater not in (None, person) and levels:
                situation = _("Role-play: {title}").format(title=meeting.title)
                body = {"person": person, "situation": situation, "levels": levels}
                at = meeting.meeting.began_at + number
                found.append((digest(f"{source} {rater}"), body | {"source": source}, rater, at))
    return found


def _seat_of(meeting, seat_id, seats):
    """Return the seat in the round of whoever has a seat in a meeting, or None."""
    seat = meeting.seats.get(seat_id)
    return seat and seats.get(seat.key)
