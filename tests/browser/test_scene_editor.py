"""The editor of scenes: what to mend shows while one types, and only sound texts are saved."""

import pytest
from playwright.sync_api import expect

from course.serve.scene_editor import MOST_BYTES
from tests.browser.states import SCENE
from tests.browser.test_rights import people

__all__ = ["people"]  # a fixture
EDIT, NEW, CHECK = f"{SCENE}/edit", "/scenes/new", "/scenes/check"
WAIT = 40_000  # milliseconds; a text is tried out in a process of its own


@pytest.fixture
def trainer(people):
    """Give a trainer's browser."""
    people["trainer"].page.set_default_timeout(WAIT)
    return people["trainer"]


def post(browser, server, path, **form):
    """Send a form as the page does; follow nothing."""
    browser.go("/profile")
    token = next(c["value"] for c in browser.context.cookies() if c["name"] == "_xsrf")
    form = {"_xsrf": token} | form
    return browser.context.request.post(server.url + path, form=form, max_redirects=0)


def own(server, slug):
    """Return the path of the business's own version of a scene."""
    return server.data / "content" / "roleplay_scripts" / f"{slug}.scene.md"


def open_text(trainer, path):
    """Open the editor and return its text field, as soon as the first check is done."""
    trainer.go(path)
    trainer.page.locator("#trial .card-page").first.wait_for()
    return trainer.page.get_by_label("The text of the scene")


def test_from_a_mistake_to_an_own_version(trainer, server):
    """Typing shows a mistake with its line; it is not saved; mended, it is, and it is printed."""
    page = trainer.page
    trainer.expect_complaint("422")
    text = open_text(trainer, EDIT)
    sound = text.input_value()
    state = page.locator(".check-state")
    expect(state).to_have_text("Nothing to mend", timeout=WAIT)
    text.fill(sound.replace("difficulty: 2", "difficulty: 7"))
    page.get_by_role("button", name="Line 8").click()
    marked = "[getSelection() && document.activeElement].map(a => a.value.slice(a.selectionStart,"
    assert page.evaluate(f"{marked} a.selectionEnd))[0]") == "difficulty: 7"
    page.get_by_role("button", name="Save").click()
    page.get_by_role("alert").filter(has_text="Nothing is saved yet.").wait_for()
    assert not own(server, "the-table-by-the-window").exists()
    assert "difficulty: 7" in text.input_value(), "the text stays"
    text.fill(sound.replace("title: The table by the window", "title: Our own table"))
    expect(state).to_have_text("Nothing to mend. Not saved yet.", timeout=WAIT)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("This is your own version now").wait_for()
    assert "title: Our own table" in own(server, "the-table-by-the-window").read_text("utf-8")
    trainer.go("/scenes")
    entry = page.get_by_role("listitem").filter(has_text="Our own table")
    expect(entry.get_by_text("your own version")).to_be_visible()
    trainer.go(f"{SCENE}/sheet")
    expect(page.get_by_role("heading", level=1)).to_have_text("Our own table")
    own(server, "the-table-by-the-window").unlink()


def test_two_trainers_at_once(people, server):
    """Who saves second is told, keeps the text, and writes over nothing."""
    first, second = people["trainer"], people["manager"]
    first.page.set_default_timeout(WAIT)
    second.page.set_default_timeout(WAIT)
    second.expect_complaint("409")
    text = open_text(second, EDIT)
    text.fill(text.input_value().replace("difficulty: 2", "difficulty: 4"))
    other = open_text(first, EDIT)
    other.fill(other.input_value().replace("difficulty: 2", "difficulty: 3"))
    first.page.get_by_role("button", name="Save").click()
    first.page.get_by_text("This is your own version now").wait_for()
    second.page.get_by_role("button", name="Save").click()
    second.page.get_by_role("alert").filter(has_text="Somebody has saved").wait_for()
    assert "difficulty: 4" in text.input_value()
    assert "difficulty: 3" in own(server, "the-table-by-the-window").read_text("utf-8")
    own(server, "the-table-by-the-window").unlink()


def test_a_new_scene(trainer, server):
    """The example becomes a scene under the name that it gives itself; a name is taken once."""
    trainer.expect_complaint("409")
    page = trainer.page
    text = open_text(trainer, NEW)
    example = text.input_value()
    text.fill(example.replace("my-first-scene", "the-wrong-bag"))
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/scenes/the-wrong-bag/edit?saved=yes")
    assert own(server, "the-wrong-bag").stat().st_mode & 0o077 == 0
    for taken in ("the-wrong-bag", "the-table-by-the-window"):
        answer = post(trainer, server, NEW, text=example.replace("my-first-scene", taken))
        assert answer.status == 409
        assert "is a scene named" in answer.text()
    own(server, "the-wrong-bag").unlink()


def test_who_may_not_and_what_is_too_much(people, server):
    """Learners and visitors neither read, check nor save; a text of book length is refused."""
    for role, status in (("visitor", 302), ("learner", 403)):
        browser = people[role]
        browser.expect_complaint("403")
        for path in (EDIT, NEW, CHECK):
            assert post(browser, server, path, text="x", seen="x", slug="").status == status
    trainer = people["trainer"]
    book = "x" * (MOST_BYTES + 1)
    for path in (EDIT, NEW):
        answer = post(trainer, server, path, text=book, seen="x")
        assert answer.status == 413
        assert book in answer.text(), "the text stays"
    assert "too long" in post(trainer, server, CHECK, text=book, slug="").text()
    for slug in ("../x", "..%2fx", "no-such-scene"):
        assert post(trainer, server, f"/scenes/{slug}/edit", text="x", seen="none").status == 404
    trap = "---\nscene: ../../escape\ntitle: <img src=x onerror=alert(1)>\n---\n"
    answer = post(trainer, server, NEW, text=trap)
    assert answer.status == 422
    assert "<img src=x" not in answer.text()
    assert not list(server.data.rglob("*escape*"))
