"""What a learner may see of an item before answering it.

The types here have no field for a key. Options carry tokens (``a``, ``b``, ...) given out in the
order *shown*, so that neither the author's order nor an author's names travel to the browser.
"""

import random
from dataclasses import dataclass

from course.errors import InvalidResponseError
from course.learning.items import OrderingItem, SingleItem

TOKENS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class PublicOption:
    """An option as shown."""

    token: str
    text: str


@dataclass(frozen=True, slots=True)
class PublicItem:
    """An item as shown; it cannot say which option is right."""

    id: str
    type: str
    stem: str
    options: tuple[PublicOption, ...]


def draw_order(item, seed):
    """Return the order in which the options of an item are shown.

    Parameters
    ----------
    item : Item
    seed : str
        The same seed gives the same order, everywhere.

    Returns
    -------
    tuple of int
        A permutation of the option indices. An ordering item is never shown in its right order.
    """
    order = list(range(len(item.options)))
    rng = random.Random(seed)  # noqa: S311 (for shuffling, not for secrets)
    rng.shuffle(order)
    while isinstance(item, OrderingItem) and order == sorted(order):
        rng.shuffle(order)
    return tuple(order)


def public_view(item, order):
    """Return the item as shown in this order (a permutation of option indices)."""
    options = tuple(
        PublicOption(token, item.options[index].text)
        for token, index in zip(TOKENS, order, strict=False)
    )
    return PublicItem(item.id, item.type, item.stem, options)


def to_tokens(response, order):
    """Translate option indices to the tokens of this order."""
    return [TOKENS[order.index(index)] for index in response]


def from_tokens(tokens, item, order, *, complete=True):
    """Translate what a page sent into a response.

    Parameters
    ----------
    tokens : object
        Comes from a browser, so anything at all.
    complete : bool
        Whether it must be a whole answer; a draft may be partial or empty.

    Returns
    -------
    tuple of int
        Option indices: sorted for choices, in the given order for an ordering item.

    Raises
    ------
    InvalidResponseError
    """
    known = TOKENS[: len(order)]
    if not isinstance(tokens, list) or not all(isinstance(t, str) and len(t) == 1 for t in tokens):
        raise InvalidResponseError("a response is a list of option tokens")
    if len(set(tokens)) != len(tokens) or not set(tokens) <= set(known):
        raise InvalidResponseError(f"unknown or repeated option; expected some of {known}")
    least = {"single": 1, "multiple": 1, "ordering": len(order)}[item.type] if complete else 0
    most = 1 if isinstance(item, SingleItem) else len(order)
    if not least <= len(tokens) <= most:
        expected = str(least) if least == most else f"{least} to {most}"
        raise InvalidResponseError(f"expected {expected} options, found {len(tokens)}")
    response = tuple(order[known.index(token)] for token in tokens)
    return response if isinstance(item, OrderingItem) else tuple(sorted(response))
