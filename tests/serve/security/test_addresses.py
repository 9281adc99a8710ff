"""Addresses, methods, host names and headers: what answers, to whom, and what every answer says."""

import re

import pytest

from tests.serve.security.client import MODULE
from tests.serve.security.conftest import MINE

STATIC = "/voila/templates/course/static/"
SOME_ID = "00000000-0000-4000-8000-000000000000"

WAYS_OUT = {
    "dots": "../",
    "dots encoded": "%2e%2e/",
    "dots and slash encoded": "%2e%2e%2f",
    "encoded twice": "%252e%252e%252f",
    "backslash": "..\\",
    "backslash encoded": "..%5c",
    "more dots than needed": "....//",
    "overlong UTF-8": "%c0%ae%c0%ae/",
    "a slash in front": "/",
    "slashes in front": "//",
    "a NUL": "%00../",
}
PLACES = (STATIC, "/modules/", MODULE + "/", "/desk/", "/profile/", "/exercises/", "/scenes/", "/")
TREASURES = ("cookie_secret", "course.sqlite", "etc/passwd", "app.py", "03_role_models.ipynb")


@pytest.mark.parametrize("way", WAYS_OUT.values(), ids=WAYS_OUT)
def test_no_way_out_of_a_folder(manager, way):
    """No address leads to a file beside those that are served, however it is written."""
    for place in PLACES:
        for treasure in TREASURES:
            for path in (place + way + treasure, place + way * 12 + treasure):
                answer = manager.get(path)
                assert answer.status in (400, 403, 404), (path, answer.status)
                assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        STATIC + "page.css%00.png",
        STATIC + "page.css/",
        STATIC,
        STATIC + "page.css%0d%0aX-Planted:%20yes",
        MODULE + "%00",
        MODULE + "/text%00.pdf",
        MODULE + "/text.pdf/..%2f..%2fapp.py",
        "/modules/03_role_models%2Ftext",
        "/modules/..%2Fmodules%2F03_role_models/text.pdf",
        "/desk/progress.csv%00",
        "/desk/..%2Fdesk%2Fprogress.csv",
        "/desk/people.csv",
        "/scenes/the-table-by-the-window.scene.md",
        "/scenes/the-table-by-the-window/card.pdf%00",
        "/scenes/..%2Fscenes%2Fthe-table-by-the-window/card",
        "/scenes/The-Table-By-The-Window/card",
    ],
)
def test_an_address_is_all_or_nothing(manager, path):
    """An address that is nearly one of ours is none, and puts nothing into the answer's head."""
    answer = manager.get(path)
    assert answer.status in (400, 403, 404)
    assert "x-planted" not in answer.headers


NOT_OURS = (
    *("/api", "/api/contents", "/api/contents/course.sqlite", "/api/config", "/api/kernels"),
    *("/api/kernelspecs", "/api/me", "/api/nbconvert", "/api/sessions", "/api/spec.yaml"),
    *("/api/status", "/api/terminals", "/api/events/subscribe", "/voila"),
    *("/voila/files/course.sqlite", "/voila/tree", "/voila/tree/"),
    *("/voila/render/modules/03_role_models.ipynb", "/voila/static/voila.js"),
    *("/voila/templates/lab/static/voila.js", "/voila/themes/x", "/voila/api/contents"),
    *("/voila/api/shutdown", "/static/style/style.min.css", "/static/favicon.ico"),
    *("/custom/custom.css", "/nbextensions/x", "/files/course.sqlite", "/view/course.sqlite"),
    *("/tree", "/lab", "/notebooks/03_role_models.ipynb", "/edit/app.py"),
    *("/nbconvert/html/modules/03_role_models.ipynb", "/login", "/logout"),
    *("/terminals/1", "/services", "/hub", "/modules/03_role_models.ipynb"),
    *("/modules/diploma.yaml", "/exercises/desk.ipynb", "/exercises/item_banks"),
    *("/exercises/item_banks/03_role_models.yaml",),
    *("/roleplay_scripts/the-table-by-the-window.scene.md", "/course.sqlite", "/cookie_secret"),
    *("/kernels", "/backups", "/content", "/server.log", "/favicon.ico", "/.git/config"),
    *("/.env",),
)


@pytest.mark.parametrize("path", NOT_OURS)
def test_nothing_of_jupyter_or_voila_answers(manager, path):
    """Addresses of the software below, and of files, are no pages: not even to a manager."""
    for address in (path, path + "?token=&path=/etc/passwd&template=lab"):
        assert manager.get(address).status == 404, address
    assert manager.post(path).status in (404, 405)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"])
def test_figures_are_for_this_machine(manager, header):
    """What a proxy on this machine passes on does not come from this machine."""
    assert manager.get("/metrics").status == 200
    assert manager.get("/metrics", **{header: "127.0.0.1"}).status == 404


def example(pattern):
    """Return an address that fits the pattern of a route."""
    return re.sub(r"\\(.)", r"\1", re.sub(r"\([^)]*\)", SOME_ID, pattern)).replace(".*", "none")


METHODS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X")


@pytest.mark.parametrize("method", METHODS)
def test_other_methods_are_refused(manager, routes, method, logged):
    """Only GET and POST are known; the others get a kind page, or just the refusal."""
    for pattern, _handler in routes:
        path = example(pattern)
        answer = manager.ask(method, path)
        assert answer.status == 405, path
        assert "access-control-allow-methods" not in answer.headers
    assert "Traceback" not in logged()


FOREIGN_HOSTS = (
    "evil.example",
    "127.0.0.1.nip.io",
    "localhost.evil.example",
    "127.0.0.1.",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0.0.0.0",
    "[::ffff:127.0.0.1]",
    "192.168.7.20",
    "course.local",
    "localhost@evil.example",
    "evil.example#127.0.0.1",
    "",
)


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_foreign_hosts_get_nothing(learner, routes, host):
    """A name that somebody else's server may have, or had a moment ago, is not answered."""
    for name in (host, f"{host}:8866"):
        for path in ("/", "/profile", MODULE, STATIC + "page.css", "/healthz"):
            answer = learner.get(path, Host=name)
            assert answer.status in (400, 421), (name, path)
            assert learner.name not in answer.text
            assert answer.cookies == {}
    assert learner.refusal(SOME_ID, host=host or "evil.example") in (400, 421)


def test_a_foreign_address_in_the_request_line(learner):
    """A request as a proxy gets it is not answered, though its Host header is right."""
    for path in ("http://evil.example/profile", "//evil.example/profile", "/\\evil.example"):
        assert learner.get(path).status in (404, 421), path


STRICT = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
NEEDED = ("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'")


def assert_strict(answer, about):
    """Check the headers that every answer has."""
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy, about
    assert "*" not in policy, about
    assert [part for part in NEEDED if part not in policy.split("; ")] == [], about
    assert {name: answer.headers.get(name) for name in STRICT} == STRICT, about
    assert "server" not in answer.headers, about
    assert not [name for name in answer.headers if name.startswith("access-control")], about


def test_headers_of_every_answer(routes, visitor, learner, manager):
    """Pages, files, refusals and faults carry the strict headers; none says what made it."""
    for pattern, _handler in routes:
        if pattern.startswith(("/modules/0", "/exercises")):
            continue  # these start a kernel; the shared page stands for them below
        for client in (visitor, learner, manager):
            answer = client.get(example(pattern))
            assert_strict(answer, pattern)
            assert answer.headers["cache-control"] == "no-store", pattern
    for path in (MINE, STATIC + "page.css", STATIC + "none.css"):
        assert_strict(learner.get(path), path)
    assert_strict(visitor.get("/", Host="evil.example"), "a foreign host")
    assert_strict(learner.post("/profile", xsrf="wrong"), "a form without token")


@pytest.mark.parametrize("path", ["/modules/fragile", "/modules/fragile/text"])
def test_a_fault_of_ours_tells_nothing(site, learner, path, logged):
    """When a file breaks while the course runs, people get kind words and the log the reason."""
    file = site.data / "content" / "modules" / "fragile.ipynb"
    sound = file.read_text(encoding="utf-8")
    file.write_text("{ broken", encoding="utf-8")
    try:
        answer = learner.get(path + "?secret=MARKED")
    finally:
        file.write_text(sound, encoding="utf-8")
    assert answer.status == 500
    assert_strict(answer, path)
    assert "Something went wrong on our side" in answer.text
    assert not re.search("Traceback|Error|json|fragile|site-packages", answer.text)
    assert f"GET {path} failed" in logged()
    assert "MARKED" not in logged()
