"""The many-facet Rasch model: planted severities come back, derivatives are right."""

import numpy as np
import pytest

from course.rolemodels.ratings import Columns, Rating, Ratings
from course.rolemodels.severity import (
    _Model,
    expected_level,
    fit,
    level_chances,
    linked_groups,
)
from course.rolemodels.simulate import TAU, draw_truth, logits_of, observe, planted_means

SEVERITY = (-0.8, 0.0, 0.8)
SIZES = {"person": 10, "standard": 8, "rater": 3, "scene": 6}


def team(seed):
    """Return truth and columns of 480 ratings: ten people, eight standards, three raters."""
    generator = np.random.default_rng(seed)
    logits = generator.normal(0, 1, (10, 1)) - generator.normal(0, 0.7, 8)
    truth = draw_truth(generator, expected_level(logits, TAU), SEVERITY, 6)
    return truth, observe(generator, truth, 6).columns()


@pytest.mark.parametrize("seed", range(4))
def test_planted_severities_come_back(seed):
    """Within a quarter of a logit and in the right order; fair scores beat raw means."""
    truth, columns = team(seed)
    facets = fit(columns, SIZES, fits=False)
    assert len(columns.value) == 480
    assert facets.rater == pytest.approx(SEVERITY, abs=0.25)
    assert [*np.argsort(facets.rater)] == [0, 1, 2]
    assert facets.rater.mean() == pytest.approx(0, abs=1e-9)
    assert facets.standard_errors("rater") == pytest.approx(np.full(3, 0.11), abs=0.03)
    raw = np.bincount(columns.person, columns.value) / np.bincount(columns.person)
    true = truth.means.mean(axis=1)
    assert np.corrcoef(facets.fair_scores, true)[0, 1] > np.corrcoef(raw, true)[0, 1]


def test_standard_errors_are_what_repetition_shows():
    """Over 20 teams severities miss by as much as their standard errors say: .11."""
    facets = [fit(team(seed)[1], SIZES, fits=False) for seed in range(20)]
    missed = np.array([each.rater - SEVERITY for each in facets])
    claimed = np.mean([each.standard_errors("rater") for each in facets])
    assert np.sqrt((missed**2).mean()) == pytest.approx(claimed, rel=0.3)


def test_people_who_are_good_at_one_thing():
    """With a fit, severities come back at full size; without it a fifth or more is lost."""
    generator = np.random.default_rng(2)
    slopes = []
    for _team in range(4):
        means = planted_means(generator, 12, 8, 3)
        truth = draw_truth(generator, means, [-1, -0.5, 0, 0, 0.5, 1], 6)
        columns = observe(generator, truth, 15).columns()
        sizes = {"person": 12, "standard": 8, "rater": 6, "scene": 6}
        fitted = [fit(columns, sizes, fits=fits).rater for fits in (True, False)]
        slopes.append([np.polyfit(truth.severity, found, 1)[0] for found in fitted])
    with_fit, without = np.mean(slopes, axis=0)
    assert with_fit == pytest.approx(0.95, abs=0.15)
    assert without < 0.8


def test_derivatives():
    """Gradient and Hessian are those that small steps show."""
    model = _Model(team(0)[1], SIZES | {"fit": 80})
    at = np.random.default_rng(0).normal(0, 0.5, 27 + 80 + 4)
    step = 1e-5 * np.eye(len(at))
    slopes = [(model.loss(at + d)[0] - model.loss(at - d)[0]) / 2e-5 for d in step]
    assert model.loss(at)[1] == pytest.approx(slopes, abs=1e-3)
    curves = [(model.loss(at + d)[1] - model.loss(at - d)[1]) / 2e-5 for d in step]
    assert model.hessian(at) == pytest.approx(np.array(curves), abs=1e-5)


def test_chances_by_hand():
    """With all steps at 0 and one logit, level k has the weight e^k."""
    weights = np.exp(np.arange(5))
    assert level_chances(1.0, np.zeros(4)) == pytest.approx(weights / weights.sum())
    assert expected_level(0.0, TAU) == pytest.approx(3)


def test_levels_and_logits_are_one_thing():
    """Logits made from levels give those levels."""
    levels = np.array([1.2, 3.0, 4.75])
    assert expected_level(logits_of(levels), TAU) == pytest.approx(levels, abs=1e-4)


def test_a_severe_raters_level_is_worth_more():
    """In fair values a severe rater's 3 is more than 3, a lenient one's less."""
    _truth, columns = team(0)
    given = fit(columns, SIZES).fair_values(columns) - columns.value
    means = [given[columns.rater == rater].mean() for rater in range(3)]
    assert means[0] < -0.2 < 0.2 < means[2]


def test_one_rating_is_enough_to_be_finite():
    """Priors keep everything finite where hardly anything is known, and with nothing at all."""
    for rows in ((Rating("r", "p", "s", "c", "1", 5),), ()):
        columns = Ratings(rows).columns()
        facets = fit(columns, dict.fromkeys(SIZES, 1))
        assert np.isfinite(facets.expected).all()
        assert np.isfinite(facets.covariance).all()


def columns_of(pairs):
    """Return columns of ratings by (rater, person), all else alike."""
    rater, person = np.array(pairs).T
    same = np.zeros_like(rater)
    return Columns(rater, person, same, same, same, same + 3)


def test_raters_that_nobody_links():
    """Raters 0, 1, 3 share people in a chain; 2 and 4 rate others; 5 never rated."""
    pairs = [(0, 0), (1, 0), (1, 1), (3, 1), (2, 2), (4, 2), (2, 3)]
    assert linked_groups(columns_of(pairs), 6) == [[0, 1, 3], [2, 4], [5]]
