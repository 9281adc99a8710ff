"""Advice on content that is sound but could be better, in the same form as problems."""

from course.content.item_banks import read_bank_with_report
from course.content.kinds import KINDS
from course.errors import ContentError
from course.learning.item_lint import lint_bank


def bank_advice(path, name=None):
    """Return advice on an item bank, in the order of its lines.

    Parameters
    ----------
    path : pathlib.Path
    name : str, optional
        What to call the file; the path when None.

    Returns
    -------
    list of str

    Raises
    ------
    ContentError
        The bank has problems, which come first.
    """
    bank, report = read_bank_with_report(path, name)
    for finding in lint_bank(bank):
        report.add(finding.place, finding.wrong, finding.expected, finding.found)
    return [str(problem) for problem in sorted(set(report.problems))]


ADVISERS = {"bank": bank_advice}  # by kind; one line for each


def advice(path, kind, name=None):
    """Return advice on a file of a kind; none for kinds without an adviser."""
    adviser = ADVISERS.get(kind)
    return adviser(path, name) if adviser else []


def library_advice(library):
    """Return advice on all item banks of a library that have no problems.

    Returns
    -------
    list of str
    """
    found = []
    for path in library.files("bank").values():
        try:
            found += bank_advice(path, f"{KINDS['bank'].place}/{path.name}")
        except ContentError:
            continue  # `problems` tells them
    return found
