"""The desk: a trainer sees real progress, a learner is refused, the tables become files."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from course.content.library import Library
from course.store.store import Store
from tests.browser.answers import answer_rightly, answer_wrongly
from tests.browser.test_accessibility import faults_anywhere
from tests.browser.visitor import MODULE

DESK = "/exercises/desk"
PIN = "13579"
FILES = {"progress": "name", "first-attempts": "module"}  # with their first column


@pytest.fixture
def team(own_server, visit):
    """Give a trainer and two learners, of whom Ana answered two items and Ben none yet."""
    own_server.start()
    Store(own_server.data).accounts.add("Toni", "trainer", PIN)
    ana, ben, toni = (visit(url=own_server.url) for _person in range(3))
    ana.join("Ana")
    quiz = ana.open_quiz()
    answer_rightly(quiz.of_type("single")[0])
    answer_wrongly(quiz.of_type("single")[1])
    ben.join("=Ben")
    toni.sign_in("Toni", PIN)
    return ana, ben, toni


def open_desk(visitor):
    """Open the desk and wait for its tables."""
    visitor.go(DESK)
    visitor.page.locator(".desk table").first.wait_for()
    return visitor.page


def row_of(page, name):
    """Return the row of a person."""
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def test_a_trainer_sees_what_learners_did(team):
    """The map leads to the desk; each learner has a row, and new answers come with a look."""
    _ana, ben, toni = team
    toni.page.get_by_role("link", name="Desk", exact=True).click()
    page = toni.page
    page.get_by_role("heading", name="The desk", level=1).wait_for()
    expect(row_of(page, "Ana")).to_contain_text("In progress")
    expect(row_of(page, "Ana")).to_contain_text(re.compile(r"0 of \d units done"))
    expect(row_of(page, "=Ben")).to_contain_text("Not begun")
    expect(page.get_by_role("table", name="How first tries went")).to_contain_text(
        "Too few to tell"
    )
    answer_rightly(ben.open_quiz().of_type("single")[0])
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(row_of(page, "=Ben")).to_contain_text("quiz 1 not finished")


def test_filter_and_order(team):
    """Choosing a module leaves its column and its questions; an order moves rows."""
    page = open_desk(team[2])
    heads = page.get_by_role("table", name="Who is where").get_by_role("columnheader")
    questions = page.get_by_role("table", name="How first tries went").get_by_role("rowheader")
    before, columns = questions.count(), heads.count()
    asked = sum(len(unit.items) for unit in Library().item_bank("00_start_here").units)
    page.get_by_label("Module").select_option("Start here")
    expect(heads).to_have_count(4)
    expect(questions).to_have_count(asked)
    assert (before > 10, columns > 4) == (True, True)
    page.get_by_label("Order").select_option("Hardest first")
    expect(questions).to_have_count(asked)


def test_a_learner_is_refused(team):
    """A learner gets neither the page nor a link to it nor a file, a visitor none either."""
    ana, _ben, _toni = team
    ana.expect_complaint("403")
    for path in (DESK, *(f"/desk/{name}.csv" for name in FILES)):
        assert ana.go(path).status == 403, path
        heading = ana.page.get_by_role("heading", level=1)
        expect(heading).to_have_text("This page is for somebody else")
        assert "rows" not in ana.page.content()
    ana.go("/")
    assert ana.page.get_by_role("link", name="Desk", exact=True).count() == 0
    ana.context.clear_cookies()
    ana.go("/desk/progress.csv")
    assert ana.page.url.endswith("/sign-in?next=/desk/progress.csv")


def test_tables_as_files(team):
    """Both links give a CSV file with a date in its name; a name like a formula is escaped."""
    page = open_desk(team[2])
    found = {}
    for name, first in FILES.items():
        with page.expect_download() as download:
            page.locator(f"a[href$='{name}.csv']").click()
        assert download.value.suggested_filename.startswith(f"{name}-20")
        data = download.value.path().read_bytes()
        assert data.startswith(b"\xef\xbb\xbf" + first.encode())
        found[name] = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert {row["name"] for row in found["progress"]} == {"Ana", "'=Ben"}
    assert sum(int(row["answers"]) for row in found["first-attempts"]) == 2
    answer = team[2].context.request.get(f"{team[2].url}/desk/progress.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


def test_everybody_can_use_it(team):
    """axe-core finds nothing, nothing runs off the screen, and targets are large, at each size."""
    trainer = team[2]
    for path in (DESK, "/"):
        trainer.go(path)
        page = trainer.page
        if path == DESK:
            page.locator(".desk table").first.wait_for()
        else:
            page.locator("details summary").first.click()
        assert list(faults_anywhere(page)) == [], path


def test_the_map_explains_itself(team):
    """A module that is begun has a sentence, and each part says why it is or is not ticked."""
    ana = team[0]
    ana.go("/")
    station = ana.page.locator("li.station", has_text="Standards and role models")
    expect(station.locator(".so-far")).to_contain_text("quiz 1 not finished")
    expect(station.locator(".parts")).to_contain_text("questions answered")
    expect(station.locator(".state")).to_contain_text("minutes left")
    station.get_by_role("link", name="What a role model is").click()
    ana.page.wait_for_url(f"**{MODULE}#what-a-role-model-is")
