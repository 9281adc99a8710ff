"""The one face for notebooks.

>>> from course.notebook import quiz, self_check
"""

import os

from course.activities import frames
from course.activities import self_check as scripts
from course.activities.check_rows import as_table
from course.activities.desk import Desk
from course.activities.generator import Generator
from course.activities.meeting import TrainerMeeting
from course.activities.meeting_files import sample_seat
from course.activities.meeting_report import last_report
from course.activities.my_moments import MyMoments
from course.activities.observation import ObservationRounds
from course.activities.observation_script import sample_observer
from course.activities.observe import Observe
from course.activities.quiz import Quiz
from course.activities.rehearsal import Rehearsal
from course.activities.role_models import RoleModels
from course.activities.scene_sheet import SceneSheet
from course.activities.scoresheet import ScoreSheet
from course.activities.shelf import Shelf
from course.activities.standards_builder import StandardsBuilder
from course.activities.standards_script import sample_phone
from course.activities.standards_suggest import StandardsSuggest
from course.activities.worksheet import WorksheetActivity
from course.here import PUBLIC_URL_VARIABLE, seat_here, this_course
from course.view import ActivityView, is_ours, is_served

_shown = {}  # activities by name, in the order of the notebook


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


def standards_builder():
    """Show the work on the standards of the business, as its manager leads it.

    Returns
    -------
    course.view.ActivityView

    Raises
    ------
    NotAllowedError
        The person is no manager.
    """
    return show(StandardsBuilder(this_course(), os.environ.get(PUBLIC_URL_VARIABLE, "")))


def standards_suggest():
    """Show what somebody who works on the standards with others has on their phone.

    Outside our server it is a phone of the made-up Harbour Hotel.

    Returns
    -------
    course.view.ActivityView

    Raises
    ------
    NotAllowedError
        Nobody has joined with this device.
    """
    course, seat = seat_here() if is_ours() else sample_phone(this_course())
    return show(StandardsSuggest(course, seat))


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


def observation():
    """Show the round of observation that a manager leads.

    Returns
    -------
    course.view.ActivityView

    Raises
    ------
    NotAllowedError
        The person is no manager.
    """
    return show(ObservationRounds(this_course(), os.environ.get(PUBLIC_URL_VARIABLE, "")))


def observe():
    """Show what somebody in a round of observation has on their phone.

    Outside our server it is the phone of an observer in a sample round.

    Returns
    -------
    course.view.ActivityView

    Raises
    ------
    NotAllowedError
        Nobody has joined a round with this device.
    """
    return show(Observe(*(seat_here() if is_ours() else sample_observer(this_course()))))


def my_moments():
    """Show what colleagues noticed about the person who is here.

    Returns
    -------
    course.view.ActivityView
    """
    return show(MyMoments(this_course()))


def self_check():
    """Let scripted learners do every activity shown above; print what they reached as a table.

    Does nothing in a page for learners.
    """
    if not is_served():
        print(as_table(scripts.self_check(this_course(), _shown.values())))


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


def role_models():
    """Show the role-model sheet, for managers.

    Returns
    -------
    course.view.ActivityView

    Raises
    ------
    NotAllowedError
        The person is no manager.
    """
    return show(RoleModels(this_course(), has_files=is_ours()))


def first_attempts():
    """Return the answers of everybody's first tries, for trainers (see `frames`)."""
    return frames.first_attempts(this_course())


def progress_frame():
    """Return how far everybody is in each module, for trainers (see `frames`)."""
    return frames.overview_frame(this_course(), "progress")


def items_frame():
    """Return what first answers say about every item, for trainers (see `frames`).

    Facility is the mean credit, missing where answers are too few to tell.
    """
    return frames.overview_frame(this_course(), "first-attempts")


def ratings_frame():
    """Return the ratings that are chosen on the role-model sheet, for managers (see `frames`)."""
    return frames.ratings_frame(this_course())


def standings_frame():
    """Return where everybody stands by these ratings, for managers (see `frames`)."""
    return frames.standings_frame(this_course())
