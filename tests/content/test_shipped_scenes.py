"""Scenes that are shipped: every path walked, every ending reached, every watch item exercised."""

import pytest

from course.ink import story_of
from course.learning.reading_level import reading_grade
from course.roleplay.marks import ENDINGS
from course.roleplay.paths import walk
from tests.samples import LIBRARY

SCENES = [LIBRARY.scene(slug) for slug in LIBRARY.files("scene")]
HARDEST = 8  # US school grade


@pytest.fixture(scope="module")
def walked(scene):
    """Return the paths of a scene, all of them."""
    return walk(story_of(scene.ink))


@pytest.fixture(scope="module", params=SCENES, ids=lambda scene: scene.id)
def scene(request):
    """Give each shipped scene in turn."""
    return request.param


def test_every_path_ends(walked):
    """All paths are walked, none breaks off, and each tells how it ends."""
    assert walked.is_complete
    assert [path.fault for path in walked.paths if path.fault] == []
    assert {path.ending[0] for path in walked.paths} == set(ENDINGS)


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
