"""The trial of the methods on made-up teams: its numbers add up, and a missed goal is told."""

import pytest

from benchmarks.evidence import MOST, followed, outcome, planted_team
from benchmarks.evidence_report import report

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
    text, reached = report(found, 1, seconds, 10_000)
    assert reached == (fault is None)
    assert (fault is None) == ("**no**" not in text)
    assert fault is None or fault in text
