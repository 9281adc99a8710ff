"""The page on which a manager builds standards."""

from playwright.sync_api import expect

from tests.browser.standards_work import open_manager, press, suggest


def test_what_is_typed_survives_its_kernel(own_server, visit):
    """The server is started again while somebody writes: the page goes on with all of it."""
    own_server.start()
    laptop = open_manager(visit, own_server)
    laptop.expect_complaint("WebSocket|ERR_CONNECTION|ERR_FAILED|50[0-9]|40[0-9]")
    page = laptop.page
    page.get_by_label("What are your standards called?").fill("Ours")
    press(page, "Begin")
    suggest(page, "Looks up")
    page.get_by_label("Your suggestion").fill("Half a sug")
    own_server.stop()
    own_server.start()
    page.get_by_label("Your suggestion").fill("Half a suggestion")
    press(page, "Add")
    expect(page.get_by_text("2 suggestions so far")).to_be_visible(timeout=60_000)
    page.reload()
    expect(page.locator(".from-group li > span")).to_have_text(["Looks up", "Half a suggestion"])
