"""Scenes: the words a take is played with, kept as a snapshot and told apart by a hash."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from course.content.scenes import read_scene_card
from course.roleplay.scenes import read_scene, scene_hash, scene_json, spoken

SCENE = read_scene_card(Path(__file__).parents[1] / "content" / "good.scene.md")


def changed_item(**changes):
    """Return the scene with its first watch item changed."""
    watch = (SCENE.watch[0].model_copy(update=changes), *SCENE.watch[1:])
    return SCENE.model_copy(update={"watch": watch})


def test_a_snapshot_gives_the_scene_back():
    """What is stored is the whole scene."""
    assert read_scene(scene_json(SCENE)) == SCENE


def test_a_scene_cannot_be_changed():
    """Scenes are frozen."""
    with pytest.raises(ValidationError, match="frozen"):
        SCENE.title = "Another"


@pytest.mark.parametrize(
    "other",
    [
        SCENE.model_copy(update={"ink": SCENE.ink + "\n"}),
        SCENE.model_copy(update={"briefs": SCENE.briefs | {"employee": "Go."}}),
        SCENE.model_copy(update={"cues": SCENE.cues[:1]}),
        changed_item(text="Waits"),
        changed_item(critical=False),
    ],
)
def test_the_hash_follows_what_is_played_and_rated(other):
    """Another story, brief, cue or watch item makes another scene."""
    assert scene_hash(other) != scene_hash(SCENE)


@pytest.mark.parametrize(
    "other",
    [
        SCENE.model_copy(update={"title": "Soup", "debrief": "Talk.", "ink_line": 9}),
        changed_item(say="“Do go on.”"),
    ],
)
def test_the_hash_passes_over_what_is_read_afterwards(other):
    """A better title, debrief or wording leaves ratings comparable."""
    assert scene_hash(other) == scene_hash(SCENE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mr Baum: “Cold: it is.”", ("customer", "“Cold: it is.”")),
        ("Kim : Yes.", ("employee", "Yes.")),
        ("Note: he waits.", (None, "Note: he waits.")),
        ("Mr Baum nods.", (None, "Mr Baum nods.")),
    ],
)
def test_who_speaks(text, found):
    """A line that begins with a name of the header is spoken; any other is narration."""
    assert spoken(SCENE, text) == found
