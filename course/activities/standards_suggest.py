"""Suggesting and ordering standards: what a colleague does on their own phone."""

import random

from course.activities import standards_views as views
from course.activities.messages import is_key
from course.activities.standards_events import suggestion, whole_order
from course.activities.standards_round import StandardsRound
from course.errors import InvalidResponseError
from course.translation import _

MOST_OWN = 30  # suggestions of one colleague


class StandardsSuggest:
    """Somebody suggests what customers should be able to count on, and orders the standards.

    Parameters
    ----------
    course : course.activities.course.Course
    seat : course.store.meetings.Seat
    """

    kind = name = "standards-suggest"
    pace = 0.5  # seconds between two looks for news

    def __init__(self, course, seat):
        self.course, self.seat = course, seat
        self.round = StandardsRound(course, course.store.meetings.get(seat.meeting_id))

    @property
    def building(self):
        """The work as far as it has come."""
        return self.round.building

    def view(self):
        """Return what this phone may see: a dict for JSON."""
        self.round.catch_up()
        shown = {"kind": self.kind} | views.ask(self.round, self.seat)
        if shown["stage"] == "rank" and shown["order"] is None:
            # everybody starts with another order, lest the first one stay first
            random.Random(self.seat.id).shuffle(shown["standards"])  # noqa: S311
        return shown

    def news(self):
        """Return the view when something has happened, else None."""
        return self.view() if self.round.has_news() else None

    def act(self, message):
        """Do what a phone asks.

        Parameters
        ----------
        message : dict
            ``{"do": "look"}``, ``{"do": "suggest", "text"}``, ``{"do": "withdraw", "suggestion"}``
            or ``{"do": "rank", "order"}``, each with its ``"key"``.

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
        self.round.catch_up()
        match message:
            case {"do": "look"}:
                pass
            case {"key": str(key)} if is_key(key) and self.round.has(key):
                pass  # the kernel that stored it died before the page heard of it
            case {"do": str(what), "key": str(key)} if is_key(key):
                body = self._body(what, message)
                self.course.store.meetings.append(self.round.id, what, body, key, self.seat.id)
            case _:
                raise InvalidResponseError("this message is none that this page understands")
        return self.view()

    def _body(self, what, message):
        """Return the body of the event that a message asks for."""
        building, is_over = self.building, self.round.is_over
        match what, message:
            case "suggest", {"text": str(text)} if building.takes_suggestions and not is_over:
                if len(self._mine()) >= MOST_OWN:
                    words = _("That is a great deal, thank you! Take one back to add another.")
                    raise InvalidResponseError(words)
                return {"text": suggestion(building, text)}
            case "withdraw", {"suggestion": ident} if ident in self._mine() and not is_over:
                if ident in building.merged().place:
                    raise InvalidResponseError(_("The team is working with this one already."))
                return {"suggestion": ident}
            case "rank", {"order": list(order)} if building.takes_orders and not is_over:
                return {"order": whole_order(building.merged().names, order)}
        raise InvalidResponseError(_("The work has gone on meanwhile. This page shows where."))

    def _mine(self):
        return [each.id for each in self.building.suggestions.values() if each.seat == self.seat.id]
