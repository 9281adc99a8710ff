"""Building the standards of a business, one step at a time, as its manager leads it."""

import re
import unicodedata

from course.activities import standards_views as views
from course.activities.messages import fit_text, is_key
from course.activities.standards_publish import KIND, SLUG, current, publish
from course.activities.standards_round import StandardsRound
from course.activities.standards_sample import sample_events
from course.errors import InvalidResponseError, NotAllowedError
from course.people.roles import has_role
from course.rolemodels.building import (
    FIELDS,
    LEAST_STANDARDS,
    LONGEST_TEXT,
    MOST_STANDARDS,
    SHARES,
    STAGES,
    WAYS,
)
from course.rolemodels.standards import DIMENSIONS
from course.rolemodels.weighing import TIMES, pairs_asked
from course.translation import _

LONGEST_SUGGESTION, LONGEST_NAME = 200, 60  # characters
MOST_SUGGESTIONS = 400
LONGEST_SLUG = 40
TOP = 100  # what the most important swing is worth
MOVED = _("The work is at another point than this page shows.")


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
        if not has_role(course.person, "manager"):
            raise NotAllowedError(_("This is for managers."))
        self.course, self.public_url = course, public_url.rstrip("/")
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
            ``{"do": "part", "suggestions"}``, ``{"do": "drop", "standard"}``,
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
        last = views.last_ended(self.course)
        if last is None:
            raise InvalidResponseError(MOVED)
        self.course.store.meetings.append(last.id, "reopen", {}, key)

    def _event(self, what, message):
        """Return kind and body of the event that a message asks for."""
        match what:
            case "suggest" | "take" | "merge" | "part" | "drop" | "undo":
                return self._merging_event(what, message)
            case "rank" | "worth" | "ends" | "compare" | "way":
                return self._weighing_event(what, message)
        match what, message:
            case "stage", {"from": start, "to": to} if start in STAGES and to in STAGES:
                self._check_way(start, to)
                return "stage", {"from": start, "to": to}
            case "describe", {"standard": str(standard), "field": str(field), "value": value}:
                return "describe", self._words(standard, field, value)
            case "end", _:
                return "end", {}
        raise InvalidResponseError(MOVED)

    def _check_way(self, start, to):
        """See that there is enough to go on with."""
        count = len(self.building.merged().names)
        is_on_its_way = STAGES.index(to) >= STAGES.index("rank") > STAGES.index(start)
        if is_on_its_way and not LEAST_STANDARDS <= count <= MOST_STANDARDS:
            words = _("It takes {least} to {most} standards; now there are {count}.")
            values = {"least": LEAST_STANDARDS, "most": MOST_STANDARDS, "count": count}
            raise InvalidResponseError(words.format(**values))

    def _merging_event(self, what, message):
        building = self.building
        match what, message:
            case "suggest", {"text": str(text)} if building.takes_suggestions:
                return "suggest", {"text": suggestion(building, text), "group": "managers"}
            case "take", {"word": str(word)} if building.takes_suggestions:
                said = views.words(self.round).get(word)
                if said is None:
                    raise InvalidResponseError(_("This was taken over already."))
                text = suggestion(building, said["text"][:LONGEST_SUGGESTION])
                return "suggest", {"text": text, "group": "customers", "word": word}
            case "merge", {"suggestions": list(ids), "standard": str(into), "name": str(name)}:
                return "merge", self._merge(ids, into, name)
            case "part", {"suggestions": list(ids)} if self._are_known(ids):
                return "part", {"suggestions": ids}
            case "drop", {"standard": str(standard)} if standard in building.merged().names:
                return "drop", {"standard": standard}
            case "undo", {"number": number} if self._is_last(number):
                return "undo", {"number": number}
        raise InvalidResponseError(MOVED)

    def _are_known(self, ids):
        return bool(ids) and all(
            isinstance(each, str) and each in self.building.suggestions for each in ids
        )

    def _is_last(self, number):
        last = self.building.last_step
        return last is not None and last.number == number

    def _merge(self, ids, into, name):
        """Return the body of a merge: into a standard that is there, or a new one with a name."""
        names = self.building.merged().names
        if not self._are_known(ids):
            raise InvalidResponseError(_("Please tick what belongs together first."))
        if into in names:
            return {"standard": into, "name": names[into], "suggestions": ids}
        if into:
            raise InvalidResponseError(MOVED)
        name = self._new_name(name)
        if len(names) >= MOST_STANDARDS:
            words = _("{most} standards are the most anybody can keep in mind. Add it to one.")
            raise InvalidResponseError(words.format(most=MOST_STANDARDS))
        used = [step.body["standard"] for step in self.building.steps if step.kind == "merge"]
        taken = {*self.building.plan.get("taken", ()), *names, *used}
        return {"standard": slug_for(name, taken), "name": name, "suggestions": ids}

    def _new_name(self, name, standard=None):
        """Return a name that no other standard has."""
        name = one_line(name, LONGEST_NAME, _("Please give the standard a name."))
        names = self.building.merged().names
        others = {each.casefold() for other, each in names.items() if other != standard}
        if name.casefold() in others:
            words = _("There is a standard “{name}” already. Choose it, or take another name.")
            raise InvalidResponseError(words.format(name=name))
        return name

    def _weighing_event(self, what, message):
        names = self.building.merged().names
        match what, message:
            case "rank", {"order": list(order)}:
                return "rank", {"order": whole_order(names, order), "group": "managers"}
            case "worth", {"worth": dict(worth)} if set(worth) == set(names):
                return "worth", {"worth": self._worth(worth)}
            case "ends", {"best": str(best), "worst": str(worst)} if {best, worst} <= set(names):
                if best == worst:
                    words = _("The most and the least important one are two different standards.")
                    raise InvalidResponseError(words)
                return "ends", {"best": best, "worst": worst}
            case "compare", {"way": way, "one": one, "other": other, "times": int(times)} if (
                times in TIMES and times is not True and self._is_asked(way, one, other)
            ):
                return "compare", {"way": way, "one": one, "other": other, "times": times}
            case "way", {"way": way} if way in WAYS:
                return "way", {"way": way}
        raise InvalidResponseError(MOVED)

    def _is_asked(self, way, one, other):
        asked = pairs_asked(list(self.building.merged().names), way, self.building.ends)
        return (one, other) in asked or (way == "pairs" and (other, one) in asked)

    def _worth(self, worth):
        if not all(type(each) is int and 0 <= each <= TOP for each in worth.values()):
            raise InvalidResponseError(_("Please give each a number from 0 to 100."))
        if max(worth.values()) != TOP:
            raise InvalidResponseError(_("Please give the most important one 100."))
        return worth

    def _words(self, standard, field, value):
        """Return the body of an event with what was written into one field."""
        if standard not in self.building.merged().names or field not in FIELDS:
            raise InvalidResponseError(MOVED)
        is_right = {
            "critical": type(value) is bool,
            "dimension": value in ("", *DIMENSIONS),
        }.get(field, isinstance(value, str))
        if not is_right:
            raise InvalidResponseError("this is no value for this field")
        if field == "name":
            self._new_name(value, standard)
        if isinstance(value, str):
            fit_text(value, LONGEST_TEXT)  # blanks at its end stay: somebody may be typing
        return {"standard": standard, "field": field, "value": value}


def open_round_of(course):
    """Return the newest work on standards that has not ended, or None.

    It belongs to all managers of the business.
    """
    for stored in course.store.meetings.recent(kind=KIND):
        found = StandardsRound(course, stored)
        if not found.is_over:
            return found
    return None


def one_line(text, longest, missing):
    """Return a text of one line that is not empty.

    Raises
    ------
    InvalidResponseError
    """
    text = " ".join(fit_text(text, longest).split())
    if not text:
        raise InvalidResponseError(missing)
    return text


def suggestion(building, text):
    """Return the text of a suggestion, if there is room for it.

    Raises
    ------
    InvalidResponseError
    """
    if len(building.suggestions) >= MOST_SUGGESTIONS:
        raise InvalidResponseError(_("There are very many suggestions already. Merge them first."))
    return one_line(text, LONGEST_SUGGESTION, _("Please write a few words."))


def whole_order(names, order):
    """Return an order of all standards.

    Raises
    ------
    InvalidResponseError
    """
    is_order = all(isinstance(each, str) for each in order) and len(set(order)) == len(order)
    if not is_order or set(order) != set(names):
        raise InvalidResponseError(_("The standards have changed meanwhile. Please look again."))
    return order


def slug_for(name, taken):
    """Return a slug for a name, other than those that were taken ever before.

    >>> slug_for("Würde & Wärme", {"wurde-warme"}), slug_for("先に聞く", set())
    ('wurde-warme-2', 'standard')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-") or "standard"
    numbers = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(each for each in numbers if each not in taken)
