"""A browser reduced to its cookies: it sends what it is told, however wrong."""

import html
import http.client
import json
import re
import sys
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

import websocket

from course.ids import new_id

MODULE = "/modules/03_role_models"
SESSION, DEVICE = "course-session", "course-device"
SECONDS = 20
HUNG_UP = (
    websocket.WebSocketBadStatusException,  # refused when opened again
    websocket.WebSocketConnectionClosedException,
    ConnectionError,
)
HAS_MANY_ADDRESSES = sys.platform == "linux"
addresses = (
    f"127.0.{high}.{low}" if HAS_MANY_ADDRESSES else "127.0.0.1"
    for high in range(1, 255)
    for low in range(1, 255)
)
CELL = re.compile(r'<course-cell for="([^"]*)" activity="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    """What a server answered; `headers` by name in small letters."""

    status: int
    headers: dict
    text: str
    cookies: dict


class Client:
    """One browser, at an address of its own where the system has more than one loopback."""

    def __init__(self, url, address=None):
        self.url, self.host = url, urlsplit(url).netloc
        self.address = address or next(addresses)
        self.cookies = {}

    def ask(self, method, path, body=None, headers=()):
        """Send a request as it stands; a header of None is left out."""
        sent = {"Host": self.host, "Cookie": self.cookie_line(), **dict(headers)}
        connection = http.client.HTTPConnection(
            "127.0.0.1", urlsplit(self.url).port, SECONDS, (self.address, 0)
        )
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        if body is not None and "Content-Length" not in sent:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        got = connection.getresponse()
        text = got.read().decode(errors="replace")
        connection.close()
        cookies = SimpleCookie()
        for line in got.headers.get_all("Set-Cookie") or ():
            cookies.load(line)
        self.cookies |= {name: each.value for name, each in cookies.items()}
        small = {name.lower(): value for name, value in got.headers.items()}
        return Answer(got.status, small, text, dict(cookies))

    def cookie_line(self):
        """Return the cookies as a browser sends them; None for none."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value) or None

    def get(self, path, **headers):
        """Open an address; names of headers with underscores."""
        return self.ask("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    def post(self, path, form=(), headers=(), xsrf=None):
        """Send a form with the token that belongs to the cookie, or another one."""
        if "_xsrf" not in self.cookies:
            self.get("/sign-in")
        token = self.cookies["_xsrf"] if xsrf is None else xsrf
        body = urlencode({**dict(form), "_xsrf": token}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, body, kind | dict(headers))

    def join(self, name, pin=""):
        """Make a profile and be signed in."""
        answer = self.post("/new-profile", {"name": name, "pin": pin})
        assert answer.status == 303, answer.text
        return self

    def sign_in(self, name, pin=""):
        """Sign in."""
        return self.post("/sign-in", {"name": name, "pin": pin})

    @property
    def is_in(self):
        """Whether the server knows who this is."""
        return self.get("/profile").status == 200

    def open_page(self, path=MODULE):
        """Open a notebook's page and return it, with a kernel of its own."""
        answer = self.get(path)
        assert answer.status == 200, answer.text
        return KernelPage(self, answer.text)

    def socket(self, kernel, session=None, **options):
        """Open the websocket of a kernel; raises `websocket.WebSocketBadStatusException`."""
        address = f"ws://{self.host}/api/kernels/{kernel}/channels?session_id={session or new_id()}"
        options = {"origin": self.url, "cookie": self.cookie_line()} | options
        return websocket.create_connection(address, timeout=SECONDS, **options)

    def refusal(self, kernel, **options):
        """Return the status with which a websocket is refused; 101 when it opens."""
        try:
            self.socket(kernel, **options).close()
        except websocket.WebSocketBadStatusException as error:
            return error.status_code
        return 101


class KernelPage:
    """An open page: its kernel, its activities, and the wire to them."""

    def __init__(self, client, text):
        self.client, self.text = client, text
        self.kernel = re.search(r'<course-kernel kernel="([^"]+)"', text)[1]
        shown = {cell: json.loads(html.unescape(value)) for cell, value in CELL.findall(text)}
        self.comms = {cell: one["comm"] for cell, one in shown.items()}
        self.views = {cell: one["view"] for cell, one in shown.items()}
        self._socket = None

    def cell(self, kind):
        """Return the first cell with an activity of a kind."""
        return next(cell for cell, view in self.views.items() if view["kind"] == kind)

    @property
    def socket(self):
        """The wire, opened when there is none."""
        if self._socket is None or not self._socket.connected:
            self._socket = self.client.socket(self.kernel)
        return self._socket

    def send(self, frame):
        """Send one frame: text, bytes, a part of one, or an object for JSON."""
        if isinstance(frame, websocket.ABNF):
            self.socket.send_frame(frame)
        elif isinstance(frame, bytes):
            self.socket.send_binary(frame)
        else:
            self.socket.send(frame if isinstance(frame, str) else json.dumps(frame))

    def settle(self):
        """Ask an honest question and return all that came until its answer, which is the last.

        The kernel does one thing after the other, so what was sent before is done or dropped.
        """
        ident, got = new_id() + new_id(), []
        frame = act_frame(next(iter(self.comms.values())), {"do": "look"}, ident)
        try:
            self.send(frame)
            self._read(ident, got)
        except HUNG_UP:
            self._socket = None  # the server hung up, as it may; the kernel is asked again
            self.send(frame)
            self._read(ident, got)
        return got

    def _read(self, ident, got):
        while True:
            data = self.socket.recv()
            if not data:
                raise websocket.WebSocketConnectionClosedException
            message = json.loads(data)
            got.append(message)
            if said(message).get("id") == ident:
                assert said(message)["ok"]
                return

    def last_words(self, *frames):
        """Send frames and return what comes until the server hangs up; fails when it does not."""
        came = []
        try:
            for frame in frames:
                self.send(frame)
            while message := self.socket.recv():
                came.append(message)
        except HUNG_UP:
            pass
        self._socket = None
        return came

    def act(self, cell, act):
        """Send an act and return the reply; None when it was dropped."""
        return self.act_all(cell, [act])[0]

    def act_all(self, cell, acts):
        """Send acts one after the other and return the replies; None for dropped ones."""
        idents = [new_id() + new_id() for _act in acts]
        for ident, act in zip(idents, acts, strict=True):
            self.send(act_frame(self.comms[cell], act, ident))
        replies = {said(message).get("id"): said(message) for message in self.settle()}
        return [replies.get(ident) for ident in idents]

    def now(self, cell):
        """Return the view of an activity as it is stored."""
        return self.act(cell, {"do": "look"})["view"]


def said(message):
    """Return what an activity said in a message from the kernel, else an empty dict."""
    content = message["content"].get("data", {}).get("content", {})
    return content if message["msg_type"] == "comm_msg" else {}


def frame_of(kind, content, channel="shell", **header):
    """Return a frame of the Jupyter protocol."""
    header = {
        "msg_id": new_id(),
        "msg_type": kind,
        "session": "s",
        "username": "",
        "version": "5.3",
        "date": "2026-01-01T00:00:00Z",
        **header,
    }
    return {
        "header": header,
        "parent_header": {},
        "metadata": {},
        "content": content,
        "channel": channel,
        "buffers": [],
    }


def act_frame(comm, act, ident):
    """Return the frame in which an honest page asks an activity to do something."""
    data = {"method": "custom", "content": {"id": ident, "act": act}}
    return frame_of("comm_msg", {"comm_id": comm, "data": data})
