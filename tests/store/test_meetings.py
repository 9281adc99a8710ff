"""Meetings in the store: codes, seats that can be taken again, events that nobody can change."""

import json

import pytest
from sqlalchemy import delete, select, update

from course.errors import CourseError, NotFoundError, StoreError
from course.people.roles import Person
from course.store.meetings import CODE_LETTERS, MOST_SEATS, SeatTakenError
from course.store.schema import meeting_events, seats

TRAINER = Person("robin", "Robin", "trainer")


@pytest.fixture
def meeting(store):
    """Return a meeting that has just begun."""
    return store.meetings.begin(TRAINER, {"slug": "tiny"})


def test_codes(store, meeting):
    """A code is six letters that cannot be mistaken, and is found however it is typed."""
    assert len(meeting.code) == 6
    assert set(meeting.code) <= set(CODE_LETTERS)
    typed = f" {meeting.code[:3].lower()}-{meeting.code[3:]} "
    assert store.meetings.by_code(typed) == meeting
    assert store.meetings.by_code("") is None
    assert store.meetings.begin(TRAINER, {}).code != meeting.code


def test_seats(store, meeting, cheap_pins):
    """A name of a profile is that person; another one is somebody else."""
    ana = store.accounts.add("Ana")
    known = store.meetings.sit(meeting.id, "ana", "key-one-a")
    other = store.meetings.sit(meeting.id, "Ben", "key-one-b")
    assert (known.person_id, known.key) == (ana.id, ana.id)
    assert (other.person_id, other.key) == (None, "ben")
    assert store.meetings.seats(meeting.id) == {known.id: known, other.id: other}
    assert [event.seat for event in store.meetings.events(meeting.id)] == [
        None,
        known.id,
        other.id,
    ]


def test_coming_back(store, meeting):
    """The same name needs a word that it is the same person; the other device loses the seat."""
    first = store.meetings.sit(meeting.id, "Ben", "key-one-a")
    with pytest.raises(SeatTakenError, match="Ben is here already"):
        store.meetings.sit(meeting.id, "BEN", "key-one-b")
    back = store.meetings.sit(meeting.id, "BEN", "key-one-c", again=True)
    assert (back.id, back.claim) == (first.id, 2)
    assert store.meetings.seat(first.id).claim == 2
    assert {event.seat for event in store.meetings.events(meeting.id)} == {None, first.id}


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_names_that_will_not_do(store, meeting, name):
    """A name that is empty or too long is refused."""
    with pytest.raises(CourseError, match="1 to 60 letters"):
        store.meetings.sit(meeting.id, name, "key-one-a")


def test_a_room_can_be_full(store, meeting):
    """Nobody can fill the database with people."""
    for number in range(MOST_SEATS):
        store.meetings.sit(meeting.id, f"P{number}", f"key-{number:04}")
    with pytest.raises(CourseError, match="full"):
        store.meetings.sit(meeting.id, "One more", "key-one-more")


def test_events_are_read_on(store, meeting):
    """A page reads only what is new; what is sent twice is stored once."""
    for _time in range(2):
        store.meetings.append(meeting.id, "clock", {"do": "start"}, "key-one-a")
    assert [event.kind for event in store.meetings.events(meeting.id)] == ["plan", "clock"]
    assert [event.number for event in store.meetings.events(meeting.id, after=1)] == [2]


def test_events_are_never_changed(store, meeting):
    """Neither an update nor a delete goes through; only with their seat they go."""
    seat = store.meetings.sit(meeting.id, "Ben", "key-one-a")
    for statement in (
        update(meeting_events).values(kind="other"),
        delete(meeting_events).where(meeting_events.c.seat_id == seat.id),
        delete(meeting_events).where(meeting_events.c.seat_id.is_(None)),
    ):
        with pytest.raises(StoreError, match="append-only"), store.database.write() as connection:
            connection.execute(statement)
    with store.database.write() as connection:
        connection.execute(delete(seats))
    assert [event.kind for event in store.meetings.events(meeting.id)] == ["plan"]


def test_nobody_can_tell_who_stopped(store, clock, meeting):
    """Two safe stops of two people leave rows that differ in nothing but number and random key."""
    for name in ("Ben", "Cho"):
        store.meetings.sit(meeting.id, name, f"key-of-{name}")
    clock.now = 5000.0
    store.meetings.sound_alarm(meeting.id, "red", stops=False)
    clock.now = 5017.0
    store.meetings.sound_alarm(meeting.id, "red", stops=False)
    with store.database.read() as connection:
        query = select(meeting_events).where(meeting_events.c.kind == "safe")
        first, second = (dict(row) for row in connection.execute(query).mappings())
    for row in (first, second):
        assert row.pop("number")
        assert row.pop("id")
        assert len(row.pop("key")) == 16
    assert first == second
    assert (first["seat_id"], first["created_at"]) == (None, 4980.0)  # 83 minutes


def test_forgetting_somebody(store, meeting, cheap_pins):
    """Their seat, their name and all they did go from every meeting; what others did stays."""
    store.accounts.add("Ana")
    for name in ("Ana", "Ben"):
        seat = store.meetings.sit(meeting.id, name, f"key-of-{name}")
        store.meetings.append(meeting.id, "ready", {"ready": True}, f"ready-{name}", seat.id)
    mine = json.loads(store.accounts.export("Ana"))["seats"]
    assert [(row["kind"], row["name"]) for row in mine] == [("join", "Ana"), ("ready", "Ana")]
    store.accounts.forget("Ana")
    assert [seat.name for seat in store.meetings.seats(meeting.id).values()] == ["Ben"]
    store.accounts.forget("ben")  # without a profile
    assert store.meetings.seats(meeting.id) == {}
    assert [event.kind for event in store.meetings.events(meeting.id)] == ["plan"]
    with pytest.raises(NotFoundError):
        store.accounts.forget("Ben")


def test_a_meeting_outlives_its_trainer(store, cheap_pins):
    """A trainer who is forgotten leaves the meeting to the team."""
    robin = store.accounts.add("Robin", "trainer", "1234")
    meeting = store.meetings.begin(robin, {"slug": "tiny"})
    store.accounts.forget("Robin")
    assert store.meetings.get(meeting.id).trainer_id is None
