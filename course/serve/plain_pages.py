"""Pages that need no kernel: home, sign-in, own profile, people."""

import json

from sqlalchemy import text

from course.activities.course_map import course_map, next_step
from course.people.progress import State
from course.people.roles import ROLES, has_role
from course.serve.desk_files import DESK_FILES
from course.serve.handlers import PageHandler
from course.serve.identity import known_people
from course.serve.join_pages import JOIN_PAGES
from course.serve.kiosk_pages import KIOSK_PAGES
from course.serve.metrics import MetricsHandler
from course.serve.scene_editor import CheckHandler, NewSceneHandler
from course.serve.scene_pages import ScenesHandler, scene_pages
from course.serve.text_versions import text_pages
from course.store.accounts import AccountError
from course.translation import _

STATES = {
    State.NOT_BEGUN: _("Not begun"),
    State.BEGUN: _("In progress"),
    State.DONE: _("Done"),
}
KINDS = {
    "quiz": _("Unit"),
    "rehearsal": _("Rehearsal"),
    "scoresheet": _("Score sheet"),
    "worksheet": _("Worksheet"),
}
TOOLS = (  # what there is besides the modules: title, least role, and (address, words) of each page
    (
        _("For yourself"),
        "learner",
        (
            ("/roleplay_scripts/rehearsal", _("Rehearse a scene")),
            ("/exercises/my_moments", _("What colleagues saw of you")),
        ),
    ),
    (
        _("With your team"),
        "trainer",
        (
            ("/roleplay_scripts/meeting", _("Role-play meeting")),
            ("/scenes", _("Scenes to play together")),
            ("/exercises/desk", _("See how your team is getting on")),
        ),
    ),
    (
        _("Find your role models"),
        "manager",
        (
            ("/exercises/standards", _("Agree on your standards")),
            ("/exercises/observation", _("Observe for two weeks")),
            ("/exercises/role_models", _("See who your role models are")),
        ),
    ),
)


class HomeHandler(PageHandler):
    """The map for people with a profile, a welcome for others."""

    async def get(self):
        """Show where you are and what is next."""
        if self.person is None:
            return self.show("welcome.html", **self._welcome())
        store = self.server.store
        rounds, traces = store.answers.rounds(self.person), store.events.traces(self.person)
        stations = course_map(self.server.library, rounds, traces)
        begun = any(station.state != State.NOT_BEGUN for station in stations)
        return self.show(
            "home.html",
            stations=stations,
            next=next_step(stations),
            begun=begun,
            states=STATES,
            kinds=KINDS,
            tools=[tool for tool in TOOLS if has_role(self.person, tool[1])],
        )

    def _welcome(self):
        profiles = map(self.accounts.get, known_people(self))
        return {
            "known": [profile.person for profile in profiles if profile],
            "needs_manager": not self.accounts.has_manager(),
        }


class SignInHandler(PageHandler):
    """Sign in by name, and PIN where there is one."""

    async def get(self):
        """Ask for the name."""
        self.show("sign_in.html", name="", error="", asks_pin=False)

    async def post(self):
        """Check and sign in."""
        if self.server.sign_in_limit.is_over(self.request.remote_ip):
            return self.send_error(429)
        name = self.get_body_argument("name", "")
        pin = self.get_body_argument("pin", "")
        profile = self.accounts.find(name)
        if profile and profile.has_pin and not pin:
            return self.show("sign_in.html", name=name, error="", asks_pin=True)
        try:
            if profile is None:
                raise AccountError(_("There is no profile with this name yet."))
            token = check_pin(self, profile.person, pin)
        except AccountError as error:
            self.server.sign_in_limit.count(self.request.remote_ip)
            self.set_status(401)
            asks = bool(profile and profile.has_pin)
            return self.show("sign_in.html", name=name, error=str(error), asks_pin=asks)
        self.sign_in(profile.person, token)
        return self.redirect(
            safe_path(self.get_query_argument("next", ""), self.base_url), status=303
        )

    def show_again(self, words):
        """Show the form with the name, at the step it was."""
        name, asks = self.get_body_argument("name", ""), self.get_body_argument("pin", "") != ""
        self.show("sign_in.html", name=name, error=words, asks_pin=asks)


def check_pin(handler, person, pin):
    """Check a PIN and return a new sign-in token.

    Wrong PINs from elsewhere do not keep people out of the devices they use, unless there were
    wrong ones on these as well.

    Raises
    ------
    course.store.accounts.AccountError
    """
    limit = handler.server.own_device_limit
    is_own = person.id in known_people(handler) and not limit.is_over(person.id)
    try:
        return handler.accounts.sign_in(person.id, pin, may_skip_wait=is_own)
    except AccountError:
        if is_own:
            limit.count(person.id)
        raise


def safe_path(path, base):
    """Return a path of this server to go to, the home page for anything else.

    >>> safe_path("/modules/x", "/"), safe_path("//evil.example", "/"), safe_path("https://e", "/")
    ('/modules/x', '/', '/')
    """
    is_ours = path.startswith(base) and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if is_ours else base


class NewProfileHandler(PageHandler):
    """Make a profile: a learner's, or the first manager's with the code from the terminal."""

    async def post(self):
        """Add the profile and sign in."""
        if self.server.sign_in_limit.is_over(self.request.remote_ip):
            return self.send_error(429)
        self.server.sign_in_limit.count(self.request.remote_ip)
        name, pin = self.get_body_argument("name", ""), self.get_body_argument("pin", "")
        code = self.get_body_argument("code", None)
        role = "learner" if code is None else "manager"
        try:
            if role == "manager" and not self.accounts.is_manager_code(code):
                words = _("This code does not fit. The newest one is in the window of the server.")
                raise AccountError(words)
            person = self.accounts.add(name, role, pin)
        except AccountError as error:
            self.set_status(400)
            return self.show(
                "new_profile.html", role=role, name=name, code=code or "", error=str(error)
            )
        self.sign_in(person, self.accounts.sign_in(person.id, pin))
        return self.go("")

    def show_again(self, words):
        """Show the form with the name, and a manager's code."""
        code = self.get_body_argument("code", None)
        name, role = self.get_body_argument("name", ""), "learner" if code is None else "manager"
        self.show("new_profile.html", role=role, name=name, code=code or "", error=words)

    async def get(self):
        """Ask for what a profile needs."""
        role = "manager" if self.get_query_argument("as", "") == "manager" else "learner"
        self.show("new_profile.html", role=role, name="", code="", error="")


class SignOutHandler(PageHandler):
    """Sign out here, or everywhere."""

    async def post(self):
        """End the session."""
        await self.sign_out(everywhere=self.get_body_argument("everywhere", "") == "yes")
        self.go("")


class ProfileHandler(PageHandler):
    """One's own profile: PIN, who may see what, one's data."""

    async def get(self):
        """Show the profile."""
        if self.require("learner"):
            self._show()

    async def post(self):
        """Change or remove the PIN."""
        if not self.require("learner"):
            return
        pin = self.get_body_argument("pin", "")
        try:
            self._check_old_pin()
            self.accounts.set_pin(self.person, pin)
            self.sign_in(self.person, self.accounts.sign_in(self.person.id, pin))
        except AccountError as error:
            self.set_status(400)
            self._show(error=str(error))
        else:
            self._show(done=_("Your PIN is changed. You are signed out on other devices."))

    def _check_old_pin(self):
        """Ask for the PIN again, so that a tablet left open does not give the profile away."""
        self.accounts.sign_out(check_pin(self, self.person, self.get_body_argument("old", "")))

    def _show(self, error="", done=""):
        has_pin = self.accounts.get(self.person.id).has_pin
        self.show("profile.html", has_pin=has_pin, error=error, done=done)


class ExportHandler(PageHandler):
    """All that is stored about oneself, as a file."""

    async def get(self):
        """Send the file."""
        if self.require("learner"):
            self.set_header("Content-Type", "application/json; charset=utf-8")
            self.set_header("Content-Disposition", 'attachment; filename="my-course-data.json"')
            self.finish(self.accounts.export(self.person.name))


class PeopleHandler(PageHandler):
    """Managers see the profiles, add people and reset PINs."""

    async def get(self):
        """List the profiles."""
        if self.require("manager"):
            self._show()

    async def post(self):
        """Add a profile or reset a PIN."""
        if not self.require("manager"):
            return
        name, pin = self.get_body_argument("name", ""), self.get_body_argument("pin", "")
        role = self.get_body_argument("role", "")
        is_new = self.get_body_argument("do", "") == "add"
        try:
            done = self._add(name, role, pin) if is_new else self._reset(name, pin)
        except AccountError as error:
            self.set_status(400)
            given = {"name": name, "role": role} if is_new else {}
            self._show(error=str(error), **given)
        else:
            self._show(done=done)

    def _add(self, name, role, pin):
        person = self.accounts.add(name, role, pin)
        return _("{name} has a profile now.").format(name=person.name)

    def _reset(self, name, pin):
        profile = self.accounts.find(name)
        if profile is None:
            raise AccountError(_("There is no profile with this name yet."))
        self.accounts.set_pin(profile.person, pin)
        words = _("{name} has a new PIN.") if pin else _("{name} has no PIN now.")
        return words.format(name=profile.person.name)

    def _show(self, error="", done="", name="", role="learner"):
        self.show(
            "people.html",
            profiles=self.accounts.profiles(),
            roles=ROLES[1:],
            error=error,
            done=done,
            name=name,
            role=role,
        )


class HealthHandler(PageHandler):
    """For those who watch the server."""

    async def get(self):
        """Tell whether server and database answer."""
        with self.server.store.database.read() as connection:
            connection.execute(text("SELECT 1"))
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"ok": True, "version": self.server.version}))


PLAIN_PAGES = (
    # path, handler, title, least role
    ("/", HomeHandler, _("Course map"), "visitor"),
    ("/sign-in", SignInHandler, _("Sign in"), "visitor"),
    ("/new-profile", NewProfileHandler, _("New profile"), "visitor"),
    ("/profile", ProfileHandler, _("Your profile"), "learner"),
    ("/people", PeopleHandler, _("People"), "manager"),
    *JOIN_PAGES,
    ("/scenes", ScenesHandler, _("Scenes to play"), "trainer"),
    ("/scenes/new", NewSceneHandler, _("A new scene"), "trainer"),
    *KIOSK_PAGES,
)
ACTIONS = (
    ("/sign-out", SignOutHandler),
    ("/profile/data.json", ExportHandler),
    ("/healthz", HealthHandler),
    ("/metrics", MetricsHandler),
    ("/scenes/check", CheckHandler),
    *DESK_FILES,
)


def all_pages(library):
    """Return address, title and least role of every page, as `course pages` prints them."""
    plain = [
        {"address": path, "title": title, "role": role}
        for path, _handler, title, role in PLAIN_PAGES
    ]
    notebooks = [
        {"address": page.address, "title": page.title, "role": page.role}
        for page in library.pages.values()
    ]
    return plain + notebooks + text_pages(library) + scene_pages(library)
