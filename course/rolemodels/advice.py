"""Advice to an observation round: which looks would settle what nobody is sure of yet.

The role-model sheet gives it, and the plan of the round asks people for it.
"""

from collections import Counter
from dataclasses import dataclass

from course.rolemodels.gate import AT_ONCE
from course.rolemodels.observation_plan import blocks

MOST_EACH = 3  # looks at once for each observer; about two settle most, as docs/evidence.md says


@dataclass(frozen=True, slots=True)
class Advice:
    """Looks that were asked for on top of those that were made.

    Attributes
    ----------
    looks : dict of str to dict of str to int
        How many more, by person and standard.
    since : int
        Number of the last look that it rests on; later ones are answers to it.
    at : float
        When it was given, in seconds since the epoch.
    """

    looks: dict
    since: int
    at: float

    def wanted(self, looks):
        """Return how many looks there are to be by (person, standard), with those from before."""
        before = count_levels(look for look in looks if look.number <= self.since)
        return {
            (person, standard): before[person, standard] + more
            for person, theirs in self.looks.items()
            for standard, more in theirs.items()
        }

    def left(self, looks):
        """Return how many are still to come, as `looks` are given."""
        made = count_levels(look for look in looks if look.number > self.since)
        return {
            person: {each: max(0, more - made[person, each]) for each, more in theirs.items()}
            for person, theirs in self.looks.items()
        }


def count_levels(looks):
    """Return how many levels there are by (person, standard)."""
    return Counter(
        (look.person, standard)
        for look in looks
        for standard, level in look.levels.items()
        if level is not None
    )


def advised(sheet, lacks, most):
    """Return which looks to ask for, by person and standard: only where nothing is settled.

    One at each person and standard in turn, beginning with whoever is likeliest to meet it.

    Parameters
    ----------
    sheet : course.rolemodels.ranking.MeasuredSheet
    lacks : iterable of course.rolemodels.gate.Lack
    most : int
        How many at once.
    """
    unsettled = sheet.unsettled()
    wanted = [lack for lack in lacks if lack.standard in unsettled]
    wanted.sort(key=lambda lack: -sheet.chances[lack.person][lack.standard])
    turns = [lack for turn in range(AT_ONCE) for lack in wanted if turn < lack.more]
    found = {}
    for lack in turns[:most]:
        theirs = found.setdefault(lack.person, {})
        theirs[lack.standard] = theirs.get(lack.standard, 0) + 1
    return found


def count_looks(looks, standards):
    """Return how many looks it takes, since some standards are looked at together.

    >>> count_looks({"ana": {"listens": 2, "owns": 1}}, ("listens", "owns"))
    2
    """
    return sum(
        max(theirs.get(standard, 0) for standard in block)
        for theirs in looks.values()
        for block in blocks(standards)
    )
