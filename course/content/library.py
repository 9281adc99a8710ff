"""All content of a business: what is shipped, with its own edits on top."""

from functools import cached_property
from pathlib import Path

from course.content.item_banks import read_item_bank
from course.content.pages import FOLDERS, read_map, read_page
from course.content.scenes import ENDING, check_scene_card, read_scene_card
from course.content.yaml_files import read_yaml
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
        self._banks, self._scenes, self._standards = {}, {}, {}

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

    def scene(self, slug):
        """Return a scene, read once.

        Raises
        ------
        NotFoundError, ContentError
        """
        if slug not in self._scenes:
            files = self.scene_files()
            if slug not in files:
                raise NotFoundError(f"There is no scene {slug!r}.")
            name = f"roleplay_scripts/{files[slug].name}"
            self._scenes[slug] = read_scene_card(files[slug], name, self.standard_ids)
        return self._scenes[slug]

    @property
    def scenes(self):
        """All scenes by their slug.

        Raises
        ------
        ContentError
        """
        return {slug: self.scene(slug) for slug in self.scene_files()}

    def scene_files(self):
        """Return the cards of all scenes by slug."""
        cards = self.find("roleplay_scripts", f"*{ENDING}")
        return {name.removesuffix(ENDING): path for name, path in cards.items()}

    def check_scene(self, path, name=None, walked=True):
        """Read a scene card from any place and check all of it, with `walked` every path."""
        return check_scene_card(path, name, self.standard_ids, walked)

    def standard_ids(self, catalogue):
        """Return the ids of the standards in a catalogue, as a tuple.

        Raises
        ------
        NotFoundError, ContentError
        """
        if catalogue not in self._standards:
            path = self.find("exercises/standards", "*.yaml").get(f"{catalogue}.yaml")
            if path is None:
                raise NotFoundError(f"There is no catalogue of standards {catalogue!r}.")
            listed = read_yaml(path, f"exercises/standards/{path.name}").get("standards") or ()
            ids = (fields.get("id") for fields in listed if isinstance(fields, dict))
            self._standards[catalogue] = tuple(filter(None, ids))
        return self._standards[catalogue]

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

    def problems(self, walked=True):
        """Return every problem of every file, as `course check` prints them.

        Parameters
        ----------
        walked : bool
            Whether to walk every path of the stories, which takes about 3 ms for each path.

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
            lambda path=path: self.check_scene(path, f"roleplay_scripts/{path.name}", walked)
            for path in self.scene_files().values()
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
