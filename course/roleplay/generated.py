"""Make a scene from a row of factors, a standard, a difficulty and a seed.

The same row, catalogue, grammar and seed give the same scene, to the last sign.
"""

import random
import re
from dataclasses import dataclass
from typing import get_args

from course.ids import digest
from course.rolemodels.standards import Dimension
from course.roleplay.factors import complete
from course.roleplay.grammar import Wording
from course.roleplay.scenes import (
    Cue,
    Customer,
    Incident,
    Minutes,
    Observers,
    Part,
    Parts,
    Scene,
    WatchItem,
)
from course.roleplay.solo import SLOTS, solo_story

ENTRIES = (  # slots that a card begins with, and those that its parts are drawn from
    *("situation", "customer", "employee", "module", "group", "standing_persona"),
    *("everyone", "for_customer", "for_employee", "debrief", "challenge", "watch"),
    *("rise", "ease", "twist", "tell", "settle"),
    *SLOTS,  # of its story
)
GIVEN = {"standard": ("name", "view"), "behaviour": ("text",)}  # named in words, but not drawn
MORE_FACTS = {  # what rules may ask for besides factors; None: any value
    "standard": None,
    "dimension": get_args(Dimension),
    "behaviour": None,
}
TOLD_ELSEWHERE = ("channel", "incident", "emotion", "justice", "difficulty", "standard")
PLAY = {1: 3, 2: 3, 3: 4, 4: 5, 5: 5}  # minutes, by difficulty
BRIEF, DEBRIEF = 3, 10  # minutes
GENTLE = ("calm", "hopeful")  # who feels like this says it kindly, whatever was missed
MOST_OBSERVERS = 20


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one scene is made from; `row` names the standard and the difficulty too."""

    row: dict
    catalogue: str
    seed: str


def recipe(model, catalogue, standard, seed, **wishes):
    """Return the recipe that a seed gives for a standard, None when no scene can be like that.

    Parameters
    ----------
    model : course.roleplay.factors.Model
    catalogue : course.rolemodels.standards.Catalogue
    standard : str
    seed : str
    **wishes : str
        Values by factor, such as ``difficulty="2"``; all others are drawn.

    Returns
    -------
    Recipe or None
    """

    def drawn(factor):
        values = list(factor.values)
        random.Random(f"{seed}:row:{factor.name}").shuffle(values)  # noqa: S311
        return values

    row = complete(model, wishes, drawn)
    return row and Recipe({**row, "standard": standard}, catalogue.catalogue, seed)


def make_scene(recipe, catalogue, grammar, people=None):
    """Return the scene of a recipe.

    Parameters
    ----------
    recipe : Recipe
    catalogue : course.rolemodels.standards.Catalogue
    grammar : course.roleplay.grammar.Grammar
    people : int, optional
        How many take part; two of them play.

    Returns
    -------
    course.roleplay.scenes.Scene

    Raises
    ------
    course.roleplay.grammar.GrammarError
        The grammar has no words for it.
    """
    row, level = recipe.row, int(recipe.row["difficulty"])
    standard = catalogue.standard(row["standard"])
    given = {"standard": {"name": standard.name, "view": standard.view}}
    wording = Wording(grammar, {**row, "dimension": standard.dimension}, recipe.seed, given)
    also = _also(catalogue, standard, level, recipe.seed)
    watched = _watched(standard, also, level, wording)
    return Scene(
        scene=_name(wording, recipe),
        title=wording.text("situation", "title"),
        module=wording.text("module"),
        catalogue=catalogue.catalogue,
        standard=standard.id,
        also=tuple(each.id for each in also),
        difficulty=level,
        minutes=Minutes(brief=BRIEF, play=PLAY[level], debrief=DEBRIEF),
        channel=row["channel"],
        incident=Incident(group=int(wording.text("group")), type=row["incident"]),
        justice=(row["justice"],),
        factors={name: value for name, value in row.items() if name not in TOLD_ELSEWHERE},
        roles=_parts(wording, people),
        watch=tuple(item for item, _words in watched),
        briefs={
            "everyone": wording.text("everyone"),
            "customer": wording.text("for_customer"),
            "employee": wording.text("for_employee"),
        },
        cues=_cues(watched, level, PLAY[level] * 60, wording),
        debrief=wording.text("debrief"),
        ink=solo_story(wording, [(item, words["behaviour"]) for item, words in watched], level),
    )


def _parts(wording, people):
    return Parts(
        customer=Customer(
            name=wording.text("customer", "name"),
            persona=wording.text("standing_persona"),
            emotion=wording.facts["emotion"],
        ),
        employee=Part(name=wording.text("employee", "name")),
        observer=_observers(people),
    )


def _name(wording, recipe):
    """Return a slug that tells the scene, with an ending that tells the recipe."""
    words = re.findall(r"[a-z0-9]+", wording.text("situation", "title").casefold())
    ending = digest(f"{recipe.catalogue} {recipe.seed} {sorted(recipe.row.items())}")[:6]
    return "-".join([*words, ending])


def _observers(people):
    if people is None:
        return Observers()
    watching = min(max(people - 2, 0), MOST_OBSERVERS)
    return Observers(min=min(watching, 1), max=max(watching, 1))


def _also(catalogue, standard, level, seed):
    """Return the other standards that a scene practises: one more from the third level on."""
    others = [each for each in catalogue.standards if each.id != standard.id]
    if level < 3 or not others:
        return []
    return [random.Random(f"{seed}:also").choice(others)]  # noqa: S311


def _watched(standard, also, level, wording):
    """Return (watch item, its words by field) for each behaviour that observers look for."""
    found = []
    most = {standard.id: 3 if level < 3 else 4} | {each.id: 2 for each in also}
    for each in (standard, *also):
        chance = random.Random(f"{wording.seed}:behaviours:{each.id}")  # noqa: S311
        indices = range(len(each.behaviours))
        chosen = sorted(chance.sample(indices, min(most[each.id], len(indices))))
        for index in chosen:
            behaviour = each.behaviours[index]
            facts = {**wording.facts, "behaviour": behaviour}
            given = {**wording.drawn, "behaviour": {"text": behaviour.rstrip(".")}}
            seen = Wording(wording.grammar, facts, f"{wording.seed}:{behaviour}", given)
            for slot in ("customer", "employee", "boss", "person"):
                seen.drawn[slot] = wording.words(slot)
            words = {field: seen.text("watch", field) for field in seen.words("watch")}
            words["behaviour"] = behaviour
            item = WatchItem(
                id=f"w{len(found) + 1}",
                standard=each.id,
                text=words["text"],
                say=words.get("say"),
                critical=not found,
            )
            found.append((item, words))
    return found


def _cues(watched, level, end, wording):
    """Return the cues: what is missed makes it harder, what is seen makes it easier."""

    def cue(share, kind, text, item=None, *, seen=True):
        return Cue(
            at=int(end * share / 10) * 10, kind=kind, text=text, watch=item and item.id, seen=seen
        )

    rises = wording.several("rise", 5)
    is_gentle = wording.facts["emotion"] in GENTLE

    def harder(number):
        item, words = watched[min(number, len(watched) - 1)]
        return item, rises[number] if is_gentle else words.get("raise", rises[number])

    (first, missed), (third, missed_later) = harder(0), harder(2)
    cues = [
        cue(0.2, "raise", missed, first, seen=False),
        cue(0.4, "ease", wording.text("ease"), watched[min(1, len(watched) - 1)][0]),
        cue(0.6, "raise", missed_later, third, seen=False),
    ]
    if level >= 3:
        fourth, missed_late = harder(3)
        cues += [
            cue(0.5, "raise", wording.text("twist")),
            cue(0.75, "raise", missed_late, fourth, seen=False),
        ]
    if level >= 4:
        cues.append(cue(0.3, "raise", rises[4]))
    cues.append(cue(0.8, "ease", wording.text("settle" if level < 3 else "tell")))
    return tuple(sorted(cues, key=lambda each: each.at))
