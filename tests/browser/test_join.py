"""Joining a live meeting: by keyboard, by touch, without JavaScript; one page for each seat."""

import re

import pytest
from playwright.sync_api import expect

from course.store.store import Store
from tests.browser.conftest import names
from tests.browser.join_states import begin_meeting, take_over

PHONE = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}
SHEET = re.compile("/roleplay_scripts/scene_sheet$")


@pytest.fixture
def phone(visit):
    """Give a phone without JavaScript."""
    return visit(**PHONE, has_touch=True, is_mobile=True)


def test_joining_by_keyboard(visit, server):
    """The code, Enter, a few times Tab, Enter: that is all it takes."""
    visitor, name = visit(**PHONE), next(names)
    store = Store(server.data)
    store.accounts.add(name)
    store.close()
    code, page = begin_meeting(server), visitor.page
    visitor.go("/join")
    page.get_by_label("Code").focus()
    page.keyboard.type(code.lower())
    page.keyboard.press("Enter")
    mine = page.get_by_role("button", name=name, exact=True)
    mine.wait_for()
    for _stop in range(80):
        page.keyboard.press("Tab")
        if mine.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(SHEET)
    expect(page.locator(".bar .name")).to_contain_text(name)


def test_joining_by_touch(phone, server):
    """Somebody without a profile types a name, changes phones, and comes back."""
    code, page = begin_meeting(server), phone.page
    phone.expect_complaint("409")
    phone.go(f"/join/{code}")
    page.get_by_label(re.compile("name")).fill("Gita Guest")
    page.get_by_role("button", name="Join", exact=True).tap()
    expect(page).to_have_url(SHEET)
    take_over(server, code, "Gita Guest")
    phone.go("/roleplay_scripts/scene_sheet")
    expect(page.get_by_role("heading", level=1)).to_have_text("You continued on another phone")
    page.get_by_role("link", name="Come back on this phone").tap()
    page.get_by_role("button", name="Gita Guest").tap()
    expect(page.locator(".bar .name")).to_contain_text("Gita Guest")


def test_the_newest_page_of_a_seat_counts(visit, server):
    """A page that was replaced, by another window or phone, says so by itself and stays quiet."""
    visitor, phone = visit(), visit()
    for each in (visitor, phone):
        each.expect_complaint("403|WebSocket")
    address = f"/join/{begin_meeting(server)}"
    visitor.go(address)
    visitor.page.get_by_label(re.compile("name")).fill("Wim Windows")
    visitor.page.get_by_role("button", name="Join", exact=True).click()
    expect(visitor.page).to_have_url(SHEET)
    visitor.page.locator("course-done").wait_for(state="attached")
    window = visitor.context.new_page()
    window.goto(visitor.url + "/roleplay_scripts/scene_sheet")
    window.locator("course-done").wait_for(state="attached")
    title = visitor.page.get_by_role("heading", level=1)
    expect(title).to_have_text("You went on in another window")
    expect(window).to_have_url(SHEET)
    phone.go(address)
    phone.page.get_by_role("button", name="Wim Windows").click()
    expect(phone.page).to_have_url(SHEET)
    title = window.get_by_role("heading", level=1)
    expect(title).to_have_text("You continued on another phone")
