"""The worksheet without a browser: nothing typed is lost, nothing is done twice."""

import json
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.activities.self_check import self_check
from course.activities.worksheet import LONGEST, WorksheetActivity
from course.errors import InvalidResponseError, NotFoundError, StoreError
from course.learning.rubrics import read_rubric_snapshot
from course.learning.worksheets import Worksheet
from course.store.store import Store
from course.view import respond
from tests.samples import ANA, BEN, TINY_RUBRIC, TINY_WORKSHEET, course_of, write_worksheet

NAME = "worksheet/tiny"
KEY = "key-of-a-page"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Return a library with the tiny worksheet; tests that edit it write one of their own."""
    return write_worksheet(tmp_path_factory.mktemp("content"))


@pytest.fixture
def sheet(library, store):
    """Return Ana's worksheet."""
    return WorksheetActivity(course_of(library, store), "tiny")


@pytest.fixture
def other_tab(library, data, clock):
    """Return the same worksheet in another process's store."""
    store = Store(data, clock)
    yield WorksheetActivity(course_of(library, store), "tiny")
    store.close()


def write(sheet, prompt, text):
    """Write a text; return the view."""
    return sheet.act({"do": "text", "prompt": prompt, "text": text})


def step(sheet, name, key=None):
    """Say that one is done, finished, or wants to change something; return the view."""
    return sheet.act({"do": name, "key": key or f"{name} {len(events(sheet))}".rjust(8)})


def rate(sheet, criterion, level, key=None, **changes):
    """Rate one criterion; return the view."""
    rating = {"criterion": criterion, "level": level, "rubric": sheet.versions[1], **changes}
    return sheet.act({"do": "rate", **rating, "key": key or f"rate {len(events(sheet))}".rjust(8)})


def write_all(sheet):
    """Write what must be written; return the view."""
    return [write(sheet, prompt, f"my {prompt}") for prompt in ("moment", "word")][-1]


def finish(sheet):
    """Write, rate and finish; return the view."""
    write_all(sheet)
    step(sheet, "done")
    rate(sheet, "view", 5)
    rate(sheet, "camera", 2)
    return step(sheet, "finish")


def events(sheet):
    """Return (kind, body) of what is stored."""
    found = sheet.course.store.events.of(sheet.course.person, NAME)
    return [(event.kind, event.body) for event in found]


def kinds(sheet):
    """Return the kinds of what is stored."""
    return [kind for kind, _body in events(sheet)]


def texts(view):
    """Return what is written, by prompt."""
    return {prompt["id"]: prompt["text"] for prompt in view["prompts"]}


def levels(view):
    """Return the levels, by criterion."""
    return {each["id"]: each["level"] for each in view["rubric"]["criteria"]}


def test_first_view(sheet):
    """A new worksheet shows its prompts with their help, empty, and nothing rated."""
    view = sheet.view()
    assert texts(view) == {"moment": "", "word": "", "next": ""}
    assert view["prompts"][0] | {"text": ""} == {
        "id": "moment",
        "ask": "Which moment?",
        "hint": "Ask.",
        "example": "She asked.",
        "lines": 3,
        "optional": False,
        "text": "",
    }
    assert (view["kind"], view["stage"], view["person"]) == ("worksheet", "writing", "Ana")
    assert levels(view) == {"view": None, "camera": None}


def test_looking_writes_nothing(sheet, store):
    """Neither a view nor a look leaves anything in the store, not even the person."""
    before = list(store.database.engine.raw_connection().driver_connection.iterdump())
    sheet.view()
    sheet.act({"do": "look"})
    assert before == list(store.database.engine.raw_connection().driver_connection.iterdump())


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_texts_are_kept_as_typed(library, store_of_module, text):
    """Spaces, line ends, emoji and markup come back to the letter."""
    sheet = WorksheetActivity(course_of(library, store_of_module), "tiny")
    assert texts(write(sheet, "word", text))["word"] == text
    assert texts(sheet.view())["word"] == text


@pytest.fixture(scope="module")
def store_of_module(tmp_path_factory, empty_database):
    """Return a store for many examples of one test."""
    store = Store(tmp_path_factory.mktemp("data"))
    yield store
    store.close()


def test_the_longest_text_is_kept(sheet):
    """Exactly 4,000 characters fit; an emoji is one of them."""
    text = "🙂" + "x" * (LONGEST - 1)
    assert texts(write(sheet, "word", text))["word"] == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * (LONGEST + 12), "too long by 12 characters. Shorten it, then it is saved."),
        ("half of a \ud83d", "a character that cannot be saved"),
    ],
)
def test_a_text_that_cannot_be_kept(sheet, text, words):
    """It is refused in kind words, and what was saved before stays."""
    write(sheet, "word", "before")
    with pytest.raises(InvalidResponseError, match=words):
        write(sheet, "word", text)
    assert texts(sheet.view())["word"] == "before"


def test_the_newest_text_wins(sheet, other_tab):
    """Two tabs write the same prompt: the later text is kept, and both see it when they look."""
    write(sheet, "word", "from one tab")
    write(other_tab, "word", "from the other")
    write(other_tab, "moment", "elsewhere")
    assert texts(sheet.act({"do": "look"})) == {
        "moment": "elsewhere",
        "word": "from the other",
        "next": "",
    }


def test_people_have_their_own(library, sheet, store):
    """What Ana writes, Ben does not see."""
    write_all(sheet)
    step(sheet, "done")
    view = WorksheetActivity(course_of(library, store, BEN), "tiny").view()
    assert (texts(view)["word"], view["stage"]) == ("", "writing")


def test_done_needs_every_prompt_that_is_not_optional(sheet):
    """Done is refused while a prompt is empty, and names it; the optional one may stay empty."""
    write(sheet, "moment", "A moment.")
    write(sheet, "word", "  \n")
    with pytest.raises(InvalidResponseError, match=r"still to be written: Which word\?$"):
        step(sheet, "done")
    assert kinds(sheet) == []
    write(sheet, "word", "Kind.")
    assert step(sheet, "done")["stage"] == "rating"


def test_done_keeps_what_was_asked(sheet, store):
    """The event carries the hash of the worksheet, under which its words are stored."""
    write_all(sheet)
    step(sheet, "done")
    [(_kind, body)] = events(sheet)
    assert body == {"worksheet": sheet.versions[0]}
    kept = Worksheet.model_validate_json(store.answers.snapshot(body["worksheet"]))
    assert kept == sheet.worksheet


def test_the_whole_way(sheet):
    """Written, rated and finished; the weak line is named, and the texts are still there."""
    view = finish(sheet)
    assert (view["stage"], levels(view)) == ("finished", {"view": 5, "camera": 2})
    assert view["rubric"]["again"] == ["Camera"]
    assert texts(view)["moment"] == "my moment"
    assert kinds(sheet) == ["done", "rate", "rate", "finish"]


def test_a_worksheet_without_a_rubric_is_finished_when_done(tmp_path, store):
    """Where nothing is to be rated, done is the end."""
    library = write_worksheet(tmp_path, TINY_WORKSHEET.replace("rubric: tiny\n", ""))
    sheet = WorksheetActivity(course_of(library, store), "tiny")
    write_all(sheet)
    view = step(sheet, "done")
    assert (view["stage"], view["rubric"]) == ("finished", None)


def test_it_can_be_opened_again(sheet):
    """After a change it is done and finished anew; the levels chosen before are still marked."""
    finish(sheet)
    assert step(sheet, "reopen")["stage"] == "writing"
    write(sheet, "word", "Kinder.")
    view = step(sheet, "done")
    assert (view["stage"], levels(view)) == ("rating", {"view": 5, "camera": 2})
    assert levels(rate(sheet, "camera", 4)) == {"view": 5, "camera": 4}
    assert step(sheet, "finish")["stage"] == "finished"


def test_finish_needs_every_rating(sheet):
    """Finish is refused while a line is not rated, and names it."""
    write_all(sheet)
    step(sheet, "done")
    rate(sheet, "view", 3)
    with pytest.raises(InvalidResponseError, match=r"still to be rated: Camera$"):
        step(sheet, "finish")


def test_the_newest_rating_counts(sheet):
    """A changed mind is stored after the first one; the same level again is not stored."""
    for level in (2, 4, 4):
        view = rate(sheet, "view", level)
    assert levels(view)["view"] == 4
    assert [body["level"] for _kind, body in events(sheet)] == [2, 4]


def test_a_rating_keeps_the_words_it_was_given_by(sheet, store):
    """The event carries the hash of the rubric, under which its words are stored."""
    rate(sheet, "view", 3)
    [(kind, body)] = events(sheet)
    assert (kind, body) == ("rate", {"criterion": "view", "level": 3, "rubric": sheet.versions[1]})
    assert read_rubric_snapshot(store.answers.snapshot(body["rubric"])) == sheet.rubric


def test_ratings_by_other_words_do_not_count(sheet, tmp_path, store):
    """After the rubric was edited, the old levels are not shown as if given by the new words."""
    finish(sheet)
    edited = write_worksheet(tmp_path, rubric=TINY_RUBRIC.replace("3: sound", "3: all right"))
    view = WorksheetActivity(course_of(edited, store), "tiny").view()
    assert (view["stage"], levels(view)) == ("finished", {"view": None, "camera": None})


def test_a_page_with_the_old_words_cannot_rate(sheet):
    """A level chosen by words that have changed since is not taken."""
    with pytest.raises(InvalidResponseError, match="new words"):
        rate(sheet, "view", 3, rubric="0" * 64)
    assert events(sheet) == []


@pytest.mark.parametrize("name", ["done", "finish", "reopen"])
def test_a_message_sent_twice_counts_once(sheet, other_tab, name):
    """A message that comes again later, with its old key, changes nothing."""
    finish(sheet)
    step(sheet, "reopen", key="first reopen")
    step(sheet, "done", key="second done")
    step(sheet, "finish", key="second finish")
    before = kinds(sheet)
    for key in ("first reopen", "second done", "second finish"):
        step(other_tab, key.split()[1], key=key)
    assert kinds(sheet) == before
    assert sheet.view()["stage"] == "finished"


def test_two_tabs_are_done_at_once(sheet, other_tab):
    """The second tab finds it done: one event, and no error."""
    write_all(sheet)
    step(sheet, "done", key="from one tab")
    assert step(other_tab, "done", key="from the other")["stage"] == "rating"
    assert kinds(sheet) == ["done"]


def test_a_text_that_comes_after_done_is_kept(sheet, other_tab):
    """A tab that was still typing loses nothing; the worksheet stays done."""
    write_all(sheet)
    step(sheet, "done")
    view = write(other_tab, "next", "still typing")
    assert (view["stage"], texts(view)["next"]) == ("rating", "still typing")


def test_a_prompt_that_is_gone(sheet, tmp_path, store):
    """Its text is out of sight, not lost: it comes back when the prompt does."""
    write(sheet, "next", "what I wrote")
    line = '  - {id: next, ask: "What next?", lines: 2, optional: true}\n'
    edited = write_worksheet(tmp_path, TINY_WORKSHEET.replace(line, ""))
    shorter = WorksheetActivity(course_of(edited, store), "tiny")
    assert texts(shorter.view()) == {"moment": "", "word": ""}
    with pytest.raises(InvalidResponseError, match="no such question any more"):
        write(shorter, "next", "more")
    assert texts(sheet.view())["next"] == "what I wrote"


@pytest.mark.parametrize(
    "message",
    [
        {"do": "text", "prompt": "gone", "text": "x"},
        {"do": "text", "prompt": ["word"], "text": "x"},
        {"do": "text", "prompt": "word", "text": None},
        {"do": "text", "prompt": "word"},
        {"do": "done"},
        {"do": "done", "key": "short"},
        {"do": "rate", "criterion": "view", "level": 3, "key": KEY},
        {"do": "answer", "key": KEY},
        {},
    ],
)
def test_messages_of_no_honest_page(sheet, message):
    """What no page of ours would send is refused, and nothing is stored."""
    with pytest.raises(InvalidResponseError):
        sheet.act(message)
    assert (events(sheet), texts(sheet.view())["word"]) == ([], "")


@pytest.mark.parametrize("level", [0, 6, True, 3.0, "3", None, [3]])
def test_levels_that_do_not_exist(sheet, level):
    """Only the whole numbers from 1 to 5 are levels."""
    with pytest.raises(InvalidResponseError, match="from 1 to 5"):
        rate(sheet, "view", level)
    assert events(sheet) == []


@pytest.mark.parametrize("criterion", ["gone", None, ["view"], {"view": 1}])
def test_lines_that_do_not_exist(sheet, criterion):
    """Only criteria of the rubric can be rated."""
    with pytest.raises(InvalidResponseError, match="no such line"):
        rate(sheet, criterion, 3)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("doprmtx ", max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=5,
)
FIELDS = ["do", "prompt", "text", "criterion", "level", "rubric"]
STEPS = st.sampled_from(["text", "done", "rate", "finish", "reopen", "look"])


@given(st.fixed_dictionaries({"do": STEPS}, optional=dict.fromkeys(FIELDS[1:], JSON)))
def test_any_message_is_answered(library, store_of_module, message):
    """Whatever a page sends, it gets a reply for JSON, and nothing goes wrong on our side."""
    sheet = WorksheetActivity(course_of(library, store_of_module), "tiny")
    reply = respond(sheet, {"id": "0123456789abcdef", "act": message})
    json.dumps(reply)
    assert reply["ok"] == ("view" in reply)
    assert "wrong on our side" not in reply.get("error", "")


def test_a_text_that_could_not_be_stored(sheet, data):
    """A full disk is an error, not a silent loss, and the former text stays."""
    write(sheet, "word", "before")
    with closing(sqlite3.connect(data / "course.sqlite")) as database:
        database.execute(
            "CREATE TRIGGER full BEFORE INSERT ON texts "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    with pytest.raises(StoreError):
        write(sheet, "word", "after")
    assert texts(sheet.view())["word"] == "before"


def test_unknown_worksheet_and_rubric(tmp_path, library, store):
    """A worksheet that is nowhere is named."""
    with pytest.raises(NotFoundError, match="no worksheet 'gone'"):
        WorksheetActivity(course_of(library, store), "gone")


def test_self_check(library, store):
    """Somebody who writes everything finishes; somebody who writes nothing does not get on."""
    sheet = WorksheetActivity(course_of(library, store, ANA), "tiny")
    rows = self_check(sheet.course, [sheet])
    assert [(row["learner"], row["done"], row["result"]) for row in rows] == [
        ("all written", "3 of 3", "finished"),
        ("nothing written", "0 of 3", "writing"),
    ]
    assert {row["activity"] for row in rows} == {NAME}
    assert events(sheet) == []


@pytest.mark.parametrize(
    ("old", "new", "is_same"),
    [("Which word?", "Which words?", False), ("Ask.", "Listen.", True), ("", "", True)],
)
def test_the_self_check_sees_other_prompts(tmp_path, library, store, old, new, is_same):
    """Another prompt changes the table; another hint does not."""
    edited = write_worksheet(tmp_path, TINY_WORKSHEET.replace(old, new))
    tables = [
        self_check(course, [WorksheetActivity(course, "tiny")])
        for course in (course_of(library, store), course_of(edited, store))
    ]
    assert (tables[0] == tables[1]) is is_same


def test_the_self_check_sees_another_rubric(tmp_path, library, store):
    """Another anchor changes the table."""
    edited = write_worksheet(tmp_path, rubric=TINY_RUBRIC.replace("3: sound", "3: all right"))
    before, after = (
        self_check(course, [WorksheetActivity(course, "tiny")])[0]["content"]
        for course in (course_of(library, store), course_of(edited, store))
    )
    assert before != after
