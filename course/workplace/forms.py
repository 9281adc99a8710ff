"""What people write into a form: cleaned, checked, and every problem told at its field."""

import unicodedata

from course.errors import CourseError
from course.translation import _

ELSE = "else"  # stands for "something else" among the standards
CONTROL = "Cc"  # the Unicode category of signs that nobody can see


class FormError(CourseError):
    """A form that cannot be taken as it is.

    Attributes
    ----------
    problems : dict of str to str
        What is wrong with each field, in words for the person who filled it in.
    """

    def __init__(self, problems):
        self.problems = dict(problems)
        super().__init__("\n".join(self.problems.values()))


class FormReader:
    """Takes the fields of a form one after the other and collects what is wrong.

    Parameters
    ----------
    given : dict of str to str
        What was sent; a missing field counts as empty.

    Examples
    --------
    >>> form = FormReader({"who": "  Ana  "})
    >>> form.line("who", most=10), form.line("from", most=10)
    ('Ana', '')
    >>> form.line("who", most=2)
    'Ana'
    >>> form.problems
    {'who': 'Please make this shorter: at most 2 letters, now 3.'}
    """

    def __init__(self, given):
        self.given = given
        self.problems = {}

    def choice(self, field, choices, missing):
        """Return one of the choices; `missing` are the words when it is none of them."""
        value = self.given.get(field, "")
        if value not in choices:
            self.problems[field] = missing
        return value

    def standard(self, field, standards, missing):
        """Return catalogue and id of a standard, and its name; both empty for something else.

        Parameters
        ----------
        standards : dict of str to str
            Names by catalogue and id.
        """
        value = self.choice(field, {*standards, ELSE}, missing)
        return "" if value == ELSE else value, standards.get(value, "")

    def line(self, field, most, missing=""):
        """Return a text of one line; with `missing` it must not be empty."""
        return self._text(field, " ".join(self._raw(field).split()), most, missing)

    def text(self, field, most, missing=""):
        """Return a text of any number of lines; with `missing` it must not be empty."""
        lines = (" ".join(line.split()) for line in self._raw(field).splitlines())
        return self._text(field, "\n".join(lines).strip(), most, missing)

    def check(self):
        """Raise when there was any problem.

        Raises
        ------
        FormError
        """
        if self.problems:
            raise FormError(self.problems)

    def _raw(self, field):
        return "".join(
            sign if sign in "\n\r\t" or unicodedata.category(sign) != CONTROL else " "
            for sign in self.given.get(field, "")
        )

    def _text(self, field, text, most, missing):
        if missing and not text:
            self.problems[field] = missing
        elif len(text) > most:
            words = _("Please make this shorter: at most {most} letters, now {n}.")
            self.problems[field] = words.format(most=most, n=len(text))
        return text
