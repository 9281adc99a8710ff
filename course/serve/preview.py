"""A live preview for authors: one small server on this machine, no kernel, nothing kept."""

import asyncio
import errno
import json
import signal
import webbrowser
from pathlib import Path

import jinja2
import tornado.web
from markupsafe import Markup

import course
from course.errors import CourseError, NotFoundError
from course.ids import digest
from course.serve.previews import Preview
from course.serve.security import HEADERS, allowed_hosts
from course.translation import _, translations
from course.view import respond

HERE = Path(__file__).parent
STATIC = HERE / "template" / "static"
LOOPBACK = "127.0.0.1"
MOST_BYTES = 256 * 1024  # of a message


class PortTakenError(Exception):
    """Another program listens on the port."""


def serve(file, port, open_browser):
    """Show a content file until stopped.

    Raises
    ------
    NotFoundError
        There is no such file, or none that can be shown.
    PortTakenError
    """
    preview = Preview(file)
    try:
        asyncio.run(_serve(preview, port, open_browser))
    finally:
        preview.close()


async def _serve(preview, port, open_browser):
    stopped = asyncio.Event()
    try:
        server = application(preview, port).listen(port, LOOPBACK, max_body_size=MOST_BYTES)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError from None
        raise
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    address = f"http://{LOOPBACK}:{port}/"
    print(
        _("\nThe preview of {file} is open at {address}").format(file=preview.file, address=address)
    )
    print(_("Save the file and look at the page. Stop with Ctrl+C.\n"), flush=True)
    if open_browser:
        webbrowser.open(address)
    await stopped.wait()
    server.stop()


def application(preview, port):
    """Return the web application of a preview; it answers to loopback names only."""
    app = tornado.web.Application(
        preview=preview,
        pages=jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "pages"), autoescape=True, trim_blocks=True
        ),
        default_handler_class=WrongHost,
        log_function=lambda _handler: None,
    )
    routes = [
        (r"/", PageHandler),
        (r"/state", StateHandler),
        (r"/act", ActHandler),
        (r"/again", AgainHandler),
        (r"/static/([\w.-]+)", BuiltFile, {"path": str(STATIC)}),
        (r"/.*", NoSuchPage),
    ]
    app.add_handlers(allowed_hosts(LOOPBACK, f"http://{LOOPBACK}:{port}/"), routes)
    return app


class Handler(tornado.web.RequestHandler):
    """Base of all answers: strict headers, nothing cached."""

    def set_default_headers(self):
        """Set the headers of the course server."""
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.set_header("Cache-Control", "no-store")

    @property
    def preview(self):
        """What is shown."""
        return self.settings["preview"]

    def write_error(self, status_code, **_kwargs):
        """Say in plain words that this did not work."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(_("The preview cannot answer this ({status}).").format(status=status_code))


class WrongHost(Handler):
    """Every request for a host name that is not this machine's own."""

    def prepare(self):
        """Refuse without looking at anything else."""
        self.send_error(421)


class NoSuchPage(Handler):
    """Every address that is not ours."""

    def prepare(self):
        """Answer 404 whoever asks."""
        self.send_error(404)


class BuiltFile(tornado.web.StaticFileHandler):
    """The built front end."""

    def set_extra_headers(self, _path):
        """Let browsers ask each time: an author may update the course meanwhile."""
        self.set_header("Cache-Control", "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")


class StateHandler(Handler):
    """Tells the page, twice a second, which version of the file is the newest."""

    def get(self):
        """Answer with the version."""
        self.finish({"version": self.preview.version()})


class PageHandler(Handler):
    """The page: the file as learners see it, or what there is to mend."""

    def get(self):
        """Show the newest version."""
        shown = self.preview.shown()
        problems = [(problem, self.preview.quote(problem)) for problem in shown.problems]
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(
            self.settings["pages"]
            .get_template("preview.html")
            .render(
                shown=shown,
                file=str(self.preview.file),
                name=self.preview.file.name,
                parts=[self._part(part) for part in shown.parts],
                problems=problems,
                stamp=digest(course.__version__)[:8],
                _=translations().gettext,
            )
        )

    def _part(self, part):
        view = self.preview.activity(part.id).view() if part.make else None
        return {
            "id": part.id,
            "heading": part.heading,
            "prose": Markup(_html(part.prose)) if part.prose else "",  # noqa: S704 (an author's own)
            "view": view and json.dumps(view, ensure_ascii=False),
        }


class MessageHandler(Handler):
    """Takes JSON from our own page only."""

    def prepare(self):
        """Refuse what another site could send: a browser names the page's origin with each POST."""
        kind = self.request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        origin = self.request.headers.get("Origin", "")
        if kind != "application/json" or origin != f"http://{self.request.host}":
            self.send_error(403)

    def message(self):
        """Return what was sent, a dict; an empty one for anything else."""
        try:
            sent = json.loads(self.request.body)
        except (ValueError, RecursionError):  # no JSON, or nested without end
            return {}
        return sent if isinstance(sent, dict) else {}


class ActHandler(MessageHandler):
    """Lets an activity act on what the page sent, as a kernel does in the course."""

    def post(self):
        """Answer with the reply of `course.view.respond`."""
        sent = self.message()
        content = sent.get("content")
        try:
            activity = self.preview.activity(str(sent.get("part")))
        except NotFoundError as error:
            ident = content.get("id") if isinstance(content, dict) else None
            return self.finish({"id": ident, "ok": False, "error": str(error), "again": False})
        return self.finish(respond(activity, content))


class AgainHandler(MessageHandler):
    """Begins an activity anew."""

    def post(self):
        """Answer with the fresh view."""
        try:
            activity = self.preview.again(str(self.message().get("part")))
        except CourseError:
            return self.send_error(404)
        return self.finish({"view": activity.view()})


def _html(markdown):
    from nbconvert.filters import markdown2html

    return markdown2html(markdown)
