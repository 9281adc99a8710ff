"""The ledger: who has practised what, and which scene comes next best."""

from collections.abc import Hashable
from dataclasses import dataclass

from course.roleplay.factors import pairs_of

NEAR = 1  # how far the difficulty of a next scene may be from the one aimed at


@dataclass(frozen=True, slots=True)
class Practice:
    """One time that a person took part in a scene.

    Attributes
    ----------
    person : Hashable
        Whatever names a person.
    row : dict of str to str
        Value by factor, as far as the scene tells (see `row_of`).
    standard : str
    part : str
        ``customer``, ``employee`` or ``observer``.
    at : float
        Seconds since the epoch.
    """

    person: Hashable
    row: dict
    standard: str
    part: str
    at: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A scene that could be played next; `id` is whatever names it."""

    id: Hashable
    row: dict
    standard: str
    difficulty: int


class Ledger:
    """What people have practised.

    Parameters
    ----------
    practices : iterable of Practice
    """

    def __init__(self, practices=()):
        self.practices = tuple(sorted(practices, key=lambda each: each.at))
        self._pairs, self._standards = {}, {}
        for each in self.practices:
            self._pairs.setdefault(each.person, set()).update(pairs_of(each.row))
            counts = self._standards.setdefault(each.person, {})
            counts[each.standard] = counts.get(each.standard, 0) + 1

    def pairs(self, person):
        """Return the pairs that a person has met, a frozenset."""
        return frozenset(self._pairs.get(person, ()))

    def team_pairs(self, people):
        """Return the pairs that at least one of some people has met, a frozenset."""
        return frozenset().union(*(self.pairs(person) for person in people))

    def standards(self, person):
        """Return how often a person practised each standard, a dict."""
        return dict(self._standards.get(person, {}))

    def new_pairs(self, row, people):
        """Return how many pairs of a row are new, added up over people."""
        pairs = pairs_of(row)
        return sum(len(pairs - self.pairs(person)) for person in people)

    def share_new(self, row, people):
        """Return the share of a row's pairs that is new for people, 0 to 1; 1 for nobody."""
        every = len(pairs_of(row)) * len(people)
        return self.new_pairs(row, people) / every if every else 1.0


def row_of(scene):
    """Return value by factor, as far as the card of a scene tells it.

    Parameters
    ----------
    scene : course.roleplay.scenes.Scene

    Returns
    -------
    dict of str to str
    """
    told = {
        "channel": scene.channel,
        "incident": scene.incident and scene.incident.type,
        "emotion": scene.roles.customer.emotion,
        "justice": scene.justice[0] if scene.justice else None,
        "difficulty": str(scene.difficulty),
        "standard": scene.standard,
    }
    return {**{name: value for name, value in told.items() if value}, **scene.factors}


def next_scene(candidates, ledger, people, standard, difficulty):
    """Return the scene with most new pairs for those who are there, None when none fits.

    Parameters
    ----------
    candidates : iterable of Candidate
        Of several as good as each other the first one wins.
    ledger : Ledger
    people : collection
        Those attending.
    standard : str
        The scene practises this one.
    difficulty : int
        The scene is at most `NEAR` away from it.

    Returns
    -------
    Candidate or None
    """
    fitting = [
        each
        for each in candidates
        if each.standard == standard and abs(each.difficulty - difficulty) <= NEAR
    ]
    return max(fitting, key=lambda each: ledger.new_pairs(each.row, people), default=None)
