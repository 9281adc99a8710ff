"""What groups think of standards, and what the standards weigh: numbers worked out by hand."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.rolemodels.opinions import differences, opinions, ranks_of, together
from course.rolemodels.weighing import order_of, pairs_asked, points_of, weigh
from tests.rolemodels.test_building import build, merge, suggested

ABC = [
    *suggested("one", "two", "three"),
    *(merge(each, f"c{n}", name=each) for n, each in enumerate("abc", start=2)),
]


def orders(group, *given_orders):
    """Return events in which a group gives its orders, each a text of standards."""
    seats = {"staff": [f"seat {n}" for n in range(len(given_orders))]}.get(group)
    return [
        ("rank", {"order": list(order), "group": group}, *([seats[n]] if seats else []))
        for n, order in enumerate(given_orders)
    ]


def test_an_order_of_some_shares_the_places_that_are_left():
    """Of four, two are chosen: the others share places 3 and 4, so 3.5; what is gone is no one."""
    ranks = ranks_of(["d", "gone", "b"], ["a", "b", "c", "d"])
    assert ranks == {"a": Fraction(7, 2), "b": 2, "c": Fraction(7, 2), "d": 1}


def test_a_suggestion_counts_for_the_standard_it_was_merged_into():
    """Two suggestions of one standard are one place, that of the first."""
    assert ranks_of(["c7", "c8", "a"], ["a", "b"], {"c7": "b", "c8": "b"}) == {"a": 2, "b": 1}


@given(st.permutations("abcde"), st.integers(0, 5))
def test_ranks_always_sum_alike(order, count):
    """However many are chosen, ranks of five sum to 1 + 2 + 3 + 4 + 5."""
    assert sum(ranks_of(order[:count], "abcde").values()) == 15


def test_mean_ranks_and_agreement():
    """Staff: abc and acb. Sums of ranks 2, 5, 5: S = 6, W = 12 * 6 / (4 * (27 - 3)) = 0.75."""
    staff, customers = opinions(
        build(*ABC, *orders("staff", "abc", "acb"), *orders("customers", "c"))
    )
    assert staff.ranks == {"a": 1, "b": Fraction(5, 2), "c": Fraction(5, 2)}
    assert staff.agreement == pytest.approx(0.75)
    assert (customers.count, customers.agreement) == (1, None)
    assert customers.ranks == {"a": Fraction(5, 2), "b": Fraction(5, 2), "c": 1}


def test_who_chose_nothing_of_today_has_no_opinion():
    """An order of standards that are all gone does not blur the others'."""
    assert opinions(build(*ABC, *orders("customers", "xy"))) == []


def test_together_with_the_declared_share():
    """Customers c, a = b; managers a, b, c. By hand: a = .6 * 7/36 + .4 * 11/18 = 13/36."""
    found = opinions(build(*ABC, *orders("customers", "c"), *orders("managers", "abc")))
    weights = together(found, Fraction(3, 5))
    assert weights["a"] == Fraction(3, 5) * Fraction(7, 36) + Fraction(2, 5) * Fraction(11, 18)
    assert weights["a"] == Fraction(13, 36)
    assert sum(weights.values()) == 1


@pytest.mark.parametrize("group", ["managers", "staff", "customers"])
def test_one_group_alone_counts_alone(group):
    """Where only one group gave an order, its weights are all there is."""
    found = opinions(build(*ABC, *orders(group, "abc")))
    assert together(found, Fraction(1, 5)) == {
        "a": Fraction(11, 18),
        "b": Fraction(5, 18),
        "c": Fraction(2, 18),
    }


def test_differences_begin_with_the_largest():
    """Managers have abc, customers cab: c differs by two places, a and b by one."""
    found = opinions(build(*ABC, *orders("managers", "abc"), *orders("customers", "cab")))
    told = [(each.standard, each.before, each.behind, each.places) for each in differences(found)]
    assert told == [("c", "customers", "managers", 2)]


def comparisons(way, **times):
    """Return events that compare: ab=3 says that a is three times as important as b."""
    return [
        ("compare", {"way": way, "one": pair[0], "other": pair[1], "times": count})
        for pair, count in times.items()
    ]


def test_best_worst():
    """BO (1, 2, 4), OW (4, 2, 1) fit together: weights 4/7, 2/7, 1/7."""
    ends = ("ends", {"best": "a", "worst": "c"})
    built = build(*ABC, ends, *comparisons("best-worst", ac=4, ab=2, bc=2))
    assert weigh(built, [])["best-worst"].points == {"a": 57, "b": 29, "c": 14}


def test_best_worst_waits_for_all_its_questions():
    """With one of three questions open it gives nothing."""
    ends = ("ends", {"best": "a", "worst": "c"})
    assert weigh(build(*ABC, ends, *comparisons("best-worst", ac=4, ab=2)), []) == {}


@pytest.mark.parametrize("count", range(3, 13))
def test_how_many_questions_best_worst_asks(count):
    """2n - 3, whatever n is, each pair once."""
    names = [f"s{number}" for number in range(count)]
    asked = pairs_asked(names, "best-worst", (names[1], names[0]))
    assert len({frozenset(pair) for pair in asked}) == len(asked) == 2 * count - 3


def test_all_pairs_that_fit():
    """Consistent comparisons have a ratio of 0 and ask nothing again; 4, 2, 1 of 7."""
    found = weigh(build(*ABC, *comparisons("pairs", ab=2, ac=4, bc=2)), [])["pairs"]
    assert found.points == {"a": 57, "b": 29, "c": 14}
    assert found.ratio == pytest.approx(0, abs=1e-9)
    assert found.again is None


def test_all_pairs_that_go_round_in_a_circle():
    """A beats b, b beats c, c beats a: the ratio is far too high, and one pair is named."""
    found = weigh(build(*ABC, *comparisons("pairs", ab=5, bc=5, ca=5)), [])["pairs"]
    assert found.ratio > 0.1
    assert {*found.again[:2]} < {"a", "b", "c"}
    assert found.again[2] >= 1


def test_pairs_are_for_seven_at_most():
    """Eight standards would mean 28 questions."""
    assert len(pairs_asked("abcdefg", "pairs")) == 21
    assert pairs_asked("abcdefgh", "pairs") == []


def test_swings_and_what_is_published():
    """100, 60, 40 are 50, 30, 20; they are published when their way was chosen."""
    worth = ("worth", {"worth": {"a": 100, "b": 60, "c": 40}})
    ranked = build(*ABC, worth, *orders("managers", "cba"))
    assert points_of(ranked, weigh(ranked, opinions(ranked))) == {"a": 11, "b": 28, "c": 61}
    chosen = build(*ABC, worth, *orders("managers", "cba"), ("way", {"way": "swing"}))
    assert points_of(chosen, weigh(chosen, opinions(chosen))) == {"a": 50, "b": 30, "c": 20}


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 100), min_size=1))
def test_the_order_of_points_does_not_depend_on_how_they_are_listed(points):
    """The same points in any sequence give the same order."""
    found = {order_of(dict(items)) for items in list(permutations(points.items()))[:24]}
    assert len(found) == 1
