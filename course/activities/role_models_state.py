"""What a manager decided on the role-model sheet, folded from their events."""

from dataclasses import dataclass, field

from course.rolemodels.observing import Decision

SCENES, RATERS = (1, 2, 3, 4, 5, 6), (1, 2, 3, 4)
HALF_WIDTHS, THRESHOLDS, SURE = (0.5, 0.75, 1.0), (3, 3.5, 4, 4.5), (0.7, 0.8, 0.9)
CHOICES = {
    "scenes": SCENES,
    "raters": RATERS,
    "half_width": HALF_WIDTHS,
    "threshold": THRESHOLDS,
    "sure": SURE,
}
USUAL = {"scenes": 3, "raters": 2, "half_width": 0.75, "threshold": 4, "sure": 0.8}


@dataclass(slots=True)
class RoleModelsState:
    """What a manager decided; the last word on each thing counts.

    Attributes
    ----------
    source : str or None
        Which ratings they look at.
    settings : dict of str to dict
        Source to the settings that differ from `USUAL`.
    decision : course.rolemodels.observing.Decision or None
        Who was chosen from the made-up team. A choice from a round is an event of the round, so
        that all managers see it.
    """

    source: str | None = None
    settings: dict = field(default_factory=dict)
    decision: Decision | None = None

    def take(self, event):
        """Bring in the next event."""
        match event.kind, event.body:
            case "source", {"source": source}:
                self.source = source
            case "settings", {"source": source, "settings": settings}:
                self.settings[source] = settings
            case "signed", {"people": people, "by": by}:
                self.decision = Decision(tuple(people), by, event.at)
            case "taken back", _:
                self.decision = None

    def settings_of(self, source):
        """Return all settings for a source."""
        return USUAL | self.settings.get(source, {})
