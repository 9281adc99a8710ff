"""Sessions, attempts and drafts: what people answered."""

from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import delete, func, insert, select

from course.errors import StoreError
from course.people.progress import Round
from course.store.rows import check_room, keep_person, keep_snapshots
from course.store.schema import attempts, drafts, people, sessions, snapshots


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn for one item: the version of its words, and the order shown."""

    item_id: str
    item_hash: str
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """One time a person takes an activity. `id` is None until the first answer is stored."""

    id: int | None
    number: int
    drawn: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One stored answer; `response` holds option indices in the author's order."""

    item_id: str
    response: tuple[int, ...]
    credit: float
    item_hash: str


class Answers:
    """Reads and appends answers.

    Parameters
    ----------
    database : course.store.database.Database
    clock : callable
        Gives the time in seconds since the epoch.
    """

    def __init__(self, database, clock):
        self.database, self.clock = database, clock

    def last_session(self, person, activity):
        """Return the newest stored session of a person in an activity, or None."""
        with self.database.read() as connection:
            row = connection.execute(
                select(sessions)
                .where(sessions.c.person_id == person.id, sessions.c.activity == activity)
                .order_by(sessions.c.number.desc())
                .limit(1)
            ).first()
        return row and _session(row)

    def attempts(self, session):
        """Return the attempts of a session by item id."""
        if session.id is None:
            return {}
        with self.database.read() as connection:
            rows = connection.execute(select(attempts).where(attempts.c.session_id == session.id))
            return {row.item_id: _attempt(row) for row in rows}

    def count(self):
        """Return how many attempts of everybody are stored."""
        with self.database.read() as connection:
            return connection.scalar(select(func.count()).select_from(attempts))

    def snapshot(self, item_hash):
        """Return the stored body of an item version, or None."""
        with self.database.read() as connection:
            return connection.scalar(select(snapshots.c.body).where(snapshots.c.hash == item_hash))

    def begin_session(self, person, activity, session, bodies):
        """Store a session before its first answer (for "try again").

        Parameters
        ----------
        bodies : dict of hash to str
            The item versions it was drawn from.
        """
        with self.database.write() as connection:
            self._keep_session(connection, person, activity, session, bodies)

    def append_attempt(self, person, activity, session, bodies, attempt, key):
        """Store an answer, and the session with it when this is the first.

        The same item answered before in this session, from another tab or by a message sent twice,
        keeps its first attempt.

        Parameters
        ----------
        attempt : Attempt
        key : str
            Idempotency key given by the page.

        Returns
        -------
        Attempt
            The one that counts: this or the earlier one.

        Raises
        ------
        course.errors.StoreError, course.errors.TooMuchError
            Nothing was stored.
        """
        with self.database.write() as connection:
            session_id = self._keep_session(connection, person, activity, session, bodies)
            earlier = connection.execute(
                select(attempts).where(
                    attempts.c.session_id == session_id, attempts.c.item_id == attempt.item_id
                )
            ).first()
            if earlier is not None:
                return _attempt(earlier)
            connection.execute(
                insert(attempts).values(
                    session_id=session_id,
                    item_id=attempt.item_id,
                    **{"try": 1},
                    response=list(attempt.response),
                    credit=attempt.credit,
                    item_hash=attempt.item_hash,
                    key=key,
                    created_at=self.clock(),
                )
            )
            connection.execute(
                delete(drafts).where(*_draft(person, activity, session.number, attempt.item_hash))
            )
        return attempt

    def _keep_session(self, connection, person, activity, session, bodies):
        """Return the id of a session, storing it when it is new."""
        row = connection.execute(
            select(sessions).where(
                sessions.c.person_id == person.id,
                sessions.c.activity == activity,
                sessions.c.number == session.number,
            )
        ).first()
        if row is not None:
            if _session(row).drawn != session.drawn:
                raise StoreError("Another page began this quiz in the meantime; please reload.")
            return row.id
        check_room(connection, sessions, person, activity, session.number, self.clock())
        keep_person(connection, person, self.clock())
        keep_snapshots(connection, bodies)
        drawn = [[d.item_id, d.item_hash, list(d.order)] for d in session.drawn]
        result = connection.execute(
            insert(sessions).values(
                person_id=person.id,
                activity=activity,
                number=session.number,
                drawn=drawn,
                created_at=self.clock(),
            )
        )
        return result.inserted_primary_key[0]

    def drafts(self, person, activity, number):
        """Return the drafts of a session: option indices by item hash."""
        with self.database.read() as connection:
            rows = connection.execute(
                select(drafts.c.item_hash, drafts.c.response).where(
                    *_draft(person, activity, number)
                )
            )
            return {row.item_hash: tuple(row.response) for row in rows}

    def keep_draft(self, person, activity, number, item_hash, response):
        """Store what is chosen but not yet sent; an empty response removes it."""
        with self.database.write() as connection:
            connection.execute(delete(drafts).where(*_draft(person, activity, number, item_hash)))
            if response:
                keep_person(connection, person, self.clock())
                connection.execute(
                    insert(drafts).values(
                        person_id=person.id,
                        activity=activity,
                        number=number,
                        item_hash=item_hash,
                        response=list(response),
                        updated_at=self.clock(),
                    )
                )

    def rounds(self, person):
        """Return how often and how well a person took each activity, oldest first.

        Returns
        -------
        dict of str to list of course.people.progress.Round
        """
        return self._rounds(sessions.c.person_id == person.id).get(person.id, {})

    def rounds_of_all(self):
        """Return the same for everybody, by the person's id."""
        return self._rounds()

    def _rounds(self, *where):
        keys = (sessions.c.person_id, sessions.c.activity, sessions.c.number)
        drawn = func.json_array_length(sessions.c.drawn).label("drawn")
        query = (
            select(*keys, drawn, attempts.c.credit)
            .join_from(sessions, attempts, isouter=True)
            .where(*where)
            .order_by(*keys)
        )
        with self.database.read() as connection:
            rows = connection.execute(query).all()
        found = {}
        for (person_id, activity, _number), group in groupby(rows, lambda row: row[:3]):
            taken = list(group)
            credits = tuple(row.credit for row in taken if row.credit is not None)
            mine = found.setdefault(person_id, {})
            mine.setdefault(activity, []).append(Round(credits, taken[0].drawn))
        return found

    def first_attempts(self):
        """Return one dict per answer given in a person's first session of an activity."""
        query = (
            select(
                people.c.name,
                sessions.c.activity,
                attempts.c.item_id,
                attempts.c.response,
                attempts.c.credit,
                attempts.c.item_hash,
                attempts.c.created_at,
            )
            .select_from(attempts)
            .join(sessions, sessions.c.id == attempts.c.session_id)
            .join(people, people.c.id == sessions.c.person_id)
            .where(sessions.c.number == 1)
            .order_by(attempts.c.id)
        )
        with self.database.read() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]


def _draft(person, activity, number, item_hash=None):
    where = [
        drafts.c.person_id == person.id,
        drafts.c.activity == activity,
        drafts.c.number == number,
    ]
    return where if item_hash is None else [*where, drafts.c.item_hash == item_hash]


def _session(row):
    drawn = tuple(Drawn(item, item_hash, tuple(order)) for item, item_hash, order in row.drawn)
    return Session(row.id, row.number, drawn)


def _attempt(row):
    return Attempt(row.item_id, tuple(row.response), row.credit, row.item_hash)
