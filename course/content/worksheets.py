"""Read worksheets: ``exercises/worksheets/<slug>.yaml``."""

from course.content.reports import Form, read_document, report_repeated_ids
from course.learning.worksheets import Prompt, Worksheet

FORM = Form(
    kind="worksheet",
    model=Worksheet,
    owners={1: "prompt"},
    parts={"prompts": Prompt},
)


def read_worksheet(path, name=None, rubrics=()):
    """Read one worksheet (see `course.content.reports.read_document`).

    Parameters
    ----------
    rubrics : iterable of str
        Slugs of the rubrics that there are.

    Returns
    -------
    Worksheet
    """
    known = sorted(rubrics)

    def check(_document, report):
        report_repeated_ids("prompts", "prompt", report)
        rubric = report.raw.get("rubric")
        if isinstance(rubric, str) and rubric not in known:
            expected = "one of " + ", ".join(known) if known else "a file in exercises/rubrics"
            report.add(["rubric"], "unknown rubric", expected, repr(rubric))

    return read_document(path, name, FORM, check, check)
