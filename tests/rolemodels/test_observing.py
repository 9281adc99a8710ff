"""Observation: events become looks, and looks become ratings."""

import pytest

from course.rolemodels.observing import Observation, rating_rows, ratings_of
from course.rolemodels.ratings import Rating, RatingsError
from course.roleplay.meetings import MeetingEvent

LEVELS = {"listens": 4, "owns": None}


def look(number, rater, person, at=0.0, **body):
    """Return the event of a look."""
    body = {"person": person, "situation": "phone", "levels": LEVELS} | body
    return MeetingEvent(number, "look", body, at, rater)


@pytest.fixture
def observation():
    """Return a round with Ana and Ben, and two looks at Ana."""
    observation = Observation()
    observation.take(MeetingEvent(1, "plan", {"title": "March", "catalogue": "c1"}, 0.0))
    observation.take(MeetingEvent(2, "team", {"seats": ["ana", "ben"]}, 0.0))
    observation.take(look(3, "ben", "ana", 60.0))
    observation.take(look(4, "cho", "ana", 120.0, note="Stayed until it was done.", moment=True))
    return observation


def test_who_is_in_the_team(observation):
    """Whoever is listed twice is in it once; whoever is away is not in it."""
    observation.take(MeetingEvent(5, "team", {"seats": ["ben", "dan"]}, 0.0))
    observation.take(MeetingEvent(6, "away", {"seat": "ana"}, 0.0))
    assert observation.team == ("ben", "dan")


def test_looks_become_ratings(observation):
    """A situation is a scene; where there was no chance there is no level."""
    rows = rating_rows(observation, str.title, lambda at: f"second {at:.0f}")
    assert rows[:2] == (
        Rating("Ben", "Ana", "listens", "phone", "second 60", 4, True, "c1"),
        Rating("Ben", "Ana", "owns", "phone", "second 60", None, False, "c1"),
    )
    assert [look.note for look in observation.looks.values() if look.is_moment] == [
        "Stayed until it was done."
    ]


def test_a_look_that_is_withdrawn(observation):
    """Only who noted it can take it back."""
    observation.take(MeetingEvent(5, "withdraw", {"look": 3}, 0.0, "cho"))
    assert list(observation.looks) == [3, 4]
    observation.take(MeetingEvent(6, "withdraw", {"look": 3}, 0.0, "ben"))
    observation.take(MeetingEvent(7, "withdraw", {"look": 99}, 0.0, "ben"))
    assert list(observation.looks) == [4]


def test_two_looks_in_the_same_second(observation):
    """The last one counts, so that there is one rating."""
    observation.take(look(5, "ben", "ana", 60.0, levels={"listens": 2}))
    rows = rating_rows(observation, str.title, lambda at: f"second {at:.0f}")
    values = [row.value for row in rows if (row.rater, row.standard) == ("Ben", "listens")]
    assert values == [2]


def test_somebody_who_is_gone(observation):
    """What is left of their looks does not count."""
    names = {"ana": "Ana", "ben": "Ben"}
    rows = rating_rows(observation, names.get, str)
    assert {row.rater for row in rows} == {"Ben"}


def test_who_gets_looks(observation):
    """The team does, but for those who do not; guests do when it is said."""
    assert observation.observers == ("ana", "ben")
    observation.take(MeetingEvent(5, "observer", {"seat": "cho", "observes": True}, 0.0))
    observation.take(MeetingEvent(6, "observer", {"seat": "ana", "observes": False}, 0.0))
    assert observation.observers == ("ben", "cho")
    observation.take(MeetingEvent(7, "away", {"seat": "ben"}, 0.0))
    assert observation.observers == ("cho",)


def test_a_note_that_is_being_written(observation):
    """It is the observer's, about one person, until the look is there."""
    note = {"person": "ana", "note": "She wai"}
    observation.take(MeetingEvent(5, "note", note, 0.0, "ben"))
    observation.take(MeetingEvent(6, "note", note, 0.0, "cho"))
    observation.take(look(7, "ben", "ana", note="She waited."))
    assert observation.notes == {("cho", "ana"): "She wai"}


def test_whose_looks_they_are(observation):
    """What comes from elsewhere, such as a meeting, counts but was not made in the round."""
    observation.take(look(5, "ben", "ana", source="meeting 7", signed=True))
    assert [*observation.looks] == [3, 4, 5]
    assert [each.number for each in observation.looks_by("ben")] == [3]
    assert observation.looks[5].is_signed


def test_nobody_rates_themselves(observation):
    """Such a look is none that becomes a rating."""
    observation.take(look(5, "ana", "ana"))
    with pytest.raises(RatingsError, match="rates themselves"):
        ratings_of(observation, str.title, str)
