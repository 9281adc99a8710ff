"""The score sheet as a table, and people ranked by their value on it."""

from dataclasses import dataclass, field, replace
from fractions import Fraction

THRESHOLD = 4  # the least level that counts as meeting a standard
SURE = 0.8  # how likely it must be, where it is not given but measured
DOUBT = 0.05  # below this chance somebody surely does not meet it: a gap is said with more care


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

    def who_may_meet(self, _standard):
        """Return the people who may meet a standard though they do not so far: nobody."""
        return ()


@dataclass(frozen=True, slots=True)
class MeasuredSheet(Sheet):
    """A sheet of what many ratings say; whoever is likely to reach the threshold meets a standard.

    Attributes
    ----------
    levels : dict of str to dict of str to fractions.Fraction
        The fair, shrunk means, to one decimal, so that differences nobody can see are ties.
    chances : dict of str to dict of str to float
        How likely it is that the true mean reaches the threshold.
    known : frozenset of (str, str)
        Person and standard with enough evidence; the others meet nothing yet.
    sure : float
        The least chance that is enough.
    doubt : float
        From this chance on somebody may meet a standard after all.
    """

    chances: dict = field(default_factory=dict)
    known: frozenset = field(default_factory=frozenset)
    sure: float = SURE
    doubt: float = DOUBT

    def meets(self, person, standard):
        """Tell whether there is enough evidence that a person reaches the threshold."""
        return (person, standard) in self.known and self.chances[person][standard] >= self.sure

    def met_by(self, person):
        """Return the standards that a person meets."""
        return frozenset(s for s in self.standards if self.meets(person, s))

    def who_meets(self, standard):
        """Return the people who meet a standard."""
        return tuple(p for p in self.people if self.meets(p, standard))

    def not_rated(self, person):
        """Return the standards on which too little is known of a person."""
        return tuple(s for s in self.standards if (person, s) not in self.known)

    def unsettled(self):
        """Return the standards that nobody meets so far, though somebody may."""
        return tuple(s for s in self.standards if not self.who_meets(s) and self.who_may_meet(s))

    def who_may_meet(self, standard):
        """Return the people of whom too little is known to tell, the likeliest first."""
        able = (p for p in self.people if self._may_meet(p, standard))
        return tuple(sorted(able, key=lambda p: -self.chances[p].get(standard, 0.0)))

    def _may_meet(self, person, standard):
        chance = self.chances[person].get(standard, 0.0)
        is_open = (person, standard) not in self.known or chance >= self.doubt
        return is_open and not self.meets(person, standard)

    def turned(self, person, standard):
        """Return the sheet as it would be if a person met a standard, or no longer did."""
        chance = 0.0 if self.meets(person, standard) else 1.0
        row = self.chances[person] | {standard: chance}
        known = self.known | {(person, standard)}
        return replace(self, chances=self.chances | {person: row}, known=known)


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
