"""What reaches an activity: traits, other comms, unknown acts, odd values, bombs."""

import json
import sqlite3
from contextlib import closing

import pytest

from course.ids import new_id
from tests.serve.security.client import act_frame, frame_of, said

STORED = ("events", "texts", "attempts", "sessions", "drafts", "people", "snapshots")
KINDS = ("quiz", "rehearsal", "scoresheet", "worksheet")


def stored(site):
    """Return all rows of what people do."""
    with closing(sqlite3.connect(site.data / "course.sqlite")) as connection:
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in STORED}


@pytest.fixture
def nothing_stored(site, open_page, logged):
    """Check after a test that the database is as it was and no traceback was written."""
    before = stored(site)
    yield
    assert open_page.settle()
    assert stored(site) == before
    assert "Traceback" not in logged()


STATE = {"view": {"kind": "quiz", "title": "planted", "items": []}, "_esm": "planted()", "x": 1}
TAMPERING = {
    "update the view": {"method": "update", "state": STATE},
    "update one field": {"method": "update", "state": {"_css": "planted"}},
    "update by a buffer": {"method": "update", "state": {}, "buffer_paths": [["view"]]},
    "echo an update": {"method": "echo_update", "state": STATE},
    "ask for the state": {"method": "request_state"},
    "ask for all states": {"method": "request_states"},
    "an unknown method": {"method": "planted"},
    "a method that is none": {"method": {"custom": 1}, "content": {}},
    "no method": {"content": {"id": "ab" * 8, "act": {"do": "look"}}},
    "no content": {"method": "custom"},
    "content that is a text": {"method": "custom", "content": "look"},
    "a call by name": {"method": "custom", "event": "click", "content": None},
    "nothing": {},
}


@pytest.mark.parametrize("data", TAMPERING.values(), ids=TAMPERING)
def test_traits_are_neither_written_nor_read(open_page, nothing_stored, data):
    """The widget protocol of Jupyter is not spoken: nothing changes, nothing is told."""
    for cell, comm in open_page.comms.items():
        open_page.send(frame_of("comm_msg", {"comm_id": comm, "data": data}))
        replies = [message for message in open_page.settle() if message["msg_type"] == "comm_msg"]
        assert len(replies) == 1, cell
        assert not any(word in json.dumps(replies) for word in ("planted", "_esm", "state"))


@pytest.mark.parametrize(
    "comm", ["ab" * 16, "", "x" * 9999, "../" * 3, None, 7, ["a"], {"a": 1}, "a\nb"]
)
def test_other_comms_do_not_answer(open_page, nothing_stored, comm):
    """A message to something that is no activity of this page is passed over."""
    open_page.send(act_frame(comm, {"do": "look"}, new_id()))
    assert len([m for m in open_page.settle() if m["msg_type"] == "comm_msg"]) == 1


IDS = ("", "short", "x" * 65, "a\nbcdefgh", "\u00e4" * 8, None, 12345678, ["abcdefgh"], {"a": 1})


@pytest.mark.parametrize("ident", IDS)
def test_acts_without_a_proper_id(open_page, nothing_stored, ident):
    """An act that could not be told from another is refused in plain words."""
    comm = open_page.comms[open_page.cell("worksheet")]
    prompt = open_page.views[open_page.cell("worksheet")]["prompts"][0]["id"]
    open_page.send(act_frame(comm, {"do": "text", "prompt": prompt, "text": "planted"}, ident))
    refused = [said(m) for m in open_page.settle() if said(m) and not said(m)["ok"]]
    assert [reply["error"] for reply in refused] == ["This page sent a message without sense."]
    assert refused[0]["id"] is None


DOES = {
    "quiz": ("answer", "draft", "again"),
    "rehearsal": ("choose", "words", "rewind", "again", "share", "draft"),
    "scoresheet": ("order", "rate", "result", "name", "remove", "text"),
    "worksheet": ("text", "done", "rate", "finish", "reopen"),
}
FIELDS = (
    *("item", "response", "session", "token", "text", "turn", "after", "shared", "standards"),
    *("person", "standard", "level", "what", "name", "id", "prompt", "criterion", "rubric", "key"),
)
ODD = [
    *(None, True, -1, 0.5, 10**30, 1e300, "", "x" * 5000, "planted\0planted", "../../etc/passwd"),
    *(
        "'; DROP TABLE people; --",
        "__class__",
        [],
        [[]],
        [None],
        ["a"] * 99,
        {},
        {"a": {"b": [{}]}},
    ),
]


@pytest.mark.parametrize("kind", KINDS)
def test_odd_values_in_every_field(open_page, nothing_stored, kind):
    """Each act of each activity with each odd value is answered kindly, and nothing is stored."""
    acts = [{"do": do, **dict.fromkeys(FIELDS, odd)} for do in DOES[kind] for odd in ODD]
    cell = open_page.cell(kind)
    before = open_page.now(cell)
    replies = open_page.act_all(cell, acts)
    assert len(replies) == len(acts)
    for act, reply in zip(acts, replies, strict=True):
        text = json.dumps(reply)
        assert reply is not None, act
        assert reply["ok"] is False or reply["view"] == before, act
        assert "Traceback" not in text, act
        assert "went wrong on our side" not in text, act
        assert reply["ok"] or not reply["again"], act


UNKNOWN = (
    {},
    {"do": None},
    {"do": ["look"]},
    {"do": {"look": 1}},
    {"do": "LOOK"},
    {"do": "act"},
    {"do": "__init__"},
    {"do": "view"},
    {"do": "forget", "name": "Ana"},
    {"do": "x" * 100_000},
    {"act": {"do": "look"}},
)


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_acts_are_refused(open_page, nothing_stored, kind):
    """An activity does what it knows, and says so to everything else."""
    replies = open_page.act_all(open_page.cell(kind), UNKNOWN)
    assert [reply and reply["ok"] for reply in replies] == [False] * len(UNKNOWN)
    assert {reply["again"] for reply in replies} == {False}


def test_bombs_are_dropped(open_page, nothing_stored):
    """Lists and dicts within each other by the hundred reach no activity."""
    bomb = {}
    for _level in range(300):
        bomb = {"a": [bomb]}
    acts = [{"do": "look", "bomb": bomb}, {"do": "draft", "response": [bomb], "item": "x"}]
    assert open_page.act_all(open_page.cell("quiz"), acts) == [None, None]


def test_a_text_that_is_much_too_long(open_page, nothing_stored):
    """A whole book in a field is refused with the reason, and the field stays as it was."""
    cell = open_page.cell("worksheet")
    prompt = open_page.views[cell]["prompts"][0]["id"]
    reply = open_page.act(cell, {"do": "text", "prompt": prompt, "text": "long " * 40_000})
    assert not reply["ok"]
    assert "too long" in reply["error"]


def test_half_a_character_does_no_harm(open_page):
    """The half of an emoji, which nobody can store, is kept as a sign that says so."""
    cell = open_page.cell("worksheet")
    prompt = open_page.views[cell]["prompts"][0]["id"]
    halves = json.dumps({"do": "text", "prompt": prompt, "text": "a\ud83db"})
    reply = open_page.act(cell, json.loads(halves))
    assert reply["view"]["prompts"][0]["text"] == "a\ufffdb"
    open_page.act(cell, {"do": "text", "prompt": prompt, "text": ""})
