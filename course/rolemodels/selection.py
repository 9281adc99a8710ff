"""Choose role models: one person who meets every standard, else the smallest group that does.

An integer program proves how many people it takes (see `course.rolemodels.covering`); then every
group of that size is listed.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice

from course.rolemodels.covering import best_group, covering_groups, smallest_size
from course.rolemodels.ranking import value

SHOWN = 20  # groups shown; of the others only the number
MANY = 20_000  # groups counted; of more than that only the best is looked for
NEARLY = 95  # points of 100 that are near enough to everything, if nothing critical is missing


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
        How many other groups would do; at least so many when there are `MANY` or more.
    gaps : tuple of str
        Standards that nobody meets.
    """

    step: str
    groups: tuple
    more: int = 0
    gaps: tuple = ()

    @property
    def is_counted(self):
        """Tell whether `more` is the exact number."""
        return len(self.groups) + self.more < MANY


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
    found = [_group(sheet, people) for people in islice(covering_groups(sheet, size), MANY)]
    if len(found) == MANY:
        found.append(_group(sheet, best_group(sheet, size)))
    found = sorted(dict.fromkeys(found), key=lambda group: (-group.value, -len(group.doubled)))
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


def best_pair(sheet):
    """Return the pair that meets the most of what counts, as a tuple of one group or none.

    Only a pair in which each brings something; else the one person who does.
    """
    able = [person for person in sheet.people if sheet.met_by(person)]
    if not able:
        return ()
    met = {person: sheet.met_by(person) for person in able}
    pairs = [*((person,) for person in able), *combinations(able, 2)]
    covered = [sum(sheet.points[s] for s in frozenset().union(*map(met.get, p))) for p in pairs]
    most = max(covered)
    groups = [_group(sheet, p) for p, c in zip(pairs, covered, strict=True) if c == most]
    return (max(groups, key=lambda g: (-len(g.people), g.value, len(g.doubled))),)


def _group(sheet, people):
    values = {person: value(sheet, person) for person in people}
    met = [sheet.met_by(person) for person in people]
    doubled = tuple(
        s for s in sheet.standards if s in sheet.critical and sum(s in each for each in met) > 1
    )
    ordered = tuple(sorted(people, key=lambda person: -values[person]))
    return Group(ordered, sum(values.values()), frozenset().union(*met), doubled)
