"""A customer's word: what it was about, how it was, and a few words if they like."""

from dataclasses import dataclass

from course.translation import _
from course.workplace.forms import FormReader

MOST_WORDS = 600  # characters
SCALE = {  # level: how it was, best first
    5: _("Wonderful"),
    4: _("Good"),
    3: _("All right"),
    2: _("Not so good"),
    1: _("Bad"),
}


@dataclass(frozen=True, slots=True)
class CustomerWord:
    """What a customer said.

    Attributes
    ----------
    standard : str
        Catalogue and id of the standard it was about, such as ``front_desk/listens-first``; empty
        for something else.
    standard_name : str
        The name of the standard as the customer saw it.
    level : int
        How it was, one of `SCALE`.
    text : str
        In the customer's own words; may be empty.
    """

    standard: str
    standard_name: str
    level: int
    text: str = ""


def read_word(given, standards):
    """Return the customer's word in a form.

    Parameters
    ----------
    given : dict of str to str
        The fields ``about``, ``how`` and ``text``.
    standards : dict of str to str
        Names of the standards by catalogue and id.

    Raises
    ------
    course.workplace.forms.FormError
        With all problems, by field.

    Examples
    --------
    >>> read_word({"about": "desk/smile", "how": "4"}, {"desk/smile": "Smiles"})
    CustomerWord(standard='desk/smile', standard_name='Smiles', level=4, text='')
    """
    form = FormReader(given)
    standard, name = form.standard("about", standards, _("Please choose what it was about."))
    how = form.choice("how", {str(level) for level in SCALE}, _("Please choose how it was."))
    text = form.text("text", MOST_WORDS)
    form.check()
    return CustomerWord(standard, name, int(how), text)
