"""Read item banks: ``exercises/item_banks/<module>.yaml``."""

import json
from collections import Counter
from types import SimpleNamespace

from pydantic import ValidationError

from course.content.reports import Form, read_document
from course.learning.items import (
    ITEM_TYPES,
    Item,
    ItemBank,
    Option,
    OrderingItem,
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
    parts={"units": Unit, "items": Item, "options": Option, "steps": Step},
    numbered=("options", "steps"),
    variants=ITEM_TYPES,
)


def read_item_bank(path, name=None):
    """Read one item bank (see `course.content.reports.read_document`).

    Returns
    -------
    ItemBank
    """
    return read_document(path, name, FORM, _check_bank, _check_sound_items)


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
    listed = "steps" if isinstance(item, OrderingItem) else "options"
    texts = Counter(option.text.casefold() for option in item.options)
    for o, option in enumerate(item.options):
        if texts[option.text.casefold()] > 1:
            report.add(
                [*place, listed, o, "text"],
                f"option {o + 1}: same text as another",
                "different texts",
                repr(option.text),
            )
    if isinstance(item, OrderingItem):
        _check_misconception(item.misconception, [*place, "misconception"], "", bank, report)
        return
    for o, option in enumerate(item.options):
        if not option.key:
            where = f"option {o + 1}: "
            at = [*place, "options", o, "misconception"]
            _check_misconception(option.misconception, at, where, bank, report)
    expected = {"single": (1, 1, "exactly 1"), "multiple": (2, len(item.options), "at least 2")}
    least, most, words = expected[item.type]
    count = len(keys(item))
    if not least <= count <= most:
        wrong = "no key" if count == 0 else "too few keys" if count < least else "too many keys"
        report.add(place, wrong, words, count)


def _check_misconception(slug, place, where, bank, report):
    if slug is None:
        report.add(place, f"{where}distractor without misconception", "a named one", "none")
    elif slug not in bank.misconceptions:
        report.add(place, f"{where}unknown misconception", "one named at the top", repr(slug))
