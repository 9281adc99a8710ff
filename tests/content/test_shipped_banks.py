"""Item banks that are shipped: sound, fair, and easy to read."""

import pytest

from course.content.advice import library_advice
from course.content.library import Library
from course.learning.reading_level import HARDEST, reading_grade
from tests.samples import LIBRARY

SLUGS = [name.removesuffix(".yaml") for name in LIBRARY.find("exercises/item_banks", "*.yaml")]
BANKS = {slug: LIBRARY.item_bank(slug) for slug in SLUGS}


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


def test_shipped_banks_need_no_advice():
    """`course check --strict` finds nothing to make better."""
    assert library_advice(Library()) == []


def test_many_types_are_used(bank):
    """A bank with ten items or more uses at least five types, a smaller one at least three."""
    found = items(bank)
    assert len({item.type for item in found}) >= (5 if len(found) >= 10 else 3)


def test_role_models_asks_enough():
    """The module on role models asks at least 25 questions, of all three degrees of difficulty."""
    found = items(BANKS["03_role_models"])
    assert len(found) >= 25
    assert {item.difficulty for item in found} == {1, 2, 3}


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
