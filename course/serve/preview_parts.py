"""What the preview shows of each kind of content file: prose and activities, part by part."""

import ast
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from course.activities.quiz import Quiz
from course.activities.rehearsal import Rehearsal
from course.activities.scoresheet import ScoreSheet
from course.activities.worksheet import WorksheetActivity
from course.content import kinds
from course.content.pages import read_page
from course.content.problems import Problem
from course.errors import ContentError, NotFoundError
from course.translation import _


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a preview: prose, or an activity under its heading.

    Attributes
    ----------
    id : str
        Stays the same from one version of the file to the next.
    make : callable, optional
        ``make(course)`` returns the activity.
    """

    id: str
    heading: str = ""
    prose: str = ""
    make: Callable | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The file to show: its slug, where it is read from, and what to call it in problems."""

    slug: str
    path: Path
    name: str


def bank_parts(course, source):
    """Show the quiz of every unit under the unit's title."""

    def quiz_of(unit):
        return lambda course: Quiz(course, source.slug, unit.id)

    units = course.content.item_bank(source.slug).units
    return [Part(f"quiz-{unit.id}", unit.title, make=quiz_of(unit)) for unit in units]


def notebook_parts(_course, source):
    """Show the prose of a notebook, and its activities in their places."""
    text = source.path.read_text(encoding="utf-8")
    parts = []
    for number, cell in enumerate(json.loads(text)["cells"], start=1):
        try:
            kind, words = cell["cell_type"], "".join(cell["source"])
            ident = str(cell.get("id", f"cell-{number}"))
        except (KeyError, TypeError, AttributeError) as error:
            wrong, expected = f"cell {number} cannot be read", "a cell"
            problem = Problem(source.name, 1, "notebook", source.slug, wrong, expected, repr(error))
            raise ContentError([problem]) from None
        if kind == "markdown":
            parts.append(Part(ident, prose=words))
        elif kind == "code":
            parts += _activities_of(words, ident, _Place(source.name, text, words))
    return parts


def scene_parts(course, source):
    """Show the rehearsal of a scene, or say that there is none."""
    if not course.content.scene(source.slug).ink:
        words = _("This scene has no story to rehearse alone. Its card is fine.")
        return [Part(source.slug, prose=words)]
    return alone(Rehearsal)(course, source)


def alone(activity):
    """Return the parts of a kind of file that is one activity, such as a worksheet.

    Parameters
    ----------
    activity : callable
        ``activity(course, slug)`` returns the activity.
    """

    def parts(_course, source):
        return [Part(source.slug, make=lambda course: activity(course, source.slug))]

    return parts


@dataclass(frozen=True, slots=True)
class Shows:
    """How a kind of file is previewed.

    Attributes
    ----------
    folder, ending : str
        Where its files are in a content tree, and how their names end.
    read : callable
        ``read(path, library, name)`` returns what is in the file, or raises `ContentError`.
    parts : callable
        ``parts(course, source)`` returns what to show, a list of `Part`.
    """

    folder: str
    ending: str
    read: Callable
    parts: Callable


def _read_notebook(path, _library, name):
    try:
        return read_page(path, "modules")
    except ContentError as error:
        own = f"modules/{path.name}:"
        raise ContentError([each.replace(own, f"{name}:", 1) for each in error.problems]) from None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell of a notebook stands, for problems."""

    name: str
    text: str
    source: str

    def problem(self, ident, wrong, expected, found):
        first = json.dumps(self.source.strip().splitlines()[0], ensure_ascii=False)[1:-1]
        line = self.text[: max(self.text.find(first), 0)].count("\n") + 1
        return ContentError([Problem(self.name, line, "cell", ident, wrong, expected, found)])


def _activities_of(source, ident, place):
    """Return a part for each activity that a code cell shows."""
    try:
        calls = [
            node
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        named = [(call.func.id, *_arguments(call)) for call in calls]
    except (SyntaxError, ValueError) as error:
        raise place.problem(ident, "cannot be read", "a call such as quiz(…)", str(error)) from None
    return [
        _activity(name, given, ident if number == 0 else f"{ident}-{number + 1}", place)
        for number, (name, *given) in enumerate(named)
        if name not in SILENT
    ]


def _arguments(call):
    """Return what a call is given by position and by name, all of it written out."""
    by_position = [ast.literal_eval(each) for each in call.args]
    return by_position, {each.arg: ast.literal_eval(each.value) for each in call.keywords}


def _activity(name, given, ident, place):
    if name not in CALLS:
        words = _("`{name}` is not part of the preview. Open the course to see it.")
        return Part(ident, prose=words.format(name=name))

    by_position, by_name = given

    def make(course):
        try:
            return CALLS[name](course, *by_position, **by_name)
        except (NotFoundError, TypeError) as error:
            wrong, expected = "shows nothing", f"a {name} that there is"
            raise place.problem(ident, wrong, expected, str(error)) from None

    return Part(ident, make=make)


def kind_of(file):
    """Return the kind of a content file: ``notebook``, ``scene``, or a YAML file's first field.

    Raises
    ------
    NotFoundError
        There is no such file.
    """
    if not file.is_file():
        raise NotFoundError(_("{file}: there is no such file.").format(file=file))
    if file.suffix == ".ipynb":
        return "notebook"
    known = file.name.endswith((".yaml", kinds.KINDS["scene"].ending))
    return kinds.kind_of(file).field if known else file.suffix or file.name


def _shows(field, parts):
    """Return how files of a kind of `course.content.kinds.KINDS` are previewed."""
    kind = kinds.KINDS[field]
    read = kind.check or kind.read
    return Shows(
        kind.place, kind.ending, lambda path, library, name: read(path, name, library), parts
    )


PREVIEWS = {  # by kind; one line for each
    "bank": _shows("bank", bank_parts),
    "scene": _shows("scene", scene_parts),
    "team": _shows("team", alone(ScoreSheet)),
    "catalogue": _shows("catalogue", alone(lambda course, slug: ScoreSheet(course, None, slug))),
    "worksheet": _shows("worksheet", alone(WorksheetActivity)),
    "notebook": Shows("modules", ".ipynb", _read_notebook, notebook_parts),
}
CALLS = {  # what a cell of a notebook may call, with the activity that it shows; one line for each
    "quiz": Quiz,
    "rehearsal": Rehearsal,
    "scoresheet": ScoreSheet,
    "worksheet": WorksheetActivity,
}
SILENT = {"self_check"}  # nothing to see for learners
