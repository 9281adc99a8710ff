"""Every state of every page, in the order in which one visitor can walk through them.

Used by the accessibility tests and by `make pictures`.
"""

import re
from dataclasses import dataclass

from course.learning.items import keys
from tests.browser.answers import answer_rightly, answer_wrongly, bank_item, choose_indices
from tests.browser.join_states import walk_join
from tests.browser.kiosk_states import walk_kiosk
from tests.browser.laptop_states import walk_laptop, walk_screen
from tests.browser.meeting_states import walk_phone
from tests.browser.module_states import walk_module
from tests.browser.observation_states import walk_round
from tests.browser.role_model_states import walk_role_models
from tests.browser.shelf_states import walk_shelf
from tests.browser.standards_states import walk_standards
from tests.browser.visitor import MODULE, UNIT, Item

SIZES = {"phone": (360, 740), "tablet": (820, 1180), "wide": (1280, 800)}
SCHEMES = ("light", "dark")
PIN = "24680"
SCENE = "/scenes/the-table-by-the-window"


@dataclass(frozen=True)
class State:
    """What is to be seen.

    Attributes
    ----------
    name : str
    place : str, optional
        Id of the part of the page that is new; None when all of it is.
    """

    name: str
    place: str | None = None


def walk(visitor, server):
    """Walk through all states on a wide screen; yields each `State` while it is shown."""
    visitor.expect_complaint("40[0-9]|422|WebSocket|ERR_CONNECTION|ERR_FAILED")
    yield from map(State, _doors(visitor, server))
    yield from map(State, _modules(visitor))
    for name in _quiz(visitor):
        yield State(name, None if name.startswith("map") else f"quiz-{UNIT}")
    yield from (State(name, place) for name, place in walk_module(visitor))
    yield State("module, all done")
    visitor.go("/")
    yield State("map, two units done")
    yield from (State(name, "rehearsals") for name in walk_shelf(visitor))
    yield from map(State, _own_pages(visitor))
    visitor.page.context.clear_cookies()
    yield from map(State, _manager(visitor, server))
    yield from (State(name, place) for name, place in _generator(visitor))
    yield from (State(name, place) for name, place in walk_standards(visitor, server))
    yield from (State(name, place) for name, place in walk_role_models(visitor))
    yield from map(State, walk_laptop(visitor, server))
    yield from (State(name, place) for name, place in walk_round(visitor, server))
    yield from map(State, walk_join(visitor, server))
    yield from (State(name, "scene-sheet") for name in walk_phone(visitor, server))
    yield from map(State, walk_screen(visitor, server))
    yield from map(State, walk_kiosk(visitor, server))


def _manager(visitor, server):
    page = visitor.page
    visitor.go("/new-profile?as=manager")
    yield "set up as manager"
    visitor.become_manager("Mika Manager", server.code)
    visitor.go("/exercises/desk")
    page.locator(".desk table").first.wait_for()
    yield "desk"
    yield from _scenes(visitor)
    visitor.go("/people")
    yield "people"
    page.locator("summary").last.click()
    page.get_by_label("Name").fill("Toni Trainer")
    page.get_by_label("Role").select_option("trainer")
    page.get_by_role("button", name="Add", exact=True).click()
    yield "people with an error"


def _scenes(visitor):
    visitor.go("/scenes")
    yield "scenes"
    visitor.go(f"{SCENE}/card")
    yield "scene, cards"
    visitor.go(f"{SCENE}/sheet")
    yield "scene, score sheet"
    visitor.go("/scenes/new")
    page = visitor.page
    page.locator("#trial .card-page").first.wait_for()
    yield "scene editor"
    text = page.get_by_label("The text of the scene")
    text.fill(text.input_value().replace("difficulty: 1", "difficulty: 9"))
    page.locator("#trial .to-line").first.wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("alert").wait_for()
    page.locator("#trial .to-line").first.wait_for()
    yield "scene editor, something to mend"


def _generator(visitor):
    page = visitor.page
    visitor.go("/roleplay_scripts/generator")
    page.locator(".generator form").wait_for()
    page.get_by_text("Who comes?").click()
    page.get_by_text("More wishes").click()
    yield "generator", None
    page.get_by_label("Trade").select_option("Hotel")
    page.get_by_label("Where they talk").select_option("Visit")
    page.get_by_role("button", name="Make a scene").click()
    page.get_by_role("alert").wait_for()
    yield "generator, an impossible wish", "generator"
    page.get_by_label("Where they talk").select_option("Counter")
    page.get_by_role("button", name="Make a scene").click()
    page.get_by_role("article").wait_for()
    page.get_by_text("What this scene is made of").click()
    yield "generator, a scene", "made-scene"
    page.get_by_role("button", name="Save as a card").click()
    page.get_by_text("Saved as").wait_for()
    yield "generator, a saved card", "made-scene"
    page.get_by_role("button", name="Show the plan").click()
    page.locator(".plan").wait_for(timeout=90_000)  # it takes some seconds of a whole processor
    yield "generator, a season", "season"


def _doors(visitor, server):
    page = visitor.page
    visitor.go("/")
    yield "welcome"
    visitor.go("/new-profile")
    yield "new profile"
    page.get_by_label("Your name").fill("Ana Popescu")
    page.get_by_label("A PIN, if you like").fill("12")
    page.get_by_role("button", name="Make my profile").click()
    page.get_by_role("alert").wait_for()
    yield "new profile with an error"
    visitor.join("Ana Popescu", PIN)
    yield "map, nothing begun"
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("heading", name="Who is learning?").wait_for()
    yield "welcome, known here"
    visitor.go("/sign-in")
    yield "sign in"
    page.get_by_label("Your name").fill("Ana Popescu")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Your PIN").fill("9999")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("alert").wait_for()
    yield "sign in with a wrong PIN"
    visitor.sign_in("Ana Popescu", PIN)


def _modules(visitor):
    page = visitor.page
    visitor.go("/modules/00_start_here")
    page.locator("form.item").first.wait_for()
    yield "start here"
    page.evaluate("document.querySelector('.notice').classList.add('shown')")
    page.evaluate(
        "document.querySelector('.notice').textContent = 'One moment – the course is not"
        " answering. Your answers are safe; this page continues by itself.'"
    )
    yield "connection lost"
    visitor.open_quiz()
    yield "module"
    page.route(f"**{MODULE}", _without_kernel)
    visitor.go(MODULE)
    page.locator(f"#quiz-{UNIT} .waiting").wait_for()
    yield "module while its kernel starts"
    page.unroute(f"**{MODULE}")
    visitor.go(f"{MODULE}/text")
    yield "text version"


def _without_kernel(route):
    """Answer with what is drawn before the kernel comes, and without the script that would ask."""
    text = route.fetch().text().split("<course-cell")[0]
    body = re.sub("<(script|course-kernel).*?</(script|course-kernel)>", "", text)
    route.fulfill(content_type="text/html", body=body)


def _quiz(visitor):
    quiz = visitor.open_quiz()
    single, multiple = quiz.of_type("single"), quiz.of_type("multiple")
    ordering = quiz.of_type("ordering")
    single[0].check.click()
    _to(single[0])
    yield "nothing chosen"
    single[0].choose(0)
    multiple[0].choose(1)
    yield "chosen"
    answer_rightly(single[0])
    yield "single, right"
    answer_wrongly(single[1])
    yield "single, wrong"
    choose_indices(multiple[0], [])
    _partly(multiple[0])
    yield "multiple, partly right"
    _to(ordering[0])
    yield "ordering"
    answer_wrongly(ordering[0])
    yield "ordering, wrong"
    answer_rightly(ordering[1])
    yield "ordering, right"
    for item in [*single[2:], *multiple[1:], *quiz.of_type("hotspot")]:
        answer_wrongly(item)
    _to(Item(quiz.place.locator(".summary")))
    yield "quiz not passed"
    visitor.go("/")
    yield "map, begun"
    quiz = visitor.open_quiz()
    quiz.place.get_by_role("button", name="Take the quiz again").click()
    quiz.place.get_by_text(f"0 of {quiz.items.count()} answered", exact=True).wait_for()
    for number in range(quiz.items.count()):
        answer_rightly(quiz.item(number))
    _to(Item(quiz.place.locator(".summary")))
    yield "quiz passed"
    visitor.go("/")
    yield "map, a unit done"


def _partly(item):
    """Answer a multiple item partly right: one more key than distractors."""
    content = bank_item(item)
    for box in item.form.locator("input:checked").all():
        box.uncheck()
    choose_indices(item, keys(content)[:1])
    item.answer()


def _to(item):
    item.form.focus()  # on a phone this is then the one in view


def _own_pages(visitor):
    page = visitor.page
    visitor.go("/profile")
    yield "profile"
    page.get_by_label("PIN until now").fill("11111")
    page.get_by_role("button", name="Change my PIN").click()
    page.get_by_role("alert").wait_for()
    yield "profile with an error"
    visitor.go("/people")
    yield "page for somebody else"
    visitor.go("/nowhere")
    yield "no such page"
