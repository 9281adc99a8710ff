"""Cues: what the customer does next, which depends on what observers have seen by then."""

SEEN = "seen"


def due_cues(cues, taps, elapsed):
    """Return the cues that have come due, oldest first.

    What had been seen when a cue came due decides, not what is seen later: nobody takes back a
    sentence that was said.

    Parameters
    ----------
    cues : sequence of course.roleplay.scenes.Cue
    taps : sequence of (str, str, str, float)
        What observers tapped, in order: who, watch item, outcome, and the seconds played.
    elapsed : float
        Seconds played.

    Returns
    -------
    tuple of course.roleplay.scenes.Cue
    """
    passed = sorted((cue for cue in cues if cue.at <= elapsed), key=lambda cue: cue.at)
    return tuple(cue for cue in passed if _holds(cue, taps))


def _holds(cue, taps):
    """Tell whether a cue's condition held when it came due; one observer who saw it is enough."""
    if cue.watch is None:
        return True
    latest = {who: what for who, watch, what, at in taps if watch == cue.watch and at <= cue.at}
    return (SEEN in latest.values()) == cue.seen
