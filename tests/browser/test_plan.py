"""A meeting is planned for a day in a browser, found again, and begun with one button."""

import itertools

from playwright.sync_api import expect

from course.store.store import Store
from tests.browser.laptop_states import MEETING

PIN = "13579"
numbers = itertools.count(1)


def test_a_meeting_is_planned_and_begun(server, visit):
    """The date takes the focus, survives loading the page, and gives a calendar file."""
    visitor = visit()
    name = f"Planner {next(numbers)}"
    Store(server.data).accounts.add(name, "trainer", PIN)
    visitor.sign_in(name, PIN)
    visitor.go(MEETING)
    page = visitor.page
    planned = page.get_by_role("heading", name="Planned for")
    page.get_by_text("Not now?").click()
    page.get_by_label("Day and time").fill("2000-01-01T09:00")
    page.get_by_role("button", name="Keep this date").click()
    expect(page.get_by_role("alert").filter(has_text="within the next year")).to_be_visible()
    page.get_by_label("Day and time").fill(page.evaluate(TOMORROW))
    page.get_by_role("button", name="Keep this date").click()
    expect(planned).to_be_focused()
    expect(planned).to_contain_text("9:00")
    visitor.go(MEETING)
    with page.expect_download() as download:
        page.get_by_role("button", name="For your calendar").click()
    assert "BEGIN:VEVENT" in download.value.path().read_text("utf-8")
    page.get_by_role("button", name="Open the meeting", exact=True).click()
    page.locator(".door .code").wait_for()
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="End this meeting now").click()
    page.get_by_role("button", name="Open the meeting", exact=True).wait_for()
    expect(planned).to_have_count(0)


TOMORROW = """() => {
    const day = new Date(Date.now() + 24 * 3600 * 1000);
    const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
    return parts.map((part) => String(part).padStart(2, "0")).join("-") + "T09:00";
}"""
