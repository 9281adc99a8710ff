"""The trial of the methods on made-up teams: its numbers add up, and a missed goal is told."""

import pytest

from benchmarks.evidence import MOST, followed, outcome, planted_team
from benchmarks.evidence_report import report
from benchmarks.evidence_rounds import MOST as MOST_MORE
from benchmarks.evidence_rounds import measure_rounds, plan_followed

GOOD = {
    "looks": 9.0,
    "settled": True,
    "found": True,
    "said": 8,
    "false": 0,
    "said of role models": 8,
    "false of role models": 0,
    "true": 8,
    "missed": 0,
    "named": 0,
    "raw": 0.9,
    "fair": 0.95,
    "raw people": 0.9,
    "fair people": 0.9,
    "inside": 0.9,
}

PLAN = {
    "looks": 18,
    "settled standards": 4,
    "again": 5,
    "settled": False,
    "found": False,
    "said": 6,
    "false": 0,
    "more": 2.25,
    "settled then": True,
    "found then": True,
}
PLANS = {("planted", 6): [PLAN, PLAN], ("gradual", 9): [PLAN]}


def test_one_team():
    """Many looks find the planted three; what is said, false and missed makes up what is true."""
    team = planted_team(0)
    seen = outcome(team, 30)
    assert seen["found"]
    assert seen["true"] == seen["said"] - seen["false"] + seen["missed"] == 8
    assert seen["said of role models"] == 8
    assert seen["fair"] > seen["raw"] > 0.9
    assert 0.8 < seen["inside"] <= 1


def test_following_advice_ends():
    """Looking where it is advised settles the team, or stops where nobody would look any more."""
    seen = followed(planted_team(1))
    assert seen["settled"] or seen["looks"] > 4
    assert 4 <= seen["looks"] <= MOST


def test_a_plan_that_is_followed():
    """A plan of six takes 18 looks of each, tells most, and a few more looks settle the rest."""
    seen = plan_followed("planted", 0, 6)
    assert seen["looks"] == 18
    assert seen["settled standards"] >= 3
    assert seen["again"] <= 12
    assert seen["settled then"]
    assert 0 < seen["more"] < MOST_MORE


@pytest.mark.soak
def test_what_a_plan_is_worth():
    """The more looks, the more is settled; after six and the advice the planted group is found."""
    found = measure_rounds(30)
    for kind in ("planted", "gradual"):
        rising = [
            sum(each["settled standards"] for each in found[kind, looks]) for looks in (3, 6, 9)
        ]
        assert rising == sorted(rising)
    for looks in (6, 9):
        teams = found["planted", looks]
        assert sum(each["found then"] for each in teams) >= 0.9 * len(teams)
        assert all(each["found"] for each in teams if each["settled"])


def test_the_table_of_plans():
    """There is a row for each kind of team and plan; a group is only planted in clear teams."""
    text, _reached = report({("planted", 9): [GOOD], ("gradual", 9): [GOOD]}, PLANS, 1, 1.0, 10)
    assert "| clear | 6 | 18 | 4.0 | 5 | 0 % | 0 % | 0.0 % | 2.2 | 100 % | 100 % |" in text
    assert "| gradual | 9 | 18 | 4.0 | 5 | 0 % |  | 0.0 % | 2.2 | 100 % |  |" in text


@pytest.mark.parametrize(
    ("changes", "seconds", "fault"),
    [
        ({}, 1.0, None),
        ({"found": False}, 1.0, "| 0 % of 1 | **no** |"),
        ({"false": 1}, 1.0, "| 12.5 % in the worst row | **no** |"),
        ({"missed": 2, "named": 1, "true": 10}, 1.0, "| 50 % of 2 | **no** |"),
        ({"fair": 0.8}, 1.0, "| not in every row; 50 % of teams | **no** |"),
        ({}, 3.5, "| 3.5 s | **no** |"),
    ],
)
def test_a_missed_goal_is_told(changes, seconds, fault):
    """Each goal is reached by a good team, and missed by one that is not."""
    found = {("planted", 9): [GOOD | changes], ("gradual", 9): [GOOD]}
    text, reached = report(found, PLANS, 1, seconds, 10_000)
    assert reached == (fault is None)
    assert (fault is None) == ("**no**" not in text)
    assert fault is None or fault in text
