"""The role-model sheet as tables: with names for the manager, without any in the file."""

import csv
import io
import random
import re
import sys

import pytest

from course.activities.role_models import RoleModels
from course.activities.role_models_files import nameless_csv, rating_rows, standing_rows
from course.errors import NotAllowedError
from course.people.roles import Person
from tests.activities.role_models import MANAGER, act, csv_of, store_ratings
from tests.samples import LIBRARY, course_of

LEVELS = {"Ana": (5, 4), "Ben": (2, 3), "Cleo": (3, 3)}


@pytest.fixture
def course(store):
    """Return a manager's course in which ratings are chosen."""
    course = course_of(LIBRARY, store, MANAGER)
    store_ratings(RoleModels(course), csv_of(LEVELS, scenes=3))
    return course


def read(text):
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_ratings_with_names(course):
    """The manager's own table names people but no observers, and has a row for each rating."""
    rows = rating_rows(course)
    assert len(rows) == 36
    assert {row["person"] for row in rows} == {*LEVELS}
    assert {row["observer"] for row in rows} == {"O01", "O02"}


def test_standings(course):
    """The highest value comes first, with its interval and its places."""
    rows = standing_rows(course)
    assert rows[0]["person"] == "Ana"
    assert all(row["least"] < row["value"] < row["most"] for row in rows)
    assert all(1 <= row["low"] <= row["high"] <= 3 for row in rows)


def test_nobody_is_named_in_the_file(course):
    """People and observers have other names, drawn anew for each file; times are only days."""
    text = nameless_csv(course)
    rows = read(text)
    assert len(rows) == 36
    assert {row["person"] for row in rows} == {"P01", "P02", "P03"}
    assert {row["observer"] for row in rows} == {"O01", "O02"}
    assert not re.search("Ana|Ben|Cleo|Olga|Omar", text)
    assert {row["when"] for row in rows} == {"2026-05-01", "2026-05-02", "2026-05-03"}
    drawn = {str(read(nameless_csv(course, random.Random(seed)))) for seed in range(8)}
    assert len(drawn) > 1


def test_the_order_of_rows_tells_nothing(course):
    """Rows stand in the order of the drawn names, whoever these are."""
    people = [row["observer"] for row in read(nameless_csv(course))]
    assert people == sorted(people)


def test_no_chance_is_kept(course):
    """A rating without a chance says so in the file."""
    text = csv_of({"Ana": ("no chance", 4)}, scenes=1)
    store_ratings(RoleModels(course), text, "Other")
    assert {row["level"] for row in read(nameless_csv(course))} == {"no chance", "4"}


def test_a_file_needs_no_numbers_worked_out(course, monkeypatch):
    """The server, which sends it, must neither load nor wait for the libraries of the analysis."""
    monkeypatch.setitem(sys.modules, "course.rolemodels.analysis", None)
    assert len(read(nameless_csv(course))) == 36


def test_nothing_is_chosen(store):
    """Before anything is chosen there are no rows, only the names of the columns."""
    course = course_of(LIBRARY, store, Person("new", "New", "manager"))
    assert (rating_rows(course), standing_rows(course), read(nameless_csv(course))) == ([], [], [])
    act(RoleModels(course), "choose", source="sample")
    assert len(rating_rows(course)) == 528


@pytest.mark.parametrize("table", [rating_rows, standing_rows, nameless_csv])
def test_tables_are_for_managers(course, table):
    """A trainer gets none of them."""
    trainer = course_of(LIBRARY, course.store, Person("tom", "Tom", "trainer"))
    with pytest.raises(NotAllowedError):
        table(trainer)
