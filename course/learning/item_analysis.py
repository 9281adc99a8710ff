"""What the answers of a team say about an item, as far as few answers can say anything."""

from collections import Counter
from dataclasses import dataclass

from course.learning.items import MatchingItem, OrderingItem

ENOUGH = 5  # answers from which a mean is shown
AGREED = 2  # people who must share a wrong answer before it is shown


@dataclass(frozen=True, slots=True)
class ItemAnalysis:
    """What the first answers to an item say.

    Attributes
    ----------
    count : int
        How many people answered.
    facility : float or None
        Mean credit, between 0 and 1 (Moodle's facility index); None for fewer than `ENOUGH`.
    wrong : str
        The distractor chosen most often, as people read it; "" when there is none to show.
    misconception : str
        Slug of the belief behind it; of the item itself where its options name none.
    wrong_count : int
        How many people chose it.
    """

    count: int
    facility: float | None = None
    wrong: str = ""
    misconception: str = ""
    wrong_count: int = 0


def analyse(item, tries):
    """Return what the first answers to an item say.

    Parameters
    ----------
    item : course.learning.items.Item
    tries : sequence of (tuple of int, float)
        Response (option indices in the author's order) and credit of each person.

    Returns
    -------
    ItemAnalysis
    """
    count = len(tries)
    if count < ENOUGH:
        return ItemAnalysis(count)
    facility = sum(credit for _response, credit in tries) / count
    chosen = Counter(slip for response, credit in tries for slip in slips(item, response, credit))
    often = max(chosen.values(), default=0)
    if often < AGREED:
        return ItemAnalysis(count, facility)
    text, misconception = min(slip for slip, times in chosen.items() if times == often)
    return ItemAnalysis(count, facility, text, misconception, often)


def slips(item, response, credit):
    """Return the wrong choices in a response: (text, misconception) of each.

    A wrong order has one slip, without a text. For a matching item the text is a line with the
    match it was given.
    """
    if credit == 1:
        return []
    if isinstance(item, OrderingItem):
        return [("", item.misconception)]
    if isinstance(item, MatchingItem):
        return [
            (f"{pair.text} → {item.options[match].text}", _belief(item, pair, match))
            for index, (pair, match) in enumerate(zip(item.pairs, response, strict=True))
            if match != index
        ]
    chosen = [item.options[index] for index in response]
    return [(option.text, option.misconception or "") for option in chosen if not option.key]


def _belief(item, pair, match):
    """Return the belief behind a wrong match: an extra match has one of its own."""
    is_extra = match >= len(item.pairs)
    return item.options[match].misconception if is_extra else pair.misconception
