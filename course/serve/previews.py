"""What the preview shows of each kind of content file; no HTTP here."""

import ast
import json
import shutil
import tempfile
import textwrap
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from course.activities.course import Course
from course.activities.quiz import Quiz
from course.content.advice import advice
from course.content.kinds import KINDS, folder_of, read_content
from course.content.library import SHIPPED, Library
from course.content.pages import read_page
from course.content.problems import Problem
from course.errors import ContentError, CourseError, NotFoundError
from course.ids import digest, is_slug
from course.people.roles import Person
from course.store.store import throw_away
from course.translation import _

WATCHED = ("exercises/**/*.yaml", "roleplay_scripts/**/*.md")  # what a file may refer to


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


def alone(activity):
    """Return the parts of a kind of file that is one activity, such as ``alone(Rehearsal)``.

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


PREVIEWS = {  # by kind; one line for each
    "bank": Shows("exercises/item_banks", ".yaml", read_content, bank_parts),
    "notebook": Shows("modules", ".ipynb", _read_notebook, notebook_parts),
}
CALLS = {  # what a cell of a notebook may call, with the activity that it shows; one line for each
    "quiz": Quiz,
}
SILENT = {"self_check"}  # nothing to see for learners


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
        named = [(call.func.id, [ast.literal_eval(each) for each in call.args]) for call in calls]
    except (SyntaxError, ValueError) as error:
        raise place.problem(ident, "cannot be read", "a call such as quiz(…)", str(error)) from None
    return [
        _activity(name, arguments, ident if number == 0 else f"{ident}-{number + 1}", place)
        for number, (name, arguments) in enumerate(named)
        if name not in SILENT
    ]


def _activity(name, arguments, ident, place):
    if name not in CALLS:
        words = _("`{name}` is not part of the preview. Open the course to see it.")
        return Part(ident, prose=words.format(name=name))

    def make(course):
        try:
            return CALLS[name](course, *arguments)
        except (NotFoundError, TypeError) as error:
            wrong, expected = "shows nothing", f"a {name} that there is"
            raise place.problem(ident, wrong, expected, str(error)) from None

    return Part(ident, make=make)


@dataclass(frozen=True, slots=True)
class Shown:
    """A version of the file as it is shown: parts and advice, or problems."""

    version: str
    title: str
    parts: tuple[Part, ...] = ()
    advice: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    absence: str = ""  # why there is nothing to show, when the file is not there


class Preview:
    """Reads a content file anew whenever it has changed, and plays it with a made-up person.

    Nothing is kept: content and answers lie in a temporary folder until `close`.

    Parameters
    ----------
    file : pathlib.Path
        As the author named it; problems use the same name.

    Raises
    ------
    NotFoundError
        There is no such file, or it is of no kind that has a preview.
    """

    def __init__(self, file, clock=time.time):
        self.file = Path(file)
        self.kind = kind_of(self.file)
        self._shows = _shows(self.file, self.kind)
        self._folder = tempfile.TemporaryDirectory(prefix="course-preview-")
        self._overlay = Path(self._folder.name) / "content"
        self._copy = self._overlay / self._shows.folder / self.file.name
        self._copy.parent.mkdir(parents=True)
        self.tree = _tree_of(self.file.absolute(), self._shows.folder)
        self._clock = clock
        self._course = None
        self._rounds = {}
        self._activities = {}
        self._shown = None

    def close(self):
        """Throw everything away."""
        if self._course:
            self._course.store.close()
        self._folder.cleanup()

    def version(self):
        """Return a text that changes whenever the file, or one it may refer to, is saved."""
        others = (
            [path for pattern in WATCHED for path in self.tree.glob(pattern)] if self.tree else []
        )
        return digest(repr([_stat(path) for path in [self.file, *sorted(others)]]))[:16]

    def shown(self):
        """Return the newest version of the file; read once."""
        version = self.version()
        if self._shown is None or self._shown.version != version:
            self._shown = self._read(version)
        return self._shown

    def activity(self, ident):
        """Return the activity of a part of the version that is shown.

        Raises
        ------
        NotFoundError
        """
        if self._shown is None:
            self.shown()  # a page that was open already, when this process began
        if ident not in self._activities:
            raise NotFoundError(_("The file has changed. The page follows in a moment."))
        return self._activities[ident]

    def again(self, ident):
        """Let a made-up person who has not answered yet begin a part; return its activity."""
        self.activity(ident)
        self._rounds[ident] = self._rounds.get(ident, 1) + 1
        part = next(part for part in self._shown.parts if part.id == ident)
        self._activities[ident] = part.make(self._course_of(part))
        return self._activities[ident]

    def _read(self, version):
        """Read the file; what people answered in an earlier version is forgotten."""
        self._activities = {}
        title = self.file.name
        try:
            shutil.copyfile(self.file, self._copy)
        except OSError:
            return Shown(version, title, absence=_("The file is not there just now."))
        if not self._copy.read_text(encoding="utf-8", errors="replace").strip():
            return Shown(version, title, absence=_("The file is empty just now."))
        try:
            return Shown(version, *self._parts())
        except ContentError as error:
            return Shown(version, title, problems=error.problems)
        except CourseError as error:
            problem = Problem(str(self.file), 1, "file", title, str(error), "what it names", "less")
            return Shown(version, title, problems=(str(problem),))

    def _parts(self):
        """Return title, parts and advice of the file as it is now."""
        source = Source(_slug(self.file, self._shows), self._copy, str(self.file))
        self._course = self._fresh_course()
        document = self._shows.read(source.path, self._course.content, source.name)
        parts = tuple(self._shows.parts(self._course, source))
        made = {part.id: part.make(self._course_of(part)) for part in parts if part.make}
        for activity in made.values():
            activity.view()
        self._activities = made
        title = getattr(document, "title", source.slug)
        return title, parts, tuple(advice(source.path, self.kind, source.name))

    def _fresh_course(self):
        """Return a course with this version of the file and an empty store."""
        if self._course:
            self._course.store.close()
        answers = Path(self._folder.name) / "answers"
        shutil.rmtree(answers, ignore_errors=True)
        answers.mkdir()
        library = Library(self._overlay)
        library.roots = (self._overlay, *filter(None, [self.tree]), SHIPPED)
        nobody = Person("preview", "Preview", "learner")
        return Course(library, throw_away(answers, self._clock), self._clock, nobody)

    def _course_of(self, part):
        """Return a part's course: each part and round has a person of its own.

        The same round gives the same person, so a save does not shuffle the options anew.
        """
        name = f"{part.id} {self._rounds.get(part.id, 1)}"
        return replace(self._course, person=Person(digest(name)[:16], digest(name)[:16], "learner"))

    def quote(self, problem):
        """Return the line that a problem points at, with its neighbours.

        Returns
        -------
        list of tuple
            Line number, text, and whether it is the one.
        """
        head, _colon, _rest = problem.partition(": ")
        name, _colon, number = head.rpartition(":")
        path = self._path_of(name)
        if not number.isdigit() or path is None:
            return []
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        at = int(number)
        first = max(1, at - 2)
        near = textwrap.dedent("\n".join(line[:200] for line in lines[first - 1 : at + 2]))
        return [(each, line, each == at) for each, line in enumerate(near.split("\n"), first)]

    def _path_of(self, name):
        if name in (str(self.file), f"{self._shows.folder}/{self.file.name}"):
            return self._copy if self._copy.exists() else None
        roots = [root for root in (self.tree, SHIPPED) if root]
        return next((root / name for root in roots if (root / name).is_file()), None)


def kind_of(file):
    """Return the kind of a content file: ``notebook``, ``scene``, or a YAML file's first field.

    Raises
    ------
    NotFoundError
        There is no such file.
    """
    if not file.is_file():
        raise NotFoundError(_("{file}: there is no such file.").format(file=file))
    for kind, ending in (("notebook", ".ipynb"), ("scene", ".scene.md")):
        if file.name.endswith(ending):
            return kind
    return KINDS[folder_of(file)].field if file.suffix == ".yaml" else file.suffix or file.name


def _shows(file, kind):
    """Return how a file is previewed, or say why it is not."""
    if kind not in PREVIEWS:
        words = _("{file}: this kind of file ({kind}) has no preview. There is one for: {known}.")
        known = ", ".join(PREVIEWS)
        raise NotFoundError(words.format(file=file, kind=kind, known=known))
    if not is_slug(_slug(file, PREVIEWS[kind])):
        words = _("{file}: name it with small letters, digits and _ or - only.")
        raise NotFoundError(words.format(file=file))
    return PREVIEWS[kind]


def _slug(file, shows):
    return file.name.removesuffix(shows.ending)


def _tree_of(path, folder):
    """Return the content tree that a file stands in, or None when it stands alone.

    The tree's other files are found too, such as the bank of a notebook.
    """
    parts = Path(folder).parts
    fits = path.parts[-len(parts) - 1 : -1] == parts
    return path.parents[len(parts)] if fits else None


def _stat(path):
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
