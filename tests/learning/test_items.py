"""Items: what their hash covers, and that a snapshot gives the same item back."""

import pytest

from course.learning.items import item_hash, item_json, keys, read_item
from tests.samples import choice, ordering

ITEMS = {
    "single": choice("ask", "hurry", "nod"),
    "multiple": choice("ask", "hurry", "thank", keys=(0, 2)),
    "ordering": ordering("hear", "do", "check"),
}
OTHER_WORDS = {"feedback": "Quite different words."}


def changed_option(item, index, **changes):
    """Return the item with one option or step changed."""
    field = "steps" if item.type == "ordering" else "options"
    options = list(item.options)
    options[index] = options[index].model_copy(update=changes)
    return item.model_copy(update={field: tuple(options)})


@pytest.mark.parametrize("name", ITEMS)
@pytest.mark.parametrize("index", [0, 1, 2])
def test_hash_ignores_feedback(name, index):
    """An author may reword any feedback without parting old answers from new ones."""
    item = ITEMS[name]
    assert item_hash(changed_option(item, index, **OTHER_WORDS)) == item_hash(item)


@pytest.mark.parametrize(
    "change",
    [{"id": "other"}, {"objective": "other"}, {"difficulty": 3}, {"source": "A book."}],
    ids=lambda change: next(iter(change)),
)
def test_hash_ignores_what_a_learner_does_not_see(change):
    """Name, objective, difficulty and source do not make an item another one."""
    item = ITEMS["single"]
    assert item_hash(item.model_copy(update=change)) == item_hash(item)


@pytest.mark.parametrize("name", ITEMS)
@pytest.mark.parametrize("index", [0, 1, 2])
def test_hash_covers_every_option(name, index):
    """One letter in any option or step makes another version."""
    item = ITEMS[name]
    assert item_hash(changed_option(item, index, text="listen")) != item_hash(item)


@pytest.mark.parametrize("name", ITEMS)
def test_hash_covers_the_stem(name):
    """Another stem makes another version."""
    item = ITEMS[name]
    assert item_hash(item.model_copy(update={"stem": "What?"})) != item_hash(item)


@pytest.mark.parametrize("index", [0, 1, 2])
def test_hash_covers_the_key(index):
    """An option that becomes a key, or stops being one, makes another version."""
    item = ITEMS["multiple"]
    turned = changed_option(item, index, key=not item.options[index].key)
    assert item_hash(turned) != item_hash(item)


def test_hash_covers_the_rule():
    """The three rules of a multiple item give three versions."""
    rules = ("right-minus-wrong", "each-option", "all-or-nothing")
    item = ITEMS["multiple"]
    assert len({item_hash(item.model_copy(update={"rule": rule})) for rule in rules}) == 3


def test_hash_covers_the_order_of_steps():
    """Two steps that change places make another version: the order is the key."""
    assert item_hash(ordering("hear", "do", "check")) != item_hash(ordering("do", "hear", "check"))


def test_hash_covers_the_type():
    """The same words as a single and as a multiple item are two versions."""
    single = choice("ask", "hurry", "nod")
    assert item_hash(choice("ask", "hurry", "nod", type="multiple")) != item_hash(single)


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_snapshot_gives_the_same_item_back(item):
    """A stored item is read back equal, feedback and all, with the same hash."""
    again = read_item(item_json(item))
    assert again == item
    assert item_hash(again) == item_hash(item)


@pytest.mark.parametrize(
    ("name", "expected"), [("single", (0,)), ("multiple", (0, 2)), ("ordering", (0, 1, 2))]
)
def test_keys(name, expected):
    """The right response is the key's index, all keys, or the author's order of the steps."""
    assert keys(ITEMS[name]) == expected


def test_items_cannot_be_changed():
    """Content is frozen: an activity cannot alter the key by accident."""
    with pytest.raises(ValueError, match="frozen"):
        ITEMS["single"].options[0].key = False
