"""A person clicks about in two tabs: whatever the order, first answers count and no key leaks."""

import itertools
import json

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from course.activities.quiz import Quiz
from course.activities.self_check import all_wrong
from course.errors import InvalidResponseError
from course.learning.items import keys
from course.learning.public_view import to_tokens
from course.people.roles import Person
from course.store.schema import attempts
from course.store.store import Store
from tests.samples import TALK_BANK, TINY_BANK, course_of, write_bank

BANKS = {
    "tiny": (TINY_BANK, ("one", "some", "steps")),
    "talk": (TALK_BANK, ("pairs", "talk")),
}
NUMBERS = st.integers(0, 5)  # of an item; counted round and round
TABS = st.sampled_from([0, 1])
SHOWN_BEFORE_ANSWERING = {"id", "type", "stem", "options", "prompts", "lines", "draft", "outcome"}
PARTS_OF_A_LINE = {"who", "text", "token"}
TELL_TALES = ("feedback", '"right"', '"key"', '"place"', "misconception", "credit", "speed")


def leaks(view):
    """Return what a view tells of items that are not answered: fields and words it must not have.

    The banks' feedback begins with "feedback on", and one of their misconceptions is "speed".
    """
    found = []
    for item in view["items"]:
        if item["outcome"] is None:
            text = json.dumps(item)
            found += sorted(set(item) - SHOWN_BEFORE_ANSWERING)
            found += [name for o in item["options"] for name in set(o) - {"token", "text"}]
            found += [name for line in item["lines"] for name in set(line) - PARTS_OF_A_LINE]
            found += [word for word in TELL_TALES if word in text]
    rest = json.dumps({**view, "items": []})
    return found + [word for word in TELL_TALES if word in rest]


class TwoTabs(RuleBasedStateMachine):
    """The same quiz open twice, beside a plain model of what should be stored."""

    numbers = itertools.count()

    def __init__(self, stores, library, bank, items):
        super().__init__()
        self.stores, self.library, self.bank, self.items = stores, library, bank, items

    @initialize()
    def begin(self):
        """Give each run a person of its own."""
        self.person = Person(f"p{next(self.numbers)}", "P", "learner")
        courses = [course_of(self.library, store, self.person) for store in self.stores]
        self.tabs = [Quiz(course, self.bank, "first") for course in courses]
        self.rounds, self.drafts = [{}], {}
        self.last = None

    def send(self, tab, message):
        """Let a tab act; the view it gets must leak nothing."""
        assert leaks(self.tabs[tab].act(message)) == []

    @rule(tab=TABS, number=NUMBERS, right=st.booleans())
    def answer(self, tab, number, right):
        """Answer an item rightly, or as wrongly as it allows."""
        name = self.items[number % len(self.items)]
        item, order = self.tabs[tab].drawn_item(name)
        response = keys(item) if right else all_wrong(item, number)
        self.last = {
            "do": "answer",
            "item": name,
            "response": to_tokens(response, order),
            "session": len(self.rounds),
            "key": "key-of-a-page",
        }
        self.send(tab, self.last)
        self.rounds[-1].setdefault(name, float(right))
        self.drafts.pop(name, None)

    @rule(tab=TABS)
    def resend(self, tab):
        """Send the last answer once more, from either tab; an old round's is refused."""
        if self.last is None:
            return
        try:
            self.send(tab, self.last)
            assert self.last["session"] == len(self.rounds)
        except InvalidResponseError:
            assert self.last["session"] < len(self.rounds)

    @rule(tab=TABS, number=NUMBERS, tokens=st.sets(st.sampled_from("abc"), max_size=1))
    def draft(self, tab, number, tokens):
        """Choose without sending (one match of three); too late for an item that is answered."""
        name = self.items[number % len(self.items)]
        chosen = ["", *tokens, ""] if tokens and name == "pairs" else list(tokens)
        message = {"do": "draft", "item": name, "response": chosen}
        self.send(tab, {**message, "session": len(self.rounds)})
        if name not in self.rounds[-1]:
            self.drafts[name] = chosen

    @rule(tab=TABS, times=st.sampled_from([1, 2]))
    def again(self, tab, times):
        """Ask for another round, once or twice; one is begun exactly when this one is finished."""
        is_finished, number = len(self.rounds[-1]) == len(self.items), len(self.rounds)
        try:
            for _time in range(times):
                self.send(tab, {"do": "again", "session": number})
            assert is_finished
            self.rounds.append({})
            self.drafts = {}
        except InvalidResponseError:
            assert not is_finished

    @rule(tab=TABS)
    def again_from_an_earlier_round(self, tab):
        """Ask from a page that still shows the round before; nothing is begun."""
        if len(self.rounds) > 1:
            self.send(tab, {"do": "again", "session": len(self.rounds) - 1})

    @rule(tab=TABS)
    def look(self, tab):
        """Look without doing anything."""
        self.send(tab, {"do": "look"})

    @invariant()
    def both_tabs_show_the_model(self):
        """Compare number, credits, drafts, score and verdict with the model, in both tabs."""
        credits = self.rounds[-1]
        of = len(self.items)
        score = sum(credits.values()) / of if len(credits) == of else None
        for tab in self.tabs:
            view = tab.view()
            shown = {i["id"]: i["outcome"]["credit"] for i in view["items"] if i["outcome"]}
            assert (view["number"], shown, view["score"]) == (len(self.rounds), credits, score)
            assert view["passed"] == (score == 1)
            drafts = {i["id"]: i["draft"] for i in view["items"] if i["draft"]}
            assert drafts == {name: tokens for name, tokens in self.drafts.items() if tokens}
            assert leaks(view) == []

    @invariant()
    def each_item_is_stored_once(self):
        """Find one attempt per round and answered item in the database, never two."""
        stored = self.stores[0].answers.rounds(self.person).get(f"quiz/{self.bank}/first", [])
        begun = [(sorted(credits.values()), len(self.items)) for credits in self.rounds]
        begun = begun if self.rounds != [{}] else []
        assert [(sorted(taken.credits), taken.of) for taken in stored] == begun


@pytest.mark.parametrize("bank", BANKS)
def test_two_tabs(bank, data, clock, tmp_path):
    """Twelve random walks through answering, drafting and starting again end as the model says."""
    text, items = BANKS[bank]
    stores = [Store(data, clock) for _tab in range(2)]
    library = write_bank(tmp_path / "content", text, bank)
    run_state_machine_as_test(
        lambda: TwoTabs(stores, library, bank, items),
        settings=settings(max_examples=12, stateful_step_count=12, deadline=None),
    )
    with stores[0].database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(attempts)) > 0
    for store in stores:
        store.close()


class Leaky(Quiz):
    """A quiz that tells too much in the field `extra` of each item, or of its options."""

    extra = None

    def view(self):
        """Return the view with something added to every item."""
        view = super().view()
        for item in view["items"]:
            self.extra(item, self.drawn_item(item["id"])[0])
        return view


@pytest.mark.parametrize("bank", BANKS)
def test_a_planted_leak_is_found(bank, store, tmp_path):
    """The check that finds nothing above finds a key, a feedback and an order once they are in."""
    course = course_of(write_bank(tmp_path / "content", BANKS[bank][0], bank), store)
    assert leaks(Quiz(course, bank, "first").view()) == []
    plants = [
        lambda item, whole: item.update(right=list(keys(whole))),
        lambda item, whole: item["options"][0].update(feedback="x"),
        lambda item, whole: item.update(stem=whole.options[0].feedback),
        lambda item, whole: item["options"][0].update(n=1),
    ]
    if bank == "talk":
        plants.append(lambda item, _whole: [line.update(n=1) for line in item["lines"]])
    for plant in plants:
        quiz = Leaky(course, bank, "first")
        quiz.extra = plant
        assert leaks(quiz.view()) != []
