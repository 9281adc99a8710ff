"""What can go wrong, in words that may be shown."""


class CourseError(Exception):
    """Base of all errors of this package; its text is fit for a person to read."""


class ContentError(CourseError):
    """Content files that cannot be used.

    Attributes
    ----------
    problems : tuple of str
        Every problem found, one line each.
    """

    def __init__(self, problems):
        self.problems = tuple(str(problem) for problem in problems)
        super().__init__("\n".join(self.problems))


class InvalidResponseError(CourseError):
    """A message from a page that no honest page would send."""


class NotAllowedError(CourseError):
    """The person may not do this."""


class NotFoundError(CourseError):
    """There is no such thing; the text names it."""


class TooMuchError(CourseError):
    """A person did more within a day than people do."""


class StoreError(CourseError):
    """The database could not keep or give what was asked."""


class BusyError(StoreError):
    """Another program has been writing for long; the same can be stored a little later."""
