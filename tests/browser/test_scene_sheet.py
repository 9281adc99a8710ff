"""A phone in a live meeting, on a real server: it follows, scores, and keeps what is typed."""

import pytest

from tests.browser.meetings import (
    fill_in_score,
    give_part,
    join_by_phone,
    live_meeting,
    start_scene,
)

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


@pytest.fixture
def meeting(server):
    """Give a meeting that a team of three has joined without browsers."""
    with live_meeting(server) as meeting:
        yield meeting


def test_an_observer_s_way(visit, meeting):
    """From the door to the goodbye the page follows the trainer; nothing is opened twice."""
    visitor = visit(**PHONE)
    sheet = join_by_phone(visitor, meeting)
    heading = sheet.locator("h2:visible")
    give_part(meeting, "observer")
    heading.get_by_text("You observe").wait_for()
    meeting.go("brief")
    sheet.get_by_role("button", name="I am ready").tap()
    sheet.get_by_text("1 of 4 are ready").wait_for()
    meeting.go("play")
    start_scene(meeting)
    sheet.get_by_text("Playing").wait_for()
    line = sheet.get_by_role("group", name="Lets the guest finish")
    line.get_by_role("button", name="Seen", exact=True).tap()
    sheet.get_by_role("button", name="Seen", exact=True, pressed=True).wait_for()
    meeting.go("score")
    heading.get_by_text("What did you see?").wait_for()
    tapped = sheet.get_by_role("group", name="Lets the guest finish")
    assert tapped.get_by_role("radio", name="Seen", exact=True).is_checked()
    fill_in_score(sheet)
    sheet.get_by_role("button", name="Put my score in").tap()
    sheet.get_by_role("heading", name="Your score is in").wait_for()
    sheet.get_by_text("1 of 3 scores are in").wait_for()
    meeting.go("debrief")
    heading.get_by_text("How was it?").wait_for()
    grades = sheet.locator(".result-card", has_text="All in all")
    assert "Everyone said: Good. You said: Good." in grades.inner_text()
    meeting.go("follow-up")
    sheet.get_by_label("When …", exact=True).fill("a guest waits at the desk")
    sheet.get_by_label("… then I will …").fill("look up first")
    sheet.get_by_role("radio", name="João").check(force=True)
    sheet.get_by_label("What did they do?").fill("Stayed calm.")
    sheet.get_by_role("button", name="Say thank you").tap()
    sheet.get_by_text("Your words for João are kept").wait_for()
    meeting.go("ended")
    sheet.get_by_text("When a guest waits at the desk, then I will look up first").wait_for()
    assert meeting.room.meeting.play.scores, "the trainer's page has it as well"


def test_what_others_do_disturbs_nobody(visit, meeting):
    """Somebody typing keeps words, focus and place when others act, and over a safe stop."""
    sheet = join_by_phone(visit(**PHONE), meeting)
    give_part(meeting, "observer")
    meeting.go("brief")
    meeting.go("play")
    meeting.go("score")
    moment = sheet.get_by_label("One moment that met the standard")
    moment.focus()
    moment.type("He waited")
    customer = meeting.playing("customer")[0]
    levels = {standard.id: 3 for standard in meeting.room.form.standards}
    others = [name for name in meeting.phones if name != customer]
    meeting.tap(customer, "score", watch={}, levels=levels, grade="good", moment="")
    meeting.tap(others[0], "safe", level="amber")
    sheet.get_by_text("Somebody would like it easier").wait_for()
    assert moment.input_value() == "He waited"
    assert moment.evaluate("field => field === document.activeElement")
    meeting.tap(others[0], "safe", level="red")
    sheet.get_by_role("heading", name="We stop here for a moment.").wait_for()
    assert not moment.is_visible()
    meeting.lead("calm")
    moment.wait_for()
    assert moment.input_value() == "He waited"


def test_a_customer_gets_cues_and_can_stop_the_scene(visit, meeting):
    """A new cue is shown, announced and felt; a safe stop by keyboard stops the clock for all."""
    visitor = visit(**PHONE)
    page = visitor.page
    page.add_init_script("window.buzzes = []; navigator.vibrate = time => buzzes.push(time);")
    sheet = join_by_phone(visitor, meeting)
    give_part(meeting, "customer")
    meeting.go("brief")
    sheet.get_by_role("heading", name="Only for you").wait_for()
    meeting.go("play")
    sheet.get_by_text("Just play your part").wait_for()
    start_scene(meeting, ago=59)
    status = sheet.get_by_role("status").filter(has_text="Will you let me finish")
    status.wait_for()
    assert "Make it harder" in status.inner_text()
    assert page.evaluate("window.buzzes.length") == 1
    opener = sheet.get_by_role("button", name="How is it for you?")
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    sheet.get_by_role("heading", name="We stop here for a moment.").wait_for()
    assert meeting.trainer.view()["clock"]["state"] == "paused"
    safe, pause = meeting.course.store.meetings.events(meeting.room.id)[-2:]
    assert (safe.kind, safe.seat, pause.seat) == ("safe", None, None)
