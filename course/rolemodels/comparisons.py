"""Weights from comparisons: the best-worst method and the analytic hierarchy process.

Sources: J. Rezaei, "Best-worst multi-criteria decision-making method: Some properties and a linear
model" (2016); T. L. Saaty, "Decision making with the analytic hierarchy process" (2008).
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

# The consistency index of random judgements, by the number of things (Saaty).
RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32}
CONSISTENT = 0.1  # a consistency ratio up to which comparisons fit together well enough


@dataclass(frozen=True, slots=True)
class BestWorst:
    """Weights from comparing everything with the best and with the worst.

    Attributes
    ----------
    weights : dict of str to float
        With sum 1.
    xi : float
        How far the comparisons are from fitting together; 0 when they do.
    """

    weights: dict
    xi: float


def best_worst(best, worst):
    """Return the weights that fit comparisons with the best and the worst.

    ``min xi`` with ``|w_B - a_Bj w_j| <= xi`` and ``|w_j - a_jW w_W| <= xi`` for each j.

    Parameters
    ----------
    best, worst : dict of str to float
        How many times as important the best is as each; how many times as important each is as the
        worst. The best has 1 in the first, the worst has 1 in the second.

    Returns
    -------
    BestWorst

    Raises
    ------
    ValueError
        When they are not about the same things, or no thing has a 1.
    """
    names = [*best]
    if set(names) != set(worst) or 1 not in best.values() or 1 not in worst.values():
        raise ValueError("both comparisons name the same things, and one of them with a 1")
    b = min(names, key=lambda name: (best[name], -worst[name]))
    w = min(names, key=lambda name: (worst[name], -best[name]))
    place = {name: i for i, name in enumerate(names)}
    rows = []
    for name in names:
        for heavy, times, light in ((b, best[name], name), (name, worst[name], w)):
            row = np.zeros(len(names) + 1)
            row[place[heavy]] += 1
            row[place[light]] -= times
            rows += [row, -row]
    matrix = np.array(rows)
    matrix[:, -1] = -1
    aim = np.zeros(len(names) + 1)
    aim[-1] = 1
    solved = linprog(aim, matrix, np.zeros(len(rows)), 1 - aim[None], [1.0], method="highs")
    return BestWorst(dict(zip(names, solved.x[:-1].tolist(), strict=True)), float(solved.x[-1]))


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Weights from comparing everything with everything.

    Attributes
    ----------
    weights : dict of str to float
        With sum 1.
    ratio : float
        The consistency ratio; above `CONSISTENT` somebody should look again.
    worst : tuple of str
        The two things whose comparison fits least to the others.
    fitting : float
        What that comparison would be if it did: the first times as important as the second.
    """

    weights: dict
    ratio: float
    worst: tuple
    fitting: float

    @property
    def is_consistent(self):
        """Tell whether the comparisons fit together well enough."""
        return self.ratio <= CONSISTENT


def analytic_hierarchy(comparisons):
    """Return the weights that comparisons of all pairs give.

    Parameters
    ----------
    comparisons : dict of (str, str) to float
        Each pair once: how many times as important the first is as the second; for two to seven
        things.

    Returns
    -------
    Hierarchy

    Raises
    ------
    ValueError
        When there are too many things, or a pair is missing, there twice, or not positive.
    """
    names = list(dict.fromkeys(name for pair in comparisons for name in pair))
    count = len(names)
    pairs = {frozenset(pair) for pair in comparisons}
    if not 2 <= count <= max(RANDOM_INDEX):
        raise ValueError(f"two to seven things can be compared, not {count}")
    if not len(comparisons) == len(pairs) == count * (count - 1) // 2:
        raise ValueError("each pair is compared once")
    if min(comparisons.values()) <= 0:
        raise ValueError("a comparison is more than 0")
    matrix = np.ones((count, count))
    for (one, other), times in comparisons.items():
        i, j = names.index(one), names.index(other)
        matrix[i, j], matrix[j, i] = times, 1 / times
    values, vectors = np.linalg.eig(matrix)
    main = np.argmax(values.real)
    weights = np.abs(vectors[:, main].real)
    weights = dict(zip(names, (weights / weights.sum()).tolist(), strict=True))
    index = (values[main].real - count) / (count - 1)
    ratio = max(0.0, float(index / RANDOM_INDEX[count])) if count > 2 else 0.0

    def off(pair):
        return abs(np.log(comparisons[pair] * weights[pair[1]] / weights[pair[0]]))

    worst = max(comparisons, key=off)
    return Hierarchy(weights, ratio, worst, weights[worst[0]] / weights[worst[1]])
