"""Read YAML content into frozen models, and tell authors every problem in their own terms."""

import json
from collections import Counter
from dataclasses import dataclass, field

from pydantic import ValidationError

from course.content.problems import Problem
from course.content.yaml_files import line_of, read_yaml
from course.errors import ContentError


@dataclass(frozen=True)
class Form:
    """What a kind of content file is made of.

    Attributes
    ----------
    kind : str
        What to call the whole file in problems; also the field that holds its id.
    model : type
        The frozen model of the whole file.
    owners : dict of int to str
        Depth in the file to what is found there: ``{1: "unit", 3: "item"}``.
    parts : dict of str to type
        The models below the whole, by the name of the list that holds them.
    numbered : tuple of str
        Lists whose members have no id; problems call them "option 1", "option 2".
    variants : dict of str to type
        The models that a ``type`` field chooses from.
    """

    kind: str
    model: type
    owners: dict = field(default_factory=dict)
    parts: dict = field(default_factory=dict)
    numbered: tuple = ()
    variants: dict = field(default_factory=dict)


def read_document(path, name, form, check, check_parts=None):
    """Read one YAML file into its model.

    Parameters
    ----------
    path : pathlib.Path
    name : str or None
        What to call the file in problems; the path when None.
    form : Form
    check : callable
        ``check(document, report)`` reports what one field alone cannot show.
    check_parts : callable, optional
        ``check_parts(raw, report)`` checks the sound parts of a file with faults elsewhere.

    Returns
    -------
    object
        Of type ``form.model``.

    Raises
    ------
    ContentError
        With every problem of the file, in the order of its lines.
    """
    name = name or str(path)
    raw = read_yaml(path, name)
    report = Report(name, path.stem, raw, form)
    try:
        text = json.dumps(raw, default=str)
    except (TypeError, ValueError) as error:  # a date or a list as a name, an alias of itself
        report.add([], f"cannot be read ({error})", "texts as names", "something else")
        raise ContentError(report.problems) from None
    try:
        document = form.model.model_validate_json(text)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            report.add_fault(fault)
        if check_parts:
            check_parts(raw, report)
    else:
        if getattr(document, form.kind) != path.stem:
            found = repr(getattr(document, form.kind))
            report.add([form.kind], "name and file differ", repr(path.stem), found)
        check(document, report)
    if report.problems:
        raise ContentError(sorted(set(report.problems)))
    return document


class Report:
    """Collects problems and finds their line and the thing they belong to."""

    def __init__(self, name, stem, raw, form):
        self.name, self.stem, self.raw, self.form = name, stem, raw, form
        self.problems = []

    def add(self, place, wrong, expected, found):
        """Add a problem at a place, given as keys and indices from the top."""
        kind, ident = self._owner(place)
        line = line_of(self.raw, place)
        self.problems.append(Problem(self.name, line, kind, ident, wrong, expected, str(found)))

    def _owner(self, place):
        """Return kind and id of the innermost thing around a place that has an id."""
        node, owner = self.raw, (self.form.kind, str(self.raw.get(self.form.kind, self.stem)))
        for depth, step in enumerate(place):
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                break
            kind = self.form.owners.get(depth)
            if kind and isinstance(node, dict):
                owner = (kind, str(node.get("id", f"number {step + 1}")))
        return owner

    def add_fault(self, fault):
        """Translate one fault that pydantic found."""
        if fault["type"] == "too_short" and len(fault["input"]) >= fault["ctx"]["min_length"]:
            return  # only short because its broken members, reported by themselves, do not count
        place = [step for step in fault["loc"] if step not in self.form.variants]
        numbered = [
            f"{place[i - 1][:-1]} {step + 1}"
            for i, step in enumerate(place)
            if isinstance(step, int) and place[i - 1] in self.form.numbered
        ]
        where = f"{numbered[0]}: " if numbered else ""
        model = self._model(fault["loc"])
        if place and place[-1] == "[key]":
            place[-2:] = [place[-2], "name"]
        what = place[-1] if place and isinstance(place[-1], str) else "value"
        wrong, expected, found = self._words(fault, what, model)
        if fault["type"] == "missing":
            place = place[:-1]
        self.add(place, where + wrong, expected, found)

    def _model(self, location):
        """Return the innermost model around a place that pydantic names."""
        model = self.form.model
        for step in location[:-1]:
            model = self.form.variants.get(step) or self.form.parts.get(step) or model
        return model

    def _words(self, fault, what, model):
        """Return (wrong, expected, found) for a fault of pydantic, as an author would say it."""
        kind, context = fault["type"], fault.get("ctx", {})
        found = json.dumps(fault["input"], ensure_ascii=False, default=str)
        found = found if len(found) <= 60 else found[:57] + "..."
        if kind == "missing":
            is_list = what in self.form.parts
            return f"no {what}", "a list" if is_list else "a value", "nothing"
        if kind == "extra_forbidden":
            return f"unknown field {what!r}", "one of " + ", ".join(model.model_fields), repr(what)
        if kind.startswith("union_tag"):
            known = "one of " + ", ".join(self.form.variants)
            return "unknown type", known, repr(context.get("tag"))
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


def report_repeated_ids(listed, kind, report):
    """Report ids that stand more than once in a list of the file, such as ``prompts``."""
    members = report.raw.get(listed)
    ids = [
        each.get("id") if isinstance(each, dict) else None
        for each in (members if isinstance(members, list) else [])
    ]
    counts = Counter(ident for ident in ids if isinstance(ident, str))
    for index, ident in enumerate(ids):
        if isinstance(ident, str) and counts[ident] > 1:
            place = [listed, index, "id"]
            report.add(place, "id used more than once", f"1 {kind}", counts[ident])
