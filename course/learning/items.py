"""Items: questions with a key, as an author writes them.

An item bank holds units, a unit holds items. All objects are frozen; `course.content` makes them
from files. Options are addressed by their index in the author's order, which never leaves the
server.
"""

import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from course.ids import SLUG, digest

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG.pattern}$")]
StandardName = Annotated[str, StringConstraints(pattern=f"^{SLUG.pattern}/{SLUG.pattern}$")]


class Frozen(BaseModel):
    """Base of content objects: immutable, and unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Option(Frozen):
    """One answer to choose.

    A distractor (an option that is not a key) names the misconception of the person who picks it.
    """

    text: Text
    key: bool = False
    feedback: Text
    misconception: Slug | None = None


class Step(Frozen):
    """One step of an ordering item; the author's order is the key."""

    text: Text
    feedback: Text


class Item(Frozen):
    """What every item has; `response` below means a tuple of option indices (author's order).

    Attributes
    ----------
    teaches : tuple of str
        Standards that it helps with, such as ``front_desk/listens-first``: who misses one of them
        in a role-play is shown this item again.
    """

    id: Slug
    objective: Slug
    teaches: tuple[StandardName, ...] = ()
    difficulty: Annotated[int, Field(ge=1, le=3)]
    stem: Text
    source: Text | None = None


class SingleItem(Item):
    """Exactly one option is the key."""

    type: Literal["single"]
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=6)]


class MultipleItem(Item):
    """At least two options are keys; `rule` says how part of the answer counts."""

    type: Literal["multiple"]
    rule: Literal["right-minus-wrong", "each-option", "all-or-nothing"] = "right-minus-wrong"
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=8)]


class OrderingItem(Item):
    """Steps to put in order; `misconception` is the belief behind the usual wrong order."""

    type: Literal["ordering"]
    misconception: Slug
    steps: Annotated[tuple[Step, ...], Field(min_length=3, max_length=7)]

    @property
    def options(self):
        """The steps, under the name they share with the options of other items."""
        return self.steps


class Match(Frozen):
    """One of the matches that a matching item offers."""

    text: Text
    feedback: Text
    misconception: Slug


class Pair(Frozen):
    """A line of a matching item and the match that belongs to it.

    `misconception` is the belief of the person who gives the line another match.
    """

    text: Text
    match: Text
    feedback: Text
    misconception: Slug


class MatchingItem(Item):
    """Lines that each want a match; `extra` are matches that belong to no line.

    A response holds one option for each pair, in the author's order of pairs. The same match may be
    given to two lines.
    """

    type: Literal["matching"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=3, max_length=7)]
    extra: Annotated[tuple[Match, ...], Field(max_length=2)] = ()

    @property
    def options(self):
        """All matches: those of the pairs in their order, then the extra ones."""
        return (
            *(
                Match(text=pair.match, feedback=pair.feedback, misconception=pair.misconception)
                for pair in self.pairs
            ),
            *self.extra,
        )


class DialogueLine(Frozen):
    """What somebody says; a line with feedback can be tapped."""

    who: Text
    text: Text
    key: bool = False
    feedback: Text | None = None
    misconception: Slug | None = None

    @property
    def can_be_tapped(self):
        """Whether it is one of the options; content checks that it then has feedback."""
        return self.key or self.feedback is not None or self.misconception is not None


class HotspotItem(Item):
    """A dialogue; of its lines that can be tapped exactly one is the key."""

    type: Literal["hotspot"]
    lines: Annotated[tuple[DialogueLine, ...], Field(min_length=3, max_length=12)]

    @property
    def options(self):
        """The lines that can be tapped, in the order of the dialogue."""
        return tuple(line for line in self.lines if line.can_be_tapped)


AnyItem = SingleItem | MultipleItem | OrderingItem | MatchingItem | HotspotItem


class Unit(Frozen):
    """A piece of a module that ends with a quiz."""

    id: Slug
    title: Text
    items: Annotated[
        tuple[Annotated[AnyItem, Field(discriminator="type")], ...], Field(min_length=1)
    ]


class ItemBank(Frozen):
    """The items of one module.

    Attributes
    ----------
    objectives, misconceptions : dict of slug to text
    """

    bank: Slug
    title: Text
    objectives: dict[Slug, Text]
    misconceptions: dict[Slug, Text]
    units: tuple[Unit, ...]

    def unit(self, unit_id):
        """Return the unit with this id, or None."""
        return next((unit for unit in self.units if unit.id == unit_id), None)


ITEM_TYPES = {
    "single": SingleItem,
    "multiple": MultipleItem,
    "ordering": OrderingItem,
    "matching": MatchingItem,
    "hotspot": HotspotItem,
}


def read_item(body):
    """Return the item of a stored snapshot (see `item_json`)."""
    return ITEM_TYPES[json.loads(body)["type"]].model_validate_json(body)


def item_json(item):
    """Return the whole item as JSON text, fit for `read_item`."""
    return item.model_dump_json()


def keys(item):
    """Return the right response: key indices, the right order, or the match of each pair.

    Returns
    -------
    tuple of int
    """
    if isinstance(item, OrderingItem):
        return tuple(range(len(item.steps)))
    if isinstance(item, MatchingItem):
        return tuple(range(len(item.pairs)))
    return tuple(i for i, option in enumerate(item.options) if option.key)


def item_hash(item):
    """Return a hash of what makes answers comparable: all words but feedback, and the key."""
    words = [item.type, item.stem, [option.text for option in item.options], keys(item)]
    if isinstance(item, MultipleItem):
        words.append(item.rule)
    if isinstance(item, MatchingItem):
        words.append([pair.text for pair in item.pairs])
    if isinstance(item, HotspotItem):
        words.append([(line.who, line.text, line.can_be_tapped) for line in item.lines])
    return digest(json.dumps(words, ensure_ascii=False))
