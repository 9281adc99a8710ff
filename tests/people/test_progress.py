"""Progress: the state of units and modules, and the reason that the map gives."""

import pytest

from course.learning.items import Unit
from course.people.progress import Round, State, UnitProgress, module_state, unit_progress
from tests.samples import choice

UNIT = Unit(id="u", title="U", items=tuple(choice("ask", "nod", id=f"i{n}") for n in range(5)))


def rounds(*taken, of=5):
    """Return rounds in which that many items were drawn, with these credits."""
    return [Round(tuple(credits), of) for credits in taken]


def as_shown(text):
    """Return a text with the unbreakable space before each per cent sign that the page shows."""
    return text.replace("%", "\N{NO-BREAK SPACE}%")


@pytest.mark.parametrize(
    ("sessions", "state", "why"),
    [
        ([], State.NOT_BEGUN, "not begun"),
        ([[]], State.NOT_BEGUN, "not begun"),
        ([[1]], State.BEGUN, "1 of 5 questions answered"),
        ([[1, 1, 1, 1]], State.BEGUN, "4 of 5 questions answered"),
        ([[0, 0, 0, 0, 0]], State.BEGUN, "quiz at 0%; 80% passes"),
        ([[1, 1, 1, 0.5, 0]], State.BEGUN, "quiz at 70%; 80% passes"),
        ([[1, 1, 1, 1, 0]], State.DONE, "quiz passed with 80%"),
        ([[1, 1, 1, 1, 1]], State.DONE, "quiz passed with 100%"),
        # later rounds: the best complete one counts, an open one takes nothing away
        ([[1, 1, 1, 1, 1], []], State.DONE, "quiz passed with 100%"),
        ([[1, 1, 1, 1, 1], [0, 0, 0, 0, 0]], State.DONE, "quiz passed with 100%"),
        ([[1, 0, 0, 0, 0], [1, 1, 0, 0, 0]], State.BEGUN, "quiz at 40%; 80% passes"),
        ([[1, 0, 0, 0, 0], [1, 1, 1, 1]], State.BEGUN, "quiz at 20%; 80% passes"),
    ],
)
def test_unit_progress(sessions, state, why):
    """State and reason follow from the credits of each time the quiz was taken."""
    assert unit_progress(UNIT, rounds(*sessions)) == UnitProgress("u", "U", state, as_shown(why))


def test_an_item_removed_later_does_not_undo_a_pass():
    """A complete round with more items than the unit has now still counts as complete."""
    assert unit_progress(UNIT, rounds([1] * 6, of=6)).state == State.DONE


def test_an_item_added_later_does_not_undo_a_pass():
    """A round is judged by what was drawn then: four of four stay a pass in a unit of five."""
    found = unit_progress(UNIT, rounds([1] * 4, of=4))
    assert (found.state, found.why) == (State.DONE, as_shown("quiz passed with 100%"))


def test_the_items_drawn_then_are_counted():
    """An open round tells how many of its own items are answered, not of the unit's today."""
    assert unit_progress(UNIT, rounds([1], of=4)).why == "1 of 4 questions answered"


def test_a_round_not_answered_to_the_end_is_not_complete():
    """Five credits of six are no complete round, though the unit has five items now."""
    found = unit_progress(UNIT, rounds([1] * 5, of=6))
    assert (found.state, found.why) == (State.BEGUN, "5 of 6 questions answered")


def test_score_never_exceeds_all():
    """A round that had an item more than the unit has now is not passed with 120 %."""
    assert unit_progress(UNIT, rounds([1] * 6, of=6)).why == as_shown("quiz passed with 100%")


def test_a_miss_by_a_hair_does_not_read_like_a_pass():
    """79.9 % is not passed, so the reason does not say 80 %."""
    why = unit_progress(UNIT, rounds([1, 1, 1, 0.995, 0])).why
    assert not why.startswith(as_shown("quiz at 80%"))


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ("", State.NOT_BEGUN),
        ("nn", State.NOT_BEGUN),
        ("nb", State.BEGUN),
        ("nd", State.BEGUN),
        ("bd", State.BEGUN),
        ("dd", State.DONE),
    ],
)
def test_module_state(states, expected):
    """A module is done when all units are, begun when any is, else not begun."""
    by_letter = {"n": State.NOT_BEGUN, "b": State.BEGUN, "d": State.DONE}
    units = [UnitProgress("u", "U", by_letter[letter], "") for letter in states]
    assert module_state(units) == expected
