"""Doors to a meeting: what a seat opens, what it does not, and who cannot get or keep one."""

import base64
import itertools
import re
import time
from urllib.parse import quote_plus

import pytest
from markupsafe import escape

from course.activities.meeting_room import plan_of
from course.content.library import Library
from course.people.roles import Person
from course.store.meetings import DAY
from course.store.store import Store
from tests.serve.security.client import HUNG_UP, MODULE, SECONDS, Client, act_frame
from tests.serve.security.conftest import PIN

MOVED = "/join/moved?kind=role-play"
SEAT, SHEET = "course-seat-role-play", "/roleplay_scripts/scene_sheet"
TRAINER = Person("7e" * 8, "Toni Trainer", "trainer")
SCRIPT = '<script>alert("1")</script>'
numbers = itertools.count(1)


@pytest.fixture(scope="module")
def store(site):
    """Give the store of the server, seen past it."""
    store = Store(site.data)
    yield store
    store.close()


@pytest.fixture(scope="module")
def begin(store):
    """Give a function that begins a meeting; returns its code, at another time if asked to."""

    def begin(at=None):
        plan, snapshots = plan_of(Library(), "the-table-by-the-window", "soft")
        return store.meetings.begin(TRAINER, plan, snapshots, at=at)

    return begin


@pytest.fixture
def room(begin):
    """Give a meeting that has just begun."""
    return begin()


@pytest.fixture(autouse=True)
def quiet_end(site):
    """Wait after each test until no kernel is on its way out: other tests count them."""
    yield
    pages = re.compile(r"^\w*pages_open (\d+)", re.MULTILINE)
    until = time.monotonic() + SECONDS
    while len(site.kernels()) != int(pages.search(Client(site.url).get("/metrics").text)[1]):
        assert time.monotonic() < until, "a kernel that has no page any more goes on"


def guest(site, room, name="", **form):
    """Return a browser with a seat in a meeting, under a name of its own."""
    client = Client(site.url)
    client.name = name or f"Guest {next(numbers)}"
    answer = sit(client, room, client.name, **form)
    assert (answer.status, answer.headers.get("location")) == (303, SHEET), answer.text
    return client


def sit(client, room, name, **form):
    """Send the form of somebody who says who they are."""
    return client.post(f"/join/{room.code}", {"name": name, **form})


def is_seated(client):
    """Tell whether the page of a seat opens."""
    answer = client.get(SHEET)
    assert answer.status in (200, 303)
    return answer.status == 200


def end_kernel(client, page):
    """Let a page say good-bye, so that the shared server keeps its places."""
    client.post(f"/voila/api/shutdown/{page.kernel}")


# --- Coming in ----------------------------------------------------------------------------------


def test_a_guest_gets_a_seat_and_its_page(site, room):
    """Code and name are enough; the page is about the seat, and the log knows only its id."""
    client = guest(site, room)
    page = client.open_page(SHEET)
    view = page.now(page.cell("scene_sheet"))
    assert view["me"]["name"] == client.name
    assert client.name in page.text
    assert f"owner=seat-{view['me']['seat']} " in site.said()
    assert client.name not in site.said()
    end_kernel(client, page)


def test_a_seat_while_the_database_is_locked(site, room):
    """Kind words, no seat; a moment later the same form is taken."""
    client, name = Client(site.url), f"Guest {next(numbers)}"
    with site.locked_database():
        answer = sit(client, room, name)
    assert (answer.status, SEAT in answer.cookies) == (503, False)
    assert "Saving takes longer than usual" in answer.text
    assert sit(client, room, name).status == 303


def test_the_cookie_is_for_the_server_alone(site, room):
    """No script reads it, other sites do not send it, and it lasts a day."""
    client = Client(site.url)
    line = sit(client, room, f"Guest {next(numbers)}").headers["set-cookie"]
    line = line if SEAT in line else ""
    assert "HttpOnly" in line
    assert "SameSite=Lax" in line
    assert "expires=" in line


def test_names_can_be_tapped(site, room, store, new):
    """The page shows the business's people, oneself first, and who is here already apart."""
    here, me = guest(site, room), new()
    text = me.get(f"/join/{room.code}").text
    tiles = re.findall(r'name="name" value="([^"]*)"( class="primary")?>', text)
    assert tiles[0] == (me.name, ' class="primary"')
    free, seated = text.split("Back again?")
    assert f'value="{here.name}"' in seated
    assert f'value="{here.name}"' not in free


def test_somebody_is_here_already(site, room):
    """Another phone is asked; "yes" takes the seat over, and it says so on the old one."""
    first = guest(site, room)
    page = first.open_page(SHEET)
    second = Client(site.url)
    asked = sit(second, room, first.name.upper())
    assert asked.status == 409
    assert "Is that you, on another phone?" in asked.text
    assert not is_seated(second)
    assert sit(second, room, first.name, again="yes").status == 303
    assert first.get(f"/api/kernels/{page.kernel}").status == 403
    moved = first.get(SHEET)
    assert moved.headers["location"] == MOVED
    assert "You continued on another phone" in first.get(MOVED).text
    again = second.open_page(SHEET)
    assert again.now(again.cell("scene_sheet"))["me"]["name"] == first.name
    end_kernel(second, again)


def test_a_page_that_was_replaced_does_not_take_turns(site, room):
    """Of two pages of a seat the newer one stays; the other is told, unless it is opened anew."""
    client = guest(site, room)
    old = client.open_page(SHEET)
    new = client.open_page(SHEET)
    answer = client.get(SHEET, Course_Kernel=old.kernel)
    assert answer.headers["location"] == MOVED
    assert "in another window" in client.get(MOVED).text
    assert new.settle()
    assert client.get(SHEET, Course_Kernel=new.kernel).status == 200


def test_a_form_that_is_sent_twice_gives_one_seat(site, room):
    """Somebody who taps twice is not asked whether it is them; a second name is another seat."""
    client, name = Client(site.url), f"Guest {next(numbers)}"
    key = re.search(r'name="key" value="(\w+)"', client.get(f"/join/{room.code}").text)[1]
    assert sit(client, room, name, key=key).status == 303
    first = dict(client.cookies)
    assert sit(client, room, name, key=key).status == 303
    assert is_seated(client)
    client.cookies = first
    assert is_seated(client)
    assert sit(Client(site.url), room, f"Guest {next(numbers)}", key=key).status == 303


def test_big_screens(site, begin):
    """Each gets a name of its own; nobody takes one over by its name."""
    room = begin()
    form = {"screen": "Screen 1"}
    screens = [Client(site.url) for _number in range(2)]
    assert [each.post(f"/join/{room.code}", form).status for each in screens] == [303, 303]
    page = screens[1].open_page(SHEET)
    assert page.now(page.cell("big_screen"))["join"]["code"] == room.code
    end_kernel(screens[1], page)
    for again in ("", "yes"):
        answer = sit(Client(site.url), room, "screen 2", again=again)
        assert answer.status == 400
        assert "A screen has this name" in answer.text
    listed = Client(site.url).get(f"/join/{room.code}").text
    assert 'value="Screen 3"' in listed
    assert 'name="name" value="Screen' not in listed


def test_without_a_seat_there_is_a_door(visitor, learner):
    """Who has no seat is led to the door, signed in or not."""
    for client in (visitor, learner):
        assert client.get(SHEET).headers["location"] == MOVED
        assert client.get(MOVED).headers["location"] == "/join"


# --- Codes --------------------------------------------------------------------------------------


def test_codes_as_people_type_them(visitor, room):
    """Small letters and spaces are fine; the code of the address is the clean one."""
    typed = f"{room.code[:3]}+{room.code[3:]}".lower()
    assert visitor.get(f"/join?code={typed}").headers["location"] == f"/join/{room.code}"


@pytest.mark.parametrize("code", ["BBBBBB", "x", "<script>", "' OR 1=1", "../..", "é", "%00"])
def test_unknown_codes(site, code):
    """They get kind words, and what was typed stays, as text."""
    client = Client(site.url)
    answer = client.get(f"/join?code={quote_plus(code)}")
    assert answer.status == 404
    assert "Nothing is open with this code" in answer.text
    assert f'value="{escape(code)}"' in answer.text
    assert "<script>" not in answer.text


def test_wrong_codes_are_limited_by_address(site, room):
    """Guessing ends in a wait, also for the right code; another address and seats go on."""
    client, seated = Client(site.url), guest(site, room)
    seated.address = client.address
    statuses = [client.get(f"/join?code=WRONG{number:02}").status for number in range(30)]
    statuses.append(sit(client, room, "Guesser").status)
    assert statuses == [404] * 30 + [429]
    answer = client.get(f"/join/{room.code}")
    assert answer.status == 429
    assert "Please wait a minute" in answer.text
    assert Client(site.url).get(f"/join/{room.code}").status == 200
    assert is_seated(seated)


def test_right_codes_are_not_limited(site, room):
    """A whole team behind one address may join at once."""
    client = Client(site.url)
    assert {client.get(f"/join/{room.code}").status for _phone in range(40)} == {200}


@pytest.mark.parametrize("how", ["by its trainer", "by the clock"])
def test_a_meeting_that_is_over(site, store, begin, how):
    """It takes nobody any more, and says so."""
    room = begin(store.clock() - DAY - 1 if how == "by the clock" else None)
    if how == "by its trainer":
        store.meetings.append(room.id, "stop", {}, "key")
    for answer in (Client(site.url).get(f"/join/{room.code}"), sit(Client(site.url), room, "Late")):
        assert answer.status == 410
        assert "This is over" in answer.text
    assert store.meetings.seats(room.id) == {}


# --- What a seat does not open ------------------------------------------------------------------


def test_a_seat_opens_no_other_page(site, room):
    """Pages of people ask for a person, and the machine's figures and files stay closed."""
    client = guest(site, room)
    for path in (MODULE, "/profile", "/exercises/desk", "/roleplay_scripts/meeting"):
        answer = client.get(path)
        assert answer.headers["location"] == f"/sign-in?next={path}", path
    for path in (
        "/people",
        "/desk/progress.csv",
        "/role-models/ratings.csv",
        "/profile/data.json",
        MODULE + "/text",
    ):
        assert client.get(path).status in (302, 303, 403, 404), path
    assert "Who is learning" not in client.get("/").text


def test_kernels_of_another_seat(site, room):
    """They look like none, and are neither used nor ended; a person's kernels are the same."""
    mine, stranger = guest(site, room), guest(site, room)
    page = mine.open_page(SHEET)
    assert '"dead"' in stranger.get(f"/api/kernels/{page.kernel}").text
    assert stranger.refusal(page.kernel) == 403
    assert stranger.post(f"/voila/api/shutdown/{page.kernel}").status == 404
    assert page.settle()
    end_kernel(mine, page)


def test_a_person_with_a_seat_has_both(site, room, new):
    """A trainer's laptop may be signed in and seated: each kernel obeys its owner."""
    client = new("trainer")
    assert sit(client, room, client.name).status == 303
    seat_page, own_page = client.open_page(SHEET), client.open_page(MODULE)
    assert seat_page.settle()
    assert own_page.settle()
    without = Client(site.url)
    without.cookies = {name: value for name, value in client.cookies.items() if name != SEAT}
    assert '"dead"' in without.get(f"/api/kernels/{seat_page.kernel}").text
    assert '"idle"' in without.get(f"/api/kernels/{own_page.kernel}").text
    for page in (seat_page, own_page):
        end_kernel(client, page)


def test_a_kernel_of_a_seat_knows_no_person(site, room, new, learner):
    """Its page has nothing of the person who is signed in on the same device."""
    client = new()
    assert sit(client, room, f"Guest {next(numbers)}").status == 303
    page = client.open_page(SHEET)
    assert client.name not in page.text
    assert client.id not in page.text
    end_kernel(client, page)


# --- Cookies ------------------------------------------------------------------------------------


def with_next_claim(value, _other):
    """Return the cookie with what the next device would get, under the old signature."""
    *start, field, signature = value.strip('"').split("|")
    seat, _dot, claim = base64.b64decode(field.partition(":")[2]).decode().partition(".")
    field = base64.b64encode(f"{seat}.{int(claim) + 1}".encode()).decode()
    return "|".join([*start, f"{len(field)}:{field}", signature])


TAMPERED = {
    "another claim": with_next_claim,
    "cut": lambda value, _other: value[:-4],
    "unsigned": lambda _value, _other: "0123456789abcdef.1",
    "another's signature": lambda value, other: value[:-64] + other[-64:],
    "of another name": lambda _value, other: other,
    "nothing": lambda _value, _other: "",
}


@pytest.mark.parametrize("tamper", TAMPERED.values(), ids=TAMPERED)
def test_cookies_that_were_changed(site, room, learner, tamper):
    """A cookie that we did not sign as it stands, for this use, is none."""
    client = guest(site, room)
    client.cookies[SEAT] = tamper(client.cookies[SEAT], learner.cookies["course-session"])
    assert not is_seated(client)


def test_a_seat_is_no_session(site, room):
    """The cookie of a seat under the name of another one opens nothing."""
    client = guest(site, room)
    client.cookies["course-session"] = client.cookies.pop(SEAT)
    assert not client.is_in
    assert not is_seated(client)


def test_an_old_claim_is_worth_nothing(site, room):
    """The cookie kept from before another device took the seat neither opens nor drives it."""
    first = guest(site, room)
    second = guest(site, room, first.name, again="yes")
    page = second.open_page(SHEET)
    assert not is_seated(first)
    assert first.refusal(page.kernel) == 403
    assert page.settle()
    end_kernel(second, page)


@pytest.mark.parametrize("how", ["taken over", "forgotten"])
def test_a_page_ends_with_its_seat(site, room, store, how):
    """A page that is still open stores nothing and tells nothing more."""
    client = guest(site, room)
    page = client.open_page(SHEET)
    cell = page.cell("scene_sheet")
    assert page.settle()
    if how == "taken over":
        guest(site, room, client.name, again="yes")
    else:
        store.accounts.forget(client.name)
    act = {"do": "decline", "part": "customer", "declined": True}
    before = len(store.meetings.events(room.id))
    try:
        late = page.last_words(act_frame(page.comms[cell], act, "0" * 32))
    except HUNG_UP:
        late = []
    assert not [message for message in late if '"declined"' in str(message)]
    assert len(store.meetings.events(room.id)) == before
    assert not is_seated(client)


def test_a_profile_that_is_forgotten_loses_its_seat(site, room, accounts, new):
    """The seat goes with the person, also on the phone that is still there."""
    client = new()
    phone = guest(site, room, client.name)
    accounts.forget(client.name)
    assert not is_seated(phone)


# --- Forms --------------------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["", "0" * 32])
def test_joining_needs_the_token_of_the_page(site, room, store, token):
    """Another site cannot put somebody into a meeting."""
    name, client = f"Guest {next(numbers)}", Client(site.url)
    client.get(f"/join/{room.code}")
    assert client.post(f"/join/{room.code}", {"name": name}, xsrf=token).status == 403
    assert name not in [seat.name for seat in store.meetings.seats(room.id).values()]


@pytest.mark.parametrize("name", [SCRIPT, '" autofocus onfocus="x', "{{ 7*7 }}", "'; DROP TABLE--"])
def test_names_are_text(site, room, name):
    """A name that looks like code is shown as it is, to its owner and to all others."""
    client = guest(site, room, name)
    page = client.open_page(SHEET)
    texts = [page.text, Client(site.url).get(f"/join/{room.code}").text]
    texts.append(sit(Client(site.url), room, name).text)
    assert [text for text in texts if escape(name) not in text] == []
    assert escape(name) == name or not [text for text in texts if name in text]
    end_kernel(client, page)


@pytest.mark.parametrize("name", ["", " ", "\u200b", "x" * 61])
def test_names_that_are_none(site, room, name):
    """They get kind words at the field, and what was typed stays."""
    answer = sit(Client(site.url), room, name)
    assert answer.status == 400
    assert "Please give a name of 1 to 60 letters" in answer.text
    assert f'value="{name.strip()}"' in answer.text


def test_a_kiosk_takes_no_part(site, room):
    """It remembers nobody: it is not let in, and a seat that the browser had is gone."""
    client = guest(site, room)
    client.post("/kiosk")
    assert client.cookies[SEAT] == ""
    for path in ("/join", f"/join/{room.code}", MOVED):
        assert "join with your own phone" in client.get(path).text
    assert sit(client, room, "Kim Kiosk").status == 403
    assert "Kim Kiosk" not in Client(site.url).get(f"/join/{room.code}").text
    client.cookies[SEAT] = guest(site, room).cookies[SEAT]
    assert not is_seated(client)


def test_who_takes_another_seat_leaves_the_first(site, room):
    """On a phone that goes round, the page of the one before ends."""
    client = guest(site, room)
    page = client.open_page(SHEET)
    assert sit(client, room, f"Guest {next(numbers)}").status == 303
    assert '"dead"' in client.get(f"/api/kernels/{page.kernel}").text


def test_the_log_names_nobody(site, room, new, logged):
    """Joining writes no name, no code and no token."""
    client = new()
    phone = guest(site, room, client.name)
    page = phone.open_page(SHEET)
    for secret in (client.name, room.code, phone.cookies[SEAT], PIN):
        assert secret not in logged()
    end_kernel(phone, page)
