"""What every printed document can do: be handed to a template, and be told from other versions."""

from course.ids import digest


class Printed:
    """Base of printed documents; a document has a slug, a title and a `body`."""

    __slots__ = ()

    def body(self):
        """Return all of it as JSON text, with the words that the template adds."""
        raise NotImplementedError

    @property
    def version(self):
        """A hash of all that is printed."""
        return digest(self.body())
