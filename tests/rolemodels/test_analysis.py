"""From ratings to role models: what is known, what is missing, and what a look may change."""

from fractions import Fraction

import numpy as np
import pytest

from course.rolemodels.analysis import Question, analyse
from course.rolemodels.evidence import enough, gather
from course.rolemodels.gate import Gate, Lack
from course.rolemodels.ratings import Rating, Ratings
from course.rolemodels.severity import fit
from course.rolemodels.simulate import draw_truth, observe, planted_means
from course.rolemodels.why import Reasons

POINTS = {f"s{j:02}": points for j, points in enumerate((34, 21, 15, 11, 8, 6, 3, 2))}
SEVERITY = (-1, -0.5, 0, 0, 0.5, 1)


def simulated(looks, people=12, seed=3):
    """Return the ratings of a team with a planted group of three, and the true mean levels."""
    generator = np.random.default_rng(seed)
    truth = draw_truth(generator, planted_means(generator, people, 8, 3), SEVERITY, 8)
    return observe(generator, truth, looks, together=0.3), truth


def run(ratings, question):
    """Return the analysis and the shares of its progress."""
    steps = list(analyse(ratings, question))
    return steps[-1].analysis, [step.share for step in steps]


@pytest.fixture(scope="module")
def well_known():
    """Return an analysis of a team that was watched often, its truth and its progress."""
    ratings, truth = simulated(24)
    return *run(ratings, Question(POINTS, critical=frozenset({"s00"}))), truth


def test_the_planted_group_is_found(well_known):
    """Three people cover all; what is met is what is truly met, and it can be told in words."""
    found, _shares, truth = well_known
    assert found.selection.step == "group"
    assert [set(group.people) for group in found.selection.groups] == [{"p00", "p01", "p02"}]
    met = [[found.sheet.meets(p, s) for s in POINTS] for p in found.sheet.people]
    assert (np.array(met) == (truth.means >= 4)).all()
    assert found.sheet.unsettled() == ()
    names = {name: name.upper() for name in (*found.sheet.people, *POINTS)}
    words = Reasons(found.sheet, found.selection, names, names)
    assert words.statement() == "P01, P00 and P02 together meet all eight standards."
    assert all(isinstance(line, str) for line in words.reasons())


def test_progress_goes_forward(well_known):
    """It starts at 0, never goes back, and ends at 1 with the analysis."""
    _found, shares, _truth = well_known
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)


def test_fair_means_are_closer_to_the_truth(well_known):
    """Means of fair values agree more with the truth than raw ones, and shrunk ones come close."""
    found, _shares, truth = well_known
    columns = simulated(24)[0].columns()
    cell = columns.person * 8 + columns.standard
    raw = np.bincount(cell, columns.value) / np.bincount(cell)
    true = truth.means.ravel()
    fair = np.corrcoef(found.evidence.mean.ravel(), true)[0, 1]
    assert fair > np.corrcoef(raw, true)[0, 1]
    shrunk = [float(found.sheet.levels[p][s]) for p in found.sheet.people for s in POINTS]
    assert np.abs(shrunk - true).mean() < 0.2


def test_the_same_seed_gives_the_same_standings(well_known):
    """Two runs agree in every digit; another seed differs a little."""
    ratings, _truth = simulated(24)
    again, _shares = run(ratings, Question(POINTS, critical=frozenset({"s00"})))
    other, _shares = run(ratings, Question(POINTS, seed=1))
    assert again.standings == well_known[0].standings
    assert other.standings != again.standings
    assert other.standings[0].value == pytest.approx(again.standings[0].value, abs=0.05)


def test_little_evidence_gives_no_label():
    """Seen once each: nobody meets anything, and for everybody it is said what is missing."""
    ratings, _truth = simulated(1)
    found, _shares = run(ratings, Question(POINTS))
    assert found.sheet.unsettled() == tuple(POINTS)
    assert found.selection.step == "gap"
    assert len(found.lacks) == 12 * 8
    assert {(lack.scenes, lack.raters) for lack in found.lacks} <= {(2, 1), (2, 0)}
    assert all(lack.more >= 2 for lack in found.lacks)


def test_the_gate_by_hand():
    """Ana was seen in three scenes by two raters; Bo in two scenes, Cy by one rater only."""
    seen = {"ana": ("ab", "xyz"), "bo": ("ab", "xy"), "cy": ("a", "xyz")}
    rows = tuple(
        Rating(rater, person, "listens", scene, "1", 3)
        for person, (raters, scenes) in seen.items()
        for rater in raters
        for scene in scenes
    )
    ratings = Ratings(rows)
    columns = ratings.columns()
    facets = fit(columns, {"person": 3, "standard": 1, "rater": 2, "scene": 3})
    evidence = gather(ratings, facets)
    assert evidence.ratings.ravel().tolist() == [6, 4, 3]
    known = enough(evidence, evidence.pooled(), Gate())
    assert known.ravel().tolist() == [True, False, False]
    found, _shares = run(ratings, Question({"listens": 100}))
    missing = {lack.person: (lack.scenes, lack.raters) for lack in found.lacks}
    assert missing["bo"] == (1, 0)
    assert missing["cy"] == (0, 1)


def test_a_wide_interval_is_not_enough():
    """With a gate of a tenth of a level everybody is too vague, and more is asked for."""
    ratings, _truth = simulated(6)
    found, _shares = run(ratings, Question(POINTS, gate=Gate(half_width=0.1)))
    assert all(lack.too_wide for lack in found.lacks)
    assert {lack.more for lack in found.lacks} == {6}


@pytest.mark.parametrize(
    ("lack", "words"),
    [
        ((2, 1, 0, False, False), "observe again: 2 more, in another situation"),
        ((2, 2, 0, False, False), "observe again: 2 more, in 2 other situations"),
        ((2, 0, 2, False, False), "observe again: 2 more, by 2 other observers"),
        ((4, 0, 0, True, False), "observe again: 4 more; what is known so far is too vague"),
        ((1, 0, 0, False, True), "observe again: 1 more; it is too close to call"),
    ],
)
def test_what_is_missing_in_words(lack, words):
    """Each thing that is missing is named."""
    assert Lack("ana", "listens", *lack).words() == words


def test_the_next_look_is_the_one_that_matters():
    """Of a pair who both nearly meet the last standard, a look at one changes the answer."""
    ratings, _truth = simulated(10, seed=5)
    found, _shares = run(ratings, Question(POINTS))
    chosen = found.selection.groups[0].people if found.selection.step == "group" else ()
    assert 1 <= len(found.next_looks) <= 2
    for look in found.next_looks:
        assert 0 < look.chance < 1
        assert set(look.people) != set(chosen)
        turned = found.sheet.turned(look.person, look.standard)
        assert turned.meets(look.person, look.standard) != found.sheet.meets(
            look.person, look.standard
        )
    chances = [look.chance for look in found.next_looks]
    assert chances == sorted(chances, reverse=True)


def test_raters_apart_are_named():
    """Two observers who rate nobody in common with the others are told."""
    rows = [
        Rating(rater, person, "s00", scene, "1", 3)
        for rater, person in (("ana", "p"), ("bo", "p"), ("ana", "q"), ("cy", "r"), ("di", "r"))
        for scene in "xyz"
    ]
    found, _shares = run(Ratings(tuple(rows)), Question({"s00": 100}))
    assert found.apart == (("cy", "di"),)


def test_a_standard_that_nobody_rated():
    """It stands in the sheet as one that nobody meets, and it is not settled."""
    ratings, _truth = simulated(6)
    points = POINTS | {"s00": 24, "unseen": 10}
    found, _shares = run(ratings, Question(points))
    assert "unseen" in found.selection.gaps
    assert "unseen" in found.sheet.unsettled()


def test_no_ratings_at_all():
    """Where nothing was seen, or nobody had a chance, that is said."""
    never = Rating("ana", "bo", "s00", "x", "1", None, opportunity=False)
    for rows in ((), (never,)):
        with pytest.raises(ValueError, match="no rating yet"):
            next(analyse(Ratings(rows), Question(POINTS)))


def test_the_order_of_importance_is_not_that_of_names():
    """Another order of the standards in the question changes values, not who meets what."""
    ratings, _truth = simulated(9)
    turned = dict(zip(reversed(POINTS), POINTS.values(), strict=True))
    one, other = (run(ratings, Question(points))[0] for points in (POINTS, turned))
    assert other.sheet.standards == one.sheet.standards[::-1]
    assert [other.sheet.met_by(p) for p in ratings.people] == [
        one.sheet.met_by(p) for p in ratings.people
    ]
    assert {(look.person, look.standard) for look in other.next_looks} <= {
        (lack.person, lack.standard) for lack in other.lacks
    } | {(p, s) for p in ratings.people for s in other.sheet.met_by(p)}


def test_standards_without_points():
    """Ratings on something that does not count are refused with its name."""
    ratings, _truth = simulated(1)
    with pytest.raises(ValueError, match="no points for s01, s02"):
        next(analyse(ratings, Question({"s00": 100})))


def test_people_can_change_names():
    """With other names, sorted the other way round, the same people are chosen."""
    ratings, _truth = simulated(9)
    name = {f"p{i:02}": f"p{11 - i:02}" for i in range(12)}
    rows = tuple(
        Rating(r.rater, name[r.person], r.standard, r.scene, r.at, r.value) for r in ratings.rows
    )
    one, other = (run(table, Question(POINTS))[0] for table in (ratings, Ratings(rows)))
    for person, renamed in name.items():
        assert other.sheet.met_by(renamed) == one.sheet.met_by(person)
        for standard, level in one.sheet.levels[person].items():
            assert abs(other.sheet.levels[renamed][standard] - level) <= Fraction(1, 10)


def test_agreement_of_those_who_watched_together(well_known):
    """Units are people in scenes that two saw: enough of them for a verdict on each standard."""
    found, _shares, _truth = well_known
    assert {*found.agreement} == {*POINTS}
    assert all(each.units >= 10 and each.verdict for each in found.agreement.values())
    assert all(each.low <= each.value <= each.high for each in found.agreement.values())
