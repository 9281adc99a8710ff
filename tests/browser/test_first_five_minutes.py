"""A learner's first five minutes: profile, map, unit, quiz; and coming back."""

import re

import psutil

from tests.browser.visitor import MODULE, UNIT, Quiz


def test_from_welcome_to_the_first_answer(visit, server):
    """A new learner finds the first unit, answers its first item and is told why."""
    visitor = visit()
    visitor.join("Noor Haddad")
    page = visitor.page
    page.get_by_role("link", name="Begin").click()
    page.wait_for_url(f"{server.url}/modules/00_start_here#how-this-course-works")
    quiz = Quiz(page, "how-this-course-works")
    quiz.items.first.wait_for()
    item = quiz.of_type("single")[0]
    said = item.answer(0)
    assert said.startswith(("Right.", "Not quite."))
    assert len(said) > 40, "a reason, not only a verdict"
    assert page.evaluate("document.activeElement.classList.contains('result')")


def test_coming_back_anywhere_continues_at_the_same_place(visit, learner):
    """Reload, second tab and second browser show the same order, answers and draft."""
    quiz = learner.open_quiz()
    before = quiz.all_texts()
    quiz.item(0).answer(1)
    quiz.of_type("multiple")[0].choose(0, 2)
    quiz.of_type("multiple")[0].form.get_by_text("Saved", exact=True).wait_for()
    steps = quiz.of_type("ordering")[0]
    steps.form.get_by_role("button", name="Move down").first.click()
    steps.form.get_by_text("Saved", exact=True).wait_for()
    moved = steps.texts()
    learner.page.reload()
    other_browser = visit()
    other_browser.sign_in(learner.name)
    tabs = [
        Quiz(learner.page, UNIT),
        learner.open_quiz(page=learner.context.new_page()),
        other_browser.open_quiz(),
    ]
    for tab in tabs:
        tab.items.first.wait_for()
        assert tab.item(0).result.count() == 1
        assert tab.item(0).form.locator("input:checked").count() == 1
        assert tab.of_type("multiple")[0].form.locator("input:checked").count() == 2
        assert tab.of_type("ordering")[0].texts() == moved
        assert sorted(tab.all_texts()) == sorted(before)
        assert tab.item(1).texts() == Quiz(learner.page, UNIT).item(1).texts()


def test_two_tabs_answer_the_same_item(learner):
    """The first answer counts; the second tab is shown it."""
    first = learner.open_quiz()
    second = learner.open_quiz(page=learner.context.new_page())
    said = first.item(0).answer(0)
    assert second.item(0).answer(1) == said


def test_a_whole_quiz_and_once_more(learner):
    """All items lead to a score, the map says so, and "again" begins a fresh round."""
    quiz = learner.open_quiz()
    count = quiz.items.count()
    for number in range(count):
        item = quiz.item(number)
        if item.form.locator("ol.steps").count():
            item.answer()
        else:
            item.answer(0)
    summary = quiz.place.locator(".summary")
    summary.wait_for()
    score = summary.locator("h4").inner_text()
    shown = re.search(r"\d+\N{NO-BREAK SPACE}%", score)[0]
    learner.go("/")
    state = learner.page.locator("li.station", has_text="Standards and role models")
    assert shown in state.inner_text()
    quiz = learner.open_quiz()
    quiz.place.get_by_role("button", name="Take the quiz again").click()
    quiz.place.get_by_text(f"0 of {count} answered", exact=True).wait_for()
    assert quiz.place.locator(".result").count() == 0


def test_a_second_tab_catches_up_when_looked_at(learner):
    """A tab that comes into view again shows what was answered in another one."""
    quiz = learner.open_quiz()
    other = learner.context.new_page()
    learner.open_quiz(page=other).item(0).answer(0)
    learner.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    quiz.item(0).result.wait_for()


def test_an_empty_answer_is_asked_for_again(learner):
    """Committing without a choice says what to do, and stores nothing."""
    quiz = learner.open_quiz()
    quiz.item(0).check.click()
    assert quiz.item(0).form.get_by_role("alert").inner_text() == "Choose an answer first."
    learner.page.reload()
    quiz.items.first.wait_for()
    assert quiz.place.locator(".result").count() == 0


def test_text_comes_before_the_outputs(learner):
    """First come all the words, then what the cells show; the kernel's address before that."""
    came = learner.context.request.get(learner.url + MODULE).text()
    outputs = came.index("<course-cell")
    text, end = came.index(f'<section class="prose" id="{UNIT}">'), came.index("</main>")
    assert text < end < outputs
    assert came.index("<course-kernel") < outputs
    assert came.count("<course-kernel") == 1


def test_the_kernel_ends_when_the_page_is_left(learner, server):
    """Leaving the page ends its kernel; none piles up."""
    learner.open_quiz()
    [pid] = [pid for pid, owner in server.kernels().items() if owner == person(learner)]
    kernel = psutil.Process(pid)  # looked up while it lives: it may be gone before `go` returns
    learner.go("/")
    kernel.wait(timeout=15)
    assert pid not in server.kernels()


def person(learner):
    """Return the id of the signed-in person, from their own export."""
    answer = learner.context.request.get(learner.url + "/profile/data.json")
    return answer.json()["profile"]["id"]


def test_turning_a_tablet_keeps_the_place(learner):
    """When the screen becomes narrow, the item the learner was at is the one in view."""
    quiz = learner.open_quiz()
    item = quiz.item(3)
    item.choose(0)
    stem = item.form.locator(".stem").inner_text()
    learner.page.set_viewport_size({"width": 600, "height": 900})
    quiz.place.get_by_text("Question 4 of").wait_for()
    assert quiz.items.count() == 1
    assert quiz.item(0).form.locator(".stem").inner_text() == stem
    assert quiz.item(0).form.locator("input:checked").count() == 1
