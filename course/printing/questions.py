"""Items on paper: the stem and places to answer, never a key or feedback."""

from course.learning.items import item_hash
from course.learning.public_view import draw_order
from course.printing.blocks import choices, listing, paragraph, question, words
from course.translation import _

LETTERS = "ABCDEFGHIJ"


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


def _matching(item, texts):
    """Pairs to write a letter beside, then the matches with their letters."""
    say = _("Write the letter of the match beside each line.")
    lettered = [f"{letter}  {text}" for letter, text in zip(LETTERS, texts, strict=False)]
    pairs = choices([pair.text for pair in item.pairs], "place")
    return say, [pairs, listing([[paragraph(words(text))] for text in lettered])]


def _hotspot(item, _texts):
    """Print the dialogue in its order; the lines that can be chosen have a ring."""
    say = _("Tick one of the lines with a ring.")
    lines = [
        choices([f"{line.who}: {line.text}"], "ring")
        if line.can_be_tapped
        else paragraph(words(f"{line.who}: ", strong=True), words(line.text))
        for line in item.lines
    ]
    return say, lines


FORMS = {  # type of an item to its form: (what to do, places to answer)
    "single": _single,
    "multiple": _multiple,
    "ordering": _ordering,
    "matching": _matching,
    "hotspot": _hotspot,
}
