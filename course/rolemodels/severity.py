"""How severe observers are, and what a person would get from an average one.

A many-facet Rasch model (J. M. Linacre, "Many-Facet Rasch Measurement", 1989)::

    log P(k) / P(k - 1) = person - standard + fit - rater - scene - tau_k

with a fit of each person to each standard, since role models are often good at one thing only;
without it, severities come out smaller than they are. All is in logits. Weak normal priors keep
every estimate finite; the most likely values under them (MAP) come from L-BFGS, standard errors
from the inverse of the Hessian.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array, hstack

from course.learning.rubrics import LEVELS

PRIORS = {"person": 1.5, "standard": 1.5, "rater": 1.0, "scene": 1.0, "fit": 0.7, "tau": 3.0}
SIGNS = {"person": 1, "standard": -1, "rater": -1, "scene": -1, "fit": 1}
STEPS = len(LEVELS) - 1


@dataclass(frozen=True)
class Facets:
    """A fitted model.

    Attributes
    ----------
    person, standard, rater, scene : numpy.ndarray
        Logits, in the order of the names in the ratings. Raters and scenes have mean 0, so that 0
        is an average rater and an average scene. A high rater is severe, a high scene is hard.
    tau : numpy.ndarray, shape (4,)
        Where two neighbouring levels are equally likely.
    fit : numpy.ndarray, shape (people, standards)
        How much more able a person is on a standard than person and standard alone say.
    covariance : numpy.ndarray
        Of all parameters before centring: person, standard, rater, scene, fit, tau.
    """

    person: np.ndarray
    standard: np.ndarray
    rater: np.ndarray
    scene: np.ndarray
    tau: np.ndarray
    fit: np.ndarray
    covariance: np.ndarray

    def standard_errors(self, facet):
        """Return how unsure the distance of each element to the mean of its facet is, in logits."""
        size = getattr(self, facet).size
        start = sum(getattr(self, name).size for name in takewhile(lambda n: n != facet, SIGNS))
        own = slice(start, start + size)
        contrast = np.eye(size) - 1 / size
        return np.sqrt(np.diag(contrast @ self.covariance[own, own] @ contrast).clip(0))

    @property
    def able(self):
        """Return the logits of each person on each standard, with average rater and scene."""
        return self.person[:, None] - self.standard + self.fit

    @cached_property
    def expected(self):
        """Return the level to be expected from an average rater in an average scene.

        Between 1 and 5; shape (people, standards).
        """
        return expected_level(self.able, self.tau)

    @property
    def fair_scores(self):
        """Return each person's mean of `expected` over all standards."""
        return self.expected.mean(axis=1)

    def fair_values(self, columns):
        """Return ratings as an average rater in an average scene would have given them.

        What was given, plus the difference that rater and scene made to what was to be expected;
        it may lie a little outside of 1 to 5.

        Parameters
        ----------
        columns : course.rolemodels.ratings.Columns

        Returns
        -------
        numpy.ndarray of float
        """
        fair = self.able[columns.person, columns.standard]
        as_rated = fair - self.rater[columns.rater] - self.scene[columns.scene]
        return columns.value + expected_level(fair, self.tau) - expected_level(as_rated, self.tau)


def level_chances(logits, tau):
    """Return the chance of each level.

    Parameters
    ----------
    logits : array_like of float, any shape
        Person - standard - rater - scene.
    tau : array_like of float, shape (4,)

    Returns
    -------
    numpy.ndarray, shape (..., 5)
        Their sum is 1.
    """
    steps = np.arange(len(tau) + 1)
    powers = np.asarray(logits)[..., None] * steps - np.concatenate([[0], np.cumsum(tau)])
    chances = np.exp(powers - powers.max(axis=-1, keepdims=True))
    return chances / chances.sum(axis=-1, keepdims=True)


def expected_level(logits, tau):
    """Return the mean of the levels under their chances (see `level_chances`)."""
    return level_chances(logits, tau) @ np.array(LEVELS, dtype=float)


def fit(columns, sizes, fits=True):
    """Fit the model to ratings.

    Parameters
    ----------
    columns : course.rolemodels.ratings.Columns
    sizes : dict of str to int
        How many elements each facet has, as `course.rolemodels.ratings.Ratings.sizes` says.
    fits : bool
        Whether people may fit to one standard better than to another; without, all fits are 0.

    Returns
    -------
    Facets
    """
    shape = sizes["person"], sizes["standard"]
    sizes = sizes | {"fit": shape[0] * shape[1] if fits else 0}
    model = _Model(columns, sizes)
    start = np.zeros(model.precision.size)
    options = {"maxiter": 500, "maxcor": 30}
    solved = minimize(model.loss, start, jac=True, method="L-BFGS-B", options=options)
    parts = np.cumsum([sizes[name] for name in SIGNS])
    person, standard, rater, scene, fitting, tau = np.split(solved.x, parts)
    return Facets(
        person - rater.mean() - scene.mean(),
        standard,
        rater - rater.mean(),
        scene - scene.mean(),
        tau,
        fitting.reshape(shape) if fits else np.zeros(shape),
        np.linalg.inv(model.hessian(solved.x)),
    )


class _Model:
    """The logarithm of the posterior, turned upside down, with its derivatives."""

    def __init__(self, columns, sizes):
        codes = {name: getattr(columns, name) for name in SIGNS if name != "fit"}
        codes["fit"] = columns.person * sizes["standard"] + columns.standard
        self.row, self.step = np.arange(len(columns.value)), columns.value - LEVELS[0]
        self.steps_made = self.step[:, None] > np.arange(STEPS)
        self.design = hstack(
            [self._marks(codes[name], sizes[name], SIGNS[name]) for name in SIGNS if sizes[name]],
            format="csr",
        )
        scales = [PRIORS[name] for name in SIGNS for _each in range(sizes[name])]
        self.precision = 1 / np.array([*scales, *[PRIORS["tau"]] * STEPS]) ** 2

    def _marks(self, codes, size, sign):
        """Return which element of a facet each rating has, with the sign of the facet."""
        marks = np.full(len(codes), float(sign))
        return csr_array((marks, (self.row, codes)), shape=(len(codes), size))

    def chances(self, at):
        """Return the chances of each rating's levels, shape (ratings, 5)."""
        return level_chances(self.design @ at[:-STEPS], at[-STEPS:])

    def loss(self, at):
        """Return the value and the gradient."""
        chances = self.chances(at)
        passed = _at_least(chances)  # the chance of at least 1, 2, 3, 4 steps
        likely = np.log(chances[self.row, self.step]).sum()
        off = self.steps_made - passed
        gradient = np.concatenate([-(self.design.T @ off.sum(axis=1)), off.sum(axis=0)])
        value = 0.5 * (self.precision * at**2).sum() - likely
        return value, gradient + self.precision * at

    def hessian(self, at):
        """Return the matrix of second derivatives."""
        passed = _at_least(self.chances(at))
        # Cov(at least h, at least g) = P(at least the larger) - P(h) P(g); its sums are those of x.
        steps = np.arange(STEPS)
        both = passed[:, np.maximum(steps[:, None], steps)]
        joint = both - passed[:, :, None] * passed[:, None, :]
        to_steps = joint.sum(axis=2)
        spread = csr_array(self.design * to_steps.sum(axis=1)[:, None])
        cross = -(self.design.T @ to_steps)
        found = np.block(
            [
                [(self.design.T @ spread).toarray(), cross],
                [cross.T, joint.sum(axis=0)],
            ]
        )
        return found + np.diag(self.precision)


def _at_least(chances):
    """Return the chance of one step or more, two or more ... from the chances of the levels."""
    return np.cumsum(chances[:, ::-1], axis=1)[:, ::-1][:, 1:]


def linked_groups(columns, raters):
    """Return raters in groups that rated at least one person in common, directly or by others.

    Severity can be told from a person's level only within a group.

    Parameters
    ----------
    columns : course.rolemodels.ratings.Columns
    raters : int
        How many there are.

    Returns
    -------
    list of list of int
        The group with the most ratings first.
    """
    leader = list(range(raters))

    def find(rater):
        while leader[rater] != rater:
            leader[rater] = leader[leader[rater]]  # halve the way for the next time
            rater = leader[rater]
        return rater

    first = {}
    for rater, person in set(zip(columns.rater.tolist(), columns.person.tolist(), strict=True)):
        leader[find(rater)] = find(first.setdefault(person, rater))
    groups = {}
    for rater in range(raters):
        groups.setdefault(find(rater), []).append(rater)
    ratings = np.bincount(columns.rater, minlength=raters)
    return sorted(groups.values(), key=lambda group: (-ratings[group].sum(), group))
