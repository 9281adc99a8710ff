"""The text version of a module: what is in it, and what must not be."""

import json
from itertools import pairwise

import pytest

from course.content.library import Library
from course.content.pages import read_page
from course.learning.items import HotspotItem, MatchingItem, OrderingItem
from course.printing import text_version as text_versions
from course.printing.html import blocks_html, html_page
from course.printing.markdown import from_markdown, plain
from course.printing.text_version import PRINTED, SILENT, activities, text_version
from course.printing.typeset import typeset
from tests.printing.pdf_files import pdf_text, reader, squeezed
from tests.samples import LIBRARY, write_bank

MODULES = [page for page in LIBRARY.pages.values() if page.address.startswith("/modules/")]
modules = pytest.mark.parametrize("page", MODULES, ids=lambda page: page.slug)


def notebook(*sources, **about):
    """Return the JSON of a notebook: sources that begin with "#" or ">" are text, others code."""
    cells = [
        {
            "id": f"c{number}",
            "cell_type": "markdown" if source[0] in "#>" else "code",
            "metadata": {},
            "source": source.splitlines(keepends=True),
        }
        | about
        for number, source in enumerate(sources)
    ]
    return json.dumps({"cells": cells, "metadata": {"course": {"role": "learner"}}})


def version_of(folder, *sources, **about):
    """Return the text version of a notebook with these cells, beside the tiny bank."""
    path = folder / "tiny.ipynb"
    path.write_text(notebook("# Tiny\n\nWords.", *sources, **about), encoding="utf-8")
    return text_version(read_page(path, "modules"), write_bank(folder))


def all_blocks(blocks):
    """Yield blocks and the blocks inside them."""
    for block in blocks:
        yield block
        yield from all_blocks(block.get("blocks", ()))
        for entry in block.get("entries", ()):
            yield from all_blocks(entry)


def items_of(page):
    """Return the items of all quizzes that a module shows."""
    cells = json.loads(page.path.read_text("utf-8"))["cells"]
    found = activities("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    quizzes = [given for calls in found.values() for kind, (given, _n) in calls if kind == "quiz"]
    return [item for bank, unit in quizzes for item in LIBRARY.item_bank(bank).unit(unit).items]


def proses(page):
    """Return the words of every paragraph, heading and cell of a table in a module's notebook."""
    cells = json.loads(page.path.read_text("utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    blocks = [block for source in sources for block in all_blocks(from_markdown(source))]
    tables = [row for block in blocks for row in (block.get("head", ()), *block.get("rows", ()))]
    cells = [cell for row in tables for cell in row]
    return [plain(each) for each in [block["runs"] for block in blocks if "runs" in block] + cells]


@pytest.fixture(scope="module")
def forms():
    """Return a function that gives both forms of a page as text without spaces, made once."""
    made = {}

    def both(page):
        if page.slug not in made:
            version = text_version(page, LIBRARY)
            html = blocks_html(version.blocks).striptags() + version.title
            made[page.slug] = squeezed(html), pdf_text(typeset("text_version", version.body()))
        return made[page.slug]

    return both


@modules
def test_every_word_of_the_lessons_is_printed(page, forms):
    """Every paragraph, heading and cell of a table is in the HTML, and in the PDF."""
    lines = proses(page)
    assert len(lines) > 20
    html, pdf = forms(page)
    assert [line for line in lines if squeezed(line) not in html] == []
    # A page may end inside a paragraph, with its foot and the next one's head in between.
    halves = [half for line in lines for half in (line[: len(line) // 3], line[-len(line) // 3 :])]
    assert [half for half in halves if squeezed(half) not in pdf] == []


@modules
def test_every_question_is_printed(page, forms):
    """Every stem and every option is in both forms."""
    items = items_of(page)
    assert items
    texts = [item.stem for item in items] + [o.text for item in items for o in item.options]
    for form in forms(page):
        assert [text for text in texts if squeezed(text) not in form] == []


@modules
def test_no_key_and_no_feedback_is_printed(page, forms):
    """No feedback and no misconception is in either form, nor in what is kept of it."""
    items = items_of(page)
    bank = LIBRARY.item_bank(page.slug)
    secrets = [option.feedback for item in items for option in item.options]
    secrets += bank.misconceptions.values()
    body = text_version(page, LIBRARY).body()
    for form in (*forms(page), squeezed(body)):
        assert [secret for secret in secrets if squeezed(secret) in form] == []
    assert not {"key", "feedback", "misconception"} & set(fields(json.loads(body)))


def fields(value):
    """Yield the name of every field in a JSON value."""
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from fields(each)


@modules
def test_the_print_does_not_change_with_the_key(page):
    """What is printed of an item says nothing about which of its options is the key.

    The mark before each option is the same, and nothing but its text is printed.
    """
    printed = [b for b in all_blocks(text_version(page, LIBRARY).blocks) if b["is"] == "question"]
    for block, item in zip(printed, items_of(page), strict=True):
        texts = [text for answers in block["answers"] for text in texts_of(answers)]
        order = [at for option in item.options for at, t in enumerate(texts) if option.text in t]
        assert len(order) == len(item.options)
        marks = {answers.get("mark") for answers in block["answers"] if answers["is"] == "choices"}
        assert len(marks) == 1
        if isinstance(item, HotspotItem):
            assert order == sorted(order), "a dialogue stays in its order"
        elif isinstance(item, OrderingItem | MatchingItem):
            assert order != sorted(order), "what belongs together does not stand together"


def texts_of(block):
    """Return all texts of a place to answer, each option as one."""
    if block["is"] == "choices":
        return block["texts"]
    if block["is"] == "list":
        return [run["text"] for [paragraph] in block["entries"] for run in paragraph["runs"]]
    return []


@modules
def test_the_same_content_gives_the_same_bytes(page):
    """Both forms are the same, byte for byte, when they are made again."""
    first, again = (text_version(page, Library()) for _ in range(2))
    assert first.version == again.version
    assert html_page(first) == html_page(again)
    assert typeset("text_version", first.body()) == typeset("text_version", again.body())


@modules
def test_the_pdf_can_be_read_aloud(page):
    """The PDF has a title, a language, tags, the mark of PDF/UA, and bookmarks."""
    pdf = typeset("text_version", text_version(page, LIBRARY).body())
    found = reader(pdf)
    assert pdf.startswith(b"%PDF-")
    assert found.metadata.title.startswith(page.title)
    assert found.root_object["/Lang"] == "en"
    assert found.root_object["/MarkInfo"]["/Marked"] == True  # noqa: E712 (an object of pypdf)
    assert found.root_object["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert b"pdfuaid" in found.root_object["/Metadata"].get_data()
    assert found.outline[0].title == page.title


@modules
def test_headings_never_skip_a_level(page):
    """After a heading comes one at most a level below it; the title is the only one of level 1."""
    blocks = all_blocks(text_version(page, LIBRARY).blocks)
    levels = [1, *(block["level"] for block in blocks if block["is"] == "heading")]
    assert min(levels[1:]) == 2
    assert all(b <= a + 1 for a, b in pairwise(levels))


@modules
def test_everything_in_a_module_has_a_form(page):
    """Every activity that a shipped module shows can be printed."""
    cells = json.loads(page.path.read_text("utf-8"))["cells"]
    found = activities("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    kinds = {kind for calls in found.values() for kind, _given in calls}
    assert kinds - set(SILENT) <= set(PRINTED)


def test_levels_are_mended(tmp_path):
    """A heading that skips a level comes up to where it may stand."""
    version = version_of(tmp_path, "#### Deep", "## Two\n\n#### Four")
    levels = [block["level"] for block in version.blocks if block["is"] == "heading"]
    assert levels == [2, 2, 3]


def test_cells_to_remember_are_panels(tmp_path):
    """The cell of objectives is set apart; the title is not repeated."""
    version = version_of(tmp_path, "## You can\n\n- x", id="objectives")
    assert [block["is"] for block in version.blocks] == ["panel", "panel"]
    assert version.title == "Tiny"
    assert [b["level"] for b in all_blocks(version.blocks) if b["is"] == "heading"] == [2]


IMPORT = "from course.notebook import quiz, other, self_check as check"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("quiz('b', 'u')", [("quiz", (["b", "u"], {}))]),
        ("quiz(bank='b', unit='u')", [("quiz", ([], {"bank": "b", "unit": "u"}))]),
        ("check()", [("self_check", ([], {}))]),
        ("quiz(name, 'u')", [("quiz", ([], {}))]),
        ("print(quiz('b', 'u'))", []),
        ("x = quiz('b', 'u')", []),
        ("unknown('b')", []),
        ("%magic", []),
    ],
)
def test_activities_are_found_without_running(code, found):
    """Calls of the course's own functions are read, whatever they are called with."""
    assert activities([IMPORT, code])[code] == found


def test_nothing_is_run(tmp_path):
    """Code in a notebook is read and not executed."""
    trap = tmp_path / "trap"
    version_of(tmp_path, IMPORT, f"quiz(open({str(trap)!r}, 'w'), 'first')", f"open('{trap}', 'w')")
    assert not trap.exists()


def test_a_quiz_stands_where_the_notebook_shows_it(tmp_path):
    """Questions come between the texts around their cell."""
    version = version_of(tmp_path, IMPORT, "quiz('tiny', 'first')", "## After")
    kinds = [block["is"] for block in version.blocks]
    assert kinds == ["paragraph", "heading", "hint", *["question"] * 3, "heading"]
    assert version.blocks[3]["stem"] == "One?"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("other('x')", "You do this part on a screen"),
        ("quiz('tiny', 'gone')", "This part could not be printed"),
        ("quiz('gone', 'first')", "This part could not be printed"),
        ("quiz('tiny')", "This part could not be printed"),
    ],
)
def test_what_has_no_form_is_told(tmp_path, code, words):
    """An activity without a form, and one that is not there, leave a line that says so."""
    version = version_of(tmp_path, IMPORT, code)
    assert version.blocks[-1]["is"] == "hint"
    assert plain(version.blocks[-1]["runs"]).startswith(words)


def test_a_new_kind_of_activity(tmp_path, monkeypatch):
    """A kind of activity gets its form by one entry in the registry."""
    form = {"other": lambda _library, slug: from_markdown(f"Brief of {slug}")}
    monkeypatch.setattr(text_versions, "PRINTED", form)
    version = version_of(tmp_path, IMPORT, "other('late-parcel')")
    assert plain(version.blocks[-1]["runs"]) == "Brief of late-parcel"


def test_cells_without_output_show_nothing(tmp_path):
    """A cell that the page does not show is not printed either."""
    version = version_of(
        tmp_path, IMPORT, "quiz('tiny', 'first')", metadata={"tags": ["no-output"]}
    )
    assert [block["is"] for block in version.blocks] == ["paragraph"]
