"""The Voila application of the course."""

import asyncio
import errno
import logging
import os
import re
import secrets
import signal
import socket
import sys
import webbrowser
from contextlib import nullcontext, suppress
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
import tornado.web
from jupyter_server.utils import url_path_join
from tornado.ioloop import PeriodicCallback
from traitlets import Any, Bool, Dict, Tuple, Unicode
from traitlets.config import Config
from voila.app import Voila, _kernel_id_regex

import course
from course.content.library import Library
from course.errors import BusyError
from course.ids import digest
from course.serve import journal
from course.serve.fresh_content import FreshContent
from course.serve.handlers import Guarded, NoSuchPage, WrongHost
from course.serve.identity import COOKIE_DAYS, CookieIdentityProvider, OwnerAuthorizer
from course.serve.join_pages import WHO_PATTERN, WhoHandler
from course.serve.kernels import (
    ALLOWED_MESSAGES,
    OwnedKernelManager,
    PageConnection,
    kernel_environment,
)
from course.serve.notebook_pages import GoodbyeHandler, KernelStateHandler, NotebookPageHandler
from course.serve.page_texts import PageTexts
from course.serve.plain_pages import ACTIONS, PLAIN_PAGES
from course.serve.scene_editor import EDITOR_ROUTES
from course.serve.scene_pages import SCENE_ROUTES
from course.serve.scene_trials import SceneTrials
from course.serve.security import HEADERS, RateLimit, allowed_hosts
from course.serve.text_versions import PdfHandler, Press, TextHandler
from course.serve.wire import MOST_FRAME, KernelSocket
from course.store.accounts import DAY, FREE_FAILURES
from course.store.backups import nightly_backup
from course.store.store import Store

HERE = Path(__file__).parent
TEMPLATE = HERE / "template"
STATIC_PATH = "/voila/templates/course/static"
HOUR = 3600 * 1000  # milliseconds
MOST_BODY = 1024 * 1024  # bytes of a form


class PortTakenError(Exception):
    """Another program listens on the port."""


class CourseServer(Voila):
    """Serves the allowed notebooks and our plain pages to people with a profile.

    Parameters
    ----------
    data : pathlib.Path
        The data folder.
    public_url : str
        The address people use; in every link that leaves the screen.
    idle : tuple of int
        After how many seconds without a touch a kiosk asks "Still there?", and how many it waits.
    kiosk_browser : course.serve.kiosk_browser.KioskBrowser, optional
        Kept open on the kiosk's start page.
    listen_options : dict
        For Tornado's ``listen``: ``ssl_options``, ``xheaders``.
    forks : bool
        Whether to fork kernels where the system can.
    """

    name = "voila"
    version = course.__version__
    data = Any()
    public_url = Unicode()
    idle = Tuple((60, 20))
    kiosk_browser = Any()
    listen_options = Dict()
    forks = Bool(True)
    log_level = logging.WARNING
    config_file_paths = ()  # nothing but our own settings

    def initialize(self, argv=None):
        """Set Voila up as we need it."""
        self.config.merge(voila_settings())
        self.store = Store(self.data)
        self.library = Library(self.data / "content")
        self.content = FreshContent(self.data / "content")
        self.scene_trials = SceneTrials(self.data / "content", kernel_environment(self.data))
        self.press = Press()
        self.sign_in_limit = RateLimit(30, 60)  # by address
        self.own_device_limit = RateLimit(FREE_FAILURES, DAY)  # by person
        self.voices_limit = RateLimit(20, 300)  # by address
        self.code_limit = RateLimit(30, 60)  # wrong codes of meetings, by address
        self.short_cookie_options = {  # until the browser is closed
            "expires_days": None,
            "httponly": True,
            "samesite": "Lax",
            "secure": urlsplit(self.public_url).scheme == "https",
        }
        self.cookie_options = self.short_cookie_options | {"expires_days": COOKIE_DAYS}
        self.cookie_secret = cookie_secret(self.data)
        self.identity_provider_class = CookieIdentityProvider
        self.authorizer_class = OwnerAuthorizer
        self.kernel_websocket_connection_class = PageConnection
        self.root_dir = str(self.data)
        super().initialize(argv or [])

    def setup_template_dirs(self):
        """Use our template, wherever the package is."""
        self.template_paths = [str(TEMPLATE)]
        self.static_paths = [str(TEMPLATE / "static")]

    def asset(self, name):
        """Return the address of a built file, with a hash so that it may be cached for ever."""
        path = TEMPLATE / "static" / name
        version = version_of(path, path.stat().st_mtime_ns)
        return url_path_join(self.base_url, STATIC_PATH, name) + f"?v={version}"

    @property
    def kiosk(self):
        """What pages in a kiosk need: the addresses of its script and style, and its patience."""
        idle, countdown = self.idle
        return {
            "script": self.asset("kiosk.js"),
            "stylesheet": self.asset("kiosk_mode.css"),
            "idle": idle,
            "countdown": countdown,
        }

    def init_settings(self):
        """Return Tornado's settings."""
        settings = super().init_settings()
        self.kernel_manager.prepare(self.data, self.public_url, forks=self.forks)
        self.kernel_manager.allowed_message_types = ALLOWED_MESSAGES
        self.identity_provider.accounts = self.store.accounts
        self.identity_provider.meetings = self.store.meetings
        settings |= {
            "course_server": self,
            "course_pages": page_templates(),
            "headers": HEADERS,
            "static_path": str(TEMPLATE / "static"),
            "compress_response": True,
            "allow_unauthenticated_access": True,  # each page says whom it wants (see `require`)
            "login_url": url_path_join(self.base_url, "sign-in"),
            "default_handler_class": WrongHost,
            "xsrf_cookie_kwargs": {"samesite": "Lax", "secure": self.cookie_options["secure"]},
            "websocket_max_message_size": MOST_FRAME,
            "log_function": log_request,
        }
        return settings

    def init_handlers(self):
        """Return our routes: an allow list, nothing of Voila's file or tree pages."""
        texts = {"texts": PageTexts(self)}
        routes = [
            (rf"/api/kernels/{_kernel_id_regex}", KernelStateHandler),
            (rf"/api/kernels/{_kernel_id_regex}/channels", KernelSocket),
            (r"/voila/api/shutdown/([\w-]+)", GoodbyeHandler),
            (rf"{STATIC_PATH}/([\w.-]+)", AssetHandler, {"path": str(TEMPLATE / "static")}),
            *((re.escape(path), *route) for path, *route in ACTIONS),
            *((re.escape(path), handler) for path, handler, _title, _role in PLAIN_PAGES),
            (WHO_PATTERN, WhoHandler),
            *((re.escape(address), NotebookPageHandler, texts) for address in self.library.pages),
            (r"/modules/([\w-]+)/text", TextHandler),
            (r"/modules/([\w-]+)/text\.pdf", PdfHandler),
            *SCENE_ROUTES,
            *EDITOR_ROUTES,
            (r"/.*", NoSuchPage),
        ]
        return [(url_path_join(self.server_url, route[0]), *route[1:]) for route in routes]

    def start(self):
        """Listen, say where, and serve until stopped."""
        journal.begin()
        self.app = tornado.web.Application(**self.init_settings())
        self.app.add_handlers(allowed_hosts(self.ip, self.public_url), self.init_handlers())
        asyncio.run(self._serve())

    async def _serve(self):
        self.ioloop = tornado.ioloop.IOLoop.current()
        stopped = asyncio.Event()
        try:
            server = self.app.listen(
                self.port, self.ip, max_body_size=MOST_BODY, **self.listen_options
            )
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTakenError from None
            raise
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
        PeriodicCallback(self._look_after, HOUR).start()
        keeping = asyncio.ensure_future(self.kernel_manager.keep_ready())
        self._say_where()
        async with self._kiosk_open():
            await stopped.wait()
        server.stop()
        keeping.cancel()
        await self.kernel_manager.close()
        self.store.close()

    def _kiosk_open(self):
        return self.kiosk_browser.open(self.public_url) if self.kiosk_browser else nullcontext()

    async def _look_after(self):
        """Erase what was to be kept until now, and write the backup of the night."""
        with suppress(BusyError):  # in an hour, then
            self.store.meetings.erase_past()
        await asyncio.to_thread(nightly_backup, self.store.data, date.today())

    def _say_where(self):
        print(f"\nThe course is open at {self.public_url}", flush=True)
        if not self.store.accounts.has_manager():
            code = self.store.accounts.manager_code()
            print(f"To set up as manager, use the code {code[:4]}-{code[4:]}", flush=True)
        print("Stop it with Ctrl+C.\n", flush=True)
        if self.open_browser:
            webbrowser.open(self.public_url)


class AssetHandler(Guarded, tornado.web.StaticFileHandler):
    """Built files; their addresses change with their content."""

    SUPPORTED_METHODS = ("GET",)

    def set_extra_headers(self, _path):
        """Let browsers keep them for a year."""
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")


@cache
def version_of(path, _changed):
    """Return what differs between versions of a file; read once for each time of change."""
    return digest(path.read_bytes().hex())[:16]


def voila_settings():
    """Return Voila's configuration."""
    config = Config()
    config.VoilaConfiguration.template = "course"
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.multi_kernel_manager_class = OwnedKernelManager
    config.VoilaExecutor.timeout = 30
    config.KernelRestarter.restart_limit = 0
    config.KernelRestarter.time_to_dead = 1.0
    config.MappingKernelManager.buffer_offline_messages = False  # a page asks again
    # jupyter_server's own one makes an event log for every kernel, which is never given back
    ordinary = "jupyter_client.ioloop.AsyncIOLoopKernelManager"
    config.MultiKernelManager.kernel_manager_class = ordinary
    config.KernelManager.transport = "ipc" if hasattr(socket, "AF_UNIX") else "tcp"
    config.KernelProvisionerFactory.default_provisioner_name = "course-forked"
    return config


def page_templates():
    """Return the templates of the plain pages; everything in them is escaped."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "pages"), autoescape=True, trim_blocks=True
    )


def cookie_secret(data):
    """Return the secret that signs cookies, made at the first start; readable by nobody else."""
    path = data / "cookie_secret"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(32))
    return path.read_bytes()


def log_request(handler):
    """Log failed requests: status, method and path; never names, never query strings."""
    status = handler.get_status()
    if status >= 500:
        print(f"{status} {handler.request.method} {handler.request.path}", file=sys.stderr)
