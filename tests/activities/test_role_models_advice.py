"""Advice of the role-model sheet to a round: asked for once, planned, and followed."""

import pytest

from course.activities.observation_round import KIND
from course.activities.observation_script import ScriptedRound
from course.activities.role_models import RoleModels
from course.errors import InvalidResponseError
from course.ids import new_id
from course.rolemodels.advice import MOST_EACH
from tests.activities.role_models import MANAGER, act, begin_round, look, store_ratings
from tests.activities.test_role_models import PAIR, csv_of
from tests.samples import LIBRARY, course_of

TEAM = ("Ines", "João", "Marcus")


@pytest.fixture
def script(store):
    """Return a round in which all planned looks are made."""
    script = ScriptedRound(course_of(LIBRARY, store, MANAGER), TEAM)
    script.see_all(lambda name: 4 if name == "João" else 2)
    return script


@pytest.fixture
def sheet(script):
    """Return the sheet of that round, with all worked out."""
    sheet = RoleModels(script.course)
    act(sheet, "choose", source=script.room.id)
    sheet.finish()
    return sheet


def events(script):
    """Return the pieces of advice that are stored."""
    [room] = script.course.store.meetings.recent(kind=KIND)
    stored = script.course.store.meetings.events(room.id, 0)
    return [event.body for event in stored if event.kind == "advice"]


def test_the_phones_are_asked(script, sheet):
    """What the sheet says is stored, told to the manager, and on the phones as next looks."""
    before = sheet.view()["advice"]
    assert (before["can_ask"], before["given"]) == (True, None)
    assert "look would help most: at João" in before["words"].replace("looks", "look")
    assert script.manager.view()["plan"] == []
    asked = act(sheet, "advise")["advice"]
    assert (asked["can_ask"], asked["given"]) == (False, script.course.clock())
    view = script.manager.view()
    assert 0 < len(view["plan"]) <= MOST_EACH * len(TEAM)
    assert view["advice"] == {"looks": len(view["plan"]), "left": len(view["plan"])} | {
        "at": asked["given"]
    }
    assert {each["person"] for each in view["plan"]} == {"João"}
    assert "João" not in {each["rater"] for each in view["plan"]}
    assert [script.phones[name].view()["is_extra"] for name in TEAM] == [False, True, False]


def test_the_same_is_asked_once(script, sheet):
    """A second press, another key and another kernel change nothing as long as nothing was seen."""
    key = new_id()
    first = sheet.act({"do": "advise", "key": key})
    assert sheet.act({"do": "advise", "key": key})["advice"] == first["advice"]
    act(sheet, "advise")
    other = RoleModels(script.course)
    assert other.finish()["advice"] == first["advice"]
    act(other, "advise")
    assert len(events(script)) == 1


def test_looks_that_come_in_are_answers(script, sheet):
    """They are counted, a sheet that is not worked out again asks for nothing more, a new one may.

    Its advice then takes the place of the older.
    """
    act(sheet, "advise")
    looks = script.manager.view()["advice"]["looks"]
    script.see("Ines", 4)
    assert script.manager.view()["advice"]["left"] == looks - 1
    sheet.round.catch_up()
    assert sheet.view()["newer"] == 1
    act(sheet, "advise")
    assert len(events(script)) == 1
    act(sheet, "again")
    assert sheet.view()["advice"] is None
    assert sheet.finish()["advice"]["can_ask"] is True
    act(sheet, "advise")
    assert len(events(script)) == 2
    assert script.manager.view()["advice"]["left"] == len(script.manager.view()["plan"])


def test_advice_is_followed_to_the_end(script, sheet):
    """When the looks are made, the plan is done again, and each pair has what was asked for."""
    script.manager.view()
    counts = script.room.counts()
    act(sheet, "advise")
    [body] = events(script)
    script.see_all()
    script.room.catch_up()
    view = script.manager.view()
    assert (view["plan"], view["advice"]["left"]) == ([], 0)
    more = script.room.counts() - counts
    assert more == {(p, s): n for p, theirs in body["looks"].items() for s, n in theirs.items()}


def test_a_round_that_is_over(script, sheet):
    """The sheet says what to look at, and to begin another round; nobody is asked."""
    script.lead("end")
    with pytest.raises(InvalidResponseError, match="This round is over"):
        act(sheet, "advise")
    view = act(sheet, "look")
    assert view["advice"]["words"] == "This round is over. To look again, begin another one."
    assert view["advice"]["can_ask"] is False
    assert events(script) == []


def test_ratings_from_a_file(store):
    """Nobody can be asked; where something is open the sheet says how to look again."""
    sheet = RoleModels(course_of(LIBRARY, store, MANAGER))
    view = store_ratings(sheet, csv_of(PAIR | {"Ana": (4,) * 6, "Ben": (4,) * 6}))
    assert view["advice"]["words"].startswith("These ratings come from a file.")
    with pytest.raises(InvalidResponseError):
        act(sheet, "advise")
    act(sheet, "choose", source="sample")
    assert sheet.finish()["advice"] is None
    with pytest.raises(InvalidResponseError):
        act(sheet, "advise")


def test_all_is_settled(script):
    """Where every standard has somebody who meets it, no look is asked for."""
    course = script.course
    stored, seats = begin_round(course, ["Ana", "Ben"], ["Olga", "Omar"])
    for name, level in (("Ana", 5), ("Ben", 2)):
        for rater in ("Olga", "Omar") * 6:
            look(course, stored, seats, rater, name, level)
    sheet = RoleModels(course)
    act(sheet, "choose", source=stored.id)
    act(sheet, "settings", settings=sheet.work.settings | {"scenes": 1})
    assert sheet.finish()["advice"] is None
    with pytest.raises(InvalidResponseError, match="nothing to ask for"):
        act(sheet, "advise")


def test_before_it_is_worked_out_and_without_a_key(script):
    """The phones are asked only for what was worked out, and with a key."""
    sheet = RoleModels(script.course)
    with pytest.raises(InvalidResponseError, match="Choose what to look at"):
        act(sheet, "advise")
    act(sheet, "choose", source=script.room.id)
    with pytest.raises(InvalidResponseError, match="One moment"):
        act(sheet, "advise")
    sheet.finish()
    with pytest.raises(InvalidResponseError):
        sheet.act({"do": "advise", "key": 7})
    assert events(script) == []


def test_somebody_who_left(script, sheet):
    """Of who is taken off the list nothing is asked, neither before nor afterwards."""
    act(sheet, "advise")
    [seat] = [line["seat"] for line in script.manager.view()["grid"] if line["name"] == "João"]
    script.lead("away", seat=seat)
    view = script.manager.view()
    assert (view["plan"], view["advice"]["left"]) == ([], 0)
    assert "João" not in str(act(sheet, "look")["advice"])
