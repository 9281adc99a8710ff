"""How much is known of each person on each standard, and what is missing for a label."""

from dataclasses import dataclass
from math import ceil

import numpy as np
from scipy.special import ndtri

from course.rolemodels.gate import AT_ONCE, Lack
from course.rolemodels.severity import level_chances
from course.rolemodels.shrinkage import partial_pooling

GRID = np.linspace(0, 1.5, 151)  # deviations of true levels between people, in levels
MIDDLE = (3.0, 1.0)  # what a team's mean on a standard is before anything was seen
EXPECTED_WORTH = 4  # so many ratings is the model's variance worth, beside what is seen
Z90 = 1.6449  # a 90 % interval reaches so many deviations to each side


@dataclass(frozen=True)
class Evidence:
    """Person by standard; all arrays have the shape (people, standards).

    Attributes
    ----------
    people, standards : tuple of str
        The names of rows and columns.
    ratings, scenes, raters : numpy.ndarray of int
        How many there are.
    mean : numpy.ndarray of float
        Of the fair values (see `course.rolemodels.severity.Facets.fair_values`).
    error : numpy.ndarray of float
        Its standard error, with that of the severities; ``inf`` where there is no rating.
    scatter : numpy.ndarray of float
        The variance of one fair value around the true mean; it is small close to 1 and 5.
    """

    people: tuple
    standards: tuple
    ratings: np.ndarray
    scenes: np.ndarray
    raters: np.ndarray
    mean: np.ndarray
    error: np.ndarray
    scatter: np.ndarray

    def pooled(self):
        """Return for each standard its means drawn together (`course.rolemodels.shrinkage`)."""
        return [
            partial_pooling(mean, error, GRID, MIDDLE)
            for mean, error in zip(self.mean.T, self.error.T, strict=True)
        ]


def gather(ratings, facets):
    """Gather what is known of each person on each standard.

    Parameters
    ----------
    ratings : course.rolemodels.ratings.Ratings
    facets : course.rolemodels.severity.Facets
        Fitted to them.

    Returns
    -------
    Evidence
    """
    columns, shape = ratings.columns(), facets.expected.shape
    cell = columns.person * shape[1] + columns.standard
    count = np.bincount(cell, minlength=shape[0] * shape[1])
    some = np.maximum(count, 1)
    fair = facets.fair_values(columns)
    mean = np.bincount(cell, fair, len(count)) / some
    slope = _level_variance(facets).ravel()
    left = ((fair - mean[cell]) ** 2 / slope[cell]).sum()
    degrees = count.sum() - (count > 0).sum()
    scatter = slope * (left + EXPECTED_WORTH) / (degrees + EXPECTED_WORTH)
    variance = scatter / some
    seen = {}
    for facet in ("rater", "scene"):
        errors = facets.standard_errors(facet)
        often = np.zeros((len(count), len(errors)))
        np.add.at(often, (cell, getattr(columns, facet)), 1)
        seen[facet] = (often > 0).sum(axis=1).reshape(shape)
        variance = variance + ((often / some[:, None]) ** 2 @ errors**2) * slope**2
    error = np.where(count > 0, np.sqrt(variance), np.inf)
    return Evidence(
        ratings.people,
        ratings.standards,
        count.reshape(shape),
        seen["scene"],
        seen["rater"],
        mean.reshape(shape),
        error.reshape(shape),
        scatter.reshape(shape),
    )


def _level_variance(facets):
    """Return the variance of one rating, which also is by how many levels one logit moves it."""
    chances = level_chances(facets.able, facets.tau)
    steps = np.arange(chances.shape[-1])
    return chances @ steps**2 - (chances @ steps) ** 2


def half_widths(pooled):
    """Return half the width of the 90 % interval of each true mean, shape (people, standards)."""
    return Z90 * np.array([each.deviation for each in pooled]).T


def enough(evidence, pooled, gate):
    """Return where there is enough evidence for a label, shape (people, standards)."""
    return (
        (evidence.scenes >= gate.scenes)
        & (evidence.raters >= gate.raters)
        & (half_widths(pooled) <= gate.half_width)
    )


def lacks(evidence, pooled, question):
    """Return what is missing, for each person and standard of which too little is known to tell.

    Parameters
    ----------
    evidence : Evidence
    pooled : list of course.rolemodels.shrinkage.Pooled
        One for each standard.
    question : course.rolemodels.analysis.Question

    Returns
    -------
    list of Lack
    """
    gate, threshold = question.gate, question.threshold
    wide = half_widths(pooled) > gate.half_width
    chances = np.array([each.chance_at_least(threshold) for each in pooled]).T
    close = (question.doubt <= chances) & (chances < question.sure)
    found = []
    for i, j in np.argwhere(~enough(evidence, pooled, gate) | close):
        scenes = max(0, gate.scenes - int(evidence.scenes[i, j]))
        raters = max(0, gate.raters - int(evidence.raters[i, j]))
        more = max(scenes, raters)
        if wide[i, j]:
            wanted = gate.half_width / Z90
            more = max(more, _more_ratings(evidence, pooled[j], (i, j), wanted))
        if close[i, j]:
            ahead = pooled[j].mean[i] - threshold
            wanted = ahead / ndtri(question.sure if ahead > 0 else question.doubt)
            more = max(more, _more_ratings(evidence, pooled[j], (i, j), wanted))
        reasons = scenes, raters, bool(wide[i, j]), bool(close[i, j])
        names = evidence.people[i], evidence.standards[j]
        found.append(Lack(*names, min(more, AT_ONCE), *reasons))
    return found


def _more_ratings(evidence, pooled, cell, deviation):
    """Return how many more ratings make the mean about as sure as wanted; at least one."""
    spread = pooled.weight @ pooled.tau**2
    wanted = 1 / max(deviation, 1e-3) ** 2 - 1 / max(spread, 1e-6)
    return max(1, ceil(evidence.scatter[cell] * wanted) - int(evidence.ratings[cell]))
