"""What may go wrong around a page: it says so, continues by itself, and nothing is lost."""

import re

import pytest

from tests.browser.test_robustness import NOTICE, kill, my_kernels, stored, wait_for_a_kernel
from tests.browser.visitor import MODULE

NETWORK = "WebSocket|ERR_INTERNET_DISCONNECTED|ERR_NETWORK|ERR_CONNECTION"
GONE = 40_000  # milliseconds until a page has found its server again


def where(learner):
    """Return how far the page is scrolled."""
    return learner.page.evaluate("scrollY")


@pytest.fixture
def reader(learner):
    """Give a learner in the middle of a page, with one question answered and one begun."""
    learner.expect_complaint(NETWORK)
    quiz = learner.open_quiz()
    quiz.item(0).answer(0)
    quiz.item(1).choose(1)
    learner.quiz, learner.before = quiz, where(learner)
    return learner


def continues(learner, server):
    """Answer the question that was begun; the page is where it was, each answer is stored once."""
    assert where(learner) == learner.before
    item = learner.quiz.item(1)
    assert item.form.locator("input:checked").count() == 1
    item.check.click()
    item.result.wait_for(timeout=GONE)
    assert len(stored(server, learner)) == 2


def test_a_dead_kernel(reader, server):
    """A fresh one takes its place, without anything moving on the page."""
    kill(my_kernels(server, reader)[0])
    wait_for_a_kernel(server, reader)
    continues(reader, server)


def test_a_dead_zygote(reader, server):
    """All kernels end with it; another one is started, and each page gets a kernel from it."""
    [old], zygote = my_kernels(server, reader), server.zygote()
    zygote.kill()
    reader.page.locator(NOTICE).wait_for()
    assert wait_for_a_kernel(server, reader) != old
    reader.page.locator(NOTICE).wait_for(state="hidden", timeout=GONE)
    assert server.zygote() != zygote
    continues(reader, server)


def test_no_network_for_a_while(reader, server):
    """An answer given meanwhile is kept on the page, and sent once when the network is back."""
    item = reader.quiz.item(1)
    reader.context.set_offline(True)
    item.check.click()
    reader.page.locator(NOTICE).wait_for()
    assert item.result.count() == 0  # nothing is said to be accepted
    reader.context.set_offline(False)
    item.result.wait_for(timeout=GONE)
    reader.page.locator(NOTICE).wait_for(state="hidden", timeout=GONE)
    assert len(stored(server, reader)) == 2


def test_a_device_asleep(reader, server):
    """A page that was frozen, and whose kernel was given up meanwhile, continues when seen."""
    session = reader.context.new_cdp_session(reader.page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    kill(my_kernels(server, reader)[0])
    session.send("Page.setWebLifecycleState", {"state": "active"})
    wait_for_a_kernel(server, reader)
    continues(reader, server)


def test_leaving_right_after_an_answer(reader, server):
    """A message on its way when the page is left is still heard."""
    [kernel] = my_kernels(server, reader)
    item = reader.quiz.item(1)
    item.check.evaluate("button => { button.click(); location.href = '/'; }")
    reader.page.wait_for_url(reader.url + "/")
    for _round in range(100):
        if kernel not in server.kernels():
            break
        reader.page.wait_for_timeout(100)
    assert kernel not in server.kernels()
    assert len(stored(server, reader)) == 2


def test_a_database_that_is_locked_for_long(reader, server):
    """The page says that saving takes long, and sends the answer until it is stored, once."""
    item = reader.quiz.item(1)
    notice = reader.page.locator(NOTICE)
    with server.locked_database():
        item.check.click()
        notice.get_by_text("Saving takes longer than usual").wait_for()  # our patience is over
        assert item.result.count() == 0
        assert item.form.locator("input:checked").count() == 1
        assert item.form.get_by_role("alert").count() == 0
        reader.page.reload()  # nothing is written to show a page
        reader.quiz.item(1).check.wait_for()
        reader.quiz.item(1).choose(1)
        item.check.click()
        notice.get_by_text("Saving takes longer than usual").wait_for()
    item.result.wait_for()
    notice.wait_for(state="hidden")
    assert len(stored(server, reader)) == 2


def test_signing_in_while_the_database_is_locked(visit, server):
    """The form comes back with the name in it and says why; a moment later it is taken."""
    visitor = visit()
    visitor.expect_complaint("503")
    name = visitor.page.get_by_label("Your name")
    for path, button in (("/new-profile", "Make my profile"), ("/sign-in", "Go on")):
        visitor.context.clear_cookies()
        visitor.go(path)
        name.fill("Patient Pat")
        with server.locked_database():
            visitor.page.get_by_role("button", name=button).click()
            visitor.page.get_by_role("alert").get_by_text("Saving takes longer").wait_for()
            assert name.input_value() == "Patient Pat"
        visitor.page.get_by_role("button", name=button).click()
        visitor.page.get_by_role("heading", name="Hello, Patient Pat").wait_for()


def test_without_forking(own_server, visit):
    """Where kernels cannot be forked they are ordinary processes, and all works the same."""
    own_server.options = ["--no-fork"]
    own_server.start()
    learner = visit(url=own_server.url)
    learner.join("Patient")
    learner.open_quiz().item(0).answer(0)
    assert len(stored(own_server, learner)) == 1
    assert "zygote-started" not in own_server.said()
    assert len(own_server.kernels()) == 1


def test_the_log_names_nobody(reader, server):
    """The server's lines have ids, and neither names nor what was answered."""
    reader.go(MODULE)
    lines = [line for line in server.said().splitlines() if "page-opened" in line]
    form = r"\S+Z page-opened page=/\S+ owner=(seat-)?[0-9a-f]{16} kernel=[0-9a-f-]{36} pid=\d+"
    assert lines
    assert [line for line in lines if not re.fullmatch(form, line)] == []
    assert reader.name not in server.said()
