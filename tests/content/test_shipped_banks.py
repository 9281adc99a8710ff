"""Item banks that are shipped: sound, fair, and easy to read."""

from collections import Counter

import pytest

from course.content.library import Library
from course.learning.items import keys
from tests.content.reading_level import reading_grade

LIBRARY = Library()
SLUGS = [name.removesuffix(".yaml") for name in LIBRARY.find("exercises/item_banks", "*.yaml")]
BANKS = {slug: LIBRARY.item_bank(slug) for slug in SLUGS}
HARDEST = 8  # US school grade; about 13 years of age


def items(bank):
    """Return all items of a bank."""
    return [item for unit in bank.units for item in unit.items]


@pytest.fixture(params=BANKS.values(), ids=BANKS)
def bank(request):
    """Give each shipped bank in turn."""
    return request.param


def test_all_shipped_content_is_clean():
    """`course check` finds nothing in what is shipped."""
    assert Library().problems() == []


def test_every_option_has_feedback(bank):
    """Whatever a learner chooses, there are at least five words on it."""
    short = [
        (item.id, option.text)
        for item in items(bank)
        for option in item.options
        if len(option.feedback.split()) < 5
    ]
    assert short == []


def test_every_distractor_has_a_misconception(bank):
    """A distractor stands for a named belief, and a key for none; each match stands for one."""
    wrong = [
        (item.id, option.text)
        for item in items(bank)
        if item.type != "ordering"
        for option in item.options
        if getattr(option, "key", False) == (option.misconception in bank.misconceptions)
    ]
    assert wrong == []


def test_every_objective_has_items(bank):
    """What a module promises is asked."""
    assert {item.objective for item in items(bank)} == set(bank.objectives)


def test_many_types_are_used(bank):
    """Each bank has items of at least three types."""
    assert len({item.type for item in items(bank)}) >= 3


def test_role_models_has_a_dozen_items():
    """The first full module asks at least twelve questions, and all three degrees of difficulty."""
    found = items(BANKS["03_role_models"])
    assert len(found) >= 12
    assert {item.difficulty for item in found} == {1, 2, 3}


def test_keys_are_not_given_away_by_length(bank):
    """No key of a single item is more than a fifth longer than its longest distractor."""
    long = [
        item.id
        for item in items(bank)
        if item.type == "single"
        for key in keys(item)
        if len(item.options[key].text)
        > 1.2 * max(len(option.text) for option in item.options if not option.key)
    ]
    assert long == []


def test_keys_of_single_items_are_spread():
    """In all banks together, each of the first four places holds a key, and none over 40 %."""
    places = Counter(
        keys(item)[0] for bank in BANKS.values() for item in items(bank) if item.type == "single"
    )
    assert set(places) >= {0, 1, 2, 3}
    assert max(places.values()) <= 0.4 * places.total()


def words(item):
    """Yield what a learner reads in an item: its stem, lines, options and feedback."""
    yield item.stem
    yield from (pair.text for pair in getattr(item, "pairs", ()))
    yield from (line.text for line in getattr(item, "lines", ()) if not line.can_be_tapped)
    yield from (f"{option.text}\n{option.feedback}" for option in item.options)


def test_bank_is_easy_to_read(bank):
    """Stems, options and feedback together need no more than eight years of school."""
    texts = [text for item in items(bank) for text in words(item)]
    assert reading_grade("\n".join(texts)) <= HARDEST
