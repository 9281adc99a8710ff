"""Printed documents as HTML."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.errors import CourseError
from course.printing import blocks as make
from course.printing import html
from course.printing.blocks import words
from course.printing.html import BLOCKS, blocks_html, html_page
from course.printing.text_version import TextVersion

EVERY_KIND = (
    make.heading(2, [words("H")], "anchor"),
    make.paragraph(words("a", strong=True), words(" b\nc")),
    make.hint("Do it."),
    make.listing([[make.paragraph(words("x")), make.rule()], [make.code("y")]], start=3),
    make.table([[words("h")]], [[[words("d", emphasis=True)]]]),
    make.quote([make.paragraph(words("q"))]),
    make.panel([make.paragraph(words("p", link="https://p.example"))]),
    make.code("1 <  2"),
    make.rule(),
    make.question(1, "Which?", "Tick.", [make.choices(["yes", "no"], "ring")]),
    make.choices(["step"], "place"),
    make.writing_lines(2),
)


class Words(HTMLParser):
    """Collects text and tags of an HTML text."""

    def __init__(self, source):
        super().__init__()
        self.text, self.tags = "", []
        self.feed(source)
        self.close()

    def handle_data(self, data):
        """Keep text."""
        self.text += data

    def handle_starttag(self, tag, attrs):
        """Keep the name of a tag."""
        self.tags.append(tag)


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs", "Cc"])))
def test_any_text_stays_text(text):
    """Whatever somebody wrote comes out as the same text, in no other element."""
    found = Words(str(blocks_html([make.paragraph(words(text)), make.choices([text])])))
    assert found.text == text + "\n" + text
    assert found.tags == ["p", "ul", "li", "span", "span"]


def test_every_kind_of_block():
    """Each kind of block has its element; marks, numbers and anchors are kept."""
    assert {block["is"] for block in EVERY_KIND} == set(BLOCKS)
    found = [str(blocks_html([block])) for block in EVERY_KIND]
    assert found[:5] == [
        '<h2 id="anchor">H</h2>',
        "<p><strong>a</strong> b<br>c</p>",
        '<p class="hint">Do it.</p>',
        '<ol start="3"><li>x<hr></li><li><pre><code>y</code></pre></li></ol>',
        '<div class="wide" role="group" tabindex="0" aria-label="Table">'
        '<table><thead><tr><th scope="col">h</th></tr></thead>'
        "<tbody><tr><td><em>d</em></td></tr></tbody></table></div>",
    ]
    assert '<a href="https://p.example">p</a>' in found[6]
    assert found[7] == "<pre><code>1 &lt;  2</code></pre>"
    assert found[11].count("<div></div>") == 2


@pytest.fixture
def page():
    """Return a whole page of HTML."""
    return html_page(TextVersion("x", "Salt & <pepper>", 5, EVERY_KIND))


def test_a_page_needs_no_other_file(page):
    """A page on its own holds its style and fonts, and neither script nor address to load."""
    assert {"script", "link", "img"} & set(Words(page).tags) == set()
    loaded = re.findall(r"url\((?!data:font/woff2;base64,)[^)]*\)|@import|src=", page)
    assert loaded == []
    assert page.count("data:font/woff2;base64,") >= 2


def test_a_page_has_title_language_and_length(page):
    """Title, language and minutes are said."""
    assert "<title>Salt &amp; &lt;pepper&gt; · Diploma in Customer Service</title>" in page
    assert '<html lang="en"' in page
    assert "about 5 minutes" in page


def test_without_a_built_front_end(monkeypatch, tmp_path):
    """A missing style sheet is told with what to do."""
    monkeypatch.setattr(html, "STATIC", tmp_path)
    with pytest.raises(CourseError, match="npm run build"):
        html_page(TextVersion("x", "X", 0, ()))
