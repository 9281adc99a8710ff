"""What tests of the role-model sheet share: a manager's sheet, small ratings, files in pieces."""

import base64

from course.activities.observation_round import KIND, plan_of
from course.activities.role_models_intake import MOST_PIECE
from course.ids import new_id
from course.people.roles import Person
from tests.samples import LIBRARY

MANAGER = Person("mika", "Mika", "manager")
CATALOGUE = LIBRARY.catalogue("front_desk")
STANDARDS = [standard.id for standard in CATALOGUE.standards]
HEAD = "observer,person,standard,scene,when,level"
SETTINGS = {"scenes": 3, "raters": 2, "half_width": 0.75, "threshold": 4, "sure": 0.8}
DAY = 24 * 3600


def act(sheet, do, **fields):
    """Do something on a sheet, with a fresh key; return the view."""
    return sheet.act({"do": do, "key": new_id(), **fields})


def csv_of(levels, raters=("Olga", "Omar"), scenes=4):
    """Return CSV of ratings: each person has their level on each standard, seen by all raters."""
    rows = [
        f"{rater},{person},{standard},scene {scene},2026-05-{scene + 1:02},{level}"
        for person, theirs in levels.items()
        for standard, level in zip(STANDARDS, theirs, strict=False)
        for scene in range(scenes)
        for rater in raters
    ]
    return "\n".join([HEAD, *rows])


def send(sheet, content, file="a file", catalogue="front_desk", size=MOST_PIECE // 4 * 3):
    """Send a file in pieces; return the last view."""
    content = content.encode() if isinstance(content, str) else content
    pieces = [content[at : at + size] for at in range(0, len(content), size)] or [b""]
    for number, piece in enumerate(pieces):
        data = base64.b64encode(piece).decode()
        fields = {"file": file, "number": number, "of": len(pieces), "data": data}
        view = act(sheet, "piece", **fields, catalogue=catalogue)
    return view


def store_ratings(sheet, text, title="Spring"):
    """Send ratings and store them; return the view with all worked out."""
    view = send(sheet, text, file=new_id())
    act(sheet, "store", stamp=view["intake"]["stamp"], title=title)
    return sheet.finish()


def begin_round(course, names, raters, catalogue=CATALOGUE):
    """Begin an observation round with phones; return it and its seats by name."""
    meetings = course.store.meetings
    fields = {"title": "May", "situations": ["queue"], "source": "phones", "days": 14}
    body, snapshots = plan_of(catalogue, **fields, keep_until=course.clock() + 365 * DAY)
    stored = meetings.begin(course.person, body, snapshots, kind=KIND)
    seats = meetings.enrol(stored.id, names, new_id())
    seats |= {name: meetings.sit(stored.id, name, new_id()) for name in raters}
    return stored, seats


def look(course, stored, seats, rater, person, level, note="", *, moment=False):
    """Let somebody note what they saw of a person, with the same level on every standard."""
    body = {
        "person": seats[person].id,
        "situation": "queue",
        "levels": dict.fromkeys(STANDARDS, level),
        "note": note,
        "moment": moment,
    }
    course.store.meetings.append(stored.id, "look", body, new_id(), seats[rater].id)
