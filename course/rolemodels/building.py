"""Standards in the making: a team collects, merges, ranks and describes what customers count on.

All that happens is an event, and the work is what its events made of it.
"""


class Building:
    """Work on standards as far as it has come.

    Attributes
    ----------
    plan : dict
        Body of the event with which it began; has a ``title``.
    is_ended : bool
    number : int
        Of the last event.
    """

    def __init__(self):
        self.plan, self.is_ended, self.number = {}, False, 0

    def take(self, event):
        """Bring in the next event (`course.roleplay.meetings.MeetingEvent`)."""
        self.number = event.number
        match event.kind, event.body:
            case "plan", plan:
                self.plan = plan
            case "end", _:
                self.is_ended = True
