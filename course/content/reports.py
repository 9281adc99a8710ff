"""Read YAML content into frozen models, and tell authors every problem in their own terms."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import get_origin

from pydantic import BaseModel, ValidationError

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
    owners : dict of int or str to str
        Depth in the file, or a list's name, to what is found there: ``{1: "unit", 3: "item"}``.
    parts : dict of str to type
        The models below the whole, by the name of the list that holds them.
    numbered : tuple of str
        Lists whose members have no id; problems call them "option 1", "option 2".
    variants : dict of str to type
        The models that a ``type`` field chooses from.
    plurals : dict of str to str
        What to call the members of a list whose name does not say it: ``{"watch": "watch items"}``.
    """

    kind: str
    model: type
    owners: dict = field(default_factory=dict)
    parts: dict = field(default_factory=dict)
    numbered: tuple = ()
    variants: dict = field(default_factory=dict)
    plurals: dict = field(default_factory=dict)


def read_document(path, name, form, check, check_parts=None):
    """Return what is in one YAML file, of type ``form.model`` (see `read_with_report`)."""
    return read_with_report(path, name, form, check, check_parts)[0]


def read_with_report(path, name, form, check, check_parts=None):
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
    tuple
        What is in it, of type ``form.model``, and a `Report` without problems that finds lines.

    Raises
    ------
    ContentError
        With every problem of the file, in the order of its lines.
    """
    name = name or str(path)
    report = Report(name, path.stem, read_yaml(path, name), form)
    document = report.read_model(check_parts)
    if document is not None:
        check(document, report)
    report.raise_problems()
    return document, report


class Report:
    """Collects problems and finds their line and the thing they belong to.

    Parameters
    ----------
    name, stem : str
        What to call the file in problems; the id that its name stands for.
    raw : dict
        The fields as `course.content.yaml_files` reads them.
    form : Form
    before : int
        Number of lines of the file above the fields.
    """

    def __init__(self, name, stem, raw, form, before=0):
        self.name, self.stem, self.raw, self.form = name, stem, raw, form
        self.before = before
        self.problems = []

    def read_model(self, check_parts=None):
        """Return the fields as a model; with a fault among them None, and the fault is added."""
        try:
            text = json.dumps(self.raw, default=str)
        except (TypeError, ValueError) as error:  # a date or a list as a name, an alias of itself
            self.add([], f"cannot be read ({error})", "texts as names", "something else")
            return None
        try:
            document = self.form.model.model_validate_json(text)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                self.add_fault(fault)
            if check_parts:
                check_parts(self.raw, self)
            return None
        ident = getattr(document, self.form.kind)
        if ident != self.stem:
            self.add([self.form.kind], "name and file differ", repr(self.stem), repr(ident))
        return document

    def raise_problems(self):
        """Raise a `ContentError` with every problem in the order of lines, if there is any."""
        if self.problems:
            raise ContentError(sorted(set(self.problems)))

    def add(self, place, wrong, expected, found):
        """Add a problem at a place, given as keys and indices from the top."""
        kind, ident = self._owner(place)
        line = line_of(self.raw, place) + self.before
        self.add_at(line, kind, ident, wrong, expected, found)

    def add_at(self, line, kind, ident, wrong, expected, found):
        """Add a problem of the thing `ident` at a line of the file."""
        self.problems.append(Problem(self.name, line, kind, ident, wrong, expected, str(found)))

    def _owner(self, place):
        """Return kind and id of the innermost thing around a place that has an id."""
        node, owner = self.raw, (self.form.kind, str(self.raw.get(self.form.kind, self.stem)))
        for depth, step in enumerate(place):
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                break
            kind = self.form.owners.get(depth) or self.form.owners.get(place[depth - 1])
            if kind and isinstance(step, int) and isinstance(node, dict):
                owner = (kind, str(node.get("id", f"number {step + 1}")))
        return owner

    def add_fault(self, fault):
        """Translate one fault that pydantic found."""
        if fault["type"] == "too_short" and len(fault["input"]) >= fault["ctx"]["min_length"]:
            return  # only short because its broken members, reported by themselves, do not count
        place = [step for step in fault["loc"] if step not in self.form.variants]
        numbered = [
            f"{place[i - 1].removesuffix('s')} {step + 1}"
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
            return f"no {what}", _shape(model.model_fields[what].annotation), "nothing"
        if kind == "extra_forbidden":
            return f"unknown field {what!r}", "one of " + ", ".join(model.model_fields), repr(what)
        if kind.startswith("union_tag"):
            known = "one of " + ", ".join(self.form.variants)
            return "unknown type", known, repr(context.get("tag"))
        if kind in ("too_short", "too_long"):
            limit = context.get("min_length", context.get("max_length"))
            bound = "at least" if kind == "too_short" else "at most"
            members = self.form.plurals.get(what, what)
            return f"wrong number of {members}", f"{bound} {limit}", context["actual_length"]
        expected = {
            "string_type": "exactly 1" if isinstance(fault["input"], list) else "text",
            "string_too_short": "some text",
            "string_pattern_mismatch": "small letters and digits, joined by hyphens",
            "int_type": "a whole number",
            "bool_type": "true or false",
            "tuple_type": "a list",
            "model_type": "fields of its own",
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


def _shape(annotation):
    """Return what a field holds, as an author would say it."""
    if get_origin(annotation) is tuple:
        return "a list"
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return "fields of its own" if is_model else "a value"
