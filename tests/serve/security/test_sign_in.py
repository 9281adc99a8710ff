"""Signing in: cookies that are not ours, PINs that are guessed, and who can keep whom out."""

import base64
import re
import time
from http.cookies import SimpleCookie

import pytest
from tornado.web import create_signed_value

from course.store.accounts import FREE_FAILURES
from course.store.store import Store
from tests.browser.server import running
from tests.serve.security.client import DEVICE, HAS_MANY_ADDRESSES, MODULE, SESSION, Client
from tests.serve.security.conftest import PIN

DAY = 24 * 3600


def value_of(client, name=SESSION):
    """Return a cookie without its quotes."""
    return client.cookies[name].strip('"')


def secret_of(site):
    """Return the secret that signs cookies."""
    return (site.data / "cookie_secret").read_bytes()


def token_of(client):
    """Return the sign-in token in the session cookie; who has it may still not sign."""
    return base64.b64decode(value_of(client).split("|")[4].split(":")[1])


FORGERIES = {
    "one letter changed": lambda _site, c: (
        value_of(c)[:-1] + ("0" if value_of(c)[-1] != "0" else "1")
    ),
    "truncated": lambda _site, c: value_of(c)[:-10],
    "only a half": lambda _site, c: value_of(c)[: len(value_of(c)) // 2],
    "without signature": lambda _site, c: value_of(c).rpartition("|")[0] + "|",
    "the bare token": lambda _site, c: token_of(c).decode(),
    "another secret": lambda _site, c: create_signed_value(
        b"0" * 32, SESSION, token_of(c)
    ).decode(),
    "no secret": lambda _site, c: create_signed_value(b"", SESSION, token_of(c)).decode(),
    "another cookie's value": lambda _site, c: value_of(c, DEVICE),
    "another cookie's name": lambda s, c: signed(s, token_of(c), name=DEVICE),
    "the form of long ago": lambda s, c: signed(s, token_of(c), version=1),
    "older than it may be": lambda s, c: signed(
        s, token_of(c), clock=lambda: time.time() - 91 * DAY
    ),
    "a made-up token": lambda s, _c: signed(s, b"x" * 43),
    "an id": lambda s, c: signed(s, c.id),
    "not text": lambda s, _c: signed(s, b"\xff\xfe"),
    "nothing signed": lambda s, _c: signed(s, b""),
    "bars": lambda _site, _c: "2|1:0|10:9999999999|14:course-session|0:||",
    "noise": lambda _site, _c: "a" * 3000,
}


def signed(site, value, name=SESSION, **options):
    """Sign as the server does, which a thief of the secret could; some must fail even so."""
    return create_signed_value(secret_of(site), name, value, **options).decode()


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_forged_cookies_are_none(site, learner, visitor, forge):
    """A session cookie that is not exactly the one we gave makes its bearer a visitor."""
    visitor.cookies[SESSION] = forge(site, learner)
    for path in ("/profile", "/profile/data.json", MODULE):
        answer = visitor.get(path)
        assert answer.status == 302, path
        assert answer.headers["location"].startswith("/sign-in"), path
    assert learner.name not in visitor.get("/").text


@pytest.mark.parametrize(
    "name", ["Authorization", "X-Forwarded-User", "Remote-User", "Course-Person"]
)
def test_headers_make_nobody_somebody(learner, visitor, name):
    """Neither tokens nor names in headers or addresses are believed."""
    for value in (
        learner.id,
        learner.name,
        f"token {token_of(learner).decode()}",
        "Basic bWU6bWU=",
    ):
        answer = visitor.get("/profile?token=" + token_of(learner).decode(), **{name: value})
        assert answer.status == 302


def replayed(new, end):
    """Sign in, keep the cookies, end the sign-in; tell whether the kept cookies are still good."""
    client = new()
    thief = Client(client.url)
    thief.cookies = dict(client.cookies)
    assert thief.is_in
    end(client)
    return thief.is_in


def other_device(client):
    """Return the person's browser on another device."""
    other = Client(client.url)
    assert other.sign_in(client.name, PIN).status == 303
    return other


REPLAYS = {
    "sign-out": lambda c: c.post("/sign-out"),
    "sign-out on all devices": lambda c: other_device(c).post("/sign-out", {"everywhere": "yes"}),
    "a new PIN of one's own": lambda c: other_device(c).post(
        "/profile", {"old": PIN, "pin": "55555"}
    ),
}


@pytest.mark.parametrize("end", REPLAYS.values(), ids=REPLAYS)
def test_old_cookies_are_worth_nothing(new, end):
    """A copied cookie ends with the sign-in it came from."""
    assert replayed(new, end) is False


def test_old_cookies_after_a_manager_acted(new, accounts, manager):
    """A PIN reset by a manager ends all sign-ins, as does ``course people forget``."""
    reset = {"do": "reset", "pin": "55555"}
    assert not replayed(new, lambda c: manager.post("/people", reset | {"name": c.name}))
    assert not replayed(new, lambda c: accounts.forget(c.name))


def test_a_new_pin_keeps_this_device(new):
    """Who changes the PIN stays signed in where they did it, with another cookie."""
    client = new()
    before = value_of(client)
    assert client.post("/profile", {"old": PIN, "pin": "55555"}).status == 200
    assert client.is_in
    assert value_of(client) != before


def test_signing_out_here_leaves_other_devices(new):
    """An ordinary sign-out ends one sign-in, not the others."""
    client = new()
    other = other_device(client)
    client.post("/sign-out")
    assert other.is_in


def flags(cookie):
    """Return the flags of a cookie that matter."""
    return cookie["path"], cookie["samesite"], bool(cookie["httponly"]), bool(cookie["secure"])


@pytest.fixture(scope="module")
def secure_site(tmp_path_factory):
    """Give a server whose public address is https, as behind a proxy; with counters of its own."""
    options = ["--public-url", "https://course.example/"]
    with running(tmp_path_factory.mktemp("secure"), options=options) as server:
        yield server


def test_flags_of_cookies(site, secure_site, new):
    """No script reads the session, no other site sends it; by https it never travels in clear."""
    for server, is_secure in ((site, False), (secure_site, True)):
        store = Store(server.data)
        name = f"Flags {is_secure}"
        store.accounts.add(name)
        store.close()
        client = Client(server.url)
        client.get("/sign-in")
        cookies = client.sign_in(name).cookies
        assert set(cookies) >= {SESSION, DEVICE}
        for cookie in (SESSION, DEVICE):
            assert flags(cookies[cookie]) == ("/", "Lax", True, is_secure), cookie
            assert cookies[cookie]["domain"] == ""
        xsrf = Client(server.url).get("/sign-in").cookies["_xsrf"]
        assert flags(xsrf) == ("/", "Lax", False, is_secure), "the page's script reads this one"


# --- guessing -----------------------------------------------------------------------------------


many_addresses = pytest.mark.skipif(not HAS_MANY_ADDRESSES, reason="there is one loopback only")


@pytest.fixture
def guessed(new):
    """Give somebody at whose PIN strangers guessed until there was a wait."""
    victim = new()
    stranger = Client(victim.url)
    said = [stranger.sign_in(victim.name, "0000") for _try in range(FREE_FAILURES + 1)]
    assert [answer.status for answer in said] == [401] * len(said)
    assert "Please wait" in said[-1].text
    victim.stranger = stranger
    return victim


@many_addresses
def test_even_the_right_pin_must_wait(guessed):
    """After some wrong PINs the right one is refused too, in kind words, elsewhere."""
    answer = guessed.stranger.sign_in(guessed.name, PIN)
    assert answer.status == 401
    assert re.search(r"Please wait \d+ min, or ask a manager for a new PIN", answer.text)


@many_addresses
def test_strangers_cannot_keep_people_out(guessed):
    """On a device where they signed in before, the right PIN still opens the course."""
    guessed.post("/sign-out")
    assert not guessed.is_in
    assert guessed.sign_in(guessed.name, PIN).status == 303
    assert guessed.is_in
    assert guessed.stranger.sign_in(guessed.name, PIN).status == 401, "the wait of others goes on"


@many_addresses
def test_one_s_own_device_is_no_way_round(guessed):
    """A thief of the device has a few tries as well, and then has to wait like anybody."""
    guessed.post("/sign-out")
    for _try in range(FREE_FAILURES):
        assert guessed.sign_in(guessed.name, "0000").status == 401
    assert "Please wait" in guessed.sign_in(guessed.name, PIN).text


@many_addresses
def test_a_forged_device_is_no_own_device(guessed):
    """Only a device cookie that we signed shortens the wait."""
    guessed.stranger.cookies[DEVICE] = create_signed_value(b"0" * 32, DEVICE, guessed.id).decode()
    assert guessed.stranger.sign_in(guessed.name, PIN).status == 401


@many_addresses
def test_a_manager_can_end_the_wait(guessed, manager):
    """A new PIN from a manager works at once."""
    manager.post("/people", {"do": "reset", "name": guessed.name, "pin": "55555"})
    assert guessed.stranger.sign_in(guessed.name, "55555").status == 303


def test_the_old_pin_is_not_guessed_from_a_page_left_open(new):
    """Changing the PIN asks for the old one, and tries are counted like those of a sign-in."""
    client = new()
    for _try in range(FREE_FAILURES):
        assert client.post("/profile", {"old": "0000", "pin": "55555"}).status == 400
    answer = client.post("/profile", {"old": PIN, "pin": "55555"})
    assert answer.status == 400
    assert "Please wait" in answer.text


LIES = ("X-Forwarded-For", "X-Real-Ip", "Forwarded", "X-Scheme", "True-Client-IP")


def test_tries_are_limited_by_address(secure_site):
    """Thirty wrong names or new profiles a minute, whatever address a header claims."""
    eager = Client(secure_site.url)
    for number in range(15):
        lies = dict.fromkeys(LIES, f"10.0.0.{number}")
        assert eager.post("/sign-in", {"name": f"Nobody {number}"}, lies).status == 401
        form = {"name": f"Crowd {number}", "pin": ""}
        assert Client(secure_site.url, eager.address).post("/new-profile", form, lies).status in (
            303,
            400,
        )
    refused = [
        eager.post("/sign-in", {"name": "Nobody"}, dict.fromkeys(LIES, "10.1.1.1")),
        eager.post("/new-profile", {"name": "One too many"}),
        eager.post("/new-profile", {"name": "Robber", "pin": PIN, "code": "ABCD-EFGH"}),
    ]
    assert [answer.status for answer in refused] == [429] * 3
    assert "A little slower, please" in refused[0].text
    assert Client(secure_site.url).get("/").status == 200, "reading goes on"


@many_addresses
def test_others_are_not_limited(secure_site):
    """Who tries too often from one address stops nobody at another."""
    eager = Client(secure_site.url)
    while eager.post("/sign-in", {"name": "Nobody"}).status != 429:
        pass
    other = Client(secure_site.url)
    assert other.post("/sign-in", {"name": "Nobody"}).status == 401


def test_cookies_are_read_as_the_tests_say():
    """The reader of cookies that these tests use sees flags as browsers do."""
    cookie = SimpleCookie("a=1; HttpOnly; Path=/; SameSite=Lax")["a"]
    assert flags(cookie) == ("/", "Lax", True, False)
