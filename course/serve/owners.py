"""Whose pages are: a person's, or a seat's in a meeting."""

from dataclasses import dataclass

from course.here import PERSON_VARIABLE, SEAT_VARIABLE

MOST_PER_PERSON = 6
MOST_PER_SEAT = 1  # a seat is one phone, however often it opens its page


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a kernel obeys, and of whom it is told.

    Attributes
    ----------
    id : str
        Of a person; of a seat with ``seat-`` before it.
    variable, value : str
        What tells a kernel whose it is.
    most_pages : int
        How many may be open; the next one ends the oldest.
    """

    id: str
    variable: str
    value: str
    most_pages: int = MOST_PER_PERSON


def owner_of_person(person):
    """Return the owner of a person's pages (`course.people.roles.Person`)."""
    return Owner(person.id, PERSON_VARIABLE, person.id)


def owner_of_seat(seat):
    """Return the owner of the page of a seat (`course.store.meetings.Seat`)."""
    return Owner(f"seat-{seat.id}", SEAT_VARIABLE, seat.id, MOST_PER_SEAT)
