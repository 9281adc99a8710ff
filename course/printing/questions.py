"""Items on paper: the stem and places to answer, never a key or feedback."""

from course.learning.items import item_hash
from course.learning.public_view import draw_order
from course.printing.blocks import choices, question
from course.translation import _


def printed_questions(items):
    """Return the questions of a unit as blocks, numbered from 1.

    Parameters
    ----------
    items : sequence of course.learning.items.Item

    Returns
    -------
    list of dict
    """
    return [printed_question(item, number) for number, item in enumerate(items, start=1)]


def printed_question(item, number):
    """Return one item as a block.

    The order of the options depends on nothing but the item, so that every print is the same; it is
    drawn like the order on a screen, so that neither the author's order nor the key shows.
    """
    order = draw_order(item, f"print:{item_hash(item)}")
    say, answers = FORMS[item.type](item, [item.options[index].text for index in order])
    return question(number, item.stem, say, answers)


def _single(_item, texts):
    return _("Tick one answer."), [choices(texts, "ring")]


def _multiple(_item, texts):
    return _("Tick all that fit."), [choices(texts, "box")]


def _ordering(_item, texts):
    words = _("Number the steps from 1 to {count}.")
    return words.format(count=len(texts)), [choices(texts, "place")]


FORMS = {  # type of an item to its form: (what to do, places to answer)
    "single": _single,
    "multiple": _multiple,
    "ordering": _ordering,
}
