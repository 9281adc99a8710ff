"""What all our pages have in common: the person, the template, kind errors."""

import logging
from contextlib import suppress

import tornado.web
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join

from course.errors import StoreError
from course.people.roles import has_role
from course.serve.identity import (
    DEVICE_COOKIE,
    SESSION_COOKIE,
    is_kiosk,
    known_people,
    session_token,
)
from course.serve.security import HEADERS
from course.translation import _, translations

MOST_KNOWN = 12  # people that a device remembers
FETCHED = "Course-Fetch"  # a header: a script sent the form, not the browser
ERRORS = {
    403: (
        _("This page is for somebody else"),
        _("You are signed in, but it needs other rights. Ask a manager if you need it."),
    ),
    404: (
        _("There is no such page"),
        _("Perhaps the address was mistyped. The course map shows everything there is."),
    ),
    413: (
        _("That is too much for one form"),
        _("Please send a shorter text."),
    ),
    429: (
        _("A little slower, please"),
        _("There were many tries from this device. Wait a minute, then try again."),
    ),
    503: (
        _("The course is full just now"),
        _("Many pages are open. Your answers are safe; please try again in a minute."),
    ),
}
MISUNDERSTOOD = (
    _("This could not be understood"),
    _("Something was missing in the address or the form. Please go back and try again."),
)
TOO_LONG = _("This page was open for too long. Please send it again.")
TOO_SLOW = _("Saving takes longer than usual. Please send it again in a moment.")
SORRY = (
    _("Something went wrong on our side"),
    _("What you answered is safe. Please try again; if it stays, tell your trainer."),
)
log = logging.getLogger("course")


class StaleFormError(tornado.web.HTTPError):
    """A form without the token of its page: the cookie that belongs to it has gone."""

    def __init__(self):
        super().__init__(403)


class Guarded:
    """What all answers have in common, also of files, kernels and faults."""

    SUPPORTED_METHODS = ("GET", "POST")

    def set_default_headers(self):
        """Set the headers that keep strangers out; say nothing about the server's make."""
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def log_exception(self, kind, error, trace):
        """Log faults of ours by method and path: a query string is nobody's business."""
        if not isinstance(error, tornado.web.HTTPError):
            what = (self.request.method, self.request.path)
            log.error("%s %s failed", *what, exc_info=(kind, error, trace))


class PageHandler(Guarded, JupyterHandler):
    """Base of our pages. `server` is the `course.serve.app.CourseServer`."""

    @property
    def server(self):
        """The application."""
        return self.settings["course_server"]

    @property
    def accounts(self):
        """Profiles and sign-ins."""
        return self.server.store.accounts

    @property
    def person(self):
        """Who is asking; None for a visitor, and for a request refused before we looked."""
        has_looked = hasattr(self, "_jupyter_current_user")
        return self.current_user.person if has_looked and self.current_user else None

    @property
    def seats(self):
        """The seats that this browser has, by kind of gathering."""
        has_looked = hasattr(self, "_jupyter_current_user")
        return self.current_user.seats if has_looked and self.current_user else {}

    @property
    def kiosk(self):
        """What pages need to know of the kiosk that this browser is; None for other browsers."""
        return self.server.kiosk if is_kiosk(self) else None

    def check_xsrf_cookie(self):
        """Tell a form that was open for too long from one that was sent from elsewhere.

        Raises
        ------
        StaleFormError
        tornado.web.HTTPError
            404 for another origin.
        """
        try:
            super().check_xsrf_cookie()
        except tornado.web.HTTPError as error:
            if error.status_code == 403:
                raise StaleFormError from None
            raise

    def require(self, role):
        """Let people with at least this role pass; send visitors to sign in.

        Returns
        -------
        bool
            Whether to go on.
        """
        if has_role(self.person, role):
            return True
        if self.person is None:
            self.redirect(url_path_join(self.base_url, "sign-in") + f"?next={self.request.path}")
            return False
        self.send_error(403)
        return False

    def show(self, template, /, **values):
        """Write a page made from a template in ``course/serve/pages``."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self.page(template, **values))

    def page(self, template, /, **values):
        """Return a page made from a template in ``course/serve/pages``."""
        return (
            self.settings["course_pages"]
            .get_template(template)
            .render(self._common_values() | values)
        )

    def _common_values(self):
        return {
            "base": self.base_url,
            "person": self.person,
            "is_manager": has_role(self.person, "manager"),
            "is_trainer": has_role(self.person, "trainer"),
            "xsrf": self.xsrf_form_html(),
            "stylesheet": self.server.asset("page.css"),
            "asset": self.server.asset,
            "version": self.server.version,
            "kiosk": self.kiosk,
            "_": translations().gettext,
        }

    def go(self, path):
        """Send the browser to a path of ours."""
        self.redirect(url_path_join(self.base_url, path), status=303)

    def redirect(self, url, permanent=False, status=None):
        """Send the browser elsewhere; a script that sent a form is told where, and goes itself."""
        if FETCHED not in self.request.headers:
            return super().redirect(url, permanent, status)
        self.set_status(204)
        self.set_header("Course-Location", url)
        return self.finish()

    def sign_in(self, person, token):
        """Give the browser a person's session.

        Other devices remember the person; a kiosk does not, and forgets the session when closed.
        """
        if self.kiosk:
            self.set_signed_cookie(SESSION_COOKIE, token, **self.server.short_cookie_options)
            return
        self.set_signed_cookie(SESSION_COOKIE, token, **self.server.cookie_options)
        known = [person.id, *(other for other in known_people(self) if other != person.id)]
        self.set_signed_cookie(
            DEVICE_COOKIE, ",".join(known[:MOST_KNOWN]), **self.server.cookie_options
        )

    async def sign_out(self, *, everywhere=False):
        """End the session, and the kernels, lest a page stay usable in another tab.

        Pages on devices where the person is still signed in go on with a fresh kernel.
        """
        token = session_token(self)
        self.clear_cookie(SESSION_COOKIE)  # also when the rest fails
        if token and self.person:
            await self.kernel_manager.end_all_of(self.person.id)
            self.accounts.sign_out(token, everywhere=everywhere)

    def write_error(self, status_code, exc_info=(None, None, None), **_more):
        """Show a kind page instead of a traceback, or the form that was not taken once more."""
        with suppress(tornado.web.HTTPError):  # what was typed cannot be read
            if isinstance(exc_info[1], StaleFormError):
                return self.show_again(TOO_LONG)
            if isinstance(exc_info[1], StoreError) and self.request.method == "POST":
                self.set_status(503)
                return self.show_again(TOO_SLOW)
        title, text = ERRORS.get(status_code, SORRY if status_code >= 500 else MISUNDERSTOOD)
        return self.show("error.html", title=title, text=text)

    def show_again(self, words):
        """Say why a form was not taken; those with more than a PIN are shown again as typed."""
        self.show("error.html", title=_("Nothing was changed"), text=words)


class NoSuchPage(PageHandler):
    """Every address that is not ours."""

    async def prepare(self):
        """Answer 404 whoever asks."""
        await super().prepare()
        self.send_error(404)


class WrongHost(PageHandler):
    """Every request for a host name that is not ours."""

    async def prepare(self):
        """Refuse without looking at anything else."""
        self.set_status(421)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(_("This address does not belong to this course.") + "\n")
