"""The author's guide keeps its word: its commands, files, mistakes and messages are real."""

import re
from pathlib import Path

import pytest

from course.content.advice import bank_advice
from course.content.item_banks import read_item_bank
from course.content.kinds import KINDS, check_content
from course.content.library import Library
from course.errors import ContentError
from course.learning.grading import grade
from course.learning.item_lint import ABSOLUTE, LEAST_FEEDBACK, LEAST_ITEMS
from course.learning.items import ITEM_TYPES
from course.learning.reading_level import HARDEST, reading_grade
from tests.samples import choice
from tests.test_readme import LINK, commands, course_faults, make_faults

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "author_guide.md").read_text("utf-8")
BLOCK = re.compile(r"^(`{3,4})(\w+)(?: (\w+))?\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
BLOCKS = [(kind, mark, text) for _fence, kind, mark, text in BLOCK.findall(GUIDE)]
PROSE = BLOCK.sub("", GUIDE)
BANK = "our_counter.yaml"
NAME = f"exercises/item_banks/{BANK}"
READERS = {  # by first field: folder, ending and reader of whole files
    field: (kind.place, kind.ending, check_content) for field, kind in KINDS.items()
}


def marked(mark):
    """Return the texts of all blocks with a mark."""
    return [text for _kind, found, text in BLOCKS if found == mark]


[WHOLE_BANK] = marked("bank")
ITEMS = marked("item")


def type_of(item):
    """Return the type of an item's YAML text."""
    return re.search(r"^type: (\w+)", item, re.MULTILINE)[1]


def with_item(item):
    """Return the guide's bank with another item at its end."""
    lines = "".join(f"        {line}\n" for line in item.splitlines())
    return f"{WHOLE_BANK}      - {lines.lstrip()}"


def problems(text, folder):
    """Return the problems of a bank with this text."""
    path = folder / BANK
    path.write_text(text, encoding="utf-8")
    try:
        read_item_bank(path, NAME)
    except ContentError as error:
        return list(error.problems)
    return []


def write_files(root):
    """Write every whole file of the guide that has a reader into a tree; return (path, reader)."""
    written = []
    for field, (folder, ending, read) in READERS.items():
        for text in marked(field):
            named = re.search(rf"^{field}: (\S+)", text, re.MULTILINE)
            slug = named[1] if named else field  # there is one list of factors, with one name
            path = root / folder / f"{slug}{ending}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written.append((path, read))
    return written


def test_every_block_says_what_it_is():
    """No example escapes: each block with YAML or a scene is marked as a known thing."""
    known = {"part", "item", "mistake", *READERS}
    plain = [(kind, mark) for kind, mark, _text in BLOCKS if mark not in known]
    assert set(plain) == {("sh", ""), ("text", "advice"), ("text", "problem")}
    assert {"single", *map(type_of, ITEMS)} == set(ITEM_TYPES), "each type has an example"


def test_whole_files_can_be_read(tmp_path):
    """Every whole file of the guide is read without a problem by its own reader."""
    written, library = write_files(tmp_path), Library(tmp_path)
    assert len(written) >= len(READERS)
    assert all(read(path, library) for path, read in written)


@pytest.mark.parametrize("item", ITEMS, ids=type_of)
def test_items_can_be_read(item, tmp_path):
    """Each example of an item fits into the guide's bank."""
    assert problems(with_item(item), tmp_path) == []


@pytest.mark.parametrize("item", ITEMS, ids=type_of)
def test_items_need_no_advice(item, tmp_path):
    """The examples follow the guide's own rules, but for the number of items."""
    path = tmp_path / BANK
    path.write_text(with_item(item), encoding="utf-8")
    assert [line for line in bank_advice(path, NAME) if "few items" not in line] == []


MISTAKES = list(zip(marked("mistake"), marked("problem"), strict=True))


@pytest.mark.parametrize(("change", "told"), MISTAKES)
def test_mistakes_give_their_messages(change, told, tmp_path):
    """Each mistake, made in the guide's bank, gives exactly the lines that the guide prints."""
    old, new = ("".join(f"{x[1:]}\n" for x in change.splitlines() if x[0] == s) for s in "-+")
    assert WHOLE_BANK.count(old) == 1
    assert problems(WHOLE_BANK.replace(old, new), tmp_path) == told.splitlines()


def test_the_guide_shows_at_least_eight_mistakes():
    """A page of worked mistakes is a page."""
    assert len(MISTAKES) >= 8


def test_advice_is_the_real_one(tmp_path):
    """The line of advice in the guide is what its bank gets."""
    path = tmp_path / BANK
    path.write_text(WHOLE_BANK, encoding="utf-8")
    assert bank_advice(path, NAME) == "".join(marked("advice")).splitlines()


def test_rules_are_those_of_the_lint():
    """Figures and words in the table are those in the code."""
    assert (LEAST_ITEMS, LEAST_FEEDBACK, HARDEST) == (4, 5, 8)
    for words in ("at least four items", "at least five words", "grade of 8 or below"):
        assert words in PROSE
    assert all(ABSOLUTE.fullmatch(word) for word in ("always", "never"))


def test_the_three_rules_count_as_told():
    """One right and one wrong tick among two keys and two distractors give 0, 50 and 0 %."""
    rules = re.findall(r"^- `([a-z-]+)`: ", PROSE, re.MULTILINE)
    items = [choice("a", "b", "c", "d", keys=(0, 1), rule=rule) for rule in rules]
    assert [grade(item, (0, 2)).credit for item in items] == [0, 0.5, 0]
    assert "The first rule gives 0 %, the second 50 %, and the third 0 %." in PROSE


def test_commands_exist():
    """Every `course` and `make` command of the guide exists with its options."""
    assert {call[0] for call in commands(GUIDE, "course") if call} >= {
        *("preview", "check", "schema", "refresh"),
    }
    assert course_faults(GUIDE) == []
    assert make_faults(GUIDE) == []


def test_links_lead_somewhere():
    """Every file that the guide links to is there, and no address elsewhere is named."""
    assert [link for link in LINK.findall(PROSE) if not (DOCS / link).exists()] == []
    assert "://" not in GUIDE


def test_guide_is_easy_to_read():
    """The prose needs no more than eight years of school."""
    assert reading_grade(re.sub(r"`[^`]*`", "it", PROSE)) <= HARDEST


def test_one_sentence_on_a_line():
    """Plain text holds one sentence on each line; quoted speech is one piece."""
    lines = [re.sub("“[^”]*”|`[^`]*`", "", line) for line in PROSE.splitlines()]
    plain = [line for line in lines if not re.match(r"[#|>-]|\d+\.", line)]
    assert [line for line in plain if re.search(r"\w[.!?] [A-Z]", line)] == []
