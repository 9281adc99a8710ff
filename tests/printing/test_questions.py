"""Items on paper."""

from hypothesis import given
from hypothesis import strategies as st

from course.learning.items import ITEM_TYPES
from course.printing.questions import FORMS, printed_question
from tests.samples import choice, ordering

texts = st.lists(st.text("abcdef", min_size=1), min_size=3, max_size=6, unique=True)


def shown(item):
    """Return the texts of the options as printed."""
    return printed_question(item, 1)["answers"][0]["texts"]


def test_every_type_of_item_has_a_form():
    """A new type of item needs a form on paper, and no form is left of one that is gone."""
    assert set(FORMS) == set(ITEM_TYPES)


def test_places_to_answer():
    """One answer gets rings, several get boxes, steps get places for a number."""
    items = [choice("a", "b"), choice("a", "b", "c", keys=(0, 1)), ordering("a", "b", "c")]
    found = [printed_question(item, 1) for item in items]
    assert [each["answers"][0]["mark"] for each in found] == ["ring", "box", "place"]
    assert found[2]["say"] == "Number the steps from 1 to 3."


@given(texts)
def test_an_order_is_never_printed_as_it_should_be(steps):
    """The steps of an ordering item are all there, but not in their right order."""
    found = shown(ordering(*steps))
    assert sorted(found) == sorted(steps)
    assert found != steps


@given(texts)
def test_the_same_item_gives_the_same_print(options):
    """The order of options depends on nothing but the item."""
    assert shown(choice(*options)) == shown(choice(*options))


def test_the_place_of_the_key_tells_nothing():
    """Over many items the first option of the author comes to stand in every place about as often.

    Of 400 items with 4 options, 100 are expected in each place, with a standard deviation of 8.7;
    the bounds are four of these away.
    """
    places = [shown(choice("key", f"{n} a", f"{n} b", f"{n} c")).index("key") for n in range(400)]
    counts = [places.count(place) for place in range(4)]
    assert all(65 < count < 135 for count in counts), counts
