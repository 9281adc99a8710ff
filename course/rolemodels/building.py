"""Building standards: a business collects, merges, ranks, weighs, describes and publishes them.

All that happens is an event, and a round of this work is what its events made of it. Nothing that
somebody suggested is lost on the way: merging only says to which standard it belongs.
"""

from dataclasses import dataclass, field

STAGES = ("collect", "merge", "rank", "weigh", "describe", "publish")
GROUPS = ("managers", "staff", "customers")
LEAST_STANDARDS, MOST_STANDARDS = 3, 12
MOST_BEHAVIOURS = 5
SHARES = (20, 40, 50, 60, 80)  # how many of 100 customers may count
LONGEST_TEXT = 300  # characters of a field
MOST_PICKS = 3  # what a customer at the kiosk chooses
WAYS = ("ranks", "swing", "best-worst", "pairs")  # in which standards are weighed
BEHAVIOURS = tuple(f"behaviour-{number}" for number in range(1, MOST_BEHAVIOURS + 1))
ANCHORS = ("anchor-1", "anchor-3", "anchor-5")
FIELDS = ("name", "view", "dimension", "critical", *BEHAVIOURS, *ANCHORS)  # of a draft


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that customers should be able to count on, as somebody put it.

    Attributes
    ----------
    group : str
        From whom, one of `GROUPS`.
    seat : str or None
        Of a colleague with a phone.
    word : str
        Which customer's word it was taken from; empty for others.
    """

    id: str
    text: str
    group: str
    seat: str | None = None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A catalogue that was published; `hash` is that of its snapshot."""

    number: int
    hash: str
    at: float


@dataclass(frozen=True, slots=True)
class MergingStep:
    """One step of merging, that can be undone."""

    number: int
    kind: str
    body: dict


@dataclass(frozen=True, slots=True)
class Merged:
    """What merging has come to.

    Attributes
    ----------
    names : dict of str to str
        Names of the standards by id, in the order in which they were made.
    place : dict of str to str
        Standard by suggestion, of those that belong to one.
    away : frozenset of str
        Suggestions that were put away: kept, but shown to nobody but managers.
    """

    names: dict = field(default_factory=dict)
    place: dict = field(default_factory=dict)
    away: frozenset = frozenset()

    def members(self, standard):
        """Return the suggestions of a standard."""
        return [suggestion for suggestion, at in self.place.items() if at == standard]


class Building:
    """Work on standards as far as it has come.

    Attributes
    ----------
    plan : dict
        Body of the event with which it began: ``title``, ``slug`` (of the catalogue), ``share``
        (how many of 100 customers count), ``kiosk`` (whether customers are asked there) and
        ``standards`` (those published before, as dicts).
    stage : str
        One of `STAGES`.
    is_ended : bool
        Whether somebody ended the work.
    suggestions : dict of str to Suggestion
        By id, oldest first.
    orders : dict of (str, str) to tuple of str
        What came first, second and so on: by group, and by seat or whatever tells people apart.
    worth : dict of str to int
        What the swings of the standards are worth.
    ends : tuple of (str, str) or None
        The most and the least important standard, for the best-worst method.
    comparisons : dict of (str, frozenset) to (str, str, int)
        By way and pair: the first is so many times as important as the other.
    way : str
        Whose weights are published, one of `WAYS`.
    versions : list of Version
        What was published in this round.
    """

    def __init__(self, events=()):
        self.number = 0  # of the last event
        self.plan, self.began_at = {}, None
        self.stage, self.is_ended = STAGES[0], False
        self.suggestions, self.orders, self.words = {}, {}, {}
        self.steps, self.undone = [], set()
        self.worth, self.ends, self.comparisons, self.way = {}, None, {}, WAYS[0]
        self.versions = []
        for event in events:
            self.take(event)

    def take(self, event):
        """Let an event happen; one that nobody knows changes nothing."""
        self.number = max(self.number, event.number)
        happen = getattr(self, "_on_" + event.kind.replace("-", "_"), None)
        if happen and (self.is_on or event.kind in ("plan", "reopen")):
            happen(event, event.body)

    @property
    def is_on(self):
        """Whether the work has begun and not ended."""
        return self.began_at is not None and not self.is_ended

    @property
    def takes_suggestions(self):
        """Whether somebody may still suggest something; also while others put in order."""
        return self.is_on and self.stage in ("collect", "merge", "rank", "weigh")

    @property
    def takes_orders(self):
        """Whether colleagues are asked to put the standards in order."""
        return self.is_on and self.stage in ("rank", "weigh")

    def _on_plan(self, event, body):
        self.plan, self.began_at = body, event.at

    def _on_stage(self, _event, body):
        if body["from"] == self.stage and body["to"] in STAGES:
            self.stage = body["to"]

    def _on_end(self, _event, _body):
        self.is_ended = True

    def _on_reopen(self, _event, _body):
        self.is_ended = False

    # --- Collecting and merging ---------------------------------------------------------------

    def _on_suggest(self, event, body):
        group = "staff" if event.seat else body["group"]
        made = Suggestion(f"c{event.number}", body["text"], group, event.seat, body.get("word", ""))
        self.suggestions[made.id] = made

    def _on_withdraw(self, event, body):
        """Take back what one suggested oneself, as long as nobody has built on it."""
        found = self.suggestions.get(body["suggestion"])
        if found and found.seat == event.seat and found.id not in self.merged().place:
            del self.suggestions[found.id]

    def _on_merge(self, event, body):
        self.steps.append(MergingStep(event.number, "merge", body))

    def _on_part(self, event, body):
        self.steps.append(MergingStep(event.number, "part", body))

    def _on_drop(self, event, body):
        self.steps.append(MergingStep(event.number, "drop", body))

    def _on_away(self, event, body):
        self.steps.append(MergingStep(event.number, "away", body))

    def _on_back(self, event, body):
        self.steps.append(MergingStep(event.number, "back", body))

    def _on_undo(self, _event, body):
        self.undone.add(body["number"])

    @property
    def last_step(self):
        """The last step of merging that was not undone, or None."""
        return next((s for s in reversed(self.steps) if s.number not in self.undone), None)

    def merged(self):
        """Return the standards, and which suggestion belongs to which.

        Returns
        -------
        Merged
        """
        names = {each["id"]: each["name"] for each in self.plan.get("standards", ())}
        place, away = {}, set()
        for step in self.steps:
            if step.number in self.undone:
                continue
            match step.kind, step.body:
                case "merge", {"standard": standard, "name": name, "suggestions": ids}:
                    names.setdefault(standard, name)
                    place |= {each: standard for each in ids if each in self.suggestions}
                    away -= set(ids)
                case "part", {"suggestions": ids}:
                    place = {each: at for each, at in place.items() if each not in ids}
                case "away", {"suggestions": ids}:
                    place = {each: at for each, at in place.items() if each not in ids}
                    away |= {each for each in ids if each in self.suggestions}
                case "back", {"suggestions": ids}:
                    away -= set(ids)
                case "drop", {"standard": standard}:
                    names.pop(standard, None)
                    place = {each: at for each, at in place.items() if at != standard}
        renamed = {each: self.words.get((each, "name"), name) for each, name in names.items()}
        names = {each: " ".join(name.split()) for each, name in renamed.items()}
        return Merged(names, place, frozenset(away))

    @property
    def shown(self):
        """The suggestions that everybody may see, as a list."""
        away = self.merged().away
        return [each for each in self.suggestions.values() if each.id not in away]

    # --- Ranking and weighing -----------------------------------------------------------------

    def _on_rank(self, event, body):
        group = "staff" if event.seat else body["group"]
        who = event.seat or (str(event.number) if group == "customers" else "")
        self.orders[group, who] = tuple(body["order"])

    def _on_worth(self, _event, body):
        self.worth = dict(body["worth"])

    def _on_ends(self, _event, body):
        self.ends = body["best"], body["worst"]

    def _on_compare(self, _event, body):
        one, other = body["one"], body["other"]
        self.comparisons[body["way"], frozenset((one, other))] = one, other, body["times"]

    def _on_way(self, _event, body):
        self.way = body["way"]

    # --- Describing and publishing ------------------------------------------------------------

    def _on_describe(self, _event, body):
        self.words[body["standard"], body["field"]] = body["value"]

    def _on_publish(self, event, body):
        self.versions.append(Version(body["number"], body["hash"], event.at))
