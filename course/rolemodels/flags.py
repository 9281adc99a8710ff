"""Observers whose ratings look different from what the others' make likely.

A flag is an invitation to rate a moment together and talk about the anchors, not a verdict. Each
takes both a clear sign (two standard errors) and a size that matters. Source of the kinds:
C. M. Myford and E. W. Wolfe, "Detecting and measuring rater effects using many-facet Rasch
measurement" (2003, 2004).
"""

from dataclasses import dataclass

import numpy as np

from course.learning.rubrics import LEVELS
from course.rolemodels.severity import expected_level, level_chances
from course.translation import _

CLEAR = 2  # standard errors
SEVERE = 0.5  # logits
MIDDLE_SHARE, HALO_SHARE = 0.7, 0.5  # of the spread that is expected
DRIFT = 0.4  # levels between the first and the second half of the ratings
ENOUGH = 20  # ratings of one observer, below which only severity is looked at


@dataclass(frozen=True, slots=True)
class Flag:
    """A reason to calibrate.

    Attributes
    ----------
    kind : {"severe", "lenient", "middle", "halo", "stricter", "softer"}
        The last two: than at first.
    size : float
        Levels below or above what an average observer gives; for "middle" and "halo" the share of
        the expected spread that is there.
    """

    rater: str
    kind: str
    size: float

    def words(self, name):
        """Return an invitation to calibrate, with the observer's name."""
        words = {
            "severe": _("{name} gives about {size:.1f} levels less than others would."),
            "lenient": _("{name} gives about {size:.1f} levels more than others would."),
            "middle": _("{name} rarely leaves the middle of the scale."),
            "halo": _("{name} gives one person nearly the same level on all standards."),
            "stricter": _("{name} gives about {size:.1f} levels less than at first."),
            "softer": _("{name} gives about {size:.1f} levels more than at first."),
        }[self.kind]
        told = words.format(name=name, size=abs(self.size))
        return f"{told} {_('Please calibrate: rate a moment together and compare.')}"


def flags(columns, facets, raters):
    """Return all flags.

    Parameters
    ----------
    columns : course.rolemodels.ratings.Columns
    facets : course.rolemodels.severity.Facets
    raters : sequence of str
        Names in the order of the codes.

    Returns
    -------
    list of Flag
    """
    fair = facets.able[columns.person, columns.standard]
    as_rated = fair - facets.rater[columns.rater] - facets.scene[columns.scene]
    errors = facets.standard_errors("rater")
    found = []
    for code, rater in enumerate(raters):
        own = np.flatnonzero(columns.rater == code)
        if not own.size:
            continue
        kinds = [_severity(facets.rater[code], errors[code], fair[own], facets.tau)]
        if own.size >= ENOUGH:
            chances = level_chances(as_rated[own], facets.tau)
            values = columns.value[own]
            kinds += [
                _middle(values, chances),
                _halo(values, chances, _occasions(columns, own)),
                _drift(values - expected_level(as_rated[own], facets.tau), columns.time[own]),
            ]
        found += [Flag(rater, *kind) for kind in kinds if kind]
    return found


def _severity(logits, error, fair, tau):
    """Flag a rater beyond two standard errors and half a logit."""
    if abs(logits) <= max(CLEAR * error, SEVERE):
        return None
    levels = float((expected_level(fair - logits, tau) - expected_level(fair, tau)).mean())
    return ("severe" if logits > 0 else "lenient"), levels


def _middle(values, chances):
    """Flag ratings that keep closer to the middle of the scale than expected."""
    away = (np.array(LEVELS) - np.mean(LEVELS)) ** 2
    expected = chances @ away
    scatter = np.sqrt((chances @ away**2 - expected**2).sum())
    seen = away[values - LEVELS[0]].sum()
    share = seen / expected.sum()
    clear = expected.sum() - seen > CLEAR * scatter
    return ("middle", float(share)) if clear and share < MIDDLE_SHARE else None


def _occasions(columns, own):
    """Return codes of the occasions (a person in a scene at a time) of some ratings."""
    keys = np.stack([columns.person[own], columns.scene[own], columns.time[own]])
    return np.unique(keys, axis=1, return_inverse=True)[1].ravel()


def _halo(values, chances, occasion):
    """Flag levels that differ less within one occasion than standards make likely."""
    times = np.bincount(occasion)
    levels = np.array(LEVELS, dtype=float)
    mean = chances @ levels
    noise = chances @ levels**2 - mean**2
    seen = _within(values, occasion, times)
    # What is expected of a sum of squares around a mean: that of the means, and (1 - 1/n) of the
    # noise of each rating.
    expected = _within(mean, occasion, times) + (noise * (1 - 1 / times[occasion])).sum()
    several = (times > 1).sum()
    if several < ENOUGH / 4 or expected <= 0:
        return None
    share = seen / expected
    clear = 1 - share > CLEAR * np.sqrt(2 / (times[times > 1] - 1).sum())
    return ("halo", float(share)) if clear and share < HALO_SHARE else None


def _within(values, group, times):
    """Return the sum of squares around the means of groups."""
    means = np.bincount(group, values) / np.maximum(times, 1)
    return ((values - means[group]) ** 2).sum()


def _drift(residuals, time):
    """Flag a difference between the first and the second half of somebody's ratings."""
    late = time > np.median(time)
    if late.all() or not late.any():
        return None
    halves = residuals[~late], residuals[late]
    change = float(halves[1].mean() - halves[0].mean())
    error = np.sqrt(sum(half.var() / half.size for half in halves))
    if abs(change) <= max(CLEAR * error, DRIFT):
        return None
    return ("stricter" if change < 0 else "softer"), change
