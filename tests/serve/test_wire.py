"""What goes from a page to a kernel: every frame is written anew, or dropped."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.serve.wire import MOST_LEVELS, read_frame

ACT = {"id": "0123456789abcdef", "act": {"do": "look"}}
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


def frame(content=None, kind="comm_msg", **parts):
    """Return a frame as an honest page sends it, with some parts replaced."""
    content = content or {"comm_id": "abc", "data": {"method": "custom", "content": ACT}}
    header = {"msg_id": "m1", "msg_type": kind, "session": "theirs", "username": "root"}
    return {"header": header, "content": content, "channel": "shell", **parts}


def test_an_honest_frame():
    """The act comes through as it is; nothing else of the page's own does."""
    extra = {"metadata": {"x": 1}, "buffers": ["x"], "parent_header": {"y": 1}, "more": 1}
    got = json.loads(read_frame(json.dumps(frame(**extra))))
    date = got["header"].pop("date")
    assert abs(datetime.now(UTC) - datetime.fromisoformat(date)) < timedelta(minutes=1)
    assert got == {
        "header": {
            "msg_id": "m1",
            "msg_type": "comm_msg",
            "session": "",
            "username": "",
            "version": "5.3",
        },
        "parent_header": {},
        "metadata": {},
        "buffers": [],
        "channel": "shell",
        "content": {"comm_id": "abc", "data": {"method": "custom", "content": ACT}},
    }


def test_a_question_about_the_kernel_has_no_content():
    """Pages may ask whether the kernel answers; what they put into the question is dropped."""
    got = json.loads(read_frame(json.dumps(frame({"code": "1"}, "kernel_info_request"))))
    assert got["content"] == {}


@pytest.mark.parametrize(
    ("written", "kept"), [("a\ud83db", "a\ufffdb"), ("😀", "😀"), ("\u0000\u2028", "\u0000\u2028")]
)
def test_only_halves_of_characters_are_replaced(written, kept):
    """A half of an emoji cannot be sent on and becomes a sign that says so; all else stays."""
    content = {"comm_id": "abc", "data": {"method": "custom", "content": {"act": written}}}
    got = json.loads(read_frame(json.dumps(frame(content))))
    assert got["content"]["data"]["content"]["act"] == kept


def nest(levels):
    """Return dicts within each other."""
    return {} if levels == 1 else {"a": nest(levels - 1)}


def test_nests_have_a_limit():
    """As deep as the limit goes through, one deeper does not."""
    for levels, passes in ((MOST_LEVELS, True), (MOST_LEVELS + 1, False)):
        content = {"comm_id": "abc", "data": {"method": "custom", "content": nest(levels)}}
        assert (read_frame(json.dumps(frame(content))) is not None) is passes


@given(JSON, st.sampled_from(["header", "content", "channel", "data", "comm_id", "method"]))
def test_anything_is_read_or_dropped(value, place):
    """Whatever stands in one part of a frame, the answer is a frame for an activity, or none."""
    made = frame()
    content = made["content"]
    inside = {"data": content, "comm_id": content, "method": content["data"]}.get(place, made)
    inside[place] = value
    got = read_frame(json.dumps(made))
    if got is not None:
        assert json.loads(got)["header"]["msg_type"] in ("comm_msg", "kernel_info_request")
        assert json.loads(got)["content"].get("data", {}).get("method") in ("custom", None)


@given(st.text() | st.binary())
def test_noise_is_dropped(noise):
    """Text and bytes that are no message give nothing, and no error."""
    assert read_frame(noise) is None
