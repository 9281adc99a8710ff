"""The clock of a play: it runs, stands still, and can be put back."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Clock:
    """How much of a scene has been played.

    Attributes
    ----------
    played : float
        Seconds played up to the last time that the clock was touched.
    since : float or None
        When it was set running, in seconds since the epoch; None while it stands still.
    limit : float or None
        Seconds at which it stops by itself; None when it goes on.
    """

    played: float = 0.0
    since: float | None = None
    limit: float | None = None

    @property
    def is_running(self):
        """Whether it was set running and not stopped since."""
        return self.since is not None

    def elapsed(self, now):
        """Return the seconds played at a time.

        >>> Clock(10, since=100).elapsed(105), Clock(10, since=100, limit=12).elapsed(105)
        (15.0, 12.0)
        """
        running = max(0.0, now - self.since) if self.is_running else 0.0
        played = self.played + running
        return float(played if self.limit is None else min(played, self.limit))

    def start(self, now):
        """Return the clock running from a time on; one that runs goes on."""
        return self if self.is_running else replace(self, since=now)

    def pause(self, now):
        """Return the clock standing still."""
        return replace(self, played=self.elapsed(now), since=None)

    def put_back(self, seconds, now):
        """Return the clock put back by some seconds, at most to the start; it runs on if it ran.

        >>> Clock(40).put_back(30, 0).played, Clock(10).put_back(30, 0).played
        (10.0, 0.0)
        """
        played = max(0.0, self.elapsed(now) - seconds)
        return replace(self, played=played, since=now if self.is_running else None)
