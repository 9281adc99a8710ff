"""The story that the made-up team tells: nobody is perfect, and the quiet one was overlooked."""

import pytest

from course.learning.reading_level import reading_grade
from course.rolemodels.ranking import Sheet, rank
from course.rolemodels.selection import select
from course.rolemodels.weights import points, weights
from tests.samples import LIBRARY

TEAM = LIBRARY.team("harbour_hotel")
STANDARDS = LIBRARY.catalogue(TEAM.catalogue).standards
IDS = tuple(standard.id for standard in STANDARDS)
POPULAR, FAST, QUIET = "marcus", "priya", "edda"


def sheet(**levels):
    """Return the sheet of the team; `levels` of the quiet one replace the course's, if given."""
    given = {p.id: {s: r.level for s, r in p.ratings.items()} for p in TEAM.people}
    given |= levels
    counts = points(weights({standard: place for place, standard in enumerate(IDS)}))
    critical = frozenset(standard.id for standard in STANDARDS if standard.critical)
    return Sheet(tuple(given), IDS, given, counts, critical)


def test_nobody_is_perfect():
    """Nobody meets all standards, and everybody meets at least one."""
    met = {person: len(sheet().met_by(person)) for person in sheet().people}
    assert max(met.values()) < 6
    assert min(met.values()) > 0


def test_one_pair_meets_everything():
    """Exactly one pair covers all six; neither the popular nor the fast one is in it."""
    selection = select(sheet())
    assert (selection.step, selection.more) == ("group", 0)
    assert [set(group.people) for group in selection.groups] == [{QUIET, "wanjiru"}]


def test_the_quiet_one_was_overlooked():
    """Until Edda is rated it takes three; and it is she whom the learner rates."""
    assert [person.id for person in TEAM.people if person.practice] == [QUIET]
    [group] = select(sheet(edda={})).groups
    assert set(group.people) == {"wanjiru", "hana", "luc"}


@pytest.mark.parametrize("strict", [0, 1])
def test_sensible_ratings_lead_to_the_same_pair(strict):
    """Whoever rates what goes beyond a 3 with 4, or with 5, finds the pair as well."""
    quiet = next(person for person in TEAM.people if person.practice)
    rated = {s: r.level if r.level <= 3 else 4 + strict for s, r in quiet.ratings.items()}
    assert [set(g.people) for g in select(sheet(edda=rated)).groups] == [{QUIET, "wanjiru"}]


def test_popular_and_fast_are_last():
    """Those who come to mind first stand last in the ranking, the quiet one first."""
    order = [place.person for place in rank(sheet())]
    assert (order[0], set(order[-2:])) == (QUIET, {POPULAR, FAST})


def test_everybody_is_good_at_something():
    """Each person has a 4 or a 5 to show, and nobody has a 1: the weak ratings are gentle."""
    for person in TEAM.people:
        levels = [rating.level for rating in person.ratings.values()]
        assert max(levels) >= 4, person.name
        assert min(levels) >= 2, person.name


def test_notes_are_easy_to_read():
    """All that is told about the team reads at grade 8 or below; notes are short."""
    notes = [r for person in TEAM.people for r in person.ratings.values()]
    words = [TEAM.story, *(p.about for p in TEAM.people)]
    words += [text for rating in notes for text in (rating.note, rating.why) if text]
    assert reading_grade("\n".join(words)) <= 8
    assert max(len(rating.note) for rating in notes) <= 240
