"""Grading: the rules by hand, and what must hold for every response."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course.learning.grading import (
    PASS_MARK,
    choice_credit,
    grade,
    is_passed,
    matching_credit,
    ordering_credit,
    score,
)
from course.learning.items import ITEM_TYPES, keys
from tests.samples import choice, hotspot, matching, ordering

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


# Pairs 0, 1, 2, 3; options 4 and 5 are extra matches.
@pytest.mark.parametrize(
    ("response", "credit"),
    [
        ((0, 1, 2, 3), 1),
        ((0, 1, 3, 2), 2 / 4),
        ((0, 1, 2, 5), 3 / 4),
        ((1, 2, 3, 0), 0),
        ((2, 2, 2, 2), 1 / 4),
        ((4, 5, 4, 5), 0),
    ],
)
def test_matching_by_hand(response, credit):
    """Matches earn the share of pairs that are right; a match given twice takes nothing away."""
    assert matching_credit(response) == credit


@st.composite
def matches(draw):
    """Draw a response to a matching item of 3 to 7 pairs and up to two extra matches."""
    size = draw(st.integers(3, 7))
    options = size + draw(st.integers(0, 2))
    return draw(st.lists(st.integers(0, options - 1), min_size=size, max_size=size).map(tuple))


@given(matches(), st.data())
def test_each_pair_counts_by_itself(response, data):
    """Mending one wrong pair is worth one share, whatever the others are; all right is worth 1."""
    credit, size = matching_credit(response), len(response)
    assert 0 <= credit <= 1
    assert (credit == 1) == (response == tuple(range(size)))
    wrong = [pair for pair in range(size) if response[pair] != pair]
    assume(wrong)
    mended = data.draw(st.sampled_from(wrong))
    better = (*response[:mended], mended, *response[mended + 1 :])
    assert matching_credit(better) == pytest.approx(credit + 1 / size)


@given(st.integers(3, 7), st.integers(0, 8))
def test_one_match_for_all_is_worth_one_share(size, match):
    """Giving the same match to every pair earns one pair's share, or nothing for an extra one."""
    assert matching_credit((match,) * size) == (1 / size if match < size else 0)


def test_feedback_on_matches_covers_every_pair():
    """Each pair is explained with its number, and right when it has its own match."""
    graded = grade(matching("rain", "shoes", "child", extra=("map",)), (0, 2, 2))
    assert [(f.index, f.place, f.is_chosen, f.is_right) for f in graded.feedback] == [
        (0, 1, True, True),
        (1, 2, False, False),
        (2, 3, True, True),
    ]
    assert graded.verdict == "partly"


def test_feedback_on_an_extra_match():
    """An extra match that was chosen is explained once and has no place; others stay unsaid."""
    graded = grade(matching("rain", "shoes", "child", extra=("map", "pen")), (4, 1, 4))
    [*pairs, extra] = graded.feedback
    assert [f.place for f in pairs] == [1, 2, 3]
    assert (extra.index, extra.place, extra.is_right) == (4, None, False)
    assert extra.feedback == "feedback on pen"


@pytest.mark.parametrize(
    ("tapped", "credit", "said"),
    [(1, 1, ["feedback on call"]), (2, 0, ["feedback on call", "feedback on look"])],
)
def test_a_hotspot_is_all_or_nothing(tapped, credit, said):
    """The key line earns 1, any other nothing; the line tapped and the key line are explained."""
    graded = grade(hotspot("sorry", "call", "look", key=1), (tapped,))
    assert graded.credit == credit
    assert [f.feedback for f in graded.feedback] == said
    assert [f.place for f in graded.feedback] == [None] * len(said)


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
    assert [f.place for f in graded.feedback] == [1, 2, 3]


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


@given(st.integers(3, 6))
def test_the_key_is_always_right(size):
    """Answering with the key earns 1 in every type of item."""
    words = WORDS[:size]
    items = [
        choice(*words, keys=(1,)),
        choice(*words, keys=(0, 2)),
        ordering(*words),
        matching(*words, extra=("bow",)),
        hotspot(*words, key=2),
    ]
    assert {item.type for item in items} == set(ITEM_TYPES)
    assert [grade(item, keys(item)).credit for item in items] == [1] * 5


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
