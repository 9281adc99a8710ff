"""Before a meeting: a date is kept, the ledger proposes scenes; afterwards questions to look at."""

from dataclasses import replace

import pytest

from course.activities.meeting import TrainerMeeting
from course.activities.meeting_script import SCENE, ScriptClock, ScriptedMeeting, play_through
from course.activities.weak import weak_items
from course.content.library import Library
from course.errors import InvalidResponseError
from course.ids import new_id
from course.people.roles import Person
from course.store.store import Store
from tests.samples import course_of

TRAINER = Person("trainer", "Robin", "trainer")
LIBRARY = Library()


@pytest.fixture
def course(data):
    """Return the course of a trainer, on a clock that moves on only when it is told to."""
    store = Store(data, ScriptClock())
    yield course_of(LIBRARY, store, TRAINER)
    store.close()


def test_a_meeting_is_planned_for_a_day(course):
    """The date is kept over kernels and goes into a calendar; the meeting begins as any other."""
    trainer = TrainerMeeting(course)
    assert trainer.view()["plan"]["planned"] is None
    at = trainer.view()["plan"]["suggested_at"]
    assert at > course.clock()
    ask = {"do": "date", "scene": SCENE, "timer": "hard", "at": at, "key": new_id()}
    trainer.act(ask)
    trainer.act(ask)
    kept = TrainerMeeting(course).view()["plan"]["planned"]
    assert (kept["slug"], kept["at"], kept["timer"]) == (SCENE, at, "hard")
    assert f"SUMMARY:Role-play meeting: {kept['title']}" in kept["calendar"]
    other = replace(course, person=Person("other", "Kim", "trainer"))
    assert TrainerMeeting(other).view()["plan"]["planned"] is None
    trainer.act({"do": "plan", "scene": SCENE, "timer": kept["timer"], "key": new_id()})
    assert trainer.view()["clock"]["timer"] == "hard"
    trainer.act({"do": "stop", "key": new_id()})
    assert trainer.view()["plan"]["planned"] is None


def test_a_plan_is_moved_and_given_up(course):
    """The last date counts; another scene that is played meanwhile leaves it alone."""
    trainer = TrainerMeeting(course)
    now = course.clock()
    for days in (1, 2):
        ask = {"do": "date", "scene": SCENE, "timer": "soft", "at": now + days * 86400}
        trainer.act({**ask, "key": new_id()})
    assert trainer.view()["plan"]["planned"]["at"] == now + 2 * 86400
    other = next(slug for slug in LIBRARY.files("scene") if slug != SCENE)
    trainer.act({"do": "plan", "scene": other, "timer": "soft", "key": new_id()})
    trainer.act({"do": "stop", "key": new_id()})
    assert trainer.view()["plan"]["planned"]["slug"] == SCENE
    assert trainer.act({"do": "drop", "key": new_id()})["plan"]["planned"] is None


@pytest.mark.parametrize(
    "change",
    [
        {"at": "soon"},
        {"at": True},
        {"at": 0},
        {"at": float("nan")},
        {"at": 10**400},
        {"timer": "loud"},
        {"key": "x"},
    ],
)
def test_a_plan_without_sense_is_refused(course, change):
    """It is told, and nothing is kept."""
    trainer = TrainerMeeting(course)
    ask = {"do": "date", "scene": SCENE, "timer": "soft", "at": course.clock() + 60}
    with pytest.raises(InvalidResponseError):
        trainer.act({**ask, "key": new_id(), **change})
    assert trainer.view()["plan"]["planned"] is None


def test_what_is_new_for_the_team_comes_first(course):
    """After a meeting its scene comes last, and others say for how many they are new."""
    before = TrainerMeeting(course).view()["plan"]["scenes"]
    assert {each["news"] for each in before} == {None}  # for nobody anything is old yet
    script = play_through(course, SCENE)
    people = len(script.room.meeting.present)
    scenes = TrainerMeeting(course).view()["plan"]["scenes"]
    assert scenes[-1]["slug"] == SCENE
    assert scenes[-1]["news"] is None
    told = scenes[0]["news"]
    scene = LIBRARY.scene(scenes[0]["slug"])
    assert (told["mood"], told["channel"]) == (scene.roles.customer.emotion, scene.channel)
    assert (told["new"], told["all"]) == (people, people)


def test_what_observers_missed_is_a_weak_item_of_the_employee(course):
    """Once scores are revealed, the employee alone is led to questions on what was not seen."""
    script = ScriptedMeeting(course, SCENE)
    script.prepare()
    script.play()
    seats = {seat.name: seat for seat in course.store.meetings.seats(script.room.id).values()}
    cast = script.room.meeting.play.cast
    employee = next(n for n, seat in seats.items() if cast.get(seat.id) == "employee")
    for name, seat in seats.items():
        if cast.get(seat.id) not in (None, "employee"):
            form = script.phones[name].view()["form"]
            said = {
                "watch": {item["id"]: "not seen" for item in form["watch"]},
                "levels": {each["id"]: 2 for each in form["standards"]},
                "grade": "borderline",
                "moment": "",
            }
            script.phones[name].act({"do": "score", "key": new_id(), **said})

    def found():
        return {
            name: weak_items(course, Person(seat.key, name, "learner"))
            for name, seat in seats.items()
        }

    assert not any(found().values())  # not revealed yet
    script.trainer.act({"do": "go", "from": "score", "to": "debrief", "key": new_id()})
    weak = found()
    assert {name for name, items in weak.items() if items} == {employee}
    assert {item.why for item in weak[employee]} <= {w.text for w in script.room.scene.watch}
    assert "strongest-glue" in {item.id for item in weak[employee]}
