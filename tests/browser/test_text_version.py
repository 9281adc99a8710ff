"""The text version of a module in a browser: read, printed, and by nobody who may not."""

import io

import nbformat
import pypdf
import pytest

from tests.browser.answers import answer_rightly
from tests.browser.test_rights import people
from tests.browser.visitor import MODULE, UNIT

__all__ = ["people"]  # a fixture
TEXT, PDF = f"{MODULE}/text", f"{MODULE}/text.pdf"


def test_from_the_module_to_paper(learner, server):
    """A link at the end of the module leads to the text version, and from there to the PDF."""
    learner.open_quiz()
    learner.page.get_by_role("link", name="Text version to print").click()
    learner.page.get_by_role("heading", level=1, name="Standards and role models").wait_for()
    address = learner.page.get_by_role("link", name="PDF to print").get_attribute("href")
    answer = learner.context.request.get(server.url + address)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'inline; filename="03_role_models.pdf"'
    assert pypdf.PdfReader(io.BytesIO(answer.body())).root_object["/Lang"] == "en"
    learner.page.get_by_role("link", name="To the module with its quizzes").click()
    learner.page.locator(f"#quiz-{UNIT}").wait_for()


def test_no_kernel_is_started(own_server, visit):
    """Reading and printing start no kernel."""
    own_server.start()
    visitor = visit(url=own_server.url)
    visitor.join("Reader")
    visitor.go(TEXT)
    assert visitor.context.request.get(own_server.url + PDF).ok
    assert own_server.kernels() == {}


def test_the_pdf_as_every_role(people, server):
    """The PDF opens for those who may open the module; visitors are led to sign in."""
    for role, browser in people.items():
        answer = browser.context.request.get(server.url + PDF, max_redirects=0)
        if role == "visitor":
            assert answer.status == 302
            assert answer.headers["location"].endswith(f"/sign-in?next={PDF}")
        else:
            assert answer.status == 200
            assert answer.body().startswith(b"%PDF-")


@pytest.mark.parametrize("ending", ["text", "text.pdf"])
def test_what_a_module_asks_counts_for_its_text(own_server, visit, ending):
    """The text version of a trainers' module is for trainers; nobody gets one that is gone."""
    cells = [nbformat.v4.new_markdown_cell("# For trainers")]
    module = nbformat.v4.new_notebook(cells=cells, metadata={"course": {"role": "trainer"}})
    own_server.put_module(module, "90_trainers")
    own_server.start()
    visitor = visit(url=own_server.url)
    visitor.join("Learner")
    get = visitor.context.request.get
    assert get(f"{own_server.url}/modules/90_trainers/{ending}").status == 403
    assert get(f"{own_server.url}/modules/91_gone/{ending}").status == 404
    assert get(f"{own_server.url}/exercises/90_trainers/{ending}").status == 404
    visitor.become_manager("Manager", own_server.code)
    assert get(f"{own_server.url}/modules/90_trainers/{ending}").status == 200


def test_nothing_to_answer_and_nothing_answered(learner, server):
    """Neither form holds the feedback that a learner has just been shown."""
    quiz = learner.open_quiz()
    item = quiz.of_type("single")[0]
    answer_rightly(item)
    told = item.result.inner_text().splitlines()
    feedback = max((line.strip() for line in told), key=len)
    assert len(feedback) > 30
    learner.go(TEXT)
    assert learner.page.locator(".question").count() >= 3
    assert learner.page.locator("article :is(input, button, form, script)").count() == 0
    assert feedback not in learner.page.content()


def test_printed_from_the_browser(learner):
    """On paper there is no bar, button or dark ground, and no question is cut in two."""
    page = learner.page
    page.emulate_media(media="print", color_scheme="dark")
    learner.go(TEXT)
    hidden = page.locator(".bar, .skip, .paper-ways")
    assert hidden.count() == 3
    assert [each.is_visible() for each in hidden.all()] == [False] * 3
    styles = page.evaluate(
        """() => [
            getComputedStyle(document.documentElement).color,
            getComputedStyle(document.documentElement).backgroundColor,
            getComputedStyle(document.querySelector('.question')).breakInside,
        ]"""
    )
    assert styles == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)", "avoid"]
