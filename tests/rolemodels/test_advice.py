"""Advice to a round: which looks are asked for, and what the plan makes of it."""

from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import compress

from hypothesis import given
from hypothesis import strategies as st

from course.rolemodels.advice import Advice, advised, count_looks
from course.rolemodels.gate import Lack
from course.rolemodels.observation_plan import plan_looks
from course.rolemodels.observing import Observation
from course.rolemodels.ranking import MeasuredSheet
from course.roleplay.meetings import MeetingEvent
from tests.rolemodels.test_observation_plan import TRIO, designs, made


@dataclass(frozen=True)
class Stored:
    """A look with its number, as far as advice needs it."""

    number: int
    person: str
    levels: dict


def counted(looks):
    """Return how many planned looks there are by person and standard."""
    return Counter((look.person, each) for look in looks for each in look.standards)


def lack(person, standard, more):
    """Return what is missing."""
    return Lack(person, standard, more, 0, 0, too_wide=False, too_close=True)


@st.composite
def rounds(draw):
    """Return a design, the looks of its plan that were made, and advice as counts in all."""
    design = draw(designs(guests=2, most_looks=4))
    plan = plan_looks(design)
    flags = st.lists(st.booleans(), min_size=len(plan), max_size=len(plan))
    done = list(compress(plan, draw(flags)))
    pairs = st.tuples(st.sampled_from(design.team), st.sampled_from(design.standards))
    more = draw(st.dictionaries(pairs, st.integers(1, 6), max_size=6))
    seen = counted(done)
    return design, done, {pair: seen[pair] + count for pair, count in more.items()}


@given(rounds())
def test_what_was_advised_and_what_was_left_remains(round_):
    """Each pair is asked for as often as advised or as was left, and never for both."""
    design, done, wanted = round_
    looks, seen = [made(look) for look in done], counted(done)
    before = counted(plan_looks(design, looks))
    after = counted(plan_looks(replace(design, advised=wanted), looks))
    pairs = {*before, *after, *wanted}
    expected = {pair: max(before[pair], wanted.get(pair, 0) - seen[pair]) for pair in pairs}
    assert after == Counter(expected)


@given(rounds())
def test_what_was_left_is_still_asked_of_the_same(round_):
    """Advice comes beside the plan: nothing of what was planned is dealt anew."""
    design, done, wanted = round_
    looks = [made(look) for look in done]
    left = plan_looks(design, looks)
    assert not Counter(left) - Counter(plan_looks(replace(design, advised=wanted), looks))


@given(rounds(), st.randoms(use_true_random=False))
def test_advice_is_followed_look_by_look(round_, chance):
    """In whatever order looks come in, each pair gets what was advised, and no more than at first.

    It may be less than planned: a look that only links observers is dropped when another one does.
    """
    design, done, wanted = round_
    design, looks = replace(design, advised=wanted), [made(look) for look in done]
    most = counted(done) + counted(plan_looks(design, looks))
    while plan := plan_looks(design, looks):
        assert all(look.rater != look.person for look in plan)
        looks.append(made(chance.choice(plan)))
    seen = Counter((look.person, each) for look in looks for each in look.levels)
    assert all(seen[pair] >= count for pair, count in wanted.items())
    assert not seen - most


def test_advised_looks_are_shared_out():
    """Two more at one person go to two observers, and to situations seen least."""
    done = [made(look) for look in plan_looks(TRIO)]
    design = replace(TRIO, advised={("p0", "listens"): 5})
    plan = plan_looks(design, done)
    assert {(look.person, look.standards) for look in plan} == {("p0", ("listens",))}
    assert sorted(look.rater for look in plan) == ["p1", "p2"]
    assert len({look.situation for look in plan}) == 2


def test_only_what_is_open_and_the_likeliest_first():
    """A standard that somebody meets gets no look; of the others all get one before any two."""
    chances = {"ana": {"a": 0.9, "b": 0.3}, "ben": {"a": 0.5, "b": 0.6}}
    levels = {person: {"a": Fraction(4), "b": Fraction(4)} for person in chances}
    known = frozenset({("ana", "a"), ("ben", "a"), ("ana", "b"), ("ben", "b")})
    points = {"a": 60, "b": 40}
    sheet = MeasuredSheet(("ana", "ben"), ("a", "b"), levels, points, chances=chances, known=known)
    lacks = [lack("ben", "a", 6), lack("ana", "b", 1), lack("ben", "b", 4)]
    assert advised(sheet, lacks, 1) == {"ben": {"b": 1}}
    assert advised(sheet, lacks, 4) == {"ben": {"b": 3}, "ana": {"b": 1}}
    assert advised(sheet, lacks, 99) == {"ben": {"b": 4}, "ana": {"b": 1}}


def test_standards_that_share_a_look():
    """Two standards of one block are one look; those of two blocks are two."""
    assert count_looks({"ana": {"a": 2, "b": 1}}, ("a", "b")) == 2
    assert count_looks({"ana": {"a": 2, "c": 1}, "ben": {"d": 1}}, ("a", "b", "c", "d")) == 4


def test_looks_before_and_after_advice():
    """Advice is on top of the looks it rests on; later ones are answers to it."""
    advice = Advice({"ana": {"a": 2}}, since=1, at=0.0)
    looks = [Stored(1, "ana", {"a": 4, "b": 3}), Stored(3, "ana", {"a": 5})]
    assert advice.wanted(looks) == {("ana", "a"): 3}
    assert advice.left(looks) == {"ana": {"a": 1}}
    assert advice.left([*looks, Stored(4, "ana", {"a": None})]) == {"ana": {"a": 1}}
    assert advice.left([*looks, *(Stored(n, "ana", {"a": 3}) for n in (5, 6))])["ana"]["a"] == 0


def test_newer_advice_takes_the_place_of_older():
    """Of two pieces of advice in a round the last one counts."""
    observation = Observation()
    for number, more in enumerate((2, 3), 1):
        body = {"looks": {"ana": {"a": more}}, "since": 0}
        observation.take(MeetingEvent(number, "advice", body, float(number)))
    assert observation.advice == Advice({"ana": {"a": 3}}, 0, 2.0)
