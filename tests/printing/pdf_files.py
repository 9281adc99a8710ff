"""Read PDFs back, for the tests of printing."""

import io
import json
from pathlib import Path

import pypdf

from course.printing.typeset import typeset

ROOT = Path(__file__).parents[2]


def reader(pdf):
    """Return a reader of a PDF given as bytes."""
    return pypdf.PdfReader(io.BytesIO(pdf))


def squeezed(text):
    """Return a text without any white space, which a PDF does not keep."""
    return "".join(text.split())


def pdf_text(pdf):
    """Return all text of a PDF without white space; head and foot of its pages too."""
    return squeezed("".join(page.extract_text() for page in reader(pdf).pages))


def typeset_blocks(*blocks, title="A title"):
    """Return the PDF of a document made of these blocks."""
    words = {"course": "Course", "minutes": "", "page": "page {n} of {count}"}
    body = {"slug": "x", "title": title, "minutes": 0, "blocks": blocks, "words": words}
    return typeset("text_version", json.dumps(body))
