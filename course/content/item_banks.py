"""Read item banks: ``exercises/item_banks/<module>.yaml``."""

import json
from collections import Counter
from types import SimpleNamespace

from pydantic import ValidationError

from course.content.problems import Problem
from course.content.yaml_files import line_of, read_yaml
from course.errors import ContentError
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

MODELS = {"bank": ItemBank, "unit": Unit, "option": Option, "step": Step, **ITEM_TYPES}


def read_item_bank(path, name=None):
    """Read one item bank.

    Parameters
    ----------
    path : pathlib.Path
    name : str, optional
        What to call the file in problems; the path when omitted.

    Returns
    -------
    ItemBank

    Raises
    ------
    ContentError
        With every problem of the file, in the order of its lines.
    """
    name = name or str(path)
    document = read_yaml(path, name)
    report = _Report(name, path.stem, document)
    try:
        text = json.dumps(document, default=str)
    except (TypeError, ValueError) as error:  # a date or a list as a name, an alias of itself
        report.add([], f"cannot be read ({error})", "texts as names", "something else")
        raise ContentError(report.problems) from None
    try:
        bank = ItemBank.model_validate_json(text)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            report.add_fault(fault)
        _check_sound_items(document, report)
    else:
        _check_bank(bank, report)
    if report.problems:
        raise ContentError(sorted(set(report.problems)))
    return bank


class _Report:
    """Collects problems and finds their line and the item they belong to."""

    def __init__(self, name, stem, document):
        self.name, self.stem, self.document = name, stem, document
        self.problems = []

    def add(self, place, wrong, expected, found):
        kind, ident = self._owner(place)
        line = line_of(self.document, place)
        self.problems.append(Problem(self.name, line, kind, ident, wrong, expected, str(found)))

    def _owner(self, place):
        """Return kind and id of the item, unit or bank around a place."""
        node, owner = self.document, ("bank", str(self.document.get("bank", self.stem)))
        for depth, step in enumerate(place):
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                break
            kind = {1: "unit", 3: "item"}.get(depth)
            if kind and isinstance(node, dict):
                owner = (kind, str(node.get("id", f"number {step + 1}")))
        return owner

    def add_fault(self, fault):
        """Translate one fault that pydantic found."""
        if fault["type"] == "too_short" and len(fault["input"]) >= fault["ctx"]["min_length"]:
            return  # only short because its broken members, reported by themselves, do not count
        place = [step for step in fault["loc"] if step not in ITEM_TYPES]
        model = next((MODELS[s] for s in reversed(fault["loc"]) if s in ITEM_TYPES), None)
        numbered = [
            f"{place[i - 1][:-1]} {step + 1}"
            for i, step in enumerate(place)
            if isinstance(step, int) and place[i - 1] in ("options", "steps")
        ]
        where = f"{numbered[0]}: " if numbered else ""
        if place and place[-1] == "[key]":
            place[-2:] = [place[-2], "name"]
        what = place[-1] if place and isinstance(place[-1], str) else "value"
        wrong, expected, found = _words(fault, what, model, numbered)
        if fault["type"] == "missing":
            place = place[:-1]
        self.add(place, where + wrong, expected, found)


def _words(fault, what, model, numbered):
    """Return (wrong, expected, found) for a fault of pydantic, as an author would say it."""
    kind, context = fault["type"], fault.get("ctx", {})
    found = json.dumps(fault["input"], ensure_ascii=False, default=str)
    found = found if len(found) <= 60 else found[:57] + "..."
    if kind == "missing":
        return (
            f"no {what}",
            {"options": "a list", "items": "a list"}.get(what, "a value"),
            "nothing",
        )
    if kind == "extra_forbidden":
        if numbered:
            model = Step if model is OrderingItem else Option
        model = model or {1: ItemBank, 3: Unit}.get(len(fault["loc"]), Item)
        return f"unknown field {what!r}", "one of " + ", ".join(model.model_fields), repr(what)
    if kind.startswith("union_tag"):
        return "unknown type", "one of " + ", ".join(ITEM_TYPES), repr(context.get("tag"))
    if kind in ("too_short", "too_long"):
        limit = context.get("min_length", context.get("max_length"))
        bound = "at least" if kind == "too_short" else "at most"
        return f"wrong number of {what}", f"{bound} {limit}", context["actual_length"]
    expected = {
        "string_type": "text",
        "string_too_short": "some text",
        "string_pattern_mismatch": "small letters and digits, joined by hyphens",
        "int_type": "a whole number",
        "bool_type": "true or false",
        "greater_than_equal": f"at least {context.get('ge')}",
        "less_than_equal": f"at most {context.get('le')}",
        "literal_error": context.get("expected"),
    }.get(kind, fault["msg"])
    return f"wrong {what}", expected, found


def _check_bank(bank, report):
    """Check what one field alone cannot show."""
    stem = report.stem
    if bank.bank != stem:
        report.add(["bank"], "name and file differ", repr(stem), repr(bank.bank))
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
