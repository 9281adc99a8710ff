"""The content as its files are now: what is edited while the course runs shows at once."""

from course.content.library import Library


class FreshContent:
    """Gives a library of the newest files.

    Parameters
    ----------
    own : pathlib.Path
        The business's own tree, ``DATA/content``.
    """

    def __init__(self, own):
        self._own = own
        self._stamp, self._library = None, None

    def library(self):
        """Return the library; a new one as soon as any content file is another."""
        fresh = Library(self._own)
        stamp = fresh.stamp()
        if stamp != self._stamp:
            self._stamp, self._library = stamp, fresh
        return self._library
