"""An open page without a browser: the same requests and messages as frontend/page.ts sends."""

import asyncio
import html.parser
import json
import secrets
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClosedError, websocket_connect

MODULE = "/modules/03_role_models"
PATIENCE = 30  # seconds without a reply until a page looks for another kernel
OPEN_SECONDS = 180  # until a page that does not come counts as an error
MOST_REQUESTS = 2000
FULL = "The course is full just now"  # of the kind page
GONE = ("dead", "restarting", "autorestarting")


class NoPageError(Exception):
    """The page did not come, or came without what belongs on it."""


class FullError(NoPageError):
    """The kind page came: too many are open."""

    def __init__(self):
        super().__init__("page: full")


class LostError(Exception):
    """The kernel or the way to it is gone."""


@dataclass
class Log:
    """What all learners saw.

    Attributes
    ----------
    texts, pages : list of float
        Seconds from the request to the first words, and to the page with its socket open.
    answers, drafts : list of tuple of float
        When (`time.perf_counter`) something was sent, and seconds until the reply.
    acknowledged : set of tuple of str
        Key and item of each answer that the course said is stored.
    sent : int
        Answers sent, each counted once.
    errors : collections.Counter
        How often what went wrong.
    """

    texts: list = field(default_factory=list)
    pages: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    drafts: list = field(default_factory=list)
    acknowledged: set = field(default_factory=set)
    sent: int = 0
    errors: Counter = field(default_factory=Counter)


class PageReader(html.parser.HTMLParser):
    """Finds the kernel and the quizzes in a page."""

    def __init__(self):
        super().__init__()
        self.kernel, self.quizzes, self.is_done = None, {}, False

    def handle_starttag(self, tag, attributes):
        """Take what our elements say."""
        values = dict(attributes)
        if tag == "course-kernel":
            self.kernel = values["base"], values["kernel"]
        if tag == "course-cell" and "activity" in values:
            activity = json.loads(values["activity"])
            if activity["view"]["kind"] == "quiz":
                self.quizzes[values["for"]] = activity
        self.is_done = self.is_done or tag == "course-done"


class Page:
    """One open page.

    Parameters
    ----------
    url : str
        Of the server.
    cookie : str
        Of the learner.
    log : Log
    """

    def __init__(self, url, cookie, log):
        self.url, self.cookie, self.log = url, cookie, log
        self.session, self.pending, self.socket = secrets.token_hex(16), {}, None
        self.comms, self.views = {}, {}  # of the quizzes, by cell

    async def open(self):
        """Ask for the page, read it, and open the socket to its kernel.

        Raises
        ------
        NoPageError
        """
        begun = time.perf_counter()
        times, pieces = [], []

        def read(piece):
            times.append(time.perf_counter())
            pieces.append(piece)

        request = self._request(MODULE, request_timeout=OPEN_SECONDS, streaming_callback=read)
        answer = await http().fetch(request, raise_error=False)
        reader = read_page(answer, b"".join(pieces).decode())
        self.xsrf = cookie_value(answer.headers.get_list("Set-Cookie"), "_xsrf")
        self.base, self.kernel = reader.kernel
        self.comms = {cell: activity["comm"] for cell, activity in reader.quizzes.items()}
        self.views = {cell: activity["view"] for cell, activity in reader.quizzes.items()}
        await self._connect()
        self.log.texts.append(times[0] - begun)
        self.log.pages.append(time.perf_counter() - begun)

    def _request(self, path, **options):
        headers = {"Cookie": self.cookie, "Origin": self.url}
        return HTTPRequest(self.url + path, headers=headers, connect_timeout=60, **options)

    async def _connect(self):
        path = f"{self.base}api/kernels/{self.kernel}/channels?session_id={self.session}"
        request = self._request(path, request_timeout=PATIENCE)
        request.url = request.url.replace("http", "ws", 1)
        try:
            self.socket = await websocket_connect(request, on_message_callback=self._receive)
        except Exception as error:  # refused, in whatever way
            raise NoPageError(f"socket: {error}") from error

    async def act(self, cell, key, act):
        """Send a message of a quiz, as frontend/kernel.ts does; return the reply and its time.

        Raises
        ------
        LostError
        """
        header = {
            "msg_id": secrets.token_hex(16),
            "msg_type": "comm_msg",
            "session": self.session,
            "username": "",
            "version": "5.3",
            "date": datetime.now(UTC).isoformat(),
        }
        data = {"method": "custom", "content": {"id": key, "act": act}}
        content = {"comm_id": self.comms[cell], "data": data}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        reply = self.pending[key] = asyncio.get_running_loop().create_future()
        try:
            self.socket.write_message(json.dumps({**message, "channel": "shell", "buffers": []}))
            ended, said = await asyncio.wait_for(reply, PATIENCE)
        except (WebSocketClosedError, TimeoutError) as error:
            raise LostError from error
        finally:
            self.pending.pop(key, None)
        self.views[cell] = said.get("view", self.views[cell])
        return said, ended

    def _receive(self, text):
        now = time.perf_counter()
        message = json.loads(text) if text else {"header": {"msg_type": "closed"}, "content": {}}
        kind, content = message["header"]["msg_type"], message["content"]
        if kind == "closed" or content.get("execution_state") in GONE:
            for reply in self.pending.values():
                if not reply.done():
                    reply.set_exception(LostError())
        elif kind == "comm_msg" and content["data"].get("method") == "custom":
            said = content["data"]["content"]
            reply = self.pending.get(said["id"])
            if reply and not reply.done():
                reply.set_result((now, said))

    async def beat(self):
        """Tell the server that somebody is still looking; a kernel nobody looks at is ended."""
        await http().fetch(self._request(f"{self.base}api/kernels/{self.kernel}"))

    async def leave(self):
        """Say good-bye as a page that is left does, and close the socket."""
        body = urlencode({"_xsrf": self.xsrf})
        request = self._request(
            f"{self.base}voila/api/shutdown/{self.kernel}", method="POST", body=body
        )
        request.headers["Cookie"] += f"; _xsrf={self.xsrf}"
        answer = await http().fetch(request, raise_error=False)
        if answer.code != 204:
            self.log.errors[f"good-bye: {answer.code}"] += 1
        self.close()

    def close(self):
        """Close the socket without a word, as when the power goes."""
        if self.socket:
            self.socket.close()


def http():
    """Return the client of this event loop; it asks for as many pages at once as there are."""
    return AsyncHTTPClient(max_clients=MOST_REQUESTS)


def read_page(answer, text):
    """Return what is in a page (`PageReader`).

    Raises
    ------
    NoPageError
    """
    if answer.code == 503 and FULL in text:
        raise FullError
    if answer.code != 200:
        raise NoPageError(f"page: {answer.code} {answer.reason}")
    reader = PageReader()
    reader.feed(text)
    if not (reader.kernel and reader.quizzes and reader.is_done):
        raise NoPageError("page: came without its kernel or its quizzes")
    return reader


def cookie_value(headers, name):
    """Return the value of a cookie that was set.

    >>> cookie_value(["_xsrf=2|ab|cd; Path=/; SameSite=Lax"], "_xsrf")
    '2|ab|cd'
    """
    pairs = (header.partition(";")[0].partition("=") for header in headers)
    return next((value for found, _, value in pairs if found == name), "")
