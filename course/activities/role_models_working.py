"""Ratings worked through step by step, and asked again with other weights; nothing is stored."""

from fractions import Fraction

from course.activities import role_models_views as views
from course.activities.role_models_state import CHOICES
from course.errors import InvalidResponseError
from course.rolemodels.weights import points
from course.translation import _

MOST_POINTS = 100


class Working:
    """What is worked out of ratings so far.

    Parameters
    ----------
    source : course.activities.role_models_sources.Source
    settings : dict
        As `course.activities.role_models_state.RoleModelsState.settings_of` gives them.

    Attributes
    ----------
    progress : course.rolemodels.analysis.Progress or None
        What comes next; None where there is nothing to work out.
    analysis : course.rolemodels.analysis.Analysis or None
    drawn, answer : dict or None
        The sheet, and the answer to the last what-if.
    """

    def __init__(self, source, settings):
        self.source, self.settings = source, settings
        self.progress = self.analysis = self.drawn = self.answer = self._steps = None
        if any(row.opportunity for row in source.ratings.rows):
            from course.rolemodels.analysis import analyse

            self._steps = analyse(source.ratings, self.question())
            self.progress = next(self._steps)  # says what comes, does nothing yet

    @property
    def is_busy(self):
        """Whether steps are left."""
        return self._steps is not None

    @property
    def has_failed(self):
        """Whether an error ended the work before there was a sheet."""
        return self.progress is not None and self.drawn is None and not self.is_busy

    def step(self):
        """Take the next step; after an error there is none any more."""
        steps, self._steps = self._steps, None
        self.progress = next(steps)
        if self.progress.analysis:
            self.analysis = self.progress.analysis
            self.drawn = views.draw(self.source, self.analysis)
        else:
            self._steps = steps

    def question(self, **changes):
        """Return what is asked of the ratings, as `course.rolemodels.analysis.Question`."""
        from course.rolemodels.analysis import Gate, Question

        settings, standards = self.settings, self.source.catalogue.standards
        asked = {
            "points": self.source.points,
            "critical": frozenset(each.id for each in standards if each.critical),
            "threshold": settings["threshold"],
            "sure": settings["sure"],
            "gate": Gate(settings["scenes"], settings["raters"], settings["half_width"]),
        }
        return Question(**(asked | changes))

    def ask(self, given, without, threshold=None):
        """Answer a what-if.

        Parameters
        ----------
        given : dict of str to int
            How much each standard counts, 0 to 100 each.
        without : list of str
            Who is left out.
        threshold : number, optional
            By default that of the settings.

        Raises
        ------
        InvalidResponseError
            It makes no sense.
        """
        from course.rolemodels.what_if import what_if

        if self.analysis is None:
            raise InvalidResponseError(_("One moment: the ratings are still being worked through."))
        threshold = self.settings["threshold"] if threshold is None else threshold
        self._check(given, without, threshold)
        total = sum(given.values())
        ordered = sorted(given.items(), key=lambda each: -each[1])
        shares = {standard: Fraction(count, total) for standard, count in ordered}
        question = self.question(points=points(shares), threshold=threshold)
        found = what_if(self.analysis.evidence, question, without)
        self.answer = views.compare(self.source, self.analysis, found)

    def _check(self, given, without, threshold):
        people = self.analysis.sheet.people
        if given.keys() != self.source.points.keys() or not all(map(_is_points, given.values())):
            raise InvalidResponseError(_("Each standard counts 0 to 100 points."))
        if not any(given.values()):
            raise InvalidResponseError(_("At least one standard must count."))
        if threshold not in CHOICES["threshold"] or not all(each in people for each in without):
            raise InvalidResponseError("this is nothing that can be asked of this sheet")
        if len({*without}) == len(people):
            raise InvalidResponseError(_("Somebody must be left to choose from."))


def _is_points(value):
    return type(value) is int and 0 <= value <= MOST_POINTS
