"""Building the standards of a business, one step at a time, as its manager leads it."""

from course.activities import standards_views as views
from course.activities.messages import is_key
from course.activities.overview import course_of_manager
from course.activities.standards_events import (
    LONGEST_NAME,
    LONGEST_SUGGESTION,
    MOVED,
    check_way,
    described,
    merging_event,
    one_line,
    suggestion,
    weighing_event,
)
from course.activities.standards_publish import KIND, SLUG, current, publish
from course.activities.standards_round import StandardsRound
from course.activities.standards_sample import sample_events
from course.errors import InvalidResponseError
from course.rolemodels.building import SHARES, STAGES
from course.translation import _


class StandardsBuilder:
    """A manager builds the standards of the business together with staff and customers.

    Parameters
    ----------
    course : course.activities.course.Course
    public_url : str
        The address under which phones reach the course; empty when they cannot.

    Raises
    ------
    course.errors.NotAllowedError
        The person is no manager.
    """

    kind = name = KIND
    pace = 0.5  # seconds between two looks for news

    def __init__(self, course, public_url=""):
        self.course, self.public_url = course_of_manager(course), public_url.rstrip("/")
        self.round, self._version = open_round_of(course), None

    @property
    def building(self):
        """The work as far as it has come."""
        return self.round.building

    @property
    def is_on(self):
        """Whether there is work that has not ended."""
        return self.round is not None and not self.round.is_over

    # --- What is shown ------------------------------------------------------------------------

    def view(self):
        """Return what the manager may see: a dict for JSON; who suggested what is not in it."""
        if self.round:
            self.round.catch_up()
        if not self.is_on:
            self.round = open_round_of(self.course)  # another page may have begun
        if self.round is None:
            return {"kind": self.kind, "stage": "plan", "plan": views.plan(self.course)}
        return {"kind": self.kind} | views.lead(self.round, self.public_url)

    def news(self):
        """Return the view when something has happened, else None; cheap when nobody wrote."""
        if self.round:
            return self.view() if self.round.has_news() else None
        version = self.course.store.database.version()
        if version is not None and version == self._version:
            return None
        self._version = version
        view = self.view()
        return view if self.round else None

    # --- What is done -------------------------------------------------------------------------

    def act(self, message):
        """Do what the manager asks.

        Parameters
        ----------
        message : dict
            ``{"do": "look"}``, ``{"do": "plan", "title", "share", "kiosk": bool}``,
            ``{"do": "sample"}``, ``{"do": "reopen"}``, ``{"do": "suggest", "text"}``,
            ``{"do": "take", "word": id}``,
            ``{"do": "merge", "suggestions", "standard" or "", "name"}``,
            ``{"do": "part", "away" or "back", "suggestions"}``, ``{"do": "drop", "standard"}``,
            ``{"do": "undo", "number"}``, ``{"do": "stage", "from", "to"}``,
            ``{"do": "rank", "order"}``, ``{"do": "worth", "worth"}``,
            ``{"do": "ends", "best", "worst"}``, ``{"do": "way", "way"}``,
            ``{"do": "compare", "way", "one", "other", "times"}``,
            ``{"do": "describe", "standard", "field", "value"}``, ``{"do": "publish"}`` or
            ``{"do": "end"}``, each with its ``"key"``.

        Returns
        -------
        dict
            The new view; what was asked is stored by then.

        Raises
        ------
        InvalidResponseError
            Nothing was done.
        course.errors.StoreError
            Nothing was stored.
        """
        match message:
            case {"do": "look"}:
                return self.view()
            case {"do": "plan", "title": str(title), "share": share, "kiosk": bool(kiosk)}:
                self._begin(title, share, kiosk)
                return self.view()
            case {"do": "sample"}:
                self._begin_sample()
                return self.view()
            case {"do": "reopen", "key": str(key)} if is_key(key):
                self._reopen(key)
                return self.view()
        if not self.is_on:
            raise InvalidResponseError(_("This work has ended."))
        self.round.catch_up()
        match message:
            case {"do": "publish", "key": str(key)} if is_key(key):
                publish(self.course, self.building, self.round.id, key)
            case {"key": str(key)} if is_key(key) and self.round.has(key):
                pass  # the kernel that stored it died before the page heard of it
            case {"do": str(what), "key": str(key)} if is_key(key):
                kind, body = self._event(what, message)
                self.course.store.meetings.append(self.round.id, kind, body, key)
            case _:
                raise InvalidResponseError("this message is none that the builder understands")
        return self.view()

    def _begin(self, title, share, kiosk):
        """Begin the work, unless some is on: the page may have sent this twice."""
        title = one_line(title, LONGEST_NAME, _("Please give it a title."))
        if share not in SHARES:
            raise InvalidResponseError(_("Please say how much customers count."))
        if open_round_of(self.course):
            return
        before = current(self.course.content)
        known = [each.model_dump(mode="json") for each in before.standards] if before else []
        retired = [each.id for each in before.retired] if before else []
        plan = {"title": title, "slug": SLUG, "share": share, "kiosk": kiosk}
        plan |= {"standards": known, "taken": [*(each["id"] for each in known), *retired]}
        self.course.store.meetings.begin(self.course.person, plan, kind=KIND)

    def _begin_sample(self):
        if open_round_of(self.course):
            return
        plan, rows = sample_events(self.course)
        stored = self.course.store.meetings.begin(self.course.person, plan, kind=KIND)
        self.course.store.meetings.append_all(stored.id, rows)

    def _reopen(self, key):
        """Go on with the last work, which somebody has ended."""
        if self.is_on and self.round.has(key):
            return
        last = views.last_ended(self.course)
        if last is None:
            raise InvalidResponseError(MOVED)
        self.course.store.meetings.append(last.id, "reopen", {}, key)

    def _event(self, what, message):
        """Return kind and body of the event that a message asks for."""
        match what:
            case "take":
                return "suggest", self._take(message)
            case "suggest" | "merge" | "part" | "away" | "back" | "drop" | "undo":
                return merging_event(self.building, what, message)
            case "rank" | "worth" | "ends" | "compare" | "way":
                return weighing_event(self.building, what, message)
        match what, message:
            case "stage", {"from": start, "to": to} if start in STAGES and to in STAGES:
                check_way(self.building, start, to)
                return "stage", {"from": start, "to": to}
            case "describe", {"standard": str(standard), "field": str(field), "value": value}:
                return "describe", described(self.building, standard, field, value)
            case "end", _:
                return "end", {}
        raise InvalidResponseError(MOVED)

    def _take(self, message):
        """Return the body of a suggestion that is taken from a customer's words."""
        word = message.get("word")
        said = views.words(self.round).get(word) if isinstance(word, str) else None
        if said is None or not self.building.takes_suggestions:
            raise InvalidResponseError(_("This was taken over already."))
        text = suggestion(self.building, said["text"][:LONGEST_SUGGESTION])
        return {"text": text, "group": "customers", "word": word}


def open_round_of(course):
    """Return the newest work on standards that has not ended, or None.

    It belongs to all managers of the business.
    """
    for stored in course.store.meetings.recent(kind=KIND):
        found = StandardsRound(course, stored)
        if not found.is_over:
            return found
    return None
