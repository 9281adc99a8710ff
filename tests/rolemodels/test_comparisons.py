"""Weights from comparisons: published examples, and what consistent people get."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.rolemodels.comparisons import analytic_hierarchy, best_worst

LEADER = {
    ("Exp", "Edu"): 4,
    ("Exp", "Char"): 3,
    ("Exp", "Age"): 7,
    ("Char", "Edu"): 3,
    ("Char", "Age"): 5,
    ("Edu", "Age"): 3,
}
DRINKS = {  # Saaty (2008), which drink is consumed more in the U.S.
    "coffee": {"wine": 9, "tea": 5, "beer": 2, "soda": 1, "milk": 1, "water": 1 / 2},
    "wine": {"tea": 1 / 3, "beer": 1 / 9, "soda": 1 / 9, "milk": 1 / 9, "water": 1 / 9},
    "tea": {"beer": 1 / 3, "soda": 1 / 4, "milk": 1 / 3, "water": 1 / 9},
    "beer": {"soda": 1 / 2, "milk": 1, "water": 1 / 3},
    "soda": {"milk": 2, "water": 1 / 2},
    "milk": {"water": 1 / 3},
}


def test_choosing_a_leader():
    """Four criteria: experience before character, education and age; the worst pair is named."""
    found = analytic_hierarchy(LEADER)
    expected = {"Exp": 0.547569, "Char": 0.26995, "Edu": 0.126555, "Age": 0.055926}
    assert found.weights == pytest.approx(expected, abs=5e-7)
    assert found.ratio == pytest.approx(0.043859, abs=5e-7)
    assert found.is_consistent
    assert found.worst == ("Exp", "Char")
    assert found.fitting == pytest.approx(0.547569 / 0.26995, abs=1e-5)


def test_drinks():
    """Seven drinks: water is consumed most, wine least."""
    pairs = {(one, other): n for one, row in DRINKS.items() for other, n in row.items()}
    found = analytic_hierarchy(pairs)
    expected = {
        "water": 0.327,
        "soda": 0.190,
        "coffee": 0.177,
        "milk": 0.129,
        "beer": 0.116,
        "tea": 0.042,
        "wine": 0.019,
    }
    assert found.weights == pytest.approx(expected, abs=6e-4)
    assert found.ratio == pytest.approx(0.022, abs=5e-4)


def test_a_contradiction_is_named():
    """A > b > c > d by 2 each, but d over a: that pair is the worst, and it should be 1/8."""
    pairs = {("a", "b"): 2, ("b", "c"): 2, ("c", "d"): 2, ("a", "c"): 4, ("b", "d"): 4}
    found = analytic_hierarchy(pairs | {("d", "a"): 3})
    assert not found.is_consistent
    assert found.worst == ("d", "a")
    assert found.fitting < 1


@given(st.lists(st.floats(0.2, 5), min_size=2, max_size=7))
def test_consistent_people(weights):
    """Comparisons that follow from weights give them back, with a ratio of 0."""
    share = [weight / sum(weights) for weight in weights]
    pairs = {(i, j): share[i] / share[j] for i, j in combinations(range(len(share)), 2)}
    found = analytic_hierarchy(pairs)
    assert [found.weights[i] for i in range(len(share))] == pytest.approx(share)
    assert found.ratio == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("pairs", "fault"),
    [
        ({}, "two to seven"),
        (dict.fromkeys(combinations("abcdefgh", 2), 1), "not 8"),
        ({("a", "b"): 1, ("b", "a"): 1, ("b", "c"): 1}, "each pair"),
        ({("a", "b"): 1, ("b", "c"): 1}, "each pair"),
        ({("a", "b"): 0}, "more than 0"),
    ],
)
def test_what_cannot_be_compared(pairs, fault):
    """Too few or too many things, missing and doubled pairs, and zeros are refused."""
    with pytest.raises(ValueError, match=fault):
        analytic_hierarchy(pairs)


def named(*numbers):
    """Return numbers by the letters of the alphabet."""
    return dict(zip("abcdefg", numbers, strict=False))


@pytest.mark.parametrize(
    ("best", "worst", "weights", "xi"),
    [
        ((2, 1, 4, 2, 8), (4, 8, 2, 4, 1), (8 / 38, 16 / 38, 4 / 38, 8 / 38, 2 / 38), 0),
        ((8, 2, 1), (1, 5, 8), (2 / 28, 9 / 28, 17 / 28), 1 / 28),
    ],
    ids=["consistent", "inconsistent"],
)
def test_best_worst(best, worst, weights, xi):
    """Comparisons that fit together have xi 0; those of Rezaei's kind that do not have 1/28."""
    found = best_worst(named(*best), named(*worst))
    assert found.weights == pytest.approx(named(*weights), abs=1e-9)
    assert found.xi == pytest.approx(xi, abs=1e-9)


def test_best_worst_wants_the_same_things():
    """Other names, or no best, are refused."""
    with pytest.raises(ValueError, match="same things"):
        best_worst(named(1, 2), {"a": 2, "z": 1})
    with pytest.raises(ValueError, match="with a 1"):
        best_worst(named(3, 2), named(2, 1))
