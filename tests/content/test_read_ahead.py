"""Content that is read before a page needs it is used as long as it is true."""

import os

import pytest

from course import ink, notebook
from course.activities.rehearsal import all_turns
from course.content.library import Library
from course.ink import Story


@pytest.fixture
def ahead(tmp_path, monkeypatch):
    """Read all content of an empty business ahead; give its own tree."""
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    monkeypatch.setattr(notebook, "_ahead", {})
    monkeypatch.setattr(ink, "_foreseen", {})
    notebook.read_ahead(lambda work: work())
    return tmp_path / "content"


def test_it_is_used(ahead, monkeypatch):
    """What was read ahead is there without opening a file."""
    library = notebook.library_of(ahead)
    monkeypatch.setattr(Library, "files", lambda *_given: pytest.fail("looked for a file"))
    assert library.item_bank("03_role_models").units
    assert library.scene("the-table-by-the-window").title


@pytest.mark.parametrize("folder", ["exercises/item_banks", "roleplay_scripts", "modules"])
def test_a_new_file_is_seen(ahead, folder):
    """A file that a trainer adds counts at the next page."""
    before = notebook.library_of(ahead)
    place = ahead / folder
    place.mkdir(parents=True)
    (place / "new.yaml").write_text("")
    assert notebook.library_of(ahead) is not before


def test_an_edited_file_is_seen(ahead):
    """So does an edit, even one of the same length."""
    place = ahead / "exercises" / "item_banks"
    place.mkdir(parents=True)
    (place / "a.yaml").write_text("a: 1")
    notebook.read_ahead(lambda work: work())
    before = notebook.library_of(ahead)
    assert notebook.library_of(ahead) is before
    (place / "a.yaml").write_text("a: 2")
    os.utime(place / "a.yaml", ns=(1, 1))
    assert notebook.library_of(ahead) is not before


def test_an_edit_is_read_once_for_all(ahead, monkeypatch):
    """After it was read again no page opens a file for it; without an edit nothing is read."""
    place = ahead / "exercises" / "standards"
    place.mkdir(parents=True)
    (place / "ours.yaml").write_text("catalogue: none")
    again = notebook.read_again()
    assert notebook.library_of(ahead) is again
    monkeypatch.setattr(Library, "read_ahead", lambda _library: pytest.fail("read once more"))
    assert notebook.read_again() is again


def test_a_scene_that_was_read_ahead_needs_no_engine(ahead, monkeypatch):
    """Every turn is known; for a story that was not read the engine is started."""
    known = notebook.library_of(ahead).scene("the-table-by-the-window").ink
    fresh = Story(known)
    opening = [fresh.start(), fresh.choose(0)]
    monkeypatch.setattr(ink, "story_of", lambda _source: pytest.fail("started the engine"))
    assert ink.play(known, [0]) == opening
    with pytest.raises(pytest.fail.Exception):
        ink.play("Hello.\n-> END\n", [])


MAP = """\
modules:
  - id: our_module
    title: Our module
    summary: Ours.
    practice: [rehearsal/broken, rehearsal/not-there, rehearsal/how-wide-is-the-door]
"""


def test_a_broken_scene_is_left_to_the_page(ahead):
    """A scene that is broken or not there does not keep others from being known ahead."""
    (ahead / "roleplay_scripts").mkdir(parents=True)
    (ahead / "roleplay_scripts" / "broken.scene.md").write_text("no scene at all")
    (ahead / "modules").mkdir()
    (ahead / "modules" / "diploma.yaml").write_text(MAP)
    library = Library(ahead)
    sources = {source for source, _choices in all_turns(library)}
    assert sources == {library.scene("how-wide-is-the-door").ink}


def test_only_scenes_on_the_map_are_played_ahead(ahead):
    """A scene that no module rehearses costs the start nothing, and a map with an error neither."""
    library = Library(ahead)
    sources = {source for source, _choices in all_turns(library)}
    assert sources == {library.scene("the-table-by-the-window").ink}
    (ahead / "modules").mkdir(parents=True)
    (ahead / "modules" / "diploma.yaml").write_text("modules: none")
    assert all_turns(Library(ahead)) == {}
