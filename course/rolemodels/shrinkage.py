"""Partial pooling: the less is known of somebody, the closer to the rest we take them to be.

Each mean ``y`` is known up to its standard error ``s``; the true values spread around a common
middle with deviation ``tau``. For a known tau the estimate is ``(1 - B) y + B mu`` with
``B = s2 / (s2 + tau2)``. Tau is not known: it is integrated over a grid, so that nothing is left to
chance. Source: D. B. Rubin, "Estimation in parallel randomized experiments" (1981), and A. Gelman
and others, "Bayesian Data Analysis", 3rd edition (2013), section 5.4.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import ndtr


@dataclass(frozen=True)
class Pooled:
    """What is known of true values, as a mixture over the grid of tau.

    Attributes
    ----------
    tau, weight : numpy.ndarray, shape (grid,)
        The grid and how likely its points are; the weights sum to 1.
    middle, middle_variance : numpy.ndarray, shape (grid,)
        Mean and variance of mu for each tau.
    share : numpy.ndarray, shape (grid, values)
        The B of each value: how far it is drawn to the middle.
    own : numpy.ndarray, shape (grid, values)
        ``(1 - B) y``.
    """

    tau: np.ndarray
    weight: np.ndarray
    middle: np.ndarray
    middle_variance: np.ndarray
    share: np.ndarray
    own: np.ndarray

    @property
    def mu(self):
        """Return the expected middle."""
        return float(self.weight @ self.middle)

    @property
    def spread(self):
        """Return the expected tau."""
        return float(self.weight @ self.tau)

    @cached_property
    def _means(self):
        return self.own + self.share * self.middle[:, None]

    @cached_property
    def _variances(self):
        own = self.share * self.tau[:, None] ** 2  # the same as (1 - B) s2, for s = inf too
        return own + self.share**2 * self.middle_variance[:, None]

    @cached_property
    def mean(self):
        """Return the expected true values, shape (values,)."""
        return self.weight @ self._means

    @cached_property
    def deviation(self):
        """Return the standard deviations of the true values, shape (values,)."""
        return np.sqrt(self.weight @ (self._variances + (self._means - self.mean) ** 2))

    def chance_at_least(self, limit):
        """Return for each value how likely it is that it truly reaches a limit."""
        deviations = np.sqrt(np.maximum(self._variances, 1e-12))
        return self.weight @ ndtr((self._means - limit) / deviations)

    def draws(self, count, generator):
        """Draw true values, shape (count, values); `generator` is a `numpy.random.Generator`."""
        at = generator.choice(len(self.tau), size=count, p=self.weight)
        middle = self.middle[at] + generator.standard_normal(count) * np.sqrt(
            self.middle_variance[at]
        )
        around = generator.standard_normal((count, self.own.shape[1]))
        around *= np.sqrt(self.share[at]) * self.tau[at, None]
        return self.own[at] + self.share[at] * middle[:, None] + around


def partial_pooling(means, errors, grid, middle=(0.0, np.inf)):
    """Return what is known of true values from means that are more or less sure.

    Parameters
    ----------
    means, errors : array_like of float, shape (values,)
        With standard errors above 0; ``inf`` where there is no mean.
    grid : array_like of float
        Values of tau, evenly spaced; all are equally likely beforehand.
    middle : (float, float)
        Mean and deviation of the normal prior of mu; by default it is flat.

    Returns
    -------
    Pooled

    Raises
    ------
    ValueError
        When the middle cannot be known: no mean, and a flat prior.
    """
    means, errors = np.asarray(means, dtype=float), np.asarray(errors, dtype=float)
    grid = np.asarray(grid, dtype=float)
    known = np.isfinite(errors)
    before, trust = middle[0], 1 / middle[1] ** 2
    if not known.any() and not trust:
        raise ValueError("there is no mean to pool")
    square = grid[:, None] ** 2
    precision = 1 / (errors[known] ** 2 + square)
    variance = 1 / (precision.sum(axis=1) + trust)
    mu = variance * (precision @ means[known] + trust * before)
    off = (precision * (means[known] - mu[:, None]) ** 2).sum(axis=1) + trust * (mu - before) ** 2
    logs = (np.log(variance) + np.log(precision).sum(axis=1) - off) / 2
    weight = np.exp(logs - logs.max())
    share, own = np.ones((len(grid), len(means))), np.zeros((len(grid), len(means)))
    share[:, known] = errors[known] ** 2 * precision
    own[:, known] = (1 - share[:, known]) * means[known]
    return Pooled(grid, weight / weight.sum(), mu, variance, share, own)


def james_stein(means, variance):
    """Shrink means of equal variance towards their mean (B. Efron and C. Morris 1975).

    Parameters
    ----------
    means : array_like of float
        Four or more.
    variance : float
        Of each mean.

    Returns
    -------
    factor : float
        How much of the distance to the mean is kept.
    shrunk : numpy.ndarray
    """
    means = np.asarray(means, dtype=float)
    off = means - means.mean()
    factor = max(0.0, 1 - (len(means) - 3) * variance / (off**2).sum())
    return float(factor), means.mean() + factor * off
