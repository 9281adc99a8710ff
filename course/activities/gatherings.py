"""Gatherings as their pages follow them: each page has a kernel of its own, and reads along.

A gathering is what people join with a code: a role-play meeting, work on standards, observation.
"""


class Gathering:
    """What is known of a gathering so far; `catch_up` reads on.

    Subclasses name the `fold`, a class whose instances take one event after the other; it has
    ``number``, that of the last one, and ``plan``, the body of the first.

    Parameters
    ----------
    course : course.activities.course.Course
    stored : course.store.meetings.StoredMeeting
    """

    fold = None

    def __init__(self, course, stored):
        self.course, self.stored = course, stored
        self.folded, self.seats = self.fold(), {}
        self._version = None
        self.catch_up()

    @property
    def id(self):
        """The gathering's id."""
        return self.stored.id

    @property
    def title(self):
        """What people read who join."""
        return self.folded.plan["title"]

    @property
    def screens(self):
        """Seats of big screens, which are nobody."""
        return frozenset()

    @property
    def has_ended(self):
        """Whether somebody ended the gathering."""
        raise NotImplementedError

    @property
    def is_over(self):
        """Whether the gathering has ended, by whoever began it or by the clock on the wall."""
        return self.has_ended or self.course.clock() > self.stored.ends_at

    def catch_up(self):
        """Take in what has happened since; return whether anything has.

        Seats go without an event when somebody is forgotten.
        """
        events = self.course.store.meetings.events(self.id, self.folded.number)
        for event in events:
            self.folded.take(event)
        before, self.seats = self.seats, self.course.store.meetings.seats(self.id)
        return bool(events) or self.seats != before

    def has_news(self):
        """Take in what has happened, after a cheap look whether anybody wrote at all."""
        version = self.course.store.database.version()
        if version is not None and version == self._version:
            return False
        self._version = version
        return self.catch_up()

    def has(self, key):
        """Tell whether what a page asks for was stored before: it may not have heard of it."""
        return self.course.store.meetings.has(self.id, key)

    def name(self, seat_id):
        """Return the name of whoever has a seat."""
        seat = self.seats.get(seat_id)
        return seat.name if seat else ""


def open_gathering(course, stored):
    """Return a gathering by its kind (`course.store.meetings.StoredMeeting`)."""
    from course.activities.meeting_room import Room
    from course.activities.observation_round import ObservationRound
    from course.activities.standards_round import StandardsRound

    kinds = {"role-play": Room, "standards": StandardsRound, "observation": ObservationRound}
    return kinds[stored.kind](course, stored)
