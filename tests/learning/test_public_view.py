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
    PublicLine,
    PublicOption,
    draw_order,
    from_tokens,
    public_view,
    to_tokens,
)
from tests.samples import choice, hotspot, matching, ordering

WORDS = ("ask", "hurry", "nod", "rush", "wave", "sing")
TEXT = st.text("abcA0€ ", max_size=3)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=2),
    max_leaves=8,
)


@st.composite
def shown_items(draw):
    """Draw an item of any type with an order it may be shown in; its options are `WORDS`."""
    words = WORDS[: draw(st.integers(4, 6))]
    item = draw(
        st.sampled_from(
            [
                choice(*words, keys=(1,)),
                choice(*words, keys=(0, 2)),
                ordering(*words),
                matching(*words),
                matching(*words[:-1], extra=words[-1:]),
                hotspot(*words, key=1),
            ]
        )
    )
    orders = st.permutations(range(len(words))).map(tuple)
    return item, tuple(range(len(words))) if item.type == "hotspot" else draw(orders)


def test_public_types_have_no_field_for_a_key():
    """Every field of the public types is one that a learner may see; a new one needs a decision."""
    names = [field.name for field in fields(PublicItem)]
    assert names == ["id", "type", "stem", "options", "prompts", "lines"]
    assert [field.name for field in fields(PublicOption)] == ["token", "text"]
    assert [field.name for field in fields(PublicLine)] == ["who", "text", "token"]


@given(shown_items())
def test_public_view_is_the_same_whatever_the_key(shown):
    """Two choice or hotspot items that differ only in key and feedback look alike."""
    item, order = shown
    assume(item.type not in ("ordering", "matching"))
    texts = [option.text for option in item.options]
    if item.type == "hotspot":
        other = hotspot(*texts, key=3)
    else:
        other = choice(*texts, keys=(2,), type=item.type)
    assert public_view(item, order) == public_view(other, order)


@given(st.permutations(range(5)))
def test_public_view_of_a_matching_item_depends_on_what_is_shown_only(shown):
    """Matches that belong to other lines, shown in the same order, look the same to a browser."""
    texts, order = WORDS[:5], tuple(shown)
    item = matching(*texts[:4], extra=texts[4:])
    *matches, last = [texts[index] for index in order]  # the author's order of another item
    pairs = [p.model_copy(update={"match": m}) for p, m in zip(item.pairs, matches, strict=True)]
    extra = item.extra[0].model_copy(update={"text": last})
    other = item.model_copy(update={"pairs": tuple(pairs), "extra": (extra,)})
    assert public_view(other, tuple(range(5))) == public_view(item, order)


def test_a_matching_item_is_shown_with_its_lines_in_order():
    """The lines to be matched stand in the author's order, whatever the order of the matches."""
    item = matching("rain", "shoes", "child", extra=("map",))
    shown = public_view(item, (3, 1, 0, 2))
    assert shown.prompts == ("line rain", "line shoes", "line child")
    assert [option.text for option in shown.options] == ["map", "shoes", "rain", "child"]
    assert shown.lines == ()


def test_a_hotspot_is_shown_as_the_whole_dialogue():
    """Every line has its speaker; only those that can be tapped have tokens, in reading order."""
    item = hotspot("sorry", "call", "look", key=1)
    shown = public_view(item, draw_order(item, "any seed"))
    assert [(line.who, line.text, line.token) for line in shown.lines] == [
        ("Ana", "hello", None),
        ("Ben", "sorry", "a"),
        ("Ben", "call", "b"),
        ("Ben", "look", "c"),
        ("Ana", "bye", None),
    ]
    assert shown.prompts == ()


@given(st.text())
def test_a_dialogue_is_never_shuffled(seed):
    """Whatever the seed, the lines come as they were said."""
    assert draw_order(hotspot(*WORDS), seed) == tuple(range(6))


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


def test_matches_are_shown_in_any_order():
    """All 24 orders of three matches and an extra one come up (500 seeds)."""
    item = matching("rain", "shoes", "child", extra=("map",))
    assert len({draw_order(item, str(seed)) for seed in range(500)}) == 24


def is_answer(item, tokens, complete):
    """Say, in other words than the code's, what an honest page may send."""
    size = len(item.options)
    if item.type == "matching":
        allowed = [*TOKENS[:size], *([] if complete else [""])]
        is_empty_draft = tokens == [] and not complete
        return is_empty_draft or (
            isinstance(tokens, list)
            and len(tokens) == len(item.pairs)
            and all(token in allowed for token in tokens)
        )
    if not isinstance(tokens, list) or any(t not in tuple(TOKENS[:size]) for t in tokens):
        return False
    some = set(range(1, size + 1))
    counts = {"single": {1}, "multiple": some, "ordering": {size}, "hotspot": {1}}[item.type]
    if not complete:
        counts = {0, 1} if item.type in ("single", "hotspot") else some | {0}
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
        assert set(response) <= {*range(len(order)), *(() if complete else (None,))}
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
    if item.type == "matching":
        size = len(item.pairs)
        indices = st.integers(0, len(order) - 1)
        response = tuple(data.draw(st.lists(indices, min_size=size, max_size=size)))
    elif item.type != "ordering":
        most = 1 if item.type in ("single", "hotspot") else len(order)
        response = tuple(sorted(response[: data.draw(st.integers(1, most))]))
    assert from_tokens(to_tokens(response, order), item, order) == response


@pytest.mark.parametrize(
    ("tokens", "complaint"),
    [
        (["a", "b"], "expected 3 options, found 2"),
        (["a", "b", "c", "d"], "expected 3 options, found 4"),
        (["a", "", "c"], "expected 3 options, found 2"),
        ([], "expected 3 options, found 0"),
        (["a", "b", "e"], "expected some of abcd"),
        (["a", "b", None], "list of option tokens"),
    ],
)
def test_a_whole_answer_matches_every_line(tokens, complaint):
    """Too few, too many, open or unknown matches are refused in words of their own."""
    item = matching("rain", "shoes", "child", extra=("map",))
    with pytest.raises(InvalidResponseError, match=complaint):
        from_tokens(tokens, item, (0, 1, 2, 3))


def test_a_draft_of_matches_may_have_gaps():
    """A pair still open comes back open; a draft in which all are open is no draft."""
    item, order = matching("rain", "shoes", "child", extra=("map",)), (3, 1, 0, 2)
    draft = from_tokens(["", "a", ""], item, order, complete=False)
    assert draft == (None, 3, None)
    assert to_tokens(draft, order) == ["", "a", ""]
    assert from_tokens(["", "", ""], item, order, complete=False) == ()
    assert from_tokens([], item, order, complete=False) == ()
    with pytest.raises(InvalidResponseError, match="expected 3 options, found 2"):
        from_tokens(["", "a"], item, order, complete=False)


def test_a_match_may_be_given_twice():
    """Two lines may get the same match; which of them is right is not the page's affair."""
    item = matching("rain", "shoes", "child")
    assert from_tokens(["b", "b", "a"], item, (2, 0, 1)) == (0, 0, 2)
