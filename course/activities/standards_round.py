"""Work on standards as its pages follow it."""

from course.activities.gatherings import Gathering
from course.rolemodels.building import Building

KIND = "standards"


class StandardsRound(Gathering):
    """What is known of the work on standards so far."""

    fold = Building

    @property
    def building(self):
        """The work as far as it has come (`course.rolemodels.building.Building`)."""
        return self.folded

    @property
    def has_ended(self):
        """Whether the manager ended the work."""
        return self.building.is_ended
