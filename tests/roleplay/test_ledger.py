"""The ledger: what is new for whom, and which scene comes next."""

from course.roleplay.ledger import Candidate, Ledger, Practice, next_scene, row_of
from tests.samples import LIBRARY

PHONE = {"channel": "phone", "emotion": "hurt", "fault": "us"}
DESK = {"channel": "counter", "emotion": "hurt", "fault": "us"}
CALM = {"channel": "counter", "emotion": "calm", "fault": "nobody"}


def practice(person, row, at=1.0, standard="listens", part="employee"):
    """Return one record."""
    return Practice(person, row, standard, part, at)


LEDGER = Ledger([practice("ana", PHONE, 2.0), practice("ben", CALM), practice("ana", DESK, 1.0)])


def candidate(ident, row, standard="listens", difficulty=2):
    """Return a scene that could be next."""
    return Candidate(ident, row, standard, difficulty)


def test_what_people_have_met():
    """Pairs and standards are kept per person and added up for a team; order is that of time."""
    assert len(LEDGER.pairs("ana")) == 5  # 3 + 3, with hurt and us in both
    assert len(LEDGER.team_pairs(["ana", "ben"])) == 8
    assert LEDGER.pairs("nobody") == frozenset()
    assert LEDGER.standards("ana") == {"listens": 2}
    assert [each.at for each in LEDGER.practices] == [1.0, 1.0, 2.0]


def test_new_pairs_are_counted_for_those_attending():
    """A row is as new as the pairs that each of them has not met."""
    assert LEDGER.new_pairs(DESK, ["ana"]) == 0
    assert LEDGER.new_pairs(DESK, ["ben"]) == 3
    assert LEDGER.new_pairs(DESK, ["ana", "ben", "guest"]) == 6


def test_the_next_scene_has_most_new_pairs():
    """It depends on who is there; a tie goes to the first."""
    scenes = [candidate("phone", PHONE), candidate("calm", CALM)]
    assert next_scene(scenes, LEDGER, ["ana"], "listens", 2).id == "calm"
    assert next_scene(scenes, LEDGER, ["ben"], "listens", 2).id == "phone"
    assert next_scene(scenes, LEDGER, ["guest"], "listens", 2).id == "phone"


def test_standard_and_difficulty_are_kept():
    """Another standard, or a level two away, is not taken however new it is."""
    scenes = [
        candidate("other", CALM, standard="owns"),
        candidate("hard", CALM, difficulty=4),
        candidate("near", DESK, difficulty=3),
    ]
    assert next_scene(scenes, LEDGER, ["ana"], "listens", 2).id == "near"
    assert next_scene(scenes[:2], LEDGER, ["ana"], "listens", 2) is None


def test_a_written_scene_tells_its_row():
    """What the header of a written card says counts as its factors."""
    row = row_of(LIBRARY.scene("the-table-by-the-window"))
    assert row == {
        "channel": "counter",
        "incident": "promise-not-kept",
        "emotion": "irritated",
        "justice": "procedural",
        "difficulty": "2",
        "standard": "listens-first",
    }
