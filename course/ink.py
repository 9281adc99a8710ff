"""Ink stories, the branching texts of scenes: compiled and run by inkjs inside this process."""

import json
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from course.errors import CourseError
from course.translation import _

ENGINE = Path(__file__).parent / "built" / "ink.js"
SECONDS, BYTES = 2, 64 * 2**20  # for one call; a story of 120 lines needs 0.1 s and 4 MB in all
WARNING, ERROR = 1, 2
PLACED = re.compile(r"(?:[A-Z ]+: )?(?:\S+ )??line (\d+): (.+)", re.DOTALL)
OUTER = re.compile(r"^(?:(?:[A-Z ]+|\w*Error|\w*Exception): )+")


class InkError(CourseError):
    """A story that cannot be compiled, or not be played any further.

    Attributes
    ----------
    problems : tuple of (int, str)
        Line in the Ink text, counted from 1 (0 when Ink names none), and what is wrong.
    """

    def __init__(self, problems):
        self.problems = tuple(problems)
        super().__init__("\n".join(_("Line {}: {}").format(*problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Line:
    """A line that a story says; `text` is empty when its tags stand alone."""

    text: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice in a menu; `line` is where it stands in the Ink text, 0 when unknown."""

    text: str
    tags: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a story says up to its next menu, and that menu; at the end there is none."""

    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]
    is_end: bool


class Story:
    """A story that one person plays; to be used in the thread that made it.

    Parameters
    ----------
    source : str
        Ink text.

    Attributes
    ----------
    warnings : tuple of (int, str)
        Line and words of what the compiler found odd, such as a loose end.
    knots : dict of str to int
        The named parts of the story, and the line at which each begins.

    Raises
    ------
    InkError
        The text does not compile, or not within the limits of time and memory.
    """

    def __init__(self, source):
        self._source = source
        found = self._compile()
        self.warnings = _placed(found["problems"], WARNING)
        self.knots = {name: line for name, line in self._call("knots") if line}

    def _compile(self):
        import quickjs  # starts a thread, so only when a story is wanted

        self._broken = quickjs.JSException, quickjs.StackOverflow
        context = quickjs.Context()
        context.set_memory_limit(BYTES)
        context.eval(engine())
        context.set_time_limit(SECONDS)
        self._context = context
        return self._call("compile", self._source)

    def start(self):
        """Begin anew; return the first `Turn`."""
        return self._turn("start")

    def choose(self, index):
        """Take a choice of the menu, counted from 0; return the next `Turn`."""
        return self._turn("choose", index)

    def save(self):
        """Return where the story is as text, fit for `load` of the same story."""
        return self._run("save")

    def load(self, text):
        """Go back to where a story was saved; return a `Turn` without lines, with its menu."""
        return self._turn("load", text)

    def visited(self):
        """Return the names of the knots that were visited since the start."""
        return tuple(name for name in self._call("visited") if name in self.knots)

    def _turn(self, name, *arguments):
        found = self._call(name, *arguments)
        lines = tuple(Line(line["text"], tuple(line["tags"])) for line in found["lines"])
        choices = tuple(Choice(c["text"], tuple(c["tags"]), c["line"]) for c in found["choices"])
        return Turn(lines, choices, is_end=not choices)

    def _call(self, name, *arguments):
        """Call a function of frontend/ink.ts; return what it found."""
        found = json.loads(self._run(name, *arguments))
        if errors := _placed(found["problems"], ERROR) if isinstance(found, dict) else ():
            raise InkError(errors)
        return found

    def _run(self, name, *arguments):
        if self._context is None:
            self._compile()
        try:
            return self._context.eval(f"ink.{name}")(*arguments)
        except self._broken as error:
            self._context = None  # stopped half-way, the engine is in no state to go on
            raise InkError([(0, _plain(str(error)))]) from None


_foreseen = {}  # Ink text and choices taken to the turn that follows


def foresee(turns):
    """Take turns that were played before, as `play` asks for them: no engine is needed then.

    Parameters
    ----------
    turns : dict of (str, tuple of int) to Turn
        By Ink text and the choices taken.
    """
    _foreseen.update(turns)


def play(source, choices):
    """Return the turns of a story after these choices, one more than there are choices.

    Parameters
    ----------
    source : str
        Ink text.
    choices : sequence of int

    Raises
    ------
    InkError
    """
    choices = tuple(choices)
    turns = [_foreseen.get((source, choices[:taken])) for taken in range(len(choices) + 1)]
    if None in turns:
        story = story_of(source)
        turns = [story.start(), *map(story.choose, choices)]
    return turns


@lru_cache(maxsize=8)
def story_of(source):
    """Return the story of an Ink text, compiled once: that takes much longer than playing it.

    Whoever plays it begins with `Story.start` or `Story.load`, since others may have played it in
    between; all in one thread, as in a kernel.

    Raises
    ------
    InkError
    """
    return Story(source)


@cache
def engine():
    """Return inkjs with our face, as built from frontend/ink.ts.

    Raises
    ------
    CourseError
        It was not built.
    """
    try:
        return ENGINE.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CourseError(_("The front end is not built; run `npm run build`.")) from None


def _placed(problems, kind):
    """Return (line, words) of the problems of one kind, in the order of lines."""
    found = [problem["message"] for problem in problems if problem["kind"] == kind]
    matches = [(PLACED.match(message), message) for message in found]
    return tuple(
        sorted((int(m[1]), m[2].strip()) if m else (0, _plain(text)) for m, text in matches)
    )


def _plain(message):
    """Return what an error says in words for an author, first of all which limit it names."""
    words = OUTER.sub("", message).split("\n")[0]
    if "interrupted" in words:
        return _("runs on and on without a menu or an end")
    if "out of memory" in words or words == "null":  # quickjs has no room for an error then
        return _("needs too much memory")
    return words
