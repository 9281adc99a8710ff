"""Agreement of observers: published numbers, and what always holds.

Krippendorff's data and coefficients are from "Computing Krippendorff's alpha-reliability" (2011),
those of intraclass correlation from Shrout and Fleiss (1979); digits beyond the printed ones were
computed with the packages krippendorff, irrCAC and pingouin.
"""

from math import isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.rolemodels.agreement import (
    alpha,
    bootstrapped_alpha,
    gwet,
    intraclass,
    kendall_w,
    raters_needed,
)


def table_of(*rows):
    """Return a table from texts; a dot is a missing value, letters are coded by the alphabet."""
    code = {".": nan} | {sign: ord(sign) - ord("a") for sign in "abcde"}
    return [[code[s] if s in code else float(s) for s in row.split()] for row in rows]


FOUR_BY_TWELVE = table_of(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
).T


@pytest.mark.parametrize(
    ("scale", "expected"),
    [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403)],
)
def test_alpha_with_missing_values(scale, expected):
    """Krippendorff's four observers and twelve units, on all four scales."""
    assert alpha(FOUR_BY_TWELVE, scale) == pytest.approx(expected, abs=5e-7)


@pytest.mark.parametrize("scale", ["nominal", "ordinal", "interval"])
def test_alpha_of_two_values(scale):
    """With two values all scales are one: .095238."""
    rows = table_of("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
    assert alpha(rows, scale) == pytest.approx(0.095238, abs=5e-7)


def test_alpha_of_names():
    """Two observers who sort twelve units into five kinds."""
    rows = table_of("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    assert alpha(rows, "nominal") == pytest.approx(0.691964, abs=5e-7)


def test_alpha_without_variation():
    """Where all say the same of everything, or nobody rated twice, there is nothing to tell."""
    assert isnan(alpha([[3, 3, 3], [3, 3, 3]]))
    assert isnan(alpha([[1, nan], [nan, 2]]))
    assert isnan(bootstrapped_alpha([[3, 3, 3], [3, 3, 3]]).low)


def test_unknown_scale():
    """A scale that does not exist is an error, not a guess."""
    with pytest.raises(ValueError, match="unknown scale 'cardinal'"):
        alpha(FOUR_BY_TWELVE, "cardinal")


tables = st.integers(2, 5).flatmap(
    lambda raters: st.lists(
        st.lists(st.sampled_from([nan, 1, 2, 3, 4, 5]), min_size=raters, max_size=raters),
        min_size=2,
        max_size=9,
    )
)


@given(tables, st.randoms(use_true_random=False), st.sampled_from(["nominal", "ordinal", "ratio"]))
def test_alpha_does_not_know_who_is_who(units, random, scale):
    """Another order of units and raters gives the same alpha, and none is above 1."""
    table = np.array(units, dtype=float).T
    raters, columns = list(range(len(table))), list(range(len(units)))
    random.shuffle(raters)
    random.shuffle(columns)
    found = alpha(table, scale)
    assert alpha(table[raters][:, columns], scale) == pytest.approx(found, nan_ok=True)
    assert isnan(found) or found <= 1


def test_the_bootstrap_can_be_repeated():
    """The same seed gives the same interval, around alpha; another seed nearly the same."""
    one, again = bootstrapped_alpha(FOUR_BY_TWELVE), bootstrapped_alpha(FOUR_BY_TWELVE)
    assert one == again
    assert one.low < one.value < one.high <= 1
    assert one.value == pytest.approx(0.815388, abs=5e-7)
    other = bootstrapped_alpha(FOUR_BY_TWELVE, seed=1)
    assert other.low != one.low
    assert other.width == pytest.approx(one.width, abs=0.1)


def test_no_verdict_under_ten_units():
    """The eleven units that two raters share have a verdict; nine of them have none."""
    table = np.array(FOUR_BY_TWELVE)
    all_units, fewer = bootstrapped_alpha(table), bootstrapped_alpha(table[:, :9])
    assert (all_units.units, all_units.verdict) == (11, "high")
    assert (fewer.units, fewer.verdict) == (9, None)
    assert fewer.value > 0.7


@pytest.mark.parametrize(
    ("weighting", "expected"),
    [("identity", 0.775444), ("linear", 0.858739), ("quadratic", 0.914001)],
)
def test_gwet(weighting, expected):
    """AC1 and AC2 of the same four observers."""
    assert gwet(FOUR_BY_TWELVE, weighting) == pytest.approx(expected, abs=5e-7)


def test_gwet_where_alpha_is_at_a_loss():
    """Nearly all ratings alike: alpha is below 0, AC1 is high (and 1 when all are alike)."""
    rows = np.array([[4] * 19 + [3], [4] * 18 + [3, 4]])
    assert alpha(rows) < 0
    assert gwet(rows, "identity") > 0.85
    assert gwet([[4, 4], [4, 4]]) == 1
    assert isnan(gwet([[1, nan], [nan, 2]]))


def test_gwet_knows_the_whole_scale():
    """Categories that nobody used make chance agreement rarer."""
    whole = gwet(SHROUT_FLEISS, "identity", categories=range(1, 11))
    assert whole == pytest.approx(gwet(SHROUT_FLEISS, "identity"), abs=0.05)
    assert gwet([[1, 1, 2], [1, 2, 2]], "identity", categories=range(1, 6)) > gwet(
        [[1, 1, 2], [1, 2, 2]], "identity"
    )


def test_intraclass_correlation():
    """All six coefficients of Shrout and Fleiss's six targets and four judges."""
    one = {"1,1": 0.165742, "A,1": 0.289764, "C,1": 0.714841}
    mean = {"1,k": 0.442797, "A,k": 0.620051, "C,k": 0.909316}
    assert intraclass(SHROUT_FLEISS) == pytest.approx(one | mean, abs=5e-7)


def test_intraclass_correlation_wants_everything():
    """A table with a gap, or with one rater, is refused."""
    with pytest.raises(ValueError, match="complete table"):
        intraclass([[1, 2], [nan, 3]])
    with pytest.raises(ValueError, match="complete table"):
        intraclass([[1, 2, 3]])


def test_raters_needed():
    """Ten judges as those of Shrout and Fleiss reach .8; none are enough when one says nothing."""
    assert raters_needed(intraclass(SHROUT_FLEISS)["A,1"]) == 10
    assert raters_needed(0.8) == 1
    assert raters_needed(0.5, target=0.75) == 3
    assert raters_needed(0) is None
    assert raters_needed(nan) is None


def test_kendalls_w():
    """Shrout and Fleiss's judges rank alike; two opposite orders do not agree at all."""
    assert kendall_w(SHROUT_FLEISS) == pytest.approx(0.887037, abs=5e-7)
    assert kendall_w([[1, 2, 3], [3, 2, 1]]) == 0
    assert kendall_w([[1, 2, 3], [10, 20, 30]]) == 1
    assert isnan(kendall_w([[1, 1], [2, 2]]))
