"""Everybody can use every page: axe-core, keyboard alone, zoom, touch, a phone."""

from functools import cache
from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.answers import answer_rightly
from tests.browser.conftest import names
from tests.browser.states import PIN, SIZES, walk
from tests.browser.visitor import MODULE, UNIT, Quiz

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"type": "tag", "values": TAGS}
COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
AXE_FAULTS = """async ([place, runOnly]) => {
    const options = {runOnly, resultTypes: ["violations"]};
    const {violations} = await axe.run(document.getElementById(place) ?? document, options);
    return violations.flatMap(({id, nodes}) => nodes.map(({html, failureSummary}) =>
        `${id}: ${html.slice(0, 120)} (${failureSummary.slice(0, 160)})`));
}"""
RULES = {"light": ALL_RULES, "dark": COLOUR_RULES}  # only colours differ in the dark
FAINT_IN_THE_DARK = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("@media (prefers-color-scheme: dark) { .faint { color: #222 } }");
    document.adoptedStyleSheets.push(sheet);
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll(
        'a, button, input:not([type=hidden]), select')]
    .filter(e => e.checkVisibility() && !e.closest('.prose, p, li p, .skip, h3'))
    .map(e => [(e.closest('label') ?? e).getBoundingClientRect(), e])
    .filter(([box]) => box.height > 0 && box.height < 43.5)
    .map(([box, e]) => `${e.outerHTML.slice(0, 60)} is ${box.height} high`)"""


@cache
def axe_core():
    """Return the source of axe-core."""
    [path] = Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")
    return path.read_text()


def faults(page, place=None, rules=ALL_RULES):
    """Return what axe-core finds on a page, or in the place with this id, one line each.

    Only violations leave the browser: all that is well would be many times as much.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_core())
    return page.evaluate(AXE_FAULTS, [place, rules])


def faults_anywhere(page, place=None):
    """Yield what is wrong with a state, on a phone, a tablet and a wide screen.

    Nothing may run off the screen, and targets are large, on each of them. axe-core goes through
    its rules on the smallest and on the widest, and in the dark through those about colours.
    The page is left on the widest, on which everybody walks on.
    """
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(
            "scrollTo(0, 0)"
        )  # else the bar on top hides half a target, though one can scroll
        for scheme, rules in RULES.items():
            if size != "tablet":  # axe-core takes its time
                page.emulate_media(color_scheme=scheme)
                found = faults(page, place, rules)
                yield from (f" at {width} px, {scheme}: {fault}" for fault in found)
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        yield from [f" at {width} px: {overflow} px wider than the screen"] * (overflow > 0)
        yield from (f" at {width} px: {small}" for small in page.evaluate(SMALL_TARGETS))


@pytest.mark.timeout(600)
def test_every_state_of_every_page(own_server, visit):
    """Nothing runs off the screen and targets are large in any state; axe-core finds nothing.

    Where only a part of a page is new, axe-core looks at that part.
    """
    own_server.start()
    visitor = visit(url=own_server.url, viewport={"width": 1280, "height": 800})
    seen, wrong = [], []
    for state in walk(visitor, own_server):
        seen.append(state.name)
        wrong += [state.name + fault for fault in faults_anywhere(visitor.page, state.place)]
    assert len(seen) == len(set(seen)) > 50
    assert wrong == []


def test_axe_can_find_something(learner):
    """A button without a name is found, and words that are faint only in the dark: it can fail."""
    page = learner.page
    learner.go("/profile")
    assert list(faults_anywhere(page)) == []
    page.evaluate("document.querySelector('main').innerHTML += '<button></button>'")
    assert any(fault.startswith("button-name") for fault in faults(page))
    page.locator("main").evaluate("main => { main.innerHTML = `<p class='faint'>Words</p>`; }")
    page.evaluate(FAINT_IN_THE_DARK)
    found = [fault for fault in faults_anywhere(page) if "color-contrast" in fault]
    assert [fault.partition(":")[0] for fault in found] == [" at 360 px, dark", " at 1280 px, dark"]


def test_the_learner_s_way_by_keyboard_alone(visit):
    """From welcome to the end of a quiz without a pointer: Tab, arrows, digits, Enter."""
    visitor = visit()
    page, press = visitor.page, visitor.page.keyboard.press
    visitor.go("/")
    tab_to(page, "Start the course")
    press("Enter")
    page.get_by_label("Your name").wait_for()
    tab_to(page, "Your name")
    page.keyboard.type("Keyboard only")
    press("Enter")
    page.get_by_role("heading", name="Hello, Keyboard only").wait_for()
    visitor.go(MODULE)
    quiz = Quiz(page, UNIT)
    quiz.items.first.wait_for()
    quiz.items.first.locator("input").first.focus()
    for number in range(quiz.items.count()):
        item = quiz.item(number)
        if item.form.locator("ol.steps").count():
            before = item.texts()
            tab_to(page, f"Move down: {before[0]}")
            press("Enter")
            item.form.get_by_role("status").filter(has_text="now at 2").wait_for()
            assert item.texts()[:2] == before[1::-1]
            tab_to(page, "Check my answer")
        else:
            tab_into(page, item)
            press("2")
            assert item.form.locator("input").nth(1).is_checked()
        press("Enter")
        item.result.wait_for()
        focused = page.evaluate("document.activeElement.className")
        assert focused.startswith("result"), "the reason is read first"
        press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Next"
        press("Enter")
    page.locator(".summary:focus").wait_for()


def tab_to(page, name):
    """Press Tab until something with this name has the focus."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if name in page.evaluate(
            "(e => e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent)"
            "(document.activeElement)"
        ):
            return
    raise AssertionError(f"Tab never reaches {name!r}")


def tab_into(page, item):
    """Press Tab until one of an item's options has the focus."""
    for _press in range(10):
        if item.form.locator("input:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab never reaches an option")


@pytest.fixture
def phone(visit):
    """Give a small phone with a touch screen."""
    visitor = visit(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, color_scheme="dark"
    )
    visitor.join(next(names))
    return visitor


def test_one_item_in_view_on_a_phone(phone):
    """A phone shows one item; tapping answers it and leads to the next, up to the score."""
    quiz = phone.open_quiz()
    total = int(quiz.place.locator("progress").get_attribute("max"))
    for number in range(total):
        assert quiz.items.count() == 1
        item = quiz.item(0)
        assert f"Question {number + 1} of {total}" in item.form.inner_text()
        if not item.form.locator("ol.steps").count():
            item.form.locator("label.option").first.tap()
        item.check.tap()
        item.result.wait_for()
        item.result.get_by_role("button", name="Next").tap()
    quiz.place.locator(".summary").wait_for()


def test_dragging_by_finger_and_mouse(phone, learner):
    """A step can be dragged to another place, by touch and by mouse."""
    for visitor in (phone, learner):
        quiz = visitor.open_quiz()
        while not quiz.of_type("ordering"):
            quiz.item(0).answer(0)
            quiz.item(0).result.get_by_role("button", name="Next").tap()
        item = quiz.of_type("ordering")[0]
        before = item.texts()
        item.form.scroll_into_view_if_needed()
        first = item.form.locator(".handle").first.bounding_box()
        last = item.form.locator(".step").last.bounding_box()
        drag(visitor, middle(first), middle(last))
        item.form.locator("li:last-child .text", has_text=before[0]).wait_for()
        assert item.texts() == [*before[1:], before[0]]


def middle(box):
    """Return the middle of a box."""
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(visitor, start, end):
    """Drag from a point to another in steps, by touch where there is touch."""
    path = [(start[0], start[1] + (end[1] - start[1]) * step / 8) for step in range(9)]
    if not visitor.page.evaluate("navigator.maxTouchPoints"):
        mouse = visitor.page.mouse
        mouse.move(*path[0])
        mouse.down()
        for point in path[1:]:
            mouse.move(*point)
        mouse.up()
        return
    devtools = visitor.context.new_cdp_session(visitor.page)
    for kind, point in [("touchStart", path[0]), *(("touchMove", p) for p in path[1:])]:
        x, y = point
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_zoomed_to_200_percent(visit):
    """At 200 % zoom of a 1280 px screen, and with 200 % text, everything stays usable."""
    visitor = visit(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    visitor.join("Zoomed", PIN)
    quiz = visitor.open_quiz()
    page = visitor.page
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    answer_rightly(quiz.of_type("single")[0])
    assert faults(page) == []


def test_a_tablet_over_plain_http(own_server, visit):
    """Over http://tablet.test, which browsers do not trust, a quiz works all the same."""
    own_server.host_name = "tablet.test"
    own_server.url = f"http://tablet.test:{own_server.port}"
    own_server.start()
    visitor = visit(url=own_server.url, has_touch=True)
    visitor.join("Tablet")
    assert visitor.page.evaluate("isSecureContext") is False
    quiz = visitor.open_quiz()
    quiz.item(0).answer(0)
    visitor.page.reload()
    quiz.item(0).result.wait_for()
