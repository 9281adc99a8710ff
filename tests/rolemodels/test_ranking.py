"""Values and places, on sheets small enough to work out by hand."""

from fractions import Fraction

from course.rolemodels.ranking import Sheet, rank, value

POINTS = {"listens": 61, "keeps": 28, "neat": 11}
LEVELS = {
    "ana": {"listens": 5, "keeps": 2, "neat": 1},
    "bo": {"listens": 2, "keeps": 5, "neat": 5},
    "cy": {"listens": 5, "keeps": 2, "neat": 1},
    "di": {"listens": 5, "keeps": 3},
}
SHEET = Sheet(tuple(LEVELS), tuple(POINTS), LEVELS, POINTS)


def test_value_by_hand():
    """Ana: 0.61 * 5 + 0.28 * 2 + 0.11 * 1 = 3.72; a missing rating adds nothing: 3.89 for Di."""
    assert value(SHEET, "ana") == Fraction(372, 100)
    assert value(SHEET, "di") == Fraction(389, 100)


def test_ties_share_a_place():
    """Ana and Cy share place 2, so Bo has place 4; what is missing is named."""
    found = [(place.person, place.place, place.missing) for place in rank(SHEET)]
    assert found == [("di", 1, ("neat",)), ("ana", 2, ()), ("cy", 2, ()), ("bo", 4, ())]


def test_nobody_rated():
    """Without ratings all share the first place with value 0, and everything is missing."""
    places = rank(Sheet(("ana", "bo"), tuple(POINTS), {}, POINTS))
    assert [(place.place, place.value, len(place.missing)) for place in places] == [(1, 0, 3)] * 2


def test_the_threshold_is_a_setting():
    """Bo meets two standards from level 4 on, and all three when a 2 is enough."""
    lenient = Sheet(SHEET.people, SHEET.standards, LEVELS, POINTS, threshold=2)
    assert SHEET.met_by("bo") == {"keeps", "neat"}
    assert lenient.met_by("bo") == {"listens", "keeps", "neat"}
    assert SHEET.who_meets("listens") == ("ana", "cy", "di")
