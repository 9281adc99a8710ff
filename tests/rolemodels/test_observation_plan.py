"""Who looks at whom: enough for the evidence gate, fair to everybody, and stable."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import compress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.rolemodels.gate import Gate
from course.rolemodels.observation_plan import (
    Design,
    Tally,
    lacks,
    levelled,
    linked,
    plan_looks,
)

SITUATIONS = ("quiet", "a queue", "on the phone", "a complaint")


@dataclass(frozen=True)
class Seen:
    """A look as it is stored, as far as a plan needs it."""

    rater: str
    person: str
    situation: str
    levels: dict


def names(prefix, count):
    """Return that many names."""
    return tuple(f"{prefix}{number}" for number in range(count))


def made(planned, level=4):
    """Return a planned look as one that was made."""
    levels = dict.fromkeys(planned.standards, level)
    return Seen(planned.rater, planned.person, planned.situation, levels)


@st.composite
def designs(draw, guests=0, raters=1, most_looks=9):
    """Return designs in which a whole team looks at each other, with guests who look as well."""
    team = names("p", draw(st.integers(3, 8)))
    scenes = draw(st.integers(1, len(SITUATIONS)))
    gate = Gate(scenes=scenes, raters=draw(st.integers(raters, min(3, len(team) - 1))))
    observers = team + names("guest", draw(st.integers(0, guests)))
    standards = names("s", draw(st.integers(1, 8)))
    days, looks = draw(st.integers(1, 20)), draw(st.integers(0, most_looks))
    return Design(team, observers, standards, SITUATIONS, days, gate, looks)


def looks_in(design):
    """Return strategies for what people may see, planned or not, also nothing to rate."""
    pairs = [(r, p) for r in (*design.observers, "passer-by") for p in design.team if r != p]
    levels = st.dictionaries(
        st.sampled_from(design.standards), st.sampled_from([1, 4, None]), min_size=1
    )
    look = st.tuples(st.sampled_from(pairs), st.sampled_from(SITUATIONS), levels)
    return st.lists(look.map(lambda each: Seen(*each[0], *each[1:])), max_size=25)


def open_cells(design, looks):
    """Return the people and standards of which too little is known."""
    return [place for place, lack in lacks(design, looks).items() if lack]


@given(designs(guests=2))
def test_a_plan_is_enough_for_the_gate(design):
    """When all planned looks are made, nobody lacks a situation or an observer on any standard."""
    assert open_cells(design, map(made, plan_looks(design))) == []


@given(designs())
def test_the_load_is_fair(design):
    """In a team that looks at each other, loads differ by one at most."""
    load = Counter(look.rater for look in plan_looks(design))
    assert set(load) == set(design.team)
    assert max(load.values()) - min(load.values()) <= 1


@given(designs(guests=3, raters=2))
def test_the_load_is_fair_with_guests(design):
    """With guests who observe as well, and two observers or more each, so do they."""
    load = Counter(look.rater for look in plan_looks(design))
    everybody = [load[rater] for rater in design.observers]
    assert max(everybody) - min(everybody) <= 1


@given(designs())
def test_all_are_looked_at_as_often_as_wanted(design):
    """Each person is seen on each standard as often as wanted, or as the gate asks for."""
    tally = Tally(plan_looks(design))
    wanted = max(design.looks_each, design.gate.scenes, design.gate.raters)
    for person in design.team:
        for standard in design.standards:
            assert tally.raters[person, standard].total() >= wanted


@given(designs(guests=2))
def test_situations_and_observers_take_turns(design):
    """Situations differ by one look at most, and so do observers; with guests by two."""
    tally = Tally(plan_looks(design))
    for person in design.team:
        for standard in design.standards:
            seen = [tally.scenes[person, standard][each] for each in design.situations]
            assert max(seen) - min(seen) <= 1
            by = [tally.raters[person, standard][each] for each in design.others(person)]
            assert max(by) - min(by) <= (1 if design.observers == design.team else 2)


@given(st.data())
def test_nobody_looks_at_themselves(data):
    """Whatever was seen so far, no plan lets people look at themselves."""
    design = data.draw(designs(guests=2))
    looks = data.draw(looks_in(design))
    assert all(look.rater != look.person for look in plan_looks(design, looks))


@given(designs(guests=2))
def test_observers_are_linked(design):
    """All who look have people in common, so that their severity can be compared."""
    assert len(linked(plan_looks(design))) == 1


@given(designs(guests=2))
def test_looks_are_spread_over_the_days(design):
    """Nobody has two looks on one day while another of their days has two fewer."""
    for rater in design.observers:
        days = Counter(look.day for look in plan_looks(design) if look.rater == rater)
        assert set(days) <= set(range(1, design.days + 1))
        counts = [days[day] for day in range(1, design.days + 1)]
        assert max(counts) - min(counts) <= 1


@given(st.data())
def test_a_plan_goes_on_where_it_was(data):
    """After some planned looks were made exactly the others are left, on the same days.

    Of looks that are alike but for the day, the first is the one that was made.
    """
    design = data.draw(designs())
    plan = plan_looks(design)
    is_made = data.draw(st.lists(st.booleans(), min_size=len(plan), max_size=len(plan)))
    done, left = list(compress(plan, is_made)), list(plan)
    for look in done:
        left.remove(next(each for each in left if replace(each, day=look.day) == look))
    assert plan_looks(design, map(made, done)) == left


@given(st.data())
def test_whatever_was_seen_the_rest_is_enough(data):
    """What was seen and what is left of the plan are enough together, and link all observers."""
    design = data.draw(designs(guests=1))
    looks = data.draw(looks_in(design))
    left = plan_looks(design, looks)
    assert open_cells(design, [*looks, *map(made, left)]) == []
    levels = [look for look in map(levelled, looks) if look.standards]
    assert len(linked([*levels, *left])) == 1


@given(st.data())
def test_a_plan_is_the_same_each_time(data):
    """The same design and the same looks give the same plan."""
    design = data.draw(designs(guests=1))
    looks = data.draw(looks_in(design))
    assert plan_looks(design, looks) == plan_looks(design, list(looks))


@given(st.data())
def test_a_plan_comes_to_an_end(data):
    """When one planned look after the other is made, it takes about as many as were planned."""
    design = data.draw(designs(most_looks=4))
    looks = data.draw(looks_in(design))
    planned, count = len(plan_looks(design, looks)), 0
    while plan := plan_looks(design, looks):
        looks, count = [*looks, made(plan[-1])], count + 1
        assert count <= planned + len(design.cells())


TRIO = Design(names("p", 3), names("p", 3), ("listens", "owns"), SITUATIONS)


def test_a_plan_in_small():
    """Three people, two standards: each looks three times, and each is seen three times."""
    plan = plan_looks(TRIO)
    assert len(plan) == 9
    assert Counter(look.person for look in plan) == dict.fromkeys(TRIO.team, 3)
    assert {look.standards for look in plan} == {("listens", "owns")}


def test_another_situation_than_planned_counts():
    """Who sees a colleague in another situation is done with it; somebody else takes the other."""
    design = replace(TRIO, situations=SITUATIONS[:3])
    first, *others = plan_looks(design)
    used = {look.situation for look in others if look.person == first.person}
    elsewhere = next(iter(sorted(used)))
    seen = Seen(first.rater, first.person, elsewhere, {"listens": 3, "owns": 4})
    left = plan_looks(design, [seen])
    assert len(left) == len(others)
    assert first.situation in {look.situation for look in left if look.person == first.person}


def test_a_look_without_a_chance_is_still_to_be_made():
    """Where there was no chance to show a standard, it stays in the plan, alone."""
    first, *others = plan_looks(TRIO)
    seen = Seen(first.rater, first.person, first.situation, {"listens": 4, "owns": None})
    left = plan_looks(TRIO, [seen])
    assert len(left) == len(others) + 1
    again = [look for look in left if (look.rater, look.person) == (first.rater, first.person)]
    assert ("owns",) in [look.standards for look in again]


def test_what_is_missing_in_words():
    """One look leaves two more to be made, in other situations, by another observer."""
    design = Design(("ana",), ("ben", "eve"), ("listens",), SITUATIONS)
    lack = lacks(design, [Seen("ben", "ana", "quiet", {"listens": 4})])["ana", "listens"]
    assert lack.words() == "observe again: 2 more, in 2 other situations, by another observer"


@pytest.mark.parametrize("team", [("ana",), ("ana", "ben")])
def test_too_few_people(team):
    """A plan for one or two people is as good as it can be, and ends."""
    design = Design(team, team, ("listens",), SITUATIONS)
    plan = plan_looks(design)
    assert len(plan) == (3 if len(team) == 2 else 0) * len(team)
    assert {Tally(plan).missing(p, "listens", design) for p in team} <= {(0, 0, 1), (0, 3, 2)}


def test_other_observers():
    """When the team is away another observer gets the looks."""
    plan = plan_looks(TRIO)
    done = [made(look) for look in plan if look.rater == "p0"]
    handed_on = Design(TRIO.team, ("p1", "p2", "boss"), TRIO.standards, SITUATIONS)
    left = plan_looks(handed_on, done)
    assert "p0" not in {look.rater for look in left}
    assert open_cells(handed_on, [*done, *map(made, left)]) == []
