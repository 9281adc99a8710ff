"""A nomination: who did something well, for which standard, and what they did."""

from dataclasses import dataclass

from course.translation import _
from course.workplace.forms import FormReader

MOST_NAME = 60  # characters
MOST_STORY = 600


@dataclass(frozen=True, slots=True)
class Nomination:
    """A colleague who was caught giving excellent service.

    Attributes
    ----------
    who : str
        The colleague's name, as it was typed.
    standard, standard_name : str
        As in `course.workplace.feedback.CustomerWord`.
    story : str
        What the colleague did.
    giver : str
        The name of whoever says so; may be empty.
    """

    who: str
    standard: str
    standard_name: str
    story: str
    giver: str = ""


def read_nomination(given, standards):
    """Return the nomination in a form.

    Parameters
    ----------
    given : dict of str to str
        The fields ``who``, ``about``, ``story`` and ``giver``.
    standards : dict of str to str
        Names of the standards by catalogue and id.

    Raises
    ------
    course.workplace.forms.FormError
        With all problems, by field.

    Examples
    --------
    >>> read_nomination({"who": "Ana", "about": "else", "story": "Ran after us."}, {})
    Nomination(who='Ana', standard='', standard_name='', story='Ran after us.', giver='')
    """
    form = FormReader(given)
    words = _("Please say who it was. A first name, or what is on the badge, will do.")
    who = form.line("who", MOST_NAME, words)
    standard, name = form.standard("about", standards, _("Please choose what they did well."))
    story = form.text("story", MOST_STORY, _("Please say in a few words what they did."))
    giver = form.line("giver", MOST_NAME)
    form.check()
    return Nomination(who, standard, name, story, giver)
