"""Which observation is worth most: the one that may well change who the role models are."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from course.rolemodels.covering import best_group, smallest_size

LOOKED_AT = 16  # the likeliest changes, for each of which role models are chosen anew


@dataclass(frozen=True, slots=True)
class NextLook:
    """An observation that may change the answer.

    Attributes
    ----------
    chance : float
        How likely one more rating is to change whether the person meets the standard.
    people : tuple of str
        Who would be chosen then; nobody where a standard would be left that nobody meets.
    """

    person: str
    standard: str
    chance: float
    people: tuple


def next_looks(sheet, evidence, pooled, gate, count=2):
    """Return the observations that would change the answer most.

    Parameters
    ----------
    sheet : course.rolemodels.ranking.MeasuredSheet
    evidence : course.rolemodels.evidence.Evidence
    pooled : list of course.rolemodels.shrinkage.Pooled
        One for each standard.
    gate : course.rolemodels.gate.Gate
    count : int
        How many, at most.

    Returns
    -------
    list of NextLook
        The likeliest first; only those after which other people would be chosen.
    """
    chances = flip_chances(sheet, evidence, pooled, gate)
    likeliest = np.argsort(-chances, axis=None, kind="stable")[:LOOKED_AT]
    chosen = _chosen(sheet)
    found = []
    for i, j in zip(*np.unravel_index(likeliest, chances.shape), strict=True):
        person, standard = evidence.people[i], evidence.standards[j]
        if len(found) == count or chances[i, j] <= 0:
            break
        then = _chosen(sheet.turned(person, standard))
        if then != chosen:
            found.append(NextLook(person, standard, float(chances[i, j]), then))
    return found


def flip_chances(sheet, evidence, pooled, gate):
    """Return how likely one more rating changes whether a standard is met, (people, standards).

    The next rating is still unknown: the mean will move by a normal amount whose variance is what
    the rating takes away from the variance of the mean. Somebody new is taken to see it, in a new
    scene.
    """
    mean = np.array([each.mean for each in pooled]).T
    variance = np.array([each.deviation for each in pooled]).T ** 2
    after = 1 / (1 / variance + 1 / evidence.scatter)
    # Met is whose chance to reach the threshold is high enough: the mean must exceed this.
    needed = sheet.threshold + ndtri(sheet.sure) * np.sqrt(after)
    above = ndtr((mean - needed) / np.sqrt(variance - after))
    may_be_known = (evidence.scenes + 1 >= gate.scenes) & (evidence.raters + 1 >= gate.raters)
    met = np.array([[sheet.meets(p, s) for s in evidence.standards] for p in evidence.people])
    return np.where(met, 1 - above, np.where(may_be_known, above, 0.0))


def _chosen(sheet):
    """Return the best of the smallest groups that meet all standards, or nobody."""
    size = smallest_size(sheet)
    return () if size is None else best_group(sheet, size)
