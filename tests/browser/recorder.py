"""A recorder of all that a page receives, and the views of activities in it."""

import html
import json
import re

from playwright.sync_api import Error

NO_BODY = {204, 301, 302, 303, 304}
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
ACTIVITY = re.compile(r'<course-cell[^>]* activity="([^"]*)"')


class Recorder:
    """Keeps every byte a page receives, by HTTP and by websocket.

    Attributes
    ----------
    parts : list of str
        What came, with escapes undone so that words can be found.
    size : int
        In bytes.
    missed : list of str
        Addresses of answers that the browser did not keep.
    kinds : set of str
        Of the messages that came from a kernel.
    """

    def __init__(self, page):
        self.parts, self.missed, self.size = [], [], 0
        self.kinds, self._views = set(), []
        page.on("websocket", lambda socket: socket.on("framereceived", self._take_frame))
        page.on("requestfinished", self._take_response)

    def _take_frame(self, payload):
        self._take(payload if isinstance(payload, str) else payload.decode(errors="replace"))
        message = json.loads(payload)
        self.kinds.add(message["msg_type"])
        said = message["content"].get("data", {}).get("content", {})
        if "view" in said:
            self._views.append(said["view"])

    def _take_response(self, request):
        response = request.response()
        if response.status in NO_BODY:
            return
        try:
            text = response.body().decode(errors="replace")
        except Error:
            self.missed.append(request.url)
            return
        self._take(text)
        for activity in ACTIVITY.findall(text):
            self._views.append(json.loads(html.unescape(activity))["view"])

    def _take(self, text):
        self.size += len(text.encode(errors="replace"))
        self.parts.append(unescape(text))

    def text(self):
        """Return all that came so far."""
        return "\n".join(self.parts)

    def views(self, kind):
        """Return every view of activities of this kind that came, oldest first."""
        return [view for view in self._views if view["kind"] == kind]


def unescape(text):
    """Undo the escapes of JSON and HTML, also where one stands within another."""
    for _depth in range(3):
        text = text.replace("\\\\", "\\").replace('\\"', '"')
        for entity, sign in (("&#34;", '"'), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&")):
            text = text.replace(entity, sign)
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
