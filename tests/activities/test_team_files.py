"""Made-up teams as files: what is planted in them, and that they can be read back."""

from collections import Counter

import pytest

from course.activities.team_files import make_team, ratings_csv, truth_lines
from course.rolemodels.import_ratings import read_ratings
from tests.samples import LIBRARY

CATALOGUE = LIBRARY.catalogue("front_desk")
NAMES = {standard.id: standard.name for standard in CATALOGUE.standards}
SIZES = {"people": 8, "raters": 4, "looks": 6, "group": 2, "seed": 5}


def met_by(team, person):
    """Return the standards that somebody truly meets."""
    return {standard for standard, mean in team.means[person].items() if mean >= 4}


@pytest.mark.parametrize("sizes", [{}, {"people": 60, "raters": 12, "looks": 2}, {"group": 3}])
def test_what_is_written_can_be_read(sizes):
    """A team of any size comes back from its file as it was."""
    made = make_team(CATALOGUE, **(SIZES | sizes))
    assert read_ratings(ratings_csv(made.ratings, NAMES), NAMES).rows == made.ratings.rows
    assert read_ratings(ratings_csv(made.ratings), NAMES).rows == made.ratings.rows
    assert len(made.means) == (SIZES | sizes)["people"]


@pytest.mark.parametrize("group", [2, 3])
def test_nobody_meets_all_alone_but_the_planted_groups_do(group):
    """Each group covers every standard, and nobody meets all."""
    team = make_team(CATALOGUE, **(SIZES | {"group": group}))
    assert len(team.groups) == 2
    for people in team.groups:
        assert set().union(*(met_by(team, person) for person in people)) == {*NAMES}
    assert all(met_by(team, person) != {*NAMES} for person in team.means)


def test_the_same_seed_is_the_same_team():
    """Another seed gives another team."""
    made = make_team(CATALOGUE, **SIZES)
    assert make_team(CATALOGUE, **SIZES) == made
    assert make_team(CATALOGUE, **(SIZES | {"seed": 6})) != made


def test_the_severe_observer_and_the_newcomer():
    """The first observer is the most severe, and the last person was watched least."""
    team = make_team(CATALOGUE, **SIZES)
    assert max(team.severity, key=team.severity.get) == "Ms Okafor"
    often = Counter(row.person for row in team.ratings.rows)
    assert min(often, key=often.get) == "Hanh"


def test_one_standard_of_one_person_is_hardly_seen():
    """For it there is mostly no chance, while others mostly have one."""
    team = make_team(CATALOGUE, **(SIZES | {"looks": 40}))
    seen = {}
    for row in team.ratings.rows:
        seen.setdefault((row.person, row.standard), []).append(row.opportunity)
    shares = {pair: sum(chances) / len(chances) for pair, chances in seen.items()}
    least = min(shares, key=shares.get)
    assert (least[0], shares[least] < 0.4) == ("Dilan", True)
    assert sorted(shares.values())[1] >= 0.5


def test_the_truth_in_words():
    """There is a line for each person, one for the observers, and one for the groups."""
    lines = truth_lines(make_team(CATALOGUE, **SIZES))
    assert len(lines) == 10
    assert lines[-1] == "together they cover all: Amara + Björn; Chiara + Björn"
