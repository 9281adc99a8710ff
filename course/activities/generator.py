"""The generator: a trainer gets a scene for a standard and for these people, and may keep it."""

from contextlib import suppress
from functools import cached_property

from course.activities import generator_views as views
from course.activities.messages import is_key
from course.activities.overview import course_of_trainer
from course.activities.practised import ledger_of, people_of
from course.activities.shelf import open_made
from course.content.writer import CardExistsError, is_saved, save_card
from course.errors import ContentError, InvalidResponseError
from course.ids import new_id
from course.roleplay.generated import make_scene, recipe
from course.roleplay.ledger import Candidate, next_scene, row_of
from course.roleplay.season import note_of, season
from course.translation import _

LEVELS = (1, 2, 3, 4, 5)
LEAST_PEOPLE, MOST_PEOPLE, USUAL_PEOPLE = 2, 22, 4
TRIES = 24  # scenes to choose from when people are named
NUMBERS = 100_000  # of scenes; few enough to be said aloud
WISHES = ("channel", "business")
LONGEST_SEED = 20


class Generator:
    """A trainer makes scenes.

    What a page asks for tells the whole scene, so that it is the same in another kernel: the
    standard and the number that all choices follow from, or a place in the season plan.

    Parameters
    ----------
    course : course.activities.course.Course
    has_pages : bool
        Whether the server that shows the page also has the pages of saved scenes.

    Raises
    ------
    course.errors.NotAllowedError
        The person is no trainer.
    """

    kind = name = "generator"

    def __init__(self, course, has_pages=False):
        self.has_pages = has_pages
        self.course = course_of_trainer(course)
        self.model, self.grammar = course.content.factors(), course.content.grammar()
        self._made = self._plan = None  # views of the last scene, and of the season plan

    def view(self):
        """Return what the browser shows: a dict for JSON."""
        return {
            "kind": self.kind,
            "standards": [
                {
                    "id": f"{catalogue.catalogue}/{standard.id}",
                    "name": standard.name,
                    "catalogue": catalogue.title,
                }
                for catalogue in self._catalogues.values()
                for standard in catalogue.standards
            ],
            "wishes": {name: views.labels(self.model.values[name]) for name in WISHES},
            "people": [{"key": key, "name": name} for key, name in self._people.items()],
            "counts": {"least": LEAST_PEOPLE, "most": MOST_PEOPLE, "usual": USUAL_PEOPLE},
            "made": self._made,
            "plan": self._plan,
        }

    def act(self, message):
        """Do what a page asks.

        Parameters
        ----------
        message : dict
            ``{"do": "make", "ask": ask}``, ``{"do": "save", "ask": ask, "replace": bool}``,
            ``{"do": "rehearse", "ask": ask, "key": str}`` (it is open on the trainer's shelf then),
            ``{"do": "plan", "catalogue": slug}`` or ``{"do": "look"}``. An ask is a dict with
            standard (``catalogue/standard``), difficulty, channel and business (empty: any),
            people (how many), who (keys) and seed (empty: a new one); or with catalogue, number
            (of the season plan) and people.

        Returns
        -------
        dict
            The new view.

        Raises
        ------
        InvalidResponseError
            Nothing was done.
        """
        match message:
            case {"do": "make", "ask": dict(ask)}:
                self._made = self._view_of(*self._make(ask))
            case {"do": "save", "ask": dict(ask), "replace": bool(replace)}:
                self._save(ask, replace)
            case {"do": "rehearse", "ask": dict(ask), "key": str(key)} if is_key(key):
                self._rehearse(ask, key)
            case {"do": "plan", "catalogue": str(slug)}:
                self._plan = self._plan_view(self._catalogue(slug))
            case {"do": "look"}:
                pass
            case _:
                raise InvalidResponseError(_("This message is none that a generator understands."))
        return self.view()

    # --- what there is ------------------------------------------------------------------------

    @cached_property
    def _catalogues(self):
        """All lists of standards, the business's own first."""
        return self.course.content.catalogues()

    @cached_property
    def _people(self):
        return people_of(self.course)

    @cached_property
    def _seasons(self):
        return {}

    def _catalogue(self, slug):
        if slug not in self._catalogues:
            raise InvalidResponseError(_("There is no such list of standards any more."))
        return self._catalogues[slug]

    def _season(self, catalogue):
        """Return the recipes of the season plan; it takes some seconds once."""
        if catalogue.catalogue not in self._seasons:
            self._seasons[catalogue.catalogue] = season(self.model, catalogue)
        return self._seasons[catalogue.catalogue]

    # --- making -------------------------------------------------------------------------------

    def _make(self, ask):
        """Return (ask with all that was drawn, recipe, scene)."""
        match ask:
            case {"catalogue": str(slug), "number": int(number), "people": int(people)}:
                catalogue = self._catalogue(slug)
                recipes = self._season(catalogue)
                if not 1 <= number <= len(recipes):
                    raise InvalidResponseError(_("The season plan has no such scene."))
                made = recipes[number - 1]
            case {
                "standard": str(place),
                "difficulty": int(difficulty),
                "people": int(people),
                "who": list(who),
                "seed": str(seed),
            } if (
                type(difficulty) is int
                and difficulty in LEVELS
                and len(seed) <= LONGEST_SEED
                and seed.isprintable()
            ):
                slug, _slash, standard = place.partition("/")
                catalogue = self._catalogue(slug)
                if catalogue.standard(standard) is None:
                    raise InvalidResponseError(_("There is no such standard any more."))
                wishes = {"difficulty": str(difficulty), **self._wishes(ask)}
                who = [key for key in self._people if key in who]
                made = self._recipe(catalogue, standard, wishes, who, seed.strip())
                ask = {**ask, "who": who, "seed": made.seed}
            case _:
                raise InvalidResponseError(_("This message is none that a generator understands."))
        people = min(max(people, LEAST_PEOPLE, len(ask.get("who", ()))), MOST_PEOPLE)
        return {**ask, "people": people}, made, make_scene(made, catalogue, self.grammar, people)

    def _wishes(self, ask):
        """Return the values that a page wishes for, by factor."""
        wishes = {name: ask.get(name) for name in WISHES if ask.get(name)}
        if any(value not in self.model.values[name] for name, value in wishes.items()):
            raise InvalidResponseError(_("There is no such wish any more."))
        return wishes

    def _recipe(self, catalogue, standard, wishes, who, seed):
        """Return the recipe of a seed; without one, of the seed that is newest to the people."""
        first = int(new_id(), 16)
        seeds = [seed] if seed else [str((first + n) % NUMBERS) for n in range(TRIES if who else 1)]
        drawn = [recipe(self.model, catalogue, standard, each, **wishes) for each in seeds]
        if None in drawn:
            raise InvalidResponseError(
                _("No scene can be like that. Choose another place, trade or difficulty.")
            )
        level = int(wishes["difficulty"])
        found = [Candidate(each, each.row, standard, level) for each in drawn]
        return next_scene(found, self._ledger, who, standard, level).id

    @cached_property
    def _ledger(self):
        return ledger_of(self.course)

    # --- showing ------------------------------------------------------------------------------

    def _view_of(self, ask, made, scene, saved=""):
        if not saved and is_saved(self.course.content, scene, note_of(made)):
            saved = "same"
        who = ask.get("who", [])
        return {
            **views.scene_view(scene, self._catalogues[scene.catalogue], made.row),
            "ask": ask,
            "news": views.news(self._ledger, made.row, who) if who else None,
            "written": self._written(scene, who),
            "saved": saved,
            "has_pages": self.has_pages,
        }

    def _written(self, scene, who):
        """Return the written scene that comes next best to a generated one, or None."""
        scenes = []
        for slug in self.course.content.files("scene"):
            with suppress(ContentError):  # its author is told elsewhere
                scenes.append(self.course.content.scene(slug))
        found = [
            Candidate(each, row_of(each), each.standard, each.difficulty)
            for each in scenes
            if each.catalogue == scene.catalogue and not each.factors
        ]
        best = next_scene(found, self._ledger, who or [""], scene.standard, scene.difficulty)
        return best and {"title": best.id.title, "difficulty": best.difficulty}

    def _save(self, ask, replace):
        ask, made, scene = self._make(ask)
        try:
            is_new = save_card(self.course.content, scene, note_of(made), replace=replace)
        except CardExistsError:
            self._made = self._view_of(ask, made, scene, "other")
            return
        self._made = self._view_of(ask, made, scene, "new" if is_new else "same")

    def _rehearse(self, ask, key):
        ask, made, scene = self._make(ask)
        if not scene.ink:
            raise InvalidResponseError(_("This scene has no story to rehearse alone."))
        self._made = self._view_of(ask, made, scene)
        open_made(self.course, scene, key)

    def _plan_view(self, catalogue):
        recipes = self._season(catalogue)
        scenes = [make_scene(each, catalogue, self.grammar) for each in recipes]
        return views.plan_view(catalogue, recipes, scenes)
