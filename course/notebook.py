"""The one face for notebooks.

>>> from course.notebook import quiz, self_check
"""

import os
import time
from functools import cache

from course.activities import self_check as scripts
from course.activities.course import Course
from course.activities.desk import Desk
from course.activities.generator import Generator
from course.activities.meeting import TrainerMeeting
from course.activities.meeting_files import sample_seat
from course.activities.meeting_report import last_report
from course.activities.overview import TABLES, course_of_trainer
from course.activities.quiz import Quiz
from course.activities.rehearsal import Rehearsal, all_turns
from course.activities.scene_sheet import SceneSheet
from course.activities.scoresheet import ScoreSheet
from course.activities.shelf import Shelf
from course.activities.worksheet import WorksheetActivity
from course.content.library import Library
from course.errors import NotAllowedError
from course.ink import foresee
from course.people.roles import Person
from course.store.accounts import LOCAL
from course.store.store import Store, data_folder
from course.view import ActivityView, is_ours, is_served

# set by our server for each page, never by a browser
PERSON_VARIABLE, SEAT_VARIABLE = "COURSE_PERSON", "COURSE_SEAT"
PUBLIC_URL_VARIABLE = "COURSE_PUBLIC_URL"

_ahead = {}  # content read ahead: the business's own tree to its stamp and the library
_shown = {}  # activities by name, in the order of the notebook


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


def show(activity):
    """Return the widget of an activity, and remember the activity for the self-check."""
    _shown[activity.name] = activity
    return ActivityView(activity)


def quiz(bank, unit):
    """Show the quiz of a unit.

    Parameters
    ----------
    bank, unit : str
        Slugs of the item bank and its unit.

    Returns
    -------
    course.view.ActivityView
    """
    return show(Quiz(this_course(), bank, unit))


def rehearsal(scene):
    """Show a scene to rehearse alone.

    Parameters
    ----------
    scene : str
        Slug of the scene, the name of its file in ``roleplay_scripts``.

    Returns
    -------
    course.view.ActivityView
    """
    return show(Rehearsal(this_course(), scene))


def rehearsals():
    """Show the shelf of all scenes to rehearse alone, and the one that is open.

    Returns
    -------
    course.view.ActivityView
    """
    return show(Shelf(this_course()))


def scoresheet(team=None, catalogue="front_desk"):
    """Show the score sheet of a made-up team, or an empty one for the learner's own team.

    Parameters
    ----------
    team : str, optional
        Slug of a made-up team.
    catalogue : str
        The standards with which an own sheet begins.

    Returns
    -------
    course.view.ActivityView
    """
    return show(ScoreSheet(this_course(), team, catalogue))


def worksheet(slug):
    """Show a worksheet, to be filled in for the reader's own workplace.

    Parameters
    ----------
    slug : str
        Name of the worksheet's file, without its ending.

    Returns
    -------
    course.view.ActivityView
    """
    return show(WorksheetActivity(this_course(), slug))


def meeting():
    """Show the role-play meeting that a trainer leads.

    Returns
    -------
    course.view.ActivityView

    Raises
    ------
    NotAllowedError
        The person is no trainer.
    """
    return show(TrainerMeeting(this_course(), os.environ.get(PUBLIC_URL_VARIABLE, "")))


def scene_sheet():
    """Show what somebody in a role-play meeting has on their phone, or the big screen.

    Outside our server it is the phone of an observer in the sample meeting.

    Returns
    -------
    course.view.ActivityView

    Raises
    ------
    NotAllowedError
        Nobody has joined a meeting with this device.
    """
    course, seat = seat_here() if is_ours() else sample_seat(this_course())
    return show(SceneSheet(course, seat, os.environ.get(PUBLIC_URL_VARIABLE, "")))


def meeting_report():
    """Show the report of the last meeting, for trainers.

    Returns
    -------
    course.activities.meeting_report.MeetingReport

    Raises
    ------
    NotAllowedError
        The person is no trainer.
    """
    report = last_report(this_course())
    _shown[report.name] = report
    return report


def self_check():
    """Let scripted learners do every activity shown above; print what they reached as a table.

    Does nothing in a page for learners.
    """
    if not is_served():
        print(scripts.as_table(scripts.self_check(this_course(), _shown.values())))


def desk():
    """Show the desk, for trainers.

    Returns
    -------
    course.view.ActivityView

    Raises
    ------
    NotAllowedError
        The person is no trainer.
    """
    return show(Desk(this_course(), has_files=is_ours()))


def generator():
    """Show the generator of role-play scenes, for trainers.

    Returns
    -------
    course.view.ActivityView

    Raises
    ------
    NotAllowedError
        The person is no trainer.
    """
    return show(Generator(this_course(), has_pages=is_ours()))


def first_attempts():
    """Return the answers of everybody's first tries, for trainers.

    Returns
    -------
    pandas.DataFrame
        Columns name, activity, item_id, response, credit, created_at (UTC).

    Raises
    ------
    NotAllowedError
        The person is no trainer.
    """
    import pandas as pd

    columns = ["name", "activity", "item_id", "response", "credit", "created_at"]
    store = course_of_trainer(this_course()).store
    frame = pd.DataFrame(store.answers.first_attempts(), columns=columns)
    return frame.assign(created_at=pd.to_datetime(frame["created_at"], unit="s", utc=True))


def progress_frame():
    """Return how far everybody is in each module, for trainers.

    Returns
    -------
    pandas.DataFrame
        Columns as in `course.activities.overview.PROGRESS_COLUMNS`.

    Raises
    ------
    NotAllowedError
        The person is no trainer.
    """
    return _frame("progress")


def items_frame():
    """Return what first answers say about every item, for trainers.

    Returns
    -------
    pandas.DataFrame
        Columns as in `course.activities.overview.ITEM_COLUMNS`; facility is the mean credit,
        missing where answers are too few to tell.

    Raises
    ------
    NotAllowedError
        The person is no trainer.
    """
    return _frame("first-attempts")


def _frame(table):
    import pandas as pd

    course = course_of_trainer(this_course())
    columns, rows_of = TABLES[table]
    return pd.DataFrame(rows_of(course.content, course.store), columns=list(columns))
