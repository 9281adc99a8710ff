"""The kiosk: a browser that anybody may use. Its pages need no kernel and no account.

Opening the start page resets the browser: whoever was signed in is signed out, their kernels end,
and the cookies of the visit go. So "Finish", the idle watch, a restarted Chromium and a restarted
server all do the same thing: they open the start page (see docs/decisions/0010).
"""

from contextlib import suppress

from course.content.library import standard_names
from course.errors import StoreError
from course.ids import new_id
from course.people.roles import has_role
from course.serve.handlers import PageHandler
from course.serve.identity import DEVICE_COOKIE, KIOSK_COOKIE, SEAT_COOKIES
from course.serve.security import is_loopback
from course.store.accounts import AccountError
from course.translation import _
from course.workplace.feedback import MOST_WORDS, SCALE, read_word
from course.workplace.forms import FormError
from course.workplace.recognition import MOST_NAME, MOST_STORY, read_nomination

LARGEST_FORM = 20_000  # bytes
KEY_LENGTH = 64
VISIT_COOKIES = (DEVICE_COOKIE, *SEAT_COOKIES.values(), "_xsrf")  # besides the session's


class KioskHandler(PageHandler):
    """The start page, which resets the browser."""

    async def get(self):
        """Show the start page; in somebody's own browser, ask first."""
        if self.person and not self.kiosk:
            return self.show("kiosk_ask.html")
        return await self._start()

    async def post(self):
        """Make this browser a kiosk."""
        await self._start()

    async def _start(self):
        with suppress(StoreError):  # nobody has the session's token any more, once we are through
            await self.sign_out()
        self.current_user = None
        for cookie in VISIT_COOKIES:
            self.clear_cookie(cookie)
        self.set_signed_cookie(KIOSK_COOKIE, "yes", **self.server.short_cookie_options)
        if self.request.protocol == "https" or is_loopback(self.request.host_name):
            self.set_header("Clear-Site-Data", '"storage"')  # elsewhere browsers only complain
        has_standards = bool(self.server.library.standards())
        self.show("kiosk.html", kiosk=self.server.kiosk, has_standards=has_standards)


class StandardsHandler(PageHandler):
    """The standards of the business, for customers; nothing is shown in their place."""

    async def get(self):
        """Show them."""
        self.show("kiosk_standards.html", catalogues=self.server.library.standards())


class FormHandler(PageHandler):
    """A form that anybody may send; what was typed stays until it is stored."""

    template = ""
    thanks = ""
    fields = ()

    async def get(self):
        """Show the empty form; `about` may name a standard."""
        self.show_form({"about": self.get_query_argument("about", "")}, {})

    async def post(self):
        """Store what was sent, or say what is missing."""
        if len(self.request.body) > LARGEST_FORM:
            return self.send_error(413)
        given = self._given()
        limit, address = self.server.voices_limit, self.request.remote_ip
        if limit.is_over(address):
            words = _("Many were sent from here just now. Please wait a minute and send it again.")
            return self.show_form(given, {"": words}, 429)
        try:
            said = self.read(given, self.standards())
            self.server.store.voices.keep(said, self._key())
        except FormError as error:
            return self.show_form(given, error.problems, 400)
        limit.count(address)
        return self.go(f"kiosk/thanks?for={self.thanks}")

    def show_again(self, words):
        """Show the form with what was typed."""
        self.show_form(self._given(), {"": words}, self.get_status())

    def _given(self):
        return {name: self.get_body_argument(name, "") for name in self.fields}

    def standards(self):
        """Return the names of all standards by catalogue and id."""
        return standard_names(self.server.library.standards())

    def show_form(self, given, problems, status=200):
        """Show the form with what was typed, and each problem at its field (`""`: at the top)."""
        self.set_status(status)
        self.show(
            self.template,
            given=given,
            problems=problems,
            standards=self.standards(),
            key=self._key(),
            most={"text": MOST_WORDS, "story": MOST_STORY, "name": MOST_NAME},
            scale=SCALE,
        )

    def _key(self):
        """Return the key of this form: a form that is sent twice is stored once."""
        return self.get_body_argument("key", "")[:KEY_LENGTH] or new_id()


class TellUsHandler(FormHandler):
    """A customer's word."""

    template, thanks = "kiosk_tell_us.html", "word"
    fields = ("about", "how", "text")
    read = staticmethod(read_word)


class NominateHandler(FormHandler):
    """A nomination of a colleague."""

    template, thanks = "kiosk_nominate.html", "nomination"
    fields = ("who", "about", "story", "giver")
    read = staticmethod(read_nomination)


class ThanksHandler(PageHandler):
    """Thanks for a word or a nomination; in a kiosk the start page follows by itself."""

    async def get(self):
        """Say thanks."""
        self.show("kiosk_thanks.html", thanks=self.get_query_argument("for", ""))


class EndKioskHandler(PageHandler):
    """How staff make the browser an ordinary one again."""

    async def get(self):
        """Ask who wants that."""
        self._show()

    async def post(self):
        """Check that it is a trainer or manager."""
        if self.server.sign_in_limit.is_over(self.request.remote_ip):
            return self.send_error(429)
        name = self.get_body_argument("name", "")
        if not self._is_staff(name, self.get_body_argument("pin", "")):
            self.server.sign_in_limit.count(self.request.remote_ip)
            self.set_status(401)
            words = _(
                "This needs the name and the PIN of a trainer or manager. "
                "After several wrong tries there is a wait of some minutes."
            )
            return self._show(name, words)
        await self.sign_out()
        self.clear_cookie(KIOSK_COOKIE)
        return self.go("")

    def _is_staff(self, name, pin):
        """Check the PIN; all that is wrong looks the same, lest anybody learn who is who."""
        profile = self.accounts.find(name)
        if profile is None or not profile.has_pin or not has_role(profile.person, "trainer"):
            return False
        try:
            self.accounts.sign_out(self.accounts.sign_in(profile.person.id, pin))
        except AccountError:
            return False
        return True

    def show_again(self, words):
        """Show the form with the name."""
        self._show(self.get_body_argument("name", ""), words)

    def _show(self, name="", error=""):
        self.show("kiosk_end.html", name=name, error=error)


KIOSK_PAGES = (
    # path, handler, title, least role
    ("/kiosk", KioskHandler, _("Kiosk"), "visitor"),
    ("/kiosk/standards", StandardsHandler, _("Our standards"), "visitor"),
    ("/kiosk/tell-us", TellUsHandler, _("Tell us"), "visitor"),
    ("/kiosk/nominate", NominateHandler, _("Nominate a colleague"), "visitor"),
    ("/kiosk/thanks", ThanksHandler, _("Thank you"), "visitor"),
    ("/kiosk/end", EndKioskHandler, _("End the kiosk"), "visitor"),
)
