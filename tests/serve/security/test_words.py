"""What people write: kept as it is, shown as text wherever it is shown, run nowhere."""

import csv
import html
import io
import json
import sqlite3
from contextlib import closing
from html.parser import HTMLParser

import pytest

from tests.serve.security.client import MODULE, Client

WORDS = {
    "a script": "<script>alert(1)</script>",
    "a picture with a fault": '"><img src=x onerror=alert(1)>',
    "an end of an attribute": "' onmouseover='alert(1)",
    "an end of the data": "</course-cell><script>alert(1)</script>",
    "a comment": "<!--<script>alert(1)//-->",
    "a template": "{{7*7}}${7*7}{%print(7*7)%}",
    "a link": "javascript:alert(1)",
    "Markdown": "[a](javascript:alert(1)) ![b](x)",
    "entities": "&lt;script&gt;&amp;quot;",
    "a drawing": "<svg/onload=alert(1)>",
    "letters of full width": "＜script＞alert(1)＜/script＞",
    "right to left": "a\u202eb\u2066c\u200bd",
    "a formula": '=HYPERLINK("http://e","x")',
    "a formula behind a cell's end": "a;=1+1",
    "a command": "'; DROP TABLE people;--",
    "a format": "{name} %s %(x)s {0.__class__}",
}


class Elements(HTMLParser):
    """Notes elements and attributes of a page, as a browser would make them."""

    def __init__(self, text):
        super().__init__()
        self.found, self.text = set(), ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        """Note the element, and each attribute that could run something."""
        self.found.add(tag)
        self.found |= {name for name, _value in attributes if name.startswith("on")}
        links = [v for n, v in attributes if n in ("href", "src", "action", "formaction")]
        self.found |= {"script link" for link in links if (link or "").startswith("javascript")}

    def handle_data(self, data):
        """Note the words."""
        self.text += data


def assert_same_elements(answer, plain):
    """Check that a page with odd words has no other elements than one without."""
    assert Elements(answer.text).found <= Elements(plain.text).found


@pytest.fixture(scope="module")
def writer(new):
    """Give the open page of somebody who writes odd words, and what it is with honest ones."""
    return new().open_page()


def fields(page):
    """Yield name, act and reader for every text field of the activities on a page.

    The reader takes the stored text out of the view.
    """
    worksheet = page.cell("worksheet")
    for number, prompt in enumerate(page.views[worksheet]["prompts"]):
        act = {"do": "text", "prompt": prompt["id"]}
        yield worksheet, act, lambda view, n=number: view["prompts"][n]["text"]
    rehearsal = page.cell("rehearsal")
    act = {"do": "draft", "after": page.now(rehearsal)["after"]}
    yield rehearsal, act, lambda view: view["menu"]["draft"]


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_words_are_kept_as_they_are(writer, words):
    """Every field gives back what was written, letter by letter; the page carries it as data."""
    written = 0
    for cell, act, read in fields(writer):
        reply = writer.act(cell, {**act, "text": words})
        assert reply["ok"], reply
        assert read(reply["view"]) == words
        written += 1
    assert written >= 3
    own = "own-score-sheet"
    reply = writer.act(own, {"do": "name", "what": "person", "name": words})
    if reply["ok"]:
        kept = reply["view"]["people"][-1]
        assert kept["name"] == " ".join(words.split())
        writer.act(own, {"do": "remove", "what": "person", "id": kept["id"]})
    else:
        assert "at most" in reply["error"] or "room" in reply["error"]


@pytest.fixture(scope="module")
def odd_page(writer):
    """Return the module's page, opened anew, with odd words in its fields."""
    everything = "".join(WORDS.values())
    for cell, act, _read in fields(writer):
        assert writer.act(cell, {**act, "text": everything})["ok"]
    return everything, writer.client.open_page()


def test_words_stay_data_in_a_page(odd_page, open_page):
    """In the page that the server sends, written words are in attributes and nowhere else."""
    everything, page = odd_page
    found = Elements(page.text)
    assert found.found == Elements(open_page.text).found
    assert "alert(1)" not in found.text
    assert page.now(page.cell("worksheet"))["prompts"][0]["text"] == everything


def test_one_s_own_data_has_the_words(odd_page, writer):
    """The file with everything about oneself has the words as JSON, and opens as a file."""
    everything, _page = odd_page
    answer = writer.client.get("/profile/data.json")
    assert everything in [text["text"] for text in json.loads(answer.text)["texts"]]
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.fixture
def named(site, accounts):
    """Give a function that returns the browser of somebody with a given name."""
    made = []

    def name_somebody(name):
        made.append(accounts.add(name).name)
        client = Client(site.url)
        assert client.sign_in(name).status == 303
        return client

    yield name_somebody
    for name in made:
        accounts.forget(name)


PLACES = ("/", "/profile", "/people", "/sign-in", "/new-profile")


@pytest.mark.parametrize("name", WORDS.values(), ids=WORDS)
def test_names_are_text_on_every_page(named, learner, manager, name):
    """A name is seen as it was typed on one's own pages, on the list of people and in a form."""
    somebody = named(name)
    for path in ("/", "/profile"):
        answer = somebody.get(path)
        assert_same_elements(answer, learner.get(path))
        assert name in Elements(answer.text).text
    people = manager.get("/people")
    assert (
        f'value="{html.escape(name)}"'.replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
        in people.text
    )
    somebody.post("/sign-out")
    welcome = somebody.get("/")
    assert name in Elements(welcome.text).text, "the tile of somebody known on this device"
    refused = manager.post("/people", {"do": "add", "name": name, "role": "trainer", "pin": "1"})
    assert_same_elements(refused, people)
    wrong = Client(somebody.url).post("/new-profile", {"name": name, "pin": "1", "code": name})
    assert wrong.status == 400
    assert_same_elements(wrong, Client(somebody.url).get("/new-profile?as=manager"))


@pytest.mark.parametrize("name", WORDS.values(), ids=WORDS)
def test_names_are_text_in_a_spreadsheet(named, manager, name):
    """No cell begins like a formula, whichever sign ends a cell; the words are still there."""
    named(name)
    text = manager.get("/desk/progress.csv").text.removeprefix("\ufeff")
    names = {row["name"] for row in csv.DictReader(io.StringIO(text))}
    assert name.replace("'", "") in {each.replace("'", "") for each in names}
    for separator in ",;\t":
        cells = [cell for row in csv.reader(io.StringIO(text), delimiter=separator) for cell in row]
        assert [cell for cell in cells if cell.lstrip(' "').startswith(tuple("=+-@\t\r"))] == []


def test_a_name_that_looks_like_another(accounts, named, visitor):
    """Signs without width make no second Ana, and a name of nothing else is none."""
    named("Ana Twin")
    for twin in ("Ana\u200b Twin", "\u202aAna Twin", "ANA\u2060 twin"):
        answer = visitor.post("/new-profile", {"name": twin})
        assert answer.status == 400
        assert "already taken" in answer.text
    assert visitor.post("/new-profile", {"name": "\u200b\u2060"}).status == 400


def test_nothing_was_run_by_the_database(site, manager):
    """After all these words every table is there."""
    with closing(sqlite3.connect(site.data / "course.sqlite")) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert {"people", "sign_ins", "texts", "events", "attempts"} <= tables
    assert manager.get(MODULE + "/text").status == 200
