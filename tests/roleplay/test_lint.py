"""The rules of scenes where they end: what is still fine, and what just is not."""

from pathlib import Path

import pytest

from course.content.scenes import read_scene_card
from course.roleplay.lint import lint_card
from course.roleplay.paths import Walk, walk
from course.roleplay.story_lint import lint_paths
from tests.roleplay.stories import TreeStory

SCENE = read_scene_card(Path(__file__).parents[1] / "content" / "good.scene.md")
STANDARDS = ("listens-first", "owns-the-problem")


def wrongs(*, tree=None, **changes):
    """Return what is wrong with the good scene after changes, or with a tree as its story."""
    scene = SCENE.model_copy(update=changes)
    if tree is None:
        return [fault.wrong for fault in lint_card(scene, STANDARDS)]
    found = lint_paths(scene, walk(TreeStory(tree)), {})
    return [fault.wrong for fault in found if fault.kind == "choice"]


def test_the_good_scene_is_good():
    """The card that the others are compared with has no fault."""
    assert wrongs() == []


@pytest.mark.parametrize(
    ("employee", "count"),
    [
        ("You have walked since noon.", 0),
        ("You have walked since six.", 1),
        ("you, HAVE walked; since\nsix", 1),
    ],
)
def test_five_words_in_a_row_give_away(employee, count):
    """Four shared words are chance, five are a leak, whatever stands between them."""
    found = wrongs(briefs=SCENE.briefs | {"employee": employee})
    assert len(found) == count


@pytest.mark.parametrize(("at", "count"), [(179, 0), (180, 1)])
def test_a_cue_comes_before_the_end(at, count):
    """Play takes three minutes: 2:59 is in time, 3:00 is not."""
    assert len(wrongs(cues=(SCENE.cues[0].model_copy(update={"at": at}),))) == count


@pytest.mark.parametrize(
    ("right", "other", "found"),
    [
        (120, 80, ["right, and by far the longest"]),
        (119, 80, []),
        (75, 36, []),
        (80, 120, []),
    ],
)
def test_by_far_the_longest(right, other, found):
    """Half as long again, and by 40 letters, is by far; a long weak choice gives nothing away."""
    tree = {"a" * right + " # see: w1": "x", "b" * other + " # miss: w1": "y"}
    assert wrongs(tree=tree) == found


def test_two_right_choices_may_differ_in_length():
    """Where every choice is right, length gives nothing away."""
    assert wrongs(tree={"a" * 200 + " # see: w1": "x", "b # see: w2": "y"}) == []


def test_a_choice_that_shows_less():
    """Showing a part of what another shows needs a miss; showing something else does not."""
    less = "shows less than another choice and does not say why"
    assert wrongs(tree={"a # see: w1 # see: w2": "x", "b # see: w1": "y"}) == [less]
    assert wrongs(tree={"a # see: w1 # see: w2": "x", "b # see: w1 # miss: w2": "y"}) == []
    assert wrongs(tree={"a # see: w1": "x", "b # see: w2": "y"}) == []


def test_a_choice_that_changes_nothing():
    """Two choices with the same marks are twins only if all that follows is the same."""
    nothing = "earns the same as another and changes nothing"
    assert wrongs(tree={"a # miss: w1": "x", "b # miss: w1": "x"}) == [nothing]
    assert wrongs(tree={"a # miss: w1": "x", "b # miss: w1": "y"}) == []
    assert wrongs(tree={"a # miss: w1": "x", "b # miss: w2": "x"}) == []
    after = {"a": {"c": "x", "d": "y"}, "b": {"c": "x", "d": "z"}}
    assert wrongs(tree=after) == []


def test_a_sample_says_nothing_about_twins():
    """Where only some paths were walked, choices may differ on the others."""
    paths = walk(TreeStory({"a": "x", "b": "x"})).paths
    sample = Walk(paths, 9, is_complete=False)
    assert [f.wrong for f in lint_paths(SCENE, sample, {}) if f.kind == "choice"] == []


def test_a_sample_is_stated():
    """What was not found in a sample comes with how large the sample was."""
    paths = walk(TreeStory({"a # see: w1": "x", "b # miss: w1": "y"})).paths
    (fault,) = lint_paths(SCENE, Walk(paths, 9, is_complete=False), {})
    assert (fault.id, fault.found) == ("w2", "none in 2 of about 9 paths")
