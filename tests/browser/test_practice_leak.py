"""Of rehearsal and score sheet nothing comes early; nobody gets another person's words."""

import json
import re

import nbformat
import pytest

from course.activities.rehearsal import Rehearsal as RehearsalActivity
from course.activities.scoresheet import ScoreSheet
from course.activities.worksheet import WorksheetActivity
from course.content.library import Library
from course.ids import new_id
from course.store.store import Store
from tests.activities.test_rehearsal import BEST, play
from tests.browser.conftest import names
from tests.browser.recorder import Recorder
from tests.browser.rehearsals import BEHAVIOURS, SCENE, SLUG, Told, open_rehearsal, watched
from tests.browser.test_first_five_minutes import person
from tests.browser.test_scoresheet import EDDA, TEAM, Sheet
from tests.browser.visitor import MODULE
from tests.browser.worksheets import SLUG as WORKSHEET
from tests.browser.worksheets import Sheet as Worksheet
from tests.samples import course_of

CUSTOMER_KNOWS = SCENE.briefs["customer"].splitlines()[1]
LATER = "“Yes. That is just what it is.”"
WHY = EDDA.ratings["listens-first"].why
STATIC = re.compile(r"\.(?:woff2|css|js|svg)\b")  # what a browser may keep from before
MISSES = ("“Who was it that you spoke to on Monday?”", *BEST[1:])


def rehearsal_faults(views):
    """Return what is wrong with views of a rehearsal: fields that could tell what lies ahead."""
    faults = []
    for view in views:
        menu, turns = view["menu"], view["turns"]
        parts = [
            (view, VIEW),
            (view["brief"], {"everyone", "part"}),
            *((standard, {"id", "name", "view"}) for standard in view["standards"]),
            *((turn, {"lines", "words", "reply"}) for turn in turns),
            *((line, {"who", "text", "mood"}) for turn in turns for line in turn["lines"]),
            *((choice, {"token", "text"}) for choice in (menu or {}).get("choices", ())),
        ]
        faults += [sorted(set(part) ^ fields) for part, fields in parts if set(part) != fields]
        if menu and menu["ask"] == "words" and set(menu) != {"ask", "draft"}:
            faults.append("choices before own words")
        if menu and view["result"]:
            faults.append("a result before the end")
        tokens = [choice["token"] for choice in (menu or {}).get("choices", ())]
        if tokens != list("abcdefgh"[: len(tokens)]):
            faults.append("tokens not in the order shown")
    return faults


VIEW = {
    *("kind", "after", "take", "title", "minutes", "standards", "brief", "customer"),
    *("turns", "menu", "result", "earlier"),
}


class Watched:
    """A rehearsal on a page with a recorder, and the same scene played beside it."""

    def __init__(self, learner):
        self.recorder, self.told = Recorder(learner.page), Told()
        self.page = open_rehearsal(learner)
        learner.page.wait_for_load_state("networkidle")
        self.look("first")
        assert [url for url in self.recorder.missed if not STATIC.search(url)] == []

    def look(self, moment):
        """Nothing came that was not told, in no view a field too many.

        The score sheet on the same page lists behaviours; some are what to look for in the scene.
        """
        views = self.recorder.views("rehearsal")
        assert self.told.leaks(self.recorder.text(), besides=BEHAVIOURS) == [], moment
        assert self.told.leaks(json.dumps(views, ensure_ascii=False)) == [], moment
        assert rehearsal_faults(views) == [], moment

    def write(self, text):
        """Say something in one's own words."""
        self.told.menu()
        self.page.write(text)
        self.look("own words")

    def choose(self, text):
        """Take a choice, in own words first where asked, after a look at those that are shown."""
        if self.page.own_words.count():
            self.write("In other words.")
        assert sorted(self.page.menu()) == sorted(self.told.menu())
        self.page.choose(text)
        self.told.choose(text)
        if self.told.turn.choices:
            self.page.choices.first.or_(self.page.own_words).first.wait_for()
            if not self.page.own_words.count():
                self.told.menu()
        self.look(text)

    def take_back(self):
        """Take back the last reply."""
        self.page.take_back()
        self.told.go_back(-1)
        self.look("taken back")


def test_nothing_of_a_scene_comes_before_its_moment(learner):
    """Own words, choices, replies taken back, the end and a second take tell what is said so far.

    The customer's brief, cues and debrief never come, and what to look for comes at the end.
    """
    watched_page = Watched(learner)
    recorder, page = watched_page.recorder, watched_page.page
    assert page.own_words.is_visible(), "choices wait for own words"
    watched_page.write("I would wait.")
    for text in MISSES[:2]:
        watched_page.choose(text)
    for _reply in range(2):
        watched_page.take_back()
    watched_page.write("I would ask.")
    for text in MISSES[:-1]:
        watched_page.choose(text)
    held_back = {words for words in watched(SCENE) if words not in recorder.text()}
    assert len(held_back) > 6, "some are a standard's behaviours, some were said by the learner"
    watched_page.choose(MISSES[-1])
    page.result.get_by_text("Seen: 5 of 6").wait_for()
    assert {words for words in held_back if words not in recorder.text()} == set(), "now they come"
    page.result.get_by_role("button", name="Go back to that moment").click()
    page.own_words.wait_for()
    watched_page.told.go_back(0)
    watched_page.look("back at the moment that was missed")
    watched_page.write("I would listen.")
    for text in BEST:
        watched_page.choose(text)
    page.result.get_by_text("Seen: 6 of 6").wait_for()
    page.again.click()
    page.own_words.wait_for()
    watched_page.look("second take")
    ahead = watched_page.told.secrets - watched_page.told.told
    assert len(ahead) > 40, "most of the scene was never told"


def sheet_faults(views):
    """Return ratings for practice of which a view holds the course's level too early."""
    faults = []
    for view in views:
        for one in view["people"]:
            ratings = one["ratings"].values() if one["practice"] else ()
            early = [r for r in ratings if r["level"] is None and r["course"] is not None]
            faults += [f"{len(early)} levels"] * bool(early)
            if one["compared"] and any(rating["level"] is None for rating in ratings):
                faults.append("compared")
            met = view["result"] and view["result"]["met"][one["id"]]
            rated = [s for s, rating in one["ratings"].items() if rating["level"] is not None]
            faults += ["met"] * bool(set(met or ()) - set(rated))
    return faults


def test_nothing_of_a_score_sheet_comes_before_the_rating(learner):
    """The course's level and reason come rating by rating, even when the result is there."""
    recorder = Recorder(learner.page)
    learner.go(MODULE)
    sheet = Sheet(learner.page, TEAM.title)
    sheet.place.wait_for()
    sheet.press("This is the order")
    sheet.place.get_by_role("heading", name="Edda").wait_for()
    sheet.ask()
    learner.page.wait_for_load_state("networkidle")
    left = list(EDDA.ratings)
    for standard, rating in EDDA.ratings.items():
        sheet.field(standard).locator("label.anchor").nth(rating.level - 1).click()
        whys = [EDDA.ratings[each].why for each in left]
        assert [why for why in whys if why in recorder.text()] == []
        assert rating.why in sheet.practise(standard, rating.level)
        assert rating.why in recorder.text(), "the recorder sees the views"
        left.remove(standard)
    views = recorder.views("scoresheet")
    assert sheet_faults(views) == []
    assert views[-1]["people"][3]["compared"], "the comparison came at the end"


MARKS = tuple(f"{word} that only Ben wrote" for word in ("reply", "goal", "name", "note", "text"))


def write_everywhere(course):
    """Let somebody write a mark into every field there is."""
    reply, goal, name, note, text = MARKS
    rehearsal = RehearsalActivity(course, SLUG)
    play(rehearsal, words=reply)
    rehearsal.act({"do": "goal", "text": goal})
    own = ScoreSheet(course)
    view = own.act({"do": "name", "what": "person", "name": name, "key": new_id()})
    colleague = view["people"][0]["id"]
    own.act({"do": "text", "person": colleague, "standard": "listens-first", "text": note})
    worksheet = WorksheetActivity(course, WORKSHEET)
    for prompt in worksheet.worksheet.prompts:
        worksheet.act({"do": "text", "prompt": prompt.id, "text": text})


def test_nobody_gets_the_words_of_another(server, visit):
    """Not even in the browser in which they stood on the page a moment before."""
    visitor = visit()
    page = visitor.page
    visitor.join(next(names))
    store = Store(server.data)
    write_everywhere(course_of(Library(), store, store.accounts.get(person(visitor)).person))
    store.close()
    recorder = Recorder(page)
    open_rehearsal(visitor)
    assert [mark for mark in MARKS if mark not in recorder.text()] == [], "their writer gets them"
    visitor.go("/")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("heading", name="Who is learning?").wait_for()
    visitor.join(next(names))
    recorder = Recorder(page)
    rehearsal = open_rehearsal(visitor)
    rehearsal.write("mine")
    own = Sheet(page, "Your own team")
    own.add("also mine")
    worksheet = Worksheet(page)
    worksheet.field(0).fill("mine as well")
    worksheet.wait_for_saved(0)
    page.reload()
    rehearsal.place.wait_for()
    for mine in ("mine", "also mine", "mine as well"):
        assert mine in recorder.text()
    assert [mark for mark in MARKS if mark in recorder.text()] == []
    assert [url for url in recorder.missed if not STATIC.search(url)] == []


@pytest.fixture
def leaky_server(own_server):
    """Start a server whose module leaks out of every kind of practice."""
    notebook = nbformat.read(Library().pages[MODULE].path, as_version=4)
    cells = {cell.id: cell for cell in notebook.cells}
    cells["objectives"].source += "\n\n" + CUSTOMER_KNOWS
    cells["rehearsal"].source = LEAKY_REHEARSAL
    cells["score-sheet"].source = LEAKY_SHEET
    cells["worksheet"].source = LEAKY_WORKSHEET
    own_server.put_module(notebook, "03_role_models")
    own_server.start()
    return own_server


LEAKY_REHEARSAL = f"""
shown = rehearsal("{SLUG}")
honest = shown.activity.act
def leaky(message):
    view = honest(message)
    if view["menu"]["ask"] == "choice":
        view["menu"]["choices"][0]["marks"] = ["see: w1"]
    return view | {{"next": "{LATER}"}}
shown.activity.act = leaky
shown
"""
LEAKY_SHEET = f"""
shown = scoresheet("harbour_hotel")
view = shown.activity.view()
edda = next(person for person in view["people"] if person["practice"])
edda["ratings"]["listens-first"]["course"] = dict(level=5, why={WHY!r})
shown.view = view
shown
"""
LEAKY_WORKSHEET = f"""
shown = worksheet("{WORKSHEET}")
shown.view = shown.view | dict(example={MARKS[-1]!r})
shown
"""


def test_planted_leaks_are_found(leaky_server, visit):
    """One in the lesson, some in first views and some in later ones: the tests above see each."""
    visitor = visit(url=leaky_server.url)
    visitor.join("Planted")
    recorder, told = Recorder(visitor.page), Told()
    rehearsal = open_rehearsal(visitor)
    visitor.page.wait_for_load_state("networkidle")
    assert told.leaks(recorder.text(), besides=BEHAVIOURS) == [CUSTOMER_KNOWS]
    assert rehearsal_faults(recorder.views("rehearsal")) == []
    told.menu()
    rehearsal.write("I would wait.")
    assert told.leaks(recorder.text(), besides=BEHAVIOURS) == sorted(
        [CUSTOMER_KNOWS, "see: w1", LATER]
    )
    found = rehearsal_faults(recorder.views("rehearsal"))
    assert [*dict.fromkeys(map(tuple, found))] == [("next",), ("marks",)]
    assert WHY in recorder.text()
    assert sheet_faults(recorder.views("scoresheet")) == ["1 levels"]
    assert MARKS[-1] in recorder.text()
