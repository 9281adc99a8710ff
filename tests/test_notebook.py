"""The face for notebooks: what the cells show and what the last one prints."""

import pytest

from course import notebook
from tests.samples import TINY_BANK, course_of, write_bank, write_worksheet


@pytest.fixture
def here(tmp_path, store, monkeypatch):
    """Let notebooks find Ana's course, with two units; nothing is shown yet."""
    unit = TINY_BANK[TINY_BANK.index("  - id: first") :]
    second = unit.replace("id: first", "id: second")
    for name in ("one", "some", "steps"):
        second = second.replace(f"- id: {name}", f"- id: {name}-more")
    course = course_of(write_bank(tmp_path / "content", TINY_BANK + second), store)
    monkeypatch.setattr(notebook, "this_course", lambda: course)
    monkeypatch.setattr(notebook, "_shown", {})
    monkeypatch.delenv("VOILA_REQUEST_URL", raising=False)


def test_self_check_has_each_activity_once(here, capsys):
    """A cell that ran twice is checked once, in the order in which the cells first ran."""
    for unit in ("second", "first", "second"):
        notebook.quiz("tiny", unit)
    notebook.self_check()
    rows = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert rows == ["activity", *["quiz/tiny/second"] * 3, *["quiz/tiny/first"] * 3]


def test_a_worksheet_is_shown_and_checked(here, tmp_path, capsys):
    """A worksheet in a notebook is an activity like any other."""
    write_worksheet(tmp_path / "content")
    assert notebook.worksheet("tiny").view["kind"] == "worksheet"
    notebook.self_check()
    rows = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert rows == ["activity", *["worksheet/tiny"] * 2]


def test_self_check_is_not_for_learners(here, capsys, monkeypatch):
    """In a page of Voila the self-check prints nothing."""
    monkeypatch.setenv("VOILA_REQUEST_URL", "/modules/x")
    notebook.quiz("tiny", "first")
    notebook.self_check()
    assert capsys.readouterr().out == ""
