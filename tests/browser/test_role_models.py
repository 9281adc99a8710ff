"""Role models in a browser: with the keyboard alone, from a file, and past a dead kernel."""

import csv
import io
import itertools
import re

import pytest
from playwright.sync_api import expect

from course.store.store import Store
from tests.activities.role_models import csv_of
from tests.browser.hands import Keyboard
from tests.browser.role_model_states import ROLE_MODELS
from tests.browser.test_robustness import kill, my_kernels, wait_for_a_kernel
from tests.content.workbooks import workbook

PIN = "13579"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAIR = {"Ana": (5, 5, 5, 2, 2, 2), "Ben": (2, 2, 2, 5, 5, 5), "Cleo": (3, 3, 3, 3, 3, 3)}
numbers = itertools.count(1)


@pytest.fixture
def manager(server, visit):
    """Give a browser in which a manager has opened the sheet, nothing chosen yet."""
    visitor = visit()
    name = f"Manager of role models {next(numbers)}"
    Store(server.data).accounts.add(name, "manager", PIN)
    visitor.sign_in(name, PIN)
    visitor.go(ROLE_MODELS)
    visitor.page.locator(".role-models .sources").wait_for()
    return visitor


def look_at_the_sample(page):
    """Choose the made-up team and wait for its sheet."""
    page.locator(".role-models li", has_text="Lakeside").get_by_role("button").click()
    statement = page.locator(".statement")
    expect(statement).to_have_text("Chiara and Björn together meet all six standards.")
    return statement


def test_keyboard_alone_is_enough(manager):
    """Choose ratings, look at the evidence, try a what-if and sign, with keys only."""
    page, hand = manager.page, Keyboard(manager.page)
    page.keyboard.press("Tab")
    hand.press(page.get_by_role("button", name="Look at these"), page.locator(".statement"))
    expect(page.get_by_role("heading", name="Lakeside House")).to_be_focused()
    hand.reach(page.get_by_role("radio", name="Chiara + Björn"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("Amara + Björn: 6 of 6 standards met")).to_be_visible()
    hand.reach(page.get_by_label("Your name, as a signature"))
    page.keyboard.type("Mika")
    hand.press(page.get_by_role("button", name="Sign this choice"), page.locator(".signed"))
    expect(page.locator(".signed")).to_be_focused()
    expect(page.locator(".signed")).to_contain_text("Chosen as role models: Amara and Björn.")
    hand.press(page.get_by_role("button", name="Dilan, Makes it their own"))
    expect(page.locator(".rests-on")).to_contain_text("observe again: 6 more")
    hand.press(page.locator(".what-if summary"))
    hand.press(page.get_by_role("button", name="Move up: Remembers what matters to you"))
    hand.reach(page.get_by_label("Björn", exact=True))
    page.keyboard.press("Space")
    hand.press(page.get_by_role("button", name="What would change?"))
    expect(page.locator(".answer")).to_contain_text("Then nobody would meet “Makes it their own”.")


def test_a_workbook_becomes_a_sheet(manager):
    """A long Excel file comes in pieces; what is in it is said before it is stored."""
    page = manager.page
    more = {f"P{number}": (2, 3, 2, 3, 2, 3) for number in range(20)}
    rows = [line.split(",") for line in csv_of(PAIR | more, scenes=30).splitlines()]
    content = workbook(rows, notes=str(list(range(90_000))))
    assert len(content) > 2 * 96 * 1024
    page.locator(".take-in summary").click()
    file = {"name": "may.xlsx", "mimeType": XLSX, "buffer": content}
    page.get_by_label("A file").set_input_files(files=[file])
    page.get_by_role("button", name="Look through them").click()
    outcome = page.locator(".outcome")
    expect(outcome).to_contain_text("8280 ratings of 23 people by 2 observers.", timeout=30_000)
    expect(outcome).to_be_focused()
    page.get_by_label("What shall we call them?").fill("Two weeks in May")
    page.get_by_role("button", name="Store them").click()
    heading = page.get_by_role("heading", name="Two weeks in May")
    expect(heading).to_be_focused()
    expect(page.locator(".statement")).to_contain_text("together meet", timeout=30_000)
    expect(page.locator(".who-meets tbody")).to_have_count(23)
    page.get_by_text("Look at other ratings").click()
    page.get_by_role("button", name=re.compile("^Erase")).click()
    page.get_by_role("button", name="Yes, erase them for good").click()
    expect(page.get_by_role("heading", name="Which ratings")).to_be_focused()


def test_what_is_pasted_stays_until_it_is_right(manager):
    """Faults are told by row and the text stays; mended, it can be stored."""
    page = manager.page
    page.locator(".take-in summary").click()
    text = csv_of(PAIR)
    field = page.get_by_label("Or paste the table here")
    field.fill(text.replace("2026-05-01", "1 May", 1))
    page.get_by_role("button", name="Look through them").click()
    expect(page.locator(".outcome.faults li")).to_have_text(
        re.compile("^Row 2: “1 May” is no date")
    )
    assert "1 May" in field.input_value()
    field.fill(text)
    expect(page.locator(".outcome")).to_have_count(0)
    page.get_by_role("button", name="Look through them").click()
    expect(page.locator(".outcome.fine")).to_contain_text("144 ratings of 3 people")


def test_a_sheet_outlives_its_kernel(manager, server):
    """After a kernel died the sheet is worked out again, and what was typed is still there."""
    page = manager.page
    statement = look_at_the_sample(page)
    name = page.get_by_label("Your name, as a signature")
    name.fill("Mika")
    page.get_by_text("Try other weights").click()
    page.get_by_label("Björn", exact=True).check()
    page.get_by_role("button", name="What would change?").click()
    page.locator(".answer .sentence").wait_for()
    manager.expect_complaint("WebSocket|ERR_CONNECTION")
    kill(my_kernels(server, manager)[0])
    wait_for_a_kernel(server, manager)
    page.get_by_role("button", name="Sign this choice").click()
    expect(page.locator(".signed")).to_contain_text("Signed by Mika", timeout=40_000)
    expect(page.locator(".answer .sentence")).to_contain_text("nobody would meet")
    expect(statement).to_contain_text("together meet")


def test_the_file_names_nobody(manager):
    """The ratings can be saved without names; others than managers get no such file."""
    page = manager.page
    look_at_the_sample(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the ratings without names").click()
    assert re.fullmatch(r"ratings-20..-..-..\.csv", download.value.suggested_filename)
    text = download.value.path().read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 528
    assert {row["person"] for row in rows} == {f"P0{number}" for number in range(1, 9)}
    assert "Björn" not in text


def test_it_is_for_managers(server, visit):
    """A trainer is refused, both the page and the file."""
    visitor = visit()
    name = f"Trainer without role models {next(numbers)}"
    Store(server.data).accounts.add(name, "trainer", PIN)
    visitor.sign_in(name, PIN)
    visitor.expect_complaint("403")
    for path in (ROLE_MODELS, "/role-models/ratings.csv"):
        assert visitor.go(path).status == 403, path
