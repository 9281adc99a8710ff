"""The debrief: its steps and phrases, and the question with which it begins."""

from collections import Counter
from typing import Annotated, Literal

from pydantic import Field

from course.learning.items import Frozen, Slug, Text
from course.roleplay.meetings import STEPS
from course.roleplay.scores import NO_CHANCE, NOT_SEEN, SEEN
from course.translation import _


class DebriefStep(Frozen):
    """One step: what it is for, how long, and phrases that a trainer may use."""

    step: Literal[STEPS]
    title: Text
    aim: Text
    minutes: Annotated[int, Field(ge=1, le=30)]
    say: Annotated[tuple[Text, ...], Field(min_length=1, max_length=6)]


class SelfQuestion(Frozen):
    """What a trainer asks themselves after a debrief."""

    id: Slug
    text: Text


class DebriefGuide(Frozen):
    """How a debrief is led."""

    guide: Slug
    steps: Annotated[tuple[DebriefStep, ...], Field(min_length=len(STEPS), max_length=len(STEPS))]
    self_questions: Annotated[tuple[SelfQuestion, ...], Field(min_length=1, max_length=8)]


def first_question(spreads, form, employee):
    """Return the question with which a debrief begins: about what people saw most differently.

    Parameters
    ----------
    spreads : sequence of course.roleplay.scores.Spread
        The largest disagreement first.
    form : course.roleplay.scores.ScoreForm
    employee : str
        The name of whoever played the employee.

    Returns
    -------
    str
    """
    spread = next((each for each in spreads if each.said), None)
    if spread is None:
        return _("What did you notice?")
    if spread.disagreement == 0:
        return _("You all saw much the same. At which moment was the customer helped most?")
    if spread.what == "watch":
        return _watch_question(spread, form, employee)
    low, high = min(spread.said.values()), max(spread.said.values())
    if spread.what == "level":
        name = next(each.name for each in form.standards if each.id == spread.id)
        words = _("On “{standard}” your ratings go from {low} to {high}. What did each of you see?")
        return words.format(standard=name, low=low, high=high)
    return _("Your grades are far apart. Which moment decided yours?")


def _watch_question(spread, form, employee):
    counts = Counter(spread.said.values())
    text = next(item.text for item in form.watch if item.id == spread.id)
    words = _(
        "“{text}”: {seen} saw it, {missed} did not. {name}, what did you do just then? "
        "And what did each of you see or hear?"
    )
    return words.format(text=text, seen=counts[SEEN], missed=counts[NOT_SEEN], name=employee)


def met(form, scores):
    """Return the watch items that most of those who had a chance to see them saw.

    Returns
    -------
    tuple of course.roleplay.scenes.WatchItem
    """
    return tuple(item for item, seen, missed in _counted(form, scores) if seen > missed)


def not_met(form, scores):
    """Return the watch items that most of those who had a chance to see them did not see."""
    return tuple(item for item, seen, missed in _counted(form, scores) if missed > seen)


def _counted(form, scores):
    """Yield each watch item with how many saw it, and how many did not."""
    scores = tuple(scores)
    for item in form.watch:
        said = Counter(score.watch.get(item.id, NO_CHANCE) for score in scores)
        yield item, said[SEEN], said[NOT_SEEN]
