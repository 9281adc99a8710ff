"""Flags: planted habits of observers are found, and good observers are left in peace."""

import numpy as np
import pytest

from course.rolemodels.flags import flags
from course.rolemodels.ratings import Rating, Ratings
from course.rolemodels.severity import expected_level, fit
from course.rolemodels.simulate import TAU, draw_truth, observe


def flagged(seed, severity=(0, 0, 0, 0), habit=None):
    """Return the flags of a team in which rater r0 has a habit: a function of its ratings.

    The function takes the list of (index, rating) of r0 in the order of time and returns their
    new levels.
    """
    generator = np.random.default_rng(seed)
    logits = generator.normal(0.3, 0.9, (10, 8))
    truth = draw_truth(generator, expected_level(logits, TAU), severity, 5)
    rows = list(observe(generator, truth, 16).rows)
    own = sorted((i for i, row in enumerate(rows) if row.rater == "r0"), key=lambda i: rows[i].at)
    if habit:
        for i, level in zip(own, habit([rows[i] for i in own]), strict=True):
            fields = {name: getattr(rows[i], name) for name in Rating.__slots__}
            rows[i] = Rating(**fields | {"value": int(min(5, max(1, level)))})
    ratings = Ratings(tuple(rows))
    columns = ratings.columns()
    facets = fit(columns, {"person": 10, "standard": 8, "rater": 4, "scene": 5})
    return [(flag.rater, flag.kind, flag) for flag in flags(columns, facets, ratings.raters)]


def kinds(found):
    """Return (rater, kind) of flags."""
    return [each[:2] for each in found]


@pytest.mark.parametrize("seed", range(3))
def test_good_observers_have_no_flag(seed):
    """Four observers without habits: nobody is asked to calibrate."""
    assert kinds(flagged(seed)) == []


def test_severe_and_lenient():
    """The one who gives less and the one who gives more are told, in levels."""
    found = flagged(0, severity=(1, -1, 0, 0))
    assert kinds(found) == [("r0", "severe"), ("r1", "lenient")]
    (*_, severe), (*_, lenient) = found
    assert -1 < severe.size < -0.4
    assert 0.4 < lenient.size < 1
    assert severe.words("Ana").startswith("Ana gives about 0.")
    assert "levels less than others would. Please calibrate" in severe.words("Ana")


def middle(rows):
    """Give 3 to all but the extremes, which get 2 and 4."""
    return [3 + (row.value == 5) - (row.value == 1) for row in rows]


def one_level_for_all(rows):
    """Give a person the same level on all standards of one occasion: that of the first."""
    first = {}
    return [first.setdefault((row.person, row.scene, row.at), row.value) for row in rows]


def stricter_later(rows):
    """Give a level more in the first half of the time and a level less in the second."""
    return [row.value + (1 if i < len(rows) / 2 else -1) for i, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("habit", "kind", "words"),
    [
        (middle, "middle", "rarely leaves the middle"),
        (one_level_for_all, "halo", "the same level on all standards"),
        (stricter_later, "stricter", "levels less than at first"),
    ],
)
def test_a_habit_is_found(habit, kind, words):
    """Central tendency, halo and drift of one observer are found, and nobody else is flagged."""
    found = flagged(1, habit=habit)
    assert ("r0", kind) in kinds(found)
    assert {rater for rater, *_ in found} == {"r0"}
    [flag] = [flag for _rater, own, flag in found if own == kind]
    assert words in flag.words("Bo")


def test_few_ratings_say_little():
    """Under twenty ratings nobody has a halo, and without ratings there is no flag at all."""
    rows = [Rating("r0", "p", f"s{j}", f"c{i}", str(i), 3) for i in range(2) for j in range(8)]
    columns = Ratings(tuple(rows)).columns()
    facets = fit(columns, {"person": 1, "standard": 8, "rater": 2, "scene": 2})
    assert flags(columns, facets, ["r0", "r1"]) == []
