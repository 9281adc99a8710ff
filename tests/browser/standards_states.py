"""The states of work on standards: the manager's page, a colleague's phone, and the kiosk."""

from contextlib import contextmanager

from course.activities.standards_script import ScriptedBuilding
from course.content.library import Library
from course.people.roles import Person
from course.store.store import Store
from tests.browser.meetings import WallClock
from tests.samples import course_of

PAGE = "/exercises/standards"
NAME = "Ana Phone"

# axe-core takes what lies half under the form for too small a target, although one can scroll
LET_THE_FORM_LIE = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".standards .merge { position: static !important }");
    document.adoptedStyleSheets.push(sheet);
}"""


@contextmanager
def live_work(server):
    """Give work on standards in the data of a server, led by a script.

    Yields
    ------
    course.activities.standards_script.ScriptedBuilding
    """
    store = Store(server.data, WallClock())
    library = Library(server.data / "content")
    script = ScriptedBuilding(course_of(library, store, Person("robin-builds", "Robin", "manager")))
    yield script
    if script.builder.is_on:
        script.lead("end")
    (library.own / "exercises" / "standards" / "our_standards.yaml").unlink(missing_ok=True)
    store.close()


def walk_standards(visitor, server):
    """Walk through the work as a manager who is signed in; yields the name and place of each state.

    A script leads; the page of the manager, a phone and the kiosk follow. In the end the browser
    has no seat.
    """
    page = visitor.page
    visitor.go(PAGE)
    page.locator(".standards").wait_for()
    yield "standards: begin", None
    with live_work(server) as script:
        script.collect()
        visitor.go(PAGE)
        page.locator(".standards.is-collect").wait_for()
        yield "standards: collect", "standards"
        yield from _suggest(visitor, script)
        script.merge()
        script.lead("drop", standard="listens-first")
        visitor.go(PAGE)
        page.locator(".standards .loose").get_by_role("checkbox").first.check()
        page.evaluate(LET_THE_FORM_LIE)
        yield "standards: merge", "standards"
        script.lead("undo", number=script.builder.building.last_step.number)
        yield from _order(visitor, script)
        yield from _weigh(page, script)
        yield from _write(page, script)
    visitor.context.clear_cookies(name="course-seat-standards")


def _suggest(visitor, script):
    """Join with the same browser; it is a phone and a kiosk for a while."""
    page = visitor.page
    visitor.go(f"/join/{script.builder.round.stored.code}")
    page.locator("#name").fill(NAME)
    page.get_by_role("button", name="Join", exact=True).click()
    page.get_by_label("Your suggestion").fill("Looks up when I come in.")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Take back").wait_for()
    yield "phone: suggest a standard", "suggest"
    visitor.go("/kiosk/matters")
    page.get_by_role("button", name="Gives a time").click()
    page.get_by_role("button", name="place 1").wait_for()
    yield "kiosk: what matters most", None


def _order(visitor, script):
    page = visitor.page
    script.rank()
    visitor.go(PAGE)
    page.get_by_role("heading", name="What all said").wait_for()
    yield "standards: what all said", "standards"
    visitor.go("/exercises/suggest")
    page.get_by_role("button", name="This is my order").click()
    page.get_by_text("Your order is in.").wait_for()
    yield "phone: an order of standards", "suggest"


def _weigh(page, script):
    script.weigh()
    page.goto(page.url.replace("suggest", "standards"))
    page.locator(".standards.is-weigh").wait_for()
    for summary in page.locator(".second-opinions summary").all():
        summary.click()
    yield "standards: weigh", "standards"


def _write(page, script):
    script.go("describe")
    page.get_by_label("Behaviour 1").fill("Has a friendly voice.")
    page.get_by_text("Could two people agree").wait_for()
    yield "standards: describe, with advice", "standards"
    script.describe()
    script.publish()
    page.get_by_text("Version 1 is published").wait_for()
    yield "standards: published", "standards"
