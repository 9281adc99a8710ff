"""The states of the trainer's laptop and of the big screen in a live meeting."""

from contextlib import contextmanager

from course.activities.scene_sheet import SceneSheet
from course.content.library import Library
from course.ids import new_id
from course.people.roles import Person
from course.store.store import Store
from tests.browser.meetings import TEAM, WallClock, live_meeting, start_scene
from tests.samples import course_of

MEETING = "/roleplay_scripts/meeting"
MOMENT = "Looked up, and waited."


class Phones:
    """The phones of a team, without browsers, in the meeting that was opened last."""

    def __init__(self, store):
        stored = store.meetings.recent()[0]
        self.sheets = []
        for name in TEAM:
            seat = store.meetings.sit(stored.id, name, new_id())
            course = course_of(Library(), store, Person(f"seat-{seat.id}", name, "visitor"))
            self.sheets.append(SceneSheet(course, seat))

    def all_do(self, do, **message):
        """Let every phone do the same."""
        for sheet in self.sheets:
            sheet.act({"do": do, "key": new_id(), **message})

    def score(self):
        """Let everybody who is asked score, each in another way."""
        for level, sheet in enumerate(self.sheets, start=2):
            form = sheet.view()["form"]
            if form:
                outcomes = {item["id"]: form["outcomes"][level % 2] for item in form["watch"]}
                levels = {standard["id"]: level for standard in form["standards"]}
                said = {"watch": outcomes, "levels": levels, "grade": "good", "moment": MOMENT}
                sheet.act({"do": "score", "key": new_id(), **said})


@contextmanager
def store_of(server):
    """Give the store of a running server."""
    store = Store(server.data, WallClock())
    yield store
    store.close()


def walk_laptop(visitor, server):
    """Lead a meeting as whoever is signed in, a trainer or manager; yields each state."""
    page = visitor.page

    def press(name):
        page.get_by_role("button", name=name, exact=True).click()

    visitor.go(MEETING)
    page.locator(".clock-choice summary").click()
    page.locator(".later summary").click()
    press("Keep this date")
    page.get_by_role("heading", name="Planned for").wait_for()
    yield "laptop: plan, a date kept"
    press("Open the meeting")
    page.locator(".door .code").wait_for()
    yield "laptop: nobody is here"
    with store_of(server) as store:
        phones = Phones(store)
        page.get_by_text("Somebody without a phone?").click()
        page.get_by_label("Name", exact=True).fill("Olu on paper")
        press("Add")
        page.get_by_text("on paper", exact=True).wait_for()
        press("Deal the parts")
        page.get_by_role("combobox").first.wait_for()
        yield "laptop: parts are dealt"
        press("Hand out the briefs")
        phones.all_do("ready", ready=True)
        page.get_by_text("3 of 4 have read their brief.").wait_for()
        page.get_by_text("Change the parts").click()
        yield "laptop: briefs"
        press("Two short cases first")
        page.get_by_text("0 of 4 have rated.").wait_for()
        yield "laptop: two cases"
        press("On to the scene")
        press("Start the scene")
        page.get_by_text("Playing").wait_for()
        press("From the start")
        yield "laptop: the scene runs"
        phones.sheets[0].act({"do": "safe", "level": "red", "key": new_id()})
        page.get_by_text("Somebody said stop.").wait_for()
        yield "laptop: somebody said stop"
        press("Everybody is ready again")
        press("Stop and score")
        page.get_by_text("Type in the sheet of Olu on paper").click()
        page.get_by_role("button", name="Put my score in").click()
        yield "laptop: a sheet of paper, with open lines"
        phones.score()
        page.get_by_text("of 3 scores are in.").wait_for()
        press("Show the scores")
        page.locator(".result-card").first.wait_for()
        yield "laptop: debrief"
        for number in (2, 3, 4):
            page.locator(".act .primary").first.click()
            page.get_by_text(f"Step {number} of 4").wait_for()
        press("On to what follows")
        press("Keep this date")
        page.get_by_text("Kept:").wait_for()
        page.get_by_text("Partly").first.click()
        yield "laptop: what follows"
        press("End the meeting")
        page.get_by_text("Your last meetings").wait_for()
        yield "laptop: plan the next one"
    visitor.go("/roleplay_scripts/meeting_report")
    page.get_by_role("heading", name="Who was there").wait_for()
    yield "report of a meeting"


def walk_screen(visitor, server):
    """Show a meeting to the room; yields each state. The browser has no seat in the end."""
    page = visitor.page
    with live_meeting(server) as meeting:
        visitor.go(f"/join/{meeting.room.stored.code}")
        page.get_by_role("button", name="Use this screen as the big screen").click()
        page.get_by_role("heading", name="Come in").wait_for()
        yield "screen: come in"
        meeting.prepare()
        start_scene(meeting, ago=30)
        page.get_by_text("Playing").wait_for()
        yield "screen: the scene runs"
        meeting.tap(TEAM[0], "safe", level="red")
        page.get_by_role("heading", name="We stop here").wait_for()
        yield "screen: stopped"
        meeting.lead("calm")
        meeting.play()
        page.get_by_role("heading", name="Scores are coming in").wait_for()
        yield "screen: scores"
        meeting.score()
        page.locator(".question").wait_for()
        yield "screen: debrief"
        meeting.lead("step", step=2)
        page.get_by_role("heading", name="What met the standard").wait_for()
        yield "screen: what met the standard"
    visitor.context.clear_cookies(name="course-seat-role-play")
