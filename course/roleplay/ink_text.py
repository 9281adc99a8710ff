"""The text of an Ink story as its author wrote it: where its tags, choices and knots stand."""

import re
from dataclasses import dataclass

CHOICE = re.compile(r"\s*(?:[*+]\s*)+(?:\(\w+\)\s*)?(?:\{[^}]*\}\s*)*(?P<text>.*)")
TAG = re.compile(r"(?<!\\)#(.*?)(?=->|<-|(?<!\\)#|\]|\||\}|$)")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
NUMBERS = re.compile(r"(?<![\w.])\d+\.\d+|\bFLOAT\s*\(")
CHANCE = re.compile(
    r"\b(?:RANDOM|SEED_RANDOM|LIST_RANDOM)\s*\(|\{\s*~|(?:^|\{)\s*shuffle(?:\s+\w+)?\s*:"
)
LOGIC = re.compile(r"^\s*(?:~|VAR\b|CONST\b|-\s*\{|\{).*|\{[^:|}]*")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a story; `is_choice` tells whether it stands in the brackets of a choice."""

    line: int
    text: str
    is_choice: bool


def code_lines(source):
    r"""Yield (line, text without comments) of a story.

    >>> list(code_lines("a // b\n/* c\n*/ d"))
    [(1, 'a '), (2, ''), (3, ' d')]
    """
    plain = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), source)
    yield from enumerate(plain.split("\n"), start=1)


def tags(source):
    """Return all tags of a story.

    >>> [(tag.text, tag.is_choice) for tag in tags("* [“Yes.” # see: w1] # mood: calm -> b")]
    [('see: w1', True), ('mood: calm', False)]
    """
    found = []
    for line, text in code_lines(source):
        start, end = _brackets(text)
        found += [
            Tag(line, match[1].strip(), start < match.start() < end) for match in TAG.finditer(text)
        ]
    return found


def bare_choices(source):
    """Return (line, text) of choices without brackets, whose words would be said twice."""
    found = []
    for line, text in code_lines(source):
        match = CHOICE.fullmatch(text)
        if match and match["text"] and not match["text"].startswith(("->", "[")):
            found.append((line, match["text"].strip()))
    return found


def knot_at(knots, line):
    """Return the name of the knot that a line belongs to, None above the first.

    Parameters
    ----------
    knots : dict of str to int
        The line at which each begins.
    """
    above = [(begin, name) for name, begin in knots.items() if begin <= line]
    return max(above)[1] if above else None


def odd_logic(source):
    """Yield (line, wrong, expected, found) for numbers with a point and for chance.

    >>> list(odd_logic("VAR price = 7.5"))
    [(1, 'number with a point', 'whole numbers', '7.5')]
    """
    for line, text in code_lines(source):
        for logic in LOGIC.finditer(text):
            for match in NUMBERS.finditer(logic[0]):
                yield line, "number with a point", "whole numbers", match[0]
        for match in CHANCE.finditer(text):
            found = match[0].replace(" ", "")
            yield line, "left to chance", "the same story every time", found


def _brackets(text):
    """Return where the brackets of a choice open and close; both -1 when the line has none."""
    if not CHOICE.fullmatch(text) or "[" not in text:
        return -1, -1
    return text.index("["), text.rindex("]") if "]" in text else len(text)
