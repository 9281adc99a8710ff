"""The states of what module 3 has besides the quiz of its first unit."""

from course.content.library import Library
from tests.browser.answers import answer_rightly, answer_wrongly, bank_item, give
from tests.browser.rehearsals import GOOD, WEAK, Rehearsal
from tests.browser.scoresheets import OWN, TEAM, Sheet
from tests.browser.visitor import Quiz
from tests.browser.worksheets import Sheet as Worksheet

BANK = Library().item_bank("03_role_models")
EDDA = next(person for person in TEAM.people if person.practice)
SECOND, THIRD, FOURTH = (
    "standards-from-the-customers-side",
    "watch-listen-learn",
    "choose-your-role-models",
)


def walk_module(visitor):
    """Walk through quizzes, score sheets, worksheet and rehearsal of the module.

    Yields the name of each state, and the id of the place on the page where it is shown; the first
    time that place is None, as all of the page is to be looked at.
    """
    page = visitor.page
    visitor.open_quiz(SECOND)
    yield from _quizzes(page)
    yield from _team(page)
    yield from _own_team(page)
    yield from _worksheet(page)
    yield from _rehearsal(page)


def _quizzes(page):
    quiz = Quiz(page, SECOND)
    for number in range(quiz.items.count()):
        answer_rightly(quiz.item(number))
    quiz.place.locator(".summary.passed").wait_for()
    quiz, place = Quiz(page, FOURTH), f"quiz-{FOURTH}"
    item = quiz.of_type("matching")[0]
    item.form.focus()  # on a phone this is then the one in view
    item.form.locator("select").first.select_option(index=1)
    yield "matching", place
    right = [index for index, _pair in enumerate(bank_item(item).pairs)]
    give(item, (right[1], right[0], *right[2:]))
    yield "matching, partly right", place
    quiz, place = Quiz(page, THIRD), f"quiz-{THIRD}"
    item = quiz.of_type("hotspot")[0]
    item.choose(0)
    yield "hotspot", place
    answer_wrongly(item)
    yield "hotspot, wrong", place


def _team(page):
    sheet, place = Sheet(page, TEAM.title), "score-sheet"
    sheet.place.scroll_into_view_if_needed()
    yield "score sheet, order", place
    sheet.press("This is the order")
    sheet.place.get_by_role("heading", name=EDDA.name).wait_for()
    yield "score sheet, anchors", place
    levels = {standard: rating.level for standard, rating in EDDA.ratings.items()}
    first, *others = levels
    sheet.practise(first, 2)
    yield "score sheet, rated", place
    for standard in others:
        sheet.practise(standard, levels[standard])
    sheet.ask()
    yield "score sheet, result", place
    sheet.result.locator("details summary").first.click()
    sheet.press("Hana")
    sheet.rate("owns-the-problem", 4)
    yield "score sheet, what if", place


def _own_team(page):
    own, place = Sheet(page, OWN), "own-score-sheet"
    own.place.scroll_into_view_if_needed()
    yield "own team, empty", place
    own.place.locator("details.standards summary").click()
    own.add("Ana-Maria Wolfeschlegelsteinhausen-Popa")
    own.add("Bo")
    own.press("Remove Ana-Maria")
    yield "own team, names", place
    own.press("Keep Ana-Maria")
    own.place.locator("details.standards summary").click()
    own.press("This is the order")
    own.field("listens-first").get_by_label("What did you see").fill("Put the phone down first.")
    own.rate("listens-first", 5)
    own.ask()
    yield "own team, result", place


def _worksheet(page):
    sheet, place = Worksheet(page), "worksheet"
    sheet.place.scroll_into_view_if_needed()
    yield "worksheet, empty", place
    sheet.place.locator("summary").first.click()
    yield "worksheet, an example open", place
    sheet.write(0, "A customer told me about a baker.")
    sheet.wait_for_saved(0)
    yield "worksheet, writing", place
    sheet.field(1).fill("a" * 4001)
    sheet.done.click()
    yield "worksheet, too long", place
    sheet.write_all("x" * 200)
    sheet.done.click()
    sheet.finish.click()
    yield "worksheet, levels to choose", place
    sheet.rate_all(2)
    yield "worksheet, rating", place
    sheet.finish.click()
    sheet.change.wait_for()
    yield "worksheet, finished", place


def _rehearsal(page):
    scene, place = Rehearsal(page), "rehearsal"
    scene.place.scroll_into_view_if_needed()
    yield "rehearsal, own words", place
    scene.send.click()
    scene.choices.first.wait_for()
    yield "rehearsal, choices", place
    scene.reply(WEAK)
    scene.take_back()
    scene.write("Please tell me all of it. I am not in a hurry, and I am listening to you.")
    yield "rehearsal, own words beside choices", place
    scene.play(WEAK, GOOD, GOOD, GOOD, WEAK)
    yield "rehearsal, ended partly", place
    scene.place.get_by_role("button", name="Play the scene again").click()
    scene.play(GOOD, GOOD, GOOD, GOOD, GOOD)
    scene.place.locator(".rehearsal-result.met").wait_for()
    yield "rehearsal, ended met", place
    scene.place.get_by_role("button", name="Share this take").click()
    scene.place.get_by_role("button", name="Shared with my trainer").wait_for()
    yield "rehearsal, shared", place
