"""Generated scenes: they keep every promise of a written one, for every seed."""

import os
import subprocess
import sys

import pytest

from course.content.cards import BRIEFS
from course.content.scenes import check_scene_card, read_scene_card
from course.learning.reading_level import HARDEST, reading_grade
from course.rolemodels.standards import Catalogue
from course.roleplay.cards import card_text
from course.roleplay.generated import Recipe, make_scene, recipe
from course.roleplay.grammar import Grammar, Rule
from course.roleplay.ledger import row_of
from course.roleplay.lint import lint_card
from tests.samples import LIBRARY

MODEL, GRAMMAR = LIBRARY.factors(), LIBRARY.grammar()
CATALOGUE = LIBRARY.catalogue("front_desk")
STANDARDS = tuple(each.id for each in CATALOGUE.standards)


def scene_of(number, catalogue=CATALOGUE, grammar=GRAMMAR, **wishes):
    """Return (recipe, scene) of the seed with this number; standards take turns."""
    ids = [each.id for each in catalogue.standards]
    made = recipe(MODEL, catalogue, ids[number % len(ids)], str(number), **wishes)
    return made, make_scene(made, catalogue, grammar)


def words_of(scene):
    """Return all that people read aloud or act on."""
    return "\n".join([*scene.briefs.values(), *(cue.text for cue in scene.cues), scene.debrief])


def faults_of(numbers):
    """Return what is wrong with the scenes of some seeds: (seed, fault)."""
    found = []
    for number in numbers:
        made, scene = scene_of(number)
        found += [(number, fault) for fault in lint_card(scene, STANDARDS)]
        if not MODEL.allows(made.row):
            found.append((number, "breaks a constraint"))
        if reading_grade(words_of(scene)) > HARDEST:
            found.append((number, "hard to read"))
        if "{" in card_text(scene.model_copy(update={"ink": ""})).split("---")[2]:
            found.append((number, "a slot is left open"))
    return found


def test_generated_scenes_pass_the_linter():
    """Two hundred scenes break no rule of cards, no constraint, and are easy to read."""
    assert faults_of(range(200)) == []


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_ten_thousand_generated_scenes_pass_the_linter():
    """So do ten thousand."""
    assert faults_of(range(10_000)) == []


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("difficulty", [1, 2, 3, 4, 5])
def test_every_standard_at_every_difficulty(standard, difficulty):
    """Each standard can be had at each level, and is what the scene is about."""
    made = recipe(MODEL, CATALOGUE, standard, "7", difficulty=str(difficulty))
    scene = make_scene(made, CATALOGUE, GRAMMAR)
    assert (scene.standard, scene.difficulty) == (standard, difficulty)
    assert scene.watch[0].standard == standard


def test_every_situation_makes_a_sound_scene():
    """Each incident in each trade, at each level that it can have, gives a card without a fault."""
    count, values = 0, MODEL.values
    for business in values["business"]:
        for incident in values["incident"]:
            for number, difficulty in enumerate(values["difficulty"]):
                wishes = {"business": business, "incident": incident, "difficulty": difficulty}
                made = recipe(
                    MODEL, CATALOGUE, STANDARDS[number], f"{business}{incident}", **wishes
                )
                if made:
                    scene = make_scene(made, CATALOGUE, GRAMMAR)
                    assert lint_card(scene, STANDARDS) == [], wishes
                    count += 1
    assert count > 72 * 4


def test_a_scene_has_all_that_a_written_one_has():
    """Briefs for all readers, cues that depend on what is seen, words for debrief and watching."""
    for number in range(20):
        _made, scene = scene_of(number)
        assert set(scene.briefs) == set(BRIEFS)
        assert {cue.kind for cue in scene.cues} == {"raise", "ease"}
        assert any(cue.watch and not cue.seen for cue in scene.cues)
        assert [item.id for item in scene.watch if not item.say] == []
        assert [item.critical for item in scene.watch].count(True) == 1
        assert len(scene.debrief.splitlines()) == 5
        assert scene.roles.customer.name in scene.briefs["everyone"]


def test_harder_scenes_are_harder():
    """More is watched, more happens, and there is more time, at level 4 than at level 1."""
    _easy, easy = scene_of(1, difficulty="1")
    _hard, hard = scene_of(1, difficulty="4")
    assert len(easy.watch) < len(hard.watch) <= 7
    assert len(easy.cues) < len(hard.cues)
    assert easy.minutes.play < hard.minutes.play


def test_a_card_reads_back_to_an_equal_scene(tmp_path):
    """The card of a scene is one that the course reads, with nothing lost and nothing added."""
    for number in range(40):
        _made, scene = scene_of(number)
        path = tmp_path / f"{scene.id}.scene.md"
        path.write_text(card_text(scene, f"seed {number}"), encoding="utf-8")
        assert read_scene_card(path).model_copy(update={"ink_line": 0}) == scene


def test_written_cards_are_written_as_they_were(tmp_path):
    """A written scene, too, survives being written: with its story, in a line of its own."""
    for slug in LIBRARY.files("scene"):
        scene = LIBRARY.scene(slug)
        path = tmp_path / f"{slug}.scene.md"
        path.write_text(card_text(scene), encoding="utf-8")
        again = check_scene_card(path)
        assert again.model_copy(update={"ink_line": scene.ink_line}) == scene


def test_the_same_seed_gives_the_same_card():
    """Made twice, from files read anew, a card is the same to the last sign."""
    from course.content.library import Library

    again = Library()
    for number in range(30):
        made, scene = scene_of(number)
        other = recipe(
            again.factors(), again.catalogue("front_desk"), made.row["standard"], str(number)
        )
        assert other == made
        twin = make_scene(other, again.catalogue("front_desk"), again.grammar())
        assert card_text(twin) == card_text(scene)


SCRIPT = """
from tests.roleplay.test_generated import card_text, scene_of
from course.ids import digest
print(digest("".join(card_text(scene_of(number)[1]) for number in range(12))))
"""


def test_another_process_makes_the_same_cards():
    """Whatever order Python gives its sets and dicts, the cards of a seed are the same bytes."""
    made = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert made[0] == made[1] != ""


def test_seeds_give_different_scenes():
    """A hundred seeds for one standard give a hundred cards, and most of all situations."""
    scenes = [
        make_scene(recipe(MODEL, CATALOGUE, STANDARDS[0], str(seed)), CATALOGUE, GRAMMAR)
        for seed in range(100)
    ]
    assert len({scene.id for scene in scenes}) == 100
    assert len({scene.title for scene in scenes}) > 45


def test_editing_one_list_does_not_reshuffle_a_scene():
    """A name added to the customers changes names, and nothing else of any scene."""
    [names] = GRAMMAR.slots["customer"]
    new = {"name": "Mr Zero", "they": "he", "They": "He", "them": "him", "their": "his"}
    edited = Grammar({**GRAMMAR.slots, "customer": (Rule({}, (*names.words, new)),)})
    for number in range(30):
        (_made, before), (_again, after) = scene_of(number), scene_of(number, grammar=edited)
        assert (after.title, after.channel, after.id) == (before.title, before.channel, before.id)
        old, now = before.roles.customer.name, after.roles.customer.name
        assert after.briefs["customer"].replace(now, old) == before.briefs["customer"]
        assert [cue.at for cue in after.cues] == [cue.at for cue in before.cues]


def test_a_catalogue_of_ones_own_is_watched_in_its_own_words():
    """Standards that the grammar does not know give their behaviours as they stand."""
    standard = {
        "id": "sees-you-first",
        "name": "Sees you first",
        "view": "“They saw me.”",
        "dimension": "empathy",
        "behaviours": ("Looks up within five seconds.", "Nods.", "Says who is next."),
        "anchors": {"1": "No.", "3": "Looks up.", "5": "All know their turn."},
    }
    own = Catalogue(catalogue="own", title="Own", standards=(standard,))
    for level in "12345":
        _made, scene = scene_of(0, own, difficulty=level)
        assert scene.watch[0].text == "Looks up within five seconds"
        assert lint_card(scene, ("sees-you-first",)) == []


def test_wishes_are_granted_or_refused():
    """A wish is in the row; one that no scene can have gives nothing."""
    made = recipe(MODEL, CATALOGUE, STANDARDS[0], "1", channel="visit", business="trade")
    assert (made.row["channel"], made.row["business"]) == ("visit", "trade")
    assert recipe(MODEL, CATALOGUE, STANDARDS[0], "1", channel="visit", business="hotel") is None


@pytest.mark.parametrize(
    ("people", "least", "most"), [(2, 0, 1), (3, 1, 1), (6, 1, 4), (30, 1, 20)]
)
def test_observers_follow_from_the_people(people, least, most):
    """Two play; all others watch, as far as a card allows."""
    made, _scene = scene_of(0)
    observer = make_scene(made, CATALOGUE, GRAMMAR, people).roles.observer
    assert (observer.min, observer.max) == (least, most)


def test_a_card_remembers_its_row():
    """The row of a scene can be read from its card, so the ledger knows what it practises."""
    made, scene = scene_of(3)
    assert row_of(scene) == made.row
    assert isinstance(made, Recipe)
