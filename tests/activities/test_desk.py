"""The desk: what trainers see, what nobody sees there, and who is refused."""

import csv
import io
import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.activities.desk import Desk
from course.activities.overview import (
    ITEM_COLUMNS,
    PROGRESS_COLUMNS,
    as_csv,
    item_rows,
    progress_rows,
)
from course.activities.quiz import Quiz
from course.activities.rehearsal import Rehearsal
from course.content.library import Library
from course.errors import InvalidResponseError, NotAllowedError
from course.ids import new_id
from course.learning.items import keys
from course.learning.public_view import to_tokens
from course.people.roles import Person
from tests.samples import ANA, TINY_BANK, course_of, write_bank, write_course

pytestmark = pytest.mark.usefixtures("cheap_pins")
TRAINER = Person("tom", "Tom", "trainer")
SECRET = "Nobody else reads this."


@pytest.fixture
def course(tmp_path, store):
    """Return a trainer's course with one module and nobody in it."""
    return course_of(write_course(tmp_path / "content"), store, TRAINER)


def take_quiz(course, person, answer):
    """Let a person answer the tiny quiz; `answer` gives the response to an item."""
    quiz = Quiz(course_of(course.content, course.store, person), "tiny", "first")
    for shown in quiz.view()["items"]:
        item, order = quiz.drawn_item(shown["id"])
        response = to_tokens(answer(item), order)
        message = {"do": "answer", "item": item.id, "response": response, "session": 1}
        quiz.act({**message, "key": new_id()})


def hurry(item):
    """Answer `hurry` where it can be chosen, else rightly."""
    return (0,) if item.id == "one" else keys(item)


def fill(course, people):
    """Let so many learners with a profile choose `hurry`, and one rehearse and write."""
    learners = [course.store.accounts.add(f"Learner {number}") for number in range(people)]
    for learner in learners:
        take_quiz(course, learner, hurry)
    events = course.store.events
    events.append(learners[0], "rehearsal/r", "choose", {"choice": SECRET}, "key-of-a-page")
    events.append(learners[0], "rehearsal/r", "choose", {"ending": "missed"}, "key-of-another")
    events.append(learners[0], "scoresheet/own", "rate", {"level": SECRET}, "key-of-a-sheet")
    events.keep_text(learners[0], "worksheet/w", "why", SECRET)
    return learners


def test_an_empty_desk(course):
    """Without people there are modules and questions, and no figures."""
    view = Desk(course).view()
    assert view["modules"] == [{"id": "tiny", "title": "Tiny"}]
    assert view["people"] == []
    assert [(item["answers"], item["facility"]) for item in view["items"]] == [(0, None)] * 3


def test_who_is_where(course):
    """Each learner has a day, a count of modules, and a state and sentence for each module."""
    fill(course, 2)
    first, second = Desk(course).view()["people"]
    assert (first["name"], first["last_seen"], first["done"], first["of"]) == (
        *("Learner 0", datetime.fromtimestamp(1000).date().isoformat(), 0, 1),
    )
    assert first["modules"]["tiny"] == {
        "state": "begun",
        "sentence": "The unit is still open; 1 of 2 exercises done;"
        " its quiz is not yet at 80\xa0%.",
    }
    assert second["modules"]["tiny"]["sentence"].startswith("The unit is still open; 0 of 2")


def test_who_is_on_the_desk(course):
    """Learners are always there; trainers only when they have begun something themselves."""
    accounts = course.store.accounts
    accounts.add("New here")
    accounts.add("Tom", "trainer", "1234")
    take_quiz(course, accounts.add("Tanja", "trainer", "1234"), keys)
    view = Desk(course).view()
    assert [(each["name"], each["last_seen"] is None) for each in view["people"]] == [
        ("New here", True),
        ("Tanja", False),
    ]


def test_first_tries(course):
    """Five who chose `hurry` make a facility of 0, the option and its misconception in words."""
    fill(course, 5)
    one, some, _steps = Desk(course).view()["items"]
    assert (one["answers"], one["facility"], one["wrong"], one["wrong_count"]) == (5, 0, "hurry", 5)
    assert one["misconception"] == "Fast is best."
    assert (some["facility"], some["wrong"], some["misconception"]) == (1, "", "")


def test_few_answers_are_too_few_to_tell(course):
    """With four answers a question has a count and nothing that could point at somebody."""
    fill(course, 4)
    one = Desk(course).view()["items"][0]
    assert (one["answers"], one["facility"], one["wrong"], one["misconception"]) == (
        4,
        None,
        "",
        "",
    )


def test_answers_to_other_words_do_not_count(course, tmp_path):
    """When a question is reworded, its figures begin anew; other questions keep theirs."""
    fill(course, 5)
    library = write_bank(tmp_path / "content", TINY_BANK.replace("One?", "Which one?"))
    view = Desk(course_of(library, course.store, TRAINER)).view()
    assert [item["answers"] for item in view["items"]] == [0, 5, 5]


def test_nothing_private_is_on_the_desk(course):
    """Neither texts nor rehearsal choices, endings or own sheets are in the view or the tables."""
    fill(course, 5)
    tables = [rows(course.content, course.store) for rows in (progress_rows, item_rows)]
    shown = json.dumps([Desk(course).view(), *tables])
    assert "Learner 0" in shown
    assert not [word for word in (SECRET, "missed", "scoresheet", "ending") if word in shown]


def rehearse(store, person):
    """Let a person play the shipped scene to an end; return the rehearsal."""
    rehearsal = Rehearsal(course_of(Library(), store, person), "the-table-by-the-window")
    asked = {
        "words": {"do": "words", "text": "Own words."},
        "choice": {"do": "choose", "token": "a"},
    }
    view = rehearsal.view()
    while view["menu"]:
        answer = asked[view["menu"]["ask"]]
        view = rehearsal.act({**answer, "after": view["after"], "key": new_id()})
    rehearsal.act({"do": "goal", "text": "listen", "key": new_id()})
    return rehearsal


def test_a_take_is_seen_only_while_it_is_shared(store):
    """A trainer sees a shared take with replies, outcomes and goal; taken back, it is gone."""
    ana = store.accounts.add("Ana")
    rehearsal = rehearse(store, ana)
    desk = Desk(course_of(Library(), store, TRAINER))
    assert desk.view()["shared"] == []
    for shared in (True, False):
        after = rehearsal.view()["after"]
        rehearsal.act({"do": "share", "shared": shared, "after": after, "key": new_id()})
        takes = desk.view()["shared"]
        assert [(take["name"], take["goal"]) for take in takes] == [("Ana", "listen")] * shared
        for take in takes:
            assert take["replies"][0]["words"] == "Own words."
            assert len(take["watch"]) == 6


@pytest.mark.parametrize("person", [ANA, Person("v", "V", "visitor"), None])
def test_learners_are_refused(course, person):
    """Who is no trainer gets no desk, whichever way it is called."""
    with pytest.raises(NotAllowedError):
        Desk(course_of(course.content, course.store, person))
    desk = Desk(course)
    desk.course = course_of(course.content, course.store, person)
    for call in (desk.view, lambda: desk.act({"do": "look", "key": "0123456789"})):
        with pytest.raises(NotAllowedError):
            call()


@pytest.mark.parametrize("message", [{}, {"do": "answer"}, {"do": "draft"}, {"do": ["look"]}, None])
def test_a_desk_only_looks(course, message):
    """Whatever else a page asks is refused."""
    with pytest.raises(InvalidResponseError):
        Desk(course).act(message)


def test_looking_again_shows_what_is_new(course):
    """A look brings the answers given since."""
    desk = Desk(course)
    desk.view()
    fill(course, 1)
    assert len(desk.act({"do": "look"})["people"]) == 1


def test_tables_have_their_columns(course):
    """Rows of both tables have the columns that files and frames promise."""
    fill(course, 1)
    for columns, rows_of in ((PROGRESS_COLUMNS, progress_rows), (ITEM_COLUMNS, item_rows)):
        rows = rows_of(course.content, course.store)
        assert rows
        assert {tuple(row) for row in rows} == {tuple(columns)}


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@given(st.lists(st.tuples(CELL | st.none(), st.integers(-9, 9)), max_size=4))
def test_csv_is_harmless_and_complete(cells):
    """Every row comes back as it was, but no text begins like a formula."""
    text = as_csv(["name", "n"], [{"name": name, "n": n} for name, n in cells])
    assert text.startswith("\ufeffname,n")
    back = list(csv.reader(io.StringIO(text[1:], newline="")))[1:]
    assert [int(n) for _name, n in back] == [n for _name, n in cells]
    for (name, _number), (read, _n) in zip(cells, back, strict=True):
        assert read[:1] not in tuple("=+-@\t\r")
        assert read in (name or "", f"'{name}")


@pytest.mark.parametrize("name", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_formulas_are_escaped(name):
    """Each way to begin a formula gets an apostrophe in front."""
    text = as_csv(["name"], [{"name": name}])
    [[cell]] = list(csv.reader(io.StringIO(text[1:], newline="")))[1:]
    assert cell == f"'{name}"
