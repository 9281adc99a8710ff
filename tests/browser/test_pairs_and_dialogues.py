"""Matching and hotspot items in a browser, by pointer, keyboard and finger."""

import pytest

from course.content.library import Library
from tests.browser.answers import answer_rightly, answer_wrongly, give
from tests.browser.conftest import names
from tests.browser.test_accessibility import faults_anywhere, tab_to
from tests.browser.visitor import Quiz

MATCHES = ("a dry place", "a word of regret, and then the right pair", "somebody who stays")


@pytest.fixture
def arrive(talk_server, visit):
    """Give a function that opens the quiz as a new learner, on any screen."""

    def arrive(**options):
        visitor = visit(url=talk_server.url, **options)
        visitor.join(next(names))
        return visitor.open_quiz("first", "/modules/talk")

    return arrive


@pytest.fixture
def bank(talk_server):
    """Return the bank of the module."""
    return Library(own=talk_server.data / "content").item_bank("talk")


def chosen(item):
    """Return the words that each list of a matching item shows."""
    lists = item.form.locator("select").all()
    return [each.locator("option:checked").inner_text() for each in lists]


def test_types_are_told_apart(arrive):
    """A hotspot has radio buttons too, and is no single item."""
    quiz = arrive()
    counts = {kind: len(quiz.of_type(kind)) for kind in ("single", "matching", "hotspot")}
    assert counts == {"single": 0, "matching": 1, "hotspot": 1}


def test_right_answers(arrive, bank):
    """Both answered rightly: every line says so, and the quiz is passed."""
    quiz = arrive()
    for item in (quiz.of_type("matching")[0], quiz.of_type("hotspot")[0]):
        answer_rightly(item, bank)
        assert item.result.inner_text().startswith("Right.")
    assert quiz.item(0).form.locator(".pair.right").count() == 3
    assert quiz.item(0).form.locator(".pair.wrong, .belongs").count() == 0
    quiz.place.get_by_role("heading", name="Passed with").wait_for()


def test_wrong_answers_are_explained(arrive, bank):
    """Each wrong pair shows what fits; a wrong line and the key line are marked and explained."""
    quiz = arrive()
    pairs, talk = quiz.item(0), quiz.item(1)
    answer_wrongly(pairs, bank)
    answer_wrongly(talk, bank)
    assert tuple(pairs.form.locator(".belongs .match").all_inner_texts()) == MATCHES
    assert "feedback on the child" in pairs.result.inner_text()
    marks = talk.form.locator("label.option .mark").all_inner_texts()
    assert marks == ["✗ your choice", "✓ this is the line"]
    said = talk.result.inner_text()
    assert "Lena: I am sorry that you had to come." in said
    assert "feedback on the regret" in said
    assert "feedback on the call" in said
    assert "feedback on the look" not in said


def test_an_extra_match_says_why_it_does_not_fit(arrive):
    """Beside the reason for the line stands the reason against the extra match."""
    item = arrive().item(0)
    item.match("a leaflet", *MATCHES[1:])
    said = item.answer()
    assert said.startswith("Partly right. 66")
    first = item.result.locator("li").first.inner_text()
    assert "feedback on the leaflet" in first
    assert "feedback on the rain" in first


def test_lines_without_a_match_are_asked_for(arrive):
    """Committing too early says what to do and leads to the first open line; nothing is stored."""
    quiz = arrive()
    pairs, talk = quiz.item(0), quiz.item(1)
    pairs.match(MATCHES[0])
    pairs.check.click()
    assert pairs.form.get_by_role("alert").inner_text() == "Match every line first."
    focused = quiz.page.evaluate("document.activeElement.labels[0].textContent")
    assert focused == "A woman who was sent the wrong shoes"
    talk.check.click()
    assert talk.form.get_by_role("alert").inner_text() == "Choose an answer first."
    quiz.page.reload()
    quiz.items.first.wait_for()
    assert quiz.place.locator(".result").count() == 0


def test_coming_back_finds_the_draft(arrive):
    """After a reload the matches chosen so far are there, the open one is open, a line tapped."""
    quiz = arrive()
    quiz.item(0).match("a leaflet")
    quiz.item(0).form.locator("select").nth(2).select_option(label="a leaflet")
    quiz.item(1).choose(2)
    for number in (0, 1):
        quiz.item(number).form.get_by_text("Saved", exact=True).wait_for()
    quiz.page.reload()
    quiz.items.first.wait_for()
    assert chosen(quiz.item(0)) == ["a leaflet", "Choose …", "a leaflet"]
    assert quiz.item(1).form.locator("label.option").nth(2).locator(":checked").count() == 1


def test_two_tabs_show_the_first_answer(arrive):
    """What a second tab answers otherwise does not count; it is shown the first answer."""
    quiz = arrive()
    page = quiz.page.context.new_page()
    page.goto(quiz.page.url)
    other = Quiz(page, "first")
    other.items.first.wait_for()
    quiz.item(0).match(*MATCHES)
    other.item(0).match(*reversed(MATCHES))
    assert quiz.item(0).answer() == other.item(0).answer()
    assert quiz.item(1).answer(1) == other.item(1).answer(0)


def test_by_keyboard_alone(arrive):
    """Tab and first letters match, digits and arrows tap, Enter commits, focus goes to reasons."""
    quiz = arrive()
    page, press = quiz.page, quiz.page.keyboard.press
    pairs, talk = quiz.item(0), quiz.item(1)
    for prompt, match in zip(pairs.texts(), ("a dry", "a word", "some"), strict=True):
        tab_to(page, prompt)
        page.keyboard.type(match)
    assert tuple(chosen(pairs)) == MATCHES
    tab_to(page, "Check my answer")
    press("Enter")
    pairs.result.wait_for()
    assert page.evaluate("document.activeElement.className").startswith("result right")
    tab_to(page, "Next")
    press("Enter")
    press("Tab")
    press("1")
    press("ArrowDown")
    assert talk.form.locator("label.option").nth(1).locator(":checked").count() == 1
    press("Enter")
    talk.result.wait_for()
    assert page.evaluate("document.activeElement.className").startswith("result right")


def test_by_finger_on_a_phone(arrive):
    """On a small phone one item is in view; a tap on a bubble chooses, one on a plain line not."""
    quiz = arrive(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    item = quiz.item(0)
    item.match(*MATCHES)
    assert item.form.locator(".whole").inner_text() == MATCHES[1], "too long for the closed list"
    item.check.tap()
    item.result.get_by_role("button", name="Next").tap()
    talk = quiz.of_type("hotspot")[0]
    talk.form.locator(".speech.plain").first.tap()
    assert talk.form.locator("input:checked").count() == 0
    talk.form.locator("label.option").nth(1).tap()
    talk.check.tap()
    talk.result.get_by_role("button", name="Next").tap()
    quiz.place.locator(".summary.passed").wait_for()


def test_every_state_is_accessible(arrive, bank):
    """axe-core finds nothing before, after a refusal, and after the answer; nothing runs off."""
    quiz = arrive()
    wrong = []
    for number, response in enumerate([(0, 2, 1), (0,)]):  # with right and wrong lines in each
        states = {
            "open": lambda item: item.form.focus(),
            "refused": lambda item: item.check.click(),
            "answered": lambda item, response=response: give(item, response, bank),
        }
        for state, reach in states.items():
            quiz.page.set_viewport_size({"width": 1280, "height": 800})
            reach(quiz.item(number))
            wrong += [f"item {number}, {state}{fault}" for fault in faults_anywhere(quiz.page)]
    assert wrong == []
