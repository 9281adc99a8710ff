"""What is wrong with a scene card beyond its form: standards, watch items, cues and briefs.

The story of a card has rules of its own, in `course.roleplay.story_lint`.
"""

import re
from collections import Counter
from dataclasses import dataclass

PACE = 200  # words a minute that a person reads with care
SHARED = 5  # words in a row that two briefs may not share
WORD = re.compile(r"\w+(?:[’'-]\w+)*")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a card.

    Attributes
    ----------
    kind, id : str
        The thing that has the fault, such as ``"watch item"``, ``"w2"``.
    place : tuple
        Fields and indices from the top of the card: ``("watch", 1, "standard")``, ``("cues", 0)``,
        ``("briefs", "customer")`` with the line in it, ``("ink", 12)`` with the line of the story.
    wrong, expected, found : str
    """

    kind: str
    id: str
    place: tuple
    wrong: str
    expected: str
    found: str


def lint_card(scene, standards):
    """Return the faults of a card, apart from those of its story.

    Parameters
    ----------
    scene : course.roleplay.scenes.Scene
    standards : collection of str or None
        Ids of the standards in the scene's catalogue; None when there is no such catalogue.

    Returns
    -------
    list of Fault
    """
    return [
        *_standards(scene, standards),
        *_named_standards(scene, standards),
        *_watch_items(scene),
        *_observers(scene),
        *_cues(scene),
        *_reading_time(scene),
        *_leaks(scene),
    ]


def clock(seconds):
    """Return a time of the play as a card writes it.

    >>> clock(90)
    '1:30'
    """
    return f"{seconds // 60}:{seconds % 60:02}"


def watch_ids(scene):
    """Return the ids of the watch items as a problem names them."""
    return "one of " + ", ".join(item.id for item in scene.watch)


def _standards(scene, standards):
    """Yield the standards that are in no catalogue."""
    if standards is None:
        wrong, expected = "unknown catalogue", "a file in exercises/standards"
        found = repr(scene.catalogue)
        yield Fault("scene", scene.id, ("catalogue",), wrong, expected, found)
        return
    named = [("scene", scene.id, ("standard",), scene.standard)]
    named += [("scene", scene.id, ("also", i), each) for i, each in enumerate(scene.also)]
    named += [
        ("watch item", item.id, ("watch", i, "standard"), item.standard)
        for i, item in enumerate(scene.watch)
    ]
    for kind, ident, place, standard in named:
        if standard not in standards:
            expected = "one of " + ", ".join(standards)
            yield Fault(kind, ident, place, "unknown standard", expected, repr(standard))


def _named_standards(scene, standards):
    """Yield what does not fit between the standards of the scene and those of its watch items."""
    known = {item.standard for item in scene.watch} if standards is None else set(standards)
    named = (scene.standard, *scene.also)
    watched = {item.standard for item in scene.watch}
    for i, standard in enumerate(named):
        place = ("also", i - 1) if i else ("standard",)
        if standard in named[:i]:
            wrong, expected = "standard named twice", "different standards"
            yield Fault("scene", scene.id, place, wrong, expected, repr(standard))
        elif standard not in watched:
            wrong = f"no watch item for {standard!r}"
            yield Fault("scene", scene.id, place, wrong, "at least 1", "0")
    for i, item in enumerate(scene.watch):
        if item.standard in known and item.standard not in named:
            place, wrong = ("watch", i, "standard"), "standard that the scene does not name"
            expected = "one of " + ", ".join(named)
            yield Fault("watch item", item.id, place, wrong, expected, repr(item.standard))


def _watch_items(scene):
    """Yield watch items that cannot be told apart."""
    ids = Counter(item.id for item in scene.watch)
    texts = Counter(item.text.casefold() for item in scene.watch)
    for i, item in enumerate(scene.watch):
        if ids[item.id] > 1:
            place, wrong = ("watch", i, "id"), "id used more than once"
            yield Fault("watch item", item.id, place, wrong, "1 watch item", str(ids[item.id]))
        if texts[item.text.casefold()] > 1:
            place, wrong = ("watch", i, "text"), "same text as another"
            yield Fault("watch item", item.id, place, wrong, "different texts", repr(item.text))


def _observers(scene):
    least, most = scene.roles.observer.min, scene.roles.observer.max
    if least > most:
        place, wrong = ("roles", "observer"), "more observers wanted than allowed"
        yield Fault("scene", scene.id, place, wrong, f"min at most {most}", str(least))


def _cues(scene):
    """Yield cues that come too late or hang on a watch item that is not there."""
    known = {item.id for item in scene.watch}
    end = scene.minutes.play * 60
    for i, cue in enumerate(scene.cues):
        at = clock(cue.at)
        if cue.at >= end:
            expected = f"before {clock(end)}"
            yield Fault("cue", at, ("cues", i), "comes after the play", expected, at)
        if cue.watch is not None and cue.watch not in known:
            wrong, expected = "unknown watch item", watch_ids(scene)
            yield Fault("cue", at, ("cues", i), wrong, expected, repr(cue.watch))


def _reading_time(scene):
    """Yield briefs that cannot be read in the time for it; everyone reads the common one first."""
    budget = scene.minutes.brief * PACE
    common = len(_words(scene.briefs["everyone"]))
    for reader in ("customer", "employee"):
        words = common + len(_words(scene.briefs[reader]))
        if words > budget:
            wrong = f"takes more than {scene.minutes.brief} min to read with what everyone reads"
            expected = f"at most {budget} words"
            yield Fault("brief", reader, ("briefs", reader, 0), wrong, expected, str(words))


def _leaks(scene):
    """Yield the first words that a brief shares with somebody else's private one."""
    for owner, others in {
        "customer": ("everyone", "employee"),
        "employee": ("everyone",),
    }.items():
        words = [word for word, _line in _words(scene.briefs[owner])]
        private = set(_runs(words))
        for reader in others:
            read = _words(scene.briefs[reader])
            for start, run in enumerate(_runs([word for word, _line in read])):
                if run in private:
                    place = ("briefs", reader, read[start][1])
                    wrong = f"gives away what only the {owner} knows"
                    yield Fault("brief", reader, place, wrong, "other words", repr(" ".join(run)))
                    break


def _words(text):
    """Return (word in small letters, line counted from 0) for each word of a text."""
    return [
        (match[0].casefold(), number)
        for number, line in enumerate(text.split("\n"))
        for match in WORD.finditer(line)
    ]


def _runs(words):
    """Return each run of `SHARED` words, in order."""
    return [tuple(words[i : i + SHARED]) for i in range(len(words) - SHARED + 1)]
