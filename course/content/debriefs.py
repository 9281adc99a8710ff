"""Read guides for debriefs: ``exercises/debriefs/<slug>.yaml``."""

from course.content.reports import Form, read_document, report_repeated_ids
from course.roleplay.debriefs import DebriefGuide, DebriefStep, SelfQuestion
from course.roleplay.meetings import STEPS

FORM = Form(
    kind="guide",
    model=DebriefGuide,
    owners={1: "step"},
    parts={"steps": DebriefStep, "self_questions": SelfQuestion},
)


def read_guide(path, name=None):
    """Read one guide (see `course.content.reports.read_document`).

    Returns
    -------
    DebriefGuide
    """

    def check(guide, report):
        report_repeated_ids("self_questions", "question", report)
        found = tuple(each.step for each in guide.steps)
        if found != STEPS:
            report.add(["steps"], "other steps", ", ".join(STEPS), ", ".join(found))

    return read_document(path, name, FORM, check)
