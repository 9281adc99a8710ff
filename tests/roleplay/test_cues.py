"""Cues come due by the clock, and by what observers had seen at that time."""

import pytest

from course.roleplay.cues import due_cues
from course.roleplay.scenes import Cue

LOUDER = Cue(at=60, kind="raise", text="Louder.", watch="w1", seen=False)
SOFTER = Cue(at=90, kind="ease", text="Softer.", watch="w1", seen=True)
ALWAYS = Cue(at=30, kind="raise", text="Sigh.")


@pytest.mark.parametrize(
    ("taps", "elapsed", "expected"),
    [
        ([], 29.9, ()),
        ([], 30, (ALWAYS,)),
        ([], 100, (ALWAYS, LOUDER)),
        ([("a", "w1", "seen", 50)], 100, (ALWAYS, SOFTER)),
        ([("a", "w1", "seen", 70)], 100, (ALWAYS, LOUDER, SOFTER)),  # too late for the first
        ([("a", "w1", "seen", 50), ("a", "w1", "not seen", 55)], 100, (ALWAYS, LOUDER)),
        ([("a", "w1", "not seen", 50), ("b", "w1", "seen", 51)], 100, (ALWAYS, SOFTER)),
        ([("a", "w2", "seen", 50)], 100, (ALWAYS, LOUDER)),
    ],
)
def test_due_cues(taps, elapsed, expected):
    """One observer who saw it is enough; what is tapped after a cue came due does not undo it."""
    assert due_cues((SOFTER, LOUDER, ALWAYS), taps, elapsed) == expected
