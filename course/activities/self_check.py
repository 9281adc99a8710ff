"""Scripted learners walk through the activities of a notebook, without a browser.

What they reach is printed as a table; nbval compares it with the table stored in the notebook, so a
key that changes, an item that goes missing or a grading rule that breaks is found.
"""

import tempfile
from dataclasses import replace
from pathlib import Path

from course.activities.desk import Desk
from course.activities.quiz import Quiz
from course.errors import NotAllowedError
from course.ids import digest, new_id
from course.learning.items import OrderingItem, keys
from course.learning.public_view import to_tokens
from course.people.roles import Person
from course.store.store import Store


def all_right(item, _number):
    """Answer like somebody who knows everything."""
    return keys(item)


def all_wrong(item, _number):
    """Answer as wrongly as the item allows."""
    if isinstance(item, OrderingItem):
        return tuple(reversed(keys(item)))
    return tuple(i for i, option in enumerate(item.options) if not option.key)[:1]


def mixed(item, number):
    """Answer whatever comes: the n-th option of the n-th item, every other order turned round."""
    if isinstance(item, OrderingItem):
        return all_right(item, number) if number % 2 else all_wrong(item, number)
    return (number % len(item.options),)


LEARNERS = {"all right": all_right, "all wrong": all_wrong, "mixed": mixed}


def self_check(course, activities):
    """Let scripted people do every activity in a throw-away store.

    Parameters
    ----------
    course : course.activities.course.Course
    activities : sequence
        Each with ``kind`` and ``name``; its kind is one of `CHECKS`.

    Returns
    -------
    list of dict
        One row per activity and script: activity, learner, done, result, content.
    """
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder), clock=course.clock)

        def course_of(name):
            return replace(course, store=store, person=Person(f"scripted {name}", name, "learner"))

        rows = [row for each in activities for row in CHECKS[each.kind](each, course_of)]
        store.close()
    return rows


def row(activity, learner, done, result, content):
    """Return one row of the table; `content` is any text that changes with the content."""
    return {
        "activity": activity.name,
        "learner": learner,
        "done": done,
        "result": result,
        "content": digest(content)[:8],
    }


def check_quiz(quiz, course_of):
    """Yield a row for each scripted learner that takes a quiz."""
    for learner, answer in LEARNERS.items():
        view = _play(Quiz(course_of(learner), quiz.bank.bank, quiz.unit.id), answer)
        answered = sum(item["outcome"] is not None for item in view["items"])
        done = f"{answered} of {len(view['items'])}"
        yield row(quiz, learner, done, f"{view['score']:.0%}", "".join(quiz.versions))


def check_desk(desk, course_of):
    """Yield a row for a learner, who is refused, and for a trainer, who sees the learner."""
    learner = course_of("learner").store.accounts.add("Scripted learner")
    trainer = replace(course_of("trainer"), person=Person("scripted trainer", "", "trainer"))
    try:
        Desk(replace(trainer, person=learner))
    except NotAllowedError:
        yield row(desk, "learner", "refused", "-", "")
    view = Desk(trainer).view()
    answered = sum(item["answers"] for item in view["items"])
    done = f"{len(view['people'])} person"
    yield row(desk, "trainer", done, f"{answered} answers", "".join(sorted(view)))


CHECKS = {"quiz": check_quiz, "desk": check_desk}


def _play(quiz, answer):
    """Answer every item of a quiz; return the last view."""
    view = quiz.view()
    for number, shown in enumerate(view["items"]):
        item, order = quiz.drawn_item(shown["id"])
        view = quiz.act(
            {
                "do": "answer",
                "item": item.id,
                "response": to_tokens(answer(item, number), order),
                "session": view["number"],
                "key": new_id(),
            }
        )
    return view


def as_table(rows):
    """Return rows (dicts with the same fields) as plain text in columns.

    >>> print(as_table([{"a": "x", "long": "1"}]))
    a  long
    x  1
    """
    lines = [list(rows[0]), *[list(row.values()) for row in rows]]
    widths = [max(len(line[i]) for line in lines) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
