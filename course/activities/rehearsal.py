"""The rehearsal: a scene played alone, as a conversation in which every choice is stored."""

import random
from contextlib import suppress

from course.activities.messages import fit_text, is_key
from course.activities.weak import another_look
from course.errors import ContentError, InvalidResponseError, NotFoundError
from course.ink import InkError, Story, play
from course.learning.public_view import TOKENS
from course.roleplay.marks import read_marks
from course.roleplay.paths import walk
from course.roleplay.scenes import read_scene, scene_hash, scene_json, spoken
from course.roleplay.takes import takes, watch_outcomes

LONGEST = 2000  # characters of a reply or goal in one's own words
GOAL, DRAFT = "goal", "draft"  # fields of texts
WHO = {"customer": "customer", "employee": "you", None: "narrator"}


class Rehearsal:
    """A person rehearses a scene.

    Parameters
    ----------
    course : course.activities.course.Course
    scene : str
        Slug of the scene.
    given : course.roleplay.scenes.Scene, optional
        The scene itself when no card of it was saved.

    Raises
    ------
    NotFoundError
        No such scene, or one without a story.
    """

    kind = "rehearsal"

    def __init__(self, course, scene, given=None):
        self.course = course
        self.scene = given or course.content.scene(scene)
        if not self.scene.ink:
            raise NotFoundError(f"The scene {scene!r} has no story to rehearse alone.")
        self.name = f"{self.kind}/{scene}"

    def view(self):
        """Return what the browser may see: a dict for JSON.

        It holds what was said so far and the choices of this turn. Where they lead, and what they
        are worth, stays here until the scene is over.
        """
        events = self._events()
        played = takes(events)
        take = played[-1]
        scene = self._scene_of(take)
        turns = self._play(scene, take)
        texts = self.course.store.events.texts(self.course.person, self.name)
        return {
            "kind": self.kind,
            "after": len(events),
            "take": take.number,
            "title": scene.title,
            "minutes": scene.minutes.play,
            "standards": self._standards(scene),
            "brief": {"everyone": scene.briefs["everyone"], "part": scene.briefs["employee"]},
            "customer": scene.roles.customer.name,
            "turns": [self._turn_view(scene, take, number, turns) for number in range(len(turns))],
            "menu": self._menu(take, turns, texts),
            "result": self._result(scene, take, turns, texts) if take.ending else None,
            "earlier": [one.ending for one in played[:-1] if one.ending],
        }

    def act(self, message):
        """Do what a page asks.

        Parameters
        ----------
        message : dict
            ``{"do": "choose", "token": str}``, ``{"do": "words", "text": str}``,
            ``{"do": "rewind", "turn": int}``, ``{"do": "again"}``,
            ``{"do": "share", "shared": bool}``, each with ``"after": int``, how many events the
            page has seen, and ``"key": str``; ``{"do": "draft", "text": str, "after": int}`` while
            a reply is typed; ``{"do": "goal", "text": str}``; ``{"do": "look"}``.

        Returns
        -------
        dict
            The new view. When another page went on in the meantime, nothing is stored and the view
            shows where the scene is now.

        Raises
        ------
        InvalidResponseError
            Nothing was done.
        course.errors.StoreError
            Nothing was stored.
        """
        match message:
            case {"do": "look"}:
                pass
            case {"do": "goal", "text": str(text)}:
                self._keep_text(GOAL, text)
            case {"do": "draft", "text": str(text), "after": int(after)}:
                self._keep_draft(text, after)
            case {"do": str(what), "after": int(after), "key": str(key)} if is_key(key):
                self._append(what, message, after, key)
            case _:
                raise InvalidResponseError("this message is none that a rehearsal understands")
        return self.view()

    def shared(self):
        """Return the takes that the person shared with their trainer, oldest first.

        Returns
        -------
        list of dict
            For JSON: take, ending, replies (each with own words, if any), watch and goal.
        """
        found = []
        texts = self.course.store.events.texts(self.course.person, self.name)
        for take in takes(self._events()):
            if take.is_shared and take.ending:
                scene = self._scene_of(take)
                turns = self._play(scene, take)
                shown = [self._turn_view(scene, take, n, turns) for n in range(len(take.choices))]
                result = self._result(scene, take, turns, texts)
                found.append(
                    {
                        "take": take.number,
                        "ending": take.ending,
                        "replies": [{"words": t["words"], "reply": t["reply"]} for t in shown],
                        "watch": [
                            {"text": item["text"], "outcome": item["outcome"]}
                            for item in result["watch"]
                        ],
                        "goal": result["goal"],
                    }
                )
        return found

    # --- what is stored -------------------------------------------------------------------------

    def _events(self):
        return self.course.store.events.of(self.course.person, self.name)

    def _append(self, what, message, after, key):
        events = self._events()
        if after != len(events):
            return  # sent twice, or another page went on: the view tells
        take = takes(events)[-1]
        scene = self._scene_of(take)
        body = self._body(what, message, take, self._play(scene, take))
        snapshots = {}
        if what in ("words", "choose") and take.scene is None:
            body["scene"] = scene_hash(scene)
            snapshots[body["scene"]] = scene_json(scene)
        is_stored = self.course.store.events.append(
            self.course.person, self.name, what, body, key, after=after, snapshots=snapshots
        )
        if is_stored and what in ("words", "rewind"):
            self._keep_text(DRAFT, "")

    def _body(self, what, message, take, turns):
        """Return the body of the event that a message asks for."""
        here = len(take.choices)
        match what, message:
            case "words", {"text": str(text)} if self._asks_for_words(take, turns):
                return {"turn": here, "text": fit_text(text, LONGEST)}
            case "choose", {"token": str(token)} if not take.ending:
                choice, scene = self._choice(token, take, turns), self._scene_of(take)
                ending = ending_of(self._play(scene, take, then=choice)[-1])
                body = {"turn": here, "choice": choice, "ending": ending}
                taken = (*take.choices, choice)
                return body | {"missed": missed(scene, turns, taken)} if ending else body
            case "rewind", {"turn": turn} if type(turn) is int and 0 <= turn < here:
                return {"turn": turn}
            case "again", _ if take.ending:
                return {}
            case "share", {"shared": bool(shared)} if take.ending:
                return {"take": take.number, "shared": shared}
        raise InvalidResponseError("the scene is at another point than this page shows")

    def _choice(self, token, take, turns):
        order = self._order(take, turns)
        if self._asks_for_words(take, turns) or token not in set(TOKENS[: len(order)]):
            raise InvalidResponseError("there is no such choice at this point")
        return order[TOKENS.index(token)]

    def _keep_draft(self, text, after):
        """Keep a reply while it is typed; one that comes late belongs to an earlier moment."""
        events = self._events()
        take = takes(events)[-1]
        if after == len(events) and self._asks_for_words(
            take, self._play(self._scene_of(take), take)
        ):
            self._keep_text(DRAFT, text)

    def _keep_text(self, field, text):
        text = fit_text(text, LONGEST)
        self.course.store.events.keep_text(self.course.person, self.name, field, text)

    # --- the scene ------------------------------------------------------------------------------

    def _scene_of(self, take):
        """Return the scene of a take: as it is now, else as it was when the take began."""
        if take.scene in (None, scene_hash(self.scene)):
            return self.scene
        return read_scene(self.course.store.answers.snapshot(take.scene))

    def _play(self, scene, take, then=None):
        """Return the turns of a take so far, played anew from the stored choices."""
        return play(scene.ink, (*take.choices, *([] if then is None else [then])))

    def _order(self, take, turns):
        """Return the order in which the choices of the current turn are shown."""
        order = list(range(len(turns[-1].choices)))
        seed = f"{self.course.person.id}:{self.name}:{take.number}:{len(take.choices)}"
        random.Random(seed).shuffle(order)  # noqa: S311 (for shuffling, not for secrets)
        return order

    def _asks_for_words(self, take, turns):
        """Tell whether the person is to write a reply of their own before the choices appear."""
        asks = any(read_marks(line.tags).own_words for line in turns[-1].lines)
        return asks and not take.ending and take.words_at(len(take.choices)) is None

    # --- views ----------------------------------------------------------------------------------

    def _standards(self, scene):
        """Return the standards of a scene; the catalogue may have lost one since a take began."""
        catalogue = self.course.content.catalogue(scene.catalogue)
        found = [catalogue.standard(slug) for slug in (scene.standard, *scene.also)]
        return [{"id": each.id, "name": each.name, "view": each.view} for each in found if each]

    def _turn_view(self, scene, take, number, turns):
        chosen = number < len(take.choices)
        return {
            "lines": said(turns[number].lines, scene),
            "words": take.words_at(number) or None,
            "reply": turns[number].choices[take.choices[number]].text if chosen else None,
        }

    def _menu(self, take, turns, texts):
        if take.ending:
            return None
        if self._asks_for_words(take, turns):
            return {"ask": "words", "draft": texts.get(DRAFT, "")}
        choices = turns[-1].choices
        return {
            "ask": "choice",
            "choices": [
                {"token": token, "text": choices[index].text}
                for token, index in zip(TOKENS, self._order(take, turns), strict=False)
            ],
        }

    def _result(self, scene, take, turns, texts):
        """Return what was seen and missed, once the scene is over."""
        outcomes = outcomes_of(scene, turns, take.choices)
        return {
            "ending": take.ending,
            "again": another_look(self.course, missed(scene, turns, take.choices)),
            "watch": [
                {
                    "standard": item.standard,
                    "text": item.text,
                    "critical": item.critical,
                    "outcome": outcomes[item.id][0],
                    "turn": outcomes[item.id][1],
                    "say": item.say,
                }
                for item in scene.watch
            ],
            "goal": texts.get(GOAL, ""),
            "shared": take.is_shared,
        }


def said(lines, scene):
    """Return the lines of a turn for the page: who speaks, what, and the customer's mood."""
    found = []
    for line in lines:
        role, words = spoken(scene, line.text)
        if words:
            mood = read_marks(line.tags).mood
            found.append({"who": WHO[role], "text": words, "mood": mood})
    return found


def outcomes_of(scene, turns, choices):
    """Return what was seen and missed on the way of these choices, by watch item."""
    chosen = [turn.choices[index] for turn, index in zip(turns, choices, strict=False)]
    return watch_outcomes(scene.watch, [read_marks(choice.tags) for choice in chosen])


def missed(scene, turns, choices):
    """Return [standard, text] of each watch item that was missed, what is critical first.

    It is stored with the choice that ends a take, for `course.activities.weak`.
    """
    outcomes = outcomes_of(scene, turns, choices)
    items = [item for item in scene.watch if outcomes[item.id][0] == "missed"]
    items.sort(key=lambda item: not item.critical)
    return [[f"{scene.catalogue}/{item.standard}", item.text] for item in items]


def ending_of(turn):
    """Return how a turn ends the scene: ``met``, ``partly``, ``missed``, or None."""
    return next((e for e in (read_marks(line.tags).end for line in turn.lines) if e), None)


def all_turns(content):
    """Return every turn of the scenes that a module rehearses, for `course.ink.foresee`.

    Other scenes are left out, since each costs the start of the server about a second; so are those
    with more paths than are walked to check them.

    Parameters
    ----------
    content : course.content.library.Library

    Returns
    -------
    dict of (str, tuple of int) to course.ink.Turn
    """
    found = {}
    for slug in _rehearsed(content):
        with suppress(InkError, ContentError, NotFoundError):
            source = content.scene(slug).ink
            walked = walk(Story(source))
            if walked.is_complete:
                found |= {
                    (source, path.choices[:taken]): turn
                    for path in walked.paths
                    for taken, turn in enumerate(path.turns)
                }
    return found


def _rehearsed(content):
    """Return the slugs of the scenes on the map of the diploma, none when it cannot be read."""
    try:
        practice = [name.split("/") for module in content.map for name in module.practice]
    except ContentError:
        return []
    return [slug for kind, slug in practice if kind == Rehearsal.kind]
