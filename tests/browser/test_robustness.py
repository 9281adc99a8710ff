"""Kernels and servers may end at any moment: nothing acknowledged is lost, nothing counts twice."""

import random
import re
import sqlite3
from contextlib import closing

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell

from course.activities.rehearsal import Rehearsal
from course.content.library import Library
from course.store.store import Store
from tests.activities.test_rehearsal import play
from tests.browser.acts import PATIENCE, WORKERS
from tests.browser.recorder import Recorder
from tests.browser.rehearsals import SLUG, open_rehearsal
from tests.browser.test_first_five_minutes import person
from tests.browser.visitor import MODULE, UNIT, Quiz
from tests.browser.worksheets import Sheet as Worksheet
from tests.samples import course_of

NOTICE = ".notice.shown"


def my_kernels(server, learner):
    """Return the process ids of a learner's kernels."""
    ident = person(learner)
    return [pid for pid, owner in server.kernels().items() if owner == ident]


def kill(kernel):
    """End a kernel at once, and wait until it is gone."""
    process = psutil.Process(kernel)
    process.kill()
    process.wait(10)


def stored(server, learner):
    """Return (round, item) of every stored attempt of a learner, straight from the database."""
    query = """SELECT number, item_id FROM attempts JOIN sessions ON sessions.id = session_id
               JOIN people ON people.id = person_id WHERE name = ? ORDER BY attempts.id"""
    with closing(sqlite3.connect(server.data / "course.sqlite")) as database:
        return database.execute(query, [learner.name]).fetchall()


def work_while_kernels_die(server, learner, times, seed):
    """Do act after act in one activity after the other, and kill the kernel around each.

    Returns
    -------
    list of tests.browser.acts.Worker
    """
    rng = random.Random(seed)
    learner.expect_complaint("WebSocket|ERR_INCOMPLETE_CHUNKED_ENCODING")
    open_rehearsal(learner)
    workers = [worker(server, learner, rng) for worker in WORKERS]

    def kill_around(commit):
        kernel = wait_for_a_kernel(server, learner)
        delay = rng.uniform(-0.05, 0.25)  # seconds between act and kill
        if delay < 0:
            kill(kernel)
            commit()
        else:
            commit()
            learner.page.wait_for_timeout(delay * 1000)
            kill(kernel)

    for number in range(times):
        workers[number % len(workers)].work(kill_around)
        learner.page.locator(NOTICE).wait_for(state="hidden", timeout=30_000)
        wait_for_a_kernel(server, learner)
    return workers


def wait_for_a_kernel(server, learner):
    """Wait until the page has exactly one kernel again; return its process id.

    A page that broke off on its way is fetched anew, so there may be none for a moment, or two.
    """
    for _round in range(300):
        kernels = my_kernels(server, learner)
        if len(kernels) == 1:
            return kernels[0]
        learner.page.wait_for_timeout(100)
    raise AssertionError("no fresh kernel within 30 seconds")


def check_work(learner, workers):
    """All that was acknowledged is stored, once and in order, and shown after a reload."""
    assert [worker.stored() for worker in workers] == [worker.done for worker in workers]
    open_rehearsal(learner)
    hidden = [type(worker).__name__ for worker in workers if not worker.is_shown()]
    assert hidden == []


def test_killed_kernels_lose_nothing(learner, server):
    """Three kills around an act in each activity: all that was acknowledged is there, once."""
    check_work(learner, work_while_kernels_die(server, learner, 12, seed=1))


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_hundred_killed_kernels_lose_nothing(learner, server):
    """The same with fifty kills in each."""
    check_work(learner, work_while_kernels_die(server, learner, 200, seed=2))


def play_to_the_end(server, learner):
    """Let a learner have played the scene, so that the page asks for a goal."""
    store = Store(server.data)
    course = course_of(Library(), store, store.accounts.get(person(learner)).person)
    play(Rehearsal(course, SLUG))
    store.close()


def test_words_typed_as_the_kernel_dies_are_saved(learner, server):
    """A goal and a worksheet's text, not saved yet when the kernel dies, are there after all."""
    learner.expect_complaint("WebSocket")
    play_to_the_end(server, learner)
    rehearsal, worksheet = open_rehearsal(learner), Worksheet(learner.page)
    worksheet.field(0).fill("A moment.")
    rehearsal.goal.fill("I let them finish.")
    [kernel] = my_kernels(server, learner)
    kill(kernel)
    rehearsal.place.get_by_text("Saved", exact=True).wait_for(timeout=PATIENCE)
    worksheet.wait_for_saved(0)
    open_rehearsal(learner)
    assert rehearsal.goal.input_value() == "I let them finish."
    assert worksheet.texts()[0] == "A moment."


def test_the_server_restarts_behind_an_open_page(own_server, visit):
    """The page says "One moment", keeps what was typed and scrolled, and goes on by itself."""
    own_server.start()
    learner = visit(url=own_server.url)
    learner.expect_complaint("WebSocket|ERR_CONNECTION")
    learner.join("Restarted")
    quiz = learner.open_quiz()
    quiz.item(0).answer(0)
    quiz.item(1).choose(1)
    own_server.stop()
    learner.page.locator(NOTICE).wait_for()
    assert "One moment" in learner.page.locator(NOTICE).inner_text()
    quiz.item(1).check.click()
    own_server.start()
    quiz.item(1).result.wait_for(timeout=40_000)
    learner.page.locator(NOTICE).wait_for(state="hidden")
    top = quiz.item(1).result.bounding_box()["y"]
    assert 0 <= top < learner.page.evaluate("innerHeight")  # shown where the learner is
    assert quiz.place.locator(".result").count() == 2
    assert len(stored(own_server, learner)) == 2


def test_a_failing_store_is_not_acknowledged(own_server, visit):
    """While the database cannot be written the answer is not accepted, and stays on the page."""
    own_server.start()
    learner = visit(url=own_server.url)
    learner.join("Locked out")
    item = learner.open_quiz().item(0)
    with closing(sqlite3.connect(own_server.data / "course.sqlite")) as database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON attempts "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
        item.choose(0)
        item.check.click()
        assert "could not be saved" in item.form.get_by_role("alert").inner_text()
        assert item.form.locator("input:checked").count() == 1
        database.execute("DROP TRIGGER full")
    item.check.click()
    item.result.wait_for()
    assert len(stored(own_server, learner)) == 1


def test_a_failing_cell_is_said_kindly(own_server, visit):
    """An error in a cell shows kind words; neither traceback nor code reach the browser."""
    notebook = nbformat.read(Library().pages[MODULE].path, as_version=4)
    cell = next(cell for cell in notebook.cells if cell.id == f"quiz-{UNIT}")
    cell.source = "1 / 0"
    own_server.put_module(notebook, "03_role_models")
    own_server.start()
    learner = visit(url=own_server.url)
    learner.join("Unlucky")
    recorder = Recorder(learner.page)
    learner.go(MODULE)
    learner.page.get_by_text("This part could not be shown.").wait_for()
    learner.page.wait_for_load_state("networkidle")
    came = recorder.text() + learner.page.content()
    assert [w for w in ("Traceback", "ZeroDivisionError", "1 / 0") if w in came] == []


def test_a_kernel_that_dies_while_the_page_is_made(own_server, visit):
    """The text is there already; the quiz comes with the next kernel, and works."""
    notebook = nbformat.read(Library().pages[MODULE].path, as_version=4)
    notebook.cells.insert(1, new_code_cell("import time; time.sleep(2)", id="slow"))
    own_server.put_module(notebook, "03_role_models")
    own_server.start()
    learner = visit(url=own_server.url)
    learner.join("Unlucky")
    learner.expect_complaint("WebSocket|ERR_INCOMPLETE_CHUNKED_ENCODING")
    learner.page.goto(learner.url + MODULE, wait_until="commit")
    learner.page.locator(f"#quiz-{UNIT} .waiting").wait_for()
    kill(wait_for_a_kernel(own_server, learner))
    item = Quiz(learner.page, UNIT).item(0)
    item.check.wait_for(timeout=60_000)
    item.answer(0)


def test_signing_out_closes_the_other_tabs(learner, server):
    """After signing out, a tab left open cannot be used; it shows the sign-in page."""
    learner.expect_complaint("403")
    quiz = learner.open_quiz()
    ident = person(learner)
    other = learner.context.new_page()
    other.goto(learner.url)
    other.get_by_role("button", name="Sign out", exact=True).click()
    other.get_by_role("heading", name="Welcome").wait_for()
    learner.page.wait_for_url(re.compile("/sign-in"))  # it hears of it by itself
    assert quiz.items.count() == 0
    assert ident not in server.kernels().values()
