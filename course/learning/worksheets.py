"""Worksheets: prompts that a person answers in their own words, for their own workplace."""

import json
from typing import Annotated

from pydantic import Field

from course.ids import digest
from course.learning.items import Frozen, Slug, Text


class Prompt(Frozen):
    """One thing to write about.

    Attributes
    ----------
    lines : int
        How much room the page gives at first; longer texts are welcome.
    optional : bool
        Whether the worksheet may be finished without it.
    """

    id: Slug
    ask: Text
    hint: Text | None = None
    example: Text | None = None
    lines: Annotated[int, Field(ge=1, le=8)]
    optional: bool = False


class Worksheet(Frozen):
    """Prompts in their order; `rubric` names the one by which people rate what they wrote."""

    worksheet: Slug
    title: Text
    intro: Text
    minutes: Annotated[int, Field(ge=1, le=240)]
    rubric: Slug | None = None
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1, max_length=20)]

    def prompt(self, prompt_id):
        """Return the prompt with this id, or None."""
        return next((prompt for prompt in self.prompts if prompt.id == prompt_id), None)


def worksheet_json(worksheet):
    """Return the whole worksheet as JSON text, to be kept as a snapshot."""
    return worksheet.model_dump_json()


def worksheet_hash(worksheet):
    """Return a hash of what was asked: prompts and which of them may be left out, not hints."""
    words = [[prompt.id, prompt.ask, prompt.optional] for prompt in worksheet.prompts]
    return digest(json.dumps(words, ensure_ascii=False))


def is_written(text):
    """Tell whether there is more than empty space in a text.

    >>> is_written("Looks up."), is_written(" "), is_written(None)
    (True, False, False)
    """
    return bool(text and text.strip())


def missing(worksheet, texts):
    """Return the prompts that have to be written before the worksheet is done.

    Parameters
    ----------
    texts : dict of str to str
        What was written, by the id of the prompt.

    Returns
    -------
    tuple of Prompt
    """
    return tuple(
        prompt
        for prompt in worksheet.prompts
        if not prompt.optional and not is_written(texts.get(prompt.id))
    )


def stage(kinds, has_rubric):
    """Return where a person is: ``"writing"``, ``"rating"`` or ``"finished"``.

    Parameters
    ----------
    kinds : iterable of str
        What the person did, the oldest first: "done" (all is written), "rate", "finish" (all is
        rated) and "reopen".
    has_rubric : bool
        Whether there is something to rate; without it, done is finished.

    Examples
    --------
    >>> stage([], True), stage(["done"], True), stage(["done"], False)
    ('writing', 'rating', 'finished')
    >>> stage(["done", "rate", "finish"], True), stage(["done", "finish", "reopen"], True)
    ('finished', 'writing')
    """
    after = {"done": "rating" if has_rubric else "finished", "reopen": "writing"}
    now = "writing"
    for kind in kinds:
        now = "finished" if kind == "finish" and now == "rating" else after.get(kind, now)
    return now
