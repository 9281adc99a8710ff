"""Events: what people did in an activity, one after the other; and texts: what they wrote."""

from dataclasses import dataclass, replace

from sqlalchemy import delete, func, insert, literal, null, select, true, union_all

from course.people.progress import Trace
from course.store.rows import check_room, keep_person, keep_snapshots
from course.store.schema import events, texts


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a person did; `number` counts from 1 within an activity."""

    number: int
    kind: str
    body: dict
    at: float


class Events:
    """Reads and appends events; `clock` gives seconds since the epoch."""

    def __init__(self, database, clock):
        self.database, self.clock = database, clock

    def of(self, person, activity):
        """Return the events of a person in an activity, oldest first, as a tuple."""
        query = select(events).where(*_mine(person, activity)).order_by(events.c.number)
        with self.database.read() as connection:
            return tuple(_event(row) for row in connection.execute(query))

    def under(self, person, kind):
        """Return the events of a person in all activities of a kind, by activity.

        Parameters
        ----------
        kind : str
            What their names begin with, up to the slash.

        Returns
        -------
        dict of str to tuple of Event
            Oldest first.
        """
        named = events.c.activity.startswith(f"{kind}/", autoescape=True)
        query = select(events).where(events.c.person_id == person.id, named)
        found = {}
        with self.database.read() as connection:
            for row in connection.execute(query.order_by(events.c.number)):
                found.setdefault(row.activity, []).append(_event(row))
        return {activity: tuple(each) for activity, each in found.items()}

    def traces(self, person):
        """Return what a person left behind in each activity, without what it was.

        Returns
        -------
        dict of str to course.people.progress.Trace
        """
        return self._traces(lambda table: table.c.person_id == person.id).get(person.id, {})

    def traces_of_all(self):
        """Return the same for everybody, by the person's id."""
        return self._traces(lambda _table: true())

    def _traces(self, where):
        endings = func.count(events.c.body["ending"].as_string())
        counted = (
            select(events.c.person_id, events.c.activity, events.c.kind, func.count(), endings)
            .where(where(events))
            .group_by(events.c.person_id, events.c.activity, events.c.kind)
        )
        written = (
            select(texts.c.person_id, texts.c.activity, null(), func.count(), literal(0))
            .where(where(texts))
            .group_by(texts.c.person_id, texts.c.activity)
        )
        with self.database.read() as connection:
            rows = connection.execute(union_all(counted, written)).all()
        found = {}
        for person_id, activity, kind, count, ended in rows:
            mine = found.setdefault(person_id, {})
            trace = mine.setdefault(activity, Trace())
            if kind is None:
                mine[activity] = replace(trace, has_text=True)
            else:
                events_so_far = {**trace.events, kind: count}
                mine[activity] = replace(trace, events=events_so_far, endings=trace.endings + ended)
        return found

    def append(self, person, activity, kind, body, key, *, after=None, snapshots=None):
        """Store an event, once for each key.

        Parameters
        ----------
        kind : str
        body : dict
            Fit for JSON.
        key : str
            Idempotency key given by the page; an event with it is stored only once.
        after : int, optional
            How many events the page has seen. When another page has done something since, nothing
            is stored.
        snapshots : dict of hash to str, optional
            Content that the event refers to, kept as it was.

        Returns
        -------
        bool
            Whether the event is stored, now or before.

        Raises
        ------
        course.errors.StoreError, course.errors.TooMuchError
            Nothing was stored.
        """
        mine = _mine(person, activity)
        with self.database.write() as connection:
            if connection.scalar(select(events.c.id).where(*mine, events.c.key == key)):
                return True
            count = connection.scalar(select(func.count()).select_from(events).where(*mine))
            if after is not None and after != count:
                return False
            check_room(connection, events, person, activity, count + 1, self.clock())
            keep_person(connection, person, self.clock())
            keep_snapshots(connection, snapshots or {})
            connection.execute(
                insert(events).values(
                    person_id=person.id,
                    activity=activity,
                    number=count + 1,
                    kind=kind,
                    body=body,
                    key=key,
                    created_at=self.clock(),
                )
            )
        return True

    def texts(self, person, activity):
        """Return what a person wrote in an activity: text by field."""
        query = select(texts.c.field, texts.c.text).where(*_written(person, activity))
        with self.database.read() as connection:
            return dict(connection.execute(query).all())

    def keep_text(self, person, activity, field, text):
        """Store what a person wrote in a field; an empty text removes it."""
        mine = [*_written(person, activity), texts.c.field == field]
        with self.database.write() as connection:
            connection.execute(delete(texts).where(*mine))
            if text:
                keep_person(connection, person, self.clock())
                connection.execute(
                    insert(texts).values(
                        person_id=person.id,
                        activity=activity,
                        field=field,
                        text=text,
                        updated_at=self.clock(),
                    )
                )


def _mine(person, activity):
    return [events.c.person_id == person.id, events.c.activity == activity]


def _written(person, activity):
    return [texts.c.person_id == person.id, texts.c.activity == activity]


def _event(row):
    return Event(row.number, row.kind, row.body, row.created_at)
