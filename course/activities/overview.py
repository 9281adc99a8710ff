"""What trainers may see of everybody: how far people are, and how first answers went.

The only door to it for pages and notebooks is `course_of_trainer`. Nothing here holds what people
wrote, what they chose in a rehearsal (unless they shared it), or what they scored for themselves.
"""

import csv
import io
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from course.activities.course_map import Station, course_map
from course.activities.quiz import activity_name
from course.activities.rehearsal import Rehearsal
from course.activities.shelf import made_scene
from course.errors import NotAllowedError, NotFoundError
from course.learning.item_analysis import ItemAnalysis, analyse
from course.learning.items import Item, item_hash
from course.people.progress import State
from course.people.roles import Person, has_role
from course.translation import _

LEAST_ROLE = "trainer"
PROGRESS_COLUMNS = ("name", "last_seen", "module", "title", "state", "progress")
ITEM_COLUMNS = (
    *("module", "unit", "item", "question", "difficulty", "answers"),
    *("facility", "wrong_answer", "wrong_count", "misconception"),
)
# where a spreadsheet may begin a formula: some take a semicolon for the end of a cell
FORMULA = re.compile(r"(^|;)([ \"]*)([=+\-@\t\r\n＝＋－＠])")


@dataclass(frozen=True, slots=True)
class TeamMember:
    """How far one person is; `last_seen` is a day, or None for somebody never seen."""

    person: Person
    last_seen: date | None
    stations: tuple[Station, ...]


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What the first answers to one item of the course say; `misconception` is in words."""

    module: str
    unit: str
    item: Item
    analysis: ItemAnalysis
    misconception: str


def course_of_trainer(course):
    """Return the course, for people who may see how others are getting on.

    Raises
    ------
    course.errors.NotAllowedError
        The person is no trainer.
    """
    if not has_role(course.person, LEAST_ROLE):
        raise NotAllowedError(_("This is for trainers and managers."))
    return course


def course_of_manager(course):
    """Return the course, for people who lead the business: they may see how people were rated.

    Raises
    ------
    course.errors.NotAllowedError
        The person is no manager.
    """
    if not has_role(course.person, "manager"):
        raise NotAllowedError(_("This is for managers."))
    return course


def team_members(library, store):
    """Return how far people are, by name: learners, and all others who have begun something.

    Returns
    -------
    list of TeamMember
    """
    rounds, traces = store.answers.rounds_of_all(), store.events.traces_of_all()
    seen = store.accounts.last_seen()
    members = []
    for profile in store.accounts.profiles():
        person, at = profile.person, seen.get(profile.person.id)
        stations = course_map(library, rounds.get(person.id, {}), traces.get(person.id, {}))
        opened = tuple(station for station in stations if station.parts)
        has_begun = any(station.state != State.NOT_BEGUN for station in opened)
        if has_begun or not has_role(person, LEAST_ROLE):
            day = None if at is None else datetime.fromtimestamp(at).date()
            members.append(TeamMember(person, day, opened))
    return members


def item_results(library, store):
    """Return what first answers say about every item, in the order of the course.

    Only answers to the words that an item has now count: others answered another question.

    Returns
    -------
    list of ItemResult
    """
    tries = {}
    for row in store.answers.first_attempts():
        place = row["activity"], row["item_id"], row["item_hash"]
        tries.setdefault(place, []).append((tuple(row["response"]), row["credit"]))
    results = []
    for module in (module.id for module in library.map if library.has_item_bank(module.id)):
        bank = library.item_bank(module)
        for unit in bank.units:
            name = activity_name(module, unit.id)
            for item in unit.items:
                analysis = analyse(item, tries.get((name, item.id, item_hash(item)), []))
                words = bank.misconceptions.get(analysis.misconception, "")
                results.append(ItemResult(module, unit.id, item, analysis, words))
    return results


def shared_takes(course):
    """Return the rehearsals that people shared with their trainer, by name and scene.

    Returns
    -------
    list of (Person, course.roleplay.scenes.Scene, dict)
        The dict as `course.activities.rehearsal.Rehearsal.shared` gives it.
    """
    traces = course.store.events.traces_of_all()
    found = []
    for person in (profile.person for profile in course.store.accounts.profiles()):
        for activity, trace in sorted(traces.get(person.id, {}).items()):
            kind, _slash, slug = activity.partition("/")
            if kind == "rehearsal" and trace.events.get("share"):
                theirs = replace(course, person=person)
                with suppress(NotFoundError):  # the scene is gone
                    rehearsal = Rehearsal(theirs, slug, made_scene(theirs, slug))
                    found += [(person, rehearsal.scene, take) for take in rehearsal.shared()]
    return found


def progress_rows(library, store):
    """Return one dict per person and module, with `PROGRESS_COLUMNS`."""
    return [
        _row(
            PROGRESS_COLUMNS,
            member.person.name,
            member.last_seen and member.last_seen.isoformat(),
            station.module.id,
            station.module.title,
            str(station.state),
            station.sentence,
        )
        for member in team_members(library, store)
        for station in member.stations
    ]


def item_rows(library, store):
    """Return one dict per item, with `ITEM_COLUMNS`; None where answers are too few to tell."""
    return [
        _row(
            ITEM_COLUMNS,
            result.module,
            result.unit,
            result.item.id,
            result.item.stem,
            result.item.difficulty,
            result.analysis.count,
            result.analysis.facility and round(result.analysis.facility, 3),
            result.analysis.wrong or None,
            result.analysis.wrong_count or None,
            result.misconception or None,
        )
        for result in item_results(library, store)
    ]


def _row(columns, *cells):
    return dict(zip(columns, cells, strict=True))


TABLES = {  # by the name of the file that a table becomes
    "progress": (PROGRESS_COLUMNS, progress_rows),
    "first-attempts": (ITEM_COLUMNS, item_rows),
}


def as_csv(columns, rows):
    r"""Return rows as the text of a CSV file that spreadsheets open as it is.

    It begins with a byte order mark, else some programs take it for another encoding. What begins
    like a formula gets an apostrophe in front, so that no program runs it.

    >>> as_csv(["name", "n"], [{"name": "=1+1", "n": -1}, {"name": None, "n": 2}])
    "\ufeffname,n\r\n'=1+1,-1\r\n,2\r\n"
    >>> as_csv(["name"], [{"name": "a;=1+1"}])
    "\ufeffname\r\na;'=1+1\r\n"
    """
    file = io.StringIO(newline="")
    file.write("\ufeff")
    writer = csv.DictWriter(file, columns)
    writer.writeheader()
    writer.writerows({name: _harmless(cell) for name, cell in row.items()} for row in rows)
    return file.getvalue()


def _harmless(cell):
    return FORMULA.sub(r"\1\2'\3", cell) if isinstance(cell, str) else cell
