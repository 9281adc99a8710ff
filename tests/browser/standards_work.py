"""Work on standards in browsers: a manager, phones and a customer, step by step."""

import re

from playwright.sync_api import expect

from tests.browser.kiosks import TABLET, Kiosk
from tests.browser.live_meetings import LAPTOP, PHONE

SUGGESTIONS = {
    "Lets me finish": "Listens first",
    "Says by when": "Keeps promises",
    "Knows the prices": "Knows the trade",
}
FIELDS = {
    "As a customer would say it": "They heard me.",
    "Behaviour 2": "Looks up while somebody speaks.",
    "Behaviour 3": "Says it back in other words.",
    "1: not at all": "Answers something else.",
    "3: as it should be": "Answers what was asked.",
    "5: a role model": "Answers the next question, too.",
}


def open_manager(visit, server):
    """Let somebody become the first manager and open the work; return their browser."""
    laptop = visit(server.url, **LAPTOP)
    laptop.go("/new-profile?as=manager")
    laptop.become_manager("Mika Manager", server.code)
    laptop.go("/")
    laptop.page.get_by_role("link", name="Our standards").click()
    laptop.page.locator(".standards.is-plan").wait_for()
    return laptop


def press(page, name):
    """Press a button."""
    page.get_by_role("button", name=name, exact=True).click()


def join(visit, server, code, name):
    """Let a colleague join with a phone; return its page."""
    phone = visit(server.url, **PHONE)
    phone.go(f"/join/{code}")
    phone.page.locator("#name").fill(name)
    press(phone.page, "Join")
    phone.page.get_by_role("heading", name="What should customers be able to count on?").wait_for()
    return phone.page


def suggest(page, text):
    """Suggest something, and see that it is stored: the field is empty again."""
    page.get_by_label("Your suggestion").fill(text)
    press(page, "Add")
    expect(page.get_by_label("Your suggestion")).to_have_value("")


def choose_at_the_kiosk(chromium, server, text):
    """Let a customer tap what matters, and write something; nothing of it stays in the browser."""
    kiosk = Kiosk(chromium.new_context(**TABLET), server.url)
    kiosk.open()
    kiosk.tap_tile("What matters most to you?")
    kiosk.page.get_by_label("Something else").fill("A dry place to wait")
    kiosk.tap(text, "button")
    place = kiosk.page.get_by_role("button", name=re.compile("place 1"))
    expect(place).to_have_attribute("aria-pressed", "true")
    expect(kiosk.page.get_by_label("Something else")).to_have_value("A dry place to wait")
    kiosk.tap("Send", "button")
    kiosk.page.get_by_role("heading", name="Thank you!").wait_for()
    kiosk.page.clock.fast_forward(8000)
    kiosk.expect_clean("A dry place to wait")
    kiosk.context.close()


def put_in_order(page, wanted):
    """Move the standards up by their buttons until they stand in this order."""
    rows = page.locator(".step .text")
    order = rows.all_inner_texts()
    for place, name in enumerate(wanted):
        for _move in range(order.index(name) - place):
            page.get_by_role("button", name=f"Move up: {name}").click()
        order.remove(name)
        order.insert(place, name)
    expect(rows).to_have_text(wanted)


def merge_and_order(page, phones):
    """Give each suggestion a standard; then all put them in order, the phones the other way."""
    page.get_by_text("4 suggestions so far").wait_for()  # the customer's, too
    press(page, "Merge what belongs together")
    for text, name in SUGGESTIONS.items():
        page.get_by_role("checkbox", name=re.compile(text)).check()
        page.get_by_label("Name of the new standard").fill(name)
        press(page, "Merge 1 ticked")
        page.locator(".made h4", has_text=name).wait_for()
    press(page, "Put them in order")
    for phone in phones:
        phone.get_by_role("heading", name="What matters most to customers?").wait_for()
        put_in_order(phone, [*reversed(SUGGESTIONS.values())])
        press(phone, "This is my order")
        phone.get_by_text("Your order is in.").wait_for()
    page.get_by_text("Staff: 2 orders. Customers at the kiosk: 1.").wait_for()
    press(page, "This is my order")
    expect(page.get_by_text("They put them in nearly the same order.")).to_be_visible()
    press(page, "See how much each counts")
    page.locator(".points-list li").nth(2).wait_for()
    press(page, "Describe them")


def describe_and_publish(page):
    """Write all standards; the advice comes and goes while the page is used."""
    page.get_by_label("Behaviour 1").fill("Has a friendly voice.")
    page.get_by_text("Could two people agree").wait_for()
    for number, name in enumerate(SUGGESTIONS.values()):
        page.locator(".drafts button", has_text=name).click()
        for label, text in FIELDS.items():
            page.get_by_label(label).fill(text)
        page.get_by_label("Behaviour 1").fill("Lets the guest finish.")
        page.get_by_label("What is it about?").select_option(index=number + 1)
        page.locator(".drafts button", has_text=name).get_by_text("complete").wait_for()
    expect(page.get_by_text("Could two people agree")).to_have_count(0)
    press(page, "Look at them before you publish")
    press(page, "Publish version 1")
    page.get_by_text("Version 1 is published").wait_for()
