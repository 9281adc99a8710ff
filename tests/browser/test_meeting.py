"""The Tuesday meeting: a trainer, twelve phones and a big screen on a real server."""

from course.activities.course import Course
from course.activities.meeting_report import last_report
from course.content.library import Library
from course.people.roles import Person
from course.store.store import Store
from tests.browser.live_meetings import LiveMeeting, score

TEAM = [f"Colleague {number}" for number in range(1, 13)]
MOMENT = "Put the pen down and let her finish."
SCENE = Library().scene("the-table-by-the-window")


def lines_of(part):
    """Return the sentences of a private brief."""
    return [line for line in SCENE.briefs[part].splitlines() if line]


def told(meeting, part, players):
    """Return what screens other than those of the players were told of a private brief."""
    return [
        (name, line)
        for name, recorder in meeting.recorders.items()
        if name not in players
        for line in lines_of(part)
        if line in recorder.text()
    ]


def test_the_tuesday_meeting(visit, own_server):
    """All steps with twelve phones; phones drop out, laptop and server start again, all go on.

    Every byte that a phone or the big screen gets is recorded: none but the customer's phone is
    told of the customer's brief, and before the reveal nobody is told of anybody's score.
    """
    own_server.start()
    meeting = LiveMeeting(visit, own_server)
    meeting.open()
    screen = meeting.join_screen()
    for name in TEAM:
        meeting.join(name)
    screen.get_by_text(TEAM[-1]).wait_for()
    meeting.page.get_by_text("Who is here (12)").wait_for()

    meeting.press("Deal the parts")
    meeting.page.get_by_role("combobox").first.wait_for()
    (customer,), (employee,) = meeting.playing("customer"), meeting.playing("employee")
    observers = meeting.playing("observer")
    meeting.press("Hand out the briefs")
    for page in meeting.everybody():
        page.get_by_role("button", name="I am ready").tap()
    screen.get_by_text("12 of 12 are ready").wait_for()
    meeting.phones[customer].page.get_by_text(lines_of("customer")[0]).wait_for()

    meeting.press("Two short cases first")
    meeting.page.get_by_role("button", name="On to the scene").wait_for()
    rate_cases(meeting.phones[observers[0]].page)
    meeting.page.get_by_text("1 of 12 have rated.").wait_for()
    meeting.press("On to the scene")
    meeting.press("Start the scene")
    screen.get_by_text("Playing").wait_for()
    for name in observers[:3]:
        watch(meeting.phones[name].page, 0).tap()
        meeting.phones[name].page.get_by_role("button", name="Seen", pressed=True).wait_for()

    drop_out_and_come_back(meeting, observers[:3])
    meeting.page.reload()
    meeting.press("Pause")
    meeting.page.get_by_text("Paused").wait_for()
    restart(meeting, own_server)
    meeting.press("Go on")
    meeting.phones[observers[0]].page.get_by_text("Playing").wait_for()

    meeting.press("Stop and score")
    for name in [customer, *observers]:
        is_strict = name in observers[5:]
        outcome, grade = ("Not seen", "Nearly") if is_strict else ("Seen", "Good")
        score(meeting.phones[name].page, outcome, grade=grade, moment=MOMENT)
        meeting.phones[name].page.get_by_text("Your score is in").wait_for()
    meeting.page.get_by_text("11 of 11 scores are in.").wait_for()
    for recorder in meeting.recorders.values():
        assert not any("results" in view or "debrief" in view for view in views(recorder))
    assert MOMENT not in meeting.recorders[employee].text() + meeting.recorders["screen"].text()

    meeting.press("Show the scores")
    screen.get_by_text(MOMENT).or_(screen.locator(".question")).first.wait_for()
    question = meeting.page.locator(".question p").inner_text()
    assert f"5 saw it, 5 did not. {employee}, what did you do just then?" in question
    assert "Here you differ most" in meeting.page.locator(".result-card").first.inner_text()
    assert screen.get_by_text("Not seen").count() == 0
    for number in (2, 3, 4):
        meeting.page.locator(".act .primary").first.click()
        screen.get_by_text(f"Step {number} of 4").wait_for()
    screen.get_by_text(MOMENT).wait_for()

    meeting.press("On to what follows")
    meeting.press("Keep this date")
    meeting.page.get_by_text("Kept:").wait_for()
    with meeting.page.expect_download() as download:
        meeting.press("For your calendar (.ics)")
    assert "BEGIN:VEVENT" in download.value.path().read_text()
    phone = meeting.phones[observers[0]].page
    phone.get_by_label("When …", exact=True).fill("a guest waits at the desk")
    phone.get_by_label("… then I will …").fill("look up first")
    meeting.page.get_by_text("1 of 12 have a goal.").wait_for()
    meeting.press("End the meeting")
    meeting.page.get_by_role("heading", name="Plan a meeting").wait_for()
    phone.get_by_text("When a guest waits at the desk, then I will look up first").wait_for()

    assert told(meeting, "customer", [customer]) == []
    assert told(meeting, "employee", [employee]) == []
    whole = meeting.recorders[customer].text()
    assert [line for line in lines_of("customer") if line not in whole] == []
    check_stored(own_server)


def check_stored(server):
    """Check that the database has what was done, once each, and that the report tells the same."""
    store = Store(server.data)
    course = Course(Library(), store, store.clock, Person("robin", "Robin", "trainer"))
    meeting = last_report(course).room.meeting
    first = {row["about"]: row for row in last_report(course).rows()}["watch w1"]
    store.close()
    assert (len(meeting.present), len(meeting.ready), len(meeting.play.scores)) == (12, 12, 11)
    assert (first["seen"], first["not seen"]) == (5, 5)
    assert {tap[1:3] for tap in meeting.play.taps} == {("w1", "seen")}
    assert [list(goal.values()) for goal in meeting.goals.values()] == [
        ["a guest waits at the desk", "look up first"]
    ]


def rate_cases(page):
    """Rate the short cases, and see each time how the course does."""
    page.get_by_role("heading", name="Two short cases first").wait_for()
    page.locator("input[value='3']").first.check(force=True)
    page.get_by_role("button", name="Compare with the course").first.tap()
    page.get_by_text("You chose 3, the course chose").wait_for()


def watch(page, number):
    """Return the button with which an observer says that a watch item was seen."""
    return page.locator(".item-line").nth(number).get_by_role("button", name="Seen", exact=True)


def drop_out_and_come_back(meeting, names):
    """Let phones lose the network while the scene runs; one is opened anew as well."""
    for name in names:
        phone = meeting.phones[name]
        phone.expect_complaint("ERR_INTERNET_DISCONNECTED|WebSocket|ERR_NETWORK")
        phone.context.set_offline(True)
    for name in names:
        phone = meeting.phones[name]
        watch(phone.page, 0).tap()  # said while the network is away, and sent when it is back
        phone.context.set_offline(False)
    reloaded = meeting.phones[names[0]].page
    reloaded.reload()
    watch(reloaded, 0).wait_for()


def restart(meeting, server):
    """Stop the server and start it again; every screen goes on by itself."""
    screens = [meeting.laptop, meeting.screen, *meeting.phones.values()]
    for visitor in screens:
        visitor.expect_complaint("ERR_|WebSocket|Failed to load")
    server.stop()
    server.start()
    for visitor in screens:
        visitor.page.locator(".notice.shown").wait_for(state="detached", timeout=60_000)


def views(recorder):
    """Return all views of the phone or the screen."""
    return recorder.views("scene_sheet") + recorder.views("big_screen")
