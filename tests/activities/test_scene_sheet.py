"""What a phone in a meeting shows, where it depends on more than the phase."""

import pytest

from course.activities.meeting_script import SCENE, ScriptClock, ScriptedMeeting
from course.content.library import Library
from course.errors import InvalidResponseError
from course.people.roles import Person
from course.store.store import Store
from tests.samples import course_of


@pytest.fixture
def meeting(data):
    """Return a meeting whose team has joined."""
    store = Store(data, ScriptClock())
    yield ScriptedMeeting(course_of(Library(), store, Person("robin", "Robin", "trainer")), SCENE)
    store.close()


def one_of_each(meeting):
    """Return the name of the customer, of the employee, and of an observer."""
    return [meeting.playing(part)[0] for part in ("customer", "employee", "observer")]


def test_observers_read_beforehand_what_to_look_for(meeting):
    """With the brief they get the watch items, without anything tapped; nobody else gets them."""
    meeting.lead("deal")
    meeting.go("brief")
    customer, employee, observer = one_of_each(meeting)
    watch = meeting.phones[observer].view()["watch"]
    assert [item["id"] for item in watch] == [item.id for item in meeting.room.form.watch]
    assert not any("outcome" in item for item in watch)
    assert not any("watch" in meeting.phones[name].view() for name in (customer, employee))


def test_phones_say_how_many_scores_are_in(meeting):
    """Those who are there and score count; who went home without a score is not waited for."""
    meeting.prepare()
    meeting.go("score")
    customer, employee, observer = one_of_each(meeting)
    sheets = {"given": 0, "all": 4}
    assert [meeting.phones[name].view()["sheets"] for name in (customer, employee)] == [sheets] * 2
    levels = {standard.id: 3 for standard in meeting.room.form.standards}
    meeting.tap(customer, "score", watch={}, levels=levels, grade="pass", moment="")
    meeting.lead("leave", seat=meeting.phones[observer].seat.id)
    assert meeting.phones[employee].view()["sheets"] == {"given": 1, "all": 3}


def test_a_meeting_that_ends_before_a_play_shows_no_results(meeting):
    """Phones and big screens say good-bye; there is nothing to reveal and no goal to set."""
    screen = meeting.join("Screen 1", screen=True)
    meeting.lead("stop")
    phone = meeting.phones["João"]
    assert [view["phase"] for view in (phone.view(), screen.view())] == ["ended", "ended"]
    assert "results" not in phone.view()
    assert "debrief" not in screen.view()
    with pytest.raises(InvalidResponseError):
        meeting.tap("João", "goal", when="somebody waits", then="I look up")


def test_who_is_fine_takes_no_stop_back(meeting):
    """The most urgent wish stands until the trainer has seen to it."""
    meeting.prepare()
    for level, shown in (("green", "green"), ("red", "red"), ("amber", "red"), ("green", "red")):
        assert meeting.tap("João", "safe", level=level)["alarm"] == shown
    meeting.lead("calm")
    assert meeting.tap("João", "safe", level="amber")["alarm"] == "amber"


def test_a_safe_stop_is_heard_once(meeting):
    """However often it is pressed, one event is stored, until it is more urgent."""
    meeting.prepare()

    def stops():
        events = meeting.course.store.meetings.events(meeting.room.id)
        return [event.body["level"] for event in events if event.kind == "safe"]

    for level in ("amber", "amber", "green", "red", "red"):
        meeting.tap("João", "safe", level=level)
    assert stops() == ["amber", "red"]


def test_no_part_is_shown_before_it_is_dealt_anew(meeting):
    """Who goes back to deal again starts without parts; who plays it again keeps them."""
    meeting.prepare()
    meeting.play()
    meeting.score()
    parts = {name: phone.view()["me"]["part"] for name, phone in meeting.phones.items()}
    meeting.lead("again", deal=False)
    assert {name: phone.view()["me"]["part"] for name, phone in meeting.phones.items()} == parts
    meeting.go("play")
    meeting.play()
    meeting.score()
    meeting.lead("again", deal=True)
    assert {phone.view()["me"]["part"] for phone in meeting.phones.values()} == {None}
    meeting.lead("deal")
    assert None not in {phone.view()["me"]["part"] for phone in meeting.phones.values()}
