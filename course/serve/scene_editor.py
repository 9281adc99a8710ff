"""Where trainers write scenes: a text, what is wrong with it, and its cards, side by side."""

import asyncio

from course.content.own_files import ChangedMeanwhileError, save_own, stamp_of, text_of
from course.printing.html import blocks_html
from course.printing.scene_cards import stop_line
from course.printing.scene_trial import slug_in
from course.serve.handlers import PageHandler
from course.serve.scene_pages import FOLDER, LEAST_ROLE, SCENE
from course.translation import _

MOST_BYTES = 100_000  # of a card; a long one has 12,000
NEW = "new_scene.md"


class EditorHandler(PageHandler):
    """Base of the editor: takes the text of a form."""

    def text(self):
        """Return the text that was sent, with line ends as in files."""
        text = self.get_body_argument("text", "", strip=False)
        return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"

    @property
    def library(self):
        """The content as it is now."""
        return self.server.content.library()

    def edit(self, slug, text, seen, *, error="", trial=None, status=200):
        """Show the editor."""
        is_own = bool(slug) and self._is_own(slug)
        self.set_status(status)
        self.show(
            "scene_editor.html",
            slug=slug,
            text=text,
            seen=seen,
            error=error,
            trial=trial,
            is_own=is_own,
            is_saved=is_own and status == 200 and self.get_query_argument("saved", "") == "yes",
            most=MOST_BYTES,
            html=blocks_html,
            stop=stop_line(),
        )

    def _is_own(self, slug):
        path = self.library.files("scene").get(slug)
        return path is not None and path.is_relative_to(self.library.roots[0])

    async def save(self, slug, text, seen):
        """Save a text and go on with it, or show the editor with what is in the way."""
        if is_too_long(text):
            return self.edit(slug, text, seen, error=too_long(), status=413)
        trial = await self.server.scene_trials.try_out(slug, text)
        if trial["problems"]:
            words = _("Nothing is saved yet. Mend what is marked, then save again.")
            return self.edit(slug, text, seen, error=words, trial=trial, status=422)
        name = slug or slug_in(text)
        try:
            await asyncio.to_thread(save_own, self.library, "scene", name, text, seen)
        except ChangedMeanwhileError as error:
            words = changed(error) if slug else taken(name)
            return self.edit(slug, text, seen, error=words, trial=trial, status=409)
        return self.go(f"scenes/{name}/edit?saved=yes")


class EditHandler(EditorHandler):
    """Change a scene; the shipped file stays, the business's own wins."""

    async def get(self, slug):
        """Show the text of the scene."""
        if self._found(slug):
            text = text_of(self.library, "scene", slug)
            self.edit(slug, text, stamp_of(text))

    async def post(self, slug):
        """Save it."""
        if self._found(slug):
            await self.save(slug, self.text(), self.get_body_argument("seen", ""))

    def _found(self, slug):
        """Tell whether there is such a scene that this person may change."""
        if not self.require(LEAST_ROLE):
            return False
        if slug not in self.library.files("scene"):
            self.send_error(404)
            return False
        return True


class NewSceneHandler(EditorHandler):
    """Write a new scene."""

    async def get(self):
        """Show a small scene to begin with."""
        if self.require(LEAST_ROLE):
            text = self.settings["course_pages"].loader.get_source(None, NEW)[0]
            self.edit("", text, stamp_of(None))

    async def post(self):
        """Save it under the name that it gives itself, unless another scene has it."""
        if self.require(LEAST_ROLE):
            await self.save("", self.text(), stamp_of(None))


class CheckHandler(EditorHandler):
    """What is wrong with a text while it is typed; nothing is stored."""

    trial = None  # on its way

    async def post(self):
        """Answer with a part of the editor's page, or with nothing when it is overtaken."""
        if not self.require(LEAST_ROLE):
            return
        text = self.text()
        if is_too_long(text):
            trial = {"problems": [[1, too_long()]], "title": "", "pages": []}
        else:
            slug = self.get_body_argument("slug", "")
            follow = self.server.scene_trials.follow(self.person.id, slug, text)
            self.trial = asyncio.ensure_future(follow)
            await asyncio.wait([self.trial])
            if self.trial.cancelled():
                return
            trial = self.trial.result()
        if trial is None:
            self.set_status(204)
            return
        self.show("scene_trial.html", trial=trial, html=blocks_html, stop=stop_line())

    def on_connection_close(self):
        """Give up a trial whose page has a newer text, or is gone."""
        super().on_connection_close()
        if self.trial:
            self.trial.cancel()


def is_too_long(text):
    """Tell whether a text is longer than any scene needs."""
    return len(text.encode("utf-8", "replace")) > MOST_BYTES


def too_long():
    """Return words for a text that is too long."""
    words = _("This text is too long: a scene has at most {n} kB. Nothing is saved.")
    return words.format(n=MOST_BYTES // 1000)


def changed(error):
    """Return words for a scene that somebody else has saved."""
    ways = _(
        "Your text is still here and is not saved. Open the scene in another window, put both"
        " together there, and save."
    )
    return f"{error} {ways}"


def taken(name):
    """Return words for a new scene with the name of another."""
    words = _("There is a scene named {name} already. Give yours another name in its second line.")
    return words.format(name=name)


EDITOR_ROUTES = ((rf"{FOLDER}/{SCENE}/edit", EditHandler),)
