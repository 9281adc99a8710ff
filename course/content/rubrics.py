"""Read rubrics: ``exercises/rubrics/<slug>.yaml``."""

from course.content.reports import Form, read_document, report_repeated_ids
from course.learning.rubrics import ANCHORED, Criterion, Rubric

FORM = Form(
    kind="rubric",
    model=Rubric,
    owners={1: "criterion"},
    parts={"criteria": Criterion},
)


def read_rubric(path, name=None):
    """Read one rubric (see `course.content.reports.read_document`).

    Returns
    -------
    Rubric
    """
    return read_document(path, name, FORM, _check, _check)


def _check(_document, report):
    """Check what one field alone cannot show, also in a file with faults elsewhere."""
    report_repeated_ids("criteria", "criterion", report)
    criteria = report.raw.get("criteria")
    for c, fields in enumerate(criteria if isinstance(criteria, list) else []):
        anchors = fields.get("anchors") if isinstance(fields, dict) else None
        if isinstance(anchors, dict):
            _check_levels(anchors, ["criteria", c, "anchors"], report)


def _check_levels(anchors, place, report):
    levels = [str(level) for level in anchors]
    found = ", ".join(levels) or "none"
    for level in ANCHORED:
        if level not in levels:
            report.add(place, f"no anchor for level {level}", "anchors at 1, 3 and 5", found)
    for level in anchors:
        if str(level) not in ANCHORED:
            at = [*place, level]
            report.add(at, f"anchor for level {level}", "anchors at 1, 3 and 5 only", found)
