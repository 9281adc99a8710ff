"""The phone of an observer: what it shows, what it takes, and what it refuses."""

from dataclasses import replace

import pytest

from course.activities.meeting_script import ScriptClock
from course.activities.observation_round import DAY
from course.activities.observation_script import STORY, ScriptedRound
from course.activities.observe import LONGEST_NOTE, Observe
from course.errors import InvalidResponseError
from course.ids import new_id
from course.people.roles import Person
from course.store.store import Store
from tests.samples import LIBRARY, course_of

MANAGER = Person("manager", "Mika", "manager")


@pytest.fixture
def script(data):
    """Return a round whose team has joined."""
    store = Store(data, ScriptClock())
    yield ScriptedRound(course_of(LIBRARY, store, MANAGER))
    store.close()


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """Return the same; for tests in which nothing happens to it."""
    store = Store(tmp_path_factory.mktemp("begun"), ScriptClock())
    yield ScriptedRound(course_of(LIBRARY, store, MANAGER))
    store.close()


def look_at(script, name, **changes):
    """Return the message of a look at somebody."""
    seats = {seat.name: seat.id for seat in script.room.seats.values()}
    message = {
        "do": "seen",
        "key": new_id(),
        "person": seats[name],
        "situation": script.room.observation.plan["situations"][0],
        "levels": {"listens-first": 4},
        "seen": {},
        "note": "",
        "moment": False,
        "signed": False,
    }
    return message | changes


def test_nobody_sees_themselves(begun):
    """One's own name is neither among the colleagues nor in the plan, and is refused."""
    view = begun.phones["João"].view()
    assert [person["name"] for person in view["team"]] == ["Ines", "Marcus", "Priya"]
    assert "João" not in {look["name"] for look in view["next"]}
    with pytest.raises(InvalidResponseError):
        begun.phones["João"].act(look_at(begun, "João"))


def test_the_next_looks_are_those_of_the_plan(script):
    """After a look the next one is on top; the first is due on the first day, the second later."""
    view = script.phones["João"].view()
    assert [look["is_due"] for look in view["next"]][:2] == [True, False]
    after = script.see("João")
    assert after["next"][:5] == view["next"][1:6]
    assert (after["made"], after["left"]) == (1, view["left"] - 1)


def test_a_look_that_was_not_planned(script):
    """It counts; somebody for whom nothing is planned is offered what others have not come to."""
    guest = script.join("Gil")
    view = guest.view()
    assert (view["left"], view["is_extra"], len(view["next"])) == (0, True, 6)
    assert guest.act(look_at(script, "Ines"))["made"] == 1


def test_only_ones_own_looks_are_shown(script):
    """What others noted is on no other phone."""
    script.see("João", note=STORY)
    assert [look["note"] for look in script.phones["João"].view()["looks"]] == [STORY]
    assert script.phones["Marcus"].view()["looks"] == []


def test_the_least_known_standards_come_first(script):
    """For a moment that nobody planned, a phone shows the standards that need it most."""
    for name in ("João", "Marcus", "Priya"):
        script.phones[name].act(look_at(script, "Ines"))
    phone = script.phones["Priya"].view()
    ines = next(person["seat"] for person in phone["team"] if person["name"] == "Ines")
    assert phone["needs"][ines][-1] == "listens-first"


def test_a_look_that_is_sent_twice(script):
    """A phone that was offline sends again with the same key: there is one look."""
    message = look_at(script, "Ines")
    phone = script.phones["João"]
    phone.act(message)
    assert phone.act(message)["made"] == 1


def test_taking_back_the_last_look(script):
    """It can be taken back once, and the look before it then, too."""
    script.see("João")
    view = script.see("João")
    first, last = sorted(look["number"] for look in view["looks"])
    assert view["can_withdraw"] == last
    with pytest.raises(InvalidResponseError, match="Only your last look"):
        script.tap("João", "withdraw", look=first)
    key = new_id()
    for _time in range(2):
        after = script.tap("João", "withdraw", look=last, key=key)
    assert [look["number"] for look in after["looks"]] == [first]


def test_taking_back_after_a_day(script):
    """Then a look stays."""
    view = script.see("João")
    script.course.clock.after(DAY)
    assert script.phones["João"].view()["can_withdraw"] is None
    with pytest.raises(InvalidResponseError):
        script.tap("João", "withdraw", look=view["looks"][0]["number"])


def test_taking_back_what_somebody_else_saw(script):
    """Is refused."""
    view = script.see("João")
    with pytest.raises(InvalidResponseError):
        script.tap("Marcus", "withdraw", look=view["looks"][0]["number"])
    assert script.phones["João"].view()["made"] == 1


def test_a_note_survives_a_new_kernel(script):
    """What was typed is kept for this phone until the look is made, or the note is emptied."""
    phone = script.phones["João"]
    seat = phone.view()["team"][0]["seat"]
    script.tap("João", "draft", person=seat, note="She let him")
    again = Observe(phone.course, phone.seat)
    assert again.view()["drafts"] == {seat: "She let him"}
    assert script.phones["Marcus"].view()["drafts"] == {}
    name = phone.view()["team"][0]["name"]
    assert phone.act(look_at(script, name))["drafts"] == {}
    script.tap("João", "draft", person=seat, note="More")
    assert script.tap("João", "draft", person=seat, note="")["drafts"] == {}


def test_behaviours_and_no_chance(script):
    """Behaviours are stored beside the level; where there was no chance there is no rating."""
    marks = [True, False, None, True]
    levels = {"listens-first": None, "owns-the-problem": 5}
    seen = {"owns-the-problem": marks}
    script.phones["João"].act(look_at(script, "Ines", levels=levels, seen=seen))
    script.room.catch_up()
    [look] = script.room.looks
    assert (look.levels, look.seen) == (levels, seen)
    values = [(row.standard, row.value) for row in script.room.ratings().rows]
    assert values == [("listens-first", None), ("owns-the-problem", 5)]


def test_a_note_alone_is_a_look(script):
    """A moment may be told without a level; without words it is no moment."""
    phone = script.phones["João"]
    phone.act(look_at(script, "Ines", levels={}, note=" Stayed. ", moment=True))
    phone.act(look_at(script, "Ines", note="  ", moment=True, signed=True))
    script.room.catch_up()
    assert [(look.note, look.is_moment) for look in script.room.looks] == [
        ("Stayed.", True),
        ("", False),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"person": "nobody"},
        {"situation": "in a dream"},
        {"situation": ["in a dream"]},
        {"levels": {}},
        {"levels": {"listens-first": 6}},
        {"levels": {"listens-first": True}},
        {"levels": {"listens-first": "4"}},
        {"levels": {"sings": 4}},
        {"levels": [4]},
        {"seen": {"listens-first": [True]}},
        {"seen": {"sings": [True]}},
        {"seen": {"listens-first": "yes!"}},
        {"seen": {"listens-first": [1, 0, 1, 0]}},
        {"note": None},
        {"note": "x" * (LONGEST_NOTE + 1)},
        {"note": "\ud83d"},
        {"moment": "yes"},
        {"signed": None},
        {"key": "short"},
        {"do": "draft", "note": 5},
        {"do": "draft", "person": "nobody", "note": ""},
        {"do": "withdraw", "look": "last"},
        {"do": "nonsense"},
    ],
)
def test_a_message_that_is_refused(begun, changes):
    """Nothing is stored of it."""
    with pytest.raises(InvalidResponseError):
        begun.phones["João"].act(look_at(begun, "Ines", **changes))
    assert begun.phones["João"].view()["made"] == 0


def test_after_the_end(script):
    """A phone that still sends is told that the round is over."""
    message = look_at(script, "Ines")
    script.lead("end")
    with pytest.raises(InvalidResponseError, match="over"):
        script.phones["João"].act(message)


def test_a_look_that_is_sent_again_after_the_end(script):
    """What was stored is answered as stored, whatever happened since; there is still one look."""
    seats = {seat.name: seat.id for seat in script.room.seats.values()}
    phone, message = script.phones["João"], look_at(script, "Ines")
    phone.act(message)
    script.lead("away", seat=seats["Ines"])
    assert phone.act(message)["made"] == 1
    script.lead("end")
    view = phone.act(message)
    assert (view["made"], view["is_open"]) == (1, False)


def test_who_left_cannot_be_looked_at(script):
    """A page that has not heard of it yet is told so."""
    seats = {seat.name: seat.id for seat in script.room.seats.values()}
    message = look_at(script, "Ines")
    script.lead("away", seat=seats["Ines"])
    with pytest.raises(InvalidResponseError, match="not in the round any more"):
        script.phones["João"].act(message)


def test_a_forgotten_colleague_is_gone_from_the_phone(script):
    """After somebody was forgotten, a new page has neither them nor looks at them."""
    phone = script.phones["João"]
    phone.act(look_at(script, "Ines"))
    script.course.store.accounts.forget("Ines")
    again = Observe(replace(phone.course), phone.seat).view()
    assert [person["name"] for person in again["team"]] == ["Marcus", "Priya"]
    assert again["made"] == 0


def test_nothing_is_noted_about_somebody_forgotten(script):
    """A page that was open meanwhile stores no note about them, and shows that they are gone."""
    phone, message = script.phones["João"], look_at(script, "Ines", note="Ines helped him.")
    assert len(phone.view()["team"]) == 3
    script.course.store.accounts.forget("Ines")
    assert [person["name"] for person in phone.news()["team"]] == ["Marcus", "Priya"]
    before = script.course.store.meetings.events(script.room.id)
    with pytest.raises(InvalidResponseError, match="not in the round any more"):
        phone.act({**message, "key": new_id()})
    assert script.course.store.meetings.events(script.room.id) == before
