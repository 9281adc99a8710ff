"""Work on standards as its events make it: nothing that somebody suggested is ever lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.rolemodels.building import Building
from course.roleplay.meetings import MeetingEvent

PLAN = {"title": "Ours", "slug": "ours", "share": 50, "kiosk": True}
OLD = {"id": "listens", "name": "Listens"}


def build(*events, **plan):
    """Return the work after events, each (kind, body) or (kind, body, seat); ids begin with c2."""
    rows = [("plan", PLAN | plan), *events]
    return Building(
        MeetingEvent(number, row[0], row[1], 1000.0 + number, *row[2:])
        for number, row in enumerate(rows, start=1)
    )


def suggested(*texts):
    """Return events in which managers suggest something."""
    return [("suggest", {"text": text, "group": "managers"}) for text in texts]


def merge(standard, *ids, name="A name"):
    """Return an event that merges suggestions."""
    return "merge", {"standard": standard, "name": name, "suggestions": list(ids)}


# Any steps at all, also such as no page would send: unknown suggestions, standards that are gone,
# steps that were undone already.
IDS = st.sampled_from([f"c{number}" for number in range(2, 9)])
STANDARDS = st.sampled_from(["a", "b", "listens"])
STEPS = st.one_of(
    st.tuples(st.just("merge"), STANDARDS, st.lists(IDS, max_size=4)),
    st.tuples(st.sampled_from(["part", "away", "back"]), st.lists(IDS, max_size=4)),
    st.tuples(st.just("drop"), STANDARDS),
    st.tuples(st.just("undo"), st.integers(1, 30)),
)


def event_of(step):
    """Return the event of a step."""
    match step:
        case "merge", standard, ids:
            return merge(standard, *ids)
        case "part" | "away" | "back" as kind, ids:
            return kind, {"suggestions": ids}
        case "drop", standard:
            return "drop", {"standard": standard}
        case _, number:
            return "undo", {"number": number}


@given(st.lists(STEPS, max_size=20))
def test_no_order_of_steps_loses_a_suggestion(steps):
    """Each is still there with its words and its source, and lies in one standard at most."""
    texts = ["one", "two", "three", "four", "five"]
    built = build(*suggested(*texts), *map(event_of, steps), standards=[OLD])
    assert [each.text for each in built.suggestions.values()] == texts
    assert {each.group for each in built.suggestions.values()} == {"managers"}
    merged = built.merged()
    assert set(merged.place) <= set(built.suggestions)
    assert set(merged.place.values()) <= set(merged.names)
    assert merged.away <= set(built.suggestions) - set(merged.place)
    members = [each for name in merged.names for each in merged.members(name)]
    assert sorted(members) == sorted(merged.place)


@given(st.lists(STEPS, max_size=12))
def test_undoing_everything_leads_back_to_the_start(steps):
    """With each step undone, all suggestions are loose and only the old standards are there."""
    built = build(*suggested("one", "two"), *map(event_of, steps), standards=[OLD])
    while step := built.last_step:
        built.take(MeetingEvent(built.number + 1, "undo", {"number": step.number}, 2000.0))
    assert (built.merged().names, built.merged().place) == ({"listens": "Listens"}, {})


@given(st.lists(STEPS, max_size=12))
def test_one_step_undone_is_as_if_it_had_not_been(steps):
    """Undo gives what the same steps without the last one give."""
    before = build(*suggested("one", "two"), *map(event_of, steps), standards=[OLD])
    after = build(
        *suggested("one", "two"),
        *map(event_of, steps),
        merge("new", "c2", "c3"),
        ("undo", {"number": 4 + len(steps)}),
        standards=[OLD],
    )
    assert after.merged() == before.merged()


def test_a_suggestion_moves_when_it_is_merged_again():
    """It lies where it was put last; a standard that is dropped lets go of all it had."""
    built = build(*suggested("one", "two"), merge("a", "c2", "c3"), merge("b", "c3", name="B"))
    assert built.merged().place == {"c2": "a", "c3": "b"}
    built.take(MeetingEvent(9, "drop", {"standard": "b"}, 2000.0))
    assert built.merged().place == {"c2": "a"}
    assert built.merged().names == {"a": "A name"}


def test_what_was_put_away():
    """It leaves its standard, and comes back by itself or with a merge."""
    gone = [*suggested("one", "two"), merge("a", "c2", "c3"), ("away", {"suggestions": ["c2"]})]
    built = build(*gone)
    assert (built.merged().place, [each.text for each in built.shown]) == ({"c3": "a"}, ["two"])
    assert len(build(*gone, ("back", {"suggestions": ["c2"]})).shown) == 2
    assert build(*gone, merge("a", "c2")).merged().place == {"c3": "a", "c2": "a"}


def test_who_suggested_something_takes_it_back():
    """A colleague takes back what is theirs, until it is merged; nobody takes back another's."""
    mine = ("suggest", {"text": "one"}, "me")
    assert build(mine, ("withdraw", {"suggestion": "c2"}, "me")).suggestions == {}
    assert build(mine, ("withdraw", {"suggestion": "c2"}, "you")).suggestions
    assert build(mine, merge("a", "c2"), ("withdraw", {"suggestion": "c2"}, "me")).suggestions


def test_groups_are_told_by_their_seats():
    """Whoever has a seat is staff, whatever the message says."""
    built = build(("suggest", {"text": "one", "group": "customers"}, "me"), *suggested("two"))
    assert [each.group for each in built.suggestions.values()] == ["staff", "managers"]


def test_orders():
    """A colleague's newer order replaces the older one; each customer's counts for itself."""
    built = build(
        ("rank", {"order": ["a", "b"]}, "me"),
        ("rank", {"order": ["b", "a"]}, "me"),
        ("rank", {"order": ["a"], "group": "customers"}),
        ("rank", {"order": ["b"], "group": "customers"}),
        ("rank", {"order": ["a", "b"], "group": "managers"}),
    )
    assert list(built.orders.values()) == [("b", "a"), ("a",), ("b",), ("a", "b")]


@pytest.mark.parametrize(("start", "to"), [("merge", "rank"), ("collect", "nowhere")])
def test_a_step_from_elsewhere_changes_nothing(start, to):
    """Two pages that go on at once go on once."""
    assert build(("stage", {"from": start, "to": to})).stage == "collect"


def test_after_the_end_nothing_happens():
    """What comes too late changes nothing, unless the work goes on."""
    late = [*suggested("late"), ("stage", {"from": "collect", "to": "merge"})]
    built = build(("end", {}), *late)
    assert (built.stage, built.suggestions, built.is_ended) == ("collect", {}, True)
    again = build(("end", {}), ("reopen", {}), *late)
    assert (again.stage, len(again.suggestions), again.is_ended) == ("merge", 1, False)


def test_names_are_those_written_last():
    """A standard that was renamed keeps its id."""
    named = ("describe", {"standard": "a", "field": "name", "value": " Listens  first "})
    assert build(*suggested("one"), merge("a", "c2"), named).merged().names == {
        "a": "Listens first"
    }
