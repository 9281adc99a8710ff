"""Marks: the tags of an Ink story, which say what a choice shows, how people feel, how it ends.

On a choice, inside its brackets: ``# see: w1`` (who does this shows watch item w1) and
``# miss: w1`` (who does this misses it). On a line: ``# mood: calm`` (how the customer feels from
here on), ``# own words`` (the person writes a reply of their own before the menu shows) and
``# end: met`` (how it ends).
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

Mood = Literal[
    *("calm", "hopeful", "pleased", "grateful", "worried"),
    *("impatient", "irritated", "angry", "hurt", "resigned"),
]
Ending = Literal["met", "partly", "missed"]
MOODS, ENDINGS = get_args(Mood), get_args(Ending)
OWN_WORDS = "own words"
KINDS = ("see", "miss", "mood", "end")


@dataclass(frozen=True, slots=True)
class Marks:
    """What the tags of one line or choice say.

    Attributes
    ----------
    see, miss : tuple of str
        Ids of watch items.
    mood, end : str or None
        One of `MOODS`, one of `ENDINGS`.
    own_words : bool
    unknown : tuple of str
        Tags that say nothing.
    """

    see: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    mood: str | None = None
    end: str | None = None
    own_words: bool = False
    unknown: tuple[str, ...] = ()


def read_marks(tags):
    """Return the marks in a sequence of tags.

    >>> marks = read_marks(["see: w1", "mood: irritated", "loud"])
    >>> marks.see, marks.mood, marks.unknown
    (('w1',), 'irritated', ('loud',))
    """
    return _read_marks(tuple(tags))


@lru_cache(maxsize=1000)  # walking every path of a story reads the same tags again and again
def _read_marks(tags):
    found = {kind: [] for kind in (*KINDS, OWN_WORDS, "unknown")}
    for tag in tags:
        kind, value = read_tag(tag)
        found[kind].append(value)
    return Marks(
        see=tuple(found["see"]),
        miss=tuple(found["miss"]),
        mood=found["mood"][-1] if found["mood"] else None,
        end=found["end"][-1] if found["end"] else None,
        own_words=bool(found[OWN_WORDS]),
        unknown=tuple(found["unknown"]),
    )


def read_tag(tag):
    """Return the kind of one tag and its value; a tag that says nothing is of the kind `unknown`.

    >>> read_tag("end: met"), read_tag("own words"), read_tag("end: happily")
    (('end', 'met'), ('own words', ''), ('unknown', 'end: happily'))
    """
    kind, _colon, value = (part.strip() for part in tag.partition(":"))
    known = {"mood": MOODS, "end": ENDINGS}.get(kind)
    if tag.strip() == OWN_WORDS:
        return OWN_WORDS, ""
    if kind not in KINDS or not value or (known and value not in known):
        return "unknown", tag.strip()
    return kind, value
