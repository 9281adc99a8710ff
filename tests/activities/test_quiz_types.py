"""Matching and hotspot items in a quiz: drafts with gaps, outcomes, two tabs, edited banks."""

import pytest

from course.activities.quiz import Quiz
from course.errors import InvalidResponseError
from course.learning.public_view import to_tokens
from course.store.store import Store
from tests.samples import TALK_BANK, course_of, write_bank

KEY = "key-of-a-page"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Return a library with the bank of the two types, read once."""
    return write_bank(tmp_path_factory.mktemp("content"), TALK_BANK, "talk")


@pytest.fixture
def quiz(library, store):
    """Return Ana's quiz of that bank."""
    return Quiz(course_of(library, store), "talk", "first")


@pytest.fixture
def other_device(library, data, clock):
    """Return the same quiz in another process's store."""
    store = Store(data, clock)
    yield Quiz(course_of(library, store), "talk", "first")
    store.close()


def tokens_of(quiz, item_id, *indices):
    """Return the tokens of options given by the author's indices; None for a pair still open."""
    _item, order = quiz.drawn_item(item_id)
    return to_tokens(indices, order)


def send(quiz, do, item_id, *indices, key=KEY):
    """Answer an item or keep a draft of it; return how the item is shown then."""
    response = tokens_of(quiz, item_id, *indices)
    message = {"do": do, "item": item_id, "response": response, "session": 1, "key": key}
    return shown(quiz.act(message), item_id)


def shown(view, item_id):
    """Return one item of a view."""
    return next(item for item in view["items"] if item["id"] == item_id)


def test_first_view(quiz):
    """Pairs come as lines with matches below tokens, a dialogue as lines with some to tap."""
    pairs, talk = quiz.view()["items"]
    assert pairs["prompts"][0] == "A man who waits in the rain"
    assert len(pairs["options"]) == 4
    assert [line["token"] for line in talk["lines"]] == [None, "a", None, "b", "c"]
    assert [option["token"] for option in talk["options"]] == ["a", "b", "c"]


def test_outcome_of_matches(quiz):
    """After two right matches of three: 2/3, each match with its line's number, all explained."""
    outcome = send(quiz, "answer", "pairs", 0, 2, 2)["outcome"]
    assert (outcome["verdict"], outcome["credit"]) == ("partly", 2 / 3)
    rain, shoes, child = tokens_of(quiz, "pairs", 0, 1, 2)
    assert outcome["response"] == [rain, child, child]
    places = {token: told["place"] for token, told in outcome["options"].items()}
    assert places == {rain: 1, shoes: 2, child: 3}
    assert outcome["options"][shoes]["feedback"] == "feedback on the shoes"
    assert [outcome["options"][t]["right"] for t in (rain, shoes, child)] == [True, False, True]


def test_an_extra_match_is_explained(quiz):
    """An extra match that was chosen says why it fits nowhere; it has no line's number."""
    outcome = send(quiz, "answer", "pairs", 3, 1, 2)["outcome"]
    [leaflet] = tokens_of(quiz, "pairs", 3)
    told = {"chosen": True, "right": False, "feedback": "feedback on the leaflet", "place": None}
    assert outcome["options"][leaflet] == told
    assert len(outcome["options"]) == 4


def test_outcome_of_a_hotspot(quiz):
    """After a wrong line, that line and the key line are explained, the third is not."""
    outcome = send(quiz, "answer", "talk", 0)["outcome"]
    assert (outcome["verdict"], outcome["credit"], outcome["response"]) == ("wrong", 0, ["a"])
    assert {t: (o["chosen"], o["right"]) for t, o in outcome["options"].items()} == {
        "a": (True, False),
        "b": (False, True),
    }


def test_a_draft_with_gaps_is_resumed(quiz, other_device):
    """Two matches of three are there again on another device, the open one is open."""
    send(quiz, "draft", "pairs", 1, None, 3)
    send(quiz, "draft", "talk", 2)
    expected = {"pairs": tokens_of(quiz, "pairs", 1, None, 3), "talk": ["c"]}
    assert expected["pairs"][1] == ""
    assert {item["id"]: item["draft"] for item in other_device.view()["items"]} == expected


def test_an_emptied_draft_is_gone(quiz):
    """When every match is taken back, nothing is kept."""
    send(quiz, "draft", "pairs", 1, None, 3)
    assert send(quiz, "draft", "pairs", None, None, None)["draft"] == []


def test_an_answer_with_gaps_is_refused(quiz):
    """A line without a match is no answer; what was chosen so far stays a draft."""
    draft = send(quiz, "draft", "pairs", 1, None, 3)["draft"]
    with pytest.raises(InvalidResponseError, match="expected 3 options, found 2"):
        send(quiz, "answer", "pairs", 1, None, 3)
    assert shown(quiz.view(), "pairs")["draft"] == draft


def test_only_lines_that_can_be_tapped_are_answers(quiz):
    """There is no fourth line to tap, and never two."""
    for response in (["d"], ["a", "b"]):
        message = {"do": "answer", "item": "talk", "response": response, "session": 1, "key": KEY}
        with pytest.raises(InvalidResponseError):
            quiz.act(message)
    assert shown(quiz.view(), "talk")["outcome"] is None


@pytest.mark.parametrize(
    ("item_id", "first", "second"), [("pairs", (0, 1, 2), (1, 2, 0)), ("talk", (1,), (0,))]
)
def test_the_first_of_two_tabs_counts(quiz, other_device, item_id, first, second):
    """A second tab that answers otherwise is shown the first answer; a crash changes nothing."""
    answered = send(quiz, "answer", item_id, *first)
    assert answered["outcome"]["credit"] == 1
    quiz.course.store.close()  # the kernel dies
    assert send(other_device, "answer", item_id, *second, key="another-tab") == answered


@pytest.mark.parametrize(
    ("old", "new", "item_id"),
    [
        ("A man who waits", "A man who stands", "pairs"),
        ('match: "a dry place"', 'match: "a towel"', "pairs"),
        ("I took a day off for it.", "I have waited since eight.", "talk"),
    ],
)
def test_other_words_wait_for_the_next_round(quiz, tmp_path, store, old, new, item_id):
    """A line edited in the middle: the running round is read back as it was drawn."""
    other = "talk" if item_id == "pairs" else "pairs"
    send(quiz, "answer", other, *((1,) if other == "talk" else (0, 1, 2)))
    before = shown(quiz.view(), item_id)
    assert old in TALK_BANK
    edited = write_bank(tmp_path / "content", TALK_BANK.replace(old, new), "talk")
    after = Quiz(course_of(edited, store), "talk", "first")
    assert shown(after.view(), item_id) == before
    send(after, "answer", item_id, *((1,) if item_id == "talk" else (0, 1, 2)))
    fresh = after.act({"do": "again", "session": 1})
    assert str(shown(fresh, item_id)) != str(before)
    assert fresh["number"] == 2
