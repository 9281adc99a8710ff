"""One server and one Chromium per process; each test gets people and pages of its own."""

import itertools
import os
import shutil

import nbformat
import pytest
from playwright.sync_api import sync_playwright

from course.content.library import Library
from tests.browser.server import Server, running
from tests.browser.visitor import MODULE, Visitor
from tests.samples import TALK_BANK

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--host-resolver-rules=MAP tablet.test 127.0.0.1",
]

LONGEST = "test_accessibility.py"

names = (f"Learner {number}" for number in itertools.count(1))


def pytest_collection_modifyitems(items):
    """Mark everything in this folder as a browser test, and let it come last, the longest first.

    The browser of a process keeps an event loop running, which other tests could not do with.
    The longest file comes before the others, so that no process waits for it in the end.
    """
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker("browser")
    items.sort(key=place_in_line)  # otherwise in the same order


def place_in_line(item):
    """Return 0 for a test without a browser, 1 for the longest with one, 2 for the others."""
    if "/browser/" not in str(item.path):
        return 0
    return 1 if item.path.name == LONGEST else 2


@pytest.fixture(scope="session")
def chromium():
    """Give the browser of the machine."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Give the server that most tests share."""
    with running(tmp_path_factory.mktemp("data")) as server:
        yield server


@pytest.fixture(scope="session")
def talk_server(tmp_path_factory):
    """Give a server with a module of its own that has a matching and a hotspot item."""
    server = Server(tmp_path_factory.mktemp("talk"))
    server.put_bank(TALK_BANK, "talk")
    server.put_module(talk_notebook(), "talk")
    server.start()
    yield server
    server.stop()


def talk_notebook():
    """Return a small module about the bank `TALK_BANK`."""
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Talk\n\n## Two kinds of questions", id="title"),
            nbformat.v4.new_code_cell("from course.notebook import quiz", id="setup"),
            nbformat.v4.new_code_cell('quiz("talk", "first")', id="quiz-first"),
        ]
    )
    shipped = nbformat.read(Library().pages[MODULE].path, as_version=4)
    notebook.metadata = shipped.metadata
    return notebook


@pytest.fixture
def own_server(tmp_path):
    """Give a server of the test's own, not started yet; name it before `visit` in a test."""
    server = Server(tmp_path)
    yield server
    server.stop()


@pytest.fixture
def visit(chromium, server):
    """Give a function that opens another browser (cookies of its own) on the course.

    When the test ends, every browser it opened must have stayed on this host and quiet: no request
    to another host, no error in the console.
    """
    visitors = []

    def open_browser(url=server.url, **options):
        visitor = Visitor(chromium.new_context(**options), url)
        visitors.append(visitor)
        return visitor

    yield open_browser
    for visitor in visitors:
        visitor.context.close()
    assert [visitor.strangers for visitor in visitors] == [[] for _ in visitors]
    assert [visitor.complaints for visitor in visitors] == [[] for _ in visitors]


@pytest.fixture
def learner(visit):
    """Give a browser in which a new learner is signed in."""
    visitor = visit()
    visitor.join(next(names))
    return visitor
