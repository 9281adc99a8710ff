"""What a page may say to its kernel: messages to activities, and nothing else."""

import json
import re
from datetime import UTC, datetime

import tornado.web
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from course.serve.handlers import Guarded
from course.translation import _

MOST_FRAME = 256 * 1024  # bytes; a piece of a file has 128 kB, the longest text 16 kB
MOST_LEVELS = 8  # of lists and dicts within each other; honest messages have four
PLAIN = re.compile(r"[\w-]{1,64}", re.ASCII)  # ids of messages, sessions and comms
SIGNED_OUT = 4001  # code with which a socket is closed; those from 4000 are ours to choose


class KernelSocket(Guarded, VoilaKernelWebsocketHandler):
    """The websocket between a page and its kernel.

    The kernel would run code that comes over this wire. So each frame is read here, and what the
    kernel gets is written anew from the parts that an activity needs.
    """

    SUPPORTED_METHODS = ("GET",)

    async def pre_get(self):
        """Refuse ids that are none before anything is opened for them."""
        if not PLAIN.fullmatch(self.get_query_argument("session_id", "")):
            raise tornado.web.HTTPError(400, _("This page sent a message without sense."))
        await super().pre_get()

    def select_subprotocol(self, _offered):
        """Choose none: the binary protocol would pass by `read_frame`."""

    async def open(self, kernel_id):
        """Connect to the kernel; small answers are sent at once, not gathered for 40 ms."""
        self.set_nodelay(True)
        await super().open(kernel_id)
        self.kernel_manager.is_wired(kernel_id, self.close)

    def on_message(self, frame):
        """Pass on what an honest page may say, as long as the sign-in or the seat lasts."""
        if not self._is_still_owner():
            self.close(SIGNED_OUT)
            return
        message = read_frame(frame)
        if message is not None and self.connection is not None:
            self.connection.handle_incoming_message(message)

    def write_error(self, _status, **_reason):
        """Refuse without words: no person reads them."""
        self.finish()

    def _is_still_owner(self):
        """Tell whether sign-in or seat last; they may have ended by another device since."""
        user = self.identity_provider.get_user(self)
        return user is not None and user.owns(self.kernel_manager.owner(self.kernel_id))


def read_frame(frame):
    """Return a frame of the Jupyter protocol with what a page may say; None for all else.

    Parameters
    ----------
    frame : str or bytes
        As it came from a browser.

    Returns
    -------
    str or None
        JSON with a header, a channel and a content of our own making. Halves of characters, which
        nobody could keep or send on, are replaced.
    """
    if not isinstance(frame, str):
        return None
    try:
        match json.loads(frame):
            case {
                "channel": "shell",
                "header": {"msg_id": str(ident), "msg_type": str(kind)},
                "content": dict(content),
            } if PLAIN.fullmatch(ident):
                allowed = _allowed_content(kind, content)
                return None if allowed is None else _frame(ident, kind, allowed)
    except (ValueError, RecursionError):  # no JSON, or numbers and nests beyond measure
        pass
    return None


def _allowed_content(kind, content):
    match kind, content:
        case "kernel_info_request", _:
            return {}
        case "comm_msg", {"comm_id": str(comm), "data": {"method": "custom", "content": dict(act)}}:
            if PLAIN.fullmatch(comm) and is_shallow(act, MOST_LEVELS):
                return {"comm_id": comm, "data": {"method": "custom", "content": act}}
    return None


def _frame(ident, kind, content):
    header = {
        "msg_id": ident,
        "msg_type": kind,
        "session": "",
        "username": "",
        "version": "5.3",
        "date": datetime.now(UTC).isoformat(),  # a kernel drops what it has had word for word
    }
    parts = {"parent_header": {}, "metadata": {}, "buffers": [], "channel": "shell"}
    text = json.dumps(
        {"header": header, "content": content, **parts}, ensure_ascii=False, allow_nan=False
    )
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def is_shallow(value, levels):
    """Tell whether lists and dicts stand in each other at most so many levels deep.

    >>> is_shallow([1, {"a": []}], 3), is_shallow([1, {"a": []}], 2), is_shallow("text", 0)
    (True, False, True)
    """
    if not isinstance(value, (dict, list)):
        return True
    inner = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(is_shallow(one, levels - 1) for one in inner)
