"""How far a person has come in a unit, a practice and a module, and why the map says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil, floor

from course.learning.grading import PASS_MARK, is_passed, score
from course.translation import _

PRACTICE_KINDS = ("rehearsal", "scoresheet", "worksheet")


class State(StrEnum):
    """State of a part or a module."""

    NOT_BEGUN = "not-begun"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Round:
    """One time a quiz was taken: the credits of the answered items, `of` how many were drawn."""

    credits: tuple[float, ...]
    of: int

    @property
    def is_complete(self):
        """Whether every item is answered."""
        return len(self.credits) == self.of

    @property
    def score(self):
        """The mean credit over all items."""
        return score(self.credits, self.of)


@dataclass(frozen=True, slots=True)
class Trace:
    """What a person left behind in a practice.

    Attributes
    ----------
    events : mapping of str to int
        How many events there are of each kind.
    endings : int
        How many events reached an ending of a scene; which one it was is nobody's concern.
    has_text : bool
        Whether there is any text.
    """

    events: Mapping[str, int] = field(default_factory=dict)
    endings: int = 0
    has_text: bool = False


@dataclass(frozen=True, slots=True)
class PartProgress:
    """The state of a part of a module, a unit or a practice, with the reason in words.

    Attributes
    ----------
    kind : str
        ``quiz`` for a unit, else one of `PRACTICE_KINDS`.
    id : str
        Slug of the unit or of the practice.
    is_short : bool
        The quiz was taken to its end, below the pass mark.
    """

    kind: str
    id: str
    title: str
    state: State
    why: str
    is_short: bool = False


def unit_progress(unit, rounds):
    """Return the progress in a unit.

    Parameters
    ----------
    unit : course.learning.items.Unit
    rounds : sequence of Round
        Oldest first.

    Returns
    -------
    PartProgress
        Done as soon as one complete round reached the pass mark; a question that an author adds
        later takes nothing away.
    """
    best = max((taken.score for taken in rounds if taken.is_complete), default=None)
    is_done = best is not None and is_passed(best)
    if is_done:
        state, why = State.DONE, _("quiz passed with {score}").format(score=percent(best))
    elif best is not None:
        words = _("quiz at {score}; {mark} passes")
        state, why = State.BEGUN, words.format(score=percent(best), mark=percent(PASS_MARK))
    elif any(taken.credits for taken in rounds):
        last = rounds[-1]
        words = _("{count} of {of} questions answered")
        state, why = State.BEGUN, words.format(count=len(last.credits), of=last.of)
    else:
        state, why = State.NOT_BEGUN, _("not begun")
    is_short = best is not None and not is_done
    return PartProgress("quiz", unit.id, unit.title, state, why, is_short)


def practice_progress(kind, slug, title, trace):
    """Return the progress in a practice.

    A rehearsal begins with a choice, or a reply in own words, and is done when a take reached an
    ending, whichever it was. A score sheet begins with any event and is done with a result. A
    worksheet begins with a text and is done when the person says so. Nothing that comes later
    takes a state away.

    Parameters
    ----------
    kind : str
        One of `PRACTICE_KINDS`.
    slug, title : str
    trace : Trace

    Returns
    -------
    PartProgress
    """
    count = trace.events.get
    state, why = State.NOT_BEGUN, _("not begun")
    if kind == "rehearsal":
        if trace.endings:
            words = _("rehearsed once") if trace.endings == 1 else _("rehearsed {n} times")
            state, why = State.DONE, words.format(n=trace.endings)
        elif count("choose", 0) or count("words", 0):
            state, why = State.BEGUN, _("begun; the end of the scene is still to come")
    elif kind == "scoresheet":
        if count("result", 0):
            state, why = State.DONE, _("scored to the end")
        elif any(trace.events.values()):
            state, why = State.BEGUN, _("begun; some scores are still open")
    elif count("done", 0):
        state, why = State.DONE, _("marked as done")
    elif trace.has_text:
        state, why = State.BEGUN, _("begun; not yet marked as done")
    return PartProgress(kind, slug, title, state, why)


def percent(value):
    """Return a share as people read it, with a space that does not break.

    Rounded down, so that a miss by a hair does not read like a pass.
    """
    return f"{floor(value * 100 + 1e-9)}\N{NO-BREAK SPACE}%"


def module_state(parts):
    """Return the state of a module from the progress in its parts."""
    states = {part.state for part in parts}
    if states == {State.DONE}:
        return State.DONE
    return State.NOT_BEGUN if states <= {State.NOT_BEGUN} else State.BEGUN


def minutes_left(minutes, parts):
    """Return about how many of a module's minutes are left: the share of its parts not done.

    >>> done = PartProgress("quiz", "a", "A", State.DONE, "")
    >>> begun = PartProgress("quiz", "b", "B", State.BEGUN, "")
    >>> minutes_left(35, [done, begun]), minutes_left(35, []), minutes_left(35, [done])
    (18, 35, 0)
    """
    if not parts:
        return minutes
    still_open = sum(part.state != State.DONE for part in parts)
    return ceil(minutes * still_open / len(parts))


def module_sentence(parts):
    r"""Return in one sentence how far a module is and what is missing; "" without parts.

    >>> first = PartProgress("quiz", "a", "A", State.DONE, "")
    >>> second = PartProgress("quiz", "b", "B", State.BEGUN, "", is_short=True)
    >>> module_sentence([first, second]).replace("\N{NO-BREAK SPACE}", " ")
    '1 of 2 units done; quiz 2 not yet at 80 %.'
    """
    units = [part for part in parts if part.kind == "quiz"]
    practice = [part for part in parts if part.kind != "quiz"]
    if not parts:
        return ""
    if module_state(parts) == State.DONE:
        return _("Every part is done.")
    pieces = []
    if units:
        only = _("the unit is done"), _("the unit is still open")
        pieces.append(_counted(units, _("{done} of {all} units done"), *only))
    if practice:
        only = _("the exercise is done"), _("the exercise is still open")
        pieces.append(_counted(practice, _("{done} of {all} exercises done"), *only))
    pieces += _remarks(units)
    sentence = "; ".join(pieces)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _counted(parts, words, done, not_done):
    """Return how many parts are done, in words of their own when there is only one."""
    count = sum(part.state == State.DONE for part in parts)
    if len(parts) == 1:
        return done if count else not_done
    return words.format(done=count, all=len(parts))


def _remarks(units):
    """Return what is missing in the quizzes that are begun."""
    short, unfinished = [], []
    for number, unit in enumerate(units, start=1):
        if unit.state == State.BEGUN:
            (short if unit.is_short else unfinished).append(str(number))
    return [
        words.format(numbers=_listed(numbers), mark=percent(PASS_MARK))
        for numbers, words in (
            (short, _not_yet(units, short)),
            (unfinished, _not_finished(units, unfinished)),
        )
        if numbers
    ]


def _not_yet(units, numbers):
    if len(units) == 1:
        return _("its quiz is not yet at {mark}")
    many = _("quizzes {numbers} not yet at {mark}")
    return many if len(numbers) > 1 else _("quiz {numbers} not yet at {mark}")


def _not_finished(units, numbers):
    if len(units) == 1:
        return _("its quiz is not finished")
    return (
        _("quizzes {numbers} not finished")
        if len(numbers) > 1
        else _("quiz {numbers} not finished")
    )


def _listed(words):
    """Return words as a list in a sentence.

    >>> _listed(["1"]), _listed(["1", "2", "4"])
    ('1', '1, 2 and 4')
    """
    if len(words) == 1:
        return words[0]
    return _("{some} and {last}").format(some=", ".join(words[:-1]), last=words[-1])
