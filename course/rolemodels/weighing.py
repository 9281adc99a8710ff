"""Weighing standards in several ways: from orders, from swings, and from comparisons of pairs."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from course.rolemodels.opinions import together
from course.rolemodels.weights import points, swing

MOST_PAIRED = 7  # standards, beyond which too many pairs would be asked
TIMES = tuple(range(1, 10))  # how many times as important something can be
BEST_WORST, PAIRS = "best-worst", "pairs"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one way of weighing gives.

    Attributes
    ----------
    points : dict of str to int
        With sum 100.
    ratio : float or None
        The consistency ratio, where all pairs were compared.
    again : tuple of (str, str, float) or None
        The comparison that fits least, and what would fit: the first is so many times as important
        as the second. None where comparisons fit together well enough.
    """

    points: dict
    ratio: float | None = None
    again: tuple | None = None


def pairs_asked(standards, way, ends=None):
    """Return the pairs that a way of weighing asks about.

    Parameters
    ----------
    standards : sequence of str
    way : {"best-worst", "pairs"}
    ends : tuple of (str, str), optional
        The most and the least important one; without them best-worst asks nothing.

    Returns
    -------
    list of (str, str)
        For best-worst 2n - 3 pairs, of which the first is the more important one.

    >>> pairs_asked(["a", "b", "c"], "best-worst", ("b", "a"))
    [('b', 'a'), ('b', 'c'), ('c', 'a')]
    """
    if way == PAIRS:
        return list(combinations(standards, 2)) if len(standards) <= MOST_PAIRED else []
    if way != BEST_WORST or ends is None or not set(ends) <= set(standards):
        return []
    best, worst = ends
    middle = [each for each in standards if each not in ends]
    return [(best, worst), *((best, each) for each in middle), *((each, worst) for each in middle)]


def answered(building, way):
    """Return each pair that is asked with its answer: (more important, less important, times)."""
    asked = pairs_asked(list(building.merged().names), way, building.ends)
    return {pair: building.comparisons.get((way, frozenset(pair))) for pair in asked}


def weigh(building, found):
    """Return what each way gives that has all it needs.

    Parameters
    ----------
    building : course.rolemodels.building.Building
    found : sequence of course.rolemodels.opinions.Opinion

    Returns
    -------
    dict of str to Weighed
        By way, one of `course.rolemodels.building.WAYS`.
    """
    standards = list(building.merged().names)
    ways = {}
    if found:
        share = Fraction(building.plan["share"], 100)
        ways["ranks"] = Weighed(points(together(found, share)))
    worth = {each: building.worth.get(each) for each in standards}
    if standards and None not in worth.values() and any(worth.values()):
        ways["swing"] = Weighed(points(swing(worth)))
    for way, solve in ((BEST_WORST, _best_worst), (PAIRS, _all_pairs)):
        answers = answered(building, way)
        if answers and None not in answers.values():
            ways[way] = solve(answers.values(), building.ends)
    return ways


def points_of(building, ways):
    """Return the points that are to be published, or None: those of the way that was chosen."""
    chosen = ways.get(building.way) or ways.get("ranks")
    return chosen.points if chosen else None


def _best_worst(answers, ends):
    from course.rolemodels.comparisons import best_worst

    best, worst = ends
    best_to = {best: 1} | {other: times for one, other, times in answers if one == best}
    to_worst = {worst: 1} | {one: times for one, other, times in answers if other == worst}
    return Weighed(_points(best_worst(best_to, to_worst).weights))


def _all_pairs(answers, _ends):
    from course.rolemodels.comparisons import analytic_hierarchy

    found = analytic_hierarchy({(one, other): times for one, other, times in answers})
    one, other = found.worst
    fitting = found.fitting if found.fitting >= 1 else 1 / found.fitting
    again = (one, other, fitting) if found.fitting >= 1 else (other, one, fitting)
    return Weighed(_points(found.weights), found.ratio, None if found.is_consistent else again)


def _points(floats):
    """Round weights to points; they come from numbers that are not exact."""
    shares = {name: Fraction(max(0.0, weight)) for name, weight in floats.items()}
    total = sum(shares.values())
    return points({name: share / total for name, share in shares.items()})


def order_of(points):
    """Return standards by their points, as groups of equals: a tuple of frozensets.

    >>> order_of({"a": 20, "b": 40, "c": 40}) == (frozenset("bc"), frozenset("a"))
    True
    """
    levels = sorted(set(points.values()), reverse=True)
    return tuple(frozenset(each for each in points if points[each] == level) for level in levels)
