"""Scenes, score sheets and worksheets on paper: all that a learner may know, and no more."""

import json

import pytest

from course.printing.practice import printed_scene, printed_sheet, printed_worksheet
from tests.samples import LIBRARY


def shown(blocks):
    """Return blocks as one text in which words can be found."""
    return json.dumps(blocks, ensure_ascii=False)


def quoted(text):
    """Return a text as it stands inside JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def test_a_scene_shows_the_learner_s_part_only():
    """Brief, standards and debrief are printed; the customer's brief, cues and story are not."""
    scene = LIBRARY.scene("the-table-by-the-window")
    text = shown(printed_scene(LIBRARY, scene.id))
    assert "You are Robin" in text
    assert "Listens first" in text
    assert "at which moment did you feel heard" in text
    hidden = [
        *scene.briefs["customer"].splitlines(),
        *(cue.text for cue in scene.cues),
        *(item.text for item in scene.watch),
        "She still has her coat on",
    ]
    assert [words for words in hidden if words in text] == []


def test_a_sheet_keeps_the_key_of_the_person_to_rate():
    """Others' levels are in the table; of the one to rate there are notes, but no level and why."""
    team = LIBRARY.team("harbour_hotel")
    blocks = printed_sheet(LIBRARY, "harbour_hotel")
    [anchors, grid] = [block for block in blocks if block["is"] == "table"]
    assert len(anchors["rows"]) == 6
    names = [cell[0]["text"] for cell in grid["head"]]
    text = shown(blocks)
    for person in team.people:
        levels = {row[names.index(person.name)][0]["text"] for row in grid["rows"]}
        assert (levels == {""}) == person.practice
        for rating in person.ratings.values() if person.practice else ():
            assert quoted(rating.note) in text
            assert quoted(rating.why) not in text


@pytest.mark.parametrize("slug", LIBRARY.files("worksheet"))
def test_a_worksheet_asks_everything(slug):
    """Each prompt is asked, with lines to write on."""
    sheet, blocks = LIBRARY.worksheet(slug), printed_worksheet(LIBRARY, slug)
    text = shown(blocks)
    assert [prompt.ask for prompt in sheet.prompts if prompt.ask not in text] == []
    assert sum(block["is"] == "lines" for block in blocks) == len(sheet.prompts)
