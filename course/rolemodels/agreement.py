"""How far observers agree: Krippendorff's alpha, Gwet's AC, intraclass correlation, Kendall's W.

Tables have one row for each rater and one column for each unit (what was rated); ``nan`` is where a
rater said nothing. Sources: K. Krippendorff, "Content Analysis", 4th edition (2018), chapter 12;
K. L. Gwet, "Handbook of Inter-Rater Reliability", 4th edition (2014); P. E. Shrout and J. L. Fleiss
(1979) with the names of K. O. McGraw and S. P. Wong (1996); M. G. Kendall and B. Babington Smith
(1939).
"""

from dataclasses import dataclass
from math import ceil, isnan, nan

import numpy as np

HIGH, FAIR = 0.8, 0.667  # Krippendorff's customary limits
ENOUGH_UNITS = 10  # below, an agreement has no verdict


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement and how sure it is.

    Attributes
    ----------
    value, low, high : float
        The coefficient and its interval; ``nan`` where nothing varies or nothing can be compared.
    units : int
        How many units at least two raters rated.
    """

    value: float
    low: float
    high: float
    units: int

    @property
    def width(self):
        """Return how wide the interval is."""
        return self.high - self.low

    @property
    def verdict(self):
        """Return "high", "fair" or "low"; None where there are too few units to say."""
        if self.units < ENOUGH_UNITS or isnan(self.value):
            return None
        return "high" if self.value >= HIGH else "fair" if self.value >= FAIR else "low"


def counts(table):
    """Count who said what.

    Parameters
    ----------
    table : array_like of float, shape (raters, units)

    Returns
    -------
    values : numpy.ndarray, shape (values,)
        What was said at all, sorted.
    counted : numpy.ndarray, shape (units, values)
        How many raters said it of a unit.
    """
    table = np.asarray(table, dtype=float)
    values = np.unique(table[~np.isnan(table)])
    return values, (table[:, :, None] == values).sum(axis=0).astype(float)


def alpha(table, scale="ordinal"):
    """Return Krippendorff's alpha.

    Parameters
    ----------
    table : array_like of float, shape (raters, units)
    scale : {"nominal", "ordinal", "interval", "ratio"}

    Returns
    -------
    float
        1 for perfect agreement, 0 for what chance would give; ``nan`` where nothing varies.

    >>> round(alpha([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]), 6)
    0.095238
    """
    values, counted = counts(table)
    return float(_alphas(_coincidences(counted).sum(axis=0), values, scale))


def bootstrapped_alpha(table, scale="ordinal", samples=1000, level=0.95, seed=0):
    """Return Krippendorff's alpha with an interval from units drawn with replacement.

    Parameters
    ----------
    table : array_like of float, shape (raters, units)
    samples : int
        How many times all units are drawn.
    level : float
        The share of samples inside the interval.
    seed : int
        The same seed gives the same interval.

    Returns
    -------
    Agreement
    """
    values, counted = counts(table)
    pairs = _coincidences(counted)
    found = float(_alphas(pairs.sum(axis=0), values, scale))
    if isnan(found):
        return Agreement(nan, nan, nan, len(pairs))
    often = np.random.default_rng(seed).multinomial(
        len(pairs), np.full(len(pairs), 1 / len(pairs)), size=samples
    )
    drawn = _alphas(np.tensordot(often, pairs, axes=1), values, scale)
    low, high = np.nanquantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Agreement(found, float(low), float(high), len(pairs))


def _coincidences(counted):
    """Return for each unit with two ratings or more how often two values meet in it."""
    counted = counted[counted.sum(axis=1) >= 2]
    raters = counted.sum(axis=1)[:, None, None]
    met = counted[:, :, None] * counted[:, None, :]
    same = counted[:, :, None] * np.eye(counted.shape[1])
    return (met - same) / (raters - 1)


def _alphas(pairs, values, scale):
    """Return alpha of each table of coincidences, shape (..., values, values)."""
    margins = pairs.sum(axis=-1)
    total = margins.sum(axis=-1)
    apart = _distances(values, margins, scale)
    observed = (pairs * apart).sum(axis=(-2, -1))
    expected = (margins[..., :, None] * margins[..., None, :] * apart).sum(axis=(-2, -1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - (total - 1) * observed / expected, nan)


def _distances(values, margins, scale):
    """Return the squared distance of each two values on a scale."""
    one, other = values[:, None], values[None, :]
    if scale == "nominal":
        return (one != other).astype(float)
    if scale == "ordinal":  # ratings from the middle of one value to the middle of the other
        place = np.cumsum(margins, axis=-1) - margins / 2
        return (place[..., :, None] - place[..., None, :]) ** 2
    if scale == "interval":
        return (one - other) ** 2
    if scale == "ratio":
        both = one + other
        return np.divide(one - other, both, out=np.zeros_like(both), where=both != 0) ** 2
    raise ValueError(f"unknown scale {scale!r}")


def gwet(table, weighting="quadratic", categories=None):
    """Return Gwet's AC1 (identity) or AC2, which stay sensible when nearly all ratings are alike.

    Parameters
    ----------
    table : array_like of float, shape (raters, units)
    weighting : {"identity", "linear", "quadratic"}
        How much two different values still agree.
    categories : sequence of float, optional
        All values of the scale; by default those that occur.

    Returns
    -------
    float
        ``nan`` where no unit has two ratings.
    """
    table = np.asarray(table, dtype=float)
    values, counted = counts(table)
    if categories is not None:
        values = np.array(sorted(categories), dtype=float)
        counted = (table[:, :, None] == values).sum(axis=0).astype(float)
    raters = counted.sum(axis=1)
    rated, shared = raters > 0, raters > 1
    if not shared.any():
        return nan
    if len(values) == 1:
        return 1.0
    alike = _likeness(values, weighting)
    agree = (counted * (counted @ alike - 1)).sum(axis=1)[shared]
    observed = (agree / (raters * (raters - 1))[shared]).mean()
    often = (counted[rated] / raters[rated, None]).mean(axis=0)
    chance = alike.sum() * (often * (1 - often)).sum() / (len(values) * (len(values) - 1))
    return float((observed - chance) / (1 - chance))


def _likeness(values, weighting):
    """Return how much each two values agree, between 0 and 1."""
    apart = np.abs(values[:, None] - values[None, :]) / (values[-1] - values[0])
    likeness = {"identity": apart == 0, "linear": 1 - apart, "quadratic": 1 - apart**2}
    return likeness[weighting].astype(float)


def intraclass(table):
    """Return all six intraclass correlations.

    Parameters
    ----------
    table : array_like of float, shape (raters, units)
        Complete: every rater rated every unit.

    Returns
    -------
    dict of str to float
        "1,1", "A,1", "C,1" for one rater and "1,k", "A,k", "C,k" for the mean of all: raters
        differ from unit to unit, agreement, consistency.

    Raises
    ------
    ValueError
        When something is missing, or there are fewer than two raters or units.
    """
    table = np.asarray(table, dtype=float).T
    n, k = table.shape
    if min(n, k) < 2 or np.isnan(table).any():
        raise ValueError("intraclass correlation takes a complete table, 2 by 2 or larger")
    units, raters = table.mean(axis=1), table.mean(axis=0)
    between = k * units.var(ddof=1)
    columns = n * raters.var(ddof=1)
    within = ((table - units[:, None]) ** 2).sum() / (n * (k - 1))
    left = table - units[:, None] - raters + table.mean()
    error = (left**2).sum() / ((n - 1) * (k - 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = {
            "1,1": (between - within) / (between + (k - 1) * within),
            "A,1": (between - error) / (between + (k - 1) * error + k * (columns - error) / n),
            "C,1": (between - error) / (between + (k - 1) * error),
            "1,k": (between - within) / between,
            "A,k": (between - error) / (between + (columns - error) / n),
            "C,k": (between - error) / between,
        }
    return {name: float(value) for name, value in found.items()}


def raters_needed(single, target=0.8):
    """Return how many raters it takes until their mean is dependable (Spearman and Brown).

    Parameters
    ----------
    single : float
        The reliability of one rater, such as ICC "A,1".
    target : float
        The phi that the mean should reach.

    Returns
    -------
    int or None
        None when no number of raters would do, since one alone says nothing.

    >>> raters_needed(0.289764)
    10
    """
    if not single > 0:
        return None
    return max(1, ceil(target * (1 - single) / (single * (1 - target)) - 1e-9))


def kendall_w(table):
    """Return Kendall's coefficient of concordance, corrected for ties.

    Parameters
    ----------
    table : array_like of float, shape (raters, units)
        What each rater gave each unit, in any numbers that have an order; complete.

    Returns
    -------
    float
        1 when all give the same order, 0 when there is none; ``nan`` when nobody tells units apart.
    """
    ranks, ties = zip(*map(_ranks, np.asarray(table, dtype=float)), strict=True)
    raters, units = np.shape(ranks)
    spread = ((np.sum(ranks, axis=0) - raters * (units + 1) / 2) ** 2).sum()
    most = raters**2 * (units**3 - units) - raters * sum(ties)
    return float(12 * spread / most) if most > 0 else nan


def _ranks(row):
    """Return the ranks of values, equal ones sharing the mean of theirs, and what ties take."""
    _values, place, times = np.unique(row, return_inverse=True, return_counts=True)
    return (np.cumsum(times) - (times - 1) / 2)[place], (times**3 - times).sum()
