"""Paths: every way through a story is walked once, or a sample that says how large it is."""

from hypothesis import given
from hypothesis import strategies as st

from course.errors import CourseError
from course.ink import InkError, Story
from course.roleplay import paths
from course.roleplay.paths import walk
from tests.roleplay.stories import TreeStory

NAMES = st.sampled_from(["a", "b", "c", "d"])
TREES = st.recursive(
    st.just("The end."),
    lambda trees: st.dictionaries(NAMES, trees, min_size=1, max_size=4),
    max_leaves=30,
)


def leaves(tree, before=()):
    """Yield the choices that lead to each leaf of a tree."""
    if isinstance(tree, str):
        yield before
        return
    for index, below in enumerate(tree.values()):
        yield from leaves(below, (*before, index))


def as_ink(tree, depth=1):
    """Return a tree as Ink text."""
    if isinstance(tree, str):
        return f"{'  ' * depth}{tree} # end: met\n{'  ' * depth}-> END\n"
    return "".join(
        f"{'* ' * depth}[{text}]\n{as_ink(below, depth + 1)}" for text, below in tree.items()
    )


@given(TREES)
def test_every_leaf_is_reached_exactly_once(tree):
    """Walking a random branching story gives each of its leaves once, in order."""
    found = walk(TreeStory(tree))
    assert [path.choices for path in found.paths] == list(leaves(tree))
    assert (found.total, found.is_complete) == (len(found.paths), True)
    assert {path.ending for path in found.paths} == {("met", "The end.")}


def test_ink_is_walked_like_a_tree():
    """A story in Ink gives the same paths as the tree that it was written from."""
    tree = {"a": "x", "b": {"c": "y", "d": {"a": "z"}}, "c": {"a": "x", "b": "y"}}
    found = walk(Story(as_ink(tree)))
    assert [path.choices for path in found.paths] == list(leaves(tree))
    assert [path.ending for path in found.paths] == [("met", text) for text in "xyzxy"]


def test_what_a_path_tells():
    """A path knows its menus, the choices taken, and what they show and miss."""
    tree = {"Wait. # see: w1": {"Go. # see: w2 # miss: w3": "x"}, "Talk. # miss: w1": "y"}
    first, second = walk(TreeStory(tree)).paths
    assert [choice.text for choice in first.taken] == ["Wait.", "Go."]
    assert (first.seen, first.missed) == ({"w1", "w2"}, {"w3"})
    assert (second.seen, second.missed) == (set(), {"w1"})
    assert [len(menu.choices) for menu in first.menus] == [2, 1]
    assert first.menus[0] == second.menus[0]
    assert (first.visited, second.visited) == (("place 0,0",), ("place 1",))


def deep(levels):
    """Return a tree with three choices on each level."""
    return "x" if levels == 0 else {name: deep(levels - 1) for name in "abc"}


def test_a_large_story_is_sampled():
    """Beyond the cap, random paths are added, and the number of all is told: here 3 to the 6th."""
    found = walk(TreeStory(deep(6)), cap=50, samples=40, seed=1)
    assert not found.is_complete
    assert 50 < len(found.paths) <= 90
    assert len({path.choices for path in found.paths}) == len(found.paths)
    assert found.total == 729
    assert str(found) == f"{len(found.paths)} of about 729 paths"


def test_a_sample_is_the_same_each_time():
    """The same seed gives the same paths, another one others."""
    one, two, other = (walk(TreeStory(deep(5)), cap=10, samples=9, seed=s) for s in (1, 1, 2))
    assert one == two
    assert one != other


def test_a_story_as_large_as_the_cap_is_walked_in_full():
    """The cap itself is still every path."""
    assert walk(TreeStory(deep(2)), cap=9).is_complete
    assert not walk(TreeStory(deep(2)), cap=8, samples=1).is_complete


class LoopStory(TreeStory):
    """A story with a menu for ever: one choice ends it, the other asks again."""

    def _turn(self):
        self.tree = "The end." if self.steps and self.steps[-1] else {"again": {}, "out": "x"}
        steps, self.steps = self.steps, []
        turn = super()._turn()
        self.steps = steps
        return turn


def test_a_menu_for_ever_is_cut(monkeypatch):
    """Where a person can choose for ever, walking stops and says so."""
    monkeypatch.setattr(paths, "DEEPEST", 5)
    found = walk(LoopStory({}))
    assert [path.choices for path in found.paths] == [
        (0, 0, 0, 0, 0),
        *((0,) * n + (1,) for n in (4, 3, 2, 1, 0)),
    ]
    assert [path.fault for path in found.paths] == [(0, "goes on after 5 choices"), *[None] * 5]


class BrokenStory(TreeStory):
    """A story that breaks at one of its choices."""

    def choose(self, index):
        """Take a choice, or break."""
        turn = super().choose(index)
        if self.steps == [1]:
            raise InkError([(7, "is broken")])
        return turn


def test_a_break_is_kept_and_the_rest_walked():
    """A path that breaks off has its choices and the reason; the others are walked on."""
    first, broken, last = walk(BrokenStory({"a": "x", "b": "y", "c": "z"})).paths
    assert (broken.choices, broken.fault, broken.ending) == ((1,), (7, "is broken"), None)
    assert [choice.text for choice in broken.taken] == ["b"]
    assert (first.fault, last.fault) == (None, None)


def test_a_story_that_does_not_begin():
    """A break before the first menu gives one path without choices."""

    class NoStory(TreeStory):
        def start(self):
            raise CourseError("cannot begin")

    (path,) = walk(NoStory({})).paths
    assert (path.choices, path.turns, path.fault) == ((), (), (0, "cannot begin"))
    assert path.ending is None
