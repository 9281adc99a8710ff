"""The states of the kiosk: its pages, the keyboard, and the question whether anybody is there."""

STOP_THE_CLOCK = "seconds => { const at = Date.now() + 1000 * seconds; Date.now = () => at; }"


def walk_kiosk(visitor, server):
    """Walk through the kiosk; the browser stays one. Yields the name of each state."""
    page = visitor.page
    visitor.go("/kiosk")
    yield "kiosk: make it one?"
    page.get_by_role("button", name="Make it a kiosk").click()
    page.locator(".kiosk-tile").first.wait_for()
    yield "kiosk: start, standards not published"
    visitor.go("/kiosk/standards")
    yield "kiosk: our standards, not published"
    visitor.go("/kiosk/tell-us")
    yield "kiosk: tell us, without standards"
    server.put_standards()
    visitor.go("/kiosk")
    yield "kiosk: start"
    visitor.go("/kiosk/standards")
    page.locator("summary").first.click()
    yield "kiosk: our standards"
    yield from _tell_us(page, visitor)
    yield from _nominate(page, visitor)
    yield from _learn(page, visitor)
    visitor.go("/kiosk/end")
    yield "kiosk: end"
    page.get_by_label("Your PIN").click()
    page.locator(".keyboard.digits").wait_for()
    yield "kiosk: keyboard of digits"


def _tell_us(page, visitor):
    visitor.go("/kiosk/tell-us")
    yield "kiosk: tell us"
    page.get_by_role("button", name="Send").click()
    page.get_by_role("alert").wait_for()
    yield "kiosk: tell us, with errors"
    page.locator("label.choice", has_text="Something else").click()
    page.locator("label.choice", has_text="Wonderful").click()
    page.get_by_label("Anything you").click()
    page.locator(".keyboard").wait_for()
    yield "kiosk: keyboard"
    page.get_by_role("button", name="Letters with accents").click()
    yield "kiosk: keyboard with accents"
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Thank you!").wait_for()
    yield "kiosk: thanks"


def _nominate(page, visitor):
    visitor.go("/kiosk/nominate")
    yield "kiosk: nominate"
    page.get_by_role("button", name="Send").click()
    page.get_by_role("alert").wait_for()
    yield "kiosk: nominate, with errors"


def _learn(page, visitor):
    visitor.go("/")
    yield "kiosk: learn"
    page.evaluate(STOP_THE_CLOCK, 61)
    page.get_by_role("alertdialog").wait_for()
    yield "kiosk: still there?"
