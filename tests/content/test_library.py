"""The library: shipped content, with the business's own on top."""

import pytest

from course.content.library import Library, standard_names
from course.errors import ContentError, NotFoundError
from tests.samples import TINY_BANK, write_bank


@pytest.fixture
def trees(tmp_path):
    """Return (own, shipped): both have the bank `tiny`, shipped has `other` too."""
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    write_bank(own, TINY_BANK.replace("title: Tiny", "title: Ours"))
    write_bank(shipped)
    write_bank(shipped, TINY_BANK.replace("bank: tiny", "bank: other"), "other")
    (shipped / "modules").mkdir()
    (shipped / "modules" / "diploma.yaml").write_text("modules: []\n")
    return own, shipped


def test_own_content_wins(trees):
    """A bank of the business takes the place of the shipped one with the same id."""
    own, shipped = trees
    assert Library(own, shipped).item_bank("tiny").title == "Ours"
    assert Library(shipped=shipped).item_bank("tiny").title == "Tiny"


def test_shipped_content_stays_beside_own(trees):
    """What the business has not changed is still there."""
    library = Library(*trees)
    assert library.item_bank("other").bank == "other"
    assert (library.has_item_bank("other"), library.has_item_bank("gone")) == (True, False)


def test_own_tree_need_not_exist(trees, tmp_path):
    """A business without content of its own sees what is shipped."""
    assert Library(tmp_path / "none", trees[1]).item_bank("tiny").title == "Tiny"


def test_unknown_bank(trees):
    """A bank that is nowhere is named in the error."""
    with pytest.raises(NotFoundError, match="no item bank 'gone'"):
        Library(*trees).item_bank("gone")


def test_a_broken_own_bank_is_not_passed_over(trees):
    """A fault in the business's own file is reported; the shipped one does not step in silently."""
    own, shipped = trees
    write_bank(own, TINY_BANK.replace("key: true", "key: false"))
    with pytest.raises(ContentError, match="item 'one': no key"):
        Library(own, shipped).item_bank("tiny")


def test_problems_of_both_trees(trees):
    """All files of both trees are checked in one go, and named without their folder on disk."""
    own, shipped = trees
    write_bank(own, TINY_BANK.replace("objective: serve", "objective: shine", 1))
    write_bank(shipped, "bank: other\n", "other")
    (own / "modules").mkdir()
    (own / "modules" / "x.ipynb").write_text("{")
    places = [problem.split(": ")[0] for problem in Library(own, shipped).problems()]
    assert places == [
        "exercises/item_banks/other.yaml:1",
        "exercises/item_banks/other.yaml:1",
        "exercises/item_banks/other.yaml:1",
        "exercises/item_banks/other.yaml:1",
        "exercises/item_banks/tiny.yaml:10",
        "modules/x.ipynb:1",
    ]


def test_shipped_pages_have_addresses():
    """The modules are pages for learners; nothing but notebooks is on the list."""
    pages = Library().pages
    assert pages["/modules/03_role_models"].role == "learner"
    assert all(page.path.suffix == ".ipynb" for page in pages.values())


def test_practice_is_called_by_its_title(tmp_path):
    """A practice has the title of its file; without a file its slug in words."""
    names = ("scoresheet/harbour_hotel", "rehearsal/not-there-yet")
    library = Library(tmp_path)
    assert [library.practice_title(name) for name in names] == [
        library.team("harbour_hotel").title,
        "Not there yet",
    ]


def test_practice_without_a_file_is_told(tmp_path):
    """Each practice on the map that has no file is a problem, with line and module."""
    (tmp_path / "modules").mkdir()
    text = (
        "modules:\n- id: tiny\n  title: Tiny\n  summary: Small.\n  practice:\n"
        "  - scoresheet/harbour_hotel\n  - rehearsal/r\n"
    )
    (tmp_path / "modules" / "diploma.yaml").write_text(text)
    assert [str(problem) for problem in Library(tmp_path).practice_problems()] == [
        "modules/diploma.yaml:7: module 'tiny': practice 'rehearsal/r' does not exist;"
        " expected a scene named 'r', found nothing"
    ]


def test_standards_are_the_business_s_own(tmp_path):
    """Customers see the business's own catalogues, and never those of the made-up hotel."""
    assert Library().catalogue("front_desk")
    assert Library().standards() == Library(tmp_path).standards() == ()
    folder = tmp_path / "exercises" / "standards"
    folder.mkdir(parents=True)
    shipped = Library().files("catalogue")["front_desk"].read_text("utf-8")
    (folder / "ours.yaml").write_text(shipped.replace("catalogue: front_desk", "catalogue: ours"))
    [ours] = Library(tmp_path).standards()
    assert ours.catalogue == "ours"
    assert standard_names([ours])["ours/listens-first"] == "Listens first"


def test_a_broken_catalogue_is_left_out(tmp_path):
    """Pages show the others, those of the business first; only its author is told."""
    folder = tmp_path / "exercises" / "standards"
    folder.mkdir(parents=True)
    shipped = Library().files("catalogue")["front_desk"].read_text("utf-8")
    (folder / "ours.yaml").write_text(shipped.replace("catalogue: front_desk", "catalogue: ours"))
    (folder / "broken.yaml").write_text("catalogue: [")
    library = Library(tmp_path)
    assert list(library.catalogues()) == ["ours", "front_desk"]
    assert [each.catalogue for each in library.standards()] == ["ours"]
    with pytest.raises(ContentError):
        library.catalogue("broken")
