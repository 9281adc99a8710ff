"""Chances of places, bands, and how much hangs on the weights."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.rolemodels.borderline import borderline_regression
from course.rolemodels.chances import chance_ahead, standings
from course.rolemodels.sensitivity import acceptability, better_share, stability_interval
from course.rolemodels.weights import combine, swing, weights

ROC = weights({"s1": 1, "s2": 2, "s3": 3})
TENTHS = {"A": (9, 5, 6), "B": (6, 8, 7)}
VALUES = {
    p: {s: Fraction(v, 10) for s, v in zip(ROC, row, strict=True)} for p, row in TENTHS.items()
}


def draws_around(means, deviation=0.5, count=4000):
    """Return draws around means."""
    noise = np.random.default_rng(1).normal(0, deviation, (count, len(means)))
    return noise + means


def test_standings():
    """Two who are close share a band and the first place; the third is apart."""
    found = standings(draws_around([3.9, 4.0, 2.0, 1.9]), ["ana", "bo", "cy", "di"])
    assert [(each.person, each.band) for each in found] == [
        *[("bo", 1), ("ana", 1)],
        *[("cy", 2), ("di", 2)],
    ]
    assert sum(each.first for each in found) == pytest.approx(1)
    assert sum(each.top_three for each in found) == pytest.approx(3)
    bo = found[0]
    # P(bo ahead of ana) = Phi(0.1 / sqrt(0.5)) = 0.556
    assert (bo.first, bo.low, bo.high) == (pytest.approx(0.556, abs=0.03), 1, 2)


def test_the_limit_of_a_band():
    """Ahead with a chance of .77 is a tie, with .86 it is not."""
    for gap, bands in ((0.52, [1, 1]), (0.76, [1, 2])):  # Phi(gap / sqrt(0.5))
        draws = draws_around([3 + gap, 3])
        assert [each.band for each in standings(draws, "ab")] == bands
    assert chance_ahead(np.array([1, 1, 2]), np.array([1, 2, 1])) == 0.5


@given(st.permutations(range(5)))
def test_names_do_not_matter(order):
    """When people change columns, everybody keeps place and chances."""
    draws, names = draws_around([1, 2, 2.2, 3, 5], count=200), np.array([*"abcde"])
    found = [standings(draws[:, at], names[at].tolist()) for at in (order, range(5))]
    one, other = ([replace(each, value=round(each.value, 9)) for each in side] for side in found)
    assert one == other


def test_stability_interval():
    """A stays first while the first weight is above 17/38 (by hand: .3 w = (1 - w) 1.7 / 7)."""
    assert stability_interval(VALUES, ROC, "s1") == ("A", Fraction(17, 38), 1)
    person, low, high = stability_interval(VALUES, ROC, "s2")
    at_high = {s: w * (1 - high) / (1 - ROC["s2"]) for s, w in ROC.items()} | {"s2": high}
    values = [sum(at_high[s] * VALUES[p][s] for s in ROC) for p in "AB"]
    assert (person, low, values[0]) == ("A", 0, values[1])


def test_weight_of_everything():
    """With all the weight on one standard the others do not count, and nothing divides by 0."""
    only = {"s1": Fraction(1), "s2": Fraction(0), "s3": Fraction(0)}
    assert stability_interval(VALUES, only, "s1")[0] == "A"


def test_share_of_weights():
    """A is ahead for .375 of all weights, and for .9 of those with w1 >= w2 >= w3."""
    difference = [0.3, -0.3, -0.1]
    assert better_share(difference) == pytest.approx(0.375)
    assert better_share(difference, order=[0, 1, 2]) == pytest.approx(0.9)
    assert better_share([1, 2]) == 1
    assert better_share([-1, -2]) == 0


@given(st.lists(st.floats(-2, 2).map(lambda d: round(d, 2)), min_size=2, max_size=5), st.booleans())
def test_acceptability_is_the_share(difference, is_ordered):
    """For two people, weights drawn by chance agree with the exact share."""
    order = range(len(difference)) if is_ordered else None
    exact = better_share(difference, order)
    assert 0 <= exact <= 1
    if not any(difference):
        return
    pair = [[d + 3 for d in difference], [3] * len(difference)]
    found = acceptability(pair, np.random.default_rng(5), order, draws=4000)
    if all(abs(d) > 0.01 for d in difference):
        assert found[0, 0] == pytest.approx(exact, abs=0.04)
    assert found.sum(axis=0) == pytest.approx([1, 1])
    assert found.sum(axis=1) == pytest.approx([1, 1])


def test_acceptability_with_another_order():
    """The order names standards: with the last one most important, B is ahead more often."""
    values = [[0.9, 0.5, 0.6], [0.6, 0.8, 0.7]]
    found = acceptability(values, np.random.default_rng(0), order=[2, 1, 0])
    exact = better_share([0.3, -0.3, -0.1], order=[2, 1, 0])
    assert found[0, 0] == pytest.approx(exact, abs=0.02)
    assert exact < 0.375


def test_swings():
    """Swings worth 100, 60 and 40 weigh 1/2, 3/10 and 1/5; nothing at all is refused."""
    assert swing({"a": 100, "b": 60, "c": 40})["b"] == Fraction(3, 10)
    with pytest.raises(ValueError, match="more than 0"):
        swing({"a": 0})
    with pytest.raises(ValueError, match="0 or more"):
        swing({"a": 5, "b": -1})


def test_groups_together():
    """Customers count for 3/5; managers and employees share the rest alike."""
    one, none = Fraction(1), Fraction(0)
    customers, managers = {"a": one, "b": none}, {"a": none, "b": one}
    employees = {"a": Fraction(1, 2), "b": Fraction(1, 2)}
    found = combine(customers, [managers, employees], Fraction(3, 5))
    assert found == {"a": Fraction(7, 10), "b": Fraction(3, 10)}
    assert combine(customers, [], Fraction(1, 5)) == customers
    with pytest.raises(ValueError, match="between 0 and 1"):
        combine(customers, [managers], 2)
    with pytest.raises(ValueError, match="same standards"):
        combine(customers, [{"a": one}], Fraction(1, 2))


def test_borderline_regression():
    """Eight performances: slope 15, intercept 27.5, so a borderline 2 is at 57.5."""
    scores, grades = [40, 45, 55, 60, 70, 75, 85, 90], [1, 1, 2, 2, 3, 3, 4, 4]
    assert borderline_regression(scores, grades) == pytest.approx((15, 27.5, 57.5))
    with pytest.raises(ValueError, match="all grades are the same"):
        borderline_regression([1, 2], [3, 3])
