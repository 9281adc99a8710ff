"""Notebooks as pages, and the map of the diploma."""

import json

import pytest

from course.content.pages import MapEntry, read_map, read_page
from course.errors import ContentError

ROLES = "one of visitor, learner, trainer, manager"


def notebook(title="# Tidy *desks*", **course):
    """Return the JSON of a notebook with one cell."""
    metadata = {"course": {"role": "learner", "minutes": 7} | course}
    return json.dumps({"cells": [{"source": [title, "\n", "Text."]}], "metadata": metadata})


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a file and gives its path."""

    def write(text, name="07_desk.ipynb"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_page(write):
    """Address, title, role, minutes and slug come from the file and its first cell."""
    page = read_page(write(notebook()), "modules")
    assert (page.address, page.title, page.role, page.minutes, page.slug) == (
        "/modules/07_desk",
        "Tidy *desks*",
        "learner",
        7,
        "07_desk",
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (notebook(title="Tidy desks"), "no title; expected '# ' and words, found 'Tidy desks'"),
        (notebook(role=None), f"no role in its metadata; expected {ROLES}, found None"),
        (notebook(role="boss"), f"no role in its metadata; expected {ROLES}, found 'boss'"),
    ],
)
def test_page_without_title_or_role(write, text, problem):
    """A notebook without a title or with no known role is no page."""
    with pytest.raises(ContentError) as caught:
        read_page(write(text), "modules")
    assert caught.value.problems == (f"modules/07_desk.ipynb:1: notebook '07_desk': {problem}",)


def test_page_reports_both_faults(write):
    """A notebook without title and role is told both at once."""
    with pytest.raises(ContentError) as caught:
        read_page(write(notebook(title="Desks", role="")), "modules")
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"cells": []}', '{"cells": [{"source": []}]}'])
def test_a_file_that_is_no_notebook(write, text):
    """Broken JSON, other JSON and a notebook without cells are one problem, not a traceback."""
    with pytest.raises(ContentError, match="'07_desk': cannot be read; expected a notebook"):
        read_page(write(text), "modules")


@pytest.mark.parametrize(
    "text",
    [
        notebook(minutes="six"),
        notebook(minutes=None),
        notebook().replace('{"role": "learner", "minutes": 7}', "[]"),
        '{"cells": [{"source": ["# T"]}], "metadata": []}',
    ],
    ids=["minutes in words", "no minutes", "course is a list", "metadata is a list"],
)
def test_metadata_of_the_wrong_kind(write, text):
    """Metadata that an author got wrong are a problem with file and id, not a traceback."""
    with pytest.raises(ContentError):
        read_page(write(text), "modules")


def test_map(write):
    """The map gives id, title and summary of each module, in order."""
    text = "modules:\n- {id: b, title: B, summary: Bee}\n- {id: a, title: A, summary: Ay}\n"
    assert read_map(write(text, "map.yaml"), "map.yaml") == (
        MapEntry("b", "B", "Bee"),
        MapEntry("a", "A", "Ay"),
    )


def test_map_reports_all_problems(write):
    """A map's faults are told all at once, each with its line."""
    text = "modules:\n- {id: a b, title: B, summary: C}\n- hello\n- {id: c, titel: C, summary: C}\n"
    with pytest.raises(ContentError) as caught:
        read_map(write(text, "map.yaml"), "map.yaml")
    fields = "wrong fields; expected id, summary, title, found"
    assert caught.value.problems == (
        "map.yaml:2: module 'a b': wrong id; expected a slug, found this id",
        f"map.yaml:3: module 'number 2': {fields} hello",
        f"map.yaml:4: module 'number 3': {fields} ['id', 'summary', 'titel']",
    )


@pytest.mark.parametrize(
    "text",
    [
        "modules: 5\n",
        "moduls: []\n",
        "modules:\n" + "- {id: a, title: A, summary: A}\n" * 2,
        "modules:\n- {id: a, title: , summary: A}\n",
    ],
    ids=["number", "typo", "id twice", "empty title"],
)
def test_map_of_the_wrong_kind(write, text):
    """A number for a list, a misspelt top field, an id twice and an empty title are problems."""
    with pytest.raises(ContentError):
        read_map(write(text, "map.yaml"), "map.yaml")


def test_map_with_practice(write):
    """A module may name the activities that belong to it, in their order."""
    text = (
        "modules:\n- {id: a, title: A, summary: A, practice: [worksheet/w, rehearsal/the-table]}\n"
    )
    [entry] = read_map(write(text, "map.yaml"), "map.yaml")
    assert entry.practice == ("worksheet/w", "rehearsal/the-table")


@pytest.mark.parametrize(
    ("practice", "line", "problem"),
    [
        ("worksheet/w", 3, "wrong practice; expected a list, found 'worksheet/w'"),
        ("[quiz/a/b]", 3, "wrong practice; expected {kinds}, found 'quiz/a/b'"),
        ("[worksheet]", 3, "wrong practice; expected {kinds}, found 'worksheet'"),
        ("[worksheet/a/b]", 3, "wrong practice; expected {kinds}, found 'worksheet/a/b'"),
        ("[3]", 3, "wrong practice; expected {kinds}, found '3'"),
        (
            "[scoresheet/own]",
            3,
            "a private sheet is no practice of a module; expected another sheet,"
            " found 'scoresheet/own'",
        ),
        (
            "\n    - worksheet/w\n    - rehearsal/r\n    - worksheet/w",
            6,
            "practice listed more than once; expected 1 worksheet/w, found 2",
        ),
    ],
)
def test_map_with_wrong_practice(write, practice, line, problem):
    """An unknown kind, a private sheet and a name given twice are told with their line."""
    first = "modules:\n- {id: b, title: B, summary: B}\n"
    text = f"{first}- practice: {practice}\n  id: a\n  title: A\n  summary: A\n"
    with pytest.raises(ContentError) as caught:
        read_map(write(text, "map.yaml"), "map.yaml")
    kinds = "rehearsal/slug or scoresheet/slug or worksheet/slug"
    told = f"map.yaml:{line}: module 'a': {problem.format(kinds=kinds)}"
    assert caught.value.problems == (told,)


@pytest.mark.parametrize(
    ("activity", "cell"),
    [
        ("worksheet/w", "exercise"),
        ("rehearsal/the-table", "role-play"),
        ("rehearsal/table", ""),
        ("scoresheet/w", ""),
    ],
)
def test_cell_of_an_activity(write, activity, cell):
    """A page knows which cell shows an activity, by the call in its source."""
    cells = [
        {"id": "title", "cell_type": "markdown", "source": ["# T"]},
        {"id": "exercise", "cell_type": "code", "source": ['worksheet("w")']},
        {"id": "role-play", "cell_type": "code", "source": ["rehearsal(\n", "    'the-table')"]},
    ]
    text = json.dumps({"cells": cells, "metadata": {"course": {"role": "learner"}}})
    assert read_page(write(text), "modules").cell_of(activity) == cell


def test_a_page_for_a_seat(write):
    """Only the page of a seat is open to visitors, and it says both."""
    text = notebook(role="visitor", seat="role-play")
    assert read_page(write(text), "roleplay_scripts").seat == "role-play"
    assert not read_page(write(notebook()), "modules").seat


@pytest.mark.parametrize(
    "course",
    [{"role": "visitor"}, {"role": "learner", "seat": True}, {"role": "visitor", "seat": 1}],
)
def test_a_page_with_half_a_seat(write, course):
    """A public page without a seat would start kernels for anybody; it is refused."""
    with pytest.raises(ContentError, match="visitors open no page without a seat"):
        read_page(write(notebook(**course)), "modules")
