"""Grading: the rules by hand, and what must hold for every response."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course.learning.grading import (
    PASS_MARK,
    choice_credit,
    grade,
    is_passed,
    ordering_credit,
    score,
)
from course.learning.items import keys
from tests.samples import choice, ordering

RULES = ("all-or-nothing", "right-minus-wrong", "each-option")
WORDS = ("ask", "hurry", "nod", "rush", "wave", "sing", "bow")


@st.composite
def choices(draw):
    """Draw (right, chosen, size) with at least one key and one chosen option."""
    size = draw(st.integers(2, 8))
    some = st.sets(st.integers(0, size - 1), min_size=1)
    return draw(some), draw(some), size


# Five options a-e, keys a, b and c. Right-minus-wrong: (hits - misses) / 3.
# Each option: of the five true-false statements, the share that is right.
@pytest.mark.parametrize(
    ("chosen", "all_or_nothing", "right_minus_wrong", "each_option"),
    [
        ("abc", 1, 1, 1),
        ("ab", 0, 2 / 3, 4 / 5),
        ("a", 0, 1 / 3, 3 / 5),
        ("abcd", 0, 2 / 3, 4 / 5),
        ("abd", 0, 1 / 3, 3 / 5),
        ("abcde", 0, 1 / 3, 3 / 5),
        ("ad", 0, 0, 2 / 5),
        ("d", 0, 0, 1 / 5),
        ("de", 0, 0, 0),
    ],
)
def test_rules_by_hand(chosen, all_or_nothing, right_minus_wrong, each_option):
    """The three rules give the credits worked out by hand."""
    picked = {"abcde".index(letter) for letter in chosen}
    credits = [choice_credit(rule, {0, 1, 2}, picked, 5) for rule in RULES]
    assert credits == pytest.approx([all_or_nothing, right_minus_wrong, each_option])


# Tau = (pairs in order - pairs out of order) / pairs; 6 pairs for four steps.
@pytest.mark.parametrize(
    ("response", "tau"),
    [
        ((0, 1, 2, 3), 6 / 6),
        ((1, 0, 2, 3), 4 / 6),  # 5 in order, 1 not
        ((1, 0, 3, 2), 2 / 6),  # 4 and 2
        ((1, 2, 3, 0), 0),  # 3 and 3
        ((3, 0, 1, 2), 0),  # 3 and 3
        ((3, 2, 1, 0), 0),  # -6/6, clipped
        ((2, 3, 0, 1), 0),  # 2 and 4: -2/6, clipped
        ((0, 3, 2, 1), 0),  # 3 and 3
        ((0, 2, 1, 3), 4 / 6),
    ],
)
def test_kendalls_tau_by_hand(response, tau):
    """An order gets Kendall's tau against the right one, never below 0."""
    assert ordering_credit(response) == pytest.approx(tau)


@given(choices(), st.sampled_from(RULES))
def test_credit_lies_between_0_and_1(given_choice, rule):
    """No response earns less than nothing or more than everything."""
    assert 0 <= choice_credit(rule, *given_choice) <= 1


@given(choices(), st.sampled_from(RULES))
def test_full_credit_for_the_keys_and_nothing_else(given_choice, rule):
    """A choice is worth 1 exactly when it is the key."""
    right, chosen, size = given_choice
    assert (choice_credit(rule, right, chosen, size) == 1) == (right == chosen)


@given(choices(), st.sampled_from(RULES), st.data())
def test_one_more_distractor_never_helps(given_choice, rule, data):
    """Choosing a distractor on top never raises the credit, whatever the rule."""
    right, chosen, size = given_choice
    distractors = sorted(set(range(size)) - right - chosen)
    assume(distractors)
    more = chosen | {data.draw(st.sampled_from(distractors))}
    assert choice_credit(rule, right, more, size) <= choice_credit(rule, right, chosen, size)


@given(choices(), st.sampled_from(RULES), st.data())
def test_one_more_key_never_harms(given_choice, rule, data):
    """Choosing a key on top never lowers the credit, unless it was full already."""
    right, chosen, size = given_choice
    open_keys = sorted(right - chosen)
    assume(open_keys)
    more = chosen | {data.draw(st.sampled_from(open_keys))}
    assert choice_credit(rule, right, more, size) >= choice_credit(rule, right, chosen, size)


@given(choices())
def test_ticking_everything_earns_less_than_all(given_choice):
    """Ticking all options is worth 1 - d/k or 0 by right-minus-wrong (k keys, d distractors)."""
    right, _chosen, size = given_choice
    k, d = len(right), size - len(right)
    everything = choice_credit("right-minus-wrong", right, set(range(size)), size)
    assert everything == pytest.approx(max(0, 1 - d / k))


@given(st.integers(3, 7).flatmap(lambda size: st.permutations(range(size))))
def test_order_is_worth_1_exactly_when_right(response):
    """The right order earns 1 and no other does; the reverse of a good order earns 0."""
    credit = ordering_credit(tuple(response))
    assert 0 <= credit <= 1
    assert (credit == 1) == (response == sorted(response))
    assert credit == 0 or ordering_credit(tuple(reversed(response))) == 0


def test_feedback_covers_choice_and_keys():
    """The chosen distractor and the key are explained, the options left alone are not."""
    graded = grade(choice("ask", "hurry", "nod"), (1,))
    assert [(f.index, f.is_chosen, f.is_right) for f in graded.feedback] == [
        (0, False, True),
        (1, True, False),
    ]
    assert [f.feedback for f in graded.feedback] == ["feedback on ask", "feedback on hurry"]


def test_feedback_on_an_order_covers_every_step():
    """Each step is explained, and right where it stands in its place."""
    graded = grade(ordering("hear", "do", "check"), (0, 2, 1))
    assert [(f.index, f.is_right) for f in graded.feedback] == [(0, True), (1, False), (2, False)]


@pytest.mark.parametrize(
    ("response", "rule", "verdict"),
    [
        ((0, 2), "right-minus-wrong", "right"),
        ((0,), "right-minus-wrong", "partly"),
        ((0,), "all-or-nothing", "wrong"),
        ((1, 3), "right-minus-wrong", "wrong"),
        ((0, 1), "each-option", "partly"),
    ],
)
def test_verdict(response, rule, verdict):
    """Full credit is right, none is wrong, anything between is partly; the item's rule decides."""
    item = choice(*WORDS[:4], keys=(0, 2), rule=rule)
    assert grade(item, response).verdict == verdict


@given(st.integers(3, 6), st.sampled_from(["single", "multiple", "ordering"]))
def test_the_key_is_always_right(size, kind):
    """Answering with the key earns 1 in every type of item."""
    item = (
        ordering(*WORDS[:size])
        if kind == "ordering"
        else choice(*WORDS[:size], keys=(1,) if kind == "single" else (0, 2))
    )
    assert grade(item, keys(item)).credit == 1


@pytest.mark.parametrize(
    ("credits", "of", "expected"),
    [([], 0, 0), ([], 4, 0), ([1, 1], 4, 0.5), ([1, 0.5, 0, 1], 4, 0.625)],
)
def test_unanswered_items_count_nothing(credits, of, expected):
    """A score is the mean credit over all items, answered or not."""
    assert score(credits, of) == expected


@pytest.mark.parametrize(
    ("value", "passed"),
    [(0.8, True), (sum([0.1] * 8), True), (0.79, False), (0.8 - 1e-6, False), (1, True)],
)
def test_pass_mark(value, passed):
    """The mark is 80 per cent; eight tenths added up (0.7999999999999999) pass too."""
    assert PASS_MARK == 0.8
    assert is_passed(value) is passed
