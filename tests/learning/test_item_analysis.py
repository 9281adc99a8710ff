"""Item analysis: what few answers can say, and when they say nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.learning.grading import grade
from course.learning.item_analysis import AGREED, ENOUGH, ItemAnalysis, analyse, slips
from tests.samples import choice, hotspot, matching, ordering

SINGLE = choice("ask", "hurry", "nod")  # the key is `ask`
MULTIPLE = choice("ask", "hurry", "thank", "nod", keys=(0, 2))
STEPS = ordering("hear", "do", "check")


def tries(item, *responses):
    """Return responses with the credit that each earns."""
    return [(response, grade(item, response).credit) for response in responses]


@pytest.mark.parametrize("count", range(ENOUGH))
def test_few_answers_say_nothing(count):
    """Below five answers there is a count and nothing else, however wrong they are."""
    assert analyse(SINGLE, tries(SINGLE, *[(1,)] * count)) == ItemAnalysis(count)


def test_a_single_item():
    """Two of five are right: facility 0.4; `hurry` was chosen twice, `nod` once."""
    found = analyse(SINGLE, tries(SINGLE, (0,), (0,), (1,), (1,), (2,)))
    assert found == ItemAnalysis(5, 0.4, "hurry", "speed", 2)


def test_a_multiple_item():
    """Each wrong option of an answer counts: credits 1, 1, .5, 0, 0 make a facility of .5."""
    answers = tries(MULTIPLE, (0, 2), (0, 2), (0,), (0, 1), (1, 3))
    assert [credit for _response, credit in answers] == [1, 1, 0.5, 0, 0]
    assert analyse(MULTIPLE, answers) == ItemAnalysis(5, 0.5, "hurry", "speed", 2)


def test_an_ordering_item():
    """Wrong orders have no text; the item names the belief behind them."""
    answers = tries(STEPS, *[(0, 1, 2)] * 3, (2, 1, 0), (0, 2, 1))
    found = analyse(STEPS, answers)
    assert (found.wrong, found.misconception, found.wrong_count) == ("", "speed", 2)
    assert found.facility == pytest.approx((3 + 0 + 1 / 3) / 5)


def test_a_matching_item():
    """A wrong match is shown as line and match; an extra match brings a belief of its own."""
    pairs = matching("ask", "hear", "thank", extra=("nod",))
    swapped, extra = (1, 0, 2), (0, 1, 3)
    first, second = pairs.pairs[0], pairs.pairs[2]
    found = analyse(pairs, tries(pairs, swapped, swapped, swapped, (1, 2, 2), (0, 1, 2)))
    assert (found.wrong, found.wrong_count) == (f"{first.text} → {pairs.options[1].text}", 4)
    assert found.misconception == first.misconception
    assert slips(pairs, extra, 2 / 3) == [
        (f"{second.text} → {pairs.extra[0].text}", pairs.extra[0].misconception)
    ]


def test_a_hotspot_item():
    """A line that was tapped wrongly is shown like any other wrong option."""
    dialogue = hotspot("hello", "what now", "bye", key=1)
    wrong = next(i for i, line in enumerate(dialogue.options) if not line.key)
    found = analyse(dialogue, tries(dialogue, *[(wrong,)] * 5))
    line = dialogue.options[wrong]
    assert (found.facility, found.wrong, found.wrong_count) == (0, line.text, 5)
    assert found.misconception == line.misconception


@pytest.mark.parametrize("responses", [[(0,)] * 5, [(0,)] * 4 + [(1,)], [(0,)] * 3 + [(1,), (2,)]])
def test_one_persons_slip_is_not_shown(responses):
    """A wrong answer that a single person gave says nothing about the team, and stays theirs."""
    found = analyse(SINGLE, tries(SINGLE, *responses))
    assert (found.wrong, found.misconception, found.wrong_count) == ("", "", 0)


@given(st.lists(st.sampled_from([(0,), (1,), (2,)]), max_size=20), st.randoms())
def test_the_order_of_answers_does_not_matter(responses, chance):
    """Who answered first changes nothing; figures stay within their bounds."""
    answers = tries(SINGLE, *responses)
    found = analyse(SINGLE, answers)
    chance.shuffle(answers)
    assert analyse(SINGLE, answers) == found
    assert (found.facility is None) is (len(responses) < ENOUGH)
    assert 0 <= (found.facility or 0) <= 1
    assert found.wrong_count == 0 or AGREED <= found.wrong_count <= found.count
