"""Meetings: a team plays a scene together, each with a phone, and scores what it saw.

All that happens is an event, and a meeting is what its events made of it. An event that comes too
late, such as a tap after the scores were revealed, changes nothing.
"""

from dataclasses import dataclass, field

from course.roleplay.casting import LEADS, OBSERVER
from course.roleplay.clocks import Clock
from course.roleplay.scores import OUTCOMES, Score

PHASES = ("gather", "brief", "calibrate", "play", "score", "debrief", "follow-up", "ended")
NEXT = {  # where a meeting may go from each phase
    "gather": ("brief",),
    "brief": ("calibrate", "play", "gather"),
    "calibrate": ("play",),
    "play": ("score",),
    "score": ("debrief", "play"),
    "debrief": ("follow-up",),
    "follow-up": ("ended", "debrief"),
    "ended": (),
}
TIMERS = ("soft", "hard", "silent")
ALARMS = ("green", "amber", "red")  # the safe stop
SCREEN = "screen"  # the part of a big screen
STEPS = ("reactions", "description", "analysis", "application")  # of the debrief


@dataclass(frozen=True, slots=True)
class MeetingEvent:
    """One thing that happened in a meeting.

    Attributes
    ----------
    number : int
        Later events have higher ones.
    at : float
        Seconds since the epoch; a safe stop has only its minute.
    seat : str or None
        Whose event it is; None for the trainer's, and for a safe stop.
    """

    number: int
    kind: str
    body: dict
    at: float
    seat: str | None = None


@dataclass(slots=True)
class Play:
    """One time that the scene is played: by whom, what was seen, how it was scored.

    Attributes
    ----------
    cast : dict of str to str
        Part by seat, also of those who have left since.
    taps : list of (str, str, str, float)
        Seat, watch item, outcome, and the seconds played.
    scores : dict of str to Score
        By seat.
    """

    cast: dict[str, str]
    clock: Clock = field(default_factory=Clock)
    taps: list = field(default_factory=list)
    scores: dict = field(default_factory=dict)

    @property
    def has_begun(self):
        """Whether any of it was played."""
        return self.clock.is_running or self.clock.played > 0

    def seat_of(self, part):
        """Return the seat that played a leading part, or None."""
        return next((seat for seat, has in self.cast.items() if has == part), None)

    def marks(self, seat):
        """Return what an observer has tapped so far: outcome by watch item."""
        return {watch: outcome for who, watch, outcome, _at in self.taps if who == seat}

    def scorers(self):
        """Return the seats that are asked for a score: all but the employee, who is scored."""
        return [seat for seat, part in self.cast.items() if part != "employee"]


class Meeting:
    """A meeting as far as it has come.

    Attributes
    ----------
    plan : dict
        Body of the event with which it began: ``scene`` and ``standards`` (hashes of snapshots),
        ``slug``, ``standard``, ``title``, ``play`` (minutes), ``timer``, ``form`` (a hash).
    present : list of str
        Seats of the people who are there, in the order in which they came.
    screens : set of str
        Seats of big screens.
    declined : set of (str, str)
        Seats and parts of those who said "not me".
    cast : dict of str to str
        Part by seat, for the play that is next or on; empty before parts are dealt.
    ready : set of str
        Seats that have read their brief.
    guesses : dict of str to dict of int to int
        Level by vignette, by seat.
    plays : list of Play
    alarm : str or None
        The most urgent safe stop, until the trainer has seen to it: somebody who is fine does not
        take back what somebody else asked for.
    step : int
        Of the debrief.
    goals : dict of str to dict
        ``when`` and ``then`` by seat.
    self_rating : dict of str to str
        How the trainer found the debrief.
    next_at : float or None
        When the next meeting is.
    """

    def __init__(self, events=()):
        self.number = 0  # of the last event
        self.phase = PHASES[0]
        self.plan, self.began_at, self.ended_at = {}, None, None
        self.present, self.screens, self.paper = [], set(), set()
        self.declined, self.ready = set(), set()
        self.cast, self.guesses, self.plays = {}, {}, []
        self.alarm, self.step, self.step_since = None, 0, None
        self.goals, self.self_rating, self.next_at = {}, {}, None
        for event in events:
            self.take(event)

    @property
    def play(self):
        """The play that is on or was the last; None before the first."""
        return self.plays[-1] if self.plays else None

    @property
    def is_revealed(self):
        """Whether scores may be seen; a meeting that was ended before a play has none."""
        return bool(self.plays) and self.phase in ("debrief", "follow-up", "ended")

    def take(self, event):
        """Let an event happen."""
        self.number = max(self.number, event.number)
        happen = getattr(self, "_" + event.kind.replace("-", "_"), None)
        if happen:
            happen(event, event.body)

    # --- Who is there -------------------------------------------------------------------------

    def _plan(self, event, body):
        self.plan, self.began_at = body, event.at

    def _join(self, event, body):
        if body.get("screen"):
            self.screens.add(event.seat)
        elif event.seat not in self.present:
            self.present.append(event.seat)
            if body.get("paper"):
                self.paper.add(event.seat)
            if self.cast:  # who comes late observes
                self.cast.setdefault(event.seat, OBSERVER)
                if self.phase in ("play", "score"):
                    self.play.cast.setdefault(event.seat, OBSERVER)

    def _leave(self, _event, body):
        """Take away somebody who has gone home, unless the play needs them."""
        seat = body["seat"]
        self.screens.discard(seat)
        is_lead = self.cast.get(seat) in LEADS
        if seat not in self.present or (is_lead and self.phase != "gather"):
            return
        self.present.remove(seat)
        self.ready.discard(seat)
        self.cast = {} if is_lead else {s: part for s, part in self.cast.items() if s != seat}

    def _decline(self, event, body):
        change = self.declined.add if body["declined"] else self.declined.discard
        if event.seat in self.present:
            change((event.seat, body["part"]))

    def _cast(self, _event, body):
        parts = list(body["cast"].values())
        if self.phase in ("gather", "brief") and [parts.count(lead) for lead in LEADS] == [1, 1]:
            late = dict.fromkeys(self.present, OBSERVER)  # who came while parts were dealt
            self.cast, self.ready = late | body["cast"], set()

    def _ready(self, event, body):
        if event.seat in self.cast:
            (self.ready.add if body["ready"] else self.ready.discard)(event.seat)

    # --- The way through ----------------------------------------------------------------------

    def _phase(self, event, body):
        if body["from"] != self.phase or body["to"] not in NEXT[self.phase]:
            return
        if body["to"] == "brief" and not self.cast:
            return
        if self.play and self.phase == "play":
            self._set_clock(self.play.clock.pause(event.at))
        self.phase = body["to"]
        if self.phase == "play" and (self.play is None or body["from"] != "score"):
            limit = self.plan["play"] * 60.0 if self.plan["timer"] == "hard" else None
            self.plays.append(Play(dict(self.cast), Clock(limit=limit)))
        elif self.phase == "debrief":
            self.step, self.step_since = 0, event.at
        elif self.phase == "ended":
            self.ended_at = event.at

    def _again(self, _event, body):
        """Go back after a debrief: play once more, with the same parts or with others."""
        if self.phase in ("debrief", "follow-up"):
            parts = {seat: self.cast.get(seat, OBSERVER) for seat in self.present}
            self.cast = {} if body["deal"] else parts
            self.phase, self.ready = ("gather" if body["deal"] else "brief"), set()
            self.alarm = None

    def _stop(self, event, _body):
        """End the meeting, wherever it is."""
        if self.play:
            self._set_clock(self.play.clock.pause(event.at))
        self.phase, self.ended_at = "ended", event.at

    # --- The play -----------------------------------------------------------------------------

    def _clock(self, event, body):
        if self.phase != "play":
            return
        clock = self.play.clock
        match body["do"]:
            case "start":
                self._set_clock(clock.start(event.at))
                self.alarm = None
            case "pause":
                self._set_clock(clock.pause(event.at))
            case "rewind":
                self._set_clock(clock.put_back(body["seconds"], event.at))
            case "redo":
                self.plays[-1] = Play(dict(self.cast), Clock(limit=clock.limit))

    def _set_clock(self, clock):
        self.plays[-1].clock = clock

    def _tap(self, event, body):
        is_observer = self.cast.get(event.seat) == OBSERVER
        if self.phase in ("play", "score") and is_observer and body["outcome"] in OUTCOMES:
            played = self.play.clock.elapsed(event.at)
            self.play.taps.append((event.seat, body["watch"], body["outcome"], played))

    def is_alarming(self, level):
        """Tell whether a safe stop says more than the one that is on, at a time when it counts."""
        if self.phase in ("gather", "ended") or level not in ALARMS:
            return False
        return self.alarm is None or ALARMS.index(level) > ALARMS.index(self.alarm)

    def _safe(self, _event, body):
        if self.is_alarming(body["level"]):
            self.alarm = body["level"]

    def _calm(self, _event, _body):
        self.alarm = None

    # --- Scores and what follows --------------------------------------------------------------

    def _guess(self, event, body):
        if event.seat in self.present:
            self.guesses.setdefault(event.seat, {}).setdefault(body["vignette"], body["level"])

    def _score(self, event, body):
        if self.phase == "score" and event.seat in self.play.scorers():
            fields = ("watch", "levels", "grade", "moment")
            self.play.scores[event.seat] = Score(*(body[name] for name in fields))

    def _step(self, event, body):
        if self.phase == "debrief" and 0 <= body["step"] < len(STEPS):
            self.step, self.step_since = body["step"], event.at

    def _goal(self, event, body):
        if self.is_revealed and event.seat in self.present:
            self.goals[event.seat] = {"when": body["when"], "then": body["then"]}

    def _self(self, _event, body):
        self.self_rating = body["rating"]

    def _next(self, _event, body):
        self.next_at = body["at"]
