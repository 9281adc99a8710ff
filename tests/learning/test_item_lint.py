"""Item lint: every rule finds its fault, and leaves good items alone."""

import math
from collections import Counter

import pytest

from course.learning import item_lint
from course.learning.item_lint import CHI_SQUARE_95, lint_bank, lint_item, spread
from course.learning.items import ItemBank, Unit
from tests.samples import choice, ordering

LONG = "Here are quite enough words to read."


def item(*texts, keys=(0,), **changes):
    """Return a choice with feedback that is long enough."""
    made = choice(*texts, keys=keys, **changes)
    options = [option.model_copy(update={"feedback": LONG}) for option in made.options]
    return made.model_copy(update={"options": tuple(options)})


def bank(*items, objectives=("serve",)):
    """Return a bank with one unit."""
    return ItemBank.model_construct(
        bank="tiny",
        title="Tiny",
        objectives=dict.fromkeys(objectives, "Serve."),
        misconceptions={},
        units=(Unit.model_construct(id="first", title="First", items=items),),
    )


def found(linted):
    """Return (last step of the place, what is wrong) of each finding."""
    return [(finding.place[-1] if finding.place else None, finding.wrong) for finding in linted]


def test_another_alphabet_is_not_hard_to_read():
    """A question without a Latin letter has no reading grade, and is no fault."""
    made = item("Ακούω", "Μιλάω", "Φεύγω", stem="Τι κάνεις;")
    options = [
        option.model_copy(update={"feedback": "Έτσι το θέλει ο πελάτης σήμερα."})
        for option in made.options
    ]
    assert found(lint_item(made.model_copy(update={"options": tuple(options)}))) == []


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (
            item("a key of twenty-five char", "ten chars.", "ten chars!"),
            ("text", "option 1: key stands out by its length"),
        ),
        (item("greet", "wait", "all of the above"), ("text", "option 3: catch-all")),
        (item("greet", "wait", "Both A and B."), ("text", "option 3: catch-all")),
        (
            item("You nod.", "You never nod.", "You look."),
            ("text", "option 2: absolute word in distractors only"),
        ),
        (
            item("Always nod.", "Nod at once.", "Nod later."),
            ("text", "option 1: absolute word in keys only"),
        ),
        (choice("one", "two"), ("feedback", "option 1: feedback says little")),
    ],
)
def test_a_fault_is_found(made, fault):
    """Each rule for one item reports what it is about, at the right place."""
    assert fault in found(lint_item(made))


@pytest.mark.parametrize(
    "made",
    [
        item("twelve chars", "ten chars.", "ten more ?"),
        item("Always nod.", "Never nod.", "You look."),
        item("You nod.", "You look away.", "You wait."),
        item("You nod.", "All of the guests nod.", "You look."),
    ],
)
def test_a_good_item_is_left_alone(made):
    """A key a fifth longer, absolutes on both sides and different answers are fine."""
    assert lint_item(made) == []


def test_the_same_in_other_words():
    """Options with the same words in another order are both reported."""
    made = item("You nod.", "Ask, and then listen.", "Listen, then ask.")
    assert [wrong for _at, wrong in found(lint_item(made))] == [
        "option 2: says the same as another",
        "option 3: says the same as another",
    ]


def test_a_key_with_a_misconception():
    """A key stands for no wrong belief."""
    made = item("You nod.", "You wait.")
    key = made.options[0].model_copy(update={"misconception": "speed"})
    made = made.model_copy(update={"options": (key, made.options[1])})
    assert found(lint_item(made)) == [("misconception", "option 1: key with a misconception")]


def test_hard_words_are_found():
    """An item above grade 8 is reported with its grade, whatever its type."""
    hard = "Organisational communication necessitates considerable interdisciplinary coordination."
    [finding] = [f for f in lint_item(ordering(hard, hard, hard)) if f.wrong == "hard to read"]
    assert finding.expected == "reading grade 8 or below"
    assert float(finding.found) > 20


def test_steps_are_called_steps():
    """Short feedback of an ordering item is reported at its step."""
    assert found(lint_item(ordering("a", "b", "c")))[0] == (
        "feedback",
        "step 1: feedback says little",
    )


def test_an_objective_needs_four_items():
    """Three items are reported, four are not."""
    made = item("You nod.", "You wait.")
    assert found(lint_bank(bank(made, made, made))) == [
        ("serve", "objective 'serve' has few items")
    ]
    assert lint_bank(bank(made, made, made, made)) == []


def with_keys(*places, longest=0):
    """Return single items of four options with keys at these places; some keys are the longest."""
    made = []
    for number, place in enumerate(places):
        texts = [f"You wait {n} minutes." for n in "1234"]
        texts[place] = "You nod and smile now" if number < longest else "You nod."
        made.append(item(*texts, keys=(place,)))
    return bank(*made)


def test_keys_at_the_same_place_are_found():
    """Six of eight keys at the second place, where two are expected, are reported."""
    [finding] = lint_bank(with_keys(1, 1, 1, 1, 1, 1, 0, 2))
    assert finding.wrong == "keys of single items stand at the same places"
    # (1-2)^2/2 + (6-2)^2/2 + (1-2)^2/2 + (0-2)^2/2 = 0.5 + 8 + 0.5 + 2 = 11
    assert finding.found == "1, 6, 1, 0 from first to last (chi-square 11.0)"


def test_spread_and_few_keys_are_fine():
    """Two keys at each place are even, and seven items are too few to tell."""
    assert lint_bank(with_keys(0, 0, 1, 1, 2, 2, 3, 3)) == []
    assert lint_bank(with_keys(*[1] * 7)) == []


def test_the_longest_option_is_often_the_key():
    """Three of eight (38 %) may be, four (50 %) may not."""
    places = (0, 0, 1, 1, 2, 2, 3, 3)
    assert lint_bank(with_keys(*places, longest=3)) == []
    assert [wrong for _at, wrong in found(lint_bank(with_keys(*places, longest=4)))] == [
        "the key is often the longest option"
    ]


def test_spread_knows_items_of_other_sizes():
    """With four items of two options and four of four, 3, 3, 1 and 1 keys are what chance gives."""
    value, limit = spread(Counter({0: 3, 1: 3, 2: 1, 3: 1}), [2] * 4 + [4] * 4)
    assert (value, limit) == (0, CHI_SQUARE_95[3])


def beyond(value, df):
    """Return the share of chi-square beyond a value, by its recurrence in the freedom."""
    if df <= 2:
        return math.erfc(math.sqrt(value / 2)) if df == 1 else math.exp(-value / 2)
    term = (value / 2) ** (df / 2 - 1) * math.exp(-value / 2) / math.gamma(df / 2)
    return beyond(value, df - 2) + term


def test_the_table_is_that_of_the_distribution():
    """Beyond each limit lie 5 % of the distribution, to four decimals."""
    shares = [beyond(limit, df) for df, limit in item_lint.CHI_SQUARE_95.items()]
    assert shares == pytest.approx([0.05] * 5, abs=5e-5)
