"""The kiosk over plain http, by touch: all start clean, nobody gets out, it recovers alone."""

import json

import pytest
from playwright.sync_api import expect

from course.store.store import Store
from tests.browser.conftest import names
from tests.browser.kiosks import IDLE, TABLET, Kiosk
from tests.browser.server import Server
from tests.browser.test_accessibility import SMALL_TARGETS
from tests.browser.visitor import MODULE
from tests.browser.worksheets import Sheet

PIN = "24680"
BELOW_48 = SMALL_TARGETS.replace("43.5", "47.5")


@pytest.fixture(scope="session")
def tablet_server(tmp_path_factory):
    """Give a server that is reached under the name of another machine."""
    server = Server(tmp_path_factory.mktemp("tablet"), "tablet.test")
    server.put_standards()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def open_kiosk(chromium):
    """Give a function that opens a kiosk on a server."""
    kiosks = []

    def open_browser(server):
        kiosk = Kiosk(chromium.new_context(**TABLET), server.url)
        kiosks.append(kiosk)
        kiosk.expect_complaint("WebSocket|ERR_CONNECTION|40[0-9]|503|ERR_FAILED")
        kiosk.open()
        return kiosk

    yield open_browser
    for kiosk in kiosks:
        kiosk.context.close()
    assert [kiosk.strangers for kiosk in kiosks] == [[] for _kiosk in kiosks]
    assert [kiosk.complaints for kiosk in kiosks] == [[] for _kiosk in kiosks]


@pytest.fixture
def kiosk(open_kiosk, tablet_server):
    """Give a kiosk that shows its start page."""
    return open_kiosk(tablet_server)


def voices(server):
    """Return all words and nominations as they are stored."""
    store = Store(server.data)
    said = [voice.said for voice in (*store.voices.words(), *store.voices.nominations())]
    store.close()
    return said


def test_a_word_in_three_taps(kiosk, tablet_server):
    """Two large choices and Send; thanks are shown, and the start page follows by itself."""
    assert kiosk.page.evaluate(BELOW_48) == []
    kiosk.tap_tile("Tell us")
    kiosk.choose("Listens first", "Wonderful")
    assert kiosk.page.evaluate(BELOW_48) == []
    kiosk.tap("Send", "button")
    kiosk.page.get_by_role("heading", name="Thank you!").wait_for()
    word = voices(tablet_server)[0]
    assert (word.standard, word.standard_name) == ("front_desk/listens-first", "Listens first")
    assert (word.level, word.text) == (5, "")
    kiosk.page.clock.fast_forward(8000)
    kiosk.expect_clean("Thank you")


def test_standards_that_are_not_published(talk_server, open_kiosk):
    """Those of the made-up hotel are not shown as the house's; the forms work without any."""
    kiosk = open_kiosk(talk_server)
    kiosk.tap_tile("Not published yet")
    kiosk.page.get_by_text("Our standards are not published here yet.").wait_for()
    assert "Listens first" not in kiosk.page.content()
    kiosk.tap("Tell us")
    kiosk.choose("Good")
    kiosk.tap("Send", "button")
    kiosk.page.get_by_role("heading", name="Thank you!").wait_for()
    [word] = voices(talk_server)
    assert (word.standard, word.level) == ("", 4)
    kiosk.go("/kiosk/nominate")
    assert kiosk.page.locator("label.choice").count() == 0
    kiosk.page.get_by_label("Their name").fill("Bo")
    kiosk.page.get_by_label("What happened?").fill("Ran after us.")
    kiosk.tap("Send", "button")
    kiosk.page.get_by_role("heading", name="Thank you!").wait_for()


def test_a_nomination_by_finger(kiosk, tablet_server):
    """What is missing is said and nothing is lost; then it is stored, scripts as mere words."""
    kiosk.tap_tile("Nominate")
    page = kiosk.page
    page.get_by_label("Their name").tap()
    kiosk.type("Bo")
    kiosk.tap("Send", "button")
    expect(page.get_by_role("alert")).to_contain_text("What you wrote is still here")
    expect(page.get_by_label("Their name")).to_have_value("Bo")
    kiosk.choose("Makes it their own")
    page.get_by_label("What happened?").fill("<script>document.title = 'hacked'</script>")
    page.get_by_label("Their name").fill("x" * 70)
    page.evaluate("document.querySelector('#who').removeAttribute('maxlength')")
    page.get_by_label("Their name").fill("x" * 70)
    kiosk.tap("Send", "button")
    expect(page.locator("#who-error")).to_contain_text("at most 60 letters, now 70")
    expect(page.get_by_label("What happened?")).to_have_value(
        "<script>document.title = 'hacked'</script>"
    )
    page.get_by_label("Their name").fill("Bo")
    kiosk.tap("Send", "button")
    page.get_by_role("heading", name="Thank you!").wait_for()
    assert "hacked" not in page.title()
    [nomination] = [said for said in voices(tablet_server) if getattr(said, "who", "") == "Bo"]
    assert nomination.story == "<script>document.title = 'hacked'</script>"


def test_left_in_the_middle_of_a_word(kiosk, tablet_server):
    """Idle in a lesson: asked, then reset; session, kernel, page, storage, history are clean."""
    page = kiosk.page
    kiosk.join_by_touch("Ida")
    accounts = Store(tablet_server.data).accounts
    ident = accounts.find("Ida").person.id
    session = {c["name"]: c["value"] for c in kiosk.context.cookies()}["course-session"]
    page.evaluate(f"location.replace('{MODULE}')")
    Sheet(page).field(0).tap()
    kiosk.type("Secre")
    page.evaluate("localStorage.draft = sessionStorage.draft = 'Secret'")
    assert page.evaluate(BELOW_48) == []
    assert ident in tablet_server.kernels().values()
    kiosk.wait_a_minute()
    assert page.evaluate("document.activeElement.textContent") == "Yes, go on"
    page.keyboard.press("Shift")  # any key goes on
    page.get_by_role("alertdialog").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.value") == "Secre"
    kiosk.walk_away()
    kiosk.expect_clean("Ida", "Secre")
    assert ident not in tablet_server.kernels().values()
    mine = json.loads(accounts.export("Ida"))
    assert (mine["sign_ins"], [row["text"] for row in mine["texts"]]) == ([], ["Secre"])
    kiosk.context.add_cookies([{"name": "course-session", "value": session, "url": kiosk.url}])
    assert "/sign-in" in kiosk.go("/profile").url  # a copied cookie is worth nothing


def test_finish_and_the_next_person(kiosk):
    """Finish resets at once; the next person is not told who was here, and learns as usual."""
    kiosk.join_by_touch("Fin")
    kiosk.tap("Finish")
    kiosk.expect_clean("Fin,", "Hello")
    kiosk.tap_tile("Learn")
    kiosk.page.get_by_role("heading", name="Welcome", exact=True).wait_for()
    assert kiosk.page.get_by_text("Who is learning?").count() == 0
    kiosk.tap("Sign in")
    kiosk.page.get_by_label("Your name").wait_for()
    assert kiosk.page.get_by_label("Your name").input_value() == ""


LEAVE = """() => {
    const sent = [];
    const send = (target, kind, more = {}) => {
        const event = new Event(kind, {bubbles: true, cancelable: true});
        target.dispatchEvent(Object.assign(event, more));
        sent.push([kind, event.defaultPrevented]);
    };
    for (const kind of ["contextmenu", "dragstart", "dragover", "drop", "selectstart"]) {
        send(document.querySelector("h1"), kind);
    }
    send(document.body, "touchmove", {touches: [1, 2]});
    send(document.body, "wheel", {ctrlKey: true});
    return sent.filter(([_kind, isPrevented]) => !isPrevented).map(([kind]) => kind);
}"""
KEYS = """keys => keys.filter(([key, options]) => document.body.dispatchEvent(
    new KeyboardEvent("keydown", {key, ...options, bubbles: true, cancelable: true})))"""


def test_no_way_out(kiosk):
    """Long press, drop, pinch, selection, the browser's keys, files, foreign links: nothing."""
    kiosk.tap_tile("Our standards")
    page = kiosk.page
    page.get_by_role("heading", name="Our standards").wait_for()
    assert page.evaluate(LEAVE) == []
    ways = [["F5", {}], ["F12", {}], ["BrowserBack", {}], ["ArrowLeft", {"altKey": True}]]
    ways += [[key, {"ctrlKey": True}] for key in "plnowtjr"]
    assert page.evaluate(KEYS, ways) == []
    assert page.evaluate(KEYS, [["a", {}], ["Tab", {}]]) == [["a", {}], ["Tab", {}]]
    assert page.evaluate("[open('/'), print()]") == [None, None]
    page.get_by_text("This opens on your own device only").wait_for()
    page.clock.fast_forward(5000)
    for address in ("http://elsewhere.test/", f"{MODULE}/text.pdf", "/profile/data.json"):
        page.evaluate(
            "href => document.querySelector('h1').innerHTML = `<a href='${href}' class=x>out</a>`",
            address,
        )
        page.evaluate("document.querySelector('a.x').click()")
        page.get_by_text("This opens on your own device only").wait_for()
        page.clock.fast_forward(5000)
        assert page.url.endswith("/kiosk/standards")


def test_the_keyboard_writes_where_the_caret_is(kiosk):
    """Keys, shift, accents, space and backspace at the caret; a real keyboard works as well."""
    kiosk.tap_tile("Nominate")
    page, field = kiosk.page, kiosk.page.get_by_label("Their name")
    field.tap()
    assert field.get_attribute("inputmode") == "none"
    kiosk.type("Bo")
    kiosk.tap("Letters with accents", "button")
    kiosk.type("é ")
    kiosk.tap("Letters with accents", "button")
    page.keyboard.type("xy")
    kiosk.tap("Delete the last letter", "button")
    expect(field).to_have_value("Boé x")
    field.evaluate("field => field.setSelectionRange(1, 2)")
    kiosk.tap("Capital letters", "button")
    kiosk.type("A")
    expect(field).to_have_value("BAé x")
    assert field.evaluate("field => [document.activeElement === field, field.selectionStart]") == [
        True,
        2,
    ]
    field.evaluate("field => field.maxLength = 5")
    kiosk.type("z")
    expect(field).to_have_value("BAé x")
    sizes = "keys => keys.map(key => [key.offsetWidth, key.offsetHeight])"
    keys = kiosk.keyboard.locator("button").evaluate_all(sizes)
    assert len(keys) > 30
    assert [size for size in keys if min(size) < 48] == []
    kiosk.tap("Done", "button")
    expect(kiosk.keyboard).to_be_hidden()


def test_the_server_restarts(own_server, open_kiosk):
    """A form sent meanwhile is kept and sent by itself, a link waits, an idle page is cleared."""
    own_server.start()
    kiosk = open_kiosk(own_server)
    page = kiosk.page
    kiosk.tap_tile("Tell us")
    kiosk.choose("Bad")
    page.get_by_label("Anything you").fill("Cold soup.")
    own_server.stop()
    kiosk.tap("Send", "button")
    page.get_by_text("What you wrote is still here").wait_for()
    expect(page.get_by_label("Anything you")).to_have_value("Cold soup.")
    own_server.start()
    page.get_by_role("heading", name="Thank you!").wait_for(timeout=20_000)
    assert [word.text for word in voices(own_server)] == ["Cold soup."]
    own_server.stop()
    kiosk.tap("To the start")
    page.get_by_text("One moment").wait_for()
    own_server.start()
    kiosk.wait_for_start()
    kiosk.join_by_touch("Rea")
    own_server.stop()
    kiosk.walk_away()
    page.get_by_text("One moment").wait_for()
    assert "Rea" not in page.content()
    own_server.start()
    kiosk.expect_clean("Rea")
    own_server.stop()
    (own_server.data / "cookie_secret").unlink()  # as after a restore
    page.clock.fast_forward(15_000)
    page.get_by_text("One moment").wait_for()
    own_server.start()
    page.get_by_text("One moment").wait_for(state="hidden")
    kiosk.join_by_touch("Sue")
    assert page.locator("a.finish").count() == 1


def test_the_database_is_locked_for_a_while(kiosk, tablet_server):
    """A form is kept and sent by itself, once; whoever leaves is forgotten all the same."""
    page = kiosk.page
    kiosk.tap_tile("Tell us")
    kiosk.choose("Something else", "Bad")
    page.get_by_label("Anything you").fill("Locked soup.")
    with tablet_server.locked_database():
        kiosk.tap("Send", "button")
        page.get_by_text("What you wrote is still here").wait_for()
        expect(page.get_by_label("Anything you")).to_have_value("Locked soup.")
    page.get_by_role("heading", name="Thank you!").wait_for()
    assert [getattr(said, "text", "") for said in voices(tablet_server)].count("Locked soup.") == 1
    kiosk.tap("To the start")
    kiosk.wait_for_start()
    kiosk.join_by_touch("Lou")
    with tablet_server.locked_database():
        kiosk.tap("Finish")
        kiosk.expect_clean("Lou")


def test_a_kiosk_ends_with_the_pin_of_staff_only(own_server, open_kiosk):
    """A learner's PIN, a wrong one and none open nothing; a trainer's makes it a plain browser."""
    own_server.start()
    accounts = Store(own_server.data).accounts
    accounts.add("Lea", "learner", PIN)
    accounts.add("Toni", "trainer", PIN)
    kiosk = open_kiosk(own_server)
    page = kiosk.page
    kiosk.tap("For staff: end the kiosk")
    said = []
    for name, pin in (("Lea", PIN), ("Toni", "11111"), ("Toni", ""), ("Nobody", PIN)):
        page.get_by_label("Your name").fill(name)
        page.get_by_label("Your PIN").fill(pin)
        with page.expect_response("**/kiosk/end") as answer:
            kiosk.tap("End the kiosk", "button")
        assert answer.value.status == 401
        said.append(page.get_by_role("alert").inner_text())
    assert len(set(said)) == 1
    page.get_by_label("Your name").fill("Toni")
    page.get_by_label("Your PIN").tap()
    kiosk.type(PIN)
    kiosk.tap("End the kiosk", "button")
    page.wait_for_url(f"{own_server.url}/")
    assert page.locator("script[data-idle]").count() == 0
    assert [c["name"] for c in kiosk.context.cookies() if c["name"] != "_xsrf"] == []


def test_somebody_s_own_browser_is_asked_first(visit, tablet_server):
    """A signed-in browser does not become a kiosk unasked; then it forgets who was here."""
    visitor = visit(url=tablet_server.url)
    visitor.join(next(names))
    visitor.go("/kiosk")
    visitor.page.get_by_role("heading", name="Make this screen a kiosk?").wait_for()
    assert "course-kiosk" not in {c["name"] for c in visitor.context.cookies()}
    visitor.page.get_by_role("button", name="Make it a kiosk").click()
    visitor.page.locator(".kiosk-tile").first.wait_for()
    left = {c["name"] for c in visitor.context.cookies()} - {"_xsrf"}
    assert left == {"course-kiosk"}


def test_forms_are_rate_limited_kindly(own_server, visit):
    """The twenty-first form within five minutes is put off, with its words still in it."""
    own_server.start()
    visitor = visit(url=own_server.url)
    visitor.go("/kiosk/tell-us")
    xsrf = next(c["value"] for c in visitor.context.cookies() if c["name"] == "_xsrf")
    form = {"about": "else", "how": "3", "text": "Once more <b>&", "_xsrf": xsrf}
    post = visitor.context.request.post
    answers = [post(f"{own_server.url}/kiosk/tell-us", form=form) for _time in range(21)]
    assert [answer.status for answer in answers] == [200] * 20 + [429]
    assert "Once more &lt;b&gt;&amp;</textarea>" in answers[-1].text()
    assert len(voices(own_server)) == 20
    large = post(f"{own_server.url}/kiosk/tell-us", form=form | {"text": "x" * 30_000})
    assert large.status == 413
    without_token = {name: value for name, value in form.items() if name != "_xsrf"}
    assert post(f"{own_server.url}/kiosk/tell-us", form=without_token).status == 403


def test_a_screen_that_slept(kiosk):
    """A tablet that wakes after hours is reset at once, without asking."""
    kiosk.join_by_touch("Slee")
    kiosk.page.clock.fast_forward(60 * IDLE)
    kiosk.expect_clean("Slee")
