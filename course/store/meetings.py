"""Gatherings as they are stored: who sits in them, and what happened, one thing after the other.

A gathering is what people join with a code: a role-play meeting, work on standards, observation.
"""

import secrets
from dataclasses import asdict, dataclass, replace

from sqlalchemy import delete, func, insert, select, update

from course.errors import CourseError
from course.ids import new_id
from course.roleplay.meetings import MeetingEvent
from course.store.names import name_key
from course.store.rows import check_seat, keep_person, keep_snapshots
from course.store.schema import meeting_events, meetings, people, seats
from course.translation import _

CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # none that look alike, none that make words
CODE_LENGTH = 6
MOST_NAME = 60
MOST_SEATS = {"role-play": 40, "standards": 120, "observation": 120}
MINUTE, DAY = 60, 24 * 3600
LASTS = {  # days after which a gathering is over, if nobody ended it, by kind
    "role-play": 1,
    "standards": 30,
    "observation": 90,
}


class SeatTakenError(CourseError):
    """Somebody with this name is in the gathering already."""


@dataclass(frozen=True, slots=True)
class StoredMeeting:
    """A gathering by its code.

    Attributes
    ----------
    trainer_id : str or None
        Who began it; None when that person was forgotten.
    kind : str
        One of `LASTS`.
    """

    id: str
    code: str
    trainer_id: str | None
    created_at: float
    kind: str

    @property
    def ends_at(self):
        """When it is over, in seconds since the epoch, if nobody ends it before."""
        return self.created_at + LASTS[self.kind] * DAY


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a gathering.

    Attributes
    ----------
    person_id : str or None
        Of the profile with this name, if there is one.
    claim : int
        How many devices took the seat, one after the other; only the last one has it. 0 for
        somebody who is on the list but never came.
    """

    id: str
    meeting_id: str
    name: str
    person_id: str | None
    claim: int

    @property
    def key(self):
        """What tells people apart over many gatherings: the profile, else the name."""
        return self.person_id or name_key(self.name)


class Meetings:
    """Reads and appends; `clock` gives seconds since the epoch."""

    def __init__(self, database, clock):
        self.database, self.clock = database, clock

    # --- Meetings -----------------------------------------------------------------------------

    def begin(self, trainer, plan, snapshots=None, *, kind="role-play", at=None):
        """Store a new gathering.

        Parameters
        ----------
        trainer : course.people.roles.Person
        plan : dict
            Body of its first event.
        snapshots : dict of hash to str, optional
            Content that the plan refers to.
        kind : str
            One of `LASTS`.
        at : float, optional
            When it began, of a gathering that is read from a file.

        Returns
        -------
        StoredMeeting
        """
        at = self.clock() if at is None else at
        with self.database.write() as connection:
            keep_person(connection, trainer, self.clock())
            keep_snapshots(connection, snapshots or {})
            used = set(connection.scalars(select(meetings.c.code)))
            code = next(code for code in iter(_new_code, None) if code not in used)
            values = {"id": new_id(), "code": code, "trainer_id": trainer.id}
            values |= {"created_at": at, "kind": kind}
            connection.execute(insert(meetings).values(values))
            self._append(connection, values["id"], "plan", plan, new_id(), at=at)
        return StoredMeeting(**values)

    def by_code(self, code):
        """Return the gathering with a code as somebody typed it, or None."""
        letters = "".join(sign for sign in code.upper() if sign.isalnum())
        return self._first(meetings.c.code == letters)

    def get(self, meeting_id):
        """Return a gathering, or None."""
        return self._first(meetings.c.id == meeting_id)

    def recent(self, most=60, *, kind="role-play"):
        """Return the newest gatherings of a kind, the newest first."""
        query = select(meetings).where(meetings.c.kind == kind)
        query = query.order_by(meetings.c.created_at.desc()).limit(most)
        with self.database.read() as connection:
            return [StoredMeeting(**row) for row in connection.execute(query).mappings()]

    def erase(self, meeting_id):
        """Erase a gathering with all that happened in it."""
        with self.database.write() as connection:
            connection.execute(delete(meetings).where(meetings.c.id == meeting_id))

    def erase_past(self):
        """Erase the gatherings that were to be kept until now; return how many these were.

        Until when says ``keep_until`` in the plan; others are kept until somebody erases them.
        """
        until = meeting_events.c.body["keep_until"].as_float()
        past = select(meeting_events.c.meeting_id)
        past = past.where(meeting_events.c.kind == "plan", until < self.clock())
        with self.database.write() as connection:
            return connection.execute(delete(meetings).where(meetings.c.id.in_(past))).rowcount

    def _first(self, where):
        with self.database.read() as connection:
            row = connection.execute(select(meetings).where(where)).mappings().first()
        return row and StoredMeeting(**row)

    # --- Seats --------------------------------------------------------------------------------

    def enrol(self, meeting_id, names, key, *, at=None):
        """Put people on the list of a gathering, before they come with a device or without one.

        Their seats are the body of an event "team". Whoever is on the list already stays as they
        are.

        Parameters
        ----------
        names : iterable of str
            Of profiles, or any others.
        key : str
            Idempotency key.
        at : float, optional
            When, of a gathering that is read from a file.

        Returns
        -------
        dict of str to Seat
            By name as it was given.

        Raises
        ------
        CourseError
            A name will not do, or there are too many; nobody was put on the list.
        """
        listed = {name: _fit_name(name) for name in names}
        with self.database.write() as connection:
            found = {
                given: self._seat_named(connection, meeting_id, name)
                or self._new_seat(connection, meeting_id, name, claim=0)
                for given, name in listed.items()
            }
            body = {"seats": list(dict.fromkeys(seat.id for seat in found.values()))}
            self._append(connection, meeting_id, "team", body, key, at=at)
        return found

    def sit(self, meeting_id, name, key, *, again=False, at=None, **body):
        """Give somebody a seat.

        Parameters
        ----------
        name : str
            Of a profile, or any other.
        key : str
            Idempotency key: what is sent twice gives one seat, and takes it from nobody.
        again : bool
            Whether somebody who is there already comes back, perhaps with another device.
        at : float, optional
            When, of a meeting that is read from a file.
        body : dict
            Of the event.

        Raises
        ------
        SeatTakenError
            The name is there already, and it is not said that it is the same person.
        CourseError
            The name will not do, or the room is full.
        """
        name = _fit_name(name)
        with self.database.write() as connection:
            seat = self._seat_named(connection, meeting_id, name)
            if seat is None:
                seat = self._new_seat(connection, meeting_id, name, claim=1)
            elif self._last_key(connection, seat.id) == key:
                return seat
            elif seat.claim and not again:
                raise SeatTakenError(_("{name} is here already.").format(name=seat.name))
            else:
                seat = replace(seat, claim=seat.claim + 1)
                mine = update(seats).where(seats.c.id == seat.id)
                connection.execute(mine.values(claim=seat.claim))
            self._append(connection, meeting_id, "join", body, key, seat.id, at=at)
        return seat

    def _seat_named(self, connection, meeting_id, name):
        mine = (seats.c.meeting_id == meeting_id, seats.c.name_key == name_key(name))
        row = connection.execute(select(seats).where(*mine)).first()
        return row and _seat(row)

    def _new_seat(self, connection, meeting_id, name, *, claim):
        here = seats.c.meeting_id == meeting_id
        kind = connection.scalar(select(meetings.c.kind).where(meetings.c.id == meeting_id))
        if connection.scalar(select(func.count()).where(here)) >= MOST_SEATS[kind]:
            raise CourseError(_("There is no room for more people here."))
        known = select(people.c.id).where(people.c.name_key == name_key(name))
        seat = Seat(new_id(), meeting_id, name, connection.scalar(known), claim)
        connection.execute(insert(seats).values(**asdict(seat), name_key=name_key(name)))
        return seat

    def _last_key(self, connection, seat_id):
        """Return the key with which somebody took a seat last."""
        mine = (meeting_events.c.seat_id == seat_id, meeting_events.c.kind == "join")
        keys = select(meeting_events.c.key).where(*mine)
        return connection.scalar(keys.order_by(meeting_events.c.number.desc()))

    def seats(self, meeting_id):
        """Return who is or was in a meeting: `Seat` by id."""
        query = select(seats).where(seats.c.meeting_id == meeting_id)
        with self.database.read() as connection:
            return {row.id: _seat(row) for row in connection.execute(query)}

    def seat(self, seat_id):
        """Return a seat, or None."""
        with self.database.read() as connection:
            row = connection.execute(select(seats).where(seats.c.id == seat_id)).first()
        return row and _seat(row)

    # --- What happens -------------------------------------------------------------------------

    def events(self, meeting_id, after=0):
        """Return the events of a meeting with higher numbers, oldest first, as a tuple."""
        query = (
            select(meeting_events)
            .where(meeting_events.c.meeting_id == meeting_id, meeting_events.c.number > after)
            .order_by(meeting_events.c.number)
        )
        with self.database.read() as connection:
            return tuple(_event(row) for row in connection.execute(query))

    def has(self, meeting_id, key):
        """Tell whether an event with a key is stored."""
        with self.database.read() as connection:
            return self._has(connection, meeting_id, key)

    def append(self, meeting_id, kind, body, key, seat_id=None, *, at=None, snapshots=None):
        """Store an event, once for each key.

        Parameters
        ----------
        seat_id : str, optional
            Whose event it is; none for the trainer's.
        at : float, optional
            When it was, of a meeting that is read from a file.
        snapshots : dict of hash to str, optional
            Content that the event refers to.

        Raises
        ------
        course.errors.StoreError, course.errors.TooMuchError
            Nothing was stored.
        """
        with self.database.write() as connection:
            keep_snapshots(connection, snapshots or {})
            self._append(connection, meeting_id, kind, body, key, seat_id, at)

    def append_all(self, meeting_id, rows):
        """Store many events at once: all of them, or none.

        Parameters
        ----------
        rows : iterable of (str, dict, str or None, float)
            Kind, body, seat and time of each.

        Raises
        ------
        course.errors.StoreError
            Nothing was stored.
        """
        names = ("kind", "body", "seat_id", "created_at")
        with self.database.write() as connection:
            first = self._last_number(connection, meeting_id) + 1
            values = [
                dict(zip(names, row, strict=True))
                | {"meeting_id": meeting_id, "number": number, "key": new_id()}
                for number, row in enumerate(rows, first)
            ]
            if values:
                connection.execute(insert(meeting_events), values)

    def sound_alarm(self, meeting_id, level, *, stops):
        """Store a safe stop: nothing tells from whom it came, and its time is only a minute.

        Parameters
        ----------
        level : str
            One of `course.roleplay.meetings.ALARMS`.
        stops : bool
            Whether the clock is to stand still.
        """
        minute = self.clock() // MINUTE * MINUTE
        with self.database.write() as connection:
            self._append(connection, meeting_id, "safe", {"level": level}, new_id(), at=minute)
            if stops:
                self._append(connection, meeting_id, "clock", {"do": "pause"}, new_id())

    def _append(self, connection, meeting_id, kind, body, key, seat_id=None, at=None):
        if self._has(connection, meeting_id, key):
            return
        number = self._last_number(connection, meeting_id) + 1
        if seat_id:
            check_seat(connection, meeting_id, seat_id, number, self.clock())
        connection.execute(
            insert(meeting_events).values(
                meeting_id=meeting_id,
                number=number,
                seat_id=seat_id,
                kind=kind,
                body=body,
                key=key,
                created_at=self.clock() if at is None else at,
            )
        )

    def _has(self, connection, meeting_id, key):
        here = meeting_events.c.meeting_id == meeting_id
        known = select(meeting_events.c.id).where(here, meeting_events.c.key == key)
        return connection.scalar(known) is not None

    def _last_number(self, connection, meeting_id):
        numbers = select(func.max(meeting_events.c.number))
        return connection.scalar(numbers.where(meeting_events.c.meeting_id == meeting_id)) or 0


def _new_code():
    return "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))


def _fit_name(name):
    name = " ".join(name.split())
    if not name_key(name) or len(name) > MOST_NAME:
        raise CourseError(_("Please give a name of 1 to {n} letters.").format(n=MOST_NAME))
    return name


def _seat(row):
    return Seat(row.id, row.meeting_id, row.name, row.person_id, row.claim)


def _event(row):
    return MeetingEvent(row.number, row.kind, row.body, row.created_at, row.seat_id)
