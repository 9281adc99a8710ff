"""All content of a business: what is shipped, with its own edits on top."""

from functools import cached_property
from pathlib import Path

from course.content.kinds import KINDS
from course.content.pages import FOLDERS, read_map, read_page
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
        self._read = {}

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
        return self._named("item_banks", slug)

    def catalogue(self, slug):
        """Return a catalogue of standards, read once.

        Raises
        ------
        NotFoundError, ContentError
        """
        return self._named("standards", slug)

    def team(self, slug):
        """Return a made-up team, read once.

        Raises
        ------
        NotFoundError, ContentError
        """
        return self._named("teams", slug)

    def worksheet(self, slug):
        """Return a worksheet, read once.

        Raises
        ------
        NotFoundError, ContentError
        """
        return self._named("worksheets", slug)

    def rubric(self, slug):
        """Return a rubric, read once.

        Raises
        ------
        NotFoundError, ContentError
        """
        return self._named("rubrics", slug)

    def _named(self, folder, slug):
        """Return the content of a file in a folder of `KINDS`."""
        if (folder, slug) not in self._read:
            files = self.find(f"exercises/{folder}", "*.yaml")
            if f"{slug}.yaml" not in files:
                raise NotFoundError(f"There is no {KINDS[folder].words} {slug!r}.")
            self._read[folder, slug] = self._read_file(folder, files[f"{slug}.yaml"])
        return self._read[folder, slug]

    def _read_file(self, folder, path):
        return KINDS[folder].read(path, f"exercises/{folder}/{path.name}", self)

    def slugs(self, folder):
        """Return the slugs of all files in a folder of `KINDS`, in order."""
        return [Path(name).stem for name in self.find(f"exercises/{folder}", "*.yaml")]

    def has_item_bank(self, slug):
        """Tell whether a module has an item bank."""
        return slug in self.slugs("item_banks")

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
            lambda path=path, folder=folder: self._read_file(folder, path)
            for folder in KINDS
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
