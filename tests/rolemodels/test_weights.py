"""Weights from an order: numbers worked out by hand, and what holds for every order."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.rolemodels.weights import points, rank_order_centroid, weights


# By hand from w_k = (1/n) (1/k + ... + 1/n), for example w_1 of 3 = (1 + 1/2 + 1/3) / 3 = 11/18.
@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, [1]),
        (3, [11 / 18, 5 / 18, 2 / 18]),
        (4, [0.5208, 0.2708, 0.1458, 0.0625]),
        (5, [0.4567, 0.2567, 0.1567, 0.09, 0.04]),
    ],
)
def test_numbers_by_hand(count, expected):
    """The rank-order centroid of one, three, four and five places."""
    assert [float(w) for w in rank_order_centroid(count)] == pytest.approx(expected, abs=5e-5)


@given(st.integers(1, 30))
def test_weights_fall_and_sum_to_one(count):
    """Each place counts less than the one before, and all together count 1."""
    found = rank_order_centroid(count)
    assert sum(found) == 1
    assert all(first > second > 0 for first, second in pairwise(found))


def test_ties_share_their_places():
    """Second and third of three together share (5/18 + 2/18) / 2 = 7/36 each."""
    assert weights({"a": 1, "b": 2, "c": 2}) == {
        "a": Fraction(11, 18),
        "b": Fraction(7, 36),
        "c": Fraction(7, 36),
    }


ranked = st.dictionaries(st.text("abcdefgh", min_size=1), st.integers(1, 5), min_size=1)


@given(ranked)
def test_ties_keep_the_sum_and_the_order(ranks):
    """With ties too the weights sum to 1, a better rank never counts less, equal ones the same."""
    found = weights(ranks)
    assert sum(found.values()) == 1
    for name, other in pairwise(ranks):
        assert (ranks[name] < ranks[other]) == (found[name] > found[other])
        assert (ranks[name] == ranks[other]) == (found[name] == found[other])


@given(ranked)
def test_points_are_whole_and_close(ranks):
    """Points sum to 100 and lie less than one point from the weight they stand for."""
    shares = weights(ranks)
    found = points(shares)
    assert sum(found.values()) == 100
    assert all(abs(found[name] - 100 * shares[name]) < 1 for name in ranks)


def test_points_of_six():
    """Six standards count 41, 24, 16, 10, 6 and 3 of 100."""
    found = points(weights(dict(zip("abcdef", range(6), strict=True))))
    assert list(found.values()) == [41, 24, 16, 10, 6, 3]
