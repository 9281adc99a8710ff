"""Read and write catalogues of standards: ``exercises/standards/<slug>.yaml``."""

import json
from collections import Counter

from course.content.reports import Form, read_document
from course.rolemodels.standards import Catalogue, Standard

FORM = Form(
    kind="catalogue",
    model=Catalogue,
    owners={1: "standard"},
    parts={"standards": Standard, "retired": Standard},
)


def read_catalogue(path, name=None):
    """Read one catalogue of standards (see `course.content.reports.read_document`).

    Returns
    -------
    Catalogue
    """
    return read_document(path, name, FORM, _check_catalogue)


def catalogue_text(catalogue, note=""):
    """Return a catalogue as the text of its file, which `read_catalogue` reads back as it was.

    Parameters
    ----------
    catalogue : Catalogue
    note : str
        A line for people who open the file.

    Returns
    -------
    str
    """
    lines = [f"# {note}"] if note else []
    lines += [f"catalogue: {catalogue.catalogue}", f"title: {_quoted(catalogue.title)}"]
    for part in ("standards", "retired"):
        if members := getattr(catalogue, part):
            lines += [f"{part}:", *(line for each in members for line in _standard_lines(each))]
    if catalogue.points is not None:
        lines += ["points:", *(f"  {name}: {n}" for name, n in catalogue.points.items())]
    return "\n".join(lines) + "\n"


def _standard_lines(standard):
    return [
        f"  - id: {standard.id}",
        f"    name: {_quoted(standard.name)}",
        f"    view: {_quoted(standard.view)}",
        f"    dimension: {standard.dimension}",
        *(["    critical: true"] if standard.critical else []),
        "    behaviours:",
        *(f"      - {_quoted(text)}" for text in standard.behaviours),
        "    anchors:",
        *(f"      {level}: {_quoted(text)}" for level, text in sorted(standard.anchors.items())),
    ]


def _quoted(text):
    """Return a text as YAML: that of JSON, but for signs that YAML does not want as they are."""
    return "".join(map(_sign, json.dumps(text, ensure_ascii=False)))


def _sign(sign):
    if sign.isprintable():
        return sign
    return f"\\u{ord(sign):04x}" if ord(sign) <= 0xFFFF else f"\\U{ord(sign):08x}"


def _check_catalogue(catalogue, report):
    """Check what one field alone cannot show."""
    known = (*catalogue.standards, *catalogue.retired)
    ids = Counter(standard.id for standard in known)
    names = Counter(standard.name.casefold() for standard in catalogue.standards)
    for number, standard in enumerate(catalogue.standards):
        place = ["standards", number]
        if names[standard.name.casefold()] > 1:
            found = repr(standard.name)
            report.add([*place, "name"], "same name as another", "different names", found)
    for part in ("standards", "retired"):
        for number, standard in enumerate(getattr(catalogue, part)):
            _check_standard(standard, [part, number], ids, report)
    if catalogue.points is not None:
        _check_points(catalogue, report)


def _check_standard(standard, place, ids, report):
    if ids[standard.id] > 1:
        report.add([*place, "id"], "id used more than once", "1 standard", ids[standard.id])
    behaviours = Counter(text.casefold() for text in standard.behaviours)
    for b, text in enumerate(standard.behaviours):
        if behaviours[text.casefold()] > 1:
            at = [*place, "behaviours", b]
            report.add(at, "same behaviour twice", "different behaviours", repr(text))


def _check_points(catalogue, report):
    """Check that the points are those of the standards, and 100 together."""
    ids = [standard.id for standard in catalogue.standards]
    if set(catalogue.points) != set(ids):
        found = ", ".join(catalogue.points) or "nothing"
        report.add(["points"], "points of other standards", ", ".join(ids), found)
    elif sum(catalogue.points.values()) != 100:
        total = sum(catalogue.points.values())
        report.add(["points"], "wrong sum of points", "100", total)
