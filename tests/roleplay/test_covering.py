"""The season plan: every pair that can be is there, counted anew, and early rows matter most."""

from itertools import combinations

import pytest

from course.roleplay.covering import CoverageError, certificate, coverage, covering_rows
from course.roleplay.factors import Condition, Factor, Model, implies
from tests.samples import LIBRARY

CATALOGUE = LIBRARY.catalogue("front_desk")
MODEL = LIBRARY.factors().with_factor("standard", [each.id for each in CATALOGUE.standards])


@pytest.fixture(scope="module")
def rows():
    """Return the season plan of what is shipped."""
    return covering_rows(MODEL)


def can_be(model, row):
    """Tell whether a part of a row can be made whole: by plain trying, factor after factor."""
    if any(rule.holds(row) is False for rule in model.constraints):
        return False
    factor = next((each for each in model.factors if each.name not in row), None)
    if factor is None:
        return True
    return any(can_be(model, {**row, factor.name: value}) for value in factor.values)


def counted_pairs(model):
    """Return every pair that some scene can have, counted without the code under test."""
    items = [(factor.name, value) for factor in model.factors for value in factor.values]
    return {
        frozenset(pair)
        for pair in combinations(items, 2)
        if pair[0][0] != pair[1][0] and can_be(model, dict(pair))
    }


def pairs_in(row):
    """Return the pairs of a row, counted without the code under test."""
    return {frozenset(pair) for pair in combinations(row.items(), 2)}


@pytest.mark.slow
def test_every_pair_that_can_be_is_there(rows):
    """The plan has each feasible pair, and none of its rows breaks a constraint."""
    assert set().union(*map(pairs_in, rows)) == counted_pairs(MODEL)
    assert all(rule.holds(row) for row in rows for rule in MODEL.constraints)


@pytest.mark.slow
def test_every_standard_at_every_difficulty(rows):
    """Each standard comes at each of the five levels."""
    found = {(row["standard"], row["difficulty"]) for row in rows}
    assert len(found) == len(CATALOGUE.standards) * 5


@pytest.mark.slow
def test_any_beginning_of_the_plan_is_useful(rows):
    """Each row has at least as many new pairs as any later row would have in its place."""
    seen = set()
    for number, row in enumerate(rows):
        new = len(pairs_in(row) - seen)
        assert new == max(len(pairs_in(later) - seen) for later in rows[number:]) > 0
        seen |= pairs_in(row)


@pytest.mark.slow
def test_a_pair_leads_to_its_scene(rows):
    """The certificate names for each pair a row that has it, and the first one that does."""
    found = certificate(rows)
    assert len(found) == coverage(rows)[-1]
    for pair, number in found.items():
        having = [n for n, row in enumerate(rows, start=1) if set(pair) <= set(row.items())]
        assert having[0] == number


SMALL = Model(tuple(Factor(name, ("x", "y", "z")) for name in "abcd"))


def test_the_same_salt_gives_the_same_plan():
    """A plan is the same each time, and another with another salt."""
    assert covering_rows(SMALL) == covering_rows(SMALL)
    assert covering_rows(SMALL, "other") != covering_rows(SMALL)
    assert len(covering_rows(SMALL)) <= 14  # 9 is the least for four factors of three values


def test_a_plan_with_gaps_is_an_error(monkeypatch):
    """What the engine leaves out, or makes against the rules, is not passed on."""
    import covertable

    whole = [dict(row) for row in covering_rows(SMALL)]
    monkeypatch.setattr(covertable, "make", lambda *_given, **_named: whole[:-1])
    with pytest.raises(CoverageError, match="misses"):
        covering_rows(SMALL)
    never = implies(Condition("is", "a", ("x",)), Condition("is", "b", ("y",)))
    monkeypatch.setattr(covertable, "make", lambda *_given, **_named: whole)
    with pytest.raises(CoverageError, match="break a constraint"):
        covering_rows(Model(SMALL.factors, (never,)))
