"""Partial pooling: the eight schools, Efron and Morris's batters, and what always holds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.rolemodels.shrinkage import james_stein, partial_pooling

# Rubin (1981): effects of coaching in eight schools, with their standard errors.
EFFECTS, ERRORS = [28, 8, -3, 7, -1, 1, 18, 12], [15, 10, 16, 11, 9, 11, 10, 18]
# Efron and Morris (1975): hits of 18 batters in 45 at bats.
HITS = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]


@pytest.fixture(scope="module")
def schools():
    """Return the schools, pooled on the grid for which the numbers were computed."""
    return partial_pooling(EFFECTS, ERRORS, np.linspace(0, 60, 6001))


def test_eight_schools(schools):
    """Middle, spread and effects with flat priors, to the digits known."""
    assert schools.mu == pytest.approx(7.932, abs=5e-4)
    assert schools.spread == pytest.approx(6.563, abs=5e-4)
    expected = [11.40, 7.89, 6.13, 7.64, 5.13, 6.14, 10.66, 8.46]
    assert schools.mean == pytest.approx(expected, abs=6e-3)


def test_draws_are_of_the_same_mixture(schools):
    """Mean, deviation and chances of 20,000 draws are those computed."""
    draws = schools.draws(20_000, np.random.default_rng(3))
    assert draws.mean(axis=0) == pytest.approx(schools.mean, abs=0.25)
    assert draws.std(axis=0) == pytest.approx(schools.deviation, rel=0.04)
    assert (draws >= 10).mean(axis=0) == pytest.approx(schools.chance_at_least(10), abs=0.015)


def test_batters():
    """A fifth of the distance to the mean is kept: .400 becomes .294."""
    means = np.array(HITS) / 45
    factor, shrunk = james_stein(means, means.mean() * (1 - means.mean()) / 45)
    assert factor == pytest.approx(0.2117, abs=5e-5)
    assert shrunk[0] == pytest.approx(0.294, abs=5e-4)


def test_nobody_overshoots_the_mean():
    """Where chance explains all differences, everybody gets the mean."""
    factor, shrunk = james_stein([1.0, 1.1, 0.9, 1.0], 1.0)
    assert factor == 0
    assert shrunk == pytest.approx(np.full(4, 1.0))


def test_what_is_not_known_is_the_middle():
    """A value without a mean gets the middle, with more doubt than any other."""
    pooled = partial_pooling(
        [3.0, 4.0, 3.5, np.nan], [0.3, 0.3, 0.3, np.inf], np.linspace(0, 2, 201)
    )
    assert pooled.mean[3] == pytest.approx(pooled.mu)
    assert pooled.deviation[3] == max(pooled.deviation)


def test_a_prior_of_the_middle():
    """Without any mean the prior is all there is; with a flat one that is an error."""
    grid = np.linspace(0, 1, 11)
    pooled = partial_pooling([np.nan], [np.inf], grid, middle=(3.0, 1.0))
    assert pooled.mean == pytest.approx([3.0])
    assert pooled.deviation[0] == pytest.approx(np.sqrt(1 + (grid**2).mean()))
    with pytest.raises(ValueError, match="no mean to pool"):
        partial_pooling([np.nan], [np.inf], grid)


known = st.lists(st.tuples(st.floats(1, 5), st.floats(0.1, 2)), min_size=2, max_size=8)


@given(known)
def test_between_the_mean_and_the_middle(values):
    """Each estimate lies between what was seen of somebody and some middle of all."""
    means, errors = zip(*values, strict=True)
    pooled = partial_pooling(means, errors, np.linspace(0, 2, 41))
    assert min(means) - 1e-9 <= pooled.mean.min() <= pooled.mean.max() <= max(means) + 1e-9
    assert (pooled.deviation <= np.sqrt(np.square(errors) + 1e-9) * 1.5).all()
    chances = [pooled.chance_at_least(limit) for limit in (1, 3, 5)]
    assert (np.diff(chances, axis=0) <= 1e-12).all()
