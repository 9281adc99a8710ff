"""Which items teach a standard, so that what somebody missed in a role-play leads somewhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WeakItem:
    """An item that is worth another look.

    Attributes
    ----------
    id, bank, unit : str
        Slugs of the item, its bank and its unit.
    standard : str
        The standard that was missed, such as ``front_desk/listens-first``.
    at : float
        When, in seconds since the epoch.
    why : str
        What was missed, in the words that observers had.
    """

    id: str
    bank: str
    unit: str
    standard: str
    at: float
    why: str


@dataclass(frozen=True, slots=True)
class Miss:
    """Something to look for that a person did not show; the fields are those of `WeakItem`."""

    standard: str
    why: str
    at: float


def weak_items_of(misses, banks):
    """Return the items that teach what was missed, the newest miss first.

    Parameters
    ----------
    misses : iterable of Miss
    banks : iterable of course.learning.items.ItemBank

    Returns
    -------
    list of WeakItem
        For each miss all items that teach its standard, the easiest first.
    """
    taught = {}
    for bank in banks:
        for unit in bank.units:
            for item in unit.items:
                for standard in item.teaches:
                    taught.setdefault(standard, []).append((item.difficulty, item, unit, bank))
    return [
        WeakItem(item.id, bank.bank, unit.id, miss.standard, miss.at, miss.why)
        for miss in sorted(misses, key=lambda miss: -miss.at)
        for _difficulty, item, unit, bank in sorted(
            taught.get(miss.standard, ()), key=lambda each: each[0]
        )
    ]
