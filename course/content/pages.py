"""Notebooks as pages: their title, who they are for, and the map of the diploma."""

import json
from dataclasses import dataclass
from pathlib import Path

from course.content.problems import Problem
from course.content.yaml_files import line_of, read_yaml
from course.errors import ContentError
from course.ids import is_slug
from course.people.roles import ROLES

FOLDERS = ("modules", "exercises", "roleplay_scripts")


@dataclass(frozen=True, slots=True)
class Page:
    """A notebook that may be opened.

    Attributes
    ----------
    address : str
        Path of the page on the server, such as ``/modules/03_role_models``.
    role : str
        The least role that may open it (see `course.people.roles`).
    minutes : int
        How long it takes; 0 when not said.
    """

    address: str
    title: str
    role: str
    minutes: int
    path: Path

    @property
    def slug(self):
        """The name of the notebook."""
        return self.path.stem


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A module on the map of the diploma."""

    id: str
    title: str
    summary: str


def read_page(path, folder):
    """Return the page of a notebook in a folder (one of `FOLDERS`).

    Raises
    ------
    ContentError
        When it is no notebook, or lacks a title or a role.
    """
    name = f"{folder}/{path.name}"
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        first = "".join(notebook["cells"][0]["source"]).splitlines()[0]
        about = dict(notebook["metadata"].get("course", {}))
        minutes = int(about.get("minutes", 0))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        fault = Problem(name, 1, "notebook", path.stem, "cannot be read", "a notebook", repr(error))
        raise ContentError([fault]) from None
    problems = []
    if not first.startswith("# "):
        problems.append(
            Problem(name, 1, "notebook", path.stem, "no title", "'# ' and words", repr(first[:40]))
        )
    role = about.get("role")
    if role not in ROLES:
        expected = "one of " + ", ".join(ROLES)
        problems.append(
            Problem(name, 1, "notebook", path.stem, "no role in its metadata", expected, repr(role))
        )
    if problems:
        raise ContentError(problems)
    address = f"/{folder}/{path.stem}"
    return Page(address, first[2:].strip(), role, minutes, path)


def read_map(path, name):
    """Return the map of the diploma, a tuple of `MapEntry`.

    Raises
    ------
    ContentError
    """
    document = read_yaml(path, name)
    listed = document.get("modules")
    if not isinstance(listed, list):
        fault = Problem(name, 1, "file", path.name, "no modules", "a list", repr(listed))
        raise ContentError([fault])
    entries, problems = [], []
    for index, fields in enumerate(listed):
        line = line_of(document, ["modules", index])
        found = sorted(fields) if isinstance(fields, dict) else fields
        if not isinstance(fields, dict) or set(fields) != {"id", "title", "summary"}:
            wrong, expected = "wrong fields", "id, summary, title"
            problems.append(
                Problem(name, line, "module", f"number {index + 1}", wrong, expected, str(found))
            )
        elif not is_slug(str(fields["id"])):
            problems.append(
                Problem(name, line, "module", str(fields["id"]), "wrong id", "a slug", "this id")
            )
        elif str(fields["id"]) in {entry.id for entry in entries}:
            ident = str(fields["id"])
            problems.append(
                Problem(name, line, "module", ident, "id used more than once", "1 module", "2")
            )
        elif not (fields["title"] and fields["summary"]):
            ident = str(fields["id"])
            problems.append(
                Problem(name, line, "module", ident, "empty field", "title and summary", "nothing")
            )
        else:
            entries.append(
                MapEntry(str(fields["id"]), str(fields["title"]), str(fields["summary"]))
            )
    if problems:
        raise ContentError(problems)
    return tuple(entries)
