"""Scenes that are shipped: every path walked, every ending reached, every watch item exercised."""

import pytest

from course.ink import story_of
from course.learning.reading_level import reading_grade
from course.roleplay.marks import ENDINGS
from course.roleplay.paths import walk
from tests.samples import LIBRARY

SCENES = [LIBRARY.scene(slug) for slug in LIBRARY.files("scene")]
HARDEST = 8  # US school grade
MOST_PATHS = 500


@pytest.fixture(scope="module")
def walked(scene):
    """Return the paths of a scene, all of them."""
    return walk(story_of(scene.ink))


@pytest.fixture(scope="module", params=SCENES, ids=lambda scene: scene.id)
def scene(request):
    """Give each shipped scene in turn."""
    return request.param


def test_each_standard_has_a_scene():
    """Each standard of the front desk comes first in one scene, and all five levels are there."""
    standards = [standard.id for standard in LIBRARY.catalogue("front_desk").standards]
    assert sorted(scene.standard for scene in SCENES) == sorted(standards)
    assert {scene.difficulty for scene in SCENES} == {1, 2, 3, 4, 5}


def test_scenes_differ():
    """Channels and feelings vary, and all four groups of incidents are there."""
    assert {scene.incident.group for scene in SCENES} == {1, 2, 3, 4}
    assert len({scene.channel for scene in SCENES}) >= 5
    assert len({scene.roles.customer.emotion for scene in SCENES}) >= 5


def test_every_path_ends(walked):
    """All paths are walked, none breaks off, and each tells how it ends."""
    assert walked.is_complete
    assert [path.fault for path in walked.paths if path.fault] == []
    assert {path.ending[0] for path in walked.paths} == set(ENDINGS)


def test_paths_are_few_enough_to_read(walked):
    """An author can still look through what may happen."""
    assert len(walked.paths) < MOST_PATHS


def test_doing_well_ends_well(walked):
    """Whoever misses nothing reaches the best end, and whoever shows nothing does not."""
    for path in walked.paths:
        assert path.missed or path.ending[0] == "met"
        assert path.seen or path.ending[0] == "missed"


def test_cues_follow_what_is_seen(scene):
    """Observers change what the customer does: cues that ease, and cues that raise, hang on it."""
    assert {cue.kind for cue in scene.cues if cue.watch} == {"raise", "ease"}


def test_one_path_shows_everything(scene, walked):
    """Whoever does all the scene practises sees every watch item and misses none."""
    ids = {item.id for item in scene.watch}
    assert any(path.seen == ids and not path.missed for path in walked.paths)


def test_what_is_missed_comes_with_better_words(scene):
    """Each watch item has an example of good wording."""
    assert [item.id for item in scene.watch if not item.say] == []


def test_scene_is_easy_to_read(scene):
    """Briefs, debrief and story need no more than eight years of school."""
    text = "\n".join([*scene.briefs.values(), scene.debrief, scene.ink])
    plain = [line.split("#")[0] for line in text.splitlines() if not line.startswith(("~", "="))]
    assert reading_grade("\n".join(plain)) <= HARDEST
