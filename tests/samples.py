"""Small content, people and clocks that the tests share."""

import json

from course.activities.course import Course
from course.content.library import Library
from course.learning.items import read_item
from course.people.roles import Person

LIBRARY = Library()  # what is shipped; each file is read once for all tests
ANA = Person("ana", "Ana", "learner")
BEN = Person("ben", "Ben", "learner")

TINY_BANK = """\
bank: tiny
title: Tiny
objectives: {serve: "Serve."}
misconceptions: {speed: "Fast is best.", nod: "A nod is enough."}
units:
  - id: first
    title: First
    items:
      - id: one
        objective: serve
        type: single
        difficulty: 1
        stem: "One?"
        options:
          - {text: "hurry", misconception: speed, feedback: "feedback on hurry"}
          - {text: "listen", key: true, feedback: "feedback on listen"}
          - {text: "nod", misconception: nod, feedback: "feedback on nod"}
      - id: some
        objective: serve
        type: multiple
        difficulty: 2
        stem: "Some?"
        options:
          - {text: "ask", key: true, feedback: "feedback on ask"}
          - {text: "rush", misconception: speed, feedback: "feedback on rush"}
          - {text: "thank", key: true, feedback: "feedback on thank"}
          - {text: "wave", misconception: nod, feedback: "feedback on wave"}
      - id: steps
        objective: serve
        type: ordering
        difficulty: 3
        misconception: speed
        stem: "In order?"
        steps:
          - {text: "hear", feedback: "feedback on hear"}
          - {text: "do", feedback: "feedback on do"}
          - {text: "check", feedback: "feedback on check"}
"""

TALK_BANK = """\
bank: talk
title: Talk
objectives: {serve: "Serve."}
misconceptions: {speed-first: "Fast is best.", nod-is-enough: "A nod is enough."}
units:
  - id: first
    title: First
    items:
      - id: pairs
        objective: serve
        type: matching
        difficulty: 1
        stem: "What does each of them need first?"
        pairs:
          - {text: "A man who waits in the rain", match: "a dry place", misconception: speed-first,
             feedback: "feedback on the rain"}
          - {text: "A woman who was sent the wrong shoes", misconception: nod-is-enough,
             match: "a word of regret, and then the right pair", feedback: "feedback on the shoes"}
          - {text: "A child who has lost its mother", match: "somebody who stays",
             misconception: nod-is-enough, feedback: "feedback on the child"}
        extra:
          - {text: "a leaflet", misconception: speed-first, feedback: "feedback on the leaflet"}
      - id: talk
        objective: serve
        type: hotspot
        difficulty: 2
        stem: "Which line made it worse?"
        lines:
          - {who: "Mr Adeyemi", text: "My parcel was due on Monday."}
          - {who: "Lena", text: "I am sorry that you had to come.", misconception: nod-is-enough,
             feedback: "feedback on the regret"}
          - {who: "Mr Adeyemi", text: "I took a day off for it."}
          - {who: "Lena", text: "You could have called us.", key: true,
             feedback: "feedback on the call"}
          - {who: "Lena", text: "Let me see where it is.", misconception: speed-first,
             feedback: "feedback on the look"}
"""


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, now=1000.0):
        self.now = now

    def __call__(self):
        """Return the time in seconds."""
        return self.now


def option(text, *, key=False):
    """Return the fields of an option with a feedback of its own."""
    slip = {} if key else {"misconception": "speed"}
    return {"text": text, "key": key, "feedback": f"feedback on {text}", **slip}


def choice(*texts, keys=(0,), **changes):
    """Return a single item, or a multiple one when it has several keys."""
    fields = {
        "id": "one",
        "objective": "serve",
        "type": "single" if len(keys) == 1 else "multiple",
        "difficulty": 1,
        "stem": "Which?",
        "options": [option(text, key=i in keys) for i, text in enumerate(texts)],
    }
    return read_item(json.dumps(fields | changes))


def ordering(*texts, **changes):
    """Return an ordering item with these steps in their right order."""
    fields = {
        "id": "steps",
        "objective": "serve",
        "type": "ordering",
        "difficulty": 1,
        "misconception": "speed",
        "stem": "In order?",
        "steps": [{"text": text, "feedback": f"feedback on {text}"} for text in texts],
    }
    return read_item(json.dumps(fields | changes))


def matching(*texts, extra=(), **changes):
    """Return a matching item in which "line ask" wants "ask"; `extra` fit no line."""
    slip = {"misconception": "speed"}
    fields = {
        "id": "pairs",
        "objective": "serve",
        "type": "matching",
        "difficulty": 1,
        "stem": "What fits?",
        "pairs": [
            {"text": f"line {text}", "match": text, "feedback": f"feedback on {text}", **slip}
            for text in texts
        ],
        "extra": [{"text": text, "feedback": f"feedback on {text}", **slip} for text in extra],
    }
    return read_item(json.dumps(fields | changes))


def hotspot(*texts, key=0, **changes):
    """Return a hotspot item: these lines can be tapped, with a plain one before and after them."""
    fields = {
        "id": "talk",
        "objective": "serve",
        "type": "hotspot",
        "difficulty": 1,
        "stem": "Which line?",
        "lines": [
            {"who": "Ana", "text": "hello"},
            *({"who": "Ben", **option(text, key=i == key)} for i, text in enumerate(texts)),
            {"who": "Ana", "text": "bye"},
        ],
    }
    return read_item(json.dumps(fields | changes))


def write_bank(root, text=TINY_BANK, name="tiny"):
    """Write an item bank into a content tree; return the tree's library."""
    folder = root / "exercises" / "item_banks"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Library(shipped=root)


def course_of(library, store, person=ANA):
    """Return the course of a person, on the store's own clock."""
    return Course(library, store, store.clock, person)


def write_course(root):
    """Write a tree with one module: the bank `tiny`, one worksheet and one rehearsal."""
    folder = root / "modules"
    folder.mkdir(parents=True)
    practice = "[worksheet/w, rehearsal/r]"
    entry = f"{{id: tiny, title: Tiny, summary: Small., practice: {practice}}}"
    later = "{id: later, title: Later, summary: To come.}"
    (folder / "diploma.yaml").write_text(f"modules:\n- {entry}\n- {later}\n", encoding="utf-8")
    cells = [
        {"id": "title", "cell_type": "markdown", "source": ["# Tiny"]},
        {"id": "exercise", "cell_type": "code", "source": ['worksheet("w")']},
    ]
    about = {"course": {"role": "learner", "minutes": 30}}
    notebook = json.dumps({"cells": cells, "metadata": about})
    (folder / "tiny.ipynb").write_text(notebook, encoding="utf-8")
    return write_bank(root)


TINY_WORKSHEET = """\
worksheet: tiny
title: Tiny
intro: Write.
minutes: 10
rubric: tiny
prompts:
  - {id: moment, ask: "Which moment?", hint: "Ask.", example: "She asked.", lines: 3}
  - {id: word, ask: "Which word?", lines: 1}
  - {id: next, ask: "What next?", lines: 2, optional: true}
"""

TINY_RUBRIC = """\
rubric: tiny
title: Tiny
criteria:
  - {id: view, name: View, anchors: {1: not yet, 3: sound, 5: on a good day}}
  - {id: camera, name: Camera, anchors: {1: not yet, 3: sound, 5: on a good day}}
"""


def write_worksheet(root, worksheet=TINY_WORKSHEET, rubric=TINY_RUBRIC):
    """Write a worksheet and its rubric into a content tree; return the tree's library."""
    for folder, text in (("worksheets", worksheet), ("rubrics", rubric)):
        (root / "exercises" / folder).mkdir(parents=True, exist_ok=True)
        (root / "exercises" / folder / "tiny.yaml").write_text(text, encoding="utf-8")
    return Library(shipped=root)
