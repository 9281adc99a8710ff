"""Ratings of people on standards: one frozen table for all that is worked out from them."""

from collections import Counter
from dataclasses import dataclass

from course.errors import CourseError
from course.learning.rubrics import LEVELS
from course.translation import _

NAMES = ("rater", "person", "standard", "scene", "at", "form_hash")  # columns that hold a text


class RatingsError(CourseError):
    """Rows that are no ratings.

    Attributes
    ----------
    problems : tuple of (int, str)
        Every problem found: index of the row, counted from 0, and what is wrong with it.
    """

    def __init__(self, problems):
        self.problems = tuple(problems)
        words = _("row {row}: {fault}")
        super().__init__("\n".join(words.format(row=i + 1, fault=f) for i, f in self.problems))


@dataclass(frozen=True, slots=True)
class Rating:
    """What one observer saw of one person on one standard in one scene.

    Attributes
    ----------
    rater, person, standard, scene : str
        Their ids.
    at : str
        When, as ISO 8601 text, all with the same offset: the order of texts is that of time.
    value : int or None
        A level; None where there was no chance to show the standard.
    opportunity : bool
        Whether there was a chance.
    form_hash : str
        Which version of the form, since levels with other anchors are other levels.
    """

    rater: str
    person: str
    standard: str
    scene: str
    at: str
    value: int | None
    opportunity: bool = True
    form_hash: str = "-"


@dataclass(frozen=True, slots=True)
class Ratings:
    """A table of ratings; what is in it has been checked.

    Raises
    ------
    RatingsError
        With all faults of all rows, as `faults` finds them.
    """

    rows: tuple

    def __post_init__(self):
        if problems := tuple(faults(self.rows)):
            raise RatingsError(problems)

    @property
    def raters(self):
        """Return who rated, sorted."""
        return self._names("rater")

    @property
    def people(self):
        """Return who was rated, sorted."""
        return self._names("person")

    @property
    def standards(self):
        """Return on what, sorted."""
        return self._names("standard")

    @property
    def scenes(self):
        """Return where, sorted."""
        return self._names("scene")

    @property
    def sizes(self):
        """Return how many people, standards, raters and scenes there are, by name."""
        return {
            "person": len(self.people),
            "standard": len(self.standards),
            "rater": len(self.raters),
            "scene": len(self.scenes),
        }

    def _names(self, column):
        return tuple(sorted({getattr(row, column) for row in self.rows}))

    def columns(self):
        """Return the rows that have a value as `Columns`."""
        import numpy as np

        rows = [row for row in self.rows if row.opportunity]
        coded = {}
        for column in ("rater", "person", "standard", "scene"):
            index = {name: code for code, name in enumerate(self._names(column))}
            coded[column] = np.array([index[getattr(row, column)] for row in rows], dtype=int)
        place = {at: place for place, at in enumerate(self._names("at"))}
        time = np.array([place[row.at] for row in rows], dtype=int)
        return Columns(time=time, value=np.array([row.value for row in rows], dtype=int), **coded)


@dataclass(frozen=True, slots=True)
class Columns:
    """Ratings as arrays of equal length.

    Attributes
    ----------
    rater, person, standard, scene : numpy.ndarray of int
        Places in the sorted names of `Ratings`.
    time : numpy.ndarray of int
        Place in the order of time; equal for ratings of the same moment.
    value : numpy.ndarray of int
        The levels.
    """

    rater: object
    person: object
    standard: object
    scene: object
    time: object
    value: object


def faults(rows):
    """Yield (index of the row, what is wrong with it) for everything wrong with ratings."""
    times = Counter((r.rater, r.person, r.standard, r.scene, r.at) for r in rows)
    for index, row in enumerate(rows):
        for column in NAMES:
            if not isinstance(getattr(row, column), str) or not getattr(row, column).strip():
                yield index, _("{column} is empty").format(column=column)
        if row.opportunity and (isinstance(row.value, bool) or row.value not in LEVELS):
            words = _("the level is {value}, not one of {first} to {last}")
            yield index, words.format(value=row.value, first=LEVELS[0], last=LEVELS[-1])
        if not row.opportunity and row.value is not None:
            yield index, _("there is a level ({value}) without a chance").format(value=row.value)
        if row.rater == row.person:
            yield index, _("{person} rates themselves").format(person=row.person)
        if times[row.rater, row.person, row.standard, row.scene, row.at] > 1:
            yield index, _("the same rating is there more than once")
