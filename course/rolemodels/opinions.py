"""What groups of people think of standards: their orders, how alike these are, and what they weigh.

Customers at the kiosk choose no more than three; what somebody did not put in order shares the
places that are left.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from course.rolemodels.building import GROUPS
from course.rolemodels.weights import combine, weights

FAR_APART = 2  # places between the means of two groups that are worth a talk
CUSTOMERS = "customers"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a group thinks.

    Attributes
    ----------
    count : int
        How many orders it gave.
    ranks : dict of str to fractions.Fraction
        Mean place of each standard; 1 is the first.
    agreement : float or None
        Kendall's W of the orders; None where there are fewer than two, or no difference in any.
    """

    group: str
    count: int
    ranks: dict
    agreement: float | None


def ranks_of(order, standards, place=()):
    """Return the rank of each standard in somebody's order.

    Parameters
    ----------
    order : sequence of str
        Standards, or suggestions that belong to one by now; what is unknown is passed over.
    standards : sequence of str
    place : dict of str to str, optional
        Standard by suggestion.

    Returns
    -------
    dict of str to fractions.Fraction

    >>> {name: str(rank) for name, rank in ranks_of(["b"], ["a", "b", "c"]).items()}
    {'a': '5/2', 'b': '1', 'c': '5/2'}
    """
    meant = (dict(place).get(each, each) for each in order)
    chosen = [each for each in dict.fromkeys(meant) if each in standards]
    shared = Fraction(len(chosen) + 1 + len(standards), 2)
    ranks = {each: Fraction(rank) for rank, each in enumerate(chosen, start=1)}
    return {each: ranks.get(each, shared) for each in standards}


def opinions(building):
    """Return the opinions of the groups that gave any, in the order of `GROUPS`.

    An order in which no standard of today stands is none.

    Parameters
    ----------
    building : course.rolemodels.building.Building

    Returns
    -------
    list of Opinion
    """
    merged = building.merged()
    standards = list(merged.names)
    found = []
    for group in GROUPS:
        given = [order for (by, _who), order in building.orders.items() if by == group]
        ranks = [ranks_of(order, standards, merged.place) for order in given]
        ranks = [each for each in ranks if len(set(each.values())) > 1]
        if ranks:
            found.append(_opinion(group, standards, ranks))
    return found


def _opinion(group, standards, ranks):
    means = {each: sum(r[each] for r in ranks) / len(ranks) for each in standards}
    return Opinion(group, len(ranks), means, _agreement(standards, ranks))


def _agreement(standards, ranks):
    """Return Kendall's W of two orders or more, else None."""
    from course.rolemodels.agreement import kendall_w

    if len(ranks) < 2:
        return None
    return kendall_w([[float(each[name]) for name in standards] for each in ranks])


def together(found, share):
    """Return the weights of all groups together, by rank-order centroid.

    Parameters
    ----------
    found : sequence of Opinion
        At least one.
    share : fractions.Fraction
        How much the customers count, when both they and others gave their orders.

    Returns
    -------
    dict of str to fractions.Fraction
        With sum 1.
    """
    by_group = {opinion.group: weights(opinion.ranks) for opinion in found}
    customers = by_group.pop(CUSTOMERS, None)
    others = list(by_group.values())
    if customers is None:
        return combine(others[0], others[1:], Fraction(1, len(others)))
    return combine(customers, others, share)


@dataclass(frozen=True, slots=True)
class Difference:
    """A standard that one group puts far before another."""

    standard: str
    before: str
    behind: str
    places: Fraction


def differences(found):
    """Return what groups see most differently, the largest difference first; one per standard.

    Parameters
    ----------
    found : sequence of Opinion

    Returns
    -------
    list of Difference
    """
    largest = {}
    for one, other in combinations(found, 2):
        for standard, rank in one.ranks.items():
            apart = rank - other.ranks[standard]
            before, behind = (other, one) if apart > 0 else (one, other)
            known = largest.get(standard)
            if abs(apart) >= FAR_APART and (known is None or abs(apart) > known.places):
                largest[standard] = Difference(standard, before.group, behind.group, abs(apart))
    return sorted(largest.values(), key=lambda each: -each.places)
