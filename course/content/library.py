"""All content of a business: what is shipped, with its own edits on top."""

import re
from functools import cached_property
from pathlib import Path

from course.content.item_banks import read_item_bank
from course.content.pages import FOLDERS, read_map, read_page
from course.content.problems import Problem
from course.errors import ContentError, NotFoundError

PACKAGE = Path(__file__).parents[1]
PRACTICE_FILES = {  # folder and ending of the files that the practice of modules is made from
    "rehearsal": ("roleplay_scripts", ".scene.md"),
    "scoresheet": ("exercises/teams", ".yaml"),
    "worksheet": ("exercises/worksheets", ".yaml"),
}
TITLE = re.compile(r"""^title: *["']?(.+?)["']? *$""", re.MULTILINE)
SHIPPED = PACKAGE / "shipped" if (PACKAGE / "shipped").is_dir() else PACKAGE.parent


class Library:
    """Content files by name; a file of the business wins over the shipped one.

    Parameters
    ----------
    own : pathlib.Path, optional
        The business's own tree, ``DATA/content``.
    shipped : pathlib.Path
        The tree that comes with the package.
    """

    def __init__(self, own=None, shipped=SHIPPED):
        self.roots = (Path(shipped),) if own is None else (Path(own), Path(shipped))
        self._banks, self._titles = {}, {}

    def find(self, folder, pattern):
        """Return the files of a folder by file name, the business's own first.

        Returns
        -------
        dict of str to pathlib.Path
        """
        found = {}
        for root in reversed(self.roots):
            found |= {path.name: path for path in sorted((root / folder).glob(pattern))}
        return found

    def item_bank(self, slug):
        """Return the item bank of a module, read once.

        Raises
        ------
        NotFoundError, ContentError
        """
        if slug not in self._banks:
            files = self.find("exercises/item_banks", "*.yaml")
            if f"{slug}.yaml" not in files:
                raise NotFoundError(f"There is no item bank {slug!r}.")
            self._banks[slug] = self._read_bank(files[f"{slug}.yaml"])
        return self._banks[slug]

    def has_item_bank(self, slug):
        """Tell whether a module has an item bank."""
        return slug in self._banks or f"{slug}.yaml" in self.find("exercises/item_banks", "*.yaml")

    def _read_bank(self, path):
        return read_item_bank(path, f"exercises/item_banks/{path.name}")

    @cached_property
    def pages(self):
        """All pages by address; the allow list of the server.

        Raises
        ------
        ContentError
        """
        pages = [
            read_page(path, folder)
            for folder in FOLDERS
            for path in self.find(folder, "*.ipynb").values()
        ]
        return {page.address: page for page in pages}

    @cached_property
    def map(self):
        """The modules of the diploma in their order."""
        path = self.find("modules", "diploma.yaml")["diploma.yaml"]
        return read_map(path, "modules/diploma.yaml")

    def practice_title(self, activity):
        """Return what a practice of a module is called: its file's title, else its slug in words.

        Parameters
        ----------
        activity : str
            Kind and slug (see `course.content.pages.MapEntry`).
        """
        if activity not in self._titles:
            path, (_kind, _slash, slug) = self._practice_file(activity), activity.partition("/")
            title = path and TITLE.search(path.read_text(encoding="utf-8"))
            words = slug.replace("-", " ").replace("_", " ").capitalize()
            self._titles[activity] = title[1] if title else words
        return self._titles[activity]

    def _practice_file(self, activity):
        """Return the file that a practice of a module is made from, or None."""
        kind, _slash, slug = activity.partition("/")
        folder, ending = PRACTICE_FILES[kind]
        return self.find(folder, f"*{ending}").get(f"{slug}{ending}")

    def practice_problems(self):
        """Return a problem for each practice on the map whose file is not there.

        Returns
        -------
        list of course.content.problems.Problem
        """
        name = "modules/diploma.yaml"
        lines = self.find("modules", "diploma.yaml")["diploma.yaml"].read_text("utf-8").splitlines()
        problems = []
        for entry in self.map:
            for activity in (each for each in entry.practice if self._practice_file(each) is None):
                line = next(n for n, text in enumerate(lines, start=1) if activity in text)
                folder, ending = PRACTICE_FILES[activity.partition("/")[0]]
                expected = f"{folder}/{activity.partition('/')[2]}{ending}"
                wrong = f"practice {activity!r} does not exist"
                problems.append(Problem(name, line, "module", entry.id, wrong, expected, "nothing"))
        return problems

    def problems(self):
        """Return every problem of every file, as `course check` prints them.

        Returns
        -------
        list of str
        """
        readers = [lambda: self.map]
        readers += [
            lambda path=path: self._read_bank(path)
            for path in self.find("exercises/item_banks", "*.yaml").values()
        ]
        readers += [
            lambda path=path, folder=folder: read_page(path, folder)
            for folder in FOLDERS
            for path in self.find(folder, "*.ipynb").values()
        ]
        problems = []
        for read in readers:
            try:
                read()
            except ContentError as error:
                problems += error.problems
        return problems
