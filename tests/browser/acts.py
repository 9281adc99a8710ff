"""People at work in each activity of the module's page, one act at a time.

A worker brings the page to its next act (`next_act`), does it, and waits until the page
acknowledges it. What was acknowledged is in `done`; `stored` reads the same from the database, and
`is_shown` looks at the page.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from tests.browser.answers import BANK
from tests.browser.rehearsals import SLUG, Rehearsal
from tests.browser.test_scoresheet import EDDA, TEAM, Sheet
from tests.browser.visitor import Quiz
from tests.browser.worksheets import SLUG as WORKSHEET
from tests.browser.worksheets import Sheet as Worksheet

PATIENCE = 40_000  # milliseconds until a page has found another kernel
UNIT = "choose-your-role-models"  # with items of all types


@dataclass(frozen=True)
class Act:
    """What a person does: `commit` does it, `wait` returns once the page acknowledges it.

    `event` is what is to be stored; None for words, of which the store has only the newest.
    """

    commit: Callable
    wait: Callable
    event: tuple | None = None


class Worker:
    """Somebody at work in one activity; `rng` chooses what they do."""

    def __init__(self, server, learner, rng):
        self.server, self.learner, self.rng = server, learner, rng
        self.page = learner.page
        self.count, self.done = 0, []

    def work(self, disturb):
        """Do one act while `disturb(commit)` does it and something else."""
        self.count += 1
        act = self.next_act()
        disturb(act.commit)
        act.wait()
        self.done += [act.event] if act.event else []

    def rows(self, query, *values):
        """Return rows of the database about this learner."""
        with closing(sqlite3.connect(self.server.data / "course.sqlite")) as database:
            return database.execute(query, [self.learner.name, *values]).fetchall()

    def events(self, activity, *fields):
        """Return kind and these fields of every stored event."""
        query = """SELECT kind, body FROM events JOIN people ON people.id = person_id
                   WHERE name = ? AND activity = ? ORDER BY number"""
        rows = [(kind, json.loads(body)) for kind, body in self.rows(query, activity)]
        return [(kind, *(body[name] for name in fields if name in body)) for kind, body in rows]

    def texts(self, activity):
        """Return the stored words of an activity by field."""
        query = """SELECT field, text FROM texts JOIN people ON people.id = person_id
                   WHERE name = ? AND activity = ?"""
        return dict(self.rows(query, activity))

    def until_stored(self):
        """Return a wait for one more event, where a page acknowledges by keeping quiet."""
        before = len(self.stored())

        def wait():
            for _round in range(PATIENCE // 50):
                if len(self.stored()) > before:
                    return
                self.page.wait_for_timeout(50)
            raise AssertionError("never stored")

        return wait


def appears(place, state="visible"):
    """Return a wait for something on the page."""
    return lambda: place.wait_for(state=state, timeout=PATIENCE)


class QuizWorker(Worker):
    """Answers item after item, and takes the quiz again after the last."""

    def __init__(self, *who):
        super().__init__(*who)
        self.quiz = Quiz(self.page, UNIT)
        self.ids = [item.id for item in BANK.unit(UNIT).items]

    def next_act(self):
        """Answer the next item."""
        number, index = divmod(len(self.done), len(self.ids))
        if number and index == 0:
            self.quiz.place.get_by_role("button", name="Take the quiz again").click()
            appears(self.quiz.place.get_by_text(f"0 of {len(self.ids)} answered"))()
        item = self.quiz.item(index)
        for field in item.form.locator("select").all():
            field.select_option(index=1)
        if item.form.locator("label.option").count():
            item.choose(0)
        return Act(item.check.click, appears(item.result), (number + 1, self.ids[index]))

    def stored(self):
        """Return round and item of every attempt."""
        query = """SELECT number, item_id FROM attempts
                   JOIN sessions ON sessions.id = session_id
                   JOIN people ON people.id = person_id WHERE name = ? ORDER BY attempts.id"""
        return self.rows(query)

    def is_shown(self):
        """Tell whether the page shows the answers of this round."""
        answered = (len(self.done) - 1) % len(self.ids) + 1
        return self.quiz.place.locator(".result").count() == answered


class RehearsalWorker(Worker):
    """Writes own words, chooses, takes replies back, sets a goal, and plays again and again."""

    def __init__(self, *who):
        super().__init__(*who)
        self.rehearsal = Rehearsal(self.page)
        self.goal, self.is_goal_new, self.said = "", False, []

    def work(self, disturb):
        """Do one act, and remember the conversation."""
        super().work(disturb)
        self.said = self.rehearsal.said()

    def next_act(self):
        """Do what the scene asks for; take back every third reply."""
        view, turn = self.rehearsal, self.rehearsal.turns.count() - 1
        if view.own_words.count():
            words = f"Words {self.count}."
            view.own_words.fill(words)
            return Act(view.send.click, appears(view.choices.first), ("words", turn, words))
        if view.again.count() and not self.is_goal_new:
            return self._set_goal()
        if view.again.count():
            self.is_goal_new = False
            return Act(view.again.click, appears(view.own_words), ("again",))
        if self.count % 3 == 0 and view.back.count():
            gone = appears(view.turns.nth(turn), "detached")
            return Act(view.back.click, gone, ("rewind", turn - 1))
        choice = view.choices.nth(self.rng.randrange(view.choices.count()))
        return Act(choice.click, appears(view.turns.nth(turn + 1)), ("choose", turn))

    def _set_goal(self):
        self.goal, self.is_goal_new = f"I listen, {self.count}.", True
        self.rehearsal.goal.fill(self.goal)
        saved = self.rehearsal.place.get_by_text("Saved", exact=True)
        return Act(self.rehearsal.goal.blur, appears(saved))

    def stored(self):
        """Return every event, with its turn and own words."""
        return self.events(f"rehearsal/{SLUG}", "turn", "text")

    def is_shown(self):
        """Tell whether the page shows the conversation as it was; the newest goal is stored."""
        goal = self.texts(f"rehearsal/{SLUG}").get("goal", "")
        return (self.rehearsal.said(), goal) == (self.said, self.goal)


class SheetWorker(Worker):
    """Orders standards, rates somebody for practice, and names colleagues on their own sheet."""

    def __init__(self, *who):
        super().__init__(*who)
        self.sheet, self.own = Sheet(self.page, TEAM.title), Sheet(self.page, "Your own team")
        self.order, self.levels, self.names = [], {}, []

    def next_act(self):
        """Put in order, rate and name, by turns."""
        return (self._move, self._rate, self._name)[(self.count - 1) % 3]()

    def _move(self):
        """Move the last standard up by one place."""
        change = self.sheet.place.get_by_role("button", name="Change the order")
        if change.count():
            change.click()
        *first, one, last = self.sheet.place.locator("ol.steps .text").all_inner_texts()
        self.order = [*first, last, one]
        up = self.sheet.place.get_by_role("button", name=f"Move up: {last}")
        return Act(up.click, self.until_stored(), ("order",))

    def _rate(self):
        """Rate Edda; after the first time on a standard the page saves without a button."""
        standard = list(EDDA.ratings)[self.count // 3 % len(EDDA.ratings)]
        is_first = standard not in self.levels
        level = self.levels.get(standard, self.rng.randrange(5)) % 5 + 1
        self.levels[standard] = level
        field = self.sheet.field(standard)
        field.locator("label.anchor").nth(level - 1).click()
        event = ("rating", standard, level)
        if is_first:
            button = field.get_by_role("button", name=f"Rate with {level}")
            return Act(button.click, appears(field.locator(".course-says strong")), event)
        saved = field.get_by_text("Saved", exact=True)
        return Act(field.locator("input:checked").blur, appears(saved), event)

    def _name(self):
        """Add a colleague; once there are four, change the name of one."""
        name = f"Colleague {self.count}"
        if len(self.names) < 4:
            self.names.append(name)
            self.own.place.get_by_label("Name or initials").fill(name)
            button = self.own.place.locator("form.add button").first
        else:
            index = self.rng.randrange(4)
            old, self.names[index] = self.names[index], name
            self.own.press(f"Change the name {old}", exact=True)
            self.own.place.get_by_label(f"New name for {old}", exact=True).fill(name)
            button = self.own.place.get_by_role("button", name="Save", exact=True)
        listed = self.own.place.locator(".names .name").get_by_text(name, exact=True)
        return Act(button.click, appears(listed), ("person", name))

    def stored(self):
        """Return the events of both sheets, woven together as they were done."""
        team = iter(self.events(f"scoresheet/{TEAM.team}", "standard", "level"))
        own = iter(self.events("scoresheet/own", "name"))
        woven = [next(own if one[0] == "person" else team, None) for one in self.done]
        return [*woven, *team, *own]

    def is_shown(self):
        """Tell whether the page shows order, levels and names."""
        order = self.sheet.place.locator("ol.steps .text").all_inner_texts()
        names = self.own.place.locator(".names .name").all_inner_texts()[: len(self.names)]
        self.sheet.press("Edda")
        levels = {}
        for standard in self.levels:
            chosen = self.sheet.field(standard).locator("input:checked")
            levels[standard] = int(chosen.get_attribute("value"))
        return (order, levels, names) == (self.order, self.levels, self.names)


class WorksheetWorker(Worker):
    """Writes, is done, rates, and changes something once more."""

    def __init__(self, *who):
        super().__init__(*who)
        self.sheet = Worksheet(self.page)
        self.written, self.level = {}, self.rng.randrange(5)

    def next_act(self):
        """Write, go on, rate and go back, by turns."""
        return (self._write, self._finish, self._rate, self._reopen)[(self.count - 1) % 4]()

    def _write(self):
        index = self.count // 4 % self.sheet.fields.count()
        self.written[index] = f"Text {self.count}.\n“<b>”"
        field = self.sheet.field(index)
        field.fill(self.written[index])
        return Act(field.blur, lambda: self.sheet.wait_for_saved(index))

    def _finish(self):
        for index in range(self.sheet.fields.count()):
            if index not in self.written:
                self.written[index] = f"Field {index}."
                self.sheet.field(index).fill(self.written[index])
        return Act(self.sheet.done.click, appears(self.sheet.finish), ("done",))

    def _rate(self):
        self.level = self.level % 5 + 1
        option = self._levels().locator("label.option").nth(self.level - 1)
        return Act(option.click, self.until_stored(), ("rate", self.level))

    def _reopen(self):
        return Act(self.sheet.change.click, appears(self.sheet.fields.first), ("reopen",))

    def _levels(self):
        return self.sheet.place.locator("fieldset.levels").first

    def stored(self):
        """Return every event, with its level."""
        return self.events(f"worksheet/{WORKSHEET}", "level")

    def is_shown(self):
        """Tell whether the page shows all that was written and the level."""
        words = sorted(self.written.values())
        assert sorted(self.texts(f"worksheet/{WORKSHEET}").values()) == words
        if self.sheet.fields.count():
            return sorted(filter(None, self.sheet.texts())) == words
        answers = self.sheet.place.locator("dl.written dd").all_inner_texts()
        chosen = self._levels().locator("input:checked").get_attribute("value")
        return (sorted(answers), chosen) == (words, str(self.level))


WORKERS = (QuizWorker, RehearsalWorker, SheetWorker, WorksheetWorker)
