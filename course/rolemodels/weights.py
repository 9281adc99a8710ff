"""Weights from an order alone (the rank-order centroid of Barron and Barrett 1996) or from swings.

All numbers are exact fractions, so that ties are ties on every computer.
"""

from fractions import Fraction
from math import floor


def rank_order_centroid(count):
    """Return the weights of `count` places, the first place first.

    It is the middle of all weights that fit the order: ``w_k = (1/n) sum_{i=k..n} 1/i``.

    >>> [str(weight) for weight in rank_order_centroid(3)]
    ['11/18', '5/18', '1/9']
    """
    return tuple(
        sum(Fraction(1, place) for place in range(first, count + 1)) / count
        for first in range(1, count + 1)
    )


def weights(ranks):
    """Return the weight of each thing that was ranked.

    Parameters
    ----------
    ranks : dict of str to number
        The smallest rank comes first. Equal ranks share the mean of the weights of their places.

    Returns
    -------
    dict of str to fractions.Fraction
        Their sum is 1.

    >>> {name: str(weight) for name, weight in weights({"a": 1, "b": 2, "c": 2}).items()}
    {'a': '11/18', 'b': '7/36', 'c': '7/36'}
    """
    ordered = sorted(ranks.values())
    places = rank_order_centroid(len(ranks))
    shared = {}
    for rank in set(ordered):
        own = [place for place, other in zip(places, ordered, strict=True) if other == rank]
        shared[rank] = sum(own) / len(own)
    return {name: shared[rank] for name, rank in ranks.items()}


def swing(worth):
    """Return weights from what a swing from the worst to the best level is worth.

    Parameters
    ----------
    worth : dict of str to int or fractions.Fraction
        The most important swing has 100, the others what they are worth beside it; none below 0
        and not all 0.

    Returns
    -------
    dict of str to fractions.Fraction
        Their sum is 1.

    >>> {name: str(weight) for name, weight in swing({"a": 100, "b": 60, "c": 40}).items()}
    {'a': '1/2', 'b': '3/10', 'c': '1/5'}
    """
    total = sum(worth.values())
    if total <= 0 or min(worth.values()) < 0:
        raise ValueError("a swing is worth 0 or more, and one of them more than 0")
    return {name: Fraction(each) / total for name, each in worth.items()}


def combine(customers, others, share):
    """Return the weights of several groups together.

    Parameters
    ----------
    customers : dict of str to fractions.Fraction
        The weights that customers give.
    others : sequence of dict of str to fractions.Fraction
        Those of other groups, such as managers and employees; they count alike.
    share : fractions.Fraction
        How much the customers count, between 0 and 1; declared beforehand.

    Returns
    -------
    dict of str to fractions.Fraction
        Their sum is 1 when that of each group is.

    >>> half = Fraction(1, 2)
    >>> together = combine({"a": 1, "b": 0}, [{"a": half, "b": half}], Fraction(3, 5))
    >>> {name: str(weight) for name, weight in together.items()}
    {'a': '4/5', 'b': '1/5'}
    """
    if not 0 <= share <= 1:
        raise ValueError(f"the customers' share is between 0 and 1, not {share}")
    if any(set(group) != set(customers) for group in others):
        raise ValueError("all groups weigh the same standards")
    if not others:
        return dict(customers)
    rest = Fraction(1 - share) / len(others)
    return {
        name: share * weight + rest * sum(group[name] for group in others)
        for name, weight in customers.items()
    }


def points(shares):
    """Round weights to whole points of 100, so that everybody can check a value with a pencil.

    What rounding leaves over goes to those that lost most by it.

    Parameters
    ----------
    shares : dict of str to fractions.Fraction
        With sum 1.

    Returns
    -------
    dict of str to int
        With sum 100.

    >>> points({"a": Fraction(1, 3), "b": Fraction(2, 3)})
    {'a': 33, 'b': 67}
    """
    whole = {name: floor(100 * share) for name, share in shares.items()}
    lost = sorted(shares, key=lambda name: whole[name] - 100 * shares[name])
    for name in lost[: 100 - sum(whole.values())]:
        whole[name] += 1
    return whole
