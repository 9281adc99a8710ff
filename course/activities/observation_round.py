"""A round of observation as its pages follow it."""

from datetime import UTC, datetime
from functools import cached_property

from course.activities.gatherings import Gathering
from course.ids import digest
from course.rolemodels.observing import Observation, ratings_of
from course.rolemodels.standards import Catalogue

KIND = "observation"


class ObservationRound(Gathering):
    """What is known of a round of observation so far."""

    fold = Observation

    @property
    def observation(self):
        """The round as far as it has come (`course.rolemodels.observing.Observation`)."""
        return self.folded

    @property
    def has_ended(self):
        """Whether the manager ended the round."""
        return self.observation.is_ended

    @cached_property
    def catalogue(self):
        """The standards as they were when the round began."""
        body = self.course.store.answers.snapshot(self.observation.plan["catalogue"])
        return Catalogue.model_validate_json(body)

    def ratings(self):
        """Return what was seen, people by their keys (`course.store.meetings.Seat.key`)."""
        return ratings_of(self.observation, self._key, _stamp)

    def _key(self, seat_id):
        seat = self.seats.get(seat_id)
        return seat and seat.key


def plan_of(catalogue, **fields):
    """Return the plan of a round on a catalogue, and the snapshots it refers to."""
    body = catalogue.model_dump_json()
    plan = {"slug": catalogue.catalogue, "catalogue": digest(body), **fields}
    return plan, {plan["catalogue"]: body}


def _stamp(at):
    return f"{datetime.fromtimestamp(at, UTC):%Y-%m-%dT%H:%M:%S}"
