"""Takes: what stored events amount to."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from course.roleplay.marks import Marks
from course.roleplay.takes import OUTCOMES, Take, takes, watch_outcomes


def event(kind, **body):
    """Return an event as the store gives it."""
    return SimpleNamespace(kind=kind, body=body)


def choose(turn, choice=0, ending=None, **more):
    """Return the event of a choice."""
    return event("choose", turn=turn, choice=choice, ending=ending, **more)


def test_nothing_done_is_a_first_take():
    """Before anything is done there is one empty take."""
    assert takes([]) == (Take(),)


def test_words_and_choices_in_order():
    """A take holds the scene's version, own words by turn, and the choices in order."""
    [take] = takes([event("words", turn=0, text="Hm.", scene="h1"), choose(0, 2), choose(1, 1)])
    assert (take.scene, take.choices, take.words_at(0), take.words_at(1)) == (
        "h1",
        (2, 1),
        "Hm.",
        None,
    )


def test_going_back_forgets_what_came_after():
    """After a rewind to a turn, its choice, its words and all later ones are open again."""
    events = [
        event("words", turn=0, text="First."),
        choose(0, scene="h1"),
        event("words", turn=1, text="Second."),
        choose(1, ending="missed"),
        event("rewind", turn=1),
    ]
    [take] = takes(events)
    assert take == Take(1, "h1", (0,), ((0, "First."),), None)


def test_again_begins_another_take():
    """Playing again leaves the earlier take as it was."""
    first, second = takes([choose(0, ending="met", scene="h1"), event("again"), choose(0, 1)])
    assert (first.ending, first.choices, second.number, second.choices) == ("met", (0,), 2, (1,))


def test_sharing_is_about_one_take():
    """A take is shared and taken back by its number, also after the next one began."""
    events = [choose(0, ending="met"), event("share", take=1, shared=True), event("again")]
    assert [take.is_shared for take in takes(events)] == [True, False]
    events.append(event("share", take=1, shared=False))
    assert [take.is_shared for take in takes(events)] == [False, False]


STEPS = st.one_of(
    st.builds(lambda c, e: ("choose", c, e), st.integers(0, 3), st.sampled_from([None, "met"])),
    st.builds(lambda k: ("rewind", k), st.integers(0, 5)),
    st.just(("again",)),
)


@given(st.lists(STEPS, max_size=20))
def test_a_take_is_always_a_prefix_of_what_was_chosen(steps):
    """Whatever is done, as many takes exist as were begun, and choices never come from nowhere."""
    events, turn, begun = [], 0, 1
    for step in steps:
        if step[0] == "choose":
            events.append(choose(turn, step[1], step[2]))
            turn += 1
        elif step[0] == "rewind" and step[1] < turn:
            events.append(event("rewind", turn=step[1]))
            turn = step[1]
        elif step[0] == "again":
            events.append(event("again"))
            turn, begun = 0, begun + 1
    folded = takes(events)
    assert len(folded) == begun
    assert len(folded[-1].choices) == turn


WATCH = [SimpleNamespace(id=f"w{i}") for i in range(3)]
IDS = st.lists(st.sampled_from(["w0", "w1", "w2"]), max_size=3)
MARKS = st.lists(st.builds(Marks, see=IDS, miss=IDS), max_size=5)


def test_outcomes():
    """Seen beats missed; the first miss is where to go back to; untouched is no chance."""
    marks = [Marks(miss=("w0", "w1")), Marks(see=("w0",), miss=("w1",))]
    assert watch_outcomes(WATCH, marks) == {
        "w0": ("seen", None),
        "w1": ("missed", 0),
        "w2": ("no chance", None),
    }


@given(MARKS)
def test_outcomes_of_any_path(marks):
    """Each watch item has one known outcome, and a turn exactly when it was missed."""
    for outcome, turn in watch_outcomes(WATCH, marks).values():
        assert outcome in OUTCOMES
        assert (turn is not None) == (outcome == "missed")
