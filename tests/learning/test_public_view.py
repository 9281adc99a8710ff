"""What a learner may see before answering, and what may come back from a page."""

import json
from dataclasses import asdict, fields
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course.errors import InvalidResponseError
from course.learning.public_view import (
    TOKENS,
    PublicItem,
    PublicOption,
    draw_order,
    from_tokens,
    public_view,
    to_tokens,
)
from tests.samples import choice, ordering

WORDS = ("ask", "hurry", "nod", "rush", "wave", "sing")
TEXT = st.text("abcA0€ ", max_size=3)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=8,
)


@st.composite
def shown_items(draw):
    """Draw an item of any type with an order it may be shown in."""
    size = draw(st.integers(3, 6))
    kind = draw(st.sampled_from(["single", "multiple", "ordering"]))
    if kind == "ordering":
        item = ordering(*WORDS[:size])
    else:
        item = choice(*WORDS[:size], keys=(1,) if kind == "single" else (0, 2))
    return item, draw(st.permutations(range(size)).map(tuple))


def test_public_types_have_no_field_for_a_key():
    """Every field of the public types is one that a learner may see; a new one needs a decision."""
    assert [field.name for field in fields(PublicItem)] == ["id", "type", "stem", "options"]
    assert [field.name for field in fields(PublicOption)] == ["token", "text"]


@given(shown_items())
def test_public_view_is_the_same_whatever_the_key(shown):
    """Two choice items that differ only in key and feedback look alike: nothing leaks."""
    item, order = shown
    assume(item.type != "ordering")
    others = choice(*(o.text for o in item.options), keys=(2,), type=item.type)
    assert public_view(item, order) == public_view(others, order)


@given(shown_items())
def test_tokens_follow_the_shown_order(shown):
    """The first option on the screen is a, the second b, whatever order the author wrote."""
    item, order = shown
    options = public_view(item, order).options
    assert [o.token for o in options] == list("abcdef"[: len(order)])
    assert [o.text for o in options] == [WORDS[index] for index in order]
    assert "feedback" not in json.dumps(asdict(public_view(item, order)))


@given(st.integers().map(str), st.integers(3, 7))
def test_ordering_item_is_never_shown_in_its_right_order(seed, size):
    """Whatever the seed, a learner has something to put in order, and no step is lost."""
    order = draw_order(ordering(*(*WORDS, "bow")[:size]), seed)
    assert sorted(order) == list(range(size))
    assert order != tuple(range(size))


def test_same_seed_same_order():
    """A seed gives one order; twenty seeds give more than one."""
    item = choice(*WORDS)
    assert draw_order(item, "x") == draw_order(item, "x")
    assert len({draw_order(item, str(seed)) for seed in range(20)}) > 1


def test_choices_are_shown_in_any_order():
    """All six orders of three options come up, the author's too (200 seeds)."""
    item = choice("ask", "hurry", "nod")
    drawn = {draw_order(item, str(seed)) for seed in range(200)}
    assert drawn == set(permutations(range(3)))


def is_answer(item, tokens, complete):
    """Say, in other words than the code's, what an honest page may send."""
    size = len(item.options)
    if not isinstance(tokens, list) or any(t not in tuple(TOKENS[:size]) for t in tokens):
        return False
    counts = {"single": {1}, "multiple": set(range(1, size + 1)), "ordering": {size}}[item.type]
    if not complete:
        counts = {0, 1} if item.type == "single" else set(range(size + 1))
    return len(set(tokens)) == len(tokens) and len(tokens) in counts


@given(
    shown_items(),
    JSON | st.lists(st.sampled_from([*TOKENS[:7], "A", "", "ab"]), max_size=7),
    st.booleans(),
)
def test_from_tokens_refuses_everything_else(shown, tokens, complete):
    """Any JSON gives option indices when it is an honest answer, else one known error."""
    item, order = shown
    if is_answer(item, tokens, complete):
        response = from_tokens(tokens, item, order, complete=complete)
        assert set(response) <= set(range(len(order)))
    else:
        with pytest.raises(InvalidResponseError):
            from_tokens(tokens, item, order, complete=complete)


@pytest.mark.parametrize(
    ("tokens", "complaint"),
    [
        (None, "list of option tokens"),
        ("ab", "list of option tokens"),
        ([0], "list of option tokens"),
        (["ab"], "list of option tokens"),
        (["d"], "expected some of abc"),
        (["a", "a"], "repeated"),
        ([], "expected 1 options, found 0"),
        (["a", "b"], "expected 1 options, found 2"),
    ],
)
def test_from_tokens_says_what_is_wrong(tokens, complaint):
    """Each way to be wrong has words of its own."""
    with pytest.raises(InvalidResponseError, match=complaint):
        from_tokens(tokens, choice("ask", "hurry", "nod"), (2, 0, 1))


@given(shown_items(), st.data())
def test_tokens_and_responses_are_inverse(shown, data):
    """What was answered is what is shown again, for every item, order and answer."""
    item, order = shown
    response = tuple(data.draw(st.permutations(range(len(order)))))
    if item.type != "ordering":
        most = 1 if item.type == "single" else len(order)
        response = tuple(sorted(response[: data.draw(st.integers(1, most))]))
    assert from_tokens(to_tokens(response, order), item, order) == response
