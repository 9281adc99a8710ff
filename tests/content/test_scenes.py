"""Scene cards: a good one is read, and of each fault its author is told exactly where and what."""

import re
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from course import ink
from course.content.cards import read_blocks, split_sections
from course.content.library import SHIPPED, Library
from course.content.scenes import check_scene_card, read_scene_card
from course.errors import ContentError, NotFoundError

CARD = Path(__file__).parent / "good.scene.md"
GOOD = CARD.read_text(encoding="utf-8")
CATALOGUE = ("listens-first", "owns-the-problem", "does-what-we-said")

FAULTS = YAML(typ="safe").load(CARD.parent / "broken_scenes.yaml")
REPEATED = "\n".join(
    f"* [“{words}” # miss: w2]\n  Mr Baum: “Hm.” # mood: {mood}\n  -> gone"
    for words, mood in (("So?", "hurt"), ("Eat.", "angry"), ("Oh.", "resigned"))
)
WATCHED = "".join(
    f"  - {{id: w{n}, standard: owns-the-problem, text: Takes it on {n}}}\n" for n in range(3, 9)
)
AGAIN = "-> again\n\n=== again ===\nWell?\n+ [“Yes.” # see: w2]\n  -> again\n* [“No.” # miss: w2]"


def standards(catalogue):
    """Return the ids of the one catalogue that there is."""
    if catalogue != "front_desk":
        raise NotFoundError(catalogue)
    return CATALOGUE


def problems_of(tmp_path, text, check=read_scene_card):
    """Return the problems of a card with this text, without the name of the file."""
    path = tmp_path / "good.scene.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        check(path, "card", standards)
    assert all(problem.startswith("card:") for problem in caught.value.problems)
    return [problem.removeprefix("card:") for problem in caught.value.problems]


def with_fault(old, new):
    """Return the good card with one thing replaced."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


@pytest.mark.parametrize("name", FAULTS["card"])
def test_a_fault_of_a_card_is_told_in_full(name, tmp_path):
    """Line, kind, id, what is wrong, what was expected and found, and no more."""
    fault = FAULTS["card"][name]
    found = problems_of(tmp_path, with_fault(fault["old"], fault["new"]))
    assert found == fault["problems"]


@pytest.mark.parametrize("name", FAULTS["story"])
def test_a_fault_of_a_story_is_told_in_full(name, tmp_path):
    """What compiling and walking the story shows is told with the line of the file."""
    fault = FAULTS["story"][name]
    found = problems_of(tmp_path, with_fault(fault["old"], fault["new"]), check_scene_card)
    assert found == fault["problems"]


def test_seven_watch_items_are_the_most(tmp_path):
    """An eighth watch item is one too many for an observer."""
    text = with_fault("---\n# Brief: everyone", f"{WATCHED}---\n# Brief: everyone")
    assert problems_of(tmp_path, text) == [
        "17: scene 'good': wrong number of watch items; expected at most 7, found 8"
    ]


def test_a_long_brief(tmp_path):
    """In two minutes a person reads 400 words: 9 + 6 + 4 * 97 are three too many."""
    text = with_fault("a new bowl.\n", f"a new bowl.\n{'And there is bread. ' * 97}\n")
    assert problems_of(tmp_path, text) == [
        "32: brief 'employee': takes more than 2 min to read with what everyone reads; "
        "expected at most 400 words, found 403"
    ]


def test_a_menu_of_five(tmp_path):
    """Four choices fit on a phone."""
    text = with_fault("  -> gone\n", f"  -> gone\n{REPEATED}\n")
    assert problems_of(tmp_path, text, check_scene_card) == [
        "61: menu 'bowl': too many choices; expected at most 4, found 5"
    ]


def test_a_loop_without_end_is_stopped(tmp_path, monkeypatch):
    """A story that never comes to a menu is a problem, not a hang."""
    monkeypatch.setattr(ink, "SECONDS", 0.2)
    text = with_fault("He leaves. # end: missed\n-> END", "He leaves. # end: missed\n-> gone")
    assert problems_of(tmp_path, text, check_scene_card) == [
        "63: scene 'good': a path breaks off (runs on and on without a menu or an end); "
        "expected an ending, found after '“The kitchen did that.”'"
    ]


def test_menus_without_end_are_stopped(tmp_path):
    """A story in which one may choose for ever is a problem."""
    text = with_fault("  -> gone\n", f"  {AGAIN}\n  -> gone\n")
    assert problems_of(tmp_path, text, check_scene_card) == [
        "68: scene 'good': a path breaks off (goes on after 40 choices); "
        "expected an ending, found after '“Yes.”'"
    ]


def test_all_faults_at_once_in_the_order_of_lines(tmp_path):
    """Faults of the header, of a section and of a cue are told together."""
    text = with_fault("play: 3", "play: three").replace("# Debrief", "# Degrief")
    problems = problems_of(tmp_path, text.replace("- 2:00", "- two"))
    assert [int(problem.split(":")[0]) for problem in problems] == [1, 9, 37, 41]


def test_faults_below_a_header_that_is_no_yaml(tmp_path):
    """When the header cannot be read, what is wrong below it is still told."""
    text = with_fault("difficulty: 1", "difficulty: 1: 2").replace("- 2:00", "- two")
    assert [int(problem.split(":")[0]) for problem in problems_of(tmp_path, text)] == [8, 37]


def test_another_encoding(tmp_path):
    """A card in Latin-1 is a problem and no traceback."""
    path = tmp_path / "good.scene.md"
    path.write_bytes(GOOD.replace("A cold", "A cold, sauté").encode("latin-1", "replace"))
    with pytest.raises(ContentError, match=r"file 'good.scene.md': broken text \(.*UTF-8"):
        read_scene_card(path)


def test_a_good_card_is_read():
    """A card without fault gives its header, its sections and its story."""
    scene = check_scene_card(CARD, None, standards)
    assert (scene.id, scene.roles.customer.emotion, scene.minutes.play) == ("good", "impatient", 3)
    assert scene.briefs["employee"] == "You may bring a new bowl."
    assert scene.briefs["everyone"] == "A small inn at noon. # This is no heading."
    assert [(cue.at, cue.kind, cue.watch, cue.seen) for cue in scene.cues] == [
        (30, "raise", "w1", False),
        (120, "ease", None, True),
    ]
    assert scene.watch_item("w1").say == "“Please go on.”"
    assert scene.watch_item("w9") is None
    assert scene.ink.startswith("VAR calm = 0\n-> soup\n")
    assert GOOD.split("\n")[scene.ink_line - 1] == "VAR calm = 0"


def test_a_card_without_a_story_is_fine(tmp_path):
    """The block for rehearsing alone may be left out, and so may the cues."""
    path = tmp_path / "good.scene.md"
    path.write_text(re.sub(r"# Cues.*?(?=# Debrief)|# Rehearse.*", "", GOOD, flags=re.DOTALL))
    scene = check_scene_card(path, None, standards)
    assert (scene.ink, scene.ink_line, scene.cues) == ("", 0, ())


def test_lines_of_windows_count_the_same(tmp_path):
    """Line ends of Windows change neither the card nor the lines of its problems."""
    path = tmp_path / "good.scene.md"
    path.write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert read_scene_card(path) == read_scene_card(CARD)


def test_headings_in_a_block_are_text():
    """A `#` in a fenced block begins no section; a shorter fence does not end the block."""
    text = "# One\n````ink\n# Two\n```\n````\n# Three\nx\n"
    sections = split_sections(text)
    assert [(part.title, part.line) for part in sections] == [("", 1), ("One", 2), ("Three", 7)]
    assert read_blocks(sections[1]) == [(3, "# Two\n```\n")]


def test_blocks_of_other_languages_are_passed_over():
    """Only blocks that say `ink` hold the story."""
    (section,) = split_sections("# One\n```text\na\n```\n```ink\nb\n```\n")[1:]
    assert read_blocks(section) == [(6, "b\n")]


# --- the library ------------------------------------------------------------------------------


@pytest.fixture
def tree(tmp_path):
    """Return a content tree with the good card and its catalogue."""
    scenes, catalogues = tmp_path / "roleplay_scripts", tmp_path / "exercises" / "standards"
    scenes.mkdir()
    catalogues.mkdir(parents=True)
    (scenes / "good.scene.md").write_text(GOOD, encoding="utf-8")
    shutil.copy(SHIPPED / "exercises" / "standards" / "front_desk.yaml", catalogues)
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "diploma.yaml").write_text("modules: []\n")
    return tmp_path


def test_scenes_of_the_library(tree):
    """A scene is found by its slug, read once, and named when it is not there."""
    library = Library(shipped=tree)
    assert list(library.files("scene")) == ["good"]
    assert library.scene("good") is library.scene("good")
    with pytest.raises(NotFoundError, match="no scene 'gone'"):
        library.scene("gone")


def test_the_business_own_scene_wins(tree, tmp_path):
    """A card in the business's own tree takes the place of the shipped one."""
    own = tmp_path / "own"
    (own / "roleplay_scripts").mkdir(parents=True)
    text = GOOD.replace("A cold soup", "Our soup")
    (own / "roleplay_scripts" / "good.scene.md").write_text(text, encoding="utf-8")
    assert Library(own, tree).scene("good").title == "Our soup"


def test_problems_of_scenes(tree):
    """The library tells what is wrong with its scenes; paths only when there is time."""
    text = GOOD.replace("-> gone\n", "-> late\n", 1)
    (tree / "roleplay_scripts" / "good.scene.md").write_text(text, encoding="utf-8")
    library = Library(shipped=tree)
    (problem,) = library.problems()
    assert problem.startswith("roleplay_scripts/good.scene.md:75: ending 'gone': never reached")
    assert library.problems(quick=True) == []


def test_a_scene_without_its_catalogue(tree):
    """A card whose catalogue is gone is a problem."""
    (tree / "exercises" / "standards" / "front_desk.yaml").unlink()
    (problem,) = Library(shipped=tree).problems(quick=True)
    assert "5: scene 'good': unknown catalogue" in problem
