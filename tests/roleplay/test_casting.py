"""Parts are dealt in turn: fair over many meetings, and never against somebody's will."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.roleplay.casting import LEADS, Attendance, deal, debts

MEETINGS = 20


def season(team, attends, declined=frozenset()):
    """Deal the parts of many meetings; `attends` says who comes."""
    past = []
    for _meeting in range(MEETINGS):
        present = [key for key in team if attends(key)]
        cast = deal(present, declined, past)
        if cast:
            past.append(Attendance(frozenset(present), declined, cast))
    return past


def counts(past, parts):
    """Return how often each person played one of the parts."""
    return Counter(key for scene in past for key, part in scene.cast.items() if part in parts)


@pytest.mark.parametrize("size", range(2, 13))
def test_counts_are_within_one_when_all_are_there(size):
    """After every one of 20 meetings the parts played differ by at most 1, each and in all."""
    team = [f"p{number}" for number in range(size)]
    past = season(team, lambda _key: True)
    assert len(past) == MEETINGS
    for end in range(1, MEETINGS + 1):
        for parts in ((LEADS[0],), (LEADS[1],), LEADS):
            played = counts(past[:end], parts)
            assert max(played[key] for key in team) - min(played[key] for key in team) <= 1


def test_shares_are_fair_when_attendance_changes():
    """Over 20 meetings in which each comes two times out of three, who may play plays their share.

    A share is what somebody would have played if every part had been cut into equal pieces for all
    who were there. Rounded to whole parts, nobody is more than one part away from it.
    """
    for seed in range(60):
        chance = random.Random(seed)
        team = [f"p{number}" for number in range(chance.randint(3, 12))]
        past = season(team, lambda _key, chance=chance: chance.random() < 0.67)
        assert max(abs(round(owed)) for owed in debts(past).values()) <= 1


@given(st.integers(2, 8), st.data())
def test_nobody_plays_against_their_will(size, data):
    """Whoever says "not me" does not play that part; without two for the leads nobody is dealt."""
    team = [f"p{number}" for number in range(size)]
    pairs = st.tuples(st.sampled_from(team), st.sampled_from(LEADS))
    declined = data.draw(st.frozensets(pairs))
    cast = deal(team, declined)
    may = [{key for key in team if (key, part) not in declined} for part in LEADS]
    can_play = all(may) and len(may[0] | may[1]) > 1
    assert bool(cast) == can_play
    assert not declined & set(cast.items())
    if cast:
        assert set(cast) == set(team)
        assert [list(cast.values()).count(part) for part in LEADS] == [1, 1]


def test_who_declined_owes_nothing():
    """Somebody who never plays the customer is owed nothing of it, and others owe them nothing."""
    never = frozenset({("p0", "customer")})
    past = season(["p0", "p1", "p2"], lambda _key: True, never)
    assert counts(past, ("customer",))["p0"] == 0
    assert debts(past)["p0", "customer"] == 0
    assert abs(counts(past, LEADS)["p1"] - counts(past, LEADS)["p2"]) <= 1
