"""Meetings as they are stored: who sits in them, and what happened, one thing after the other."""

import secrets
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, or_, select, update

from course.errors import CourseError
from course.ids import new_id
from course.roleplay.meetings import MeetingEvent
from course.store.names import name_key
from course.store.rows import keep_person, keep_snapshots
from course.store.schema import meeting_events, meetings, people, seats
from course.translation import _

CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # none that look alike, none that make words
CODE_LENGTH = 6
MOST_NAME = 60
MOST_SEATS = 40
MINUTE = 60


class SeatTakenError(CourseError):
    """Somebody with this name is in the meeting already."""


@dataclass(frozen=True, slots=True)
class StoredMeeting:
    """A meeting by its code; `trainer_id` is None when the trainer was forgotten."""

    id: str
    code: str
    trainer_id: str | None
    created_at: float


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a meeting.

    Attributes
    ----------
    person_id : str or None
        Of the profile with this name, if there is one.
    claim : int
        How many devices took the seat, one after the other; only the last one has it.
    """

    id: str
    meeting_id: str
    name: str
    person_id: str | None
    claim: int

    @property
    def key(self):
        """What tells people apart over many meetings: the profile, else the name."""
        return self.person_id or name_key(self.name)


class Meetings:
    """Reads and appends; `clock` gives seconds since the epoch."""

    def __init__(self, database, clock):
        self.database, self.clock = database, clock

    # --- Meetings -----------------------------------------------------------------------------

    def begin(self, trainer, plan, snapshots=None, *, at=None):
        """Store a new meeting.

        Parameters
        ----------
        trainer : course.people.roles.Person
        plan : dict
            Body of its first event.
        snapshots : dict of hash to str, optional
            Content that the plan refers to.
        at : float, optional
            When it began, of a meeting that is read from a file.

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
            values["created_at"] = at
            connection.execute(insert(meetings).values(values))
            self._append(connection, values["id"], "plan", plan, new_id(), at=at)
        return StoredMeeting(**values)

    def by_code(self, code):
        """Return the meeting with a code as somebody typed it, or None."""
        letters = "".join(sign for sign in code.upper() if sign.isalnum())
        return self._first(meetings.c.code == letters)

    def get(self, meeting_id):
        """Return a meeting, or None."""
        return self._first(meetings.c.id == meeting_id)

    def recent(self, most=60):
        """Return the newest meetings, the newest first."""
        query = select(meetings).order_by(meetings.c.created_at.desc()).limit(most)
        with self.database.read() as connection:
            return [StoredMeeting(**row) for row in connection.execute(query).mappings()]

    def _first(self, where):
        with self.database.read() as connection:
            row = connection.execute(select(meetings).where(where)).mappings().first()
        return row and StoredMeeting(**row)

    # --- Seats --------------------------------------------------------------------------------

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
        name = " ".join(name.split())
        if not name_key(name) or len(name) > MOST_NAME:
            raise CourseError(_("Please give a name of 1 to {n} letters.").format(n=MOST_NAME))
        here = seats.c.meeting_id == meeting_id
        with self.database.write() as connection:
            mine = (here, seats.c.name_key == name_key(name))
            row = connection.execute(select(seats).where(*mine)).first()
            if row and self._last_key(connection, row.id) == key:
                return _seat(row, row.claim)
            if row and not again:
                raise SeatTakenError(_("{name} is here already.").format(name=row.name))
            if row:
                connection.execute(update(seats).where(*mine).values(claim=row.claim + 1))
                self._append(connection, meeting_id, "join", body, key, row.id, at=at)
                return _seat(row, row.claim + 1)
            if connection.scalar(select(func.count()).where(here)) >= MOST_SEATS:
                raise CourseError(_("This meeting is full."))
            known = select(people.c.id).where(people.c.name_key == name_key(name))
            values = {"id": new_id(), "meeting_id": meeting_id, "name": name, "claim": 1}
            values["person_id"] = connection.scalar(known)
            connection.execute(insert(seats).values(**values, name_key=name_key(name)))
            self._append(connection, meeting_id, "join", body, key, values["id"], at)
        return Seat(**values)

    def _last_key(self, connection, seat_id):
        """Return the key with which somebody took a seat last."""
        mine = (meeting_events.c.seat_id == seat_id, meeting_events.c.kind == "join")
        keys = select(meeting_events.c.key).where(*mine)
        return connection.scalar(keys.order_by(meeting_events.c.number.desc()))

    def seats(self, meeting_id):
        """Return who is or was in a meeting: `Seat` by id."""
        query = select(seats).where(seats.c.meeting_id == meeting_id)
        with self.database.read() as connection:
            return {row.id: _seat(row, row.claim) for row in connection.execute(query)}

    def seat(self, seat_id):
        """Return a seat, or None."""
        with self.database.read() as connection:
            row = connection.execute(select(seats).where(seats.c.id == seat_id)).first()
        return row and _seat(row, row.claim)

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

    def append(self, meeting_id, kind, body, key, seat_id=None, *, at=None):
        """Store an event, once for each key.

        Parameters
        ----------
        seat_id : str, optional
            Whose event it is; none for the trainer's.
        at : float, optional
            When it was, of a meeting that is read from a file.

        Raises
        ------
        course.errors.StoreError
            Nothing was stored.
        """
        with self.database.write() as connection:
            self._append(connection, meeting_id, kind, body, key, seat_id, at)

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
        here = meeting_events.c.meeting_id == meeting_id
        known = select(meeting_events.c.id).where(here, meeting_events.c.key == key)
        if connection.scalar(known) is not None:
            return
        last = connection.scalar(select(func.max(meeting_events.c.number)).where(here)) or 0
        connection.execute(
            insert(meeting_events).values(
                meeting_id=meeting_id,
                number=last + 1,
                seat_id=seat_id,
                kind=kind,
                body=body,
                key=key,
                created_at=self.clock() if at is None else at,
            )
        )


def seats_of(connection, name, person_id=None):
    """Return what somebody did in meetings, as rows for their export."""
    query = (
        select(meeting_events, seats.c.name)
        .join_from(meeting_events, seats)
        .where(_is_of(name, person_id))
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def forget_seats(connection, name, person_id=None):
    """Erase somebody from all meetings; return how many these were."""
    return connection.execute(delete(seats).where(_is_of(name, person_id))).rowcount


def _is_of(name, person_id):
    same_name = seats.c.person_id.is_(None) & (seats.c.name_key == name_key(name))
    return or_(seats.c.person_id == person_id, same_name) if person_id else same_name


def _new_code():
    return "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))


def _seat(row, claim):
    return Seat(row.id, row.meeting_id, row.name, row.person_id, claim)


def _event(row):
    return MeetingEvent(row.number, row.kind, row.body, row.created_at, row.seat_id)
