"""Casting: who plays the customer, who the employee, and who observes, in turn."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import product

LEADS = ("customer", "employee")
OBSERVER = "observer"
PARTS = (*LEADS, OBSERVER)


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was there, and who played what; what casting learns from an earlier scene.

    Attributes
    ----------
    present : frozenset of str
        Keys of the people.
    declined : frozenset of (str, str)
        Keys and parts of those who said "not me".
    cast : dict of str to str
        Part by key.
    """

    present: frozenset[str]
    declined: frozenset[tuple[str, str]]
    cast: dict[str, str]


def debts(attendances):
    """Return how much each person is owed of each leading part.

    In each scene, whoever may play a part has an equal share in it; a debt is the sum of a
    person's shares less the times they played it. Who was not there, or said "not me", owes and is
    owed nothing for that scene.

    Parameters
    ----------
    attendances : iterable of Attendance

    Returns
    -------
    dict of (str, str) to float
        By key and part.
    """
    owed = defaultdict(float)
    for scene in attendances:
        for part in LEADS:
            may = [key for key in scene.present if (key, part) not in scene.declined]
            for key in may:
                owed[key, part] += 1 / len(may)
        for key, part in scene.cast.items():
            if part in LEADS:
                owed[key, part] -= 1
    return owed


def deal(present, declined=frozenset(), attendances=()):
    """Deal the parts of a scene: the leading ones to those who are owed most, the rest observe.

    Parameters
    ----------
    present : sequence of str
        Keys of the people, in an order that decides between equals.
    declined : collection of (str, str)
        Keys and parts of those who say "not me".
    attendances : iterable of Attendance
        Earlier scenes.

    Returns
    -------
    dict of str to str
        Part by key; empty when nobody can play both leading parts.

    Notes
    -----
    Of all pairs the one is taken that leaves the debts of those present smallest: the sum of the
    squares of what each is owed of either part, and of both together.
    """
    owed = debts(attendances)
    may = {part: [key for key in present if (key, part) not in declined] for part in LEADS}

    def burden(pair):
        left = dict.fromkeys(present, 0.0)
        squares = 0.0
        for part, player in zip(LEADS, pair, strict=True):
            for key in present:
                share = 1 / len(may[part]) if key in may[part] else 0.0
                debt = owed[key, part] + share - (key == player)
                left[key] += debt
                squares += debt**2
        squares += sum(debt**2 for debt in left.values())
        return (round(squares, 9), *(rank[key] for key in pair))

    rank = {key: number for number, key in enumerate(present)}
    fit = [pair for pair in product(*may.values()) if len(set(pair)) == len(pair)]
    if not fit:
        return {}
    leads = dict(zip(min(fit, key=burden), LEADS, strict=True))
    return {key: leads.get(key, OBSERVER) for key in present}
