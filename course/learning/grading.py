"""Grading: from a response to a credit between 0 and 1, and the feedback it earns."""

from dataclasses import dataclass
from itertools import combinations

from course.learning.items import MatchingItem, MultipleItem, OrderingItem, keys

PASS_MARK = 0.8


@dataclass(frozen=True, slots=True)
class OptionFeedback:
    """What to say about one option after the answer.

    Attributes
    ----------
    index : int
        The option, in the author's order.
    is_right : bool
        For choices: the option is a key. For ordering: the step was put in its right place. For
        matching: the pair that this match belongs to was matched rightly.
    place : int or None
        Counted from 1. For ordering: where the step belongs. For matching: which pair the match
        belongs to. Else None.
    """

    index: int
    is_chosen: bool
    is_right: bool
    feedback: str
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """A credit in [0, 1] with feedback for the options that deserve a word."""

    credit: float
    feedback: tuple[OptionFeedback, ...]

    @property
    def verdict(self):
        """``right``, ``partly`` or ``wrong``."""
        if self.credit == 1:
            return "right"
        return "partly" if self.credit > 0 else "wrong"


def grade(item, response):
    """Grade a response.

    Parameters
    ----------
    item : Item
    response : tuple of int
        Option indices, valid for the item (see `course.learning.public_view.from_tokens`).

    Returns
    -------
    Grade
        Feedback covers the chosen options and the keys; for an ordering item every step; for a
        matching item every pair, and the extra matches that were chosen.
    """
    if isinstance(item, MatchingItem):
        return Grade(matching_credit(response), _matching_feedback(item, response))
    if isinstance(item, OrderingItem):
        feedback = tuple(
            OptionFeedback(i, True, response.index(i) == i, step.feedback, place=i + 1)
            for i, step in enumerate(item.steps)
        )
        return Grade(ordering_credit(response), feedback)
    feedback = tuple(
        OptionFeedback(i, i in response, option.key, option.feedback)
        for i, option in enumerate(item.options)
        if option.key or i in response
    )
    rule = item.rule if isinstance(item, MultipleItem) else "all-or-nothing"
    return Grade(choice_credit(rule, set(keys(item)), set(response), len(item.options)), feedback)


def _matching_feedback(item, response):
    """Return the feedback on every pair, then on the extra matches that were chosen."""
    pairs = [
        OptionFeedback(i, i in response, response[i] == i, pair.feedback, place=i + 1)
        for i, pair in enumerate(item.pairs)
    ]
    extras = [
        OptionFeedback(i, True, False, match.feedback)
        for i, match in enumerate(item.extra, start=len(item.pairs))
        if i in response
    ]
    return (*pairs, *extras)


def choice_credit(rule, right, chosen, size):
    """Return the credit for a set of chosen options.

    Parameters
    ----------
    rule : str
        ``all-or-nothing``: 1 when exactly the keys are chosen.
        ``right-minus-wrong``: each key counts 1/k, each distractor takes 1/k away, never below 0.
        ``each-option``: the share of options that are treated rightly (chosen keys, unchosen
        distractors), as in a list of true-false statements.
    right, chosen : set of int
    size : int
        How many options there are.

    Examples
    --------
    >>> choice_credit("right-minus-wrong", {0, 1}, {0, 2}, 4)
    0.0
    >>> choice_credit("each-option", {0, 1}, {0, 2}, 4)
    0.5
    """
    if rule == "right-minus-wrong":
        return max(0, len(right & chosen) - len(chosen - right)) / len(right)
    if rule == "each-option":
        return (size - len(right ^ chosen)) / size
    return float(chosen == right)


def ordering_credit(response):
    """Return the credit for an order: Kendall's tau against the right order, never below 0.

    Tau counts pairs (Kendall 1938): 1 when every pair is in order, 0 for what chance would give.

    >>> ordering_credit((0, 1, 2)), ordering_credit((1, 0, 2)), ordering_credit((2, 1, 0))
    (1.0, 0.3333333333333333, 0.0)
    """
    pairs = list(combinations(response, 2))
    agreement = sum(1 if first < second else -1 for first, second in pairs)
    return max(0, agreement) / len(pairs)


def matching_credit(response):
    """Return the credit for the matches given to pairs 0, 1, 2 ...: the share that is right.

    Each pair counts by itself and a wrong match takes nothing away, so giving one match to every
    pair earns a single pair's share.

    >>> matching_credit((0, 1, 2)), matching_credit((0, 2, 1)), matching_credit((0, 0, 0, 0))
    (1.0, 0.3333333333333333, 0.25)
    """
    return sum(match == pair for pair, match in enumerate(response)) / len(response)


def score(credits, of):
    """Return the score of a quiz: the mean credit over all its items (unanswered ones count 0)."""
    return sum(credits) / of if of else 0.0


def is_passed(value):
    """Tell whether a score reaches the pass mark (with room for rounding)."""
    return value >= PASS_MARK - 1e-9
