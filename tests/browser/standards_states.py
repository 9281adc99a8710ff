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
    store.close()


def walk_standards(visitor, server):
    """Walk through the work as a manager who is signed in; yields the name of each state.

    A script leads; the page of the manager, a phone and the kiosk follow.
    """
    page = visitor.page
    visitor.go(PAGE)
    page.locator(".standards").wait_for()
    yield "standards: begin"
    with live_work(server) as script:
        script.collect()
        visitor.go(PAGE)
        page.locator(".standards.is-collect").wait_for()
        yield "standards: collect"
        visitor.go("/kiosk/matters")
        yield "kiosk: what matters, from suggestions"
        visitor.go(PAGE)
        script.merge()
        script.lead("drop", standard="listens-first")
        page.get_by_role("checkbox").first.check()
        yield "standards: merge"
        script.lead("undo", number=script.builder.building.last_step.number)
        yield from _order(visitor, script)
        script.weigh()
        page.locator(".standards.is-weigh").wait_for()
        for summary in page.locator(".second-opinions summary").all():
            summary.click()
        yield "standards: weigh"
        yield from _write(page, script)


def _order(visitor, script):
    page = visitor.page
    script.go("rank")
    page.locator(".standards.is-rank").wait_for()
    yield "standards: order"
    script.rank()
    page.get_by_role("heading", name="What all said").wait_for()
    yield "standards: what all said"


def _write(page, script):
    script.go("describe")
    page.locator(".standards.is-describe").wait_for()
    page.get_by_label("Behaviour 1").fill("Has a friendly voice.")
    page.get_by_text("Could two people agree").wait_for()
    yield "standards: describe, with advice"
    script.describe()
    script.publish()
    page.get_by_text("Version 1 is published").wait_for()
    yield "standards: published"
