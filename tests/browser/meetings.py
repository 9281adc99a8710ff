"""A live meeting on a running server: the trainer and most phones are scripts, one is a browser."""

import time
from contextlib import contextmanager

from course.activities.meeting_script import SCENE, ScriptedMeeting
from course.content.library import Library
from course.people.roles import Person
from course.store.store import Store
from tests.samples import course_of

TEAM = ("Priya", "João", "Marcus")
NAME = "Ana Phone"


class WallClock:
    """The real time; a script cannot move it on, only pretend that something was done before."""

    behind = 0.0  # seconds

    def __call__(self):
        """Return the time in seconds since the epoch."""
        return time.time() - self.behind

    def after(self, seconds):
        """Let no time pass."""


@contextmanager
def live_meeting(server, trainer="robin-meets"):
    """Give a meeting in the data of a server, with a team of three and without a browser.

    Yields
    ------
    course.activities.meeting_script.ScriptedMeeting
    """
    store = Store(server.data, WallClock())
    course = course_of(Library(), store, Person(trainer, "Robin", "trainer"))
    meeting = ScriptedMeeting(course, SCENE, TEAM)
    yield meeting
    if not meeting.room.is_over:
        meeting.lead("stop")
    store.close()


def join_by_phone(visitor, meeting, name=NAME):
    """Let a browser join as somebody without a profile; return the scene sheet on its page."""
    visitor.go(f"/join/{meeting.room.stored.code}")
    visitor.page.locator("#name").fill(name)
    visitor.page.get_by_role("button", name="Join", exact=True).click()
    sheet = visitor.page.locator(".scene-sheet")
    sheet.get_by_role("heading", name=f"You are in, {name}.").wait_for()
    return sheet


def give_part(meeting, part, name=NAME):
    """Deal the parts so that somebody gets this one."""
    dealt = meeting.lead("deal")
    seat = next(person["seat"] for person in dealt["people"] if person["name"] == name)
    if part == "observer":
        _give_away(meeting, dealt, seat)
    else:
        meeting.lead("part", seat=seat, part=part)


def _give_away(meeting, dealt, seat):
    """Let an observer take over a leading part."""
    mine = next(person["part"] for person in dealt["people"] if person["seat"] == seat)
    others = [person for person in dealt["people"] if person["part"] == "observer"]
    if mine != "observer":
        meeting.lead("part", seat=others[0]["seat"], part=mine)


def start_scene(meeting, ago=0.0):
    """Let the trainer start the clock, some seconds ago."""
    meeting.clock.behind = ago
    meeting.lead("clock", what="start")
    meeting.clock.behind = 0.0


def fill_in_score(sheet, grade="Good"):
    """Fill in what is still open on the score sheet."""
    for line in sheet.locator("fieldset.line").all():
        if line.locator("input:checked").count() == 0:
            line.locator("label").first.click()
    for levels in sheet.locator("fieldset.levels").all():
        levels.locator("label").nth(3).click()
    sheet.get_by_role("group", name="All in all").get_by_text(grade, exact=True).click()
