"""What it takes before a person and a standard get a label, and what is still missing."""

from dataclasses import dataclass

from course.translation import _

AT_ONCE = 6  # observations asked for before one looks again


@dataclass(frozen=True, slots=True)
class Gate:
    """What it takes before a person and a standard get a label.

    Attributes
    ----------
    scenes, raters : int
        The fewest.
    half_width : float
        The most, in levels, of the 90 % interval of the mean.
    """

    scenes: int = 3
    raters: int = 2
    half_width: float = 0.75


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing for a person and a standard.

    Attributes
    ----------
    more : int
        About how many more observations it takes; at most `AT_ONCE`.
    scenes, raters : int
        How many other scenes and raters among them.
    too_wide : bool
        Whether what is known so far is too vague.
    too_close : bool
        Whether the mean is too close to the threshold to tell on which side it is.
    """

    person: str
    standard: str
    more: int
    scenes: int
    raters: int
    too_wide: bool
    too_close: bool

    def words(self):
        """Return what to do, such as "observe again: 2 more, in another situation"."""
        told = [_("observe again: {more} more").format(more=self.more)]
        if self.scenes:
            words = (
                _("in {count} other situations") if self.scenes > 1 else _("in another situation")
            )
            told.append(words.format(count=self.scenes))
        if self.raters:
            words = _("by {count} other observers") if self.raters > 1 else _("by another observer")
            told.append(words.format(count=self.raters))
        why = []
        if self.too_wide:
            why.append(_("what is known so far is too vague"))
        if self.too_close:
            why.append(_("it is too close to call"))
        return "; ".join([", ".join(told), *why])
