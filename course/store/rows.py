"""Rows that several parts of the store need to be there before their own."""

from sqlalchemy import insert, select

from course.store.schema import people, snapshots


def keep_person(connection, person, now):
    """Store the local profile of notebooks outside the server with the first thing it does."""
    if connection.scalar(select(people.c.id).where(people.c.id == person.id)) is None:
        connection.execute(
            insert(people).values(
                id=person.id,
                name=person.name,
                name_key=f" {person.id}",  # no name folds to this
                role=person.role,
                failures=0,
                locked_until=0,
                created_at=now,
            )
        )


def keep_snapshots(connection, bodies):
    """Store versions of content, a dict of hash to text; those stored already stay as they are."""
    known = set(connection.scalars(select(snapshots.c.hash).where(snapshots.c.hash.in_(bodies))))
    new = [{"hash": h, "body": body} for h, body in bodies.items() if h not in known]
    if new:
        connection.execute(insert(snapshots), new)
