"""Forms: without the page's own token, or from elsewhere, or too large, they change nothing."""

import sqlite3
from contextlib import closing
from urllib.parse import quote

import pytest

from course.serve.app import MOST_BODY
from course.serve.notebook_pages import KernelStateHandler
from tests.serve.security.client import Client
from tests.serve.security.conftest import PIN
from tests.serve.security.test_addresses import example
from tests.serve.security.test_wire import FOREIGN_ORIGINS

FORM = {
    "name": "Planted",
    "pin": "11223",
    "old": PIN,
    "role": "manager",
    "do": "add",
    "everywhere": "yes",
}


@pytest.fixture(scope="module")
def posts(routes, open_page):
    """Return addresses for every form the application takes, and for the open page's kernel."""
    takes = [pattern for pattern, handler in routes if takes_forms(handler)]
    kernel = f"/voila/api/shutdown/{open_page.kernel}"
    return [*map(example, takes), kernel]


@pytest.fixture(scope="module", params=["learner", "manager"])
def person(request):
    """Give a signed-in browser; the learner is the owner of the open page."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def unchanged(site, person):
    """Check after a test that nobody came, nobody went, and no kernel ended."""
    before = people(site), site.kernels()
    yield
    assert (people(site), site.kernels()) == before
    assert person.is_in


def people(site):
    """Return all that is stored about profiles, PINs too."""
    with closing(sqlite3.connect(site.data / "course.sqlite")) as connection:
        return connection.execute("SELECT * FROM people ORDER BY id").fetchall()


def takes_forms(handler):
    """Tell whether a handler takes forms, itself or by a class it is made from."""
    return handler.post.__qualname__ != "RequestHandler._unimplemented_method"


def test_no_form_is_forgotten(routes, posts):
    """The list has the forms we know of, and would have one whose handler only inherits it."""
    assert {"/sign-in", "/sign-out", "/new-profile", "/profile", "/people"} <= set(posts)
    sign_in = next(handler for pattern, handler in routes if example(pattern) == "/sign-in")
    assert takes_forms(type("Inherits", (sign_in,), {}))
    assert not takes_forms(KernelStateHandler)


TOKENS = {
    "none": "",
    "a guess": "0" * 32,
    "a guess in the right form": "2|aaaaaaaa|" + "b" * 32 + "|1700000000",
    "another browser's": "OTHER",
    "two": "OTHER&_xsrf=",
    "not text": "\ud83d",
}


@pytest.mark.parametrize("token", TOKENS.values(), ids=TOKENS)
def test_forms_without_our_token_are_refused(site, posts, person, unchanged, token):
    """Every form of the application needs the token of the page it stands on."""
    if "OTHER" in token:
        other = Client(site.url)
        other.get("/sign-in")
        token = token.replace("OTHER", other.cookies["_xsrf"])
    for path in posts:
        answer = person.post(path, FORM, xsrf=token.encode("utf-8", "replace"))
        assert answer.status == 403, path
        assert "course-session" not in answer.cookies


def test_forms_without_the_cookie_are_refused(posts, person, unchanged):
    """The token alone is not enough: the browser must have it as a cookie too."""
    token = person.cookies["_xsrf"]
    for path in posts:
        headers = FORM_TYPE | {"Cookie": f"course-session={person.cookies['course-session']}"}
        assert person.ask("POST", path, f"_xsrf={token}".encode(), headers).status == 403, path


FORM_TYPE = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
def test_forms_from_elsewhere_are_refused(posts, person, unchanged, origin):
    """Another origin is refused even with the right token, as another port of this host has it."""
    headers = {"Origin": origin.replace("HOST", person.host)}
    for path in posts:
        assert person.post(path, FORM, headers).status in (403, 404), path


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", "x"])
def test_forms_in_another_dress_are_refused(posts, person, unchanged, kind):
    """A body in which no token can be found is refused."""
    for path in posts:
        assert person.post(path, FORM, {"Content-Type": kind}).status in (400, 403), path


def test_forms_that_are_too_large(posts, person, unchanged):
    """More than a megabyte is not read at all."""
    for path in posts:
        answer = person.ask("POST", path, b"", {**FORM_TYPE, "Content-Length": str(MOST_BODY + 1)})
        assert answer.status in (400, 413), path


@pytest.mark.parametrize("path", ["/sign-out", "/voila/api/shutdown/KERNEL"])
def test_a_link_changes_nothing(person, open_page, unchanged, path):
    """What a form does cannot be done by an address that somebody is made to open."""
    path = path.replace("KERNEL", open_page.kernel)
    assert person.get(path + "?everywhere=yes&_xsrf=" + person.cookies["_xsrf"]).status == 405


NEXT = (
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.example",
    "/%0d%0aSet-Cookie:%20planted=1",
    "http:evil.example",
)


@pytest.mark.parametrize("path", NEXT)
def test_a_sign_in_leads_nowhere_else(site, learner, path):
    """The address to go to after signing in is one of ours, or the course map."""
    answer = Client(site.url).post(
        "/sign-in?next=" + quote(path), {"name": learner.name, "pin": PIN}
    )
    assert answer.status == 303
    assert answer.headers["location"] in ("/", "/%0d%0aSet-Cookie:%20planted=1")
    assert "planted" not in answer.cookies


ROBBERY = {
    "a role for oneself": {"name": "Planted one", "pin": PIN, "role": "manager", "is_manager": "1"},
    "a code that is none": {"name": "Planted two", "pin": PIN, "code": "ABCD-EFGH"},
    "an empty code": {"name": "Planted three", "pin": PIN, "code": ""},
    "two codes": {"name": "Planted four", "pin": PIN, "code": "' OR '1'='1"},
}


@pytest.mark.parametrize("form", ROBBERY.values(), ids=ROBBERY)
def test_nobody_makes_themselves_a_manager(site, accounts, form):
    """Only the code from the terminal makes the first manager; there is one already, too."""
    Client(site.url).post("/new-profile", form)
    made = accounts.find(form["name"])
    assert made is None or made.person.role == "learner"


STALE = {
    "/sign-in": {"name": "Typed & kept", "pin": PIN},
    "/new-profile": {"name": "Typed & kept", "pin": PIN},
    "/kiosk/tell-us": {"about": "else", "how": "4", "text": "Typed & kept"},
    "/kiosk/nominate": {"who": "Bo", "about": "else", "story": "Typed & kept"},
    "/kiosk/matters": {"picked": "", "text": "Typed & kept"},
    "/kiosk/end": {"name": "Typed & kept", "pin": PIN},
}


@pytest.mark.parametrize("path", STALE)
def test_a_page_that_was_open_for_too_long(site, path):
    """A browser that lost its cookies is told so, finds what it typed, and can send it again."""
    client = Client(site.url)
    client.cookies |= {"course-kiosk": kiosk_cookie(site)} if path == "/kiosk/end" else {}
    answer = client.post(path, STALE[path], xsrf="")
    assert answer.status == 403
    assert "This page was open for too long. Please send it again." in answer.text
    assert "Typed &amp; kept" in answer.text
    assert PIN not in answer.text
    again = client.post(path, STALE[path])
    assert "open for too long" not in again.text


def kiosk_cookie(site):
    """Return the cookie of a browser that is a kiosk."""
    return Client(site.url).get("/kiosk").cookies["course-kiosk"].value


def test_forms_while_the_database_is_locked(site, manager, accounts):
    """Nothing is stored, the words are ours and not the database's, and nobody is blamed."""
    form = {"do": "add", "name": "Locked out", "role": "learner", "pin": ""}
    with site.locked_database():
        answer = manager.post("/people", form)
    assert answer.status == 503
    assert "Saving takes longer than usual" in answer.text
    assert "database" not in answer.text
    assert accounts.find("Locked out") is None
    assert manager.post("/people", form).status == 200
    assert accounts.find("Locked out")


def test_other_forms_that_were_open_for_too_long(learner):
    """Where nothing was typed but a PIN, the page says that nothing was changed."""
    for path in ("/profile", "/sign-out", "/kiosk"):
        answer = learner.post(path, {"pin": "9876", "old": PIN}, xsrf="")
        assert answer.status == 403
        assert "Nothing was changed" in answer.text
        assert "This page was open for too long" in answer.text
    assert learner.is_in
