"""What a learner may see of an item before answering it.

The types here have no field for a key. Options carry tokens (``a``, ``b``, ...) given out in the
order *shown*, so that neither the author's order nor an author's names travel to the browser.
"""

import random
from dataclasses import dataclass

from course.errors import InvalidResponseError
from course.learning.items import HotspotItem, MatchingItem, OrderingItem, SingleItem

TOKENS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class PublicOption:
    """An option as shown."""

    token: str
    text: str


@dataclass(frozen=True, slots=True)
class PublicLine:
    """A line of a dialogue as shown; `token` is None when it cannot be tapped."""

    who: str
    text: str
    token: str | None


@dataclass(frozen=True, slots=True)
class PublicItem:
    """An item as shown; it cannot say which option is right.

    Attributes
    ----------
    prompts : tuple of str
        The lines of a matching item, each of which wants one of the options.
    lines : tuple of PublicLine
        The whole dialogue of a hotspot item.
    """

    id: str
    type: str
    stem: str
    options: tuple[PublicOption, ...]
    prompts: tuple[str, ...] = ()
    lines: tuple[PublicLine, ...] = ()


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
        A permutation of the option indices. An ordering item is never shown in its right order, a
        dialogue always in its own.
    """
    order = list(range(len(item.options)))
    if isinstance(item, HotspotItem):
        return tuple(order)
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
    prompts = tuple(pair.text for pair in item.pairs) if isinstance(item, MatchingItem) else ()
    lines = _public_lines(item, order) if isinstance(item, HotspotItem) else ()
    return PublicItem(item.id, item.type, item.stem, options, prompts, lines)


def _public_lines(item, order):
    """Return all lines of a dialogue, those that can be tapped with their tokens."""
    tokens = iter(to_tokens(range(len(order)), order))
    return tuple(
        PublicLine(line.who, line.text, next(tokens) if line.can_be_tapped else None)
        for line in item.lines
    )


def to_tokens(response, order):
    """Translate option indices to the tokens of this order; a pair still open (None) to ""."""
    return ["" if index is None else TOKENS[order.index(index)] for index in response]


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
        Option indices: sorted for choices, in the given order for an ordering item. For a matching
        item one for each pair, None in a draft where nothing is chosen yet.

    Raises
    ------
    InvalidResponseError
    """
    known = TOKENS[: len(order)]
    if not isinstance(tokens, list) or not all(isinstance(t, str) and len(t) <= 1 for t in tokens):
        raise InvalidResponseError("a response is a list of option tokens")
    if isinstance(item, MatchingItem):
        return _from_matches(tokens, len(item.pairs), order, complete)
    if len(set(tokens)) != len(tokens) or not set(tokens) <= set(known):
        raise InvalidResponseError(f"unknown or repeated option; expected some of {known}")
    whole = len(order) if isinstance(item, OrderingItem) else 1
    least = whole if complete else 0
    most = 1 if isinstance(item, SingleItem | HotspotItem) else len(order)
    if not least <= len(tokens) <= most:
        expected = str(least) if least == most else f"{least} to {most}"
        raise InvalidResponseError(f"expected {expected} options, found {len(tokens)}")
    response = tuple(order[known.index(token)] for token in tokens)
    return response if isinstance(item, OrderingItem) else tuple(sorted(response))


def _from_matches(tokens, size, order, complete):
    """Translate the tokens chosen for each of the pairs; "" stands for a pair still open."""
    known = TOKENS[: len(order)]
    if not set(tokens) <= {*known, ""}:
        raise InvalidResponseError(f"unknown option; expected some of {known}")
    chosen = len(tokens) - tokens.count("")
    if len(tokens) != size and (complete or tokens):
        raise InvalidResponseError(f"expected {size} options, found {len(tokens)}")
    if complete and chosen < size:
        raise InvalidResponseError(f"expected {size} options, found {chosen}")
    response = tuple(order[known.index(token)] if token else None for token in tokens)
    return response if chosen else ()
