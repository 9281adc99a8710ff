"""Lint for items: rules of good item writing that a reader of files cannot enforce.

A bank that breaks one is sound and works, but its questions can be guessed, or are hard to read.
The rules are those of Haladyna, Downing and Rodriguez (2002) that a machine can check.
"""

import re
from collections import Counter
from dataclasses import dataclass

from course.learning.items import keys
from course.learning.reading_level import HARDEST, WORD, reading_grade

LEAST_ITEMS = 4  # per objective
LEAST_FEEDBACK = 5  # words
LONGER = 1.2  # a key may be a fifth longer than the longest distractor
LONGEST_SHARE = 0.4  # of the single items of a bank: those whose longest option is the key
ENOUGH_ITEMS = 8  # single items, before their keys are looked at together
# The 95 % points of chi-square with 1 to 5 degrees of freedom (any table of the distribution).
CHI_SQUARE_95 = {1: 3.841, 2: 5.991, 3: 7.815, 4: 9.488, 5: 11.070}

CATCH_ALL = re.compile(
    r"\b(?:all|none|any|both|some|neither) of (?:the above|these answers|the others)\b"
    r"|\b(?:both|neither) [a-e] (?:and|nor) [a-e]\b"
)
ABSOLUTE = re.compile(
    r"\b(?:always|never|absolutely|completely|totally|invariably|at all times|in every case"
    r"|no matter what|under no circumstances|without exception|every single)\b"
)
SMALL_WORDS = {"a", "an", "the", "and", "or", "to", "of", "so", "then", "just", "very"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of advice on a bank; `place` is given as keys and indices from the top."""

    place: tuple
    wrong: str
    expected: str
    found: str


def lint_bank(bank):
    """Return what could be better in a sound item bank.

    Parameters
    ----------
    bank : course.learning.items.ItemBank

    Returns
    -------
    list of Finding
    """
    findings = [*_scarce_objectives(bank), *_guessable_keys(bank)]
    for u, unit in enumerate(bank.units):
        for i, item in enumerate(unit.items):
            findings += lint_item(item, ("units", u, "items", i))
    return findings


def lint_item(item, place=()):
    """Return what could be better in one item at a place of its bank.

    Returns
    -------
    list of Finding
    """
    findings = [
        *_key_by_length(item, place),
        *_key_by_absolutes(item, place),
        *_hard_to_read(item, place),
    ]
    same = Counter(_gist(part.text) for _name, _index, part in _parts(item))
    for name, index, part in _parts(item):
        at, where = (*place, name, index), f"{name.removesuffix('s')} {index + 1}: "
        findings += _part_findings(part, at, where)
        if same[_gist(part.text)] > 1 and name == "options":
            wrong = f"{where}says the same as another"
            findings.append(Finding((*at, "text"), wrong, "different answers", repr(part.text)))
    return findings


def _parts(item):
    """Return (list, index, part) for whatever an item lists: options, steps, pairs, lines ..."""
    return [
        (name, index, part)
        for name, value in item
        if isinstance(value, tuple)
        for index, part in enumerate(value)
        if hasattr(part, "text")
    ]


def _part_findings(part, at, where):
    words = CATCH_ALL.search(part.text.casefold())
    if words:
        yield Finding((*at, "text"), f"{where}catch-all", "an answer of its own", repr(words[0]))
    feedback = getattr(part, "feedback", None)
    count = len(feedback.split()) if feedback else LEAST_FEEDBACK
    if count < LEAST_FEEDBACK:
        expected = f"at least {LEAST_FEEDBACK} words"
        yield Finding((*at, "feedback"), f"{where}feedback says little", expected, str(count))
    if getattr(part, "key", False) and getattr(part, "misconception", None):
        wrong = f"{where}key with a misconception"
        yield Finding((*at, "misconception"), wrong, "none", repr(part.misconception))


def _gist(text):
    """Return the words of a text that matter, in any order.

    >>> _gist("Ask, and listen!") == _gist("listen; then ask")
    True
    """
    words = WORD.findall(text.casefold()) + re.findall(r"\d+", text)
    return tuple(sorted(word for word in words if word not in SMALL_WORDS)) or text


def _sides(item):
    """Return the texts of keys and of distractors, by place; of items with a choice only."""
    options = getattr(item, "options", ()) if item.type in ("single", "multiple") else ()
    sides = ({}, {})
    for index, option in enumerate(options):
        sides[not option.key][index] = option.text
    return sides


def _key_by_length(item, place):
    right, wrong = _sides(item)
    if item.type != "single" or not (right and wrong):
        return
    longest = max(map(len, wrong.values()))
    for index, text in right.items():
        if len(text) > LONGER * longest:
            wrong = f"option {index + 1}: key stands out by its length"
            expected = f"at most {int(LONGER * longest)} characters"
            yield Finding((*place, "options", index, "text"), wrong, expected, str(len(text)))


def _key_by_absolutes(item, place):
    """Find words such as “never” that stand on one side only, so that they give the key away."""
    found = [
        {i: match[0] for i, text in side.items() if (match := ABSOLUTE.search(text.casefold()))}
        for side in _sides(item)
    ]
    if bool(found[0]) == bool(found[1]):
        return
    for side, others in zip(found, ("keys", "distractors"), strict=True):
        for index, word in side.items():
            at = (*place, "options", index, "text")
            wrong = f"option {index + 1}: absolute word in {others} only"
            yield Finding(at, wrong, "a word that leaves room", repr(word))


def _hard_to_read(item, place):
    texts = [item.stem]
    for _name, _index, part in _parts(item):
        texts += [value for field in ("text", "match", "feedback") if (value := _text(part, field))]
    grade = reading_grade("\n".join(texts))
    if grade > HARDEST:
        wrong, expected = "hard to read", f"reading grade {HARDEST} or below"
        yield Finding(place, wrong, expected, f"{grade:.1f}")


def _text(part, field):
    return getattr(part, field, None)


def _scarce_objectives(bank):
    counts = Counter(item.objective for unit in bank.units for item in unit.items)
    for objective in bank.objectives:
        if counts[objective] < LEAST_ITEMS:
            wrong, expected = f"objective {objective!r} has few items", f"at least {LEAST_ITEMS}"
            yield Finding(("objectives", objective), wrong, expected, str(counts[objective]))


def _guessable_keys(bank):
    """Look at all single items of a bank together."""
    singles = [item for unit in bank.units for item in unit.items if item.type == "single"]
    if len(singles) < ENOUGH_ITEMS:
        return
    places = Counter(keys(item)[0] for item in singles)
    sizes = [len(item.options) for item in singles]
    value, limit = spread(places, sizes)
    if value > limit:
        held = ", ".join(str(places[place]) for place in range(max(sizes)))
        wrong = "keys of single items stand at the same places"
        expected = f"about as many at each (chi-square at most {limit})"
        yield Finding((), wrong, expected, f"{held} from first to last (chi-square {value:.1f})")
    longest = sum(_is_longest(item) for item in singles)
    if longest > LONGEST_SHARE * len(singles):
        wrong, expected = "the key is often the longest option", f"at most {LONGEST_SHARE:.0%}"
        yield Finding((), wrong, expected, f"{longest} of {len(singles)} single items")


def _is_longest(item):
    right, wrong = _sides(item)
    return min(map(len, right.values())) > max(map(len, wrong.values()))


def spread(places, sizes):
    """Return how unevenly keys are spread over places, and what is still even.

    Parameters
    ----------
    places : collections.Counter
        How many keys stand at each place, counted from 0.
    sizes : list of int
        How many options each item has, so that an item with two adds nothing to the third place.

    Returns
    -------
    tuple of float
        Pearson's chi-square against keys placed by chance, and its 95 % point.

    Examples
    --------
    Eight items of four options, two keys expected at each place: 4 * (6 - 2)^2 / 2 is not reached
    by five keys at the first place and one at each other: (9 + 1 + 1 + 1) / 2.

    >>> spread(Counter({0: 5, 1: 1, 2: 1, 3: 1}), [4] * 8)
    (6.0, 7.815)
    """
    most = max(sizes)
    expected = [sum(1 / size for size in sizes if place < size) for place in range(most)]
    value = sum((places[place] - mean) ** 2 / mean for place, mean in enumerate(expected))
    return value, CHI_SQUARE_95[most - 1]
