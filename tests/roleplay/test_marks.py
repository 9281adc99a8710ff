"""Marks: what the tags of a story say."""

import pytest

from course.roleplay.marks import Marks, read_marks, read_tag


def test_marks_of_a_choice():
    """A choice may show and miss several watch items."""
    marks = read_marks(("see: w1", "miss: w2", "see: w3"))
    assert marks == Marks(see=("w1", "w3"), miss=("w2",))


def test_marks_of_a_line():
    """A line may say the mood, ask for own words and end the scene; the last mood counts."""
    marks = read_marks(["mood: calm", "own words", "end: partly", "mood: angry"])
    assert marks == Marks(mood="angry", end="partly", own_words=True)


@pytest.mark.parametrize(
    "tag",
    ["", "seen: w1", "see", "see:", "mood: sunny", "end: happily", "Own words", "own words: x"],
)
def test_a_tag_that_says_nothing(tag):
    """Other tags, other words and a missing word are unknown, not passed over."""
    assert read_tag(tag) == ("unknown", tag)
    assert read_marks([tag]) == Marks(unknown=(tag,))
