"""Advice on content that is sound but could be better, in the same form as problems."""

from course.content.item_banks import FORM, read_item_bank
from course.content.reports import Report
from course.content.yaml_files import read_yaml
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
    name = name or str(path)
    bank = read_item_bank(path, name)
    report = Report(name, path.stem, read_yaml(path, name), FORM)
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
    for name, path in library.find("exercises/item_banks", "*.yaml").items():
        try:
            found += bank_advice(path, f"exercises/item_banks/{name}")
        except ContentError:
            continue  # `problems` tells them
    return found
