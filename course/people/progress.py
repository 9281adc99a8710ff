"""How far a person has come in a unit, and why the map says so."""

from dataclasses import dataclass
from enum import StrEnum
from math import floor

from course.learning.grading import PASS_MARK, is_passed, score
from course.translation import _


class State(StrEnum):
    """State of a unit or a module."""

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
class UnitProgress:
    """The state of a unit with the reason in words."""

    unit: str
    title: str
    state: State
    why: str


def unit_progress(unit, rounds):
    """Return the progress in a unit.

    Parameters
    ----------
    unit : course.learning.items.Unit
    rounds : sequence of Round
        Oldest first.

    Returns
    -------
    UnitProgress
        Done as soon as one complete round reached the pass mark; a question that an author adds
        later takes nothing away.
    """
    best = max((taken.score for taken in rounds if taken.is_complete), default=None)
    if best is not None and is_passed(best):
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
    return UnitProgress(unit.id, unit.title, state, why)


def percent(value):
    """Return a share as people read it, with a space that does not break.

    Rounded down, so that a miss by a hair does not read like a pass.
    """
    return f"{floor(value * 100 + 1e-9)}\N{NO-BREAK SPACE}%"


def module_state(units):
    """Return the state of a module from the progress in its units."""
    states = {unit.state for unit in units}
    if states == {State.DONE}:
        return State.DONE
    return State.NOT_BEGUN if states <= {State.NOT_BEGUN} else State.BEGUN
