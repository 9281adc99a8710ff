"""One server and one open page for the whole suite."""

import itertools

import nbformat
import pytest

from course.content.library import Library
from course.serve.app import CourseServer
from course.store.store import Store
from tests.browser.server import running
from tests.serve.security.client import MODULE, Client

MINE = "/modules/mine"  # a module of the business's own, for what can go wrong with one
PIN = "24680"
numbers = itertools.count(1)


def put_own_module(server):
    """Put modules of the business's own in place."""
    notebook = nbformat.read(Library().pages[MODULE].path, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    for name in ("mine", "fragile"):
        server.put_module(notebook, name)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Give the server that is attacked."""
    with running(tmp_path_factory.mktemp("attacked"), put_own_module) as server:
        yield server


@pytest.fixture(scope="session")
def accounts(site):
    """Give the profiles of the server, seen past it."""
    store = Store(site.data)
    yield store.accounts
    store.close()


@pytest.fixture(scope="session")
def new(site, accounts):
    """Give a function that returns a browser in which somebody new is signed in."""

    def sign_in(role="learner", pin=PIN):
        client = Client(site.url)
        client.name = f"Somebody {next(numbers)} Unlogged"
        client.id = accounts.add(client.name, role, pin).id
        assert client.sign_in(client.name, pin).status == 303
        return client

    return sign_in


@pytest.fixture(scope="session")
def learner(new):
    """Give a learner's browser, which stays signed in."""
    return new()


@pytest.fixture(scope="session")
def manager(new):
    """Give a manager's browser, which stays signed in."""
    return new("manager")


@pytest.fixture
def visitor(site):
    """Give a browser in which nobody is signed in."""
    return Client(site.url)


@pytest.fixture(scope="session")
def open_page(learner):
    """Give the learner's open page with all kinds of activities; tests leave it usable."""
    return learner.open_page()


@pytest.fixture(scope="session")
def routes(tmp_path_factory):
    """Give the routes of the application as it is made: pairs of pattern and handler."""
    data = tmp_path_factory.mktemp("routes")
    server = CourseServer(data=data, public_url="http://127.0.0.1/", ip="127.0.0.1", port=1)
    server.initialize()
    server.connection_dir = str(data)
    server.init_settings()
    yield [(route[0], route[1]) for route in server.init_handlers()]
    server.store.close()


@pytest.fixture
def logged(site):
    """Give a function that returns what the server has printed since the test began."""
    start = len(site.said())
    return lambda: site.said()[start:]
