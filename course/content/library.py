"""All content of a business: what is shipped, with its own edits on top."""

import os
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from course.content.grammars import join_grammars
from course.content.kinds import KINDS
from course.content.pages import FOLDERS, read_map, read_page
from course.content.problems import Problem
from course.errors import ContentError, NotFoundError

PACKAGE = Path(__file__).parents[1]
MEETING_ENDING = ".meeting.jsonl"
RATINGS_ENDING = ".ratings.csv"
PRACTICE_FIELDS = {  # kind of practice to the kind of content that it is made from
    "rehearsal": "scene",
    "scoresheet": "team",
    "worksheet": "worksheet",
}
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
        self.own = None if own is None else Path(own)
        self.roots = (*filter(None, [self.own]), Path(shipped))
        self._known = {}  # content read so far, by kind and slug

    def stamp(self):
        """Return what differs as soon as a content file is changed, added or removed.

        Returns
        -------
        frozenset of (str, int, int)
            Path, time of change (ns) and size of every file.
        """
        places = {*FOLDERS, *(kind.place for kind in KINDS.values())}
        folders = [root / place for root in self.roots for place in places]
        entries = [entry for folder in folders if folder.is_dir() for entry in os.scandir(folder)]
        return frozenset((e.path, e.stat().st_mtime_ns, e.stat().st_size) for e in entries)

    def read_ahead(self):
        """Read all content now; files with problems are left for whoever needs them."""
        for kind in KINDS:
            for slug in self.files(kind):
                with suppress(ContentError):
                    self.get(kind, slug)

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

    def files(self, kind):
        """Return the files of a kind of `course.content.kinds.KINDS`, by slug."""
        kind = KINDS[kind]
        found = self.find(kind.place, f"*{kind.ending}").values()
        return {kind.slug(path): path for path in found}

    def get(self, kind, slug):
        """Return the content of a file, read once.

        Parameters
        ----------
        kind : str
            One of `course.content.kinds.KINDS`.

        Raises
        ------
        NotFoundError, ContentError
        """
        if (kind, slug) not in self._known:
            path = self.files(kind).get(slug)
            if path is None:
                raise NotFoundError(f"There is no {KINDS[kind].words} {slug!r}.")
            name = f"{KINDS[kind].place}/{path.name}"
            self._known[kind, slug] = KINDS[kind].read(path, name, self)
        return self._known[kind, slug]

    def forget(self, kind, slug):
        """Read a file anew when it is next asked for, since it was written."""
        self._known.pop((kind, slug), None)

    def item_bank(self, slug):
        """Return the item bank of a module."""
        return self.get("bank", slug)

    def has_item_bank(self, slug):
        """Tell whether a module has an item bank."""
        return ("bank", slug) in self._known or slug in self.files("bank")

    def catalogue(self, slug):
        """Return a catalogue of standards."""
        return self.get("catalogue", slug)

    def standards(self):
        """Return the catalogues that customers may see, as a tuple: the business's own.

        The shipped ones belong to a made-up hotel, and would promise what nobody here has promised.
        """
        return tuple(each for slug, each in self.catalogues().items() if self._is_ours(slug))

    def catalogues(self):
        """Return all catalogues by slug, the business's own first, without those with problems.

        Their authors are told elsewhere; nobody else's page breaks by them.
        """
        found = {}
        for slug in sorted(self.files("catalogue"), key=self._is_ours, reverse=True):
            with suppress(ContentError):
                found[slug] = self.catalogue(slug)
        return found

    def _is_ours(self, catalogue):
        return self.own is not None and self.files("catalogue")[catalogue].is_relative_to(self.own)

    def team(self, slug):
        """Return a made-up team."""
        return self.get("team", slug)

    def scene(self, slug):
        """Return a scene."""
        return self.get("scene", slug)

    def factors(self):
        """Return the factors of scenes that are generated, a `course.roleplay.factors.Model`."""
        return self.get("factors", "factors")

    def grammar(self):
        """Return the words of scenes that are generated, from all files of the grammar."""
        return join_grammars(self.get("grammar", slug) for slug in sorted(self.files("grammar")))

    def worksheet(self, slug):
        """Return a worksheet."""
        return self.get("worksheet", slug)

    def meeting_text(self, slug):
        """Return a recorded meeting as the text of its file.

        Raises
        ------
        NotFoundError
        """
        found = self.find("roleplay_scripts", f"{slug}{MEETING_ENDING}")
        if not found:
            raise NotFoundError(f"There is no recorded meeting {slug!r}.")
        return found[f"{slug}{MEETING_ENDING}"].read_text(encoding="utf-8")

    def ratings_text(self, slug):
        """Return the ratings of a made-up team as the text of their file.

        Raises
        ------
        NotFoundError
        """
        found = self.find("exercises/teams", f"{slug}{RATINGS_ENDING}")
        if not found:
            raise NotFoundError(f"There are no ratings {slug!r}.")
        return found[f"{slug}{RATINGS_ENDING}"].read_text(encoding="utf-8")

    def guide(self, slug="standard"):
        """Return a guide for debriefs."""
        return self.get("guide", slug)

    def rubric(self, slug):
        """Return a rubric."""
        return self.get("rubric", slug)

    @cached_property
    def pages(self):
        """All pages by address; the allow list of the server.

        Raises
        ------
        ContentError
        """
        pages = [read_page(path, folder) for folder, path in self._notebooks()]
        return {page.address: page for page in pages}

    def _notebooks(self):
        return [(f, path) for f in FOLDERS for path in self.find(f, "*.ipynb").values()]

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
        kind, _slash, slug = activity.partition("/")
        if self.has_practice(activity):
            return self.get(PRACTICE_FIELDS[kind], slug).title
        return slug.replace("-", " ").replace("_", " ").capitalize()

    def has_practice(self, activity):
        """Tell whether there is a file for a practice of a module."""
        kind, _slash, slug = activity.partition("/")
        field = PRACTICE_FIELDS[kind]
        return (field, slug) in self._known or slug in self.files(field)

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
            for activity in (each for each in entry.practice if not self.has_practice(each)):
                line = next(n for n, text in enumerate(lines, start=1) if activity in text)
                kind, _slash, slug = activity.partition("/")
                wrong = f"practice {activity!r} does not exist"
                expected = f"a {PRACTICE_FIELDS[kind]} named {slug!r}"
                problems.append(Problem(name, line, "module", entry.id, wrong, expected, "nothing"))
        return problems

    def problems(self, *, quick=False):
        """Return every problem of every file, as `course check` prints them.

        Parameters
        ----------
        quick : bool
            Leave out what takes long, such as walking every path of the scenes.

        Returns
        -------
        list of str
        """
        readers = [lambda: self.map]
        for kind in KINDS.values():
            read = kind.read if quick else kind.check or kind.read
            readers += [
                lambda path=path, kind=kind, read=read: read(
                    path, f"{kind.place}/{path.name}", self
                )
                for path in self.files(kind.field).values()
            ]
        readers += [
            lambda path=path, folder=folder: read_page(path, folder)
            for folder, path in self._notebooks()
        ]
        problems = []
        for read in readers:
            try:
                read()
            except ContentError as error:
                problems += error.problems
        return problems if problems else [str(problem) for problem in self.practice_problems()]


def standard_names(catalogues):
    """Return the names of all standards by catalogue and id, such as ``desk/listens-first``."""
    return {
        f"{catalogue.catalogue}/{standard.id}": standard.name
        for catalogue in catalogues
        for standard in catalogue.standards
    }
