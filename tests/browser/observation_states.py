"""The states of a round of observation: manager, phone, and what people see of themselves."""

from contextlib import contextmanager

from course.activities.observation_round import KIND
from course.activities.observe import Observe
from course.content.library import Library
from course.ids import new_id
from course.people.roles import Person
from course.store.store import Store
from tests.browser.role_model_states import ROLE_MODELS, ask_the_phones
from tests.samples import course_of

ROUND, PHONE, MINE = "/exercises/observation", "/exercises/observe", "/exercises/my_moments"
TEAM = ("Ines", "João", "Marcus")
STORY = "Went out into the rain with an umbrella."


class Phones:
    """The phones of a team, without browsers, in the round that was begun last."""

    def __init__(self, store, team=TEAM):
        stored = store.meetings.recent(kind=KIND)[0]
        self.phones = {}
        for name in team:
            seat = store.meetings.sit(stored.id, name, new_id(), again=True)
            course = course_of(Library(), store, Person(f"seat-{seat.id}", name, "visitor"))
            self.phones[name] = Observe(course, seat)

    def see(self, name, level=4, **changes):
        """Let somebody make the next look of their plan."""
        look = self.phones[name].view()["next"][0]
        seen = {
            "do": "seen",
            "key": new_id(),
            "person": look["person"],
            "situation": look["situation"],
            "levels": dict.fromkeys(look["standards"], level),
            "seen": {},
            "note": "",
            "moment": False,
            "signed": False,
        }
        self.phones[name].act(seen | changes)


@contextmanager
def store_of(server):
    """Give the store of a running server."""
    store = Store(server.data)
    yield store
    store.close()


def begin_round(page, names):
    """Fill in the form of a manager with the names of a team, and begin."""
    for name in names:
        page.get_by_label("Somebody without a profile").fill(name)
        page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Begin the round").click()
    page.locator(".door .code").wait_for()


def join(visitor, code, name):
    """Join a round with a phone; return what is on it."""
    visitor.go(f"/join/{code}")
    visitor.page.get_by_role("button", name=name, exact=True).click()
    observe = visitor.page.locator(".observe")
    observe.get_by_role("heading", name="Your next look").wait_for()
    return observe


def walk_round(visitor, server):
    """Begin a round as the manager who is signed in, observe in it, and end it.

    Yields
    ------
    tuple of (str, str or None)
        Name of each state, and the place on the page that is new.
    """
    page, me = visitor.page, visitor.name
    visitor.go(ROUND)
    page.get_by_role("button", name="Begin the round").click()
    page.get_by_text("The team is missing").wait_for()
    yield "round: begin, something is missing", None
    page.locator(".team").get_by_text(me, exact=True).click()
    begin_round(page, TEAM)
    yield "round: nobody has joined", None
    code = page.locator(".door .code").inner_text().replace(" ", "")
    with store_of(server) as store:
        phones = Phones(store)
        yield from _phone(visitor, code)
        phones.see("João", note=STORY, moment=True)
        for _look in range(9):
            phones.see("Marcus", 5, note="Said the name twice.")
        visitor.go(ROLE_MODELS)
        ask_the_phones(page)
        yield "role models, the phones are asked", "role-models"
        visitor.go(ROUND)
        page.get_by_text("Who looks at whom, and when").click()
        yield "round: it goes on", "observation"
    visitor.go(MINE)
    page.get_by_role("heading", name="Standard by standard").wait_for()
    yield "my moments", None
    visitor.go(ROUND)
    page.get_by_text("End this round").click()
    page.get_by_role("button", name="End the round now").click()
    page.get_by_text("Rounds so far").wait_for()
    visitor.context.clear_cookies(name="course-seat-observation")


def _phone(visitor, code):
    page = visitor.page
    observe = join(visitor, code, TEAM[0])
    yield "observe: your next looks", "observe"
    observe.locator(".colleagues").get_by_role("button").first.click()
    observe.get_by_text("What exactly did you see?").first.click()
    observe.get_by_role("button", name="Not seen", exact=True).first.click()
    observe.get_by_label("A note, if you like").fill("Let her finish.")
    observe.get_by_label("A moment worth telling").check()
    observe.get_by_role("button", name="Done").click()
    observe.get_by_text("Where was it? Please tap").wait_for()
    yield "observe: a look, something is missing", "observe"
    observe.get_by_text("On the phone", exact=True).click()
    observe.locator(".level").nth(3).click()
    observe.get_by_role("button", name="Done").click()
    observe.get_by_text("Thank you. Your look is saved.").wait_for()
    observe.get_by_text("Your looks so far").click()
    page.mouse.move(0, 0)
    yield "observe: thanked, own looks open", "observe"
