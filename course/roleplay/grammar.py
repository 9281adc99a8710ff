"""A seeded grammar: lists of words, chosen by what a scene is about and by a seed.

A slot is a list of rules; each says which words it has, and when they fit. Words may name other
slots: ``{boss}``, or one field of a slot, ``{customer.they}``. Every slot has a chance of its own,
so that a change in one list leaves all other choices as they were.
"""

import random
import re
from dataclasses import dataclass

from course.errors import CourseError

NAMED = re.compile(r"\{([a-z_]+)(?:\.([A-Za-z_]+))?\}")
PLAIN = "text"  # the field of words that have no fields


class GrammarError(CourseError):
    """A slot has no words for a scene, or leads back to itself."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that fit when every factor in `when` has one of its values.

    Attributes
    ----------
    when : dict of str to tuple of str
    words : tuple of dict
        Each the texts of one choice, by field; plain words are the field ``text``.
    line : int
        Where it stands in `file`.
    """

    when: dict
    words: tuple[dict, ...]
    file: str = ""
    line: int = 0

    def fits(self, facts):
        """Tell whether its words fit."""
        return all(facts.get(factor) in values for factor, values in self.when.items())


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules by slot."""

    slots: dict

    def choices(self, slot, facts):
        """Return the words that a slot has for a scene: those of the rules that say most about it.

        Returns
        -------
        list of dict
        """
        fitting = [rule for rule in self.slots.get(slot, ()) if rule.fits(facts)]
        most = max((len(rule.when) for rule in fitting), default=0)
        return [words for rule in fitting if len(rule.when) == most for words in rule.words]


class Wording:
    """The words of one scene; each slot is drawn once.

    Parameters
    ----------
    grammar : Grammar
    facts : dict of str to str
        Value by factor, and whatever else rules may ask for.
    seed : str
    given : dict of str to dict, optional
        Words that are not drawn, by slot.
    """

    def __init__(self, grammar, facts, seed, given=None):
        self.grammar, self.facts, self.seed = grammar, facts, seed
        self.drawn = dict(given or {})

    def words(self, slot):
        """Return the words drawn for a slot, by field.

        Raises
        ------
        GrammarError
        """
        if slot not in self.drawn:
            choices = self.grammar.choices(slot, self.facts)
            if not choices:
                raise GrammarError(f"The grammar has no words for {slot!r} in this scene.")
            self.drawn[slot] = random.Random(f"{self.seed}:{slot}").choice(choices)  # noqa: S311
        return self.drawn[slot]

    def text(self, slot, field=PLAIN):
        """Return the text of a slot, with all that it names; lines that stay empty are left out.

        Raises
        ------
        GrammarError
        """
        text = self._expand(slot, field, ())
        lines = [re.sub(" +", " ", line).strip() for line in text.split("\n")]
        return "\n".join(line for line in lines if line)

    def several(self, slot, count):
        """Return the texts of `count` choices of a slot, all different while it has enough."""
        choices = list(self.grammar.choices(slot, self.facts))
        if not choices:
            raise GrammarError(f"The grammar has no words for {slot!r} in this scene.")
        random.Random(f"{self.seed}:{slot}").shuffle(choices)  # noqa: S311
        drawn = [choices[number % len(choices)] for number in range(count)]
        return [
            Wording(self.grammar, self.facts, self.seed, {**self.drawn, slot: words}).text(slot)
            for words in drawn
        ]

    def _expand(self, slot, field, above):
        if (slot, field) in above:
            raise GrammarError(f"The slot {slot!r} leads back to itself.")
        words = self.words(slot)
        if field not in words:
            raise GrammarError(f"The slot {slot!r} has no field {field!r} in this scene.")

        def named(match):
            return self._expand(match[1], match[2] or PLAIN, (*above, (slot, field)))

        return NAMED.sub(named, words[field])


def slots_named(text):
    """Return (slot, field) for everything that a text names, in order.

    >>> slots_named("{customer} waits, and {customer.they} sighs.")
    [('customer', 'text'), ('customer', 'they')]
    """
    return [(match[1], match[2] or PLAIN) for match in NAMED.finditer(text)]
