"""The score sheet in a browser: a made-up team to the result, one's own team kept for good."""

import nbformat
import pytest

from course.content.library import Library
from tests.browser.conftest import names
from tests.browser.recorder import Recorder
from tests.browser.scoresheets import TEAM, Sheet
from tests.browser.server import running

PAGE = "/modules/sheets"
EDDA = next(person for person in TEAM.people if person.practice)
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    """Give a server that has a module with both score sheets."""
    with running(tmp_path_factory.mktemp("sheets"), prepare=put_notebook) as server:
        yield server


def put_notebook(server):
    """Write a notebook with a sheet for the made-up team and one for the learner's own."""
    notebook = nbformat.read(Library().pages["/modules/00_start_here"].path, as_version=4)
    code = ["from course.notebook import scoresheet", 'scoresheet("harbour_hotel")', "scoresheet()"]
    notebook.cells = [
        nbformat.v4.new_markdown_cell("# Sheets\n\n## Two of them", id="title"),
        *(nbformat.v4.new_code_cell(c, id=f"cell-{n}") for n, c in enumerate(code)),
    ]
    server.put_module(notebook, "sheets")


def open_sheets(visitor):
    """Open the page; return the made-up team's sheet and the person's own."""
    visitor.go(PAGE)
    found = Sheet(visitor.page, TEAM.title), Sheet(visitor.page, "Your own team")
    for sheet in found:
        sheet.place.wait_for(timeout=60_000)  # a kernel starts first
    return found


@pytest.fixture
def learner(visit, sheets):
    """Give a browser in which a new learner is signed in."""
    visitor = visit(url=sheets.url, viewport=WIDE)
    visitor.join(next(names))
    return visitor


def secrets_of(standard):
    """Return what nobody may see of a rating for practice before rating."""
    return EDDA.ratings[standard].why


def test_from_order_to_result(learner):
    """A learner ranks, rates the one who is open, and finds the pair; a reload keeps all."""
    recorder = Recorder(learner.page)
    sheet, _own = open_sheets(learner)
    learner.page.wait_for_load_state("networkidle")
    sheet.press("Move up: Does what we said")
    sheet.place.get_by_text("Does what we said: now at 2 of 6").wait_for()
    sheet.press("This is the order")
    sheet.place.get_by_role("heading", name="Edda").wait_for()
    assert EDDA.ratings["listens-first"].note in recorder.text(), "the notes come first"
    left = list(EDDA.ratings)
    for standard, rating in EDDA.ratings.items():
        assert [s for s in left if secrets_of(s) in recorder.text()] == []
        told = sheet.practise(standard, min(rating.level, 4))
        assert secrets_of(standard) in told
        left.remove(standard)
    assert sheet.place.locator(".compared").inner_text().startswith("Your first ratings")
    assert "together meet all six" in sheet.ask()
    assert learner.page.evaluate("document.activeElement.className").startswith("sheet-result")
    chosen = sheet.result.locator("tbody.chosen th").all_inner_texts()
    assert [name.split()[0] for name in chosen] == ["Edda", "Wanjiru"]
    before = sheet.place.inner_text()
    learner.page.reload()
    sheet.result.wait_for()
    assert sheet.place.locator("ol.steps .text").all_inner_texts()[1] == "Does what we said"
    sheet.press("Edda")
    assert sheet.result.inner_text() in before


def test_levels_are_not_in_what_comes_before(learner):
    """The view that the page gets holds no level of the person to be rated."""
    open_sheets(learner)
    cell = learner.page.locator("course-cell[activity]").first
    assert '"level": 5' in cell.get_attribute("activity"), "other people's levels are there"
    view = learner.page.evaluate(
        "JSON.parse(document.querySelector('course-cell[activity]').getAttribute('activity')).view"
    )
    edda = next(person for person in view["people"] if person["id"] == "edda")
    assert {rating["level"] for rating in edda["ratings"].values()} == {None}
    assert {rating["course"] for rating in edda["ratings"].values()} == {None}


def test_what_if(learner):
    """After the result a rating of anybody may be changed, and the statement follows at once."""
    sheet, _own = open_sheets(learner)
    sheet.press("This is the order")
    assert sheet.ask().startswith("Wanjiru, Hana and Luc together")
    sheet.press("Hana")
    sheet.rate("owns-the-problem", 4)
    sheet.result.get_by_role("heading", name="Hana and Wanjiru together meet all six").wait_for()
    assert "You chose 4, the course 3." in sheet.field("owns-the-problem").inner_text()


def test_own_team_is_kept(learner, visit, sheets):
    """Two colleagues, their ratings and a note are there in a second browser."""
    _team, own = open_sheets(learner)
    assert "Start with two colleagues" in own.place.inner_text()
    own.add("A. K.")
    own.add("Bo")
    own.press("This is the order")
    own.place.get_by_role("heading", name="A. K.").wait_for()
    own.field("listens-first").get_by_label("What did you see").fill("Put the phone down first.")
    own.rate("listens-first", 5)
    own.press("Next person")
    own.place.get_by_role("heading", name="Bo").wait_for()
    own.rate("owns-the-problem", 4)
    assert own.ask().startswith("Nobody here meets “Does what we said”")
    own.press("Change the name Bo")
    own.place.get_by_label("New name for Bo").fill("B. O.")
    own.press("Save")
    own.place.locator(".names .name", has_text="B. O.").wait_for()
    other = visit(url=sheets.url, viewport=PHONE)
    other.sign_in(learner.name)
    _team, there = open_sheets(other)
    assert there.place.locator(".names .name").all_inner_texts()[:2] == ["A. K.", "B. O."]
    note = there.field("listens-first").get_by_label("What did you see")
    assert note.input_value() == "Put the phone down first."
    assert there.result.locator(".statement").inner_text().startswith("Nobody here meets")
    assert there.place.locator("table.levels").count() == 0, "a phone shows one person at a time"


def test_removing_somebody(learner):
    """Taking a colleague off asks once more, and takes the ratings along."""
    _team, own = open_sheets(learner)
    own.add("Ida")
    own.press("Remove Ida")
    own.press("Keep Ida")
    assert own.place.locator(".names .name", has_text="Ida").count() == 1
    own.press("Remove Ida")
    own.press("Remove Ida with all ratings")
    own.place.locator(".names .name", has_text="Ida").wait_for(state="detached")
    assert own.place.locator("form.add input").first.evaluate("e => e === document.activeElement")


def test_a_full_sheet(learner):
    """With twelve names the focus stays on the sheet, and a small tablet shows all of them."""
    page = learner.page
    _team, own = open_sheets(learner)
    for number in range(12):
        own.add(f"Colleague {number}")
    own.place.get_by_text("The sheet is full: 12 names.").and_(page.locator(":focus")).wait_for()
    own.press("This is the order")
    own.place.locator("table.levels").wait_for()
    page.set_viewport_size({"width": 720, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") == 720
    own.press("Remove Colleague 3")
    own.press("Remove Colleague 3 with all ratings")
    own.place.locator("form.add input:focus").wait_for()


def test_by_keyboard(learner):
    """Arrows and Enter rate; a practice rating is not given away by passing over the levels."""
    sheet, _own = open_sheets(learner)
    sheet.press("This is the order")
    field = sheet.field("listens-first")
    field.locator("input").first.focus()
    press = learner.page.keyboard.press
    press("Space")
    for _level in range(3):
        press("ArrowDown")
    assert field.locator("input").nth(3).is_checked()
    assert field.locator(".course-says strong").count() == 0
    press("Tab")
    press("Enter")
    field.locator(".course-says:focus", has_text="You chose 4, the course 5.").wait_for()
