"""Problems of content files, each one line that says where, what, and what was expected."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a content file.

    >>> print(Problem("banks/x.yaml", 41, "item", "why", "no key", "exactly 1", "0"))
    banks/x.yaml:41: item 'why': no key; expected exactly 1, found 0
    """

    file: str
    line: int
    kind: str
    id: str
    wrong: str
    expected: str
    found: str

    def __str__(self):
        """Return ``FILE:LINE: KIND 'ID': what is wrong; expected X, found Y``."""
        place = f"{self.file}:{self.line}: {self.kind} {self.id!r}"
        return f"{place}: {self.wrong}; expected {self.expected}, found {self.found}"
