"""A round of observation as its pages follow it."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property

from course.activities.gatherings import Gathering
from course.ids import digest
from course.rolemodels.advice import count_levels
from course.rolemodels.observation_plan import Design, lacks, plan_looks
from course.rolemodels.observing import Observation, ratings_of
from course.rolemodels.standards import Catalogue

KIND = "observation"
DAY = 24 * 3600  # seconds


class ObservationRound(Gathering):
    """What is known of a round of observation so far."""

    fold = Observation

    @property
    def observation(self):
        """The round as far as it has come (`course.rolemodels.observing.Observation`)."""
        return self.folded

    @property
    def is_live(self):
        """Whether people can still be asked to look: with phones, and not over."""
        return not self.is_over and self.observation.plan["source"] == "phones"

    @property
    def has_ended(self):
        """Whether the manager ended the round."""
        return self.observation.is_ended

    @cached_property
    def catalogue(self):
        """The standards as they were when the round began."""
        body = self.course.store.answers.snapshot(self.observation.plan["catalogue"])
        return Catalogue.model_validate_json(body)

    @property
    def until(self):
        """When the planned days are over, in seconds since the epoch; looks may come later, too."""
        return self.stored.created_at + self.observation.plan["days"] * DAY

    @property
    def design(self):
        """Who may look at whom, on what and where (`course.rolemodels.observation_plan.Design`)."""
        plan, seats, advice = self.observation.plan, self.seats, self.observation.advice
        return Design(
            team=tuple(seat for seat in self.observation.team if seat in seats),
            observers=tuple(seat for seat in self.observation.observers if seat in seats),
            standards=tuple(standard.id for standard in self.catalogue.standards),
            situations=tuple(plan["situations"]),
            days=plan["days"],
            looks_each=plan.get("looks_each", 0),  # older rounds only went as far as the gate
            advised=advice.wanted(self.looks) if advice else {},
        )

    @property
    def looks(self):
        """The looks by and at people who are still known, oldest first."""
        looks = self.observation.looks.values()
        return [each for each in looks if {each.rater, each.person} <= self.seats.keys()]

    def planned(self):
        """Return the looks that are still to be made, in the order of their days."""
        return plan_looks(self.design, self.looks)

    def lacks(self, *people):
        """Return what the gate still takes by (person, standard); None where enough to tell.

        By mere counts: of the team, or of the people (seats) that are given.
        """
        design = replace(self.design, team=people or self.design.team, looks_each=0, advised={})
        return lacks(design, self.looks)

    def open_plan(self):
        """Return what the plan still takes by (person, standard); None where as planned."""
        return lacks(self.design, self.looks)

    def counts(self):
        """Return how many levels there are, by (person, standard)."""
        return count_levels(self.looks)

    def situations_of(self, person, standard):
        """Return in how many situations somebody was seen on a standard."""
        looks = (look for look in self.looks if look.person == person)
        return len({look.situation for look in looks if look.levels.get(standard) is not None})

    def day_at(self, number):
        """Return when a day of the plan begins, counted from 1."""
        return self.stored.created_at + (number - 1) * DAY

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
