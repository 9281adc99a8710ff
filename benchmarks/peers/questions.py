"""The words that all pages of the comparison show: a little text and ten questions.

Whoever serves a page puts this folder on its path; nothing but the language is imported.
"""

from dataclasses import dataclass

BUTTON = "Check my answer"
LAST_WORDS = "Take your time."
REASON = "The reason is this:"
FITS, DOES_NOT_FIT = f"{REASON} it fits.", f"{REASON} it does not fit."
TEXT = f"""\
# Ten questions

A page of the usual kind: a little to read, then ten questions with four options each.
Whoever opens it wants to read at once, and to answer as soon as there is something to answer.

*{LAST_WORDS}*
"""


@dataclass(frozen=True)
class Question:
    """A question with four options, of which one is right."""

    stem: str
    options: tuple[str, ...]
    right: str

    def feedback(self, choice):
        """Return what is said about a choice (None: nothing chosen)."""
        return f"Right. {FITS}" if choice == self.right else f"Not quite. {DOES_NOT_FIT}"


def question(number):
    """Return a question; its third option is the right one."""
    options = tuple(
        f"Colleague {number}.{place} does something for a guest" for place in range(1, 5)
    )
    return Question(f"Question {number}: whom would you copy?", options, options[2])


QUESTIONS = tuple(question(number) for number in range(1, 11))
