"""The shelf: a person chooses a scene to rehearse alone, and plays it here."""

from contextlib import suppress
from functools import cached_property

from course.activities.messages import is_key
from course.activities.rehearsal import Rehearsal
from course.errors import ContentError, InvalidResponseError, NotFoundError
from course.ids import new_id
from course.roleplay.generated import make_scene, recipe
from course.roleplay.scenes import read_scene, scene_hash, scene_json
from course.roleplay.shelf import Shelved, in_order
from course.roleplay.takes import takes
from course.translation import _

NAME = "rehearsals"
LEVELS = (1, 2, 3, 4, 5)


class Shelf:
    """A person rehearses one scene of all that there are.

    The scene that is open is stored, so that a page that is loaded again shows it again.

    Parameters
    ----------
    course : course.activities.course.Course
    """

    kind = "shelf"
    name = NAME

    def __init__(self, course):
        self.course = course

    def view(self):
        """Return what the browser shows: the scene that is open, else the shelf."""
        played = self._rehearsal()
        return {
            "kind": self.kind,
            "open": played.scene.id if played else None,
            "rehearsal": played.view() if played else None,
            "scenes": [] if played else self._scenes(),
            "standards": [] if played else self._standards,
        }

    def act(self, message):
        """Do what a page asks.

        Parameters
        ----------
        message : dict
            ``{"do": "open", "scene": slug}`` (with ``"again": True`` a take that is over makes room
            for a new one), ``{"do": "new", "standard": "catalogue/standard",
            "difficulty": int}`` (a scene that nobody has played before) or ``{"do": "close"}``,
            each with ``"key": str``; ``{"do": "look"}``; all else is for the scene that is open
            (see `course.activities.rehearsal.Rehearsal.act`), which a page names by ``"scene"``.

        Returns
        -------
        dict
            The new view.

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
            case {"do": "open", "scene": str(slug), "key": str(key)} if is_key(key):
                played = self._playable_scene(slug)
                self._keep("open", {"scene": slug}, key)
                if message.get("again") is True:
                    _begin_again(played, key)
            case {
                "do": "new",
                "standard": str(place),
                "difficulty": int(level),
                "key": str(key),
            } if is_key(key) and type(level) is int and level in LEVELS:
                open_made(self.course, self._make(place, level), key)
            case {"do": "close", "key": str(key)} if is_key(key):
                self._keep("close", {}, key)
            case _:
                self._on_stage(message.get("scene")).act(message)
        return self.view()

    # --- what is open ---------------------------------------------------------------------------

    def _events(self):
        return self.course.store.events.of(self.course.person, NAME)

    def _keep(self, kind, body, key):
        self.course.store.events.append(self.course.person, NAME, kind, body, key)

    def _rehearsal(self):
        """Return the rehearsal of the scene that is open; None when none is, or it is gone."""
        events = self._events()
        if not events or events[-1].kind != "open":
            return None
        slug = events[-1].body["scene"]
        with suppress(NotFoundError, ContentError):
            return Rehearsal(self.course, slug, made_scene(self.course, slug))
        return None

    def _on_stage(self, slug=None):
        """Return the rehearsal of the scene that is open, if a page means this one."""
        played = self._rehearsal()
        if played is None:
            raise InvalidResponseError(_("No scene is open on this page any more."))
        if slug not in (None, played.scene.id):
            words = _(
                "Another page has opened another scene. Go back to all scenes to open this one"
                " again."
            )
            raise InvalidResponseError(words)
        return played

    def _playable_scene(self, slug):
        """Return the rehearsal of a scene; one that cannot be played is refused."""
        try:
            return Rehearsal(self.course, slug, made_scene(self.course, slug))
        except NotFoundError:
            words = _("There is no such scene to rehearse alone.")
            raise InvalidResponseError(words) from None

    # --- the shelf ------------------------------------------------------------------------------

    @cached_property
    def _catalogues(self):
        return self.course.content.catalogues()

    @cached_property
    def _standards(self):
        """The standards for which a new scene can be made, with their names."""
        turns = self.course.content.grammar().slots.get("turn", ())
        known = {text for rule in turns for text in rule.when.get("behaviour", ())}
        return [
            {"id": f"{slug}/{standard.id}", "name": standard.name}
            for slug, catalogue in self._catalogues.items()
            for standard in catalogue.standards
            if known.issuperset(standard.behaviours)
        ]

    def _scenes(self):
        """Return all scenes that can be rehearsed, the best next one first."""
        scenes = self._playable()
        taken = self.course.store.events.under(self.course.person, Rehearsal.kind)
        shelved = [
            _shelved(scene, taken.get(f"{Rehearsal.kind}/{slug}", ()))
            for slug, (scene, _is_made) in scenes.items()
        ]
        return [
            self._scene_view(each, why, *scenes[each.id], taken) for each, why in in_order(shelved)
        ]

    def _playable(self):
        """Return (scene, whether it was made and not saved) by slug."""
        content, found = self.course.content, {}
        for slug in content.files("scene"):
            with suppress(ContentError):  # its author is told elsewhere
                found[slug] = content.scene(slug), False
        made = {each.body["scene"] for each in self._events() if "hash" in each.body}
        for slug in sorted(made - found.keys()):
            found[slug] = made_scene(self.course, slug), True
        return {slug: pair for slug, pair in found.items() if pair[0].ink}

    def _scene_view(self, shelved, why, scene, is_made, taken):
        catalogue = self._catalogues.get(scene.catalogue)
        standard = catalogue and catalogue.standard(scene.standard)
        take = takes(taken.get(f"{Rehearsal.kind}/{scene.id}", ()))[-1]
        return {
            "slug": scene.id,
            "title": scene.title,
            "standard": standard.name if standard else "",
            "difficulty": scene.difficulty,
            "minutes": scene.minutes.play,
            "customer": scene.roles.customer.name,
            "mood": scene.roles.customer.emotion,
            "endings": list(shelved.endings),
            "last": shelved.last,
            "why": why,
            "is_begun": bool(take.choices or take.words) and not take.ending,
            "is_made": is_made,
        }

    def _make(self, place, level):
        """Return a new scene for a standard."""
        slug, _slash, standard = place.partition("/")
        if place not in [each["id"] for each in self._standards]:
            raise InvalidResponseError(_("For this standard no new scene can be made."))
        seed = new_id()[:8]
        scene = scene_of(self.course.content, self._catalogues[slug], standard, level, seed)
        if not scene or not scene.ink:
            raise InvalidResponseError(_("For this standard no new scene can be made."))
        return scene


def scene_of(content, catalogue, standard, level, seed):
    """Return the scene that a seed gives for a standard and a difficulty; None when none can be."""
    made = recipe(content.factors(), catalogue, standard, seed, difficulty=str(level))
    return made and make_scene(made, catalogue, content.grammar())


def open_made(course, scene, key):
    """Open a scene that was made and not saved, on a person's shelf; it is kept as it is now."""
    body = {"scene": scene.id, "hash": scene_hash(scene)}
    course.store.events.append(
        course.person, NAME, "open", body, key, snapshots={body["hash"]: scene_json(scene)}
    )


def made_scene(course, slug):
    """Return a scene of which no card was saved, as it was made; None for one with a card."""
    if slug in course.content.files("scene"):
        return None
    events = course.store.events.of(course.person, NAME)
    made = [each.body for each in events if each.body.get("scene") == slug and "hash" in each.body]
    return read_scene(course.store.answers.snapshot(made[-1]["hash"])) if made else None


def _begin_again(played, key):
    """Begin a new take of a scene, if the last one is over."""
    view = played.view()
    if view["result"]:
        played.act({"do": "again", "after": view["after"], "key": key})


def _shelved(scene, events):
    ended = [event for event in events if event.body.get("ending")]
    endings = tuple(take.ending for take in takes(events) if take.ending)
    standard = f"{scene.catalogue}/{scene.standard}"
    last = ended[-1].at if ended else None
    return Shelved(scene.id, standard, scene.difficulty, endings, last)
