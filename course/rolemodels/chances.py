"""How sure a ranking is: chances of places from draws, and bands of people who may be equal."""

from dataclasses import dataclass

import numpy as np

DRAWS = 4000
TIED = 0.8  # two people are apart when one is ahead with more than this chance


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person may stand in a ranking.

    Attributes
    ----------
    value : float
        The mean of what they are worth.
    least, most : float
        What they are worth lies between these with a chance of 90 %.
    first, top_three : float
        Chances.
    low, high : int
        Places between which they are with a chance of 90 %; 1 is the best.
    band : int
        Counted from 1; people in one band may as well be equal.
    """

    person: str
    value: float
    least: float
    most: float
    first: float
    top_three: float
    low: int
    high: int
    band: int


def standings(draws, people):
    """Rank people by draws of their values.

    Parameters
    ----------
    draws : array_like of float, shape (draws, people)
    people : sequence of str

    Returns
    -------
    list of Standing
        The highest mean value first.
    """
    draws = np.asarray(draws, dtype=float)
    places = 1 + np.argsort(np.argsort(-draws, axis=1, kind="stable"), axis=1)
    low, high = np.quantile(places, [0.05, 0.95], axis=0, method="inverted_cdf")
    least, most = np.quantile(draws, [0.05, 0.95], axis=0)
    means = draws.mean(axis=0)
    order = np.argsort(-means, kind="stable")
    found = bands(draws, order)
    return [
        Standing(
            people[i],
            float(means[i]),
            float(least[i]),
            float(most[i]),
            float((places[:, i] == 1).mean()),
            float((places[:, i] <= 3).mean()),
            int(low[i]),
            int(high[i]),
            found[i],
        )
        for i in order
    ]


def bands(draws, order):
    """Put people into bands: everybody who is not clearly behind the first of a band.

    Parameters
    ----------
    draws : numpy.ndarray, shape (draws, people)
    order : sequence of int
        People, the best first.

    Returns
    -------
    dict of int to int
        Person to band, counted from 1.
    """
    found, leader, band = {}, None, 0
    for person in map(int, order):
        if leader is None or chance_ahead(draws[:, leader], draws[:, person]) > TIED:
            leader, band = person, band + 1
        found[person] = band
    return found


def chance_ahead(one, other):
    """Return how often one is ahead of the other in their draws; equal ones count half."""
    return float((one > other).mean() + (one == other).mean() / 2)
