"""The key of an item never reaches the browser before the answer is stored."""

import json

import nbformat
import pytest

from course.content.library import Library
from course.ids import digest
from course.learning.items import item_hash, keys
from tests.browser.answers import answer_wrongly, bank_item
from tests.browser.recorder import Recorder
from tests.browser.visitor import MODULE, UNIT, Quiz

BANK = Library().item_bank("03_role_models")
EVERY_TYPE = "choose-your-role-models"  # a unit with items of all types
FIELDS = {"id", "type", "stem", "options", "prompts", "lines", "draft", "outcome"}


def secrets_of(item):
    """Return what nobody may receive before answering: feedback, key and hashes of them."""
    indices = keys(item)
    texts = [item.options[i].text for i in indices]
    lines = [pair.text for pair in getattr(item, "pairs", ())]
    guesses = [indices, list(indices), texts]
    if lines:
        guesses += [dict(zip(lines, texts, strict=True)), list(zip(lines, texts, strict=True))]
    return [
        *(option.feedback for option in item.options),
        *(getattr(option, "misconception", None) or item_hash(item) for option in item.options),
        item_hash(item),
        item_hash(item)[:12],
        *(digest(json.dumps(guess)) for guess in guesses),
        *(digest(item.options[i].text) for i in indices),
    ]


def leaks(text, items):
    """Return the secrets of items that are in a text."""
    return [secret for item in items for secret in secrets_of(item) if secret in text]


def unanswered(items, done):
    """Return the items not answered yet."""
    return [item for item in items if item.id not in done]


def in_module():
    """Return all items of the module's page."""
    return [item for unit in BANK.units for item in unit.items]


def test_nothing_leaks_before_the_answer(learner):
    """Loading, choosing, drafting and answering show no secret of any item still open."""
    recorder = Recorder(learner.page)
    quiz = learner.open_quiz(EVERY_TYPE)
    learner.page.wait_for_load_state("networkidle")
    assert leaks(recorder.text(), in_module()) == []
    assert "pass_mark" in recorder.text(), "the recorder sees the views"
    assert [url for url in recorder.missed if not url.endswith(".woff2")] == []
    done = set()
    for kind, begin in BEGINNINGS.items():
        item = quiz.of_type(kind)[0]
        content = bank_item(item)
        open_items = unanswered(in_module(), done)
        begin(item)
        item.form.get_by_text("Saved", exact=True).wait_for()
        assert leaks(recorder.text(), open_items) == [], f"{kind}, a draft"
        if kind == "matching":
            item.check.click()
            item.form.get_by_role("alert").wait_for()
            assert leaks(recorder.text(), open_items) == [], f"{kind}, too early"
        for box in item.form.locator("input[type=checkbox]:checked").all():
            box.uncheck()  # a second click below would do that too
        answer_wrongly(item)
        assert leaks(recorder.text(), [content]), "after the answer the reason comes"
        done.add(content.id)
        assert leaks(recorder.text(), unanswered(in_module(), done)) == [], kind
    assert recorder.kinds == {"comm_msg", "status"}, "no code of cells, and nothing they print"


BEGINNINGS = {
    "single": lambda item: item.choose(1),
    "multiple": lambda item: item.choose(1),
    "ordering": lambda item: item.form.get_by_role("button", name="Move down").first.click(),
    "matching": lambda item: item.form.locator("select").first.select_option(index=1),
    "hotspot": lambda item: item.choose(1),
}


def test_the_public_view_does_not_give_the_author_s_order(learner):
    """Options and lines come under tokens in the order shown, without anything of the author."""
    recorder = Recorder(learner.page)
    learner.open_quiz(EVERY_TYPE)
    items = [item for view in recorder.views("quiz") for item in view["items"]]
    assert {item["id"] for item in items} == {item.id for item in in_module()}
    for item in items:
        assert set(item) == FIELDS
        shown = [option["token"] for option in item["options"]]
        assert {*map(frozenset, item["options"])} == {frozenset({"token", "text"})}
        assert shown == list("abcdefgh"[: len(shown)])
        assert all(isinstance(prompt, str) for prompt in item["prompts"])
        assert {*map(frozenset, item["lines"])} <= {frozenset({"who", "text", "token"})}
        tapped = [line["token"] for line in item["lines"] if line["token"]]
        assert tapped == (shown if item["type"] == "hotspot" else [])


@pytest.fixture
def leaky_server(own_server):
    """Start a server whose module leaks: feedback in its text, and in its answer to a draft."""
    item = BANK.units[0].items[0]
    notebook = nbformat.read(Library().pages[MODULE].path, as_version=4)
    cells = {cell.id: cell for cell in notebook.cells}
    cells["objectives"].source += f"\n\n{item.options[0].feedback}"
    cells[f"quiz-{UNIT}"].source = LEAKY_CELL
    own_server.put_module(notebook, "03_role_models")
    own_server.start()
    return own_server


LEAKY_CELL = f"""
shown = quiz("03_role_models", "{UNIT}")
honest = shown.activity.act
def leaky(message):
    view = honest(message)
    return view | {{"hint": shown.activity.unit.items[1].options[1].feedback}}
shown.activity.act = leaky
shown
"""


def test_the_recorder_finds_a_planted_leak(leaky_server, visit):
    """A leak in the page and one in a websocket message are both found."""
    visitor = visit(url=leaky_server.url)
    visitor.join("Planted")
    recorder = Recorder(visitor.page)
    visitor.open_quiz()
    first, second = BANK.units[0].items[:2]
    found = leaks(recorder.text(), [first])
    assert found == [first.options[0].feedback]
    quiz = Quiz(visitor.page, UNIT)
    quiz.of_type("single")[0].choose(0)
    quiz.of_type("single")[0].form.get_by_text("Saved", exact=True).wait_for()
    assert second.options[1].feedback in leaks(recorder.text(), [second])
