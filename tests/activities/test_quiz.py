"""The quiz without a browser: one order everywhere, stored before shown, first answers count."""

import pytest

from course.activities.quiz import Quiz
from course.errors import InvalidResponseError, NotFoundError, StoreError
from course.learning.items import keys
from course.learning.public_view import to_tokens
from course.store.store import Store
from tests.samples import ANA, BEN, TINY_BANK, course_of, write_bank

KEY = "key-of-a-page"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Return a library with the tiny bank, read once; tests that edit it write one of their own."""
    return write_bank(tmp_path_factory.mktemp("content"))


@pytest.fixture
def quiz(library, store):
    """Return Ana's quiz of the tiny bank."""
    return Quiz(course_of(library, store), "tiny", "first")


@pytest.fixture
def other_device(library, data, clock):
    """Return the same quiz in another process's store."""
    store = Store(data, clock)
    yield Quiz(course_of(library, store), "tiny", "first")
    store.close()


def right(quiz, item_id):
    """Return the tokens of the right answer."""
    item, order = quiz.drawn_item(item_id)
    return to_tokens(keys(item), order)


def answer(quiz, item_id, tokens=None, session=1, key=KEY):
    """Answer an item, rightly unless told otherwise; return the view."""
    response = right(quiz, item_id) if tokens is None else tokens
    message = {"do": "answer", "item": item_id, "response": response, "session": session}
    return quiz.act({**message, "key": key})


def again(quiz, session=1):
    """Ask for another round, from a page that shows this one; return the view."""
    return quiz.act({"do": "again", "session": session})


def answer_all(quiz, session=1):
    """Answer everything rightly; return the last view."""
    return [answer(quiz, name, session=session) for name in ("one", "some", "steps")][-1]


def shown(view):
    """Return the option texts of each item, as shown."""
    return {item["id"]: [option["text"] for option in item["options"]] for item in view["items"]}


def outcomes(view):
    """Return the credits of the items answered so far."""
    return {i["id"]: i["outcome"]["credit"] for i in view["items"] if i["outcome"]}


def test_first_view(quiz):
    """A new quiz shows its items in the author's order, unanswered, without a score."""
    view = quiz.view()
    assert [item["id"] for item in view["items"]] == ["one", "some", "steps"]
    assert (view["kind"], view["number"], view["score"], view["passed"]) == ("quiz", 1, None, False)
    assert outcomes(view) == {}


def test_unknown_bank_and_unit(library, store):
    """A unit that does not exist is an error that names those that do."""
    course = course_of(library, store)
    with pytest.raises(NotFoundError, match="no unit 'last' in 'tiny'; it has first"):
        Quiz(course, "tiny", "last")
    with pytest.raises(NotFoundError, match="no item bank 'gone'"):
        Quiz(course, "gone", "first")


def test_same_order_on_every_device(quiz, other_device):
    """The same person sees one order everywhere, before the first answer and after it."""
    before = shown(quiz.view())
    assert shown(other_device.view()) == before
    assert shown(answer(quiz, "one")) == shown(other_device.view()) == before


def test_other_people_and_rounds_have_other_orders(library, store):
    """Of ten people, not all see the same order; no step order is ever given away."""
    from course.people.roles import Person

    people = [Person(str(number), str(number), "learner") for number in range(10)]
    views = [Quiz(course_of(library, store, who), "tiny", "first").view() for who in people]
    assert len({str(shown(view)["one"]) for view in views}) > 1
    assert all(shown(view)["steps"] != ["hear", "do", "check"] for view in views)


def test_right_answers_pass(quiz):
    """Three right answers give 100 % and pass, with a verdict and feedback on each."""
    view = answer_all(quiz)
    assert (view["score"], view["passed"]) == (1.0, True)
    assert [item["outcome"]["verdict"] for item in view["items"]] == ["right"] * 3


def test_wrong_answer_shows_choice_and_key(quiz):
    """After a wrong choice, chosen and right option are both marked and explained."""
    _item, order = quiz.drawn_item("one")
    wrong, key = (to_tokens((index,), order)[0] for index in (0, 1))
    outcome = answer(quiz, "one", [wrong])["items"][0]["outcome"]
    assert (outcome["verdict"], outcome["credit"], outcome["response"]) == ("wrong", 0.0, [wrong])
    feedback = {"place": None, "feedback": "feedback on hurry", "chosen": True, "right": False}
    assert outcome["options"][wrong] == feedback
    assert outcome["options"][key]["right"] is True
    assert set(outcome["options"]) == {wrong, key}


def test_ordering_outcome_tells_every_place(quiz):
    """After an order is sent, each step carries its right place, from 1."""
    outcome = answer(quiz, "steps")["items"][2]["outcome"]
    places = [outcome["options"][token]["place"] for token in outcome["response"]]
    assert places == [1, 2, 3]


def test_resumes_after_a_crash(quiz, other_device):
    """What was answered is there again in a new process, and the rest is still open."""
    first = answer(quiz, "some")
    quiz.course.store.close()  # the kernel dies
    assert other_device.view() == first
    assert list(outcomes(other_device.view())) == ["some"]


def test_second_answer_shows_the_first_outcome(quiz, other_device):
    """Two tabs answer one item: both get the outcome of the one that came first."""
    first = answer(quiz, "one")
    _item, order = quiz.drawn_item("one")
    assert answer(other_device, "one", to_tokens((0,), order), key="another-tab") == first


def test_a_message_sent_twice_counts_once(quiz):
    """The page may send an answer again when a reply was lost."""
    assert answer(quiz, "one") == answer(quiz, "one")


def test_nothing_is_shown_that_is_not_stored(quiz, monkeypatch):
    """A store that fails gives an error and no outcome, and the item is still open."""

    def fail(*_arguments):
        raise StoreError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(quiz.course.store.answers, "append_attempt", fail)
        with pytest.raises(StoreError, match="disk full"):
            answer(quiz, "one")
    assert outcomes(quiz.view()) == {}
    assert outcomes(answer(quiz, "one")) == {"one": 1.0}


def test_answer_is_stored_before_the_view_is_made(quiz, other_device, monkeypatch):
    """When making the view fails after an answer, another device has the answer already."""
    tokens = right(quiz, "one")

    def crash():
        raise KeyboardInterrupt

    monkeypatch.setattr(quiz, "view", crash)
    with pytest.raises(KeyboardInterrupt):
        answer(quiz, "one", tokens)
    assert outcomes(other_device.view()) == {"one": 1.0}


def draft(quiz, item_id, tokens, session=1):
    """Keep a draft; return what the item then shows."""
    message = {"do": "draft", "item": item_id, "response": tokens, "session": session}
    view = quiz.act(message)
    return next(item["draft"] for item in view["items"] if item["id"] == item_id)


def test_draft_is_kept_across_devices(quiz, other_device):
    """What is chosen but not sent is there on another device, in the order it was put."""
    assert draft(quiz, "steps", ["c", "a"]) == ["c", "a"]
    assert draft(quiz, "some", ["b"]) == ["b"]
    drafts = {item["id"]: item["draft"] for item in other_device.view()["items"]}
    assert drafts == {"one": [], "some": ["b"], "steps": ["c", "a"]}


def test_draft_goes_with_the_answer(quiz):
    """An answered item has no draft, and takes none any more."""
    draft(quiz, "one", ["a"])
    answered = answer(quiz, "one")
    assert draft(quiz, "one", ["b"]) == []
    assert quiz.view() == answered


def test_a_draft_does_not_come_back_in_the_next_round(quiz):
    """Neither a draft that was sent nor one that came late is shown when the round is over."""
    draft(quiz, "one", ["a"])
    answer_all(quiz)
    draft(quiz, "some", ["b"])
    assert [item["draft"] for item in again(quiz)["items"]] == [[], [], []]
    draft(quiz, "one", ["c"], session=2)
    assert [item["draft"] for item in quiz.view()["items"]] == [["c"], [], []]


def test_draft_begins_no_session(quiz):
    """A draft alone is not the beginning of a quiz."""
    draft(quiz, "one", ["a"])
    assert quiz.course.store.answers.rounds(ANA) == {}


def test_again_only_when_finished(quiz):
    """A second round begins after the last answer, not before; it is drawn anew and empty."""
    answer(quiz, "one")
    with pytest.raises(InvalidResponseError, match="not finished"):
        again(quiz)
    answer(quiz, "some")
    answer(quiz, "steps")
    view = again(quiz)
    assert (view["number"], outcomes(view), view["score"]) == (2, {}, None)
    with pytest.raises(InvalidResponseError, match="not finished"):
        again(quiz, session=2)


def test_again_begins_one_round_only(quiz, other_device):
    """Sent twice, or from a tab that still shows the finished round, it begins one new round."""
    answer_all(quiz)
    begun = again(quiz)
    assert again(quiz) == again(other_device) == begun
    answered = answer(quiz, "one", session=2)
    assert again(other_device) == answered
    answer_all(quiz, session=2)
    assert again(other_device)["number"] == 2  # its page shows the first round: nothing to begin
    assert len(quiz.course.store.answers.rounds(ANA)[quiz.name]) == 2
    assert again(other_device, session=2)["number"] == 3


def test_rounds_are_kept_apart(quiz):
    """A page that still shows the first round cannot answer in the second."""
    answer_all(quiz)
    again(quiz)
    with pytest.raises(InvalidResponseError, match="earlier round"):
        answer(quiz, "one", session=1)
    assert outcomes(answer(quiz, "one", session=2)) == {"one": 1.0}


def test_quizzes_of_two_people(library, store, quiz):
    """Ben's quiz is untouched by what Ana answers."""
    answer(quiz, "one")
    assert outcomes(Quiz(course_of(library, store, BEN), "tiny", "first").view()) == {}


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"do": "dance"},
        {"do": ["answer"]},
        {"do": "answer", "item": "one", "response": ["a"], "session": 1},
        {"do": "answer", "item": "one", "response": ["a"], "session": 1, "key": "short"},
        {"do": "answer", "item": "one", "response": ["a"], "session": 1, "key": "x" * 65},
        {"do": "answer", "item": "gone", "response": ["a"], "session": 1, "key": KEY},
        {"do": "answer", "item": ["one"], "response": ["a"], "session": 1, "key": KEY},
        {"do": "answer", "item": "one", "response": ["z"], "session": 1, "key": KEY},
        {"do": "answer", "item": "one", "response": ["a", "b"], "session": 1, "key": KEY},
        {"do": "answer", "item": "one", "response": ["a"], "session": 2, "key": KEY},
        {"do": "answer", "item": "one", "response": ["a"], "session": "1", "key": KEY},
        {"do": "draft", "item": "one", "response": ["a", "b"], "session": 1},
        {"do": "draft"},
        {"do": "again"},
        {"do": "again", "session": "1"},
        {"do": "again", "session": 1},
        "look",
    ],
)
def test_messages_without_sense_do_nothing(quiz, message):
    """A message that no honest page would send is refused, and nothing is stored."""
    before = quiz.view()
    with pytest.raises(InvalidResponseError):
        quiz.act(message)
    assert quiz.view() == before
    assert quiz.course.store.answers.rounds(ANA) == {}


def edited(tmp_path, store, old, new):
    """Return Ana's quiz after an author replaced some text in the bank."""
    assert old in TINY_BANK
    library = write_bank(tmp_path / "content", TINY_BANK.replace(old, new))
    return Quiz(course_of(library, store), "tiny", "first")


def test_new_words_wait_for_the_next_round(quiz, tmp_path, store):
    """A stem edited in the middle: the running round keeps the old words, the next has the new."""
    answer(quiz, "some")
    after = edited(tmp_path, store, 'stem: "One?"', 'stem: "Which one?"')
    assert after.view()["items"][0]["stem"] == "One?"
    assert answer_all(after)["score"] == 1
    assert again(after)["items"][0]["stem"] == "Which one?"


def test_a_new_key_does_not_change_a_running_round(quiz, tmp_path, store):
    """A key moved in the middle: answers of the running round are graded as they were drawn."""
    answer(quiz, "some")
    after = edited(
        tmp_path,
        store,
        '"hurry", misconception: speed, feedback: "feedback on hurry"}\n'
        '          - {text: "listen", key: true,',
        '"hurry", key: true, feedback: "feedback on hurry"}\n'
        '          - {text: "listen", misconception: speed,',
    )
    view = answer(after, "one")
    chosen = view["items"][0]["outcome"]["response"][0]
    texts = {option["token"]: option["text"] for option in view["items"][0]["options"]}
    assert (outcomes(view)["one"], texts[chosen]) == (1.0, "listen")
    answer(after, "steps")
    again(after)
    assert keys(after.drawn_item("one")[0]) == (0,)


def test_a_draft_of_an_edited_item_is_not_shown(quiz, tmp_path, store):
    """What was chosen under the old words is not shown under new ones; other drafts stay."""
    draft(quiz, "one", ["a"])
    draft(quiz, "some", ["b"])
    after = edited(tmp_path, store, '"hurry"', '"hurry up"')
    assert [item["draft"] for item in after.view()["items"]] == [[], ["b"], []]
    assert list(outcomes(answer_all(after))) == ["one", "some", "steps"]
    assert [item["draft"] for item in again(after)["items"]] == [[], [], []]


def test_new_feedback_is_shown_at_once(quiz, tmp_path, store):
    """Feedback reworded in the middle is shown at once; the answer and its score stay."""
    answer(quiz, "one")
    after = edited(tmp_path, store, "feedback on listen", "better words")
    assert outcomes(after.view()) == {"one": 1.0}
    assert "better words" in str(after.view()["items"][0]["outcome"])


def test_a_removed_item_stays_in_the_running_round(quiz, tmp_path, store):
    """An item removed in the middle can still be answered; the next round is without it."""
    answer(quiz, "some")
    start, end = TINY_BANK.index("      - id: one"), TINY_BANK.index("      - id: some")
    after = edited(tmp_path, store, TINY_BANK[start:end], "")
    assert list(shown(after.view())) == ["one", "some", "steps"]
    assert answer_all(after)["passed"]
    assert list(shown(again(after))) == ["some", "steps"]


def test_an_edit_before_the_first_answer_is_shown(quiz, tmp_path, store):
    """As long as nothing is answered, the page shows the newest words."""
    quiz.view()
    after = edited(tmp_path, store, 'stem: "One?"', 'stem: "Which one?"')
    assert after.view()["items"][0]["stem"] == "Which one?"


def test_again_from_a_round_that_never_was(quiz):
    """A page cannot ask to begin after a round that does not exist."""
    answer_all(quiz)
    with pytest.raises(InvalidResponseError, match="no such round"):
        again(quiz, session=2)
    assert quiz.view()["number"] == 1
