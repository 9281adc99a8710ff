"""Choose role models: one person who meets every standard, else the smallest group that does.

Covering all standards with as few people as possible is the set covering problem. An integer
program proves how many people it takes; then every group of that size is listed.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from course.rolemodels.ranking import value

SHOWN = 20  # groups shown; of the others only the number
NEARLY = 95  # points of 100 that are near enough to everything, if nothing critical is missing
INFEASIBLE = 2  # status of the solver: no group meets everything


@dataclass(frozen=True, slots=True)
class Group:
    """Role models chosen together.

    Attributes
    ----------
    people : tuple of str
        The highest value first.
    value : fractions.Fraction
        The sum of their values.
    covered : frozenset of str
        Standards that at least one of them meets.
    doubled : tuple of str
        Critical standards that at least two of them meet.
    """

    people: tuple
    value: Fraction
    covered: frozenset
    doubled: tuple


@dataclass(frozen=True, slots=True)
class Selection:
    """What the ladder gives.

    Attributes
    ----------
    step : {"one", "nearly", "group", "gap"}
        Somebody meets every standard; somebody meets all but what hardly counts; it takes a group;
        some standard is met by nobody.
    groups : tuple of Group
        The best first, at most `SHOWN`; with a gap the best pair, or nobody.
    more : int
        How many other groups would do.
    gaps : tuple of str
        Standards that nobody meets.
    """

    step: str
    groups: tuple
    more: int = 0
    gaps: tuple = ()


def select(sheet, shown=SHOWN):
    """Climb the ladder.

    Returns
    -------
    Selection
    """
    size = smallest_size(sheet)
    gaps = tuple(s for s in sheet.standards if not sheet.who_meets(s))
    if size != 1 and (near := nearly_all(sheet)):
        groups = sorted((_group(sheet, (person,)) for person in near), key=lambda g: -g.value)
        return Selection("nearly", tuple(groups[:shown]), max(0, len(groups) - shown), gaps)
    if size is None:
        return Selection("gap", best_pair(sheet), gaps=gaps)
    found = [_group(sheet, people) for people in covering_groups(sheet, size)]
    found.sort(key=lambda group: (-group.value, -len(group.doubled)))
    step = "one" if size == 1 else "group"
    return Selection(step, tuple(found[:shown]), max(0, len(found) - shown))


def nearly_all(sheet):
    """Return the people who meet `NEARLY` of 100 points, and every critical standard."""
    return tuple(
        person
        for person in sheet.people
        if sheet.critical <= (met := sheet.met_by(person))
        and sum(sheet.points[standard] for standard in met) >= NEARLY
    )


def smallest_size(sheet):
    """Return how many people it takes to meet all standards, or None when nobody meets one.

    ``min sum x_i`` with ``sum_{i meets j} x_i >= 1`` for each standard j and x binary, solved to
    proven optimality.
    """
    import numpy as np
    from scipy.optimize import LinearConstraint, milp

    if not sheet.people:
        return None
    met = [sheet.met_by(person) for person in sheet.people]
    matrix = np.array([[standard in each for each in met] for standard in sheet.standards])
    count = len(sheet.people)
    solved = milp(
        np.ones(count),
        constraints=LinearConstraint(matrix.astype(float), lb=1),
        integrality=np.ones(count),
        bounds=(0, 1),
    )
    if solved.status == INFEASIBLE:
        return None
    if solved.status != 0:
        raise ArithmeticError(f"no smallest group found: {solved.message}")
    return round(solved.fun)


def covering_groups(sheet, size):
    """Return every group of the smallest size that meets all standards.

    Parameters
    ----------
    size : int
        As `smallest_size` gives it, so that nobody in a group is one too many.

    Returns
    -------
    list of tuple of str
        Each in the order of the sheet.
    """
    bits = {standard: 1 << i for i, standard in enumerate(sheet.standards)}
    masks = [sum(bits[s] for s in sheet.met_by(person)) for person in sheet.people]
    found = []
    _extend((), (1 << len(bits)) - 1, masks, size, found)
    return [tuple(sheet.people[i] for i in sorted(chosen)) for chosen in found]


def _extend(chosen, open_bits, masks, left, found):
    """Add to `found` all groups that contain `chosen` and meet what is still open."""
    if not open_bits:
        found.append(chosen)
        return
    if left * max((mask & open_bits).bit_count() for mask in masks) < open_bits.bit_count():
        return
    masks = list(masks)
    for person in _rarest(open_bits, masks):
        mask, masks[person] = masks[person], 0  # later branches do without: each group once
        _extend((*chosen, person), open_bits & ~mask, masks, left - 1, found)


def _rarest(open_bits, masks):
    """Return who meets the open standard that the fewest meet."""
    fewest = range(len(masks))
    while open_bits:
        bit = open_bits & -open_bits
        able = [person for person, mask in enumerate(masks) if mask & bit]
        fewest = able if len(able) < len(fewest) else fewest
        open_bits ^= bit
    return fewest


def best_pair(sheet):
    """Return the pair that meets the most of what counts, as a tuple of one group or none.

    Only a pair in which each brings something; else the one person who does.
    """
    able = [person for person in sheet.people if sheet.met_by(person)]
    if not able:
        return ()
    groups = [_group(sheet, (person,)) for person in able]
    groups += [_group(sheet, pair) for pair in combinations(able, 2)]

    def merit(group):
        weight = sum(sheet.points[standard] for standard in group.covered)
        return weight, -len(group.people), group.value, len(group.doubled)

    return (max(groups, key=merit),)


def _group(sheet, people):
    values = {person: value(sheet, person) for person in people}
    met = [sheet.met_by(person) for person in people]
    doubled = tuple(
        s for s in sheet.standards if s in sheet.critical and sum(s in each for each in met) > 1
    )
    ordered = tuple(sorted(people, key=lambda person: -values[person]))
    return Group(ordered, sum(values.values()), frozenset().union(*met), doubled)
