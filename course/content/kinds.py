"""The kinds of content files: how to know one, where it belongs, and who reads it.

A new kind is one line in `KINDS`: checking single files, the live preview and the tests of the
author's guide find it there.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from course.content.item_banks import read_item_bank
from course.content.pages import read_page

FIRST_FIELD = re.compile(r"^([A-Za-z_]+)[ \t]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content file.

    Attributes
    ----------
    name : str
        For YAML files the field that holds the id.
    folder, ending : str
        Where its files are in a content tree, and how their names end.
    read : callable
        ``read(path, name)`` returns what is in a file, or raises `ContentError`; `name` is what to
        call the file in problems.
    """

    name: str
    folder: str
    ending: str
    read: Callable


def _read_notebook(path, name):
    return read_page(path, path.parent.name, name)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("bank", "exercises/item_banks", ".yaml", read_item_bank),
        Kind("notebook", "modules", ".ipynb", _read_notebook),
    )
}


def kind_of(path):
    """Return the kind of a file: by its ending, its first field, or its folder; None if unknown.

    Raises
    ------
    OSError
        The file cannot be read.
    """
    fitting = [kind for kind in KINDS.values() if path.name.endswith(kind.ending)]
    if len(fitting) == 1:
        return fitting[0]
    field = first_field(path.read_text(encoding="utf-8", errors="replace"))
    for kind in fitting:
        if kind.name == field:
            return kind
    tree = "/".join(path.absolute().parts[:-1])
    return next((kind for kind in fitting if tree.endswith(f"/{kind.folder}")), None)


def first_field(text):
    """Return the name of the first field of a YAML text, None without any.

    >>> first_field("bank: 03_role_models")
    'bank'
    """
    found = FIRST_FIELD.search(text)
    return found and found[1]
