"""Progress: the state of units and modules, and the reason that the map gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.learning.items import Unit
from course.people.progress import (
    PRACTICE_KINDS,
    PartProgress,
    Round,
    State,
    Trace,
    minutes_left,
    module_sentence,
    module_state,
    practice_progress,
    unit_progress,
)
from tests.samples import choice

UNIT = Unit(id="u", title="U", items=tuple(choice("ask", "nod", id=f"i{n}") for n in range(5)))


def rounds(*taken, of=5):
    """Return rounds in which that many items were drawn, with these credits."""
    return [Round(tuple(credits), of) for credits in taken]


BY_LETTER = {"n": State.NOT_BEGUN, "b": State.BEGUN, "s": State.BEGUN, "d": State.DONE}


def parts(states, kind="quiz"):
    """Return parts in these states, a letter each: not begun, begun, short of the mark, done."""
    return [PartProgress(kind, "u", "U", BY_LETTER[each], "", each == "s") for each in states]


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
    found = unit_progress(UNIT, rounds(*sessions))
    assert (found.kind, found.id, found.title) == ("quiz", "u", "U")
    assert (found.state, found.why) == (state, as_shown(why))
    assert found.is_short is why.startswith("quiz at")


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
    """A module is done when all parts are, begun when any is, else not begun."""
    assert module_state(parts(states)) == expected


@pytest.mark.parametrize(
    ("kind", "trace", "state", "why"),
    [
        ("rehearsal", Trace(), "not-begun", "not begun"),
        ("rehearsal", Trace({"look": 2}), "not-begun", "not begun"),
        (
            "rehearsal",
            Trace({"choose": 3}),
            "begun",
            "begun; the end of the scene is still to come",
        ),
        ("rehearsal", Trace({"choose": 3}, endings=1), "done", "rehearsed once"),
        ("rehearsal", Trace({"choose": 9}, endings=2), "done", "rehearsed 2 times"),
        ("rehearsal", Trace({"words": 1}), "begun", "begun; the end of the scene is still to come"),
        ("scoresheet", Trace(), "not-begun", "not begun"),
        ("scoresheet", Trace({"rate": 1}), "begun", "begun; some scores are still open"),
        ("scoresheet", Trace({"rate": 9, "result": 1}), "done", "scored to the end"),
        ("worksheet", Trace({"look": 1}), "not-begun", "not begun"),
        ("worksheet", Trace(has_text=True), "begun", "begun; not yet marked as done"),
        ("worksheet", Trace({"done": 1}, has_text=True), "done", "marked as done"),
    ],
)
def test_practice_progress(kind, trace, state, why):
    """State and reason follow from the kinds of the events, and from any text."""
    found = practice_progress(kind, "slug", "Title", trace)
    assert found == PartProgress(kind, "slug", "Title", State(state), why)


ORDER = list(State)
EVENTS = st.dictionaries(
    st.sampled_from(["choose", "words", "rate", "result", "done", "other"]), st.integers(1, 5)
)


TRACES = st.builds(Trace, EVENTS, st.integers(0, 3), st.booleans())


@given(st.sampled_from(PRACTICE_KINDS), TRACES, TRACES)
def test_practice_never_goes_backwards(kind, before, more):
    """Whatever happens after, no practice falls back from done or begun."""
    kinds = before.events | more.events
    both = {name: before.events.get(name, 0) + more.events.get(name, 0) for name in kinds}
    trace = Trace(both, before.endings + more.endings, before.has_text or more.has_text)
    first = practice_progress(kind, "s", "S", before)
    later = practice_progress(kind, "s", "S", trace)
    assert ORDER.index(later.state) >= ORDER.index(first.state)


CREDIT = st.sampled_from([0.0, 0.5, 1.0])
COMPLETE = st.lists(CREDIT, min_size=5, max_size=5)


@given(st.lists(COMPLETE, max_size=3), st.lists(CREDIT, max_size=5), CREDIT)
def test_units_never_go_backwards(complete, last, answer):
    """One more answer, in the round that is open or in a new one, takes no state away."""
    before = [*complete, last]
    after = [*complete, [*last, answer]] if len(last) < 5 else [*before, [answer]]
    states = [ORDER.index(unit_progress(UNIT, rounds(*each)).state) for each in (before, after)]
    assert states == sorted(states)


@pytest.mark.parametrize(
    ("units", "practice", "sentence"),
    [
        ("", "", ""),
        ("d", "", "Every part is done."),
        ("dd", "ddd", "Every part is done."),
        ("n", "", "The unit is still open."),
        ("s", "", "The unit is still open; its quiz is not yet at 80%."),
        ("b", "", "The unit is still open; its quiz is not finished."),
        ("d", "n", "The unit is done; the exercise is still open."),
        ("nn", "", "0 of 2 units done."),
        ("ddsn", "", "2 of 4 units done; quiz 3 not yet at 80%."),
        ("sdss", "", "1 of 4 units done; quizzes 1, 3 and 4 not yet at 80%."),
        ("bsb", "", "0 of 3 units done; quiz 2 not yet at 80%; quizzes 1 and 3 not finished."),
        ("dd", "bn", "2 of 2 units done; 0 of 2 exercises done."),
        ("db", "d", "1 of 2 units done; the exercise is done; quiz 2 not finished."),
        ("", "dnb", "1 of 3 exercises done."),
    ],
)
def test_module_sentence(units, practice, sentence):
    """One sentence counts what is done and names each quiz that is begun, with what is missing."""
    assert module_sentence(parts(units) + parts(practice, "worksheet")) == as_shown(sentence)


@given(st.text("nbsd", max_size=6), st.text("nbd", max_size=4))
def test_the_sentence_says_done_only_when_the_state_does(units, practice):
    """State, sentence and minutes left never contradict each other."""
    all_parts = parts(units) + parts(practice, "rehearsal")
    is_done = module_state(all_parts) == State.DONE
    assert (module_sentence(all_parts) == "Every part is done.") is is_done
    assert (minutes_left(35, all_parts) == 0) is is_done


@given(st.text("nbsd", min_size=1, max_size=9), st.integers(0, 8), st.integers(0, 90))
def test_minutes_never_grow_when_a_part_is_done(states, place, minutes):
    """Finishing a part leaves no more minutes than before, and never less than none."""
    place %= len(states)
    later = states[:place] + "d" + states[place + 1 :]
    before, after = (minutes_left(minutes, parts(each)) for each in (states, later))
    assert 0 <= after <= before <= minutes
