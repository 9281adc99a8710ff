"""Scripted work on standards: the made-up Harbour Hotel builds those that are shipped.

It proves, without browsers, that the pages for it work.
"""

import atexit
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from course.activities.standards_builder import StandardsBuilder
from course.activities.standards_sample import CATALOGUE, SHARE, sample_suggestions
from course.activities.standards_suggest import StandardsSuggest
from course.ids import new_id
from course.people.roles import Person
from course.rolemodels.building import ANCHORS, BEHAVIOURS
from course.store.store import throw_away

TEAM = ("Priya", "João", "Marcus")


class ScriptedBuilding:
    """Work on standards in which a manager, phones and customers do what the script says.

    Parameters
    ----------
    course : course.activities.course.Course
        Its person is a manager.
    """

    def __init__(self, course):
        self.course, self.catalogue = course, course.content.catalogue(CATALOGUE)
        self.builder, self.phones = StandardsBuilder(course), {}
        self.lead("plan", title=self.catalogue.title, share=SHARE, kiosk=True)
        for name in TEAM:
            self.join(name)

    def join(self, name):
        """Let somebody join with a phone; return their page."""
        seat = self.course.store.meetings.sit(self.builder.round.id, name, new_id())
        person = Person(f"seat-{seat.id}", name, "visitor")
        self.phones[name] = StandardsSuggest(replace(self.course, person=person), seat)
        return self.phones[name]

    def lead(self, do, **message):
        """Let the manager do something; return the manager's view."""
        return self.builder.act({"do": do, "key": new_id(), **message})

    def tap(self, name, do, **message):
        """Let somebody do something on a phone; return its view."""
        return self.phones[name].act({"do": do, "key": new_id(), **message})

    def go(self, to):
        """Let the manager go on to a stage, unless that is where the work is."""
        here = self.builder.view()["stage"]
        return self.lead("stage", to=to, **{"from": here}) if here != to else self.builder.view()

    def customer(self, kind, **body):
        """Let a customer at the kiosk say something."""
        body = {"group": "customers", **body}
        self.course.store.meetings.append(self.builder.round.id, kind, body, new_id())

    def collect(self):
        """Let everybody suggest something."""
        names = cycle(TEAM)
        for _standard, text, group in sample_suggestions(self.course.content):
            if group == "managers":
                self.lead("suggest", text=text)
            elif group == "staff":
                self.tap(next(names), "suggest", text=text)
            else:
                self.customer("suggest", text=text)

    def merge(self):
        """Merge what belongs together, under the names of the shipped standards."""
        self.go("merge")
        belongs = {text: ident for ident, text, _g in sample_suggestions(self.course.content)}
        suggestions = self.builder.view()["suggestions"]
        for standard in self.catalogue.standards:
            ids = [each["id"] for each in suggestions if belongs.get(each["text"]) == standard.id]
            self.lead("merge", suggestions=ids, standard="", name=standard.name)

    def rank(self):
        """Let everybody put the standards in order: staff begins elsewhere than the manager."""
        self.go("rank")
        ids = [each["id"] for each in self.builder.view()["standards"]]
        for number, name in enumerate(TEAM, start=1):
            self.tap(name, "rank", order=ids[number:] + ids[:number])
        for number in range(4):
            self.customer("rank", order=[ids[-1], ids[number % 2]])
        self.lead("rank", order=ids)

    def weigh(self):
        """Ask for a second opinion: swings, best-worst and, where few are left, all pairs."""
        self.go("weigh")
        ids = [each["id"] for each in self.builder.view()["standards"]]
        self.lead("worth", worth={each: 100 - 10 * place for place, each in enumerate(ids)})
        self.lead("ends", best=ids[0], worst=ids[-1])
        for way in ("best-worst", "pairs"):
            for pair in self.builder.view()["questions"][way]:
                times = ids.index(pair["other"]) - ids.index(pair["one"]) + 1
                asked = {"one": pair["one"], "other": pair["other"], "times": min(times, 9)}
                self.lead("compare", way=way, **asked)

    def describe(self):
        """Write every standard as it is shipped."""
        self.go("describe")
        for draft, standard in zip(
            self.builder.view()["drafts"], self.catalogue.standards, strict=True
        ):
            fields = {"view": standard.view, "dimension": standard.dimension}
            fields |= {"critical": standard.critical}
            fields |= dict(zip(BEHAVIOURS, standard.behaviours, strict=False))
            fields |= {each: standard.anchors[each[-1]] for each in ANCHORS}
            for field, value in fields.items():
                self.lead("describe", standard=draft["id"], field=field, value=value)

    def publish(self):
        """Publish the standards; return the manager's view."""
        self.go("publish")
        return self.lead("publish")


def build_through(course):
    """Go through all the work on standards; return the `ScriptedBuilding`."""
    script = ScriptedBuilding(course)
    for step in (script.collect, script.merge, script.rank, script.weigh, script.describe):
        step()
    script.publish()
    return script


def sample_phone(course):
    """Return the seat of a colleague who is asked for an order, in a folder that is soon gone.

    Returns
    -------
    tuple of (course.activities.course.Course, course.store.meetings.Seat)
    """
    folder = Path(mkdtemp(prefix="course-sample-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    manager = Person("sample-manager", "Robin", "manager")
    stage = replace(course, store=throw_away(folder, course.clock), person=manager)
    script = ScriptedBuilding(stage)
    script.collect()
    script.merge()
    script.go("rank")
    return stage, script.phones[TEAM[0]].seat
