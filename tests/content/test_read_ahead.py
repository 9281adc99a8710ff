"""Content that is read before a page needs it is used as long as it is true."""

import os

import pytest

from course import notebook
from course.content.library import Library


@pytest.fixture
def ahead(tmp_path, monkeypatch):
    """Read all content of an empty business ahead; give its own tree."""
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    monkeypatch.setattr(notebook, "_ahead", {})
    notebook.read_ahead()
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
    notebook.read_ahead()
    before = notebook.library_of(ahead)
    assert notebook.library_of(ahead) is before
    (place / "a.yaml").write_text("a: 2")
    os.utime(place / "a.yaml", ns=(1, 1))
    assert notebook.library_of(ahead) is not before
