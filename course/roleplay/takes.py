"""Takes: a person plays a scene alone, turn by turn, and may go back to any turn."""

from dataclasses import dataclass, replace

OUTCOMES = ("seen", "missed", "no chance")


@dataclass(frozen=True, slots=True)
class Take:
    """One time through a scene, as far as it was played.

    Attributes
    ----------
    number : int
        1 the first time.
    scene : str or None
        Hash of the scene as it was when the take began; None before the first thing is done.
    choices : tuple of int
        Index of the choice taken at each turn.
    words : dict of int to str
        What the person would have said, by turn; empty when they went on without.
    ending : str or None
        ``met``, ``partly`` or ``missed`` once the scene is over.
    """

    number: int = 1
    scene: str | None = None
    choices: tuple[int, ...] = ()
    words: tuple[tuple[int, str], ...] = ()
    ending: str | None = None
    is_shared: bool = False

    def words_at(self, turn):
        """Return what the person wrote at a turn, None when they have not been asked yet."""
        return dict(self.words).get(turn)


def takes(events):
    """Fold stored events into takes, oldest first.

    Parameters
    ----------
    events : sequence
        With ``kind`` and ``body``: ``words``, ``choose``, ``rewind``, ``again``, ``share``.

    Returns
    -------
    tuple of Take
        At least one; the last is the one being played.
    """
    folded = [Take()]
    for event in events:
        if event.kind == "again":
            folded.append(Take(len(folded) + 1))
        elif event.kind == "share":
            index = event.body["take"] - 1
            folded[index] = replace(folded[index], is_shared=event.body["shared"])
        else:
            folded[-1] = _step(folded[-1], event)
    return tuple(folded)


def _step(take, event):
    body, scene = event.body, event.body.get("scene", take.scene)
    match event.kind:
        case "words":
            words = (*take.words, (body["turn"], body["text"]))
            return replace(take, scene=scene, words=words)
        case "choose":
            choices = (*take.choices, body["choice"])
            return replace(take, scene=scene, choices=choices, ending=body["ending"])
        case "rewind":
            kept = tuple(pair for pair in take.words if pair[0] < body["turn"])
            choices = take.choices[: body["turn"]]
            return replace(take, choices=choices, words=kept, ending=None)
    return take


def watch_outcomes(watch, marks):
    """Return for each watch item whether it was seen on a path, and where it was missed first.

    Parameters
    ----------
    watch : sequence
        Watch items, with ``id``.
    marks : sequence of course.roleplay.marks.Marks
        Of the choice at each turn.

    Returns
    -------
    dict of str to (str, int or None)
        One of `OUTCOMES` and the turn of the first miss. Seen later makes up for a miss: what the
        customer got in the end counts. An item that no choice touched had no chance, and is no
        zero.
    """
    found = {}
    for item in watch:
        misses = [turn for turn, mark in enumerate(marks) if item.id in mark.miss]
        if any(item.id in mark.see for mark in marks):
            found[item.id] = ("seen", None)
        elif misses:
            found[item.id] = ("missed", misses[0])
        else:
            found[item.id] = ("no chance", None)
    return found
