"""Scripts that people write into fields: a browser shows them as text and runs none, anywhere."""

import pytest
from playwright.sync_api import expect

from course.activities.rehearsal import Rehearsal
from course.activities.scoresheet import ScoreSheet
from course.activities.worksheet import WorksheetActivity
from course.content.library import Library
from course.ids import new_id
from course.store.store import Store
from tests.activities.test_rehearsal import do, play
from tests.browser.rehearsals import SLUG
from tests.browser.test_desk import open_desk
from tests.browser.visitor import MODULE
from tests.browser.worksheets import SLUG as WORKSHEET
from tests.samples import course_of

PIN = "13579"
RUN = "hacked=1"
SHORT = f"<img src=x onerror={RUN}>"
NAME = f'"><svg/onload={RUN}><script>{RUN}</script>'
TEXT = (
    f"{NAME}{SHORT}</script></textarea></course-cell><script>{RUN}</script>"
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>"
    f"<a href=javascript:{RUN}>a</a> [b](javascript:{RUN}) {{{{7*7}}}} &lt;script&gt; a\u202eb"
)
PLANTED = """() => ({
    ran: [window.hacked, ...Array.from(frames, each => each.hacked)].filter(Boolean),
    elements: document.querySelectorAll(
        "[onerror], [onload], [onmouseover], img[src=x], iframe, [srcdoc], a[href^=javascript i], "
        + "body script:not([src])").length,
    text: document.body.innerText + Array.from(document.querySelectorAll("input, textarea"),
        field => field.value).join(" "),
})"""


def write_everywhere(course):
    """Write scripts into every field there is, and share what can be shared."""
    rehearsal = Rehearsal(course, SLUG)
    play(rehearsal, words=TEXT)
    rehearsal.act({"do": "goal", "text": TEXT})
    do(rehearsal, "share", shared=True)
    own = ScoreSheet(course)
    own.act({"do": "name", "what": "person", "name": SHORT, "key": new_id()})
    view = own.act({"do": "name", "what": "standard", "name": NAME, "key": new_id()})
    colleague, standard = view["people"][0]["id"], view["standards"][-1]["id"]
    own.act({"do": "order", "standards": [s["id"] for s in view["standards"]], "key": new_id()})
    own.act({"do": "rate", "person": colleague, "standard": standard, "level": 5, "key": new_id()})
    own.act({"do": "text", "person": colleague, "standard": standard, "text": TEXT})
    worksheet = WorksheetActivity(course, WORKSHEET)
    for prompt in worksheet.worksheet.prompts:
        worksheet.act({"do": "text", "prompt": prompt.id, "text": TEXT})
    worksheet.act({"do": "done", "key": new_id()})


@pytest.fixture
def team(server, visit):
    """Give the browsers of a learner whose every word is a script, and of a manager."""
    store = Store(server.data)
    learner = store.accounts.add(NAME, pin=PIN)
    store.accounts.add(SHORT, "manager", PIN)
    write_everywhere(course_of(Library(), store, learner))
    browsers = visit(), visit()
    for browser, name in zip(browsers, (NAME, SHORT), strict=True):
        browser.page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
        browser.sign_in(name, PIN)
    yield browsers
    for name in (NAME, SHORT):
        store.accounts.forget(name)
    store.close()


def assert_text_only(page, *words):
    """Check that scripts stand on a page as words, as often as asked, and none is an element."""
    found = page.evaluate(PLANTED)
    assert (found["ran"], found["elements"]) == ([], 0), page.url
    shown = found["text"].replace("\u00a0", " ")
    assert [text for text in words if text not in shown] == [], page.url


def test_what_people_write_is_never_run(team):
    """One's own pages, on screen and as printed, the list of people and the desk show the words."""
    learner, manager = team
    page = learner.page
    learner.go(MODULE)
    for kind in ("worksheet", "rehearsal", "scoresheet"):
        page.locator(f".{kind}").first.wait_for()
    expect(page.locator(".bar .name")).to_have_text(NAME)
    assert_text_only(page, NAME, TEXT, SHORT)
    page.emulate_media(media="print")
    assert_text_only(page, NAME, TEXT)
    learner.go("/profile")
    assert_text_only(page, NAME)
    manager.go("/people")
    assert_text_only(manager.page, NAME, SHORT)
    desk = open_desk(manager)
    for summary in desk.locator("summary").all():
        summary.click()
    assert_text_only(desk, NAME, TEXT)


def test_a_planted_script_is_found(learner):
    """The look at a page sees an element that should be words."""
    learner.expect_complaint("Content Security Policy")
    learner.go("/profile")
    learner.page.evaluate(
        "markup => document.querySelector('main').insertAdjacentHTML('beforeend', markup)",
        "<a href='JavaScript:x'>a</a><p onmouseover='x'>b</p>",
    )
    assert learner.page.evaluate(PLANTED)["elements"] == 2
