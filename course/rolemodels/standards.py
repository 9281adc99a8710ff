"""Standards: what customers can count on, each with behaviours and anchors.

All objects are frozen; `course.content.standards` makes them from files.
"""

from typing import Annotated, Literal, get_args

from pydantic import Field

from course.learning.items import Frozen, Slug, Text
from course.learning.rubrics import LEVELS

Level = Annotated[int, Field(ge=LEVELS[0], le=LEVELS[-1])]
Dimension = Literal["tangibles", "reliability", "responsiveness", "assurance", "empathy"]
DIMENSIONS = get_args(Dimension)  # of SERVQUAL


class Standard(Frozen):
    """Something that customers can count on.

    Attributes
    ----------
    view : str
        What a customer would say about it.
    critical : bool
        Whether more than one person should be able to show it.
    anchors : dict of {"1", "3", "5"} to str
        What these levels look like; a 2 or a 4 is in between.
    """

    id: Slug
    name: Text
    view: Text
    dimension: Dimension
    critical: bool = False
    behaviours: Annotated[tuple[Text, ...], Field(min_length=3, max_length=5)]
    anchors: Annotated[dict[Literal["1", "3", "5"], Text], Field(min_length=3)]


class Catalogue(Frozen):
    """The standards of a business, which its scenes and score sheets refer to.

    Attributes
    ----------
    points : dict of str to int, optional
        What each standard counts, of 100.
    retired : tuple of Standard
        Those that were taken out: nobody is asked about them any more, but scenes and ratings that
        refer to them still find them.
    """

    catalogue: Slug
    title: Text
    standards: Annotated[tuple[Standard, ...], Field(min_length=1, max_length=12)]
    points: dict[str, Annotated[int, Field(ge=0)]] | None = None
    retired: tuple[Standard, ...] = ()

    def standard(self, standard_id):
        """Return the standard with this id, be it retired, or None."""
        known = (*self.standards, *self.retired)
        return next((each for each in known if each.id == standard_id), None)
