"""Scenes: short situations at work that people play, as their cards tell them.

A card is one Markdown file: a header, then headed sections. `Header` is what stands in the header,
`Scene` the whole card. All objects are frozen; `course.content` makes them from files.
"""

import json
from typing import Annotated, Literal

from pydantic import Field

from course.ids import digest
from course.learning.items import Frozen, Slug, Text
from course.roleplay.marks import Mood

Whole = Annotated[int, Field(ge=1, le=60)]
Readers = Literal["everyone", "customer", "employee"]
Justice = Literal["distributive", "procedural", "interactional"]


class Minutes(Frozen):
    """How long each part of a meeting takes with this scene."""

    brief: Whole
    play: Whole
    debrief: Whole


class Incident(Frozen):
    """What has happened: one of four groups of incidents, and the type in it."""

    group: Annotated[int, Field(ge=1, le=4)]
    type: Slug


class Part(Frozen):
    """Somebody who speaks in a scene; lines of the story begin with the name."""

    name: Text


class Customer(Part):
    """The customer; `emotion` is how they feel when the scene begins."""

    persona: Text | None = None
    emotion: Mood


class Observers(Frozen):
    """How many people watch."""

    min: Annotated[int, Field(ge=0, le=20)] = 1
    max: Annotated[int, Field(ge=1, le=20)] = 4


class Parts(Frozen):
    """Who takes part in a scene."""

    customer: Customer
    employee: Part
    observer: Observers = Observers()


class WatchItem(Frozen):
    """One behaviour to look for; `say` is an example of good wording, shown only afterwards."""

    id: Slug
    standard: Slug
    text: Text
    say: Text | None = None
    critical: bool = False


class Cue(Frozen):
    """What the customer does at a time of the play, unless observers have seen enough.

    Attributes
    ----------
    at : int
        Seconds from the start of play.
    kind : str
        ``raise`` makes it harder for the employee, ``ease`` easier.
    watch : str or None
        The watch item that it depends on; `seen` says whether it must be seen or not seen.
    """

    at: Annotated[int, Field(ge=0)]
    kind: Literal["raise", "ease"]
    text: Text
    watch: Slug | None = None
    seen: bool = True


class Header(Frozen):
    """The header of a scene card; `factors` are those that no field of its own tells."""

    scene: Slug
    title: Text
    module: Slug
    catalogue: Slug
    standard: Slug
    also: Annotated[tuple[Slug, ...], Field(max_length=2)] = ()
    difficulty: Annotated[int, Field(ge=1, le=5)]
    minutes: Minutes
    channel: Slug | None = None
    incident: Incident | None = None
    justice: tuple[Justice, ...] = ()
    factors: dict[Slug, Slug] = Field(default_factory=dict)
    roles: Parts
    watch: Annotated[tuple[WatchItem, ...], Field(min_length=1, max_length=7)]


class Scene(Header):
    """A scene card.

    Attributes
    ----------
    briefs : dict
        Markdown by reader: everyone, customer, employee.
    debrief : str
        Markdown.
    ink : str
        The story for rehearsing alone, empty when there is none.
    ink_line : int
        The line of the file at which the story begins, 0 when there is none.
    """

    briefs: dict[Readers, Text]
    cues: tuple[Cue, ...] = ()
    debrief: Text
    ink: str = ""
    ink_line: int = 0

    @property
    def id(self):
        """The name of the scene and of its file."""
        return self.scene

    def watch_item(self, watch_id):
        """Return the watch item with this id, or None."""
        return next((item for item in self.watch if item.id == watch_id), None)


def read_scene(body):
    """Return the scene of a stored snapshot (see `scene_json`)."""
    return Scene.model_validate_json(body)


def scene_json(scene):
    """Return the whole scene as JSON text, fit for `read_scene`."""
    return scene.model_dump_json()


def scene_hash(scene):
    """Return a hash of what players get and observers rate, not of title, `say` and debrief."""
    parts = scene.model_dump(
        mode="json", include={"catalogue", "standard", "also", "roles", "briefs", "cues", "ink"}
    )
    watch = [[item.id, item.standard, item.text, item.critical] for item in scene.watch]
    return digest(json.dumps([parts, watch], ensure_ascii=False, sort_keys=True))


def spoken(scene, text):
    """Return who says a line of the story, and the words; narration is said by nobody.

    Returns
    -------
    tuple
        ``("customer" or "employee" or None, words)``
    """
    name, colon, words = text.partition(":")
    for role in ("customer", "employee"):
        if colon and name.strip() == getattr(scene.roles, role).name:
            return role, words.strip()
    return None, text
