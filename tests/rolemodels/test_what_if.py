"""What if: the same evidence under another question, and how far weights can move."""

from fractions import Fraction

import numpy as np
import pytest

from course.rolemodels.analysis import Question, analyse
from course.rolemodels.ranking import MeasuredSheet
from course.rolemodels.simulate import draw_truth, observe, planted_means
from course.rolemodels.what_if import stabilities, what_if

POINTS = {"s00": 40, "s01": 30, "s02": 20, "s03": 10}


@pytest.fixture(scope="module")
def analysis():
    """Return the analysis of eight people, of whom two were made to cover four standards."""
    generator = np.random.default_rng(2)
    truth = draw_truth(generator, planted_means(generator, 8, 4, 2), (-0.5, 0, 0.5), 6)
    ratings = observe(generator, truth, 16, together=0.5)
    return list(analyse(ratings, Question(POINTS)))[-1].analysis


def test_the_same_question_has_the_same_answer(analysis):
    """Sheet, choice, bands and places are those of the analysis."""
    same = what_if(analysis.evidence, Question(POINTS))
    assert (same.sheet, same.selection) == (analysis.sheet, analysis.selection)

    def places(standings):
        return [(each.person, each.band, each.low, each.high, each.first) for each in standings]

    assert places(same.standings) == places(analysis.standings)


def test_without_somebody_of_the_pair(analysis):
    """Who is left out is nowhere, and what only they met is met by nobody."""
    person = analysis.selection.groups[0].people[0]
    without = what_if(analysis.evidence, Question(POINTS), {person})
    assert person not in {each.person for each in without.standings}
    alone = [s for s in POINTS if analysis.sheet.who_meets(s) == (person,)]
    assert list(without.selection.gaps) == alone
    assert len(alone) > 0


def test_leaving_somebody_out_changes_no_evidence(analysis):
    """The others' levels and chances stay what they were."""
    person, *_others = analysis.sheet.people
    without = what_if(analysis.evidence, Question(POINTS), {person}).sheet
    assert (without.levels, without.chances) == (analysis.sheet.levels, analysis.sheet.chances)


def test_a_higher_threshold_meets_less(analysis):
    """Nobody meets a standard at 4.5 who does not at 4."""
    high = what_if(analysis.evidence, Question(POINTS, threshold=4.5)).sheet
    for person in high.people:
        assert high.met_by(person) <= analysis.sheet.met_by(person)


def sheet_of(levels, points):
    """Return a sheet with these levels; nothing is known of who meets what."""
    people, standards = tuple(levels), tuple(points)
    return MeasuredSheet(people, standards, levels, points)


def test_how_far_a_weight_can_move():
    """A is ahead of B while the first counts more than 17/38 (the oracle of sensitivity)."""
    points = dict(zip("xyz", (11, 5, 2), strict=True))
    tenths = {"A": (9, 5, 6), "B": (6, 8, 7)}
    levels = {
        person: {s: Fraction(value, 10) for s, value in zip("xyz", row, strict=True)}
        for person, row in tenths.items()
    }
    first, *_others = stabilities(sheet_of(levels, points))
    assert (first.person, first.standard) == ("A", "x")
    assert (first.low, first.high) == (pytest.approx(100 * 17 / 38), 100)


def test_nobody_to_compare_with():
    """With one person or one standard there is nothing to tell."""
    one = {"A": {"x": Fraction(4), "y": Fraction(3)}}
    assert stabilities(sheet_of(one, {"x": 60, "y": 40})) == []
    two = {"A": {"x": Fraction(4)}, "B": {"x": Fraction(3)}}
    assert stabilities(sheet_of(two, {"x": 100})) == []


def test_what_nobody_was_rated_on():
    """A standard without any rating counts as zero for everybody."""
    levels = {"A": {"x": Fraction(4)}, "B": {"x": Fraction(3)}}
    found = stabilities(sheet_of(levels, {"x": 60, "y": 40}))
    assert [(each.person, each.low, each.high) for each in found] == [("A", 0, 100)] * 2
