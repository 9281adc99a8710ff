"""A person with a browser, in the words of the journeys."""

import re
from urllib.parse import urlsplit

MODULE = "/modules/03_role_models"
UNIT = "what-a-role-model-is"


class Visitor:
    """Drives one browser; keeps what pages asked of strangers and what they complained about."""

    def __init__(self, context, url):
        self.context, self.url = context, url
        self.strangers, self.complaints, self.expected = [], [], []
        self.name = None
        context.on("request", self._look_at_request)
        context.on("console", self._look_at_console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.set_default_timeout(15_000)
        self.page = context.new_page()

    def expect_complaint(self, pattern):
        """Say that console errors like this belong to the test."""
        self.expected.append(re.compile(pattern))

    def _look_at_request(self, request):
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != urlsplit(self.url).netloc:
            self.strangers.append(request.url)

    def _look_at_console(self, message):
        text = f"{message.text} {message.location.get('url', '')}"
        is_expected = any(pattern.search(text) for pattern in self.expected)
        if message.type in ("error", "warning") and not is_expected:
            self.complaints.append(text)

    def go(self, path):
        """Open a page of the course."""
        return self.page.goto(self.url + path)

    def join(self, name, pin=""):
        """Make a profile."""
        self.name = name
        self.go("/")
        self.page.get_by_role("link", name="Start the course").click()
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_label("A PIN, if you like").fill(pin)
        self.page.get_by_role("button", name="Make my profile").click()
        self.page.get_by_role("heading", name=f"Hello, {name}").wait_for()

    def become_manager(self, name, code, pin="2468"):
        """Set up as manager."""
        self.name = name
        self.go("/new-profile?as=manager")
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_label("Manager's code").fill(code)
        self.page.get_by_label("A PIN of your own").fill(pin)
        self.page.get_by_role("button", name="Make my profile").click()
        self.page.get_by_role("heading", name=f"Hello, {name}").wait_for()

    def sign_in(self, name, pin=""):
        """Sign in by typing."""
        self.name = name
        self.go("/sign-in")
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_role("button", name="Go on").click()
        if pin:
            self.page.get_by_label("Your PIN").fill(pin)
            self.page.get_by_role("button", name="Go on").click()
        self.page.get_by_role("heading", name=f"Hello, {name}").wait_for()

    def open_quiz(self, unit=UNIT, module=MODULE, page=None):
        """Open a module and wait for the quiz of a unit."""
        page = page or self.page
        page.goto(self.url + module)
        quiz = Quiz(page, unit)
        quiz.items.first.wait_for()
        return quiz


class Quiz:
    """A quiz on a page."""

    def __init__(self, page, unit):
        self.page = page
        self.place = page.locator(f"#quiz-{unit}")
        self.items = self.place.locator("form.item")

    def item(self, number):
        """Return the n-th item in view, counted from 0."""
        return Item(self.items.nth(number))

    def of_type(self, kind):
        """Return all items in view that look like this type, in order."""
        inside = {
            "single": ".options input[type=radio]",
            "multiple": "input[type=checkbox]",
            "ordering": "ol.steps",
            "matching": "ol.pairs",
            "hotspot": "ol.dialogue",
        }
        found = self.items.filter(has=self.page.locator(inside[kind]))
        return [Item(found.nth(number)) for number in range(found.count())]

    def all_texts(self):
        """Return the words of all options, as shown from top to bottom."""
        return self.place.locator("fieldset .text").all_inner_texts()


class Item:
    """One item on a page."""

    def __init__(self, form):
        self.form = form
        self.result = form.locator(".result")
        self.check = form.get_by_role("button", name="Check my answer")

    def choose(self, *numbers):
        """Choose options by their place on the screen, counted from 0."""
        for number in numbers:
            self.form.locator("label.option").nth(number).click()

    def match(self, *texts):
        """Give the lines of a matching item these matches, from top to bottom."""
        for number, text in enumerate(texts):
            self.form.locator("select").nth(number).select_option(label=text)

    def answer(self, *numbers):
        """Choose, commit, and wait for what the course says."""
        self.choose(*numbers)
        self.check.click()
        self.result.wait_for()
        return self.result.inner_text()

    def texts(self):
        """Return the words of the options from top to bottom."""
        return self.form.locator("fieldset .text").all_inner_texts()
