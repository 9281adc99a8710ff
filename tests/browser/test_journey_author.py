"""Journey 7: a trainer edits a question, makes a mistake, reads the line, mends and tries it."""

import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.browser.server import free_port
from tests.browser.test_accessibility import faults_anywhere
from tests.browser.visitor import Item

ROOT = Path(__file__).parents[2]
BANK = "03_role_models.yaml"
STEM = "A new colleague starts at your reception on Monday."
KEY = "“Watch Ines. She looks up and greets before the guest speaks.”"


class Author:
    """A trainer with an editor on one side and the preview on the other."""

    def __init__(self, file, port, data):
        self.file, self.port, self.data = file, port, data
        self.url = f"http://127.0.0.1:{port}"
        self.text = file.read_text("utf-8")
        self.process = None

    def start(self):
        """Run `course preview` and wait until it says that it is open."""
        command = [sys.executable, "-m", "course.cli", "preview", str(self.file), "--no-open"]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"COURSE_DATA": str(self.data)},
        )
        for line in self.process.stdout:
            if self.url in line:
                return
        raise RuntimeError("the preview did not start")

    def save(self, text):
        """Save another text, as an editor does."""
        self.file.write_text(text, encoding="utf-8")

    def line_of(self, words):
        """Return the line of the file on which words stand first."""
        return self.text[: self.text.index(words)].count("\n") + 1

    def stop(self):
        """Press Ctrl+C."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(20)
            self.process.stdout.close()


@pytest.fixture
def author(tmp_path):
    """Give an author with a copy of a shipped bank and a running preview."""
    (tmp_path / "data").mkdir()
    file = Path(shutil.copy(ROOT / "exercises" / "item_banks" / BANK, tmp_path))
    author = Author(file, free_port(), tmp_path / "data")
    author.start()
    yield author
    author.stop()


@pytest.fixture
def visitor(visit, author):
    """Give a browser on the preview."""
    visitor = visit(url=author.url, viewport={"width": 1280, "height": 800})
    visitor.go("/")
    visitor.page.locator("form.item").first.wait_for()
    yield visitor
    visitor.page.close()  # before the preview stops, of which it would complain


def without_key(text):
    """Return the bank as it is when somebody forgets the key of its first item."""
    return text.replace("            key: true\n", "", 1)


def test_a_mistake_is_read_mended_and_tried(author, visitor):
    """A lost key shows as the exact line; mended, the new words are there and can be answered."""
    page = visitor.page
    author.save(without_key(author.text))
    page.get_by_role("heading", name="2 things to mend").wait_for()
    at = author.line_of("- id: model-or-favourite")
    told = page.locator(".problem .line").all_inner_texts()
    assert told[0] == (
        f"{author.file}:{at}: item 'model-or-favourite': no key; expected exactly 1, found 0"
    )
    marked = page.locator(".quoted-line.marked").first.inner_text()
    assert str(at) in marked
    assert "- id: model-or-favourite" in marked
    author.save(author.text.replace(STEM, "On Monday a new colleague starts."))
    item = Item(page.locator("form.item", has_text="On Monday a new colleague starts."))
    item.form.wait_for()
    assert page.locator(".problem").count() == 0
    item.form.get_by_text(KEY).click()
    item.check.click()
    item.result.get_by_text("Right.").wait_for()
    assert list(author.data.iterdir()) == [], "nothing was stored in the real data folder"


def test_the_place_on_the_page_is_kept(author, visitor):
    """After a fault far down the file is mended, the same question stands at the same height."""
    page = visitor.page
    last = page.locator("form.item").last
    last.evaluate("item => item.scrollIntoView({block: 'center'})")
    before = last.bounding_box()["y"]
    author.save(without_key(author.text))
    page.get_by_role("heading", name="2 things to mend").wait_for()
    assert page.evaluate("scrollY") == 0
    author.save(author.text)
    page.get_by_text("Up to date").wait_for()
    assert page.locator("form.item").last.bounding_box()["y"] == pytest.approx(before, abs=2)


def test_a_save_is_seen_at_the_next_look(author, visitor):
    """The page looks every half second, and the first look after a save brings the new words."""
    every = re.search(r"EVERY = (\d+);", (ROOT / "frontend" / "preview.ts").read_text("utf-8"))
    assert int(every[1]) <= 500
    looks = []
    visitor.page.on("request", lambda request: looks.append(request.url))
    author.save(author.text.replace(STEM, "Fresh words."))
    visitor.page.get_by_text("Fresh words.").wait_for()
    until_shown = looks[: looks.index(f"{author.url}/")]
    assert len(until_shown) <= 2, "one may have been under way while the file was saved"


def test_start_again_gives_a_fresh_round(visitor):
    """An answered item is open again after “Start again”; the other quizzes stay as they were."""
    page = visitor.page
    for number in (0, 1):
        quiz = page.locator("section.quiz").nth(number)
        Item(quiz.locator("form.item").first).answer(0)
    page.get_by_role("button", name="Start again").first.click()
    page.get_by_role("status").filter(has_text="Started again").wait_for()
    results = page.locator("section.quiz").nth(0).locator(".result")
    assert results.count() == 0
    assert page.locator("section.quiz").nth(1).locator(".result").count() == 1


def test_a_file_that_comes_and_goes(author, visitor):
    """Gone, empty and cut off half-way: each is told kindly, and the preview comes back."""
    page = visitor.page
    author.file.rename(author.file.with_suffix(".away"))
    page.get_by_role("heading", name="The file is not there just now.").wait_for()
    author.save("")
    page.get_by_role("heading", name="The file is empty just now.").wait_for()
    author.save(author.text[:2000])
    page.locator(".problem").first.wait_for()
    author.save(author.text)
    page.locator("form.item").first.wait_for()
    page.get_by_text("Up to date").wait_for()


def test_the_preview_is_stopped_and_started_again(author, visitor):
    """The page says that the preview has stopped, and goes on when it is back."""
    visitor.expect_complaint(
        "ERR_CONNECTION_REFUSED|Failed to fetch|ERR_EMPTY|ERR_CONNECTION_RESET"
    )
    page = visitor.page
    author.stop()
    page.get_by_text("The preview has stopped.").wait_for()
    author.start()
    page.get_by_text("Up to date").wait_for()
    Item(page.locator("form.item").first).answer(0)


def test_advice_and_faults_are_accessible(author, visitor):
    """axe-core finds nothing on the preview and on the page of problems; nothing runs off."""
    page, wrong = visitor.page, []
    states = {
        "fine": (author.text, "form.item"),
        "advice": (
            author.text.replace(KEY, KEY + " And so on, in a long and winding way " * 2),
            "details.advice summary",
        ),
        "problems": (without_key(author.text), ".problem"),
    }
    for state, (text, sign) in states.items():
        author.save(text)
        page.locator(sign).first.wait_for()
        if state == "advice":
            page.locator("details.advice summary").click()
        wrong += [state + fault for fault in faults_anywhere(page)]
    assert wrong == []


def test_a_notebook_with_its_quizzes(visit, tmp_path):
    """A notebook shows its prose and its quiz; words saved in its bank show as well."""
    for folder, name in (("modules", "03_role_models.ipynb"), ("exercises/item_banks", BANK)):
        (tmp_path / folder).mkdir(parents=True)
        shutil.copy(ROOT / folder / name, tmp_path / folder)
    author = Author(tmp_path / "modules/03_role_models.ipynb", free_port(), tmp_path)
    author.start()
    try:
        page = visit(url=author.url).page
        page.goto(author.url)
        page.get_by_role("heading", level=1).get_by_text("Standards and role models").wait_for()
        Item(page.locator("form.item").first).answer(0)
        bank = tmp_path / "exercises/item_banks" / BANK
        bank.write_text(bank.read_text("utf-8").replace(STEM, "Fresh words."), encoding="utf-8")
        page.get_by_text("Fresh words.").wait_for()
        page.close()
    finally:
        author.stop()


def test_strangers_get_nothing(author):
    """Another host name is refused; so is a POST without our origin or of another type."""
    assert status(author, "/", {"Host": "evil.example"}) == 421
    body = b'{"part": "quiz-what-a-role-model-is"}'
    json = {"Content-Type": "application/json"}
    assert status(author, "/again", json | {"Origin": author.url}, body) == 200
    assert status(author, "/again", json, body) == 403
    assert status(author, "/again", json | {"Origin": "http://evil.example"}, body) == 403
    assert (
        status(author, "/again", {"Content-Type": "text/plain", "Origin": author.url}, body) == 403
    )
    assert status(author, "/static/../../app.py") == 404


def status(author, path, headers=None, body=None):
    """Return the status of a request."""
    request = urllib.request.Request(author.url + path, body, headers or {})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
