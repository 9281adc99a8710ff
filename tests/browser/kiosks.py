"""A tablet on the counter, in the words of those who use it."""

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

TABLET = {"viewport": {"width": 1280, "height": 800}, "has_touch": True}
START = "Welcome. What would you like to do?"
IDLE, COUNTDOWN = 60_000, 20_000  # milliseconds
STORES = """() => [localStorage.length, sessionStorage.length, document.cookie]"""


class Kiosk(Visitor):
    """Drives a browser that is a kiosk."""

    def open(self):
        """Open the start page, with a clock that tests can set forward."""
        self.page.clock.install()
        self.go("/kiosk")
        self.wait_for_start()

    def wait_for_start(self):
        """Wait until the start page is shown."""
        self.page.get_by_role("heading", name=START).wait_for(timeout=30_000)

    def tap(self, name, role="link"):
        """Tap a link or button."""
        self.page.get_by_role(role, name=name, exact=True).tap()

    def tap_tile(self, name):
        """Tap one of the tiles of the start page."""
        self.page.locator(".kiosk-tile", has_text=name).tap()

    def choose(self, *names):
        """Tap choices of a form."""
        for name in names:
            self.page.locator("label.choice").get_by_text(name, exact=True).tap()

    @property
    def keyboard(self):
        """The keyboard on the page."""
        return self.page.locator(".keyboard")

    def type(self, text):
        """Tap the keys of the keyboard; capitals and signs as somebody would find them."""
        for sign in text:
            self.keyboard.get_by_role(
                "button", name={" ": "Space"}.get(sign, sign), exact=True
            ).tap()

    def join_by_touch(self, name):
        """Make a profile with nothing but a finger."""
        self.name = name
        self.tap_tile("Learn")
        self.tap("Start the course")
        self.page.get_by_label("Your name").tap()
        self.type(name)
        self.tap("Done", "button")
        self.tap("Make my profile", "button")
        self.page.get_by_role("heading", name=f"Hello, {name}").wait_for()

    def wait_a_minute(self):
        """Let nobody touch the screen until it asks."""
        self.page.clock.fast_forward(IDLE + 500)
        self.page.get_by_role("alertdialog", name="Still there?").wait_for()

    def walk_away(self):
        """Let nobody touch the screen until it is reset."""
        self.wait_a_minute()
        self.page.clock.fast_forward(COUNTDOWN)

    def expect_clean(self, *traces):
        """See that nothing of the last person is left: page, storage, cookies, history."""
        self.wait_for_start()
        page = self.page
        html = page.content()
        assert [trace for trace in traces if trace in html] == []
        assert page.evaluate(STORES) == [0, 0, ""]
        assert {cookie["name"] for cookie in self.context.cookies()} <= {"course-kiosk"}
        for way in (page.go_back, page.go_forward):
            way()
            assert page.url in ("about:blank", f"{self.url}/kiosk")
            assert [trace for trace in traces if trace in page.content()] == []
        self.go("/kiosk")
        expect(page.get_by_role("heading", name=START)).to_be_visible()
