"""The score sheet of an observer: what to look for in a scene, on one page to write on.

It says nothing of the private briefs and cues, so whoever watches may hold it while others play.
"""

import json
from dataclasses import asdict, dataclass

from course.learning.rubrics import ANCHORED, LEVELS
from course.printing.documents import Printed
from course.printing.scene_cards import standards_of
from course.roleplay.scores import GRADES, OUTCOMES
from course.translation import _


@dataclass(frozen=True, slots=True)
class ObserverSheet(Printed):
    """A score sheet for one observer and one play.

    Attributes
    ----------
    watch : tuple of dict
        ``text``, ``standard`` (a name) and ``critical`` of each watch item.
    standards : tuple of dict
        ``name``, and by level what is seen at it: ``anchors``.
    """

    slug: str
    title: str
    watch: tuple
    standards: tuple

    def body(self):
        """Return all of it as JSON text, with the words that the template adds."""
        return json.dumps(asdict(self) | {"words": sheet_words()}, ensure_ascii=False)


def observer_sheet(scene, catalogue):
    """Return the score sheet of a scene.

    Parameters
    ----------
    scene : course.roleplay.scenes.Scene
    catalogue : course.rolemodels.standards.Catalogue
        The scene's own.

    Returns
    -------
    ObserverSheet
    """
    standards = standards_of(scene, catalogue)
    names = {each.id: each.name for each in standards}
    watch = (
        {"text": each.text, "standard": names[each.standard], "critical": each.critical}
        for each in scene.watch
    )
    rated = (
        {"name": each.name, "anchors": {level: each.anchors[level] for level in ANCHORED}}
        for each in standards
    )
    return ObserverSheet(scene.id, scene.title, tuple(watch), tuple(rated))


def sheet_words():
    """Return the words that stand on every score sheet, by their place."""
    return {
        "course": _("Diploma in Customer Service"),
        "sheet": _("Score sheet for an observer"),
        "observer": _("Your name"),
        "player": _("Who played the employee"),
        "date": _("Date"),
        "watch": _("What you saw and heard"),
        "say": _("Tick one box in each row. “No chance” means that the moment never came."),
        "what": _("Look for"),
        "outcomes": [_(each) for each in OUTCOMES],
        "heard": _("The words you heard"),
        "critical": _("must be seen"),
        "standards": _("How the standards were met"),
        "say_level": _("Circle a number. A 2 or a 4 is in between."),
        "levels": [str(level) for level in LEVELS],
        "whole": _("All in all"),
        "say_grade": _("Circle one, before you talk with the others."),
        "grades": [_(each) for each in GRADES],
        "moment": _("One moment that met the standard, with the words that were used"),
        "page": _("page {n} of {count}"),
    }
