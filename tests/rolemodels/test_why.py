"""Reasons: every sentence is true of the sheet it tells of."""

import pytest

from course.rolemodels.ranking import MeasuredSheet, Sheet, rank
from course.rolemodels.selection import select
from course.rolemodels.why import Reasons, counted, listed

NAMES = {"ana": "Ana", "bo": "Bo", "cy": "Cy"}
STANDARDS = {"a": "Asks", "b": "Brings", "c": "Checks"}
POINTS = {"a": 61, "b": 28, "c": 11}


def reasons(ana, bo, cy=(), critical=(), **options):
    """Return the reasons of a sheet with these levels, in the order of the standards."""
    rows = zip(NAMES, (ana, bo, cy), strict=True)
    levels = {
        person: {s: level for s, level in zip(STANDARDS, row, strict=False) if level}
        for person, row in rows
    }
    sheet = Sheet(tuple(NAMES), tuple(STANDARDS), levels, POINTS, frozenset(critical), **options)
    return Reasons(sheet, select(sheet), NAMES, STANDARDS)


def test_one_person():
    """Who meets everything is named, and why not somebody else."""
    told = reasons((5, 4, 4), (4, 4, 4), (5, 5, 3))
    assert told.statement() == "Ana meets all three standards."
    assert list(told.reasons()) == [
        "Bo meets them all too.",
        "Ana has the highest value: 4.61 of 5.",  # 0.61 * 5 + 0.28 * 4 + 0.11 * 4
    ]


def test_the_only_one():
    """When nobody else meets everything, that is the reason."""
    assert reasons((5, 4, 4), (1, 1, 1), (2, 2, 2)).reasons() == ["Nobody else meets them all."]


def test_what_is_not_settled_is_observed_first():
    """Where too little is known, the likeliest are named, and nobody is trained or hired yet."""
    levels = {name: {"a": 4, "b": 3} for name in NAMES}
    chances = {
        "ana": {"a": 0.9, "b": 0.6},
        "bo": {"a": 0.9, "b": 0.3},
        "cy": {"a": 0.9, "b": 0.01},
    }
    known = frozenset((person, standard) for person in NAMES for standard in "ab")
    points = {"a": 60, "b": 40}
    sheet = MeasuredSheet(tuple(NAMES), ("a", "b"), levels, points, chances=chances, known=known)
    reasons = Reasons(sheet, select(sheet), NAMES, STANDARDS)
    assert reasons.statement() == "Too little is known to say who meets “Brings”."
    told = reasons.reasons()
    assert "Somebody may meet “Brings” after all: observe Ana and Bo again first." in told
    assert not [line for line in told if "Train somebody" in line]


def test_equal_people_are_left_to_choose():
    """Of two with the same value neither is called better."""
    told = reasons((4, 4, 4), (4, 4, 4), (1, 1, 1)).reasons()
    assert "They share the highest value, so take the one you like." in told


def test_a_pair():
    """A pair is named with who brings what, and whom the team cannot do without."""
    told = reasons((5, 1, 1), (1, 4, 4), (4, 2, 2), critical="a")
    assert told.statement() == "Ana and Bo together meet all three standards."
    assert told.reasons() == [
        "Nobody meets all three alone. Bo comes nearest, with two.",
        "Ana meets “Asks”.",
        "Bo meets “Brings” and “Checks”.",
        "In the whole team, only Bo meets “Brings” and “Checks”.",
        "One other group of two does as well. This one has the highest total value: 5.61.",
        "“Asks” is critical, and here only Ana meets it. Who could learn from them next?",
    ]
    assert told.of_group(told.selection.groups[0]) == "Value together: 5.61 (3.44 + 2.17)."


def test_a_critical_standard_met_twice():
    """Double cover of a critical standard is said as the good news it is."""
    told = reasons((5, 4, 1), (5, 1, 4), (1, 1, 1), critical="a")
    assert "More than one of them meets “Asks”, which is good when one is off." in told.reasons()
    assert "more than one of them meets “Asks”" in told.of_group(told.selection.groups[0])


def test_three_people():
    """For three it is said that no smaller group would do."""
    told = reasons((5, 1, 1), (1, 5, 1), (1, 1, 5))
    assert told.statement() == "Ana, Bo and Cy together meet all three standards."
    assert "No smaller group meets them all: it takes three." in told.reasons()


def test_a_gap():
    """A standard nobody meets: the nearest, the best pair, and train or hire; nobody to replace."""
    told = reasons((5, 3, 4), (5, 1, 1), (1, 3, 1))
    assert told.statement() == "Nobody here meets “Brings” yet."
    assert told.reasons() == [
        "“Brings”: it takes a 4, and the nearest is a 3 (Ana and Cy).",
        "Ana meets the most so far: two of three.",
        "Train somebody for “Brings”, or think about hiring for it.",
    ]


def test_a_pair_with_a_gap():
    """The best pair is told with what it leaves open that others could do."""
    told = reasons((5, 1, 1), (1, 1, 4), (4, 1, 1)).reasons()
    assert "The best pair so far is Ana and Bo: together they meet two of three." in told


def test_who_is_not_rated_is_looked_at_first():
    """A gap may only be a rating that is missing, and that is said before anybody is hired."""
    told = reasons((5, 3, 4), (5, None, 1), (1, 3, 1)).reasons()
    assert told[0].endswith("(Ana and Cy). Not rated on it yet: Bo. Look there first.")
    assert told[-1] == "Not all ratings are there yet (Bo); what is missing counts as not met."


def test_a_gap_that_nobody_looked_at():
    """Where nobody is rated on a standard, nobody is told to hire for it."""
    told = reasons((5, None, 4), (5, None, 1), (1, None, 1)).reasons()
    assert told[0] == "Nobody is rated on “Brings” yet: look there first."
    assert "hiring" not in " ".join(told)


def test_nobody_rated():
    """Without any rating nothing is claimed about anybody."""
    told = reasons((), ())
    assert told.statement() == "Nobody is rated yet."
    assert len(told.reasons()) == 1
    assert told.of_place(rank(told.sheet)[0], rank(told.sheet)) == "Not rated yet."


@pytest.mark.parametrize("levels", [(5, 5, 5), (4, 1, 1), (1, 2, 1)])
def test_no_sentence_names_somebody_to_replace(levels):
    """Whatever the outcome, no word of replacing, dismissing or letting go is ever used."""
    told = reasons(levels, (1, 1, 1), (1, 4, 1))
    text = " ".join([told.statement(), *told.reasons()]).lower()
    assert not any(word in text for word in ("replac", "dismiss", "let go", "fire", "weakest"))


def test_places():
    """Shared places are said to be shared, and what is missing is said to add nothing."""
    told = reasons((5, 2, 1), (5, 2, 1), (5, 5))
    places = rank(told.sheet)
    assert [told.of_place(place, places) for place in places] == [
        "Meets two of the three standards. Not rated yet, so it adds nothing: “Checks” "
        "(11 of 100).",
        "Meets one of the three standards. Shares place 2 with Bo.",
        "Meets one of the three standards. Shares place 2 with Ana.",
    ]


def test_words_for_lists_and_numbers():
    """Two names are joined by a word, small numbers are written out."""
    assert listed(["Ana", "Bo"], "or") == "Ana or Bo"
    assert (counted(0), counted(12), counted(13)) == ("none", "twelve", "13")
