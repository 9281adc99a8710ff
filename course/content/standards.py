"""Read catalogues of standards: ``exercises/standards/<slug>.yaml``."""

from collections import Counter

from course.content.reports import Form, read_document
from course.rolemodels.standards import Catalogue, Standard

FORM = Form(
    kind="catalogue",
    model=Catalogue,
    owners={1: "standard"},
    parts={"standards": Standard},
)


def read_catalogue(path, name=None):
    """Read one catalogue of standards (see `course.content.reports.read_document`).

    Returns
    -------
    Catalogue
    """
    return read_document(path, name, FORM, _check_catalogue)


def _check_catalogue(catalogue, report):
    """Check what one field alone cannot show."""
    ids = Counter(standard.id for standard in catalogue.standards)
    names = Counter(standard.name.casefold() for standard in catalogue.standards)
    for number, standard in enumerate(catalogue.standards):
        place = ["standards", number]
        if ids[standard.id] > 1:
            report.add([*place, "id"], "id used more than once", "1 standard", ids[standard.id])
        if names[standard.name.casefold()] > 1:
            found = repr(standard.name)
            report.add([*place, "name"], "same name as another", "different names", found)
        behaviours = Counter(text.casefold() for text in standard.behaviours)
        for b, text in enumerate(standard.behaviours):
            if behaviours[text.casefold()] > 1:
                at = [*place, "behaviours", b]
                report.add(at, "same behaviour twice", "different behaviours", repr(text))
