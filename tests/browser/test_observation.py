"""Two weeks of observation in small: a manager and two phones, one offline for a while."""

import re
import sqlite3
import time
from contextlib import closing, contextmanager

import psutil
import pytest
from playwright.sync_api import expect

from course.activities.observation_round import KIND, ObservationRound
from course.content.library import Library
from course.ids import new_id
from course.store.store import Store
from tests.browser.live_meetings import PHONE, PIN
from tests.browser.observation_states import ROUND, TEAM, begin_round, join
from tests.browser.role_model_states import ROLE_MODELS, ask_the_phones
from tests.browser.server import running
from tests.samples import course_of

NOTE = "Went out into the rain with an umbrella."
SAVED = "Thank you. Your look is saved."


class Thumb:
    """Somebody's thumb on a phone, which counts its taps."""

    def __init__(self, observe):
        self.observe, self.taps = observe, 0

    def tap(self, place):
        """Tap something."""
        place.tap()
        self.taps += 1

    def make_planned_look(self, level=4):
        """Make the look on top of the list, and wait until the phone may be put away."""
        self.tap(self.observe.locator(".next-looks button").first)
        for fieldset in self.observe.locator("fieldset.levels").all():
            self.tap(fieldset.locator("label").nth(level - 1))
        self.tap(self.observe.get_by_role("button", name="Done"))


@pytest.fixture(scope="module")
def hotel(tmp_path_factory):
    """Give a server with a manager, whom the tests share."""
    with running(tmp_path_factory.mktemp("hotel")) as server:
        store = Store(server.data)
        store.accounts.add("Robin", "manager", PIN)
        store.close()
        yield server


@pytest.fixture
def began(hotel, visit):
    """Give the manager's page, and the code of a round that was begun on it and ends in the end."""
    visitor = visit(hotel.url, viewport={"width": 1280, "height": 800})
    visitor.sign_in("Robin", PIN)
    visitor.go(ROUND)
    begin_round(visitor.page, TEAM)
    yield visitor.page, visitor.page.locator(".door .code").inner_text().replace(" ", "")
    room = stored_round(hotel)
    store = Store(hotel.data)
    store.meetings.append(room.id, "end", {}, new_id())
    store.close()


def phone_of(visit, server, code, name):
    """Let somebody join with a phone; return the browser and what is on it."""
    phone = visit(server.url, **PHONE)
    return phone, join(phone, code, name)


def kill_kernel(server, seat):
    """Kill the kernel behind the page of a seat, as a machine without memory does."""
    [pid] = [pid for pid, owner in server.kernels().items() if owner == f"seat-{seat}"]
    process = psutil.Process(pid)
    process.kill()
    process.wait(10)


@contextmanager
def full_disk(server):
    """Let no event be stored for a while."""
    with closing(sqlite3.connect(server.data / "course.sqlite")) as database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON meeting_events "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
        yield
        database.execute("DROP TRIGGER full")


def stored_round(server):
    """Return the round as it is stored."""
    store = Store(server.data)
    stored = store.meetings.recent(kind=KIND)[0]
    room = ObservationRound(course_of(Library(), store), stored)
    store.close()
    return room


def test_what_a_round_takes_is_told_at_once(hotel, visit):
    """Six looks are usual; the form tells what it takes of each, anew with each choice."""
    visitor = visit(hotel.url, viewport={"width": 1280, "height": 800})
    visitor.sign_in("Robin", PIN)
    visitor.go(ROUND)
    form = visitor.page.locator(".begin-round")
    form.get_by_text("Each person in the team looks about 18 times in 14 days.").wait_for()
    form.get_by_role("radio", name="9 Where people are close").check()
    form.get_by_text("Each person in the team looks about 27 times in 14 days.").wait_for()
    form.get_by_label("How long?").select_option("7 days")
    form.get_by_text("27 times in 7 days. That is about 5 times on a working day.").wait_for()
    form.get_by_text("It is a lot: give it more days, or fewer looks.").wait_for()


def test_ten_seconds_at_the_counter(began, visit, hotel):
    """A planned look takes five taps at most and ten seconds; the manager sees it at once.

    They may ask the phones for more where the role-model sheet is not sure.
    """
    laptop, code = began
    _phone, observe = phone_of(visit, hotel, code, "Ines")
    thumb, start = Thumb(observe), time.monotonic()
    thumb.make_planned_look()
    observe.get_by_text(SAVED).wait_for()
    assert time.monotonic() - start < 10
    assert thumb.taps <= 5
    laptop.get_by_text("1 look so far.").wait_for()
    laptop.get_by_text("in another situation, by another observer").first.wait_for()
    assert observe.page.evaluate("document.documentElement.scrollWidth") <= 360
    laptop.goto(f"{hotel.url}{ROLE_MODELS}")
    ask_the_phones(laptop)
    expect(laptop.locator(".advice p").last).to_be_focused()
    laptop.goto(f"{hotel.url}{ROUND}")
    laptop.get_by_text(re.compile("added on advice of .* Still to come: [1-9]")).wait_for()


def test_a_phone_without_network_and_a_dead_kernel(began, visit, hotel):
    """A look tapped offline arrives once; after a killed kernel the next one does, too."""
    laptop, code = began
    ines, observe = phone_of(visit, hotel, code, "Ines")
    _joao, other = phone_of(visit, hotel, code, "João")
    ines.expect_complaint("ERR_INTERNET_DISCONNECTED|WebSocket|ERR_NETWORK|ERR_|404")
    ines.context.set_offline(True)
    Thumb(observe).make_planned_look(level=5)
    observe.get_by_text("Saving …").wait_for()
    Thumb(other).make_planned_look()
    other.get_by_text(SAVED).wait_for()
    ines.context.set_offline(False)
    observe.get_by_text(SAVED).wait_for(timeout=30_000)
    laptop.get_by_text("2 looks so far.").wait_for()

    room = stored_round(hotel)
    seats = {seat.name: seat.id for seat in room.seats.values()}
    kill_kernel(hotel, seats["Ines"])
    Thumb(observe).make_planned_look(level=5)
    laptop.get_by_text("3 looks so far.").wait_for(timeout=30_000)
    looks = stored_round(hotel).looks
    assert [look.rater for look in looks].count(seats["Ines"]) == 2
    assert len(looks) == 3


def test_a_note_a_moment_and_a_look_taken_back(began, visit, hotel):
    """What is typed survives a reload, a moment is told, and a look can be taken back."""
    laptop, code = began
    phone, observe = phone_of(visit, hotel, code, "Ines")
    page = phone.page
    observe.locator(".colleagues").get_by_role("button", name="Marcus").tap()
    observe.get_by_label("A note, if you like").fill(NOTE)
    observe.get_by_text("Saved", exact=True).wait_for()
    page.reload()
    observe.get_by_role("button", name="Go on with your note about Marcus").tap()
    field = observe.get_by_label("A note, if you like")
    assert field.input_value() == NOTE
    observe.get_by_text("A complaint", exact=True).tap()
    observe.get_by_label("A moment worth telling").check()
    observe.get_by_role("button", name="Done").tap()
    observe.get_by_text(SAVED).wait_for()
    laptop.locator(".moments").get_by_text(NOTE).wait_for()

    observe.get_by_text("Your looks so far (1)").tap()
    observe.get_by_role("button", name="Take this back").tap()
    observe.get_by_text("Your look at Marcus is taken back.").wait_for()
    laptop.get_by_text("None yet.").wait_for()
    assert stored_round(hotel).looks == []


def test_the_end_of_a_round(began, visit, hotel):
    """When the manager ends it, phones say so by themselves and thank."""
    laptop, code = began
    _phone, observe = phone_of(visit, hotel, code, "Ines")
    laptop.get_by_text("End this round").click()
    laptop.get_by_role("button", name="End the round now").click()
    observe.get_by_role("heading", name="This round is over. Thank you, Ines.").wait_for()


def test_the_notice_for_the_staff_room(began):
    """On paper there is the code and nothing else, while the way in is open."""
    laptop, _code = began
    laptop.emulate_media(media="print")
    shown = [laptop.locator(place).is_visible() for place in (".code", ".known", "h1", ".bar")]
    assert shown == [True, False, False, False]
    laptop.get_by_text("How people join").evaluate("summary => summary.parentElement.open = false")
    assert laptop.locator(".known").is_visible()


def test_a_look_that_is_refused(began, visit, hotel):
    """What was tapped and written is still there, with the reason, and can be sent once more."""
    _laptop, code = began
    _phone, observe = phone_of(visit, hotel, code, "Ines")
    observe.locator(".colleagues").get_by_role("button", name="Marcus").tap()
    observe.get_by_text("A complaint", exact=True).tap()
    observe.locator("fieldset.levels label").nth(4).tap()
    observe.get_by_label("A note, if you like").fill(NOTE)
    with full_disk(hotel):
        observe.get_by_role("button", name="Done").tap()
        observe.get_by_text("This could not be saved.").wait_for()
        assert observe.get_by_label("A note, if you like").input_value() == NOTE
        assert observe.locator("fieldset.levels input").nth(4).is_checked()
        assert observe.locator(".where strong").inner_text() == "A complaint"
    observe.get_by_role("button", name="Done").tap()
    observe.get_by_text(SAVED).wait_for()
    assert [look.note for look in stored_round(hotel).looks] == [NOTE]
