"""The preview without its server: what it shows of a file, and that nothing is kept."""

import json
import os
import shutil
from pathlib import Path

import pytest

from course.errors import NotFoundError
from course.serve.preview_parts import PREVIEWS, alone
from course.serve.previews import Preview
from course.store.store import Store
from course.view import respond
from tests.samples import TINY_BANK, Clock

ROOT = Path(__file__).parents[2]
QUIZ = "quiz-first"


@pytest.fixture
def file(tmp_path):
    """Return a small bank that stands alone."""
    file = tmp_path / "tiny.yaml"
    file.write_text(TINY_BANK, encoding="utf-8")
    return file


@pytest.fixture
def preview(file):
    """Return its preview."""
    preview = Preview(file, Clock())
    yield preview
    preview.close()


def save(file, text):
    """Save another text, with another time stamp on any file system."""
    former = file.stat().st_mtime_ns if file.exists() else 0
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(former + 1_000_000, former + 1_000_000))


def answer(preview, number=0):
    """Answer the n-th item by its first option."""
    view = preview.activity(QUIZ).view()
    item = view["items"][number]
    act = {"do": "answer", "item": item["id"], "response": ["a"], "session": view["number"]}
    return respond(preview.activity(QUIZ), {"id": "12345678", "act": act})


def outcomes(preview):
    """Return which items are answered."""
    return [item["outcome"] is not None for item in preview.activity(QUIZ).view()["items"]]


def test_a_bank_shows_its_quizzes(preview):
    """Each unit is a part with its title, and the file's title is the page's."""
    shown = preview.shown()
    assert (shown.title, shown.problems) == ("Tiny", ())
    assert [(part.id, part.heading) for part in shown.parts] == [(QUIZ, "First")]


def test_a_version_is_read_once(preview, file):
    """An unchanged file gives the same object; a saved one a new one, with the new words."""
    first = preview.shown()
    assert preview.shown() is first
    save(file, TINY_BANK.replace("One?", "Another one?"))
    assert preview.shown() is not first
    assert preview.activity(QUIZ).view()["items"][0]["stem"] == "Another one?"


def test_answers_last_until_the_next_save(preview, file):
    """An answer is kept for this version, and the order of options for the next one as well."""
    preview.shown()
    before = preview.activity(QUIZ).view()["items"][1]["options"]
    assert answer(preview)["ok"]
    assert outcomes(preview) == [True, False, False]
    save(file, TINY_BANK.replace("Tiny", "Small"))
    preview.shown()
    assert outcomes(preview) == [False, False, False]
    assert preview.activity(QUIZ).view()["items"][1]["options"] == before


def test_start_again(preview):
    """A fresh round begins although the quiz is not finished."""
    preview.shown()
    answer(preview)
    preview.again(QUIZ)
    assert outcomes(preview) == [False, False, False]
    assert answer(preview, 1)["ok"]


def test_problems_are_those_of_the_check(preview, file):
    """A fault has the author's name of the file, and is quoted with its neighbours."""
    preview.shown()
    save(file, TINY_BANK.replace("key: true, ", "", 1))
    shown = preview.shown()
    assert shown.problems[0] == (f"{file}:9: item 'one': no key; expected exactly 1, found 0")
    quoted = preview.quote(shown.problems[0])
    assert [number for number, _text, _is_it in quoted] == [7, 8, 9, 10, 11]
    assert [text for _number, text, is_it in quoted if is_it] == ["  - id: one"]


def test_broken_parts_take_no_answers(preview, file):
    """While there is a fault, what the page sends is refused in plain words."""
    preview.shown()
    save(file, "bank: tiny\n")
    preview.shown()
    with pytest.raises(NotFoundError, match="has changed"):
        preview.activity(QUIZ)


@pytest.mark.parametrize(
    ("ruin", "words"),
    [(Path.unlink, "not there"), (lambda file: save(file, " \n"), "empty")],
)
def test_a_file_that_comes_and_goes(preview, file, ruin, words):
    """A file that is gone or empty is no fault; when it is back, it is shown again."""
    ruin(file)
    shown = preview.shown()
    assert words in shown.absence
    assert shown.problems == ()
    save(file, TINY_BANK)
    assert preview.shown().parts


def test_a_file_cut_off_within_a_letter(preview, file):
    """A half-written file in broken UTF-8 gives problems and no traceback."""
    file.write_bytes("bank: tiny\ntitle: “Ti".encode()[:-4])
    assert preview.shown().problems


def test_nothing_is_kept(file, monkeypatch, data):
    """Neither the business's database nor a folder knows of a preview; the file is only read."""
    monkeypatch.setenv("COURSE_DATABASE", f"sqlite:///{data / 'course.sqlite'}")
    monkeypatch.setenv("COURSE_DATA", str(data))
    preview = Preview(file, Clock())
    preview.shown()
    answer(preview)
    folder = Path(preview._folder.name)
    preview.close()
    store = Store(data)
    assert store.accounts.profiles() == []
    store.close()
    assert not folder.exists()
    assert file.read_text("utf-8") == TINY_BANK


def notebook(*cells):
    """Return a notebook's text."""
    made = [
        {"id": f"cell-{n}", "cell_type": kind, "source": source, "metadata": {}}
        for n, (kind, source) in enumerate(cells)
    ]
    metadata = {"course": {"role": "learner"}}
    return json.dumps({"cells": made, "metadata": metadata}, indent=1)


@pytest.fixture
def tree(tmp_path):
    """Return a content tree with a bank and a notebook."""
    for folder in ("modules", "exercises/item_banks"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "exercises/item_banks/tiny.yaml").write_text(TINY_BANK, encoding="utf-8")
    (tmp_path / "modules/tiny.ipynb").write_text(
        notebook(
            ("markdown", "# Tiny"), ("code", 'quiz("tiny", "first")'), ("code", "self_check()")
        )
    )
    return tmp_path


def shown(file):
    """Return what a fresh preview shows."""
    preview = Preview(file, Clock())
    try:
        return preview.shown()
    finally:
        preview.close()


def test_a_notebook_shows_prose_and_quizzes(tree):
    """Prose and quizzes stand in their order; the self-check has nothing to show."""
    parts = shown(tree / "modules/tiny.ipynb").parts
    assert [(part.id, part.prose, bool(part.make)) for part in parts] == [
        ("cell-0", "# Tiny", False),
        ("cell-1", "", True),
    ]


@pytest.mark.parametrize("cell", ['quiz(unit="first", bank="tiny")', 'quiz("tiny", unit="first")'])
def test_a_call_with_names(tree, cell):
    """Arguments given by name count as they do in a notebook."""
    file = tree / "modules/tiny.ipynb"
    file.write_text(notebook(("markdown", "# Tiny"), ("code", cell)))
    preview = Preview(file, Clock())
    assert preview.shown().problems == ()
    assert preview.activity("cell-1").name == "quiz/tiny/first"
    preview.close()


def test_a_scene_without_a_story(tmp_path):
    """A card that is only played live is fine, and the preview says why there is so little."""
    card = (ROOT / "tests/content/good.scene.md").read_text(encoding="utf-8")
    file = tmp_path / "good.scene.md"
    file.write_text(card.partition("# Rehearse")[0], encoding="utf-8")
    assert shown(file).problems == ()
    assert "no story to rehearse" in shown(file).parts[0].prose


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ('quiz("tiny", "frist")', "There is no unit 'frist' in 'tiny'; it has first."),
        ('quiz("tony", "first")', "There is no item bank 'tony'."),
        ('quiz("tiny")', "missing 1 required positional argument"),
        ('quiz("tiny", ', "was never closed"),
    ],
)
def test_a_cell_that_shows_nothing(tree, cell, words):
    """A wrong call is told with the line of the notebook on which it stands."""
    file = tree / "modules/tiny.ipynb"
    file.write_text(notebook(("markdown", "# Tiny"), ("code", cell)))
    [problem] = shown(file).problems
    line = 1 + file.read_text()[: file.read_text().index("quiz(")].count("\n")
    assert problem.startswith(f"{file}:{line}: cell 'cell-1': ")
    assert words in problem


def test_a_broken_bank_behind_a_notebook(tree):
    """The faults of a bank are shown where it is used, and its lines are quoted."""
    bank = tree / "exercises/item_banks/tiny.yaml"
    bank.write_text(TINY_BANK.replace("key: true, ", "", 1), encoding="utf-8")
    preview = Preview(tree / "modules/tiny.ipynb", Clock())
    problem = preview.shown().problems[0]
    assert problem.startswith("exercises/item_banks/tiny.yaml:9: item 'one': no key")
    assert preview.quote(problem)[2] == (9, "  - id: one", True)
    before = preview.version()
    save(bank, TINY_BANK)
    assert preview.version() != before
    assert preview.shown().problems == ()
    preview.close()


def test_a_notebook_without_title(tree):
    """A fault of the notebook itself has the author's name of the file."""
    file = tree / "modules/tiny.ipynb"
    file.write_text(notebook(("markdown", "Tiny")))
    assert shown(file).problems[0].startswith(f"{file}:1: notebook 'tiny': no title")


@pytest.mark.parametrize("kind", PREVIEWS)
def test_every_shipped_file_can_be_shown(kind):
    """Every shipped file of each kind with a preview is shown without a problem."""
    shows = PREVIEWS[kind]
    files = sorted((ROOT / shows.folder).glob(f"*{shows.ending}"))
    assert files
    found = {file.name: shown(file) for file in files}
    assert {name: each.problems for name, each in found.items() if each.problems} == {}
    assert all(each.parts for each in found.values())


def test_a_kind_that_is_one_activity(preview):
    """`alone` makes a part that gives course and slug to the activity."""
    parts = alone(lambda course, slug: (course, slug))
    [part] = parts(None, type("Source", (), {"slug": "towels"}))
    assert part.make("a course") == ("a course", "towels")


def test_a_copy_in_another_folder_is_known_by_its_first_field(tmp_path):
    """A shipped bank copied anywhere is shown as a bank."""
    file = Path(shutil.copy(ROOT / "exercises/item_banks/03_role_models.yaml", tmp_path))
    assert shown(file).parts[0].heading == "What a role model is"
