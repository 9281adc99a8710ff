"""How far a person has come in a unit, and why the map says so."""

from dataclasses import dataclass
from enum import StrEnum

from course.learning.grading import PASS_MARK, is_passed, score
from course.translation import _


class State(StrEnum):
    """State of a unit or a module."""

    NOT_BEGUN = "not-begun"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """The state of a unit with the reason in words."""

    unit: str
    title: str
    state: State
    why: str


def unit_progress(unit, sessions):
    """Return the progress in a unit.

    Parameters
    ----------
    unit : course.learning.items.Unit
    sessions : sequence of sequence of float
        For each time the quiz was taken, the credits of the items answered so far.

    Returns
    -------
    UnitProgress
        Done as soon as one complete quiz reached the pass mark.
    """
    of = len(unit.items)
    complete = [score(credits, of) for credits in sessions if len(credits) >= of]
    best = max(complete, default=None)
    if best is not None and is_passed(best):
        state, why = State.DONE, _("quiz passed with {score}").format(score=percent(best))
    elif best is not None:
        words = _("quiz at {score}; {mark} passes")
        state, why = State.BEGUN, words.format(score=percent(best), mark=percent(PASS_MARK))
    elif any(sessions):
        words = _("{count} of {of} questions answered")
        state, why = State.BEGUN, words.format(count=len(sessions[-1]), of=of)
    else:
        state, why = State.NOT_BEGUN, _("not begun")
    return UnitProgress(unit.id, unit.title, state, why)


def percent(value):
    """Return a share as people read it.

    >>> percent(0.8)
    '80\xa0%'
    """
    return f"{value * 100:.0f}\N{NO-BREAK SPACE}%"


def module_state(units):
    """Return the state of a module from the progress in its units."""
    states = {unit.state for unit in units}
    if states == {State.DONE}:
        return State.DONE
    return State.NOT_BEGUN if states <= {State.NOT_BEGUN} else State.BEGUN
