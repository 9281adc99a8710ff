"""The score sheet as a table, and people ranked by their value on it."""

from dataclasses import dataclass, field
from fractions import Fraction

THRESHOLD = 4  # the least level that counts as meeting a standard


@dataclass(frozen=True, slots=True)
class Sheet:
    """Ratings of people on standards.

    Attributes
    ----------
    people, standards : tuple of str
        Their ids; the standards in the order of their importance.
    levels : dict of str to dict of str to int
        Person to standard to level; what is not rated is not there.
    points : dict of str to int
        How much each standard counts; the sum is 100.
    critical : frozenset of str
        Standards that more than one person should meet.
    threshold : int
        The least level that meets a standard.
    """

    people: tuple
    standards: tuple
    levels: dict
    points: dict
    critical: frozenset = field(default_factory=frozenset)
    threshold: int = THRESHOLD

    def level(self, person, standard):
        """Return the level of a person on a standard, or None."""
        return self.levels.get(person, {}).get(standard)

    def met_by(self, person):
        """Return the standards that a person meets."""
        levels = self.levels.get(person, {})
        return frozenset(s for s in self.standards if levels.get(s, 0) >= self.threshold)

    def who_meets(self, standard):
        """Return the people who meet a standard."""
        return tuple(p for p in self.people if (self.level(p, standard) or 0) >= self.threshold)

    def not_rated(self, person):
        """Return the standards on which a person is not rated yet."""
        return tuple(s for s in self.standards if self.level(person, s) is None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands in a ranking.

    Attributes
    ----------
    place : int
        Counted from 1; people with the same value share one.
    value : fractions.Fraction
        See `value`.
    missing : tuple of str
        Standards on which the person is not rated; they count nothing so far.
    """

    person: str
    place: int
    value: Fraction
    missing: tuple


def value(sheet, person):
    """Return the sum of weight times level over the standards on which a person is rated.

    It lies between 0 and 5. A standard without a rating adds nothing.
    """
    levels = sheet.levels.get(person, {})
    total = sum(sheet.points[s] * levels[s] for s in sheet.standards if s in levels)
    return Fraction(total, 100)


def rank(sheet):
    """Return a `Place` for everybody, the highest value first; ties in the order of the sheet."""
    values = {person: value(sheet, person) for person in sheet.people}
    ordered = sorted(sheet.people, key=lambda person: -values[person])
    return tuple(
        Place(
            person,
            1 + sum(other > values[person] for other in values.values()),
            values[person],
            sheet.not_rated(person),
        )
        for person in ordered
    )
