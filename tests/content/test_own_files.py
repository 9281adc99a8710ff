"""Writing files of the business's own: whole or not at all, and never over somebody's work."""

import threading
from pathlib import Path

import pytest

from course.content import own_files
from course.content.library import Library
from course.content.own_files import ChangedMeanwhileError, save_own, stamp_of, text_of
from tests.content.test_scenes import GOOD as TEXT

SHIPPED = "the-table-by-the-window"


@pytest.fixture
def library(tmp_path):
    """Give a library whose own tree is empty."""
    return Library(tmp_path / "content")


def files(library):
    """Return the names of all files in the own tree."""
    return sorted(path.name for path in library.roots[0].rglob("*") if path.is_file())


def test_a_new_file_and_its_next_version(library):
    """A saved text is there, wins over nothing, and can be changed by who has seen it."""
    save_own(library, "scene", "good", TEXT, stamp_of(None))
    assert text_of(library, "scene", "good") == TEXT
    save_own(library, "scene", "good", TEXT + "\n", stamp_of(TEXT))
    assert text_of(library, "scene", "good") == TEXT + "\n"
    assert files(library) == ["good.scene.md"]


def test_an_own_version_wins_and_the_shipped_file_stays(library):
    """The shipped file is not touched."""
    before = text_of(library, "scene", SHIPPED)
    shipped = library.files("scene")[SHIPPED]
    save_own(library, "scene", SHIPPED, before + "\n", stamp_of(before))
    assert shipped.read_text(encoding="utf-8") == before
    assert library.files("scene")[SHIPPED] == library.roots[0] / "roleplay_scripts" / shipped.name


@pytest.mark.parametrize("seen", [stamp_of(None), stamp_of("older"), "", "none "])
def test_what_somebody_else_saved_is_kept(library, seen):
    """Who has not seen the newest version cannot write over it."""
    save_own(library, "scene", "good", TEXT, stamp_of(None))
    with pytest.raises(ChangedMeanwhileError, match="meanwhile"):
        save_own(library, "scene", "good", "mine", seen)
    assert text_of(library, "scene", "good") == TEXT


@pytest.mark.parametrize("slug", ["../x", "a/b", "", ".", "/etc/x", "A", "a\0b", "x.scene"])
def test_only_slugs_are_written(library, slug):
    """No name leads out of the folder."""
    with pytest.raises(ValueError, match="is no slug"):
        save_own(library, "scene", slug, TEXT, stamp_of(None))
    assert not library.roots[0].exists()


def test_a_disk_that_is_full(library, monkeypatch):
    """When writing fails, the old version is there, and nothing else."""
    save_own(library, "scene", "good", TEXT, stamp_of(None))

    def fail(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(own_files.os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        save_own(library, "scene", "good", "new", stamp_of(TEXT))
    assert text_of(library, "scene", "good") == TEXT
    assert files(library) == ["good.scene.md"]


def test_only_one_of_many_at_once(library):
    """Of ten that save the same version at once, one is first and the others are told."""
    save_own(library, "scene", "good", TEXT, stamp_of(None))
    told = []

    def save(number):
        try:
            save_own(library, "scene", "good", f"{TEXT}{number}", stamp_of(TEXT))
        except ChangedMeanwhileError:
            told.append(number)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 9
    [winner] = set(range(10)) - set(told)
    assert Path(library.files("scene")["good"]).read_text(encoding="utf-8") == f"{TEXT}{winner}"
