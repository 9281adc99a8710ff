"""The shelf: what a person plays next comes first, with the reason."""

from course.roleplay.shelf import Shelved, in_order, weak_standards


def order(*scenes):
    """Return id and reason of scenes in the order of the shelf."""
    return [(scene.id, why) for scene, why in in_order(scenes)]


def test_the_weakest_standard_comes_first():
    """A scene of the standard that went worst, then of the next, then what was never played."""
    found = order(
        Shelved("met", "a", 1, ("met",), 5.0),
        Shelved("new", "a", 1),
        Shelved("partly", "b", 2, ("partly",), 3.0),
        Shelved("missed", "c", 3, ("missed",), 4.0),
        Shelved("also c", "c", 5),
    )
    assert found == [
        ("missed", "weak"),
        ("also c", "weak"),
        ("partly", "weak"),
        ("new", "new"),
        ("met", "again"),
    ]


def test_who_got_better_is_not_weak():
    """The last ending of a scene counts, and a scene that was met waits its turn."""
    better = Shelved("x", "a", 1, ("missed", "met"), 1.0)
    assert weak_standards([better]) == []
    assert order(better, Shelved("y", "a", 2, ("missed",), 2.0)) == [("y", "weak"), ("x", "again")]


def test_of_what_was_played_the_oldest_comes_first():
    """Easy new scenes come before hard ones; of met scenes the one played longest ago is first."""
    found = order(
        Shelved("late", "a", 1, ("met",), 9.0),
        Shelved("early", "b", 5, ("met",), 1.0),
        Shelved("hard", "c", 4),
        Shelved("easy", "c", 2),
    )
    assert [ident for ident, _why in found] == ["easy", "hard", "early", "late"]


def test_an_empty_shelf_has_no_next():
    """Without scenes there is nothing to order."""
    assert in_order([]) == []
