"""Two ways to use a page: by keyboard alone, or by a finger. Both have the same words."""

FOCUS = """(target) => {
    const at = document.activeElement;
    const box = at.getBoundingClientRect();
    const bar = document.querySelector(".bar").getBoundingClientRect().bottom;
    const outline = getComputedStyle(at);
    const isHigh = box.height > innerHeight - bar;
    const isBelowBar = box.top > bar - 1 || (isHigh && box.bottom > bar);
    const isIn = at.closest(".bar, .skip") || (isBelowBar && box.top < innerHeight);
    const wrong = [];
    if (at === document.body) wrong.push("the focus is lost");
    else {
        if (!at.matches(":focus-visible") || outline.outlineStyle === "none")
            wrong.push("the focus cannot be seen");
        if (!isIn) wrong.push("the focus is out of view");
    }
    const isNear = (other) => target.type === "radio" && other.name === target.name;
    const isBehind = at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING;
    return {
        wrong: wrong.map((what) => `${what}: ${at.outerHTML.slice(0, 100)}`),
        isThere: at === target || isNear(at),
        next: isBehind ? "Shift+Tab" : "Tab",
    };
}"""
MOST_TABS = 120
LEAST = 43.5  # pixels of 44 that a finger needs


class Hand:
    """What both hands share.

    Attributes
    ----------
    page : playwright.sync_api.Page
    """

    def __init__(self, page):
        self.page = page

    def press(self, button, then=None):
        """Press a button, and wait for what comes of it; the focus is somewhere afterwards."""
        self._press(button)
        if then is not None:
            then.wait_for()
        self.page.locator(":focus").wait_for(state="attached", timeout=3000)


class Keyboard(Hand):
    """Tab, arrows, digits, Space and Enter. Wherever the focus goes, it can be seen."""

    def reach(self, target):
        """Go to a field or button, or to a radio button of the same group."""
        for _press in range(MOST_TABS):
            seen = target.evaluate(FOCUS)
            assert seen["wrong"] == [], f"{seen['wrong']} on the way to {target}"
            if seen["isThere"]:
                return
            self.page.keyboard.press(seen["next"])
        raise AssertionError(f"{MOST_TABS} times Tab do not lead to {target}")

    def _press(self, button):
        self.reach(button)
        self.page.keyboard.press("Enter")

    def choose(self, option):
        """Choose a radio button or a check box, given by its label."""
        box = option.locator("input")
        self.reach(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")
        while not box.is_checked():
            self.page.keyboard.press("ArrowDown")

    def choose_numbers(self, options, numbers):
        """Choose options of a question by their numbers, counted from 0."""
        self.reach(options.first.locator("input"))
        for number in numbers:
            self.page.keyboard.press(str(number + 1))

    def pick(self, field, index):
        """Pick an entry of a list."""
        self.reach(field)
        for _step in range(index):
            self.page.keyboard.press("ArrowDown")

    def write(self, field, text):
        """Type into a field."""
        self.reach(field)
        self.page.keyboard.type(text)


class Finger(Hand):
    """Taps. Whatever is tapped is large enough, and the page never runs off the screen."""

    def _tap(self, target):
        assert target.bounding_box()["height"] >= LEAST, target
        target.tap()
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    _press = _tap

    def choose(self, option):
        """Choose a radio button or a check box, given by its label."""
        self._tap(option)

    def choose_numbers(self, options, numbers):
        """Choose options of a question by their numbers, counted from 0."""
        for number in numbers:
            self._tap(options.nth(number))

    def pick(self, field, index):
        """Pick an entry of a list; how the list opens is the phone's own affair."""
        assert field.bounding_box()["height"] >= LEAST
        field.select_option(index=index)

    def write(self, field, text):
        """Tap a field and type with the keyboard on the screen."""
        self._tap(field)
        self.page.keyboard.insert_text(text)
