"""Worksheets and rubrics: what their hashes cover, and how far a person is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.learning.rubrics import (
    Criterion,
    Rubric,
    newest_levels,
    read_rubric_snapshot,
    rubric_hash,
    rubric_json,
    to_look_at_again,
)
from course.learning.worksheets import Prompt, Worksheet, missing, stage, worksheet_hash

ANCHORS = {"1": "not yet", "3": "sound", "5": "on a good day"}
CRITERIA = tuple(Criterion(id=i, name=i.title(), anchors=ANCHORS) for i in ("view", "camera"))
RUBRIC = Rubric(rubric="tiny", title="Tiny", criteria=CRITERIA)
PROMPTS = (
    Prompt(id="moment", ask="Which moment?", hint="Ask.", lines=3),
    Prompt(id="next", ask="What next?", lines=2, optional=True),
)
WORKSHEET = Worksheet(worksheet="tiny", title="Tiny", intro="Write.", minutes=5, prompts=PROMPTS)


def with_criterion(**changes):
    """Return the rubric with its first criterion changed."""
    first = CRITERIA[0].model_copy(update=changes)
    return RUBRIC.model_copy(update={"criteria": (first, CRITERIA[1])})


def with_prompt(**changes):
    """Return the worksheet with its first prompt changed."""
    first = PROMPTS[0].model_copy(update=changes)
    return WORKSHEET.model_copy(update={"prompts": (first, PROMPTS[1])})


@pytest.mark.parametrize(
    "changes", [{"id": "other"}, {"name": "Other"}, {"anchors": {**ANCHORS, "3": "fine"}}]
)
def test_rubric_hash_covers_what_is_rated(changes):
    """Another id, name or anchor makes another version; ratings by it are not mixed."""
    assert rubric_hash(with_criterion(**changes)) != rubric_hash(RUBRIC)


def test_rubric_hash_ignores_the_title():
    """A title may be mended without parting old ratings from new ones."""
    assert rubric_hash(RUBRIC.model_copy(update={"title": "Other"})) == rubric_hash(RUBRIC)


def test_a_rubric_comes_back_from_its_snapshot():
    """What is stored with a rating gives the same rubric again."""
    assert read_rubric_snapshot(rubric_json(RUBRIC)) == RUBRIC


@pytest.mark.parametrize("changes", [{"id": "other"}, {"ask": "Other?"}, {"optional": True}])
def test_worksheet_hash_covers_what_is_asked(changes):
    """Another prompt makes another version."""
    assert worksheet_hash(with_prompt(**changes)) != worksheet_hash(WORKSHEET)


@pytest.mark.parametrize("changes", [{"hint": "Listen."}, {"example": "She asked."}, {"lines": 8}])
def test_worksheet_hash_ignores_what_only_helps(changes):
    """Hint, example and room may be mended."""
    assert worksheet_hash(with_prompt(**changes)) == worksheet_hash(WORKSHEET)


@pytest.mark.parametrize(
    ("texts", "ids"), [({}, ["moment"]), ({"moment": " \n"}, ["moment"]), ({"moment": "x"}, [])]
)
def test_missing(texts, ids):
    """Empty space is not a text; an optional prompt is never missing."""
    assert [prompt.id for prompt in missing(WORKSHEET, texts)] == ids


@pytest.mark.parametrize(
    ("levels", "ids"),
    [
        ({"view": 3, "camera": 1}, ["camera", "view"]),
        ({"view": 4, "camera": 3}, ["camera"]),
        ({"view": 4, "camera": 5}, []),
        ({}, []),
    ],
)
def test_to_look_at_again(levels, ids):
    """Criteria below 4 come back, the lowest first; 4 and 5 do not."""
    assert [criterion.id for criterion in to_look_at_again(RUBRIC, levels)] == ids


@given(st.lists(st.sampled_from(["done", "rate", "finish", "reopen"]), max_size=12))
def test_only_the_last_step_counts(kinds):
    """A reopened worksheet is written, a done one is not; nothing is finished before it is done."""
    assert stage([*kinds, "reopen"], True) == "writing"
    assert stage([*kinds, "done"], True) == "rating"
    assert stage([*kinds, "done", "finish"], True) == "finished"
    assert stage([*kinds, "reopen", "finish"], True) == "writing"
    assert stage([*kinds, "rate"], True) == stage(kinds, True)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 5), st.sampled_from(["h", "x"]))))
def test_the_newest_rating_counts(ratings):
    """For each criterion the last rating by this version is the one that counts."""
    bodies = [{"criterion": c, "level": level, "rubric": h} for c, level, h in ratings]
    for criterion in "ab":
        mine = [level for c, level, h in ratings if (c, h) == (criterion, "h")]
        assert newest_levels(bodies, "h").get(criterion) == (mine[-1] if mine else None)
