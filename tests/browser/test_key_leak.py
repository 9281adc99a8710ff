"""The key of an item never reaches the browser before the answer is stored."""

import json

import nbformat
import pytest
from playwright.sync_api import Error

from course.content.library import Library
from course.ids import digest
from course.learning.items import item_hash, keys
from tests.browser.visitor import MODULE, UNIT, Quiz

NO_BODY = {204, 301, 302, 303, 304}
BANK = Library().item_bank("03_role_models")


FIELDS = {"id", "type", "stem", "options", "prompts", "lines", "draft", "outcome"}


class Recorder:
    """Keeps every byte a page receives, by HTTP and by websocket."""

    def __init__(self, page):
        self.parts, self.missed = [], []
        page.on("websocket", lambda socket: socket.on("framereceived", self._take_frame))
        page.on("requestfinished", self._take_response)

    def _take_frame(self, payload):
        self.parts.append(payload if isinstance(payload, str) else payload.decode(errors="replace"))

    def _take_response(self, request):
        response = request.response()
        if response.status not in NO_BODY:
            try:
                body = response.body()
            except Error:
                self.missed.append(request.url)
            else:
                self.parts.append(body.decode(errors="replace"))

    def text(self):
        """Return what came, with JSON and HTML escapes undone so that words can be found."""
        text = "\n".join(self.parts)
        for _depth in range(3):
            text = text.replace("\\\\", "\\").replace('\\"', '"')
            for entity, sign in (("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
                text = text.replace(entity, sign)
        return unescape(text)


def unescape(text):
    """Undo the escapes of JSON for characters outside ASCII."""
    head, *tails = text.split("\\u")
    return head + "".join(chr(int(tail[:4], 16)) + tail[4:] for tail in tails)


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
    quiz = learner.open_quiz()
    learner.page.wait_for_load_state("networkidle")
    assert leaks(recorder.text(), in_module()) == []
    assert "pass_mark" in recorder.text(), "the recorder sees the views"
    assert [url for url in recorder.missed if not url.endswith(".woff2")] == []
    done = set()
    for kind in ("single", "multiple", "ordering"):
        item = quiz.of_type(kind)[0]
        open_items = unanswered(in_module(), done)
        if kind == "ordering":
            item.form.get_by_role("button", name="Move down").first.click()
        else:
            item.choose(1)
        item.form.get_by_text("Saved", exact=True).wait_for()
        assert leaks(recorder.text(), open_items) == [], kind
        item.answer()
        stem = item.form.locator(".stem").inner_text()
        [answered] = [i for i in in_module() if i.stem == stem]
        assert leaks(recorder.text(), [answered]), "after the answer the reason comes"
        done.add(answered.id)
        assert leaks(recorder.text(), unanswered(in_module(), done)) == [], kind


def test_the_public_view_does_not_give_the_author_s_order(learner):
    """Options come under tokens in the order shown, without ids or indices of the author."""
    learner.open_quiz()
    cell = learner.page.locator("course-cell[activity]").first
    view = json.loads(cell.get_attribute("activity"))["view"]
    for item in view["items"]:
        assert set(item) == FIELDS
        assert [set(option) for option in item["options"]] == [{"token", "text"}] * len(
            item["options"]
        )
        tokens = [option["token"] for option in item["options"]]
        assert tokens == list("abcdefgh"[: len(tokens)])


def test_nothing_leaks_of_pairs_and_a_dialogue(talk_server, visit):
    """The same for the types that the shipped units may lack: matching and hotspot."""
    visitor = visit(url=talk_server.url)
    visitor.join("Curious")
    recorder = Recorder(visitor.page)
    quiz = visitor.open_quiz("first", "/modules/talk")
    items = talk_items(talk_server)
    visitor.page.wait_for_load_state("networkidle")
    assert leaks(recorder.text(), items) == []
    assert "A man who waits in the rain" in recorder.text(), "the recorder sees the views"
    assert [url for url in recorder.missed if not url.endswith(".woff2")] == []
    pairs, talk = quiz.item(0), quiz.item(1)
    pairs.match("a leaflet", "a dry place")
    talk.choose(0)
    for item in (pairs, talk):
        item.form.get_by_text("Saved", exact=True).wait_for()
    pairs.check.click()
    pairs.form.get_by_role("alert").wait_for()
    assert leaks(recorder.text(), items) == []
    pairs.match("a leaflet", "a dry place", "somebody who stays")
    pairs.answer()
    assert leaks(recorder.text(), items[:1]), "after the answer the reasons come"
    assert leaks(recorder.text(), items[1:]) == []
    talk.answer()
    assert leaks(recorder.text(), items[1:]), "after the answer the reasons come"


def talk_items(server):
    """Return the items of the server's own bank."""
    bank = Library(own=server.data / "content").item_bank("talk")
    return [item for unit in bank.units for item in unit.items]


def test_public_views_of_pairs_and_a_dialogue(talk_server, visit):
    """Lines carry words and tokens only; tokens go by what is shown, never by the author."""
    visitor = visit(url=talk_server.url)
    visitor.join("Careful")
    visitor.open_quiz("first", "/modules/talk")
    cell = visitor.page.locator("course-cell[activity]").first
    pairs, talk = json.loads(cell.get_attribute("activity"))["view"]["items"]
    assert set(pairs) == set(talk) == FIELDS
    assert [option["token"] for option in pairs["options"]] == list("abcd")
    assert all(isinstance(prompt, str) for prompt in pairs["prompts"])
    assert [set(line) for line in talk["lines"]] == [{"who", "text", "token"}] * 5
    assert [line["token"] for line in talk["lines"]] == [None, "a", None, "b", "c"]


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
