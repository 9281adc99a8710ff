"""Voices: what people without a profile say, such as customers at the kiosk."""

from dataclasses import asdict, dataclass

from sqlalchemy import delete, insert, or_, select, update

from course.store.names import name_key
from course.store.schema import customer_words, nominations, people
from course.workplace.feedback import CustomerWord
from course.workplace.recognition import Nomination


@dataclass(frozen=True, slots=True)
class Voice:
    """Something that was said.

    Attributes
    ----------
    said : CustomerWord or Nomination
    at : float
        When, in seconds since the epoch.
    source : str
        Where, such as ``kiosk``.
    person_id : str or None
        Of the profile with the name that a nomination gives, if there is one.
    """

    said: CustomerWord | Nomination
    at: float
    source: str
    person_id: str | None = None


class Voices:
    """Reads and appends what was said; `clock` gives seconds since the epoch."""

    def __init__(self, database, clock):
        self.database, self.clock = database, clock

    def keep(self, said, key, source="kiosk"):
        """Store a customer's word or a nomination, once for each key.

        Parameters
        ----------
        said : CustomerWord or Nomination
        key : str
            Idempotency key of the form; what was sent twice is stored once.
        source : str

        Raises
        ------
        course.errors.StoreError
            Nothing was stored.
        """
        table = customer_words if isinstance(said, CustomerWord) else nominations
        row = asdict(said) | {"key": key, "source": source, "created_at": self.clock()}
        with self.database.write() as connection:
            if connection.scalar(select(table.c.id).where(table.c.key == key)) is not None:
                return
            if table is nominations:
                same_name = people.c.name_key == name_key(said.who)
                row["person_id"] = connection.scalar(select(people.c.id).where(same_name))
            connection.execute(insert(table).values(row))

    def words(self):
        """Return all customers' words, oldest first, as a tuple of `Voice`."""
        return self._all(customer_words, CustomerWord)

    def nominations(self):
        """Return all nominations, oldest first, as a tuple of `Voice`."""
        return self._all(nominations, Nomination)

    def _all(self, table, kind):
        with self.database.read() as connection:
            rows = connection.execute(select(table).order_by(table.c.id)).mappings().all()
        return tuple(
            Voice(
                kind(**{name: row[name] for name in kind.__dataclass_fields__}),
                row["created_at"],
                row["source"],
                row.get("person_id"),
            )
            for row in rows
        )


def nominations_of(connection, name, person_id=None):
    """Return what was said of somebody, as rows for their export: not by whom."""
    columns = [c for c in nominations.c if c.name not in ("giver", "key")]
    rows = connection.execute(select(*columns).where(_names(connection, name, person_id)))
    return [dict(row) for row in rows.mappings()]


def forget_voices(connection, name, person_id=None):
    """Erase the nominations of somebody, and their name where they gave one.

    Returns
    -------
    int
        How many nominations were of them or by them.
    """
    erased = connection.execute(delete(nominations).where(_names(connection, name, person_id)))
    given = select(nominations.c.id, nominations.c.giver).where(nominations.c.giver != "")
    mine = [id for id, giver in connection.execute(given) if name_key(giver) == name_key(name)]
    if mine:
        connection.execute(update(nominations).where(nominations.c.id.in_(mine)).values(giver=""))
    return erased.rowcount + len(mine)


def _names(connection, name, person_id):
    """Return what finds the nominations that name somebody, linked to a profile or not."""
    unlinked = select(nominations.c.id, nominations.c.who).where(nominations.c.person_id.is_(None))
    same = [id for id, who in connection.execute(unlinked) if name_key(who) == name_key(name)]
    linked = nominations.c.person_id == person_id
    return or_(linked, nominations.c.id.in_(same)) if person_id else nominations.c.id.in_(same)
