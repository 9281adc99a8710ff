"""All content of a business: what is shipped, with its own edits on top."""

from functools import cached_property
from pathlib import Path

from course.content.item_banks import read_item_bank
from course.content.pages import FOLDERS, read_map, read_page
from course.content.standards import read_catalogue
from course.content.teams import read_team
from course.errors import ContentError, NotFoundError

PACKAGE = Path(__file__).parents[1]
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
        self._banks = {}
        self._catalogues = {}
        self._teams = {}

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
        return f"{slug}.yaml" in self.find("exercises/item_banks", "*.yaml")

    def _read_bank(self, path):
        return read_item_bank(path, f"exercises/item_banks/{path.name}")

    def catalogue(self, slug):
        """Return a catalogue of standards, read once.

        Raises
        ------
        NotFoundError, ContentError
        """
        if slug not in self._catalogues:
            files = self.find("exercises/standards", "*.yaml")
            if f"{slug}.yaml" not in files:
                raise NotFoundError(f"There is no catalogue of standards {slug!r}.")
            self._catalogues[slug] = self._read_catalogue(files[f"{slug}.yaml"])
        return self._catalogues[slug]

    def _read_catalogue(self, path):
        return read_catalogue(path, f"exercises/standards/{path.name}")

    def team(self, slug):
        """Return a made-up team, read once.

        Raises
        ------
        NotFoundError, ContentError
        """
        if slug not in self._teams:
            files = self.find("exercises/teams", "*.yaml")
            if f"{slug}.yaml" not in files:
                raise NotFoundError(f"There is no team {slug!r}.")
            self._teams[slug] = self._read_team(files[f"{slug}.yaml"])
        return self._teams[slug]

    def _read_team(self, path):
        return read_team(path, self.catalogue, f"exercises/teams/{path.name}")

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
            lambda path=path, read=read: read(path)
            for folder, read in (("standards", self._read_catalogue), ("teams", self._read_team))
            for path in self.find(f"exercises/{folder}", "*.yaml").values()
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
