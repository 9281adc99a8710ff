"""Weights from an order alone: the rank-order centroid (Barron and Barrett 1996).

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
