"""A scripted round of observation: a manager and a team with phones, without browsers.

It proves in notebooks that rounds work, and outside our server it is the sample that a phone shows.
"""

import atexit
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from course.activities.observation import LOOKS_EACH, SITUATIONS, ObservationRounds
from course.activities.observe import Observe
from course.ids import new_id
from course.people.roles import Person
from course.store.store import throw_away

TEAM = ("Ines", "João", "Marcus", "Priya")
STORY = "Went out into the rain with an umbrella, without being asked."


class ScriptedRound:
    """A round whose manager and phones do what the script says.

    Parameters
    ----------
    course : course.activities.course.Course
        Its person is a manager.
    team : sequence of str
        Names of the people; at least three, so that the plan can be fulfilled.
    situations : sequence of str
    looks_each : int
        At each person and standard.
    """

    def __init__(self, course, team=TEAM, situations=SITUATIONS[:3], looks_each=LOOKS_EACH[0]):
        self.course, self.manager = course, ObservationRounds(course)
        self.phones = {}
        self.lead(
            "begin",
            title="",
            catalogue="front_desk",
            team=list(team),
            situations=list(situations),
            looks_each=looks_each,
            days=14,
            months=12,
        )
        for name in team:
            self.join(name)

    @property
    def room(self):
        """The round as the manager's page knows it."""
        return self.manager.room

    def join(self, name):
        """Let somebody come with a phone; return what is on it."""
        seat = self.course.store.meetings.sit(self.room.id, name, new_id(), again=True)
        person = Person(f"seat-{seat.id}", name, "visitor")
        self.phones[name] = Observe(replace(self.course, person=person), seat)
        return self.phones[name]

    def lead(self, do, **message):
        """Let the manager do something; return the manager's view."""
        return self.manager.act({"do": do, "key": new_id(), **message})

    def tap(self, name, do, **message):
        """Let somebody do something on a phone; return its view."""
        return self.phones[name].act({"do": do, "key": new_id(), **message})

    def see(self, name, level=4, **changes):
        """Let somebody make the next look of their plan; return their view."""
        look = self.phones[name].view()["next"][0]
        seen = {
            "person": look["person"],
            "situation": look["situation"],
            "levels": dict.fromkeys(look["standards"], level),
            "seen": {},
            "note": "",
            "moment": False,
            "signed": False,
        }
        return self.tap(name, "seen", **seen | changes)

    def see_all(self, level_of=lambda _person: 4):
        """Let everybody make all looks of their plan; `level_of` gives a person's level by name."""
        for name, phone in self.phones.items():
            while (view := phone.view())["left"]:
                self.see(name, level_of(view["next"][0]["name"]))


def sample_observer(course):
    """Return a seat in a sample round, which is in a folder that is soon gone.

    Parameters
    ----------
    course : course.activities.course.Course

    Returns
    -------
    tuple of (course.activities.course.Course, course.store.meetings.Seat)
    """
    folder = Path(mkdtemp(prefix="course-sample-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    person = Person("sample-manager", "", "manager")
    stage = replace(course, store=throw_away(folder, course.clock), person=person)
    script = ScriptedRound(stage)
    script.see(TEAM[1], 5, note=STORY, moment=True)
    return stage, script.phones[TEAM[0]].seat
