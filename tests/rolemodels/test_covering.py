"""Best groups without looking at all, chances instead of certainty, and too many to count."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.rolemodels import selection
from course.rolemodels.covering import best_group, chance_cover, covering_groups, smallest_size
from course.rolemodels.ranking import value
from course.rolemodels.selection import select
from tests.rolemodels.sheets import brute_force, random_sheet, sheet_of


def check_team(seed):
    """Check solver, list and best group of one random team against trying all groups."""
    random = Random(seed)
    sheet = random_sheet(random, random.randint(1, 12), random.randint(1, 8))
    expected = brute_force(sheet)
    size = smallest_size(sheet)
    assert size == (len(next(iter(expected))) if expected else None)
    if size is None:
        return
    assert sorted(covering_groups(sheet, size)) == sorted(expected)

    def merit(people):
        met = [sheet.met_by(person) for person in people]
        doubled = [s for s in sheet.critical if sum(s in each for each in met) > 1]
        return sum(value(sheet, person) for person in people), len(doubled)

    assert merit(best_group(sheet, size)) == max(map(merit, expected))


@given(st.integers(10_000, 2**32))
@settings(max_examples=60)
def test_random_teams(seed):
    """Size, all groups and the best of them are those of brute force."""
    check_team(seed)


@pytest.mark.soak
def test_five_hundred_random_teams():
    """The same for many more teams."""
    for seed in range(500):
        check_team(seed)


def test_the_surest_pair():
    """Persons 1 and 2 reach .91 and .955: 1 - .3 * .3 and 1 - .05 * .9."""
    chances = {
        "one": {"a": 0.7, "b": 0.95},
        "two": {"a": 0.7, "b": 0.1},
        "three": {"a": 0.2, "b": 0.6},
    }
    people, reached = chance_cover(chances, 0.9)
    assert people == ("one", "two")
    assert reached == pytest.approx({"a": 0.91, "b": 0.955})


def test_nobody_is_sure_enough():
    """Where all together do not reach the chance, nobody is chosen; certainty needs one."""
    assert chance_cover({"one": {"a": 0.5}, "two": {"a": 0.5}}, 0.9) == ((), {"a": 0})
    assert chance_cover({"one": {"a": 1.0}, "two": {"a": 0.5}}, 0.99) == (("one",), {"a": 1})


def test_of_equal_groups_the_surest():
    """Both do alone; the one who is surer is taken."""
    assert chance_cover({"one": {"a": 0.91}, "two": {"a": 0.97}}, 0.9)[0] == ("two",)


def test_too_many_to_count(monkeypatch):
    """Of 81 groups at most 50 are looked at; the best is still first, and "at least" is told."""
    team = {f"{s}{n}": [s] for s in "abcd" for n in range(3)}
    sheet = sheet_of(team)
    for s in "abcd":
        sheet.levels[f"{s}2"][s] = 5  # the last of each three is the best, and comes last
    monkeypatch.setattr(selection, "MANY", 50)
    found = select(sheet)
    assert found.groups[0].people == ("a2", "b2", "c2", "d2")
    assert not found.is_counted
    monkeypatch.setattr(selection, "MANY", 500)
    counted = select(sheet)
    assert (len(counted.groups) + counted.more, counted.is_counted) == (81, True)
    assert counted.groups[0] == found.groups[0]
