"""Markdown to blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.printing.blocks import words
from course.printing.markdown import from_markdown, plain


def runs(source):
    """Return the runs of a text of one paragraph."""
    [block] = from_markdown(source)
    return block["runs"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a *b* c", [words("a "), words("b", emphasis=True), words(" c")]),
        ("**b**", [words("b", strong=True)]),
        ("***b***", [words("b", emphasis=True, strong=True)]),
        ("~~b~~", [words("b", struck=True)]),
        ("`*b* &amp;`", [words("*b* &amp;", code=True)]),
        ("[b](https://b.example)", [words("b", link="https://b.example")]),
        ("[b](javascript:alert)", [words("b")]),
        ("[b](../other.ipynb)", [words("b")]),
        ("one\ntwo", [words("one two")]),
        ("one  \ntwo", [words("one\ntwo")]),
        ("one<br>two", [words("one\ntwo")]),
        ("one <b>two</b>", [words("one two")]),
        ("R&amp;D < 3 # $x$", [words("R&D < 3 # $x$")]),
        ("![a bell](bell.png)", [words("[Picture: a bell]")]),
    ],
)
def test_words(source, expected):
    """Marks are kept, addresses only if they lead to the web, and HTML leaves its words."""
    assert runs(source) == expected


def test_blocks():
    """Headings, lists in lists, boxes, tables, code and rules are all found, in their order."""
    found = from_markdown(
        "## H\n\n- a\n  1. b\n\n> q\n\n|x|y|\n|-|-|\n|1|*2*|\n\n```\n c\n```\n\n---\n\n<p>h</p>\n"
    )
    kinds = ["heading", "list", "quote", "table", "code", "rule", "paragraph"]
    assert [block["is"] for block in found] == kinds
    outer = found[1]["entries"][0]
    assert (found[1]["start"], outer[1]["start"]) == (None, 1)
    assert found[3]["head"] == [[words("x")], [words("y")]]
    assert found[3]["rows"] == [[[words("1")], [words("2", emphasis=True)]]]
    assert (found[4]["text"], plain(found[6]["runs"])) == (" c", "h")


def test_a_list_that_does_not_begin_at_one():
    """A list keeps the number of its first entry."""
    assert from_markdown("3. c\n4. d\n")[0]["start"] == 3


@given(st.from_regex(r"[A-Za-z0-9äöüšł“”’.,;:!?()=/#@$%+ -]{1,60}", fullmatch=True))
def test_no_word_is_lost(text):
    """Whatever is written inside a paragraph comes out with all its words."""
    line = "x " + " ".join(text.split()) + " x"
    assert plain(runs(line)) == line
