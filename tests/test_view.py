"""The widget: what a browser may send, what it gets back, and what it cannot do."""

import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.activities.quiz import Quiz
from course.errors import BusyError, InvalidResponseError, NotFoundError, StoreError
from course.view import MIME, ActivityView, respond
from tests.samples import course_of, write_bank

ID = "0123456789abcdef"
TEXT = st.text("doitem \u20ac", max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
NEAR = st.fixed_dictionaries(
    {"id": st.just(ID) | JSON, "act": st.dictionaries(st.sampled_from(["do", "item"]), JSON) | JSON}
)


class Activity:
    """An activity that counts, or fails as it is told."""

    kind = "fake"

    def __init__(self, error=None):
        self.error, self.done = error, []

    def view(self):
        """Return how often something was done."""
        return {"done": len(self.done)}

    def act(self, message):
        """Do it."""
        if self.error:
            raise self.error
        self.done.append(message)
        return self.view()


@pytest.fixture
def quiz(tmp_path, store):
    """Return a real quiz."""
    return Quiz(course_of(write_bank(tmp_path), store), "tiny", "first")


@pytest.fixture
def shown(monkeypatch):
    """Return the view of a counting activity, and what it sends."""
    widget, sent = ActivityView(Activity()), []
    monkeypatch.setattr(widget, "send", lambda content, buffers=None: sent.append(content))
    return widget, sent


def test_an_honest_message():
    """The activity gets the message with the page's id as its key; the new view comes back."""
    activity = Activity()
    assert respond(activity, {"id": ID, "act": {"do": "it"}}) == {
        "id": ID,
        "ok": True,
        "view": {"done": 1},
    }
    assert activity.done == [{"do": "it", "key": ID}]


def test_a_page_cannot_choose_another_key():
    """A key inside the message is overruled by the message's own id."""
    activity = Activity()
    respond(activity, {"id": ID, "act": {"do": "it", "key": "mine"}})
    assert activity.done[0]["key"] == ID


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        "look",
        {},
        {"id": ID},
        {"act": {}},
        {"id": 12345678, "act": {}},
        {"id": "short", "act": {}},
        {"id": "x" * 65, "act": {}},
        {"id": ID, "act": "look"},
        {"id": ID, "act": [["do", "look"]]},
    ],
)
def test_a_message_of_the_wrong_shape(content):
    """What is no message gets a reply without a view, and the activity hears nothing."""
    activity = Activity()
    reply = respond(activity, content)
    assert (reply["ok"], reply["id"], "view" in reply) == (False, None, False)
    assert activity.done == []


def test_every_refusal_says_whether_to_try_again():
    """As its docstring says, each refusal carries id, ok, error, again and busy."""
    assert set(respond(Activity(), None)) == {"id", "ok", "error", "again", "busy"}


def test_any_json_is_answered(quiz):
    """Whatever a page sends to a real quiz, it gets a reply for JSON and never an exception."""

    @given(JSON | NEAR)
    def send(content):
        reply = respond(quiz, content)
        json.dumps(reply)
        assert reply["ok"] == ("view" in reply)
        assert "wrong on our side" not in reply.get("error", "")

    send()
    assert quiz.course.store.answers.first_attempts() == []


@pytest.mark.parametrize(
    ("error", "words", "again"),
    [
        (InvalidResponseError("no such item"), "no such item", False),
        (NotFoundError("no such unit"), "no such unit", False),
        (StoreError("disk /dev/sda1 full"), "could not be saved", True),
        (BusyError("/dev/sda1 is locked"), "could not be saved", True),
        (ZeroDivisionError("secret"), "wrong on our side", False),
    ],
)
def test_errors_become_kind_words(error, words, again, caplog):
    """A known error keeps its text; others get kind words without a trace of their cause."""
    with caplog.at_level(logging.CRITICAL, "course"):
        reply = respond(Activity(error), {"id": ID, "act": {}})
    assert (reply["id"], reply["ok"], reply["again"]) == (ID, False, again)
    assert reply["busy"] == isinstance(error, BusyError)  # the page tries again by itself
    assert words in reply["error"]
    assert not any(secret in reply["error"] for secret in ("sda1", "secret", "Traceback", "Zero"))


def test_unknown_errors_are_logged(caplog):
    """The operator finds the traceback of an unknown error in the log."""
    respond(Activity(ZeroDivisionError("secret")), {"id": ID, "act": {}})
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError]


def test_widget_shows_and_answers(shown):
    """A message changes the view and is answered with the same view."""
    widget, sent = shown
    widget._handle_custom_msg({"id": ID, "act": {"do": "it"}}, [])
    assert widget.view == {"done": 1}
    assert sent == [{"id": ID, "ok": True, "view": {"done": 1}}]


def test_widget_keeps_its_view_after_an_error(shown):
    """A refused message leaves the view as it was."""
    widget, sent = shown
    widget._handle_custom_msg("nonsense", [])
    assert widget.view == {"done": 0}
    assert [reply["ok"] for reply in sent] == [False]


def test_traits_cannot_be_written_from_the_browser(shown):
    """An update as the widget library sends it changes neither view nor code."""
    widget, _sent = shown
    before = widget.get_state()
    state = {"view": {"done": 99}, "_esm": "alert(1)", "_css": "", "layout": None}
    data = {"method": "update", "state": state, "buffer_paths": []}
    widget._handle_msg({"content": {"data": data}, "buffers": []})
    assert widget.get_state() == before


def test_a_page_of_our_server_gets_the_view_with_the_output(quiz, monkeypatch):
    """Under Voila the view travels in the output; elsewhere the widget is an ordinary one."""
    widget = ActivityView(quiz)
    assert MIME not in widget._repr_mimebundle_()[0]
    monkeypatch.setenv("VOILA_REQUEST_URL", "/modules/x")
    bundle = widget._repr_mimebundle_()[0]
    assert bundle[MIME] == {"comm": widget.model_id, "view": quiz.view()}
