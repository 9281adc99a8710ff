"""The states of the doors to a live meeting; the browser has no seat in the end."""

from course.activities.meeting_room import plan_of
from course.content.library import Library
from course.people.roles import Person
from course.store.store import Store

TRAINER = Person("7e" * 8, "Toni Trainer", "trainer")
SCENE = "the-table-by-the-window"


def begin_meeting(server):
    """Begin a meeting past the server; return its code."""
    store = Store(server.data)
    code = store.meetings.begin(TRAINER, *plan_of(Library(), SCENE, "soft")).code
    store.close()
    return code


def take_seat(server, code, name):
    """Let somebody come to a meeting, past the server."""
    store = Store(server.data)
    store.meetings.sit(store.meetings.by_code(code).id, name, f"key of {name}")
    store.close()


def walk_join(visitor, server):
    """Walk through the doors; yields the name of each state."""
    page = visitor.page
    code = begin_meeting(server)
    for name in ("Bea Lindqvist", "Chidi Anagonye-Shellstrop"):
        take_seat(server, code, name)
    visitor.go("/join")
    yield "join: the code"
    page.get_by_label("Code").fill("bcd fgx")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("alert").wait_for()
    page.locator("summary").click()
    yield "join: a wrong code"
    visitor.go(f"/join/{code}")
    yield "join: who are you?"
    page.get_by_label("My name is not here").fill("bea lindqvist")
    page.get_by_role("button", name="Join", exact=True).click()
    page.get_by_role("heading", name="Bea Lindqvist is here already").wait_for()
    yield "join: is that you?"
    visitor.context.request.post(f"{visitor.url}/join/{code}", form=form_of(page))
    visitor.go("/join/moved")
    yield "join: in another window"
    visitor.go(f"/join/{code}")
    yield "join: still here"
    take_over(server, code, "Bea Lindqvist")
    visitor.go("/join/moved")
    yield "join: on another phone"
    visitor.context.clear_cookies(name="course-seat-role-play")


def form_of(page):
    """Return what the form of "Yes, it is me" sends."""
    fields = page.locator("form input[type=hidden]").evaluate_all(
        "all => all.map(field => [field.name, field.value])"
    )
    return dict(fields) | {"name": page.get_by_role("button", name="Yes").get_attribute("value")}


def take_over(server, code, name):
    """Let another device take somebody's seat, past the server."""
    store = Store(server.data)
    store.meetings.sit(store.meetings.by_code(code).id, name, "another device", again=True)
    store.close()
