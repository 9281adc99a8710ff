"""Try out the text of a scene card: what is wrong with it, and what its cards look like.

As a program it reads ``{"slug", "text", "own"}`` as JSON and prints what `try_out` returns. The
server runs it so, in a process of its own: a story may run on and on, and a text may be made to
keep its readers busy.
"""

import json
import re
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from course.content.cards import split_header
from course.content.kinds import KINDS
from course.content.library import Library
from course.errors import ContentError
from course.ids import is_slug
from course.printing.scene_cards import scene_cards

SCENE = KINDS["scene"]
NAME = re.compile(r"^scene:[ \t]*(\S*)[ \t]*(?:#.*)?$", re.MULTILINE)
UNNAMED = "new-scene"


def slug_in(text):
    r"""Return the name that the header of a card gives it; empty when there is none that can be.

    >>> slug_in("---\nscene: tea  # or coffee\n---\n"), slug_in("---\nscene: ../x\n---\n")
    ('tea', '')
    """
    header = split_header(text)
    found = NAME.search(header[0]) if header else None
    return found[1] if found and is_slug(found[1]) else ""


def try_out(slug, text, library):
    """Check a card as ``course check`` does, story and all, and make its cards.

    Parameters
    ----------
    slug : str
        The name of its file; when empty, the one that it gives itself.
    text : str
    library : course.content.library.Library

    Returns
    -------
    dict
        ``problems``: pairs of line and words, in the order of lines; ``title`` and ``pages`` (see
        `course.printing.scene_cards.CardPage`), as far as there is no problem.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{slug or slug_in(text) or UNNAMED}{SCENE.ending}"
        path.write_text(text, encoding="utf-8", newline="")
        try:
            scene = SCENE.check(path, path.name, library)
            cards = scene_cards(scene, library.catalogue(scene.catalogue))
        except ContentError as error:
            problems = [_placed(problem, path.name) for problem in error.problems]
            return {"problems": problems, "title": "", "pages": []}
    return {"problems": [], "title": cards.title, "pages": [asdict(page) for page in cards.pages]}


def _placed(problem, name):
    """Return line and words of a problem; 0 for one of another file."""
    head, _colon, words = problem.partition(": ")
    file, _colon, line = head.rpartition(":")
    return [int(line), words] if file == name and line.isdigit() else [0, problem]


def main():
    """Try out what comes in, print what was found."""
    given = json.load(sys.stdin)
    found = try_out(given["slug"], given["text"], Library(given["own"]))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
