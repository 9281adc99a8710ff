"""A live meeting in browsers: a trainer's laptop, phones, and a big screen."""

from course.store.store import Store
from tests.browser.recorder import Recorder

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
SCREEN = {"viewport": {"width": 1920, "height": 1080}}
PIN = "135799"
MEETING = "/roleplay_scripts/meeting"


def add_trainer(data, name):
    """Add a trainer's profile; a page for that needs a manager."""
    store = Store(data)
    store.accounts.add(name, "trainer", PIN)
    store.close()


class LiveMeeting:
    """A meeting that people follow on screens of their own.

    Parameters
    ----------
    visit : callable
        Opens a browser.
    server : tests.browser.server.Server
    trainer : str
        The trainer's name.
    """

    def __init__(self, visit, server, trainer="Robin"):
        self.visit, self.url = visit, server.url
        add_trainer(server.data, trainer)
        self.laptop = visit(server.url, **LAPTOP)
        self.laptop.sign_in(trainer, PIN)
        self.phones, self.recorders, self.screen, self.code = {}, {}, None, ""

    @property
    def page(self):
        """The trainer's page."""
        return self.laptop.page

    def press(self, name, page=None):
        """Press a button, the trainer's unless said otherwise."""
        (page or self.page).get_by_role("button", name=name, exact=True).click()

    def open(self, standard="Listens first"):
        """Plan a meeting on a standard, and open it."""
        self.laptop.go(MEETING)
        self.page.get_by_text(standard, exact=True).first.click()
        self.press("Open the meeting")
        self.code = self.page.locator(".door .code").inner_text().replace(" ", "")

    def join(self, name):
        """Let somebody join with a phone, on which every byte is recorded; return its page."""
        phone = self.visit(self.url, **PHONE)
        self.recorders[name] = Recorder(phone.page)
        phone.go(f"/join/{self.code}")
        phone.page.get_by_label("name", exact=False).fill(name)
        self.press("Join", phone.page)
        phone.page.get_by_role("heading", name=f"You are in, {name}.").wait_for()
        self.phones[name] = phone
        return phone.page

    def join_screen(self):
        """Open a big screen; return its page."""
        self.screen = self.visit(self.url, **SCREEN)
        self.recorders["screen"] = Recorder(self.screen.page)
        self.screen.go(f"/join/{self.code}")
        self.press("Use this screen as the big screen", self.screen.page)
        self.screen.page.locator(".big-screen").wait_for()
        return self.screen.page

    def playing(self, part):
        """Return the names of those who play a part, as the trainer's page shows it."""
        rows = self.page.locator(".attendants li").all()
        return [
            row.locator("strong").inner_text()
            for row in rows
            if row.get_by_role("combobox").input_value() == part
        ]

    def everybody(self):
        """Return the pages of all phones."""
        return [phone.page for phone in self.phones.values()]


def score(page, outcome="Seen", level=4, grade="Good", moment=""):
    """Fill in a score sheet and put it in; what was tapped in the scene stays."""
    form = page.locator("form.score-form")
    form.wait_for()
    for line in form.locator("fieldset[data-line^=watch]").all():
        if not line.locator("input:checked").count():
            line.get_by_text(outcome, exact=True).click()
    for line in form.locator("[data-line^=level]").all():
        line.locator(f"input[value='{level}']").check(force=True)
    form.locator("fieldset[data-line=grade]").get_by_text(grade, exact=True).click()
    form.get_by_label("One moment that met the standard").fill(moment)
    form.get_by_role("button", name="Put my score in").click()
