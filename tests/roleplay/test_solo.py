"""The stories of generated scenes: sound, fair and readable, and each has a good way through."""

import re

import pytest

from course.ink import Story, play
from course.learning.reading_level import HARDEST, reading_grade
from course.rolemodels.standards import Catalogue
from course.roleplay.generated import make_scene, recipe
from course.roleplay.grammar import Grammar, Rule
from course.roleplay.ink_text import tags
from course.roleplay.marks import read_marks
from course.roleplay.paths import walk
from course.roleplay.solo import FIELDS, plain
from course.roleplay.story_lint import (
    LONGER,
    LONGER_BY,
    MOST_CHOICES,
    lint_paths,
    lint_text,
)
from tests.roleplay.test_generated import CATALOGUE, GRAMMAR, MODEL, STANDARDS, scene_of

KNOT = re.compile(r"^=== (\w+) ===$", re.MULTILINE)
CHOICE = re.compile(r"^\* \[(.*?)((?: # (?:see|miss): w\d)*)\]$", re.MULTILINE)


def menus_of(ink):
    """Return the choices of each knot: (words, tags)."""
    knots = KNOT.split(ink)[2::2]
    return [found for found in map(CHOICE.findall, knots) if found]


def line_of(text, match):
    """Return the line at which a match begins."""
    return text[: match.start()].count("\n") + 1


def text_faults(scene):
    """Return what the text of a story shows to be wrong, without playing it."""
    knots = {match[1]: line_of(scene.ink, match) for match in KNOT.finditer(scene.ink)}
    faults = list(lint_text(scene, knots))
    marks = {tag.text for tag in tags(scene.ink)}
    for item in scene.watch:
        faults += sorted({f"see: {item.id}", f"miss: {item.id}"} - marks)
    for menu in menus_of(scene.ink):
        if not 3 <= len(menu) <= MOST_CHOICES:
            faults.append(f"{len(menu)} choices")
        right = next((len(words) for words, tag in menu if "see" in tag), 0)
        others = max(len(words) for words, tag in menu if "see" not in tag)
        if right >= LONGER * others and right - others >= LONGER_BY:
            faults.append(f"the right one is the longest: {menu}")
    if reading_grade(spoken_words(scene.ink)) > HARDEST:
        faults.append("hard to read")
    return faults


def spoken_words(ink):
    """Return what is read in a story."""
    lines = [re.sub(r" ?# .*|^\s*(\* \[|~.*|-.*|=.*|VAR.*|\{.*)", "", x) for x in ink.split("\n")]
    return "\n".join(line.strip() for line in lines if line.strip())


def walk_faults(scene):
    """Return what walking a story shows to be wrong, and endings that it lacks."""
    story = Story(scene.ink)
    walked = walk(story)
    endings = {path.ending and path.ending[0] for path in walked.paths}
    missing = {"met", "partly", "missed"} - endings
    faults = lint_paths(scene, walked, story.knots)
    return [*faults, *story.warnings, *missing, *([] if walked.is_complete else ["not walked"])]


def test_the_texts_of_two_hundred_stories_are_sound():
    """Each thing to look for can be shown and missed, no reply gives itself away, all is plain."""
    found = [(number, text_faults(scene_of(number)[1])) for number in range(200)]
    assert [(number, faults) for number, faults in found if faults] == []


@pytest.mark.parametrize("number", [0, 1, 2, 13, 17, 21])
def test_every_path_of_a_sample_is_walked(number):
    """Six stories, easy and hard ones, break no rule on any path and have all three endings."""
    assert walk_faults(scene_of(number)[1]) == []


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_the_texts_of_ten_thousand_stories_are_sound():
    """So are ten thousand."""
    found = [(number, text_faults(scene_of(number)[1])) for number in range(10_000)]
    assert [(number, faults) for number, faults in found if faults] == []


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_every_path_of_every_situation_is_walked():
    """One story of each incident in each trade is walked from end to end, without a fault."""
    places = [(b, i) for b in MODEL.values["business"] for i in MODEL.values["incident"]]
    for number, (business, incident) in enumerate(places):
        wishes = {"business": business, "incident": incident}
        made = recipe(MODEL, CATALOGUE, STANDARDS[number % 6], str(number), **wishes)
        assert walk_faults(make_scene(made, CATALOGUE, GRAMMAR)) == [], wishes


def test_the_good_replies_lead_to_the_best_end():
    """Whoever always takes the good reply shows everything, hears why, and ends well."""
    for number in range(30):
        scene = scene_of(number)[1]
        turns = play(scene.ink, (0,) * len(menus_of(scene.ink)))
        chosen = [turn.choices[0] for turn in turns[:-1]]
        seen = {ident for choice in chosen for ident in read_marks(choice.tags).see}
        assert seen == {item.id for item in scene.watch}
        assert read_marks(turns[-1].lines[-2].tags).end == "met"


def test_wrong_replies_lead_to_a_bad_end():
    """Whoever always takes the wrong reply ends badly; a hard customer leaves before the end."""
    for number, has_left in ((0, False), (4, True)):
        scene = scene_of(number)[1]
        story = Story(scene.ink)
        turn = story.start()
        while not turn.is_end:
            turn = story.choose(2)
        assert [read_marks(line.tags).end for line in turn.lines].count("missed") == 1
        assert ("walked_out" in story.visited()) is has_left


def test_own_words_come_first():
    """The first turn and the offer ask for a reply in one's own words."""
    for number in range(30):
        ink = scene_of(number)[1].ink
        assert ink.count("# own words") == 2
        assert "# own words" in ink.partition("* [")[0]


def test_a_behaviour_without_a_turn_gives_no_story():
    """A catalogue of one's own has no stories, until its behaviours have turns of their own."""
    behaviours = ("Looks up within five seconds.", "Nods.", "Says who is next.")
    standard = {
        "id": "sees-you-first",
        "name": "Sees you first",
        "view": "“They saw me.”",
        "dimension": "empathy",
        "behaviours": behaviours,
        "anchors": {"1": "No.", "3": "Looks up.", "5": "All know their turn."},
    }
    own = Catalogue(catalogue="own", title="Own", standards=(standard,))
    assert scene_of(0, own)[1].ink == ""
    words = dict.fromkeys(FIELDS, "Some words.") | {"at": "hear", "good": "Other words."}
    turn = Rule({"behaviour": behaviours}, (words,))
    taught = Grammar({**GRAMMAR.slots, "turn": (*GRAMMAR.slots["turn"], turn)})
    assert scene_of(0, own, taught)[1].ink.count("* [Other words. # see: w") == 3


@pytest.mark.parametrize(
    "text",
    ["Room #8 {or 9} [or 10] | ~ none", "a // b /* c */", "* - + = go -> END <- x", r"back\slash"],
)
def test_words_of_any_kind_are_played_as_written(text):
    """Signs that mean something to Ink are only signs in the words of a grammar."""
    said = Story(f"{plain(text)}\n* [{plain(text)}]\n- -> END").start()
    assert (said.lines[0].text, said.choices[0].text) == (text, text)
    assert said.lines[0].tags == ()
