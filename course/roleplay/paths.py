"""Paths: every way through a story, walked by saving it, choosing, and restoring it.

A story is anything with ``start()`` and ``choose(index)``, which return a turn (``lines``,
``choices``, ``is_end``), with ``save()``, ``load(text)`` and ``visited()``; see `course.ink.Story`.
"""

import random
from dataclasses import dataclass, replace
from itertools import islice
from statistics import mean

from course.errors import CourseError
from course.roleplay.marks import read_marks

CAP, SAMPLES = 5000, 1000
DEEPEST = 40  # choices on one path; a scene has about six


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu of choices; `line` is where its first choice stands in the story."""

    line: int
    choices: tuple


@dataclass(frozen=True, slots=True)
class Path:
    """One way through a story.

    Attributes
    ----------
    choices : tuple of int
        The index taken in each menu.
    turns : tuple
        The turns of the story, one more than choices; as many when it broke off.
    visited : tuple of str
        Names of the knots.
    fault : tuple of (int, str) or None
        Line and words of what broke it off.
    """

    choices: tuple = ()
    turns: tuple = ()
    visited: tuple = ()
    fault: tuple | None = None

    @property
    def menus(self):
        """The menus met, one for each choice."""
        met = self.turns[: len(self.choices)]
        return tuple(Menu(turn.choices[0].line, turn.choices) for turn in met)

    @property
    def taken(self):
        """The choices taken, with words and tags."""
        return tuple(
            turn.choices[index] for turn, index in zip(self.turns, self.choices, strict=False)
        )

    @property
    def seen(self):
        """Ids of the watch items that the choices taken show."""
        return frozenset(ident for choice in self.taken for ident in read_marks(choice.tags).see)

    @property
    def missed(self):
        """Ids of the watch items that the choices taken miss."""
        return frozenset(ident for choice in self.taken for ident in read_marks(choice.tags).miss)

    @property
    def ending(self):
        """The kind of ending and the line that says so: ``("met", "She smiles.")``, or None."""
        for turn in self.turns:
            for line in turn.lines:
                if end := read_marks(line.tags).end:
                    return end, line.text
        return None


@dataclass(frozen=True, slots=True)
class Walk:
    """The paths that were walked.

    Attributes
    ----------
    paths : tuple of Path
    total : int
        How many paths there are, an estimate unless `is_complete`.
    is_complete : bool
        Whether every path was walked.
    """

    paths: tuple
    total: int
    is_complete: bool

    def __str__(self):
        """Return how many paths were walked, and of how many.

        >>> print(Walk((Path(), Path()), 2, True)), print(Walk((Path(), Path()), 8, False))
        2 paths
        2 of about 8 paths
        (None, None)
        """
        walked = len(self.paths)
        return f"{walked} paths" if self.is_complete else f"{walked} of about {self.total} paths"


def walk(story, cap=CAP, samples=SAMPLES, seed=0):
    """Walk every path of a story; when there are more than `cap`, that many and random ones.

    Random paths also tell how many paths there are: the mean of the product of the sizes of the
    menus met (D. E. Knuth, Estimating the efficiency of backtrack programs, 1975).

    Returns
    -------
    Walk
    """
    paths = list(islice(_paths(story), cap + 1))
    if len(paths) <= cap:
        return Walk(tuple(paths), len(paths), is_complete=True)
    chance = random.Random(seed)  # noqa: S311 (for sampling, the same each time)
    sampled = [_random_path(story, chance) for _ in range(samples)]
    found = {path.choices: path for path in [*paths[:cap], *(path for path, _size in sampled)]}
    total = max(round(mean(size for _path, size in sampled)), len(found) + 1)
    return Walk(tuple(found.values()), total, is_complete=False)


def _paths(story):
    """Yield every path of a story, the first choices first."""
    path = _begin(story)
    yield from [path] if path.fault else _longer_paths(story, path)


def _longer_paths(story, path):
    """Yield every path that begins with this one; the story stands at its end."""
    if _is_over(path):
        yield replace(path, visited=tuple(story.visited()))
        return
    saved = story.save()
    for index in range(len(path.turns[-1].choices)):
        if index:
            story.load(saved)
        longer = _choose(story, path, index)
        yield from [longer] if longer.fault else _longer_paths(story, longer)


def _random_path(story, chance):
    """Return a path taken by chance, and the product of the sizes of its menus."""
    path, size = _begin(story), 1
    while not _is_over(path):
        menu = path.turns[-1].choices
        size *= len(menu)
        path = _choose(story, path, chance.randrange(len(menu)))
    return replace(path, visited=tuple(story.visited())), size


def _begin(story):
    try:
        return Path(turns=(story.start(),))
    except CourseError as error:
        return Path(fault=_first(error))


def _choose(story, path, index):
    """Return the path with one choice more."""
    choices = (*path.choices, index)
    try:
        longer = replace(path, choices=choices, turns=(*path.turns, story.choose(index)))
    except CourseError as error:
        return replace(path, choices=choices, fault=_first(error))
    if len(choices) == DEEPEST and not longer.turns[-1].is_end:
        return replace(longer, fault=(0, f"goes on after {DEEPEST} choices"))
    return longer


def _is_over(path):
    return bool(path.fault) or path.turns[-1].is_end


def _first(error):
    """Return line and words of the first problem of an error."""
    return getattr(error, "problems", ((0, str(error)),))[0]
