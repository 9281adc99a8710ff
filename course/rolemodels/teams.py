"""Made-up teams: people with a rating and a note of what was seen, for each standard."""

from typing import Annotated

from pydantic import Field

from course.learning.items import Frozen, Slug, Text
from course.rolemodels.standards import Level


class NotedRating(Frozen):
    """The course's rating of a person on a standard.

    Attributes
    ----------
    note : str
        What somebody saw or heard.
    why : str, optional
        Why the note fits this level; `level` and `why` are a key where the learner rates.
    """

    level: Level
    note: Text
    why: Text | None = None


class Colleague(Frozen):
    """A made-up person; with `practice` the learner rates them from the notes."""

    id: Slug
    name: Text
    about: Text
    practice: bool = False
    ratings: dict[Slug, NotedRating]


class Team(Frozen):
    """A made-up team that is rated on the standards of a catalogue."""

    team: Slug
    title: Text
    catalogue: Slug
    story: Text
    people: Annotated[tuple[Colleague, ...], Field(min_length=2, max_length=12)]
