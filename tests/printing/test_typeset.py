"""Printed documents as PDF."""

import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.errors import CourseError
from course.printing import typeset as typesetting
from course.printing.blocks import choices, code, paragraph, question, table, words
from course.printing.typeset import TEMPLATES, typeset
from tests.printing.pdf_files import ROOT, pdf_text, reader, squeezed, typeset_blocks
from tests.printing.test_html import EVERY_KIND

# What Typst would read as code or markup, if it ever came to read a text as such.
TRAPS = [
    '#panic("no")',
    '#read("/etc/passwd") #import "@preview/x:0.1.0"',
    "$x^2$ @ref <label> // gone /* gone */",
    "*b* _i_ `raw` = H + e - e / t: d",
    "https://x.example/a?b=c#d",
    "[x] {y} (z) \\ \\u{41} ~ -- --- ... 'q' \"q\"",
]
# Those left out are in no font of ours: they are put together from letter and accent,
# and the reader used here gives such a letter once for each part.
LETTERS = st.characters(
    min_codepoint=0x21,
    max_codepoint=0x17F,
    exclude_categories=["Cc", "Zs", "Cf", "Cn"],
    exclude_characters="ĨĩŌōŨũ",
)


def page_text(pdf):
    """Return what stands between the title and the foot of a document of one page."""
    return re.fullmatch(r"CourseAtitle(.*)page1of1", pdf_text(pdf))[1]


@pytest.mark.parametrize("trap", TRAPS)
def test_no_text_is_read_as_code(trap):
    """Code, markup and addresses are printed as they were written, wherever a text may stand."""
    cell = [words(trap)]
    pdf = typeset_blocks(
        paragraph(*cell), question(1, trap, trap, [choices([trap])]), table([cell], [[cell]])
    )
    assert page_text(pdf).count(squeezed(trap)) == 6


def test_no_title_is_read_as_code():
    """A title, too, is printed as it was written."""
    pdf = typeset_blocks(paragraph(words("x")), title=TRAPS[0])
    assert squeezed(TRAPS[0]) in pdf_text(pdf)
    assert reader(pdf).metadata.title.startswith(TRAPS[0])


@settings(max_examples=15)
@given(st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=8))
def test_any_text_comes_out_as_the_same_text(parts):
    """Signs and letters of European languages come out of the PDF as they went in.

    Compared in composed form without compatibility signs: a PDF stores glyphs, and some glyphs
    stand for several ways to write the same letter.
    """
    text = " ".join(parts)
    found = page_text(typeset_blocks(paragraph(words(text))))
    assert folded(found) == folded(squeezed(text))


def folded(text):
    """Return a text in which letters that look the same are the same."""
    return squeezed(unicodedata.normalize("NFKC", text))


def test_letters_of_our_neighbours_are_of_our_typeface():
    """Letters beyond Western Europe are printed in our typeface, in all four styles."""
    text = "Łódź, Šárka, Győr, Ğ, ţ, œ, ı, €"
    styles = [{}, {"strong": True}, {"emphasis": True}, {"strong": True, "emphasis": True}]
    pdf = typeset_blocks(*(paragraph(words(text, **style)) for style in styles))
    assert fonts_of(reader(pdf).pages[0]) == {
        "AtkinsonHyperlegibleNext-Regular",
        "AtkinsonHyperlegibleNext-Bold",
        "AtkinsonHyperlegibleNext-Italic",
        "AtkinsonHyperlegibleNext-BoldItalic",
    }


def fonts_of(page):
    """Return the names of the fonts of a page, without the letters that mark a part of a font."""
    fonts = page["/Resources"]["/Font"].values()
    return {font.get_object()["/BaseFont"][1:].split("+")[-1] for font in fonts}


def test_signs_that_no_font_has():
    """A sign that cannot be shown does not keep the rest from being printed."""
    found = pdf_text(typeset_blocks(paragraph(words("before 日本 after"))))
    assert "before" in found
    assert "after" in found


def test_every_kind_of_block():
    """Every kind of block can be printed, with all its words."""
    found = page_text(typeset_blocks(*EVERY_KIND))
    for text in ("H", "abc", "Doit.", "3.x", "4.y", "hd", "p(https://p.example)", "1<2", "Which?"):
        assert text in found, text


def test_code_keeps_its_lines():
    """Code keeps its lines and spaces."""
    lines = reader(typeset_blocks(code("one:\n  two"))).pages[0].extract_text().splitlines()
    assert "  two" in lines


def test_an_unknown_block_is_an_error():
    """A block that no template knows is not left out in silence."""
    import typst

    with pytest.raises(typst.TypstError, match="no look for a block of kind picture"):
        typeset_blocks({"is": "picture"})


def test_without_fonts(monkeypatch, tmp_path):
    """Missing fonts are told with what to do, instead of printing in another typeface."""
    monkeypatch.setattr(typesetting, "FONTS", tmp_path)
    with pytest.raises(CourseError, match="npm run build"):
        typeset("text_version", "{}")


def test_no_network_and_no_other_files():
    """The templates import each other only, and read nothing but the document."""
    for path in TEMPLATES.glob("*.typ"):
        source = path.read_text("utf-8")
        assert set(re.findall(r'#import "([^"]*)"', source)) <= {
            "look.typ",
            "blocks.typ",
            "fit.typ",
        }, path
        assert not re.search(r"\bread\(|@preview|\beval\(", source), path


def test_colours_are_those_of_the_pages():
    """Each colour of the templates is the colour of the same name in frontend/tokens.css."""
    tokens = (ROOT / "frontend" / "tokens.css").read_text("utf-8").split("@media")[0]
    on_screen = dict(re.findall(r"--([\w-]+): (#\w{6});", tokens))
    look = (TEMPLATES / "look.typ").read_text("utf-8")
    on_paper = dict(re.findall(r'#let ([\w-]+) = rgb\("(#\w{6})"\)', look))
    assert len(on_paper) > 5
    names = {"line-colour": "line"}
    assert {names.get(name, name): colour for name, colour in on_paper.items()}.items() <= (
        on_screen.items()
    )


def test_the_bell_is_that_of_the_pages():
    """The drawing in the head of a document is the one in the bar of the pages."""
    drawing = (ROOT / "course" / "serve" / "pages" / "bell.svg").read_text("utf-8")
    look = (TEMPLATES / "look.typ").read_text("utf-8")
    assert re.findall(r" d='([^']+)'", look) == re.findall(r' d="([^"]+)"', drawing)


def test_typst_comes_with_the_first_document_only():
    """Importing the package loads no engine."""
    script = "import sys, course.printing.typeset; print('typst' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert found.stdout == "False\n"
