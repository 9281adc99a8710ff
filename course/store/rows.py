"""Rows that several parts of the store need to be there before their own."""

from sqlalchemy import func, insert, select

from course.errors import TooMuchError
from course.store.schema import meeting_events, people, snapshots
from course.translation import _

DAY = 24 * 3600  # seconds
MOST_A_DAY = 2000  # in one activity: one every fifteen seconds for eight hours


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


def check_room(connection, table, person, activity, number, now):
    """See that nobody fills the disk, by a script or a page gone wild.

    What a person does in an activity is numbered, so one look at an earlier row tells how fast they
    were, however much there is.

    Parameters
    ----------
    table : sqlalchemy.Table
        With ``person_id``, ``activity``, ``number`` and ``created_at``.
    number : int
        Of the row to come.

    Raises
    ------
    course.errors.TooMuchError
        They did more within a day than people do.
    """
    earlier = select(table.c.created_at).where(
        table.c.person_id == person.id,
        table.c.activity == activity,
        table.c.number == number - MOST_A_DAY,
    )
    at = connection.scalar(earlier)
    if at is not None and at > now - DAY:
        raise _too_much()


def check_seat(connection, meeting_id, seat_id, number, now):
    """See the same for somebody with a seat in a gathering: whoever has its code gets one.

    Parameters
    ----------
    number : int
        Of the event to come; in a gathering with few events there is nothing to count.

    Raises
    ------
    course.errors.TooMuchError
    """
    if number <= MOST_A_DAY:
        return
    table = meeting_events
    count = select(func.count()).where(
        table.c.meeting_id == meeting_id,
        table.c.seat_id == seat_id,
        table.c.created_at > now - DAY,
    )
    if connection.scalar(count) >= MOST_A_DAY:
        raise _too_much()


def _too_much():
    words = _("You did a great deal here today, and all of it is saved. Please go on tomorrow.")
    return TooMuchError(words)


def keep_snapshots(connection, bodies):
    """Store versions of content, a dict of hash to text; those stored already stay as they are."""
    known = set(connection.scalars(select(snapshots.c.hash).where(snapshots.c.hash.in_(bodies))))
    new = [{"hash": h, "body": body} for h, body in bodies.items() if h not in known]
    if new:
        connection.execute(insert(snapshots), new)
