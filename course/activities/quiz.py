"""The quiz at the end of a unit: immediate feedback, one try per item, resumed anywhere."""

from dataclasses import asdict

from course.activities.messages import is_key
from course.errors import InvalidResponseError, NotFoundError
from course.learning.grading import PASS_MARK, grade, is_passed, score
from course.learning.items import item_hash, item_json, read_item
from course.learning.public_view import (
    TOKENS,
    draw_order,
    from_tokens,
    public_view,
    to_tokens,
)
from course.store.answers import Attempt, Drawn, Session


def activity_name(bank, unit):
    """Return the name under which a quiz is stored.

    >>> activity_name("03_role_models", "what-a-role-model-is")
    'quiz/03_role_models/what-a-role-model-is'
    """
    return f"quiz/{bank}/{unit}"


class Quiz:
    """A person takes the quiz of a unit.

    Parameters
    ----------
    course : course.activities.course.Course
    bank, unit : str
        Slugs of the item bank and of its unit.

    Raises
    ------
    NotFoundError
        No such bank or unit.
    """

    kind = "quiz"

    def __init__(self, course, bank, unit):
        self.course = course
        self.bank = course.content.item_bank(bank)
        self.unit = self.bank.unit(unit)
        if self.unit is None:
            known = ", ".join(unit.id for unit in self.bank.units)
            raise NotFoundError(f"There is no unit {unit!r} in {bank!r}; it has {known}.")
        self.name = activity_name(bank, unit)
        self._current = {item_hash(item): item for item in self.unit.items}

    @property
    def versions(self):
        """Hashes of the items as they are in the bank now."""
        return tuple(self._current)

    def drawn_item(self, item_id):
        """Return an item of the running session and the order it is shown in; for scripts."""
        drawn = next(d for d in self._session().drawn if d.item_id == item_id)
        return self._item(drawn.item_hash), drawn.order

    def view(self):
        """Return what the browser may see: a dict for JSON.

        Items already answered carry their outcome with feedback; the others hold no key.
        """
        answers = self.course.store.answers
        session = self._session()
        attempts = answers.attempts(session)
        drafts = answers.drafts(self.course.person, self.name, session.number)
        credits = [attempt.credit for attempt in attempts.values()]
        value = score(credits, len(session.drawn))
        return {
            "kind": self.kind,
            "title": self.unit.title,
            "number": session.number,
            "pass_mark": PASS_MARK,
            "items": [
                self._item_view(drawn, attempts.get(drawn.item_id), drafts.get(drawn.item_hash, ()))
                for drawn in session.drawn
            ],
            "score": value if len(credits) == len(session.drawn) else None,
            "passed": is_passed(value),
        }

    def act(self, message):
        """Do what a page asks.

        Parameters
        ----------
        message : dict
            ``{"do": "answer", "item": id, "response": tokens, "session": number, "key": key}``,
            ``{"do": "draft", "item": id, "response": tokens, "session": number}``,
            ``{"do": "again", "session": number}`` after the last answer, or ``{"do": "look"}``.

        Returns
        -------
        dict
            The new view; what was asked is stored by then.

        Raises
        ------
        InvalidResponseError
            Nothing was done.
        course.errors.StoreError
            Nothing was stored.
        """
        match message:
            case {"do": "answer", "key": str(key), **rest} if is_key(key):
                self._answer(*self._addressed(rest), key)
            case {"do": "draft", **rest}:
                self._draft(*self._addressed(rest))
            case {"do": "again", "session": int(number)}:
                self._again(number)
            case {"do": "look"}:
                pass
            case _:
                raise InvalidResponseError("this message is none that a quiz understands")
        return self.view()

    def _session(self):
        """Return the session to continue, or a new one that is not stored yet."""
        stored = self.course.store.answers.last_session(self.course.person, self.name)
        return stored or self._draw(1)

    def _draw(self, number):
        """Draw a session; the same person gets the same order on every device."""
        seed = f"{self.course.person.id}:{self.name}:{number}"
        drawn = tuple(
            Drawn(item.id, words, draw_order(item, f"{seed}:{words}"))
            for words, item in self._current.items()
        )
        return Session(None, number, drawn)

    def _item(self, words):
        """Return the item of a version: of the bank, else as it was when it was drawn."""
        return self._current.get(words) or read_item(self.course.store.answers.snapshot(words))

    def _bodies(self, session):
        return {drawn.item_hash: item_json(self._item(drawn.item_hash)) for drawn in session.drawn}

    def _addressed(self, message):
        """Return session, drawn item and tokens that a message is about."""
        session = self._session()
        number, item_id = message.get("session"), message.get("item")
        if number != session.number:
            raise InvalidResponseError("this page shows an earlier round of the quiz")
        drawn = next((d for d in session.drawn if d.item_id == item_id), None)
        if drawn is None:
            raise InvalidResponseError("there is no such item in this quiz")
        return session, drawn, message.get("response")

    def _answer(self, session, drawn, tokens, key):
        item = self._item(drawn.item_hash)
        response = from_tokens(tokens, item, drawn.order)
        graded = grade(item, response)
        attempt = Attempt(item.id, response, graded.credit, drawn.item_hash)
        self.course.store.answers.append_attempt(
            self.course.person, self.name, session, self._bodies(session), attempt, key
        )

    def _draft(self, session, drawn, tokens):
        response = from_tokens(tokens, self._item(drawn.item_hash), drawn.order, complete=False)
        self.course.store.answers.keep_draft(
            self.course.person, self.name, session.number, drawn.item_hash, response
        )

    def _again(self, number):
        session = self._session()
        if number < session.number:
            return  # begun already, from another tab or by a message sent twice
        if number > session.number:
            raise InvalidResponseError("there is no such round of this quiz yet")
        answers = self.course.store.answers
        if len(answers.attempts(session)) < len(session.drawn):
            raise InvalidResponseError("the quiz is not finished yet")
        fresh = self._draw(session.number + 1)
        answers.begin_session(self.course.person, self.name, fresh, self._bodies(fresh))

    def _item_view(self, drawn, attempt, draft):
        item = self._item(drawn.item_hash)
        return {
            **asdict(public_view(item, drawn.order)),
            "draft": to_tokens(() if attempt else draft, drawn.order),
            "outcome": attempt and _outcome(item, attempt, drawn.order),
        }


def _outcome(item, attempt, order):
    """Return what a browser may see of an answered item."""
    graded = grade(item, attempt.response)
    return {
        "response": to_tokens(attempt.response, order),
        "credit": attempt.credit,
        "verdict": graded.verdict,
        "options": {
            TOKENS[order.index(option.index)]: {
                "chosen": option.is_chosen,
                "right": option.is_right,
                "feedback": option.feedback,
                "place": option.place,
            }
            for option in graded.feedback
        },
    }
