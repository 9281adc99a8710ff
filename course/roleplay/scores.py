"""Scores: what somebody who watched a scene puts on the score sheet, and what all of them say."""

import json
from collections import Counter
from dataclasses import dataclass
from statistics import median

from course.errors import InvalidResponseError
from course.ids import digest
from course.learning.rubrics import LEVELS

SEEN, NOT_SEEN, NO_CHANCE = "seen", "not seen", "no chance"
OUTCOMES = (SEEN, NOT_SEEN, NO_CHANCE)
GRADES = ("fail", "borderline", "pass", "good", "role model")
LONGEST_MOMENT = 300  # characters


@dataclass(frozen=True, slots=True)
class ScoreForm:
    """What is scored: frozen when a meeting is planned, so that all score the same.

    Attributes
    ----------
    watch : tuple of course.roleplay.scenes.WatchItem
    standards : tuple of course.rolemodels.standards.Standard
        The scene's primary standard first.
    """

    watch: tuple
    standards: tuple

    @property
    def hash(self):
        """A hash of all that a scorer reads; it is in every stored score."""
        asked = [[(item.id, item.text) for item in self.watch]]
        asked += [[each.id, each.name, sorted(each.anchors.items())] for each in self.standards]
        return digest(json.dumps([asked, OUTCOMES, LEVELS, GRADES], ensure_ascii=False))


@dataclass(frozen=True, slots=True)
class Score:
    """One filled-in score sheet.

    Attributes
    ----------
    watch : dict of str to str
        One of `OUTCOMES` for watch items; the customer, who plays, has none.
    levels : dict of str to int
        A level of the anchors for each standard.
    grade : str
        One of `GRADES`, for the whole.
    moment : str
        One moment that met the standard, may be empty.
    """

    watch: dict[str, str]
    levels: dict[str, int]
    grade: str
    moment: str = ""


def read_score(given, form, part):
    """Return the score in a message.

    Parameters
    ----------
    given : dict
        ``watch``, ``levels``, ``grade`` and ``moment`` as in `Score`; comes from a browser.
    form : ScoreForm
    part : str
        The scorer's; only observers have watch items.

    Raises
    ------
    InvalidResponseError
        Something is missing, or is none of what is asked for.
    """
    items = [item.id for item in form.watch] if part == "observer" else []
    watch, levels, grade = (given.get(name) for name in ("watch", "levels", "grade"))
    moment = given.get("moment", "")
    if not isinstance(watch, dict) or not isinstance(levels, dict) or not isinstance(moment, str):
        raise InvalidResponseError("a score has watch items, levels and a moment")
    if set(watch) != set(items) or any(outcome not in OUTCOMES for outcome in watch.values()):
        raise InvalidResponseError("each watch item is seen, not seen or had no chance")
    wanted = {standard.id for standard in form.standards}
    is_level = all(type(level) is int and level in LEVELS for level in levels.values())
    if set(levels) != wanted or not is_level:
        raise InvalidResponseError("each standard has a level from 1 to 5")
    if grade not in GRADES:
        raise InvalidResponseError(f"the grade is one of {', '.join(GRADES)}")
    return Score(watch, levels, grade, moment.strip())


@dataclass(frozen=True, slots=True)
class Spread:
    """What several people said about one thing.

    Attributes
    ----------
    what : str
        ``watch``, ``level`` or ``grade``.
    id : str
        The watch item or the standard; empty for the grade.
    said : dict of str to (str or int)
        By scorer.
    disagreement : float
        0 when all said the same, 1 when they could not differ more. Who had no chance to see
        something does not count.
    """

    what: str
    id: str
    said: dict
    disagreement: float


def spreads(scores, form):
    """Return what scorers said about everything on the form, the largest disagreement first.

    Parameters
    ----------
    scores : dict of str to Score
        By scorer.

    Returns
    -------
    tuple of Spread
        Watch items come before levels, and levels before the grade, where they differ as much:
        it is easiest to talk about what somebody did.
    """
    found = []
    for item in form.watch:
        said = {
            who: score.watch[item.id] for who, score in scores.items() if item.id in score.watch
        }
        counts = Counter(said.values())
        pair = [counts[SEEN], counts[NOT_SEEN]]
        split = 2 * min(pair) / sum(pair) if sum(pair) else 0.0
        found.append(Spread("watch", item.id, said, split))
    for standard in form.standards:
        said = {who: score.levels[standard.id] for who, score in scores.items()}
        found.append(Spread("level", standard.id, said, _width(said.values(), LEVELS)))
    said = {who: score.grade for who, score in scores.items()}
    found.append(Spread("grade", "", said, _width(said.values(), GRADES)))
    return tuple(sorted(found, key=lambda spread: -spread.disagreement))  # sorts are stable


def _width(said, scale):
    """Return how far apart values on a scale are, between 0 and 1."""
    steps = [scale.index(value) for value in said]
    return (max(steps) - min(steps)) / (len(scale) - 1) if steps else 0.0


def middle_grade(scores):
    """Return the middle grade of several scores, of two middle ones the lower; None without any.

    Parameters
    ----------
    scores : iterable of Score

    Examples
    --------
    >>> middle_grade([Score({}, {}, "pass"), Score({}, {}, "good"), Score({}, {}, "good")])
    'good'
    """
    steps = [GRADES.index(score.grade) for score in scores]
    return GRADES[int(median(steps))] if steps else None
