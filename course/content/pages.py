"""Notebooks as pages: their title, who they are for, and the map of the diploma."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from course.content.problems import Problem
from course.content.yaml_files import line_of, read_yaml
from course.errors import ContentError
from course.ids import is_slug
from course.people.progress import PRACTICE_KINDS
from course.people.roles import ROLES

FOLDERS = ("modules", "exercises", "roleplay_scripts")
SEATS = ("role-play", "standards", "observation")  # kinds of gatherings that people join
OWN_SHEET = "scoresheet/own"  # what people score for themselves, of nobody's concern


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
    code : tuple of (str, str)
        Id and source of each code cell.
    seat : str
        The kind of gathering (one of `SEATS`) that somebody has joined who may open it without a
        profile. Empty for pages of people with a profile.
    """

    address: str
    title: str
    role: str
    minutes: int
    path: Path
    code: tuple[tuple[str, str], ...] = ()
    seat: str = ""

    @property
    def slug(self):
        """The name of the notebook."""
        return self.path.stem

    def cell_of(self, activity):
        """Return the id of the cell that shows an activity, or "" when none does.

        Parameters
        ----------
        activity : str
            Kind and slug, such as ``worksheet/my_first_standard``; a notebook shows it with
            ``worksheet("my_first_standard")``.
        """
        kind, _slash, slug = activity.partition("/")
        call = re.compile(rf"""\b{re.escape(kind)}\(\s*["']{re.escape(slug)}["']""")
        return next((ident for ident, source in self.code if call.search(source)), "")


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A module on the map of the diploma.

    Attributes
    ----------
    practice : tuple of str
        Names under which its activities are stored, such as ``worksheet/my_first_standard``.
    """

    id: str
    title: str
    summary: str
    practice: tuple[str, ...] = ()


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
        code = tuple(
            (cell.get("id", ""), "".join(cell["source"]))
            for cell in notebook["cells"]
            if cell.get("cell_type") == "code"
        )
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
    seat = about.get("seat", "")
    if seat not in ("", *SEATS) or (role == ROLES[0]) != bool(seat):
        wrong = "visitors open no page without a seat, nobody else needs one"
        expected = f'"role": "visitor" and "seat": one of {", ".join(SEATS)}; or neither'
        found = f"role {role!r}, seat {about.get('seat')!r}"
        problems.append(Problem(name, 1, "notebook", path.stem, wrong, expected, found))
    if problems:
        raise ContentError(problems)
    address = f"/{folder}/{path.stem}"
    return Page(address, first[2:].strip(), role, minutes, path, code, seat)


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
        known = {entry.id for entry in entries}
        ident, faults = _entry_faults(fields, index, known)
        if not faults:
            entries.append(_entry(fields))
        problems += [
            Problem(name, line_of(document, ["modules", index, *place]), "module", ident, *fault)
            for place, *fault in faults
        ]
    if problems:
        raise ContentError(problems)
    return tuple(entries)


def _entry(fields):
    texts = (str(fields[field]) for field in ("id", "title", "summary"))
    return MapEntry(*texts, practice=tuple(fields.get("practice", ())))


def _entry_faults(fields, index, known):
    """Return what to call an entry, and its faults: place within it, what is wrong, and so on."""
    number, needed = f"number {index + 1}", {"id", "title", "summary"}
    if not isinstance(fields, dict) or set(fields) - {"practice"} != needed:
        found = sorted(fields) if isinstance(fields, dict) else fields
        return number, [([], "wrong fields", "id, summary, title", str(found))]
    ident = str(fields["id"])
    if not is_slug(ident):
        return ident, [([], "wrong id", "a slug", "this id")]
    if ident in known:
        return ident, [([], "id used more than once", "1 module", "2")]
    if not (fields["title"] and fields["summary"]):
        return ident, [([], "empty field", "title and summary", "nothing")]
    return ident, _practice_faults(fields.get("practice", []))


def _practice_faults(listed):
    """Return the faults of a list of practice."""
    if not isinstance(listed, list):
        return [(["practice"], "wrong practice", "a list", repr(listed))]
    faults = []
    for number, name in enumerate(listed):
        place, text = ["practice", number], str(name)
        kind, _slash, slug = text.partition("/")
        if kind not in PRACTICE_KINDS or not is_slug(slug) or not isinstance(name, str):
            expected = " or ".join(f"{kind}/slug" for kind in PRACTICE_KINDS)
            faults.append((place, "wrong practice", expected, repr(text)))
        elif text == OWN_SHEET:
            wrong = "a private sheet is no practice of a module"
            faults.append((place, wrong, "another sheet", repr(text)))
        elif name in listed[:number]:
            faults.append((place, "practice listed more than once", f"1 {text}", "2"))
    return faults
