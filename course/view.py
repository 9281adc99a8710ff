"""The one widget: it carries an activity's view to a page and the page's messages back."""

import asyncio
import logging
import os
from pathlib import Path

import anywidget
import traitlets

from course.activities.messages import is_key
from course.errors import BusyError, CourseError, StoreError
from course.translation import _

STATIC = Path(__file__).parent / "serve" / "template" / "static"
MIME = "application/vnd.course.activity+json"
SERVED_VARIABLE = "COURSE_SERVED"  # set by our server for its kernels
log = logging.getLogger("course")


def is_served():
    """Tell whether this kernel belongs to a page that Voila renders."""
    return "VOILA_REQUEST_URL" in os.environ


def is_ours():
    """Tell whether it is a page of our own server, which has the front end already."""
    return SERVED_VARIABLE in os.environ


class ActivityView(anywidget.AnyWidget):
    """Show an activity (see `course.activities`).

    In a Voila page the view travels with the cell's output and the page needs no widget library; in
    JupyterLab, and in Voila with another template, the same front end runs as an anywidget.

    Parameters
    ----------
    activity : object
        With ``kind``, ``view()`` and ``act(message)``. One that others change as well also has
        ``news()``, which returns a view or None, and ``pace``, the seconds between two looks.
    """

    _esm = "export default {}" if is_ours() else STATIC / "activity.js"
    _css = "" if is_ours() else STATIC / "activity.css"
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, activity):
        self.activity = activity
        super().__init__(view=activity.view())
        self.on_msg(self._receive)
        if hasattr(activity, "news"):
            self._following = follow(self)

    def set_state(self, sync_data):
        """Ignore attempts to write traits: the browser speaks by messages only."""

    def _receive(self, _widget, content, _buffers):
        reply = respond(self.activity, content)
        if "view" in reply and not is_ours():
            self.view = reply["view"]
        self.send(reply)

    def show_news(self):
        """Send the page another view when somebody else has done something."""
        try:
            view = self.activity.news()
        except StoreError as error:
            log.error("no news: %s", error)  # the next look may do better
            return
        if view is None:
            return
        if not is_ours():
            self.view = view
        self.send({"id": None, "ok": True, "view": view})

    def _repr_mimebundle_(self, **options):
        bundle = super()._repr_mimebundle_(**options)
        if is_served():
            data, metadata = bundle
            data = {MIME: {"comm": self.model_id, "view": self.view}, **data}
            return data, metadata
        return bundle


def follow(widget):
    """Let a widget look for news as long as its kernel runs; not where no loop does, as in scripts.

    Returns
    -------
    asyncio.Task or None
    """

    async def look():
        while True:
            await asyncio.sleep(widget.activity.pace)
            try:
                widget.show_news()
            except Exception:
                log.exception("an activity failed to look for news")

    try:
        return asyncio.get_running_loop().create_task(look())
    except RuntimeError:
        return None


def respond(activity, content):
    """Let an activity act on what a page sent, and put the outcome into a reply.

    Parameters
    ----------
    content : object
        Comes from a browser: ``{"id": str, "act": dict}`` from an honest one.

    Returns
    -------
    dict
        ``{"id", "ok": True, "view"}``, or ``{"id", "ok": False, "error", "again", "busy"}`` where
        `again` says whether sending the same once more may help, and `busy` whether a page should
        do so by itself in a moment. A view is only in it when all is stored.
    """
    match content:
        case {"id": ident, "act": dict(message)} if is_key(ident):
            pass
        case _:
            words = _("This page sent a message without sense.")
            return _refusal(None, words)
    try:
        view = activity.act({**message, "key": ident})
    except StoreError as error:
        log.error("not stored: %s", error)
        words = _("This could not be saved. Nothing is lost: it is still here, please try again.")
        return _refusal(ident, words, again=True, busy=isinstance(error, BusyError))
    except CourseError as error:
        return _refusal(ident, str(error))
    except Exception:
        log.exception("an activity failed")
        words = _("Something went wrong on our side. What you answered before is safe.")
        return _refusal(ident, words)
    return {"id": ident, "ok": True, "view": view}


def _refusal(ident, words, *, again=False, busy=False):
    return {"id": ident, "ok": False, "error": words, "again": again, "busy": busy}
