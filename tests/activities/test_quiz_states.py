"""A person clicks about in two tabs: whatever the order, first answers count and no key leaks."""

import itertools
import json

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
from course.errors import InvalidResponseError
from course.learning.items import keys
from course.learning.public_view import to_tokens
from course.people.roles import Person
from course.store.schema import attempts
from course.store.store import Store
from tests.samples import course_of, write_bank

ITEMS = ("one", "some", "steps")
TABS = st.sampled_from([0, 1])
SHOWN_BEFORE_ANSWERING = {"id", "type", "stem", "options", "prompts", "lines", "draft", "outcome"}
TELL_TALES = ("feedback", '"right"', '"key"', '"place"', "misconception", "credit", "speed")


def leaks(view):
    """Return what a view tells of items that are not answered: fields and words it must not have.

    The tiny bank's feedback begins with "feedback on", and one of its misconceptions is "speed".
    """
    found = []
    for item in view["items"]:
        if item["outcome"] is None:
            text = json.dumps(item)
            found += sorted(set(item) - SHOWN_BEFORE_ANSWERING)
            found += [name for o in item["options"] for name in set(o) - {"token", "text"}]
            found += [word for word in TELL_TALES if word in text]
    rest = json.dumps({**view, "items": []})
    return found + [word for word in TELL_TALES if word in rest]


class TwoTabs(RuleBasedStateMachine):
    """The same quiz open twice, beside a plain model of what should be stored."""

    numbers = itertools.count()

    def __init__(self, stores, library):
        super().__init__()
        self.stores, self.library = stores, library

    @initialize()
    def begin(self):
        """Give each run a person of its own."""
        self.person = Person(f"p{next(self.numbers)}", "P", "learner")
        courses = [course_of(self.library, store, self.person) for store in self.stores]
        self.tabs = [Quiz(course, "tiny", "first") for course in courses]
        self.rounds, self.drafts = [{}], {}
        self.last = None

    def send(self, tab, message):
        """Let a tab act; the view it gets must leak nothing."""
        assert leaks(self.tabs[tab].act(message)) == []

    @rule(tab=TABS, name=st.sampled_from(ITEMS), right=st.booleans())
    def answer(self, tab, name, right):
        """Answer an item rightly, or with its first distractor or the order turned round."""
        item, order = self.tabs[tab].drawn_item(name)
        distractor = next((i for i in (0, 1) if i not in keys(item)), None)
        wrong = keys(item)[::-1] if item.type == "ordering" else (distractor,)
        response = keys(item) if right else wrong
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

    @rule(tab=TABS, name=st.sampled_from(ITEMS), tokens=st.sets(st.sampled_from("abc"), max_size=1))
    def draft(self, tab, name, tokens):
        """Choose without sending; too late for an item that is answered."""
        message = {"do": "draft", "item": name, "response": list(tokens)}
        self.send(tab, {**message, "session": len(self.rounds)})
        if name not in self.rounds[-1]:
            self.drafts[name] = list(tokens)

    @rule(tab=TABS, times=st.sampled_from([1, 2]))
    def again(self, tab, times):
        """Ask for another round, once or twice; one is begun exactly when this one is finished."""
        is_finished, number = len(self.rounds[-1]) == len(ITEMS), len(self.rounds)
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
        score = sum(credits.values()) / 3 if len(credits) == 3 else None
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
        stored = self.stores[0].answers.rounds(self.person).get("quiz/tiny/first", [])
        begun = [(sorted(credits.values()), len(ITEMS)) for credits in self.rounds]
        begun = begun if self.rounds != [{}] else []
        assert [(sorted(taken.credits), taken.of) for taken in stored] == begun


def test_two_tabs(data, clock, tmp_path):
    """Twelve random walks through answering, drafting and starting again end as the model says."""
    stores, library = [Store(data, clock) for _tab in range(2)], write_bank(tmp_path / "content")
    run_state_machine_as_test(
        lambda: TwoTabs(stores, library),
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


def test_a_planted_leak_is_found(store, tmp_path):
    """The check that finds nothing above finds a key, a feedback and an order once they are in."""
    course = course_of(write_bank(tmp_path / "content"), store)
    assert leaks(Quiz(course, "tiny", "first").view()) == []
    plants = [
        lambda item, whole: item.update(right=list(keys(whole))),
        lambda item, whole: item["options"][0].update(feedback="x"),
        lambda item, whole: item.update(stem=whole.options[0].feedback),
        lambda item, whole: item["options"][0].update(n=1),
    ]
    for plant in plants:
        quiz = Leaky(course, "tiny", "first")
        quiz.extra = plant
        assert leaks(quiz.view()) != []
