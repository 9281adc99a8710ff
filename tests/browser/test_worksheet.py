"""A worksheet on a page: what is typed is kept, rated, printed, and usable by everybody."""

import os
import signal
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import names
from tests.browser.server import running
from tests.browser.test_accessibility import tab_to
from tests.browser.test_robustness import NOTICE, my_kernels
from tests.browser.worksheets import (
    CRITERIA,
    PROMPTS,
    Sheet,
    open_worksheet,
    put_worksheet,
)

NO_TIMERS = """() => {
    window.later = window.setTimeout;
    window.setTimeout = () => 0;
}"""  # the second after the last key stroke never ends
HIDDEN = """() => Object.defineProperty(
    document, "visibilityState", {value: "hidden", configurable: true})"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Give a server with a worksheet on a page of its own, for the tests here."""
    with running(tmp_path_factory.mktemp("data"), prepare=put_worksheet) as server:
        yield server


@pytest.fixture
def sheet(learner):
    """Give the worksheet of a new learner."""
    return open_worksheet(learner)


def stored(server, learner):
    """Return the stored texts of a learner by prompt, straight from the database."""
    query = "SELECT field, text FROM texts JOIN people ON people.id = person_id WHERE name = ?"
    with closing(sqlite3.connect(server.data / "course.sqlite")) as database:
        return dict(database.execute(query, [learner.name]))


def looked_at_again(page):
    """Tell the page that it came into view again."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_what_is_typed_is_there_again(sheet, learner, server, visit):
    """Typed, saved a second later, there after a reload; another browser continues."""
    sheet.write(0, "A customer told me\nabout a “<b>baker</b>”.")
    sheet.wait_for_saved(0)
    assert stored(server, learner) == {"moments": "A customer told me\nabout a “<b>baker</b>”."}
    assert "1 of 8 written" in sheet.place.inner_text()
    learner.page.reload()
    sheet.place.wait_for()
    assert sheet.texts()[0] == "A customer told me\nabout a “<b>baker</b>”."
    phone = visit(viewport={"width": 360, "height": 740})
    phone.sign_in(learner.name)
    other = open_worksheet(phone)
    assert other.texts()[0] == "A customer told me\nabout a “<b>baker</b>”."
    other.write(1, "Patient.")
    other.wait_for_saved(1)
    looked_at_again(learner.page)
    sheet.place.get_by_text("2 of 8 written").wait_for()
    assert sheet.texts()[1] == "Patient."


def test_a_look_does_not_touch_what_is_being_typed(sheet, learner, server):
    """A tab that comes into view shows what another stored, but not over unsaved words."""
    second = open_worksheet(learner, learner.context.new_page())
    second.write(0, "from the second tab")
    second.write(1, "also from there")
    second.wait_for_saved(0)
    second.wait_for_saved(1)
    sheet.page.evaluate(NO_TIMERS)
    sheet.write(0, "still typing")
    looked_at_again(sheet.page)
    sheet.place.locator(".prompt").nth(1).get_by_text("Saved", exact=True).wait_for()
    assert sheet.texts()[:2] == ["still typing", "also from there"]
    sheet.page.evaluate("() => {window.setTimeout = window.later}")
    sheet.write(0, " here")
    sheet.wait_for_saved(0)
    assert stored(server, learner)["moments"] == "still typing here"


def test_a_kernel_killed_while_typing(sheet, learner, server):
    """The words stay on the page and are saved as soon as there is a kernel again."""
    learner.expect_complaint("WebSocket")
    sheet.write(0, "Before")
    sheet.wait_for_saved(0)
    sheet.write(0, " and while")
    [kernel] = my_kernels(server, learner)
    os.kill(kernel, signal.SIGKILL)
    sheet.write(0, " it dies.")
    sheet.wait_for_saved(0)
    learner.page.locator(NOTICE).wait_for(state="hidden", timeout=40_000)
    assert sheet.texts()[0] == "Before and while it dies."
    assert stored(server, learner)["moments"] == "Before and while it dies."


def test_a_page_that_goes_out_of_sight_saves_at_once(sheet, learner, server):
    """A phone that goes into a pocket within the second loses nothing."""
    sheet.page.evaluate(NO_TIMERS)
    sheet.write(0, "In a pocket.")
    sheet.page.evaluate(HIDDEN)
    looked_at_again(sheet.page)
    sheet.wait_for_saved(0)
    assert stored(server, learner) == {"moments": "In a pocket."}


def test_too_long_is_said_and_kept_on_the_page(sheet, learner, server):
    """Over 4,000 characters the page says by how many, keeps all, and saves once it is shorter."""
    sheet.field(1).fill("x" * 3900)
    sheet.place.get_by_text("100 characters left").wait_for()
    sheet.wait_for_saved(1)
    sheet.field(1).fill("y" * 4002)
    sheet.place.get_by_text("2 characters too many").wait_for()
    sheet.done.click()
    assert sheet.place.locator("textarea:focus").get_attribute("id").endswith("foggy-word")
    assert len(sheet.texts()[1]) == 4002
    assert stored(server, learner)["foggy-word"] == "x" * 3900
    sheet.field(1).fill("y" * 4000)
    sheet.wait_for_saved(1)
    assert stored(server, learner)["foggy-word"] == "y" * 4000


def test_a_store_that_fails_for_a_while(own_server, visit):
    """What cannot be stored stays on the page, in kind words, and is stored later by itself."""
    put_worksheet(own_server)
    own_server.start()
    learner = visit(url=own_server.url)
    learner.join("Full disk")
    sheet = open_worksheet(learner)
    with closing(sqlite3.connect(own_server.data / "course.sqlite")) as database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON texts "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
        sheet.write(0, "Still here.")
        sheet.place.get_by_text("Nothing is lost").wait_for()
        assert sheet.texts()[0] == "Still here."
        database.execute("DROP TRIGGER full")
    sheet.wait_for_saved(0)
    assert stored(own_server, learner) == {"moments": "Still here."}


def test_done_rate_finish_and_change(sheet, learner):
    """What is missing is shown first; then rating, the end, and back again."""
    sheet.done.click()
    sheet.place.get_by_text("8 questions are still open.").wait_for()
    assert sheet.place.locator("textarea:focus").get_attribute("id").endswith("moments")
    sheet.write_all()
    sheet.field(7).fill("Ask Lucia.")
    sheet.done.click()
    sheet.place.get_by_role("heading", name="How good is your standard?").wait_for()
    assert "Ask Lucia." in sheet.place.locator("dl").inner_text(), "saved with the click"
    sheet.finish.click()
    assert sheet.place.get_by_text("Choose a level.").count() == len(CRITERIA)
    sheet.rate_all(4)
    sheet.place.locator("fieldset").nth(1).locator("label.option").nth(1).click()
    learner.page.reload()
    sheet.place.wait_for()
    assert sheet.place.locator("input:checked").count() == len(CRITERIA)
    sheet.finish.click()
    sheet.place.get_by_role("heading", name="This worksheet is finished").wait_for()
    said = "You gave 3 of 4 lines a 4 or better. Look again at: The camera would catch it"
    assert said in sheet.place.inner_text()
    sheet.change.click()
    sheet.place.locator("textarea").first.wait_for()
    assert sheet.texts()[7] == "Ask Lucia."


def test_another_tab_is_finished_meanwhile(sheet, learner):
    """A tab left open shows the end when it is looked at, and the focus stays where it was."""
    sheet.write_all()
    second = open_worksheet(learner, learner.context.new_page())
    second.done.click()
    second.rate_all(5)
    second.finish.click()
    second.place.get_by_text("You gave every line a 4 or better.").wait_for()
    looked_at_again(sheet.page)
    sheet.place.get_by_role("heading", name="This worksheet is finished").wait_for()
    assert sheet.page.locator(".finished:focus").count() == 0


def test_print_shows_the_worksheet_and_nothing_else(visit):
    """On paper there are title, name, prompts and answers, black on white, also in the dark."""
    learner = visit(viewport={"width": 1280, "height": 800}, color_scheme="dark")
    learner.join(next(names))
    sheet = open_worksheet(learner)
    sheet.write_all()
    sheet.done.click()
    sheet.rate_all(5)
    sheet.finish.click()
    learner.page.evaluate("window.print = () => {window.printed = true}")
    sheet.place.get_by_role("button", name="Print").click()
    assert learner.page.evaluate("window.printed")
    learner.page.emulate_media(media="print", color_scheme="dark")
    said = learner.page.locator("body").inner_text()
    expected = ["My first standard", f"Name: {learner.name}", "Date: "]
    for number, prompt in enumerate(PROMPTS, start=1):
        expected += [prompt.ask, f"{number}. Looks up when you come in."]
    places = [said.index(text) for text in expected]
    assert places == sorted(places)
    for gone in ("Words before", "Words after", "Question 1", "Print", "Sign out", "finished"):
        assert gone not in said
    ink, paper = learner.page.evaluate(
        "[getComputedStyle(document.querySelector('dd')).color,"
        " getComputedStyle(document.querySelector('.worksheet')).getPropertyValue('--ground')]"
    )
    assert (ink, paper) == ("rgb(0, 0, 0)", "#ffffff")
    learner.page.emulate_media(media="screen")
    learner.page.evaluate("dispatchEvent(new Event('afterprint'))")
    learner.page.emulate_media(media="print")
    assert "Words before" in learner.page.locator("body").inner_text(), "the page prints as before"


def test_by_keyboard_alone(learner):
    """Write, rate and finish with Tab, arrows, Space and Enter; the focus goes along."""
    sheet = open_worksheet(learner)
    page, press = learner.page, learner.page.keyboard.press
    for number, prompt in enumerate(PROMPTS):
        tab_to(page, f"{number + 1}. {prompt.ask}")
        page.keyboard.type(f"Words {number}.")
    tab_to(page, "I am done")
    press("Enter")
    page.locator("[data-begin]:focus").wait_for()
    assert page.evaluate("document.activeElement.textContent").startswith("How good is your")
    for _criterion in CRITERIA:
        press("Tab")
        press("Space")
        press("ArrowDown")
    expect(page.locator(".levels input:checked")).to_have_count(4)
    assert page.locator(".levels input:checked").first.input_value() == "2"
    press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Finish"
    press("Enter")
    page.locator(".finished:focus").wait_for()
    press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Print"
    press("Tab")
    press("Enter")
    sheet.fields.first.wait_for()
    assert page.evaluate("document.activeElement.classList.contains('worksheet')")


def test_a_field_grows_with_its_text(sheet):
    """Ten lines in a field made for one are all in view, without a bar to scroll."""
    field = sheet.field(1)
    before = field.bounding_box()["height"]
    field.fill("\n".join("line" for _number in range(10)))
    assert field.evaluate("field => field.scrollHeight <= field.clientHeight")
    assert field.bounding_box()["height"] > before * 4
    assert Sheet(sheet.page).texts()[1].count("\n") == 9
