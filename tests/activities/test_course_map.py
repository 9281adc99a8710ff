"""The course map: what a person has done in each module, what is next, and where it is."""

import pytest

from course.activities.course_map import course_map, next_step
from course.activities.rehearsal import Rehearsal
from course.activities.scoresheet import ScoreSheet
from course.activities.self_check import CHECKS
from course.activities.worksheet import WorksheetActivity
from course.people.progress import Round, State, Trace
from course.people.roles import Person
from tests.samples import LIBRARY, course_of, write_course

QUIZ = "quiz/tiny/first"
PASSED, SHORT = [Round((1.0,) * 3, 3)], [Round((0.0,) * 3, 3)]
REHEARSED = {"rehearsal/r": Trace({"choose": 2}, endings=1)}
WRITTEN = {"worksheet/w": Trace(has_text=True)}
FINISHED = {"worksheet/w": Trace({"done": 1}, has_text=True)}


@pytest.fixture
def library(tmp_path):
    """Return a library with one module and one in preparation."""
    return write_course(tmp_path)


def test_parts_of_a_module(library):
    """Units come first, then practice in the order of the map; a module to come has none."""
    tiny, later = course_map(library, {}, {})
    assert [(part.kind, part.id, part.title) for part in tiny.parts] == [
        ("quiz", "first", "First"),
        ("worksheet", "w", "W"),
        ("rehearsal", "r", "R"),
    ]
    assert (later.page, later.parts, later.minutes_left) == (None, (), 0)


@pytest.mark.parametrize(
    ("rounds", "traces", "state", "minutes"),
    [
        ({}, {}, "not-begun", 30),
        ({QUIZ: PASSED}, {}, "begun", 20),
        ({}, REHEARSED, "begun", 20),
        ({QUIZ: SHORT}, WRITTEN, "begun", 30),
        ({QUIZ: PASSED}, REHEARSED | WRITTEN, "begun", 10),
        ({QUIZ: PASSED}, REHEARSED | FINISHED, "done", 0),
        (
            {"quiz/tiny/gone": PASSED},
            {"rehearsal/own": Trace({"choose": 1}, endings=1)},
            "not-begun",
            30,
        ),
    ],
)
def test_state_of_a_module(library, rounds, traces, state, minutes):
    """A module is done when units and practice are; each part done takes its share of minutes."""
    tiny = course_map(library, rounds, traces)[0]
    assert (tiny.state, tiny.minutes_left) == (State(state), minutes)


@pytest.mark.parametrize(
    ("rounds", "traces", "part"),
    [
        ({}, {}, "first"),
        ({QUIZ: PASSED}, {}, "w"),
        ({}, WRITTEN, "w"),
        ({QUIZ: SHORT}, WRITTEN, "first"),
        ({QUIZ: PASSED}, FINISHED, "r"),
    ],
)
def test_next_step(library, rounds, traces, part):
    """What is begun comes first, in the order of the course; then the next open part."""
    station, found = next_step(course_map(library, rounds, traces))
    assert (station.module.id, found.id) == ("tiny", part)


def test_nothing_is_next_when_all_is_done(library):
    """With every part done there is no next step; a module to come does not count."""
    assert next_step(course_map(library, {QUIZ: PASSED}, REHEARSED | FINISHED)) is None


def test_addresses(library):
    """A unit and a practice that the page shows have places on it; another is on the page."""
    tiny = course_map(library, {}, {})[0]
    assert [tiny.address_of(part) for part in tiny.parts] == [
        "/modules/tiny#first",
        "/modules/tiny#exercise",
        "/modules/tiny",
    ]


@pytest.mark.parametrize(
    ("activity", "learner"),
    [
        (lambda course: Rehearsal(course, "the-table-by-the-window"), "best"),
        (lambda course: ScoreSheet(course, "harbour_hotel"), "careful"),
        (lambda course: WorksheetActivity(course, "my_first_standard"), "all written"),
    ],
)
def test_what_activities_store_is_understood(store, activity, learner):
    """Somebody who does a shipped practice to its end has a tick for it, and for nothing else."""
    library = LIBRARY

    def course_as(name):
        return course_of(library, store, Person(f"scripted {name}", name, "learner"))

    played = activity(course_as(learner))
    assert list(CHECKS[played.kind](played, course_as))
    traces = store.events.traces(course_as(learner).person)
    station = next(s for s in course_map(library, {}, traces) if s.module.id == "03_role_models")
    done = [f"{part.kind}/{part.id}" for part in station.parts if part.state == State.DONE]
    assert done == [played.name]
