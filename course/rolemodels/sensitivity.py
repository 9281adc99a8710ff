"""How much a ranking hangs on the weights: stability intervals and acceptability of places.

Source: R. Lahdelma and P. Salminen, "SMAA-2: Stochastic multicriteria acceptability analysis for
group decision making" (2001).
"""

from fractions import Fraction
from itertools import accumulate

DRAWS = 20_000


def stability_interval(values, weights, standard):
    """Return between which weights of a standard the first person stays first.

    The other weights keep their proportions.

    Parameters
    ----------
    values : dict of str to dict of str to number
        Person to standard to value.
    weights : dict of str to number
        With sum 1; exact where these and the values are fractions.
    standard : str

    Returns
    -------
    person : str
        Who is first with these weights (the first of those who share the highest value).
    low, high : number
        Between 0 and 1; at the ends somebody else draws level.
    """

    def at(person, weight):
        rest = 1 - weights[standard]
        others = sum(w * values[person][s] for s, w in weights.items() if s != standard)
        middle = others / rest if rest else Fraction(0)
        return weight * values[person][standard] + (1 - weight) * middle

    first = max(values, key=lambda person: at(person, weights[standard]))
    low, high = Fraction(0), Fraction(1)
    for other in values:
        behind, ahead = (at(first, end) - at(other, end) for end in (0, 1))
        if behind < 0:
            low = max(low, behind / (behind - ahead))
        elif ahead < 0:
            high = min(high, behind / (behind - ahead))
    return first, low, high


def better_share(difference, order=None):
    """Return how many of all possible weights put one person ahead of another, exactly.

    The share of the simplex on one side of a plane through its middle, by the recursion of
    G. Varsi, "The multidimensional content of the frustum of the simplex" (1973).

    Parameters
    ----------
    difference : sequence of float
        Value of the one minus value of the other on each standard.
    order : sequence of int, optional
        Standards from the most to the least important, where that is agreed on.

    Returns
    -------
    float

    >>> round(better_share([0.3, -0.3, -0.1]), 9)
    0.375
    """
    if order is not None:  # all weights in this order are mixtures of "the first k alike"
        sums = accumulate(difference[i] for i in order)
        difference = [total / count for count, total in enumerate(sums, 1)]
    behind = [d for d in difference if d <= 0]
    share = [1.0, *[0.0] * len(behind)]
    for ahead in (d for d in difference if d > 0):
        for k, d in enumerate(behind, 1):
            share[k] = (d * share[k] - ahead * share[k - 1]) / (d - ahead)
    return share[-1]


def acceptability(values, generator, order=None, draws=DRAWS):
    """Return how many of all possible weights give a person a place.

    Parameters
    ----------
    values : array_like of float, shape (people, standards)
    generator : numpy.random.Generator
    order : sequence of int, optional
        Standards from the most to the least important, where that is agreed on; by default all
        weights are equally likely.
    draws : int
        How many weights are drawn.

    Returns
    -------
    numpy.ndarray, shape (people, people)
        Person by place; each row and each column sums to 1.
    """
    import numpy as np

    values = np.asarray(values, dtype=float)
    people, standards = values.shape
    weights = generator.dirichlet(np.ones(standards), size=draws)
    if order is not None:
        weights = np.sort(weights, axis=1)[:, ::-1][:, np.argsort(order)]
    places = np.argsort(np.argsort(-(weights @ values.T), axis=1, kind="stable"), axis=1)
    return np.array([np.bincount(row, minlength=people) for row in places.T]) / draws
