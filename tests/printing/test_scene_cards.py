"""The cards of a scene: each reader gets what is theirs, and nobody the secret of another."""

import json

import pytest

from course.printing.html import blocks_html
from course.printing.scene_cards import scene_cards, stop_line
from course.printing.typeset import typeset
from course.roleplay.lint import clock
from tests.printing.pdf_files import pdf_text, reader, squeezed
from tests.printing.scenes import CATALOGUE, GOOD, SHIPPED, long_scene

NAMES = ["trainer", "everyone", "customer", "cues", "employee"]


def cards(scene):
    """Return the pages of a scene's cards by name."""
    return {page.name: page for page in scene_cards(scene, CATALOGUE).pages}


def text_of(page):
    """Return all words of a page, without white space."""
    return squeezed(page.title + page.note + page.facts + blocks_html(page.blocks).striptags())


def pdf_of(scene):
    """Return the cards of a scene as a PDF."""
    return typeset("scene_cards", scene_cards(scene, CATALOGUE).body())


@pytest.mark.parametrize("scene", [GOOD, *SHIPPED], ids=lambda scene: scene.id)
def test_a_brief_is_on_its_own_page_only(scene):
    """Each brief is on the card of its reader; the two private ones are nowhere else."""
    texts = {name: text_of(page) for name, page in cards(scene).items()}
    assert list(texts) == NAMES
    for owner, brief in scene.briefs.items():
        lines = [squeezed(line) for line in brief.splitlines() if line.strip()]
        for name, text in texts.items():
            found = [line for line in lines if line in text]
            assert found == (lines if name == owner else []), (owner, name)


@pytest.mark.parametrize("scene", SHIPPED, ids=lambda scene: scene.id)
def test_a_shipped_scene_has_five_pages(scene):
    """Each card of a shipped scene fits on its page, in the order that keeps the secret."""
    pages = [squeezed(page.extract_text()) for page in reader(pdf_of(scene)).pages]
    titles = [squeezed(page.title) for page in cards(scene).values()]
    assert [title in text for title, text in zip(titles, pages, strict=True)] == [True] * 5
    assert all(squeezed(stop_line()) in text for text in pages)


def test_customer_and_employee_are_never_on_one_sheet():
    """Printed on both sides, even cards that need more pages begin on a sheet of their own."""
    pages = [squeezed(page.extract_text()) for page in reader(pdf_of(long_scene())).pages]
    first = {
        title: number
        for number, text in enumerate(pages)
        for title in ("Trainer’spage", "Customer’scard", "Employee’scard")
        if title in text
    }
    assert len(pages) > 5
    assert [number % 2 for number in first.values()] == [0, 0, 0], "the front of a sheet"
    ours, theirs = first["Customer’scard"], first["Employee’scard"]
    assert "liegtvorIhnen" in pages[ours]
    assert theirs == len(pages) - 1
    assert [secret for secret in ("liegtvorIhnen", "harder") if secret in pages[theirs]] == []


def test_cues_in_words():
    """A cue tells its time, what to do, and on what it depends."""
    rows = next(b for b in cards(GOOD)["cues"].blocks if b["is"] == "table")["rows"]
    told = [["".join(run["text"] for run in cell) for cell in row] for row in rows]
    assert told == [
        ["0:30", "harder", "“And it is cold!”", "has not done this yet:\nLets the guest finish"],
        ["2:00", "easier", "Sit down.", "whatever they did"],
    ]
    seen = GOOD.model_copy(update={"cues": (GOOD.cues[0].model_copy(update={"seen": True}),)})
    assert "hasdonethis:Lets" in text_of(cards(seen)["cues"])


def test_a_scene_without_cues():
    """The page for cues says how to play without them, so that no page is missing."""
    scene = GOOD.model_copy(update={"cues": ()})
    page = cards(scene)["cues"]
    assert "This scene has no cues." in blocks_html(page.blocks)
    assert [block["is"] for block in page.blocks] == ["paragraph"]
    assert len(reader(pdf_of(scene)).pages) == 5


def test_the_trainer_s_page():
    """It has the times, every watch item with its standard, the debrief, and the way to stop."""
    for scene in (GOOD, *SHIPPED):
        text = text_of(cards(scene)["trainer"])
        for item in scene.watch:
            name = CATALOGUE.standard(item.standard).name
            must = ",mustbeseen" if item.critical else ""
            assert squeezed(f"{item.text}–{name}{must}") in text
            assert squeezed(item.say or "") in text
        for line in scene.debrief.splitlines():
            assert squeezed(line.partition(". ")[2]) in text
        assert f"Play{scene.minutes.play}" in text
        assert squeezed(stop_line()) in text
        assert not any(squeezed(f"{clock(cue.at)} {cue.text}") in text for cue in scene.cues)


def test_headings_do_not_skip_a_level():
    """A heading in a brief comes below the heading of its page, whatever its own level."""
    briefs = GOOD.briefs | {"everyone": "# Top\n\ntext\n\n> #### Deep\n\n- ## Listed"}
    html = blocks_html(cards(GOOD.model_copy(update={"briefs": briefs}))["everyone"].blocks)
    assert html.count("<h3>") == 4
    assert "<h1>" not in html
    assert "<h2>" not in html
    assert "<h4>" not in html


def test_the_pdf_can_be_read_by_everybody():
    """It is tagged, says its language and title, and has all its fonts inside."""
    pdf = pdf_of(SHIPPED[0])
    found = reader(pdf)
    assert found.root_object["/MarkInfo"]["/Marked"]
    assert found.root_object["/Lang"] == "en"
    assert found.metadata.title.startswith(SHIPPED[0].title)
    fonts = [f.get_object() for page in found.pages for f in page["/Resources"]["/Font"].values()]
    inner = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert all({"/FontFile2", "/FontFile3"} & set(each) for each in inner)


def test_the_same_scene_gives_the_same_bytes():
    """Nothing but the content is in the file; another content has another version."""
    documents = [scene_cards(scene, CATALOGUE) for scene in (GOOD, GOOD, SHIPPED[0])]
    assert documents[0].version == documents[1].version != documents[2].version
    assert pdf_of(GOOD) == pdf_of(GOOD)
    assert json.loads(documents[0].body())["slug"] == "good"


def test_no_word_of_an_author_is_code():
    """What looks like code of the template is printed as it was written."""
    trap = '#panic("no") $x^2$ <label> *b*'
    watch = (GOOD.watch[0].model_copy(update={"text": trap}), *GOOD.watch[1:])
    scene = GOOD.model_copy(update={"title": trap, "watch": watch})
    assert pdf_text(pdf_of(scene)).count(squeezed(trap)) >= 7
