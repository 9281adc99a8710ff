"""Meetings in the store: codes, seats that can be taken again, events that nobody can change."""

import json

import pytest
from sqlalchemy import delete, select, update

from course.errors import CourseError, NotFoundError, StoreError, TooMuchError
from course.ids import new_id
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
    for number in range(MOST_SEATS["role-play"]):
        store.meetings.sit(meeting.id, f"P{number}", f"key-{number:04}")
    with pytest.raises(CourseError, match="no room"):
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


def test_what_was_noted_about_somebody(store, cheap_pins):
    """It goes with them and is in their export, without who noted it; the rest stays."""
    store.accounts.add("Ana")
    plan = {"title": "March"}
    observed = store.meetings.begin(TRAINER, plan, kind="observation")
    team = store.meetings.enrol(observed.id, ["Ana", "Ben"], "team-of-two")
    for number, (rater, person) in enumerate([("Ben", "Ana"), ("Ana", "Ben"), ("Ben", "Ben")]):
        body = {"person": team[person].id, "note": f"note {number}"}
        store.meetings.append(observed.id, "look", body, f"look-{number}", team[rater].id)
    text = store.accounts.export("Ana")
    about = json.loads(text)["noted_about"]
    assert [row["body"]["note"] for row in about] == ["note 0"]
    assert team["Ben"].id not in json.dumps(about)
    store.accounts.forget("Ana")
    left = store.meetings.events(observed.id)
    assert [each.body["note"] for each in left if each.kind == "look"] == ["note 2"]


def test_what_nobody_sent_is_not_exported(store, cheap_pins):
    """A note that was only begun, and one that was taken back, stay with whoever wrote them."""
    store.accounts.add("Ana")
    observed = store.meetings.begin(TRAINER, {"title": "March"}, kind="observation")
    team = store.meetings.enrol(observed.id, ["Ana", "Ben"], "team-of-two")
    ana, ben = team["Ana"].id, team["Ben"].id
    for kind in ("note", "look", "look"):
        body = {"person": ana, "note": f"{kind} of Ben"}
        store.meetings.append(observed.id, kind, body, new_id(), ben)
    taken = store.meetings.events(observed.id)[-1].number
    store.meetings.append(observed.id, "withdraw", {"look": taken}, new_id(), ben)
    about = json.loads(store.accounts.export("Ana"))["noted_about"]
    assert [(row["kind"], row["number"]) for row in about] == [("look", taken - 1)]
    store.accounts.forget("Ana")
    assert [event.kind for event in store.meetings.events(observed.id)] == [
        *("plan", "team", "withdraw")
    ]


def test_no_phone_fills_the_disk(store, meeting, monkeypatch):
    """Whoever did very much with a seat within a day is told so; a day later it goes on."""
    monkeypatch.setattr("course.store.rows.MOST_A_DAY", 3)
    ana, ben = (store.meetings.sit(meeting.id, name, new_id()) for name in ("Ana", "Ben"))
    for _number in range(2):
        store.meetings.append(meeting.id, "tap", {}, new_id(), ana.id)
    with pytest.raises(TooMuchError, match="tomorrow"):
        store.meetings.append(meeting.id, "tap", {}, new_id(), ana.id)
    with pytest.raises(TooMuchError):
        store.meetings.sit(meeting.id, "Ana", new_id(), again=True)
    assert store.meetings.seat(ana.id).claim == 1
    store.meetings.append(meeting.id, "tap", {}, new_id(), ben.id)
    store.meetings.append(meeting.id, "stop", {}, new_id())
    store.clock.now += 24 * 3600 + 1
    store.meetings.append(meeting.id, "tap", {}, new_id(), ana.id)
    assert store.meetings.events(meeting.id)[-1].seat == ana.id


def test_kinds_of_rounds(store, meeting):
    """Each kind is listed by itself; a gathering that is erased leaves nothing behind."""
    other = store.meetings.begin(TRAINER, {"title": "March"}, kind="observation")
    assert store.meetings.recent() == [meeting]
    assert store.meetings.recent(kind="observation") == [other]
    store.meetings.sit(other.id, "Ben", "key-one")
    store.meetings.erase(other.id)
    assert store.meetings.get(other.id) is None
    assert store.meetings.events(other.id) == ()
    assert store.meetings.events(meeting.id) != ()


def test_many_events_at_once(store, meeting):
    """They are stored in their order, all of them or none."""
    seat = store.meetings.sit(meeting.id, "Ben", "key-one")
    rows = [("note", {"n": number}, seat.id, 50.0 + number) for number in range(3)]
    store.meetings.append_all(meeting.id, rows)
    last = store.meetings.events(meeting.id, after=2)
    assert [(e.number, e.body["n"], e.at) for e in last] == [(3, 0, 50), (4, 1, 51), (5, 2, 52)]
    with pytest.raises(StoreError):
        store.meetings.append_all(meeting.id, [*rows, ("note", {}, "nobody", 60.0)])
    assert store.meetings.events(meeting.id, after=5) == ()
