"""What the gatherings that people join hold about somebody: to export it, and to erase it."""

from sqlalchemy import delete, exists, or_, select

from course.store.names import name_key
from course.store.schema import meeting_events, seats


def seats_of(connection, name, person_id=None):
    """Return what somebody did in gatherings, as rows for their export."""
    query = (
        select(meeting_events, seats.c.name)
        .join_from(meeting_events, seats)
        .where(_is_of(name, person_id))
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def noted_about(connection, name, person_id=None):
    """Return what others noted about somebody, as rows for their export; not who it was.

    What was only begun, or taken back, is in the export of whoever wrote it and in no other.
    """
    mine = select(seats.c.id).where(_is_of(name, person_id))
    columns = [each for each in meeting_events.c if each.name not in ("seat_id", "key")]
    query = select(*columns).where(_about().in_(mine), meeting_events.c.kind != "note")
    query = query.where(~_taken_back()).order_by(meeting_events.c.id)
    return [dict(row) for row in connection.execute(query).mappings()]


def forget_seats(connection, name, person_id=None):
    """Erase somebody, and what others noted about them, from all gatherings; return how many."""
    gone = connection.scalars(select(seats.c.id).where(_is_of(name, person_id))).all()
    connection.execute(delete(seats).where(seats.c.id.in_(gone)))
    connection.execute(delete(meeting_events).where(_about().in_(gone)))
    return len(gone)


def _about():
    """Return the seat of whom an event is about, as SQL."""
    return meeting_events.c.body["person"].as_string()


def _taken_back():
    """Tell whether whose event it is took it back, as SQL."""
    later = meeting_events.alias()
    return exists().where(
        later.c.meeting_id == meeting_events.c.meeting_id,
        later.c.seat_id == meeting_events.c.seat_id,
        later.c.kind == "withdraw",
        later.c.body["look"].as_integer() == meeting_events.c.number,
    )


def _is_of(name, person_id):
    same_name = seats.c.person_id.is_(None) & (seats.c.name_key == name_key(name))
    return or_(seats.c.person_id == person_id, same_name) if person_id else same_name
