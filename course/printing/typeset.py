"""Printed documents as PDF, set by Typst.

A document goes to its template as JSON: no text of a trainer or learner ever becomes Typst code, so
there is nothing to escape.
"""

from pathlib import Path

from course.errors import CourseError
from course.translation import _

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parents[1] / "built" / "fonts"


def typeset(template, body):
    """Return a PDF.

    The same body gives the same bytes: fonts come from the package only, no date is written, and
    nothing is read but the templates.

    Parameters
    ----------
    template : str
        Name of a file in ``course/printing/templates``, without ``.typ``.
    body : str
        The document as JSON text.

    Returns
    -------
    bytes

    Raises
    ------
    CourseError
        The fonts are missing: the front end has not been built.
    """
    import typst

    if not any(FONTS.glob("*.ttf")):
        words = _("The fonts for printing are missing. Build the front end first: npm run build")
        raise CourseError(words)
    compiler = typst.Compiler(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"document": body},
    )
    try:
        return compiler.compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as error:
        # A sign that no font of ours has keeps a file from being PDF/UA, not from being printed.
        if "could not be displayed" not in str(error):
            raise
        return compiler.compile(format="pdf")
