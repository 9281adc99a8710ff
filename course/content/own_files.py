"""Files of the business's own, written while the course runs: whole, or not at all."""

import os
import tempfile
import threading
from pathlib import Path

from course.content.kinds import KINDS
from course.errors import CourseError
from course.ids import digest, is_slug
from course.translation import _

_saving = threading.Lock()  # between looking at a file and putting another in its place


class ChangedMeanwhileError(CourseError):
    """The file is not as it was when its text was opened; nothing was written."""


def text_of(library, kind, slug):
    """Return the text of a content file as it is now; None when there is no such file."""
    path = library.files(kind).get(slug)
    return None if path is None else path.read_text(encoding="utf-8", errors="replace")


def stamp_of(text):
    """Return what tells a text from others; for a file that is not there, too (None).

    >>> stamp_of(None), stamp_of("a") == stamp_of("a"), stamp_of("a") == stamp_of("b")
    ('none', True, False)
    """
    return "none" if text is None else digest(text)


def save_own(library, kind, slug, text, seen):
    """Write a file into the business's own tree, where it wins over the shipped one.

    Parameters
    ----------
    library : course.content.library.Library
        With the business's own tree.
    kind : str
        One of `course.content.kinds.KINDS`.
    slug : str
    text : str
    seen : str
        The stamp (see `stamp_of`) of the file that the text was made from.

    Raises
    ------
    ChangedMeanwhileError
        There is another file now than the one that was seen.
    ValueError
        The slug is none.
    """
    if not is_slug(slug):
        raise ValueError(f"{slug!r} is no slug")
    folder = library.own / KINDS[kind].place
    with _saving:
        if stamp_of(text_of(library, kind, slug)) != seen:
            words = _("Somebody has saved {slug} meanwhile.")
            raise ChangedMeanwhileError(words.format(slug=slug))
        write_whole(folder / f"{slug}{KINDS[kind].ending}", text)


def write_whole(path, text):
    """Put a file in place when all of it is on the disk; nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=".tmp")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
