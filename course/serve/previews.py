"""A content file as the preview shows it: read anew after each save; no HTTP here."""

import shutil
import tempfile
import textwrap
import time
from dataclasses import dataclass, replace
from pathlib import Path

from course.activities.course import Course
from course.content.advice import advice
from course.content.library import SHIPPED, Library
from course.content.problems import Problem
from course.errors import ContentError, CourseError, NotFoundError
from course.ids import digest, is_slug
from course.people.roles import Person
from course.serve.preview_parts import PREVIEWS, Part, Source, kind_of
from course.store.store import throw_away
from course.translation import _

WATCHED = ("exercises/**/*.yaml", "roleplay_scripts/**/*.md")  # what a file may refer to


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
