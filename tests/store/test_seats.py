"""Seats in meetings: taken once, taken over, come back to."""

import pytest

from course.errors import CourseError
from course.people.roles import Person
from course.roleplay.meetings import Meeting
from course.store.meetings import MOST_SEATS, SeatTakenError
from course.store.store import Store

TONI = Person("70" * 8, "Toni", "trainer")


@pytest.fixture
def store(tmp_path):
    """Give an empty store."""
    store = Store(tmp_path, lambda: 1000.0)
    yield store.meetings
    store.close()


@pytest.fixture
def room(store):
    """Give the id of a meeting that has begun."""
    return store.begin(TONI, {"title": "Late parcel"}).id


def test_a_name_is_taken_once(store, room):
    """Another device with the same name, however it is written, is asked first."""
    store.sit(room, "Zoë Okafor", "one")
    with pytest.raises(SeatTakenError, match="Zoë Okafor is here already"):
        store.sit(room, " ZOË  okafor", "two")


def test_a_form_that_is_sent_twice(store, room):
    """The second one gets the same seat, and the first is not put out by it."""
    seat = store.sit(room, "Ana", "one")
    assert store.sit(room, "Ana", "one") == seat
    assert len(store.seats(room)) == 1
    back = store.sit(room, "Ana", "two", again=True)
    assert store.sit(room, "Ana", "two", again=True) == back
    with pytest.raises(SeatTakenError):
        store.sit(room, "Ana", "one")  # another device has it since


def test_who_comes_back_has_the_same_seat(store, room):
    """It is the same seat, claimed by the newer device."""
    first = store.sit(room, "Ana", "one")
    second = store.sit(room, "ana", "two", again=True)
    assert (second.id, first.claim, second.claim) == (first.id, 1, 2)
    assert store.seat(first.id) == second


def test_who_was_sent_home_and_comes_back_is_there(store, room):
    """Somebody whom the trainer took off the list is on it again after joining once more."""
    seat = store.sit(room, "Ana", "one")
    store.append(room, "leave", {"seat": seat.id}, "key")
    assert Meeting(store.events(room)).present == []
    store.sit(room, "Ana", "two", again=True)
    assert Meeting(store.events(room)).present == [seat.id]


def test_a_room_can_be_full(store, room):
    """After so many seats there is no other, but those who are there may come back."""
    for number in range(MOST_SEATS["role-play"]):
        store.sit(room, f"Guest {number}", f"key-{number}")
    with pytest.raises(CourseError, match="no room"):
        store.sit(room, "One more", "key")
    assert store.sit(room, "Guest 1", "back", again=True).claim == 2


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * 61])
def test_names_that_are_none(store, room, name):
    """An empty, invisible or endless name gets no seat."""
    with pytest.raises(CourseError, match="1 to 60"):
        store.sit(room, name, "key")
    assert store.seats(room) == {}


def test_people_on_a_list_come_later(store, room):
    """Whoever is on the list takes their seat without a question; only the next one is asked."""
    listed = store.enrol(room, ["Ana", "Ben"], "list")
    assert [seat.claim for seat in listed.values()] == [0, 0]
    came = store.sit(room, "ana", "one")
    assert (came.id, came.claim) == (listed["Ana"].id, 1)
    with pytest.raises(SeatTakenError):
        store.sit(room, "Ana", "two")


def test_a_list_that_grows(store, room):
    """Whoever is on it stays as they are; a list that is sent twice is one event."""
    store.enrol(room, ["Ana"], "one")
    came = store.sit(room, "Ana", "two")
    longer = store.enrol(room, ["Ana", "Ben"], "three")
    store.enrol(room, ["Ana", "Ben"], "three")
    assert longer["Ana"] == came
    teams = [event.body["seats"] for event in store.events(room) if event.kind == "team"]
    assert teams == [[came.id], [came.id, longer["Ben"].id]]


def test_a_list_with_a_name_that_will_not_do(store, room):
    """Nobody is put on it."""
    with pytest.raises(CourseError, match="1 to 60 letters"):
        store.enrol(room, ["Ana", " "], "one")
    assert store.seats(room) == {}
