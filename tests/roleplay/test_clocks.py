"""The clock of a play: what was played is the time that it ran, and never more than its limit."""

from hypothesis import given
from hypothesis import strategies as st

from course.roleplay.clocks import Clock

TOUCHES = st.lists(
    st.tuples(st.sampled_from(["start", "pause"]), st.floats(0, 100, allow_nan=False)), max_size=12
)


def touched(touches, limit=None):
    """Return a clock touched at growing times, the time, and the seconds it ran by hand."""
    clock, now, ran, runs = Clock(limit=limit), 0.0, 0.0, False
    for do, wait in touches:
        now, ran = now + wait, ran + (wait if runs else 0.0)
        clock, runs = getattr(clock, do)(now), do == "start"
    return clock, now, ran


@given(TOUCHES)
def test_only_running_time_counts(touches):
    """Starting twice and pausing twice change nothing; the played time is the running time."""
    clock, now, ran = touched(touches)
    assert abs(clock.elapsed(now) - ran) < 1e-6


@given(TOUCHES, st.floats(1, 60))
def test_a_limit_holds(touches, limit):
    """A clock with a limit never shows more."""
    clock, now, ran = touched(touches, limit)
    assert clock.elapsed(now + 1000) <= limit
    assert clock.elapsed(now) <= ran + 1e-6


@given(TOUCHES, st.floats(0, 100))
def test_put_back(touches, seconds):
    """Put back, it shows that much less, at least 0, and runs on only if it ran."""
    clock, now, _ran = touched(touches)
    back = clock.put_back(seconds, now)
    assert abs(back.elapsed(now) - max(0.0, clock.elapsed(now) - seconds)) < 1e-6
    assert back.is_running == clock.is_running
