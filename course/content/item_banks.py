"""Read item banks: ``exercises/item_banks/<module>.yaml``."""

import json
from collections import Counter
from types import SimpleNamespace

from pydantic import ValidationError

from course.content.reports import Form, read_with_report
from course.errors import ContentError, NotFoundError
from course.learning.items import (
    ITEM_TYPES,
    DialogueLine,
    HotspotItem,
    Item,
    ItemBank,
    Match,
    MatchingItem,
    Option,
    OrderingItem,
    Pair,
    Step,
    Unit,
    item_hash,
    keys,
    read_item,
)

FORM = Form(
    kind="bank",
    model=ItemBank,
    owners={1: "unit", 3: "item"},
    parts={
        "units": Unit,
        "items": Item,
        "options": Option,
        "steps": Step,
        "pairs": Pair,
        "extra": Match,
        "lines": DialogueLine,
    },
    numbered=("options", "steps", "pairs", "extra", "lines"),
    variants=ITEM_TYPES,
)
FEWEST_TO_TAP = 3


def read_item_bank(path, name=None):
    """Read one item bank (see `course.content.reports.read_with_report`).

    Returns
    -------
    ItemBank
    """
    return read_bank_with_report(path, name)[0]


def check_item_bank(path, name, standards):
    """Read one item bank, and see that the standards which its items teach are there.

    Parameters
    ----------
    standards : callable
        ``standards(catalogue)`` returns the ids of its standards, and raises NotFoundError for an
        unknown catalogue.

    Returns
    -------
    ItemBank
    """
    bank, report = read_bank_with_report(path, name)
    for u, unit in enumerate(bank.units):
        for i, item in enumerate(unit.items):
            for number, taught in enumerate(item.teaches):
                catalogue, _slash, standard = taught.partition("/")
                try:
                    known = standards(catalogue)
                except (NotFoundError, ContentError):
                    known = ()
                if standard not in known:
                    place = ["units", u, "items", i, "teaches", number]
                    expected = "one of " + ", ".join(known) if known else "a list of standards"
                    report.add(place, "unknown standard", expected, repr(taught))
    report.raise_problems()
    return bank


def read_bank_with_report(path, name=None):
    """Return an item bank, and a report that finds the lines of its file."""
    return read_with_report(path, name, FORM, _check_bank, _check_sound_items)


def _check_bank(bank, report):
    """Check what one field alone cannot show."""
    ids = Counter(item.id for unit in bank.units for item in unit.items)
    used = set()
    units = Counter(unit.id for unit in bank.units)
    for u, unit in enumerate(bank.units):
        if units[unit.id] > 1:
            at = ["units", u, "id"]
            report.add(at, "id used more than once", "1 unit", units[unit.id])
        versions = Counter(item_hash(item) for item in unit.items)
        for i, item in enumerate(unit.items):
            place = ["units", u, "items", i]
            if versions[item_hash(item)] > 1:
                report.add(place, "same question as another", "different words", repr(item.stem))
            if ids[item.id] > 1:
                report.add([*place, "id"], "id used more than once", "1 item", ids[item.id])
            _check_item(item, place, bank, report)
            used |= (
                {item.misconception}
                if isinstance(item, OrderingItem)
                else {option.misconception for option in item.options}
            )
    for slug in set(bank.misconceptions) - used:
        report.add(["misconceptions", slug], f"misconception {slug!r} is never used", "1 use", 0)


def _check_sound_items(document, report):
    """Check the items that are sound by themselves although something else is broken."""
    lists = {name: document.get(name) for name in ("objectives", "misconceptions")}
    if not all(isinstance(names, dict) for names in lists.values()):
        return
    units = document.get("units")
    for u, unit in enumerate(units if isinstance(units, list) else []):
        listed = unit.get("items") if isinstance(unit, dict) else None
        for i, fields in enumerate(listed if isinstance(listed, list) else []):
            try:
                item = read_item(json.dumps(fields, default=str))
            except (ValidationError, KeyError, TypeError):
                continue
            _check_item(item, ["units", u, "items", i], SimpleNamespace(**lists), report)


def _check_item(item, place, bank, report):
    if item.objective not in bank.objectives:
        known = ", ".join(bank.objectives)
        report.add(
            [*place, "objective"], "unknown objective", f"one of {known}", repr(item.objective)
        )
    places = _places(item)
    listed = [(*at, option.text) for at, option in zip(places, item.options, strict=True)]
    _check_texts(listed, place, report)
    if isinstance(item, MatchingItem):
        prompts = [("pairs", p, "text", pair.text) for p, pair in enumerate(item.pairs)]
        _check_texts(prompts, place, report)
    if isinstance(item, HotspotItem):
        _check_lines(item, place, report)
    if isinstance(item, OrderingItem):
        _check_misconception(item.misconception, [*place, "misconception"], "", bank, report)
        return
    for (name, o, _field), option in zip(places, item.options, strict=True):
        if isinstance(option, Match) or not option.key:
            at = [*place, name, o, "misconception"]
            _check_misconception(option.misconception, at, _where(name, o), bank, report)
    if not isinstance(item, MatchingItem):
        _check_keys(item, place, report)


def _places(item):
    """Return where the text of each option stands: the list, the index in it, and the field."""
    match item:
        case OrderingItem():
            return [("steps", s, "text") for s in range(len(item.steps))]
        case MatchingItem():
            pairs = [("pairs", p, "match") for p in range(len(item.pairs))]
            return [*pairs, *(("extra", e, "text") for e in range(len(item.extra)))]
        case HotspotItem():
            tapped = [number for number, line in enumerate(item.lines) if line.can_be_tapped]
            return [("lines", number, "text") for number in tapped]
    return [("options", o, "text") for o in range(len(item.options))]


def _where(name, index):
    """Return how problems call a member of a list: "option 1: "."""
    return f"{name.removesuffix('s')} {index + 1}: "


def _check_texts(listed, place, report):
    """Report texts that stand twice in a list of (name of the list, index, field, text)."""
    texts = Counter(text.casefold() for *_at, text in listed)
    for name, index, field, text in listed:
        if texts[text.casefold()] > 1:
            report.add(
                [*place, name, index, field],
                f"{_where(name, index)}same {field} as another",
                "different texts",
                repr(text),
            )


def _check_lines(item, place, report):
    """Check that lines to be tapped have feedback, and that there are enough of them."""
    for number, line in enumerate(item.lines):
        if line.can_be_tapped and line.feedback is None:
            at, wrong = [*place, "lines", number], f"{_where('lines', number)}no feedback"
            report.add(at, wrong, "a value", "nothing")
    if len(item.options) < FEWEST_TO_TAP:
        wrong, expected = "too few lines that can be tapped", f"at least {FEWEST_TO_TAP}"
        report.add([*place, "lines"], wrong, expected, len(item.options))


def _check_keys(item, place, report):
    """Check how many keys an item has."""
    least, most, words = {"multiple": (2, len(item.options), "at least 2")}.get(
        item.type, (1, 1, "exactly 1")
    )
    count = len(keys(item))
    if not least <= count <= most:
        wrong = "no key" if count == 0 else "too few keys" if count < least else "too many keys"
        report.add(place, wrong, words, count)


def _check_misconception(slug, place, where, bank, report):
    if slug is None:
        report.add(place, f"{where}distractor without misconception", "a named one", "none")
    elif slug not in bank.misconceptions:
        report.add(place, f"{where}unknown misconception", "one named at the top", repr(slug))
