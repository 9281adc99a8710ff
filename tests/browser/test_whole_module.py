"""Everybody can do the whole of module 3: by keyboard alone, by finger on a phone, in pieces."""

import pytest
from playwright.sync_api import expect

from course.learning.items import keys
from tests.browser.answers import BANK, bank_item
from tests.browser.conftest import names
from tests.browser.hands import Finger, Keyboard
from tests.browser.rehearsals import GOOD, Rehearsal
from tests.browser.scoresheets import OWN, TEAM, Sheet
from tests.browser.test_accessibility import SMALL_TARGETS
from tests.browser.visitor import MODULE, Quiz
from tests.browser.worksheets import CRITERIA, PROMPTS
from tests.browser.worksheets import Sheet as Worksheet

EDDA = next(person for person in TEAM.people if person.practice)
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "color_scheme": "dark",
}
HANDS = {
    "keyboard": (Keyboard, {"viewport": {"width": 1280, "height": 800}}),
    "finger": (Finger, PHONE),
}


@pytest.mark.parametrize("name", HANDS)
def test_the_whole_module(visit, name):
    """Every quiz, both score sheets, worksheet and rehearsal; then the map says that it is done."""
    hand_of, options = HANDS[name]
    visitor = visit(**options)
    visitor.join(next(names))
    visitor.open_quiz()
    page = visitor.page
    page.locator("#rehearsal .rehearsal").wait_for()
    hand = hand_of(page)
    page.keyboard.press("Tab")
    for do in (do_quizzes, do_score_sheet, do_own_team, do_worksheet, do_rehearsal):
        do(hand)
        assert page.evaluate(SMALL_TARGETS) == []
    visitor.go("/")
    station = page.locator("li.station", has_text="Standards and role models")
    expect(station).to_have_class("station done")
    station.locator("summary").click()
    expect(station.locator(".parts li.done")).to_have_count(7)


def do_quizzes(hand):
    """Answer every question rightly, and go on to the next part after each quiz."""
    for unit in BANK.units:
        quiz = Quiz(hand.page, unit.id)
        total = len(unit.items)
        for number in range(total):
            item = quiz.item(number if quiz.items.count() == total else 0)
            expect(item.form.locator("legend .count")).to_have_text(
                f"Question {number + 1} of {total}"
            )
            answer(hand, item)
            hand.press(item.check, then=item.result)
            assert item.result.inner_text().startswith("Right.")
            hand.press(item.result.get_by_role("button", name="Next"))
        summary = quiz.place.locator(".summary.passed")
        summary.wait_for()
        expect(summary).to_be_focused()
        hand.press(summary.get_by_role("button", name="Go on"))
        expect(hand.page.locator(f"#quiz-{unit.id} + *")).to_be_focused()


def answer(hand, item):
    """Fill in the right answer."""
    content = bank_item(item)
    texts = [content.options[index].text for index in keys(content)]
    if content.type == "ordering":
        for place, text in enumerate(texts):
            while (now := item.texts().index(text)) > place:
                hand.press(
                    item.form.get_by_role("button", name=f"Move up: {text}"),
                    then=item.form.locator(f"li:nth-child({now}) .text", has_text=text),
                )
    elif content.type == "matching":
        for number, text in enumerate(texts):
            field = item.form.locator("select").nth(number)
            hand.pick(field, field.locator("option").all_inner_texts().index(text))
    else:
        shown = item.form.locator("label.option .text").all_inner_texts()
        hand.choose_numbers(item.form.locator("label.option"), map(shown.index, texts))


def do_score_sheet(hand):
    """Put the standards in order, rate Edda, and ask for the result."""
    sheet = Sheet(hand.page, TEAM.title)
    button = sheet.place.get_by_role
    for step in ("Move up: Does what we said", "Move down: Listens first"):
        hand.press(button("button", name=step), then=sheet.place.get_by_text(": now at 2 of 6"))
    hand.press(button("button", name="This is the order"), then=sheet.place.locator(".person"))
    for standard, rating in EDDA.ratings.items():
        field = sheet.field(standard)
        hand.choose(field.locator("label.anchor").nth(rating.level - 1))
        said = field.locator(".course-says strong")
        hand.press(field.get_by_role("button", name=f"Rate with {rating.level}"), then=said)
    hand.press(button("button", name="Show the result"), then=sheet.result)
    expect(sheet.result).to_be_focused()
    hand.press(sheet.result.locator("summary").first, then=sheet.result.locator("table.sum").first)
    assert "together meet all six" in sheet.result.inner_text()


def do_own_team(hand):
    """Add two colleagues, rate each once, and ask for the result."""
    own = Sheet(hand.page, OWN)
    button = own.place.get_by_role
    for name in ("A. K.", "Bo"):
        hand.write(own.place.get_by_label("Name or initials"), name)
        hand.press(
            own.place.locator("form.add button").first,
            then=own.place.locator(".names .name", has_text=name),
        )
    hand.press(button("button", name="This is the order"), then=own.place.locator(".person"))
    hand.write(own.field("listens-first").get_by_label("What did you see"), "Let her finish.")
    hand.choose(own.field("listens-first").locator("label.anchor").nth(4))
    hand.press(button("button", name="Next person"), then=button("heading", name="Bo"))
    hand.choose(own.field("remembers-you").locator("label.anchor").nth(3))
    hand.press(button("button", name="Show the result"), then=own.result)
    assert "Nobody here meets" in own.result.inner_text()


def do_worksheet(hand):
    """Write every answer, rate the standard, and finish."""
    sheet = Worksheet(hand.page)
    for number, _prompt in enumerate(PROMPTS):
        hand.write(sheet.field(number), f"Words {number}.")
    levels = sheet.place.locator("fieldset.levels")
    hand.press(sheet.done, then=levels.first)
    for number, _criterion in enumerate(CRITERIA):
        hand.choose(levels.nth(number).locator("label.option").nth(3))
    hand.press(sheet.finish, then=sheet.change)
    expect(sheet.place.locator(".finished")).to_be_focused()


def do_rehearsal(hand):
    """Play the scene to its end, with a step back on the way, write a goal, and begin once more."""
    scene = Rehearsal(hand.page)
    button = scene.place.get_by_role
    hand.write(scene.own_words, "Please tell me all of it.")
    reply(hand, scene)
    hand.press(button("button", name="Take back my last reply"), then=scene.own_words)
    while not scene.result.count():
        reply(hand, scene)
    assert "got what the standard promises" in scene.result.inner_text()
    hand.write(scene.result.get_by_label("One goal"), "let them finish.")
    hand.press(button("button", name="Play the scene again"), then=scene.own_words)


def reply(hand, scene):
    """Give a good reply, in own words first where asked; the focus goes to what comes of it."""
    if scene.own_words.count():
        hand.press(scene.send, then=scene.choices.first)
    turn = scene.turns.nth(scene.turns.count())
    hand.press(scene.one_of(GOOD), then=turn)
    expect(turn).to_be_focused()


def test_coming_back_in_the_middle(visit):
    """Another browser goes on in the middle of a scene, of a score sheet and of a worksheet."""
    first = visit(viewport={"width": 1280, "height": 800})
    first.join(next(names))
    first.open_quiz()
    scene, sheet, paper = parts_of(first.page)
    scene.play(GOOD)
    sheet.press("This is the order")
    sheet.practise("listens-first", 2)
    paper.write(0, "A customer told me about a baker.")
    paper.wait_for_saved(0)
    other = visit(viewport={"width": 360, "height": 740})
    other.sign_in(first.name)
    other.go(MODULE)
    same_scene, same_sheet, same_paper = parts_of(other.page)
    assert same_scene.place.inner_text() == scene.place.inner_text()
    assert same_scene.said() == scene.said()
    said = same_sheet.field("listens-first").locator(".course-says strong")
    assert said.inner_text().startswith("You chose 2")
    assert "1 of 8 written" in same_paper.place.inner_text()
    same_scene.play(GOOD)
    same_sheet.practise("owns-the-problem", 3)
    assert same_paper.texts()[0] == "A customer told me about a baker."


def parts_of(page):
    """Return rehearsal, score sheet and worksheet of a page, when they are there."""
    found = Rehearsal(page), Sheet(page, TEAM.title), Worksheet(page)
    for part in found:
        part.place.wait_for()
    return found


def test_the_way_back(learner):
    """Shift+Tab from the end of the page: whatever gets the focus is not under the bar."""
    learner.open_quiz()
    page = learner.page
    page.locator("#rehearsal .rehearsal").wait_for()
    page.get_by_role("link", name="Text version to print").focus()
    page.keyboard.press("Shift+Tab")
    Keyboard(page).reach(page.locator("#worksheet textarea").first)


def test_the_parts_of_the_page(learner):
    """A list under the objectives leads to each part; on a phone it is folded up."""
    learner.open_quiz()
    page = learner.page
    parts = page.get_by_role("navigation", name="On this page").get_by_role("link")
    expect(parts).to_have_count(8)
    for number in range(8):
        parts.nth(number).click()
        part = page.locator(":target")
        expect(part.get_by_role("heading", level=2)).to_contain_text(parts.nth(number).inner_text())
        expect(part).to_be_in_viewport()
    page.set_viewport_size(PHONE["viewport"])
    expect(parts).to_have_count(0)
    page.get_by_role("navigation", name="On this page").locator("summary").click()
    expect(parts).to_have_count(8)
