"""A tiny catalogue and a tiny team, as files."""

from course.content.library import Library

TINY_CATALOGUE = """\
catalogue: tiny
title: Tiny
standards:
  - id: listens
    name: Listens
    view: "They let me finish."
    dimension: empathy
    critical: true
    behaviours: [Looks up., Waits., Says it back.]
    anchors: {1: Cuts in., 3: Lets them finish., 5: Says it back.}
  - id: keeps
    name: Keeps its word
    view: "Ten minutes were ten minutes."
    dimension: reliability
    behaviours: [Names a time., Writes it down., Rings when late.]
    anchors: {1: Says soon., 3: Keeps the time., 5: Warns early.}
  - id: knows
    name: Knows
    view: "A straight answer."
    dimension: assurance
    behaviours: [Gives the price., Finds out., Comes back.]
    anchors: {1: Guesses., 3: Is right., 5: Adds the next thing.}
"""

TINY_TEAM = """\
team: duo
title: A duo and a half
catalogue: tiny
story: Three people, one of them not rated yet.
people:
  - id: ana
    name: Ana
    about: Hums.
    ratings:
      listens: {level: 2, note: "Ana cut in."}
      keeps: {level: 5, note: "Ana rang early."}
      knows: {level: 4, note: "Ana gave the price."}
  - id: bo
    name: Bo
    about: Reads.
    ratings:
      listens: {level: 3, note: "Bo waited."}
      keeps: {level: 3, note: "Bo came at six."}
      knows: {level: 1, note: "Bo guessed."}
  - id: cleo
    name: Cleo
    about: Gardens.
    practice: true
    ratings:
      listens: {level: 5, note: "Cleo said it back.", why: "why of listens"}
      keeps: {level: 3, note: "Cleo kept the time.", why: "why of keeps"}
      knows: {level: 2, note: "Cleo was vague.", why: "why of knows"}
"""


def write_tiny(root, catalogue=TINY_CATALOGUE, team=TINY_TEAM):
    """Write catalogue and team into a content tree; return the tree's library."""
    for folder, name, text in (("standards", "tiny", catalogue), ("teams", "duo", team)):
        path = root / "exercises" / folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Library(shipped=root)
