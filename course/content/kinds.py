"""The kinds of YAML content: where each is kept, what tells it, and who reads it.

A new kind of file needs one line in `KINDS`; then the library and ``course check`` know it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from course.content.item_banks import read_item_bank
from course.content.rubrics import read_rubric
from course.content.standards import read_catalogue
from course.content.teams import read_team
from course.content.worksheets import read_worksheet


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of content file.

    Attributes
    ----------
    field : str
        The field at the top of a file that only this kind has.
    words : str
        What to call it when there is none.
    read : callable
        ``read(path, name, library)`` returns the content, or raises ContentError; the library
        tells what else there is.
    """

    field: str
    words: str
    read: Callable


KINDS = {  # by folder below exercises/
    "item_banks": Kind("bank", "item bank", lambda path, name, _: read_item_bank(path, name)),
    "rubrics": Kind("rubric", "rubric", lambda path, name, _: read_rubric(path, name)),
    "standards": Kind(
        "catalogue",
        "catalogue of standards",
        lambda path, name, _: read_catalogue(path, name),
    ),
    "teams": Kind(
        "team", "team", lambda path, name, library: read_team(path, library.catalogue, name)
    ),
    "worksheets": Kind(
        "worksheet",
        "worksheet",
        lambda path, name, library: read_worksheet(path, name, library.slugs("rubrics")),
    ),
}


def folder_of(path):
    """Return the folder in `KINDS` that a file belongs into, wherever it lies.

    The folder that it is in tells; elsewhere the first field at its top that only one kind has. A
    worksheet names a rubric as well, so the first one counts. A file that says nothing is taken for
    an item bank.
    """
    if path.parent.name in KINDS:
        return path.parent.name
    folders = {kind.field: folder for folder, kind in KINDS.items()}
    text = path.read_text(encoding="utf-8", errors="replace")
    found = re.search(rf"^({'|'.join(folders)})\s*:", text, re.MULTILINE)
    return folders[found[1]] if found else "item_banks"


def read_content(path, library, name=None):
    """Read a content file of any kind.

    Raises
    ------
    ContentError, OSError
    """
    return KINDS[folder_of(path)].read(path, name, library)
