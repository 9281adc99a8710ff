"""Who and what is here: the course of this process, whose page it is, and content read ahead."""

import os
import time
from functools import cache

from course.activities.course import Course
from course.activities.rehearsal import all_turns
from course.content.library import Library
from course.errors import NotAllowedError
from course.ink import foresee
from course.people.roles import Person
from course.store.accounts import LOCAL
from course.store.store import Store, data_folder
from course.view import is_ours

# set by our server for each page, never by a browser
PERSON_VARIABLE, SEAT_VARIABLE = "COURSE_PERSON", "COURSE_SEAT"
PUBLIC_URL_VARIABLE = "COURSE_PUBLIC_URL"

_ahead = {}  # content read ahead: the business's own tree to its stamp and the library


@cache
def this_course():
    """Return the course of this notebook: its content, its store and the person who is here.

    Under ``course serve`` the person is the one signed in. Elsewhere (JupyterLab, plain Voila) it
    is one local profile with a manager's rights.

    Raises
    ------
    NotAllowedError
        Under ``course serve`` without a person.
    """
    store = Store(data_folder())
    person = LOCAL
    if is_ours():
        profile = store.accounts.get(os.environ.get(PERSON_VARIABLE, ""))
        if profile is None:
            raise NotAllowedError("Nobody is signed in.")
        person = profile.person
    return _course_of(store, person)


@cache
def seat_here():
    """Return the course and the seat of whoever has joined a meeting with this device.

    Returns
    -------
    tuple of (course.activities.course.Course, course.store.meetings.Seat)

    Raises
    ------
    NotAllowedError
        Nobody has a seat here.
    """
    store = Store(data_folder())
    seat = store.meetings.seat(os.environ.get(SEAT_VARIABLE, ""))
    if seat is None:
        raise NotAllowedError("Nobody has joined a meeting here.")
    return _course_of(store, Person(f"seat-{seat.id}", seat.name, "visitor")), seat


def _course_of(store, person):
    return Course(library_of(store.data / "content"), store, time.time, person)


def read_ahead(aside):
    """Read all content before there is a page that needs it, as a zygote does for its kernels.

    Parameters
    ----------
    aside : callable
        Calls a function where it may start threads, and returns what it returned.
    """
    library = read_again()
    foresee(aside(lambda: all_turns(library)) or {})


def read_again():
    """Read all content as the files are now, unless they are as they were read before.

    Returns
    -------
    course.content.library.Library
    """
    own = data_folder() / "content"
    library = library_of(own)
    if own not in _ahead or library is not _ahead[own][1]:
        _ahead[own] = library.stamp(), library
        library.read_ahead()
    return library


def library_of(own):
    """Return the content with a business's own tree: what was read ahead, unless files changed."""
    fresh = Library(own)
    stamp, ahead = _ahead.get(own, (None, None))
    return ahead if ahead and stamp == fresh.stamp() else fresh
