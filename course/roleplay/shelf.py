"""The shelf: all scenes that a person can rehearse alone, the best next one first."""

from collections.abc import Hashable
from dataclasses import dataclass
from statistics import mean

from course.roleplay.marks import ENDINGS

WORTH = {ending: len(ENDINGS) - 1 - place for place, ending in enumerate(ENDINGS)}  # met: 2


@dataclass(frozen=True, slots=True)
class Shelved:
    """A scene on the shelf.

    Attributes
    ----------
    id : Hashable
        Whatever names it.
    standard : Hashable
        Whatever names the standard that it practises.
    difficulty : int
    endings : tuple of str
        How the person's takes ended, oldest first.
    last : float or None
        When the last of them ended, in seconds since the epoch.
    """

    id: Hashable
    standard: Hashable
    difficulty: int
    endings: tuple[str, ...] = ()
    last: float | None = None


def weak_standards(scenes):
    """Return the standards that are not met yet wherever they were tried, the weakest first.

    The last ending of each scene counts: whoever gets better is not held to the first try.

    Parameters
    ----------
    scenes : iterable of Shelved

    Returns
    -------
    list of Hashable

    Examples
    --------
    >>> tried = [Shelved(1, "a", 1, ("missed", "met")), Shelved(2, "b", 1, ("partly",))]
    >>> weak_standards(tried)
    ['b']
    """
    worths = {}
    for scene in scenes:
        if scene.endings:
            worths.setdefault(scene.standard, []).append(WORTH[scene.endings[-1]])
    weak = [standard for standard, found in worths.items() if mean(found) < WORTH["met"]]
    return sorted(weak, key=lambda standard: mean(worths[standard]))


def in_order(scenes):
    """Return (scene, why) with the best next scene first.

    Parameters
    ----------
    scenes : iterable of Shelved

    Returns
    -------
    list of (Shelved, str)
        The reason is ``weak`` (of a standard that is not met yet, and not met in this scene),
        ``new`` (never played to its end) or ``again``.
    """
    scenes = tuple(scenes)
    weak = weak_standards(scenes)

    def reason(scene):
        if scene.standard in weak and "met" not in scene.endings[-1:]:
            return "weak"
        return "again" if scene.endings else "new"

    def place(pair):
        scene, why = pair
        if why == "weak":
            return 0, weak.index(scene.standard), scene.difficulty, 0.0
        if why == "new":
            return 1, 0, scene.difficulty, 0.0
        return 2, 0, 0, scene.last or 0.0

    return sorted(((scene, reason(scene)) for scene in scenes), key=place)
