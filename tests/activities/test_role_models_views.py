"""Sentences on the role-model sheet: they claim no more than the numbers do."""

from fractions import Fraction

import pytest

from course.activities.role_models_sources import Source
from course.activities.role_models_views import ranking_sentence, stability_lines
from course.rolemodels.chances import Standing
from course.rolemodels.ranking import MeasuredSheet
from tests.activities.role_models import CATALOGUE, STANDARDS


def named(*people):
    """Return what is made-up of a source: names and standards."""
    names = {person: person.upper() for person in people}
    return Source("test", "Test", CATALOGUE, None, names, {}, {})


@pytest.mark.parametrize(
    ("first", "told"),
    [(0.81, "A is ahead of the others; "), (0.7, "A comes first, but not for sure: ")],
)
def test_who_is_alone_in_front(first, told):
    """Only a high chance to be first says that nobody may be equal: bands look at the next one."""
    places = [Standing(p, 4.0, 3.5, 4.5, first, 1.0, 1, 2, 1 + (p > "a")) for p in "abc"]
    sentence = ranking_sentence(named(*"abc"), places)
    assert sentence.startswith(told)
    assert sentence.endswith(f"{first:.0%}.".replace("%", "\xa0%"))


@pytest.mark.parametrize("first", ["a", "b"])
def test_who_is_level_on_the_sheet_is_first_by_a_hair(first):
    """Two who are alike to a tenth: whoever comes first in the ranking, does so by a hair."""
    standards = STANDARDS[:2]
    levels = {person: dict.fromkeys(standards, Fraction(4)) for person in "ab"}
    points = dict.fromkeys(standards, 50)
    sheet = MeasuredSheet(tuple("ab"), tuple(standards), levels, points)
    assert [line[:20] for line in stability_lines(named(*"ab"), sheet, first)] == [
        f"{first.upper()} is first by a hair"
    ]
