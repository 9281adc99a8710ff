"""People see what was noted about them, and nothing about others; and they can have it erased."""

import json
from dataclasses import replace

import pytest

from course.activities.meeting_script import ScriptClock
from course.activities.my_moments import MyMoments
from course.activities.observation_round import DAY
from course.activities.observation_script import STORY, TEAM, ScriptedRound
from course.errors import InvalidResponseError
from course.people.roles import Person
from course.store.store import Store
from tests.samples import LIBRARY, course_of

MANAGER = Person("manager", "Mika", "manager")


@pytest.fixture
def course(data):
    """Return the course of a manager; Ines has a profile."""
    store = Store(data, ScriptClock())
    store.accounts.add("Ines")
    yield course_of(LIBRARY, store, MANAGER)
    store.close()


def moments_of(course, name="Ines"):
    """Return the page of somebody with a profile."""
    profile = course.store.accounts.find(name)
    return MyMoments(replace(course, person=profile.person))


def looks_at(script, name, **changes):
    """Let each colleague make their first planned look at somebody."""
    for rater, phone in script.phones.items():
        view = phone.view()
        look = next((each for each in view["next"] if each["name"] == name), None)
        if look:
            levels = dict.fromkeys(look["standards"], 4)
            fields = {"person": look["person"], "situation": look["situation"], "levels": levels}
            rest = {"seen": {}, "note": "", "moment": False, "signed": False}
            script.tap(rater, "seen", **fields | rest | changes)


def test_moments_and_notes_without_names(course):
    """Moments come first; a name is beside what was signed only."""
    script = ScriptedRound(course)
    looks_at(script, "Ines", note=STORY, moment=True)
    [view] = moments_of(course).view()["rounds"]
    assert [(each["note"], each["by"]) for each in view["moments"]] == [(STORY, "")] * 3
    shown = json.dumps(view, ensure_ascii=False)
    assert not any(name in shown for name in TEAM)


def test_a_signed_moment(course):
    """Somebody who signs wants to be known."""
    script = ScriptedRound(course)
    looks_at(script, "Ines", note=STORY, moment=True, signed=True)
    [view] = moments_of(course).view()["rounds"]
    assert {each["by"] for each in view["moments"]} == set(TEAM) - {"Ines"}


def test_too_little_evidence_has_no_level(course):
    """Counts are shown, and how many looks are missing."""
    script = ScriptedRound(course)
    looks_at(script, "Ines")
    [view] = moments_of(course).view()["rounds"]
    assert {each["level"] for each in view["standards"]} == {None}
    assert sum(each["looks"] for each in view["standards"]) == 6
    assert {each["more"] for each in view["standards"]} == {2}


def test_a_level_in_words_once_there_is_enough(course):
    """With enough looks the fair mean is told with its anchors: "mostly a 4" lies between two."""
    script = ScriptedRound(course)
    script.see_all(lambda name: 4 if name == "Ines" else 3)
    [view] = moments_of(course).view()["rounds"]
    first = view["standards"][0]
    anchors = script.room.catalogue.standards[0].anchors
    assert (first["looks"], first["situations"], first["level"]) == (3, 3, 4)
    assert first["anchors"] == [anchors["3"], anchors["5"]]


def test_nothing_about_others(course):
    """What was noted about colleagues is not there, nor how they did."""
    script = ScriptedRound(course)
    looks_at(script, "Marcus", note="About Marcus.")
    [view] = moments_of(course).view()["rounds"]
    assert view["looks"] == 0
    assert "About Marcus" not in json.dumps(view)


def test_the_same_name_alone_does_not_count(course):
    """A profile that was made later with a name from a round sees nothing of it."""
    script = ScriptedRound(course)
    looks_at(script, "Marcus", note="About Marcus.")
    course.store.accounts.add("Marcus")
    assert moments_of(course, "Marcus").view()["rounds"] == []


def test_a_guest_who_only_looked(course):
    """Who is not in the team was not looked at, and has no round here."""
    course.store.accounts.add("Gil")
    ScriptedRound(course).join("Gil")
    assert moments_of(course, "Gil").view()["rounds"] == []


def test_who_was_taken_off_the_list(course):
    """What was noted before is still theirs to see."""
    script = ScriptedRound(course)
    script.see_all()
    ines = next(seat.id for seat in script.room.seats.values() if seat.name == "Ines")
    script.lead("away", seat=ines)
    [view] = moments_of(course).view()["rounds"]
    assert (view["looks"], view["standards"][0]["level"]) == (9, 4)


def test_one_only_looks_here(course):
    """Nothing can be changed on this page."""
    page = moments_of(course)
    assert page.act({"do": "look"}) == page.view()
    with pytest.raises(InvalidResponseError):
        page.act({"do": "erase"})


def test_an_export_has_what_was_noted_about_somebody(course):
    """With levels and notes, and without who it was."""
    script = ScriptedRound(course)
    looks_at(script, "Ines", note=STORY)
    script.see("Ines", note="Ines wrote this.")
    exported = json.loads(course.store.accounts.export("Ines"))
    noted = [each for each in exported["noted_about"] if each["kind"] == "look"]
    assert [each["body"]["note"] for each in noted] == [STORY] * 3
    assert "seat_id" not in json.dumps(noted)
    assert "Ines wrote this." in json.dumps(exported["seats"])


def test_forgetting_erases_looks_in_both_directions(course):
    """What somebody saw and what was seen of them is gone; what else was seen stays."""
    script = ScriptedRound(course)
    looks_at(script, "Ines", note=STORY)
    script.see("Ines")
    looks_at(script, "Marcus")
    course.store.accounts.forget("Ines")
    events = course.store.meetings.events(script.room.id)
    looks = [event for event in events if event.kind == "look"]
    marcus = next(seat.id for seat in script.room.seats.values() if seat.name == "Marcus")
    assert looks
    assert {event.body["person"] for event in looks} == {marcus}
    assert STORY not in json.dumps([event.body for event in events])


def test_a_round_is_erased_on_its_day(course):
    """Not before; others and what people did elsewhere stay."""
    script = ScriptedRound(course)
    script.see("João")
    store = course.store
    store.meetings.begin(MANAGER, {"title": "A meeting"})
    course.clock.after(365 * DAY)
    assert store.meetings.erase_past() == 0
    course.clock.after(DAY)
    assert store.meetings.erase_past() == 1
    assert store.meetings.get(script.room.id) is None
    assert store.meetings.events(script.room.id) == ()
    assert store.meetings.seats(script.room.id) == {}
    assert len(store.meetings.recent()) == 1
    assert store.accounts.find("Ines")
