"""The text version of a module: a page to read or print, and the same as PDF."""

import asyncio
from collections import OrderedDict

from jupyter_server.utils import url_path_join

from course.printing.html import blocks_html
from course.printing.text_version import text_version
from course.printing.typeset import typeset
from course.serve.handlers import PageHandler
from course.translation import _

FOLDER = "/modules/"
MOST_KEPT = 32  # PDFs of 0.2 MB


class Press:
    """Makes PDFs one at a time, and keeps the last ones for whoever asks next.

    Parameters
    ----------
    make : callable
        ``make(template, body)`` returns a PDF; called in a thread.
    """

    def __init__(self, make=typeset):
        self._make = make
        self._kept = OrderedDict()
        self._turn = asyncio.Lock()

    async def pdf(self, template, document):
        """Return the PDF of a document (with ``version`` and ``body()``)."""
        async with self._turn:
            pdf = self._kept.get(document.version)
            if pdf is None:
                pdf = await asyncio.to_thread(self._make, template, document.body())
            self._kept[document.version] = pdf
            self._kept.move_to_end(document.version)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            return pdf


def text_address(page):
    """Return the address of a module's text version; empty for other notebooks."""
    return f"{page.address}/text" if page.address.startswith(FOLDER) else ""


def text_pages(library):
    """Return address, title and least role of every text version.

    The PDFs are files, not pages, as there is nothing in them to click: they are not listed.
    """
    words = _("{title}: text version")
    return [
        {
            "address": text_address(page),
            "title": words.format(title=page.title),
            "role": page.role,
        }
        for page in library.pages.values()
        if text_address(page)
    ]


class TextHandler(PageHandler):
    """The text version as a page; it needs no kernel."""

    async def get(self, slug):
        """Show the text version of a module."""
        page = self.module(slug)
        if page is None:
            return
        document = await asyncio.to_thread(text_version, page, self.server.library)
        self.show(
            "text_version.html",
            document=document,
            blocks=blocks_html(document.blocks),
            module=url_path_join(self.base_url, page.address),
            pdf=url_path_join(self.base_url, text_address(page) + ".pdf"),
        )

    def module(self, slug):
        """Return the page of a module, or None after an answer that says why not."""
        page = self.server.library.pages.get(FOLDER + slug)
        if page is None:
            self.send_error(404)
            return None
        return page if self.require(page.role) else None


class PdfHandler(TextHandler):
    """The text version as a PDF."""

    async def get(self, slug):
        """Send the PDF of a module."""
        page = self.module(slug)
        if page is None:
            return
        document = await asyncio.to_thread(text_version, page, self.server.library)
        pdf = await self.server.press.pdf("text_version", document)
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", f'inline; filename="{page.slug}.pdf"')
        self.finish(pdf)
