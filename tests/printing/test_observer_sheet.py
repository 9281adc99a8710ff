"""The observer's score sheet: one page with all that is scored, and nothing that is private."""

import re

import pytest

from course.learning.rubrics import ANCHORED
from course.printing.observer_sheet import observer_sheet
from course.printing.typeset import typeset
from course.roleplay.scores import GRADES, OUTCOMES
from tests.printing.pdf_files import pdf_text, reader, squeezed
from tests.printing.scenes import CATALOGUE, GOOD, LONG_WORD, SHIPPED, long_scene
from tests.printing.test_typeset import fonts_of

SCENES = pytest.mark.parametrize("scene", [GOOD, *SHIPPED], ids=lambda scene: scene.id)


def pdf_of(scene):
    """Return the score sheet of a scene as a PDF."""
    return typeset("observer_sheet", observer_sheet(scene, CATALOGUE).body())


@SCENES
def test_all_that_is_scored_is_on_one_page(scene):
    """Watch items, outcomes, anchors of each standard, grades and places to write: on one page."""
    pdf = pdf_of(scene)
    text = pdf_text(pdf)
    assert len(reader(pdf).pages) == 1
    for item in scene.watch:
        assert squeezed(item.text) in text
    for each in (scene.standard, *scene.also):
        standard = CATALOGUE.standard(each)
        wanted = [standard.name, *(standard.anchors[level] for level in ANCHORED)]
        assert [words for words in wanted if squeezed(words) not in text] == []
    asked = [*OUTCOMES, *GRADES, "Your name", "Date", "One moment that met the standard"]
    assert [words for words in asked if squeezed(words) not in text] == []
    assert text.count("mustbeseen") == sum(item.critical for item in scene.watch)


@SCENES
def test_nothing_private_is_on_it(scene):
    """No line of a brief, no cue, no example of good words, and none of the debrief."""
    text = squeezed(observer_sheet(scene, CATALOGUE).body())
    private = [line for brief in scene.briefs.values() for line in brief.splitlines()]
    private += [cue.text for cue in scene.cues] + scene.debrief.splitlines()
    private += [item.say for item in scene.watch if item.say]
    assert len(private) >= 8
    assert [line for line in private if line.strip() and squeezed(line) in text] == []


def test_the_largest_sheet_still_fits():
    """Seven long watch items and three standards fit on one page, and no word runs out of it."""
    pdf = pdf_of(long_scene())
    assert len(reader(pdf).pages) == 1
    assert re.sub("[\u00ad-]", "", pdf_text(pdf)).count(LONG_WORD[:30]) >= 8
    assert fonts_of(reader(pdf).pages[0]) <= {
        "AtkinsonHyperlegibleNext-Regular",
        "AtkinsonHyperlegibleNext-Bold",
    }
    right = []

    def look(text, _user, place, _font, _size):
        if text.strip():
            right.append(place[4])

    reader(pdf).pages[0].extract_text(visitor_text=look)
    assert max(right) < 595 - 42


def test_another_scene_is_another_version():
    """The press keeps a sheet under a hash of all that is on it."""
    versions = [observer_sheet(scene, CATALOGUE).version for scene in (GOOD, GOOD, SHIPPED[0])]
    assert versions[0] == versions[1] != versions[2]
