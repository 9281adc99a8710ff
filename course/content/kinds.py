"""The kinds of content files: where each is kept, what tells it, and who reads it.

A new kind of file needs one entry in `KINDS`; then the library and ``course check`` know it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from course.content.debriefs import read_guide
from course.content.grammars import check_grammar_file, read_factors_file, read_grammar_file
from course.content.item_banks import check_item_bank, read_item_bank
from course.content.rubrics import read_rubric
from course.content.scenes import ENDING, check_scene_card, read_scene_card
from course.content.standards import read_catalogue
from course.content.teams import read_team
from course.content.worksheets import read_worksheet
from course.errors import ContentError, NotFoundError


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of content file.

    Attributes
    ----------
    field : str
        The field at the top of a file that names it.
    words : str
        What to call it when there is none.
    place : str
        The folder it is kept in.
    read : callable
        ``read(path, name, library)`` returns the content, or raises ContentError; the library
        tells what else there is.
    check : callable, optional
        Like `read`, but looks at everything, however long it takes.
    """

    field: str
    words: str
    place: str
    read: Callable
    check: Callable | None = None
    ending: str = ".yaml"

    def slug(self, path):
        """Return the slug of a file: its name without the ending."""
        return path.name.removesuffix(self.ending)


def _standard_ids(library):
    """Return a function that gives the ids of the standards in a catalogue, also retired ones."""

    def ids(slug):
        catalogue = library.catalogue(slug)
        return tuple(each.id for each in (*catalogue.standards, *catalogue.retired))

    return ids


def _check_grammar(path, name, library):
    """Check a file of the grammar against all others, unless these have problems of their own."""
    try:
        model, grammar = library.factors(), library.grammar()
    except (ContentError, NotFoundError):
        return read_grammar_file(path, name)
    return check_grammar_file(path, name, model, grammar)


KINDS = {
    kind.field: kind
    for kind in (
        Kind(
            field="bank",
            words="item bank",
            place="exercises/item_banks",
            read=lambda path, name, _library: read_item_bank(path, name),
            check=lambda path, name, library: check_item_bank(path, name, _standard_ids(library)),
        ),
        Kind(
            field="catalogue",
            words="catalogue of standards",
            place="exercises/standards",
            read=lambda path, name, _library: read_catalogue(path, name),
        ),
        Kind(
            field="team",
            words="team",
            place="exercises/teams",
            read=lambda path, name, library: read_team(path, library.catalogue, name),
        ),
        Kind(
            field="scene",
            words="scene",
            place="roleplay_scripts",
            read=lambda path, name, library: read_scene_card(path, name, _standard_ids(library)),
            check=lambda path, name, library: check_scene_card(path, name, _standard_ids(library)),
            ending=ENDING,
        ),
        Kind(
            field="guide",
            words="guide for debriefs",
            place="exercises/debriefs",
            read=lambda path, name, _library: read_guide(path, name),
        ),
        Kind(
            field="rubric",
            words="rubric",
            place="exercises/rubrics",
            read=lambda path, name, _library: read_rubric(path, name),
        ),
        Kind(
            field="worksheet",
            words="worksheet",
            place="exercises/worksheets",
            read=lambda path, name, library: read_worksheet(path, name, library.files("rubric")),
        ),
        Kind(
            field="factors",
            words="list of factors",
            place="roleplay_scripts",
            read=lambda path, name, _library: read_factors_file(path, name),
            ending=".pict",
        ),
        Kind(
            field="grammar",
            words="part of the grammar",
            place="roleplay_scripts/grammar",
            read=lambda path, name, _library: read_grammar_file(path, name),
            check=_check_grammar,
        ),
    )
}


def kind_of(path):
    """Return the kind of a file, wherever it lies.

    The ending tells a scene and the factors, and the folder a file that is in its place; elsewhere
    it is the first field at the top that names a kind. A file that says nothing is taken for an
    item bank.
    """
    for kind in KINDS.values():
        if kind.ending != ".yaml" and path.name.endswith(kind.ending):
            return kind
    for kind in KINDS.values():
        if kind.place.endswith(f"/{path.parent.name}"):
            return kind
    text = path.read_text(encoding="utf-8", errors="replace")
    found = re.search(rf"^({'|'.join(KINDS)})\s*:", text, re.MULTILINE)
    return KINDS[found[1] if found else "bank"]


def check_content(path, library, name=None):
    """Read a content file of any kind and look at everything in it.

    Raises
    ------
    ContentError, OSError
    """
    kind = kind_of(path)
    return (kind.check or kind.read)(path, name or str(path), library)
