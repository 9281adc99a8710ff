"""The table of ratings: what may be in it, and what is told about the rest."""

import pytest

from course.rolemodels.ratings import Rating, Ratings, RatingsError

AT = "2026-05-04T09:00:00Z"
GOOD = Rating("ana", "bo", "listens", "queue", AT, 4)


def rating(**changes):
    """Return a good rating with these changes."""
    fields = {name: getattr(GOOD, name) for name in Rating.__slots__}
    return Rating(**fields | changes)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"rater": " "}, "rater is empty"),
        ({"at": None}, "at is empty"),
        ({"value": 6}, "the level is 6, not one of 1 to 5"),
        ({"value": 3.5}, "the level is 3.5, not one of 1 to 5"),
        ({"value": True}, "the level is True, not one of 1 to 5"),
        ({"value": None}, "the level is None, not one of 1 to 5"),
        ({"opportunity": False}, "there is a level (4) without a chance"),
        ({"rater": "bo"}, "bo rates themselves"),
    ],
)
def test_a_fault_is_named(changes, fault):
    """Each fault is told with its row; a good row beside it does not hide it."""
    with pytest.raises(RatingsError) as error:
        Ratings((GOOD, rating(scene="till", **changes)))
    assert error.value.problems == ((1, fault),)
    assert str(error.value) == f"row 2: {fault}"


def test_all_faults_at_once():
    """Every row with a fault is told; both rows that say the same thing are."""
    rows = (GOOD, rating(value=0, scene="till"), GOOD)
    with pytest.raises(RatingsError) as error:
        Ratings(rows)
    assert [index for index, _fault in error.value.problems] == [0, 1, 2]
    assert "more than once" in str(error.value)


def test_seen_twice_at_two_times():
    """The same scene on another day is another rating."""
    assert len(Ratings((GOOD, rating(at="2026-05-05T09:00:00Z"))).rows) == 2


def test_columns():
    """Columns hold places in the sorted names, of ratings with a chance only; none is fine too."""
    rows = (
        GOOD,
        rating(rater="cy", person="al", at="2026-05-03T09:00:00Z", value=2),
        rating(person="al", standard="keeps", opportunity=False, value=None),
    )
    table = Ratings(rows)
    columns = table.columns()
    assert (table.raters, table.people) == (("ana", "cy"), ("al", "bo"))
    assert (table.standards, table.scenes) == (("keeps", "listens"), ("queue",))
    assert [*columns.rater] == [0, 1]
    assert [*columns.person] == [1, 0]
    assert [*columns.standard] == [1, 1]
    assert [*columns.time] == [1, 0]
    assert [*columns.value] == [4, 2]
    assert Ratings(()).columns().value.shape == (0,)
