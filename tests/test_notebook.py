"""The face for notebooks: what the cells show and what the last one prints."""

from dataclasses import replace

import pytest

from course import notebook
from course.activities.overview import ITEM_COLUMNS, PROGRESS_COLUMNS
from course.activities.role_models_files import RATING_COLUMNS, STANDING_COLUMNS
from course.errors import NotAllowedError
from course.people.roles import Person
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


@pytest.fixture
def sign_in(here, monkeypatch):
    """Return a function that lets notebooks find the course of somebody with a role."""
    course = notebook.this_course()

    def sign_in(role):
        person = Person(role, role.title(), role)
        monkeypatch.setattr(notebook, "this_course", lambda: replace(course, person=person))

    return sign_in


FRAMES = {
    "progress_frame": list(PROGRESS_COLUMNS),
    "items_frame": list(ITEM_COLUMNS),
    "first_attempts": ["name", "activity", "item_id", "response", "credit", "created_at"],
}


@pytest.fixture
def tiny_map(tmp_path):
    """Put the units of Ana's course on a map."""
    (tmp_path / "content" / "modules").mkdir()
    text = "modules:\n- {id: tiny, title: Tiny, summary: Small.}\n"
    (tmp_path / "content" / "modules" / "diploma.yaml").write_text(text)


@pytest.mark.parametrize("name", FRAMES)
def test_frames_are_for_trainers(sign_in, tiny_map, name):
    """A trainer gets a frame with its columns; a learner's notebook gets none, nor a desk."""
    sign_in("trainer")
    assert list(getattr(notebook, name)().columns) == FRAMES[name]
    sign_in("learner")
    for call in (getattr(notebook, name), notebook.desk):
        with pytest.raises(NotAllowedError):
            call()


@pytest.mark.parametrize(
    ("name", "columns"),
    [("ratings_frame", RATING_COLUMNS), ("standings_frame", STANDING_COLUMNS)],
)
def test_frames_of_role_models_are_for_managers(sign_in, name, columns):
    """A manager gets a frame with its columns; a trainer gets none, nor the sheet."""
    sign_in("manager")
    assert list(getattr(notebook, name)().columns) == list(columns)
    sign_in("trainer")
    for call in (getattr(notebook, name), notebook.role_models):
        with pytest.raises(NotAllowedError):
            call()


def test_items_frame_has_a_row_for_each_item(sign_in, tiny_map):
    """Both units with three items each are in the frame, without figures as yet."""
    sign_in("manager")
    frame = notebook.items_frame()
    assert list(frame["unit"]) == ["first"] * 3 + ["second"] * 3
    assert frame["facility"].isna().all()
