"""Pages for trainers about scenes: the list, the cards and the score sheet, to read and to print.

The cards hold what only one player may know, so nobody below `LEAST_ROLE` gets any of them.
"""

import asyncio
from dataclasses import dataclass

from jupyter_server.utils import url_path_join

from course.errors import ContentError, NotFoundError
from course.printing.html import blocks_html
from course.printing.observer_sheet import observer_sheet, sheet_words
from course.printing.scene_cards import scene_cards, standards_of, stop_line
from course.serve.handlers import PageHandler
from course.translation import _

FOLDER = "/scenes"
LEAST_ROLE = "trainer"
TO_MEND = 409  # there is a file, but nothing can be made of it before somebody mends it


@dataclass(frozen=True, slots=True)
class SceneEntry:
    """A scene on the list; `scene` is None when there are problems."""

    slug: str
    scene: object
    standards: tuple
    is_own: bool
    problems: tuple = ()

    @property
    def title(self):
        """The title of the scene, or the name of its file."""
        return self.scene.title if self.scene else self.slug

    @property
    def minutes(self):
        """Minutes in all."""
        each = self.scene.minutes
        return each.brief + each.play + each.debrief


def scene_entries(library):
    """Return all scenes in the order of their titles, those with problems first.

    Returns
    -------
    list of SceneEntry
    """
    entries = [_entry(library, slug, path) for slug, path in library.files("scene").items()]
    return sorted(entries, key=lambda entry: (not entry.problems, entry.title.casefold()))


def _entry(library, slug, path):
    is_own = path.is_relative_to(library.roots[0])
    try:
        scene = library.scene(slug)
        standards = standards_of(scene, library.catalogue(scene.catalogue))
    except ContentError as error:
        return SceneEntry(slug, None, (), is_own, error.problems)
    return SceneEntry(slug, scene, standards, is_own)


def scene_pages(library):
    """Return address, title and least role of the pages of every scene; PDFs are not listed."""
    titles = {
        "card": _("{title}: cards"),
        "sheet": _("{title}: score sheet"),
        "edit": _("Change: {title}"),
    }
    return [
        {
            "address": f"{FOLDER}/{entry.slug}/{page}",
            "title": words.format(title=entry.title),
            "role": LEAST_ROLE,
        }
        for entry in scene_entries(library)
        for page, words in titles.items()
    ]


class ScenesHandler(PageHandler):
    """The list of scenes."""

    async def get(self):
        """Show the list."""
        if not self.require(LEAST_ROLE):
            return
        entries = await asyncio.to_thread(lambda: scene_entries(self.server.content.library()))
        self.show("scenes.html", entries=entries)


class PaperHandler(PageHandler):
    """Base of what is made from one scene."""

    make = None  # makes the document from a scene and its catalogue

    async def document(self, slug):
        """Return what is printed; None after an answer that says why not."""
        if not self.require(LEAST_ROLE):
            return None
        try:
            return await asyncio.to_thread(self._made, slug)
        except NotFoundError:
            self.send_error(404)
        except ContentError as error:
            self.set_status(TO_MEND)
            self.show("scene_problems.html", slug=slug, problems=error.problems)
        return None

    def _made(self, slug):
        library = self.server.content.library()
        scene = library.scene(slug)
        return self.make(scene, library.catalogue(scene.catalogue))

    def address(self, slug, page):
        """Return the address of a page of a scene."""
        return url_path_join(self.base_url, FOLDER, slug, page)


class CardHandler(PaperHandler):
    """The cards of a scene as a page."""

    make = staticmethod(scene_cards)

    async def get(self, slug):
        """Show the cards."""
        if document := await self.document(slug):
            self.show(
                "scene_cards.html",
                document=document,
                html=blocks_html,
                stop=stop_line(),
                pdf=self.address(slug, "card.pdf"),
                other=self.address(slug, "sheet"),
            )


class SheetHandler(PaperHandler):
    """The score sheet of a scene as a page."""

    make = staticmethod(observer_sheet)

    async def get(self, slug):
        """Show the sheet."""
        if document := await self.document(slug):
            self.show(
                "observer_sheet.html",
                document=document,
                words=sheet_words(),
                pdf=self.address(slug, "sheet.pdf"),
                other=self.address(slug, "card"),
            )


class PaperPdfHandler(PaperHandler):
    """Cards or score sheet as a PDF."""

    def initialize(self, template, make):
        """Take the template, and what makes the document from a scene and its catalogue."""
        self.template, self.make = template, make

    async def get(self, slug):
        """Send the PDF."""
        if document := await self.document(slug):
            pdf = await self.server.press.pdf(self.template, document)
            name = f"{slug}-{self.template.replace('_', '-')}.pdf"
            self.set_header("Content-Type", "application/pdf")
            self.set_header("Content-Disposition", f'inline; filename="{name}"')
            self.finish(pdf)


SCENE = r"([a-z0-9_-]+)"
SCENE_ROUTES = (
    (rf"/scenes/{SCENE}/card", CardHandler),
    (rf"/scenes/{SCENE}/sheet", SheetHandler),
    (
        rf"/scenes/{SCENE}/card\.pdf",
        PaperPdfHandler,
        {"template": "scene_cards", "make": scene_cards},
    ),
    (
        rf"/scenes/{SCENE}/sheet\.pdf",
        PaperPdfHandler,
        {"template": "observer_sheet", "make": observer_sheet},
    ),
)
