"""Rubrics: criteria with anchors, by which a person rates work, their own or somebody else's."""

import json
from typing import Annotated

from pydantic import Field

from course.ids import digest
from course.learning.items import Frozen, Slug, Text

LEVELS = (1, 2, 3, 4, 5)
ANCHORED = ("1", "3", "5")  # the levels that are described; 2 and 4 are in between
STRONG = 4  # from this level on, a criterion needs no second look


class Criterion(Frozen):
    """One thing to look at.

    Attributes
    ----------
    anchors : dict of str to str
        What is seen at each of the levels in `ANCHORED`.
    """

    id: Slug
    name: Text
    anchors: dict[str, Text]


class Rubric(Frozen):
    """Criteria that are rated together; one alone would be a standard."""

    rubric: Slug
    title: Text
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=2, max_length=8)]


def read_rubric_snapshot(body):
    """Return the rubric of a stored snapshot (see `rubric_json`)."""
    return Rubric.model_validate_json(body)


def rubric_json(rubric):
    """Return the whole rubric as JSON text, fit for `read_rubric_snapshot`."""
    return rubric.model_dump_json()


def rubric_hash(rubric):
    """Return a hash of what makes ratings comparable: criteria and anchors, not the title."""
    words = [
        [criterion.id, criterion.name, [criterion.anchors[level] for level in ANCHORED]]
        for criterion in rubric.criteria
    ]
    return digest(json.dumps(words, ensure_ascii=False))


def newest_levels(ratings, version):
    """Return the level of each criterion that was rated with one version of a rubric.

    Parameters
    ----------
    ratings : iterable of dict
        Each with criterion, level and rubric (a hash), the oldest first.
    version : str
        Hash of the rubric whose ratings count.

    Returns
    -------
    dict of str to int

    Examples
    --------
    >>> old = {"criterion": "camera", "level": 2, "rubric": "h1"}
    >>> newest_levels([old, {**old, "level": 4}, {**old, "level": 1, "rubric": "h0"}], "h1")
    {'camera': 4}
    """
    return {each["criterion"]: each["level"] for each in ratings if each["rubric"] == version}


def to_look_at_again(rubric, levels):
    """Return the criteria that were rated below `STRONG`, the lowest first.

    Returns
    -------
    tuple of Criterion
    """
    low = [each for each in rubric.criteria if levels.get(each.id, STRONG) < STRONG]
    return tuple(sorted(low, key=lambda criterion: levels[criterion.id]))
