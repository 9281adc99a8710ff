"""Items: what their hash covers, and that a snapshot gives the same item back."""

import pytest

from course.learning.items import item_hash, item_json, keys, read_item
from tests.samples import choice, hotspot, matching, ordering

ITEMS = {
    "single": choice("ask", "hurry", "nod"),
    "multiple": choice("ask", "hurry", "thank", keys=(0, 2)),
    "ordering": ordering("hear", "do", "check"),
    "matching": matching("rain", "shoes", "child", extra=("leaflet",)),
    "hotspot": hotspot("sorry", "call", "look", key=1),
}
HASHES_OF_STORED_ANSWERS = {  # as they were computed when these types were first used
    "single": "50616d539d0ce1c2e2225210cf36b37a00706705ee69dc87fdc2aa0d2ec6d2a2",
    "multiple": "828c4043e09eb714e849e79bd777e970bf6e6430e46993ca201a862da3f8bfb0",
    "ordering": "97f4817557f930d6ce8f5a9d44759ad10a4b3aaa10907af0c1b376d86326018d",
}
OTHER_WORDS = {"feedback": "Quite different words."}


def changed_option(item, index, **changes):
    """Return the item with one option, step, pair or line that can be tapped changed."""
    names = {"ordering": "steps", "matching": "pairs", "hotspot": "lines"}
    name = names.get(item.type, "options")
    if name == "pairs" and "text" in changes:
        changes = {"match": changes["text"]}
    if name == "lines":
        index += 1  # the first line of the sample is plain
    return changed_part(item, name, index, **changes)


def changed_part(item, name, index, **changes):
    """Return the item with one member of a list changed."""
    parts = list(getattr(item, name))
    parts[index] = parts[index].model_copy(update=changes)
    return item.model_copy(update={name: tuple(parts)})


@pytest.mark.parametrize("name", HASHES_OF_STORED_ANSWERS)
def test_hashes_never_change(name):
    """Stored answers refer to items by these hashes."""
    assert item_hash(ITEMS[name]) == HASHES_OF_STORED_ANSWERS[name]


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
    """Other words in any option, step, match or line make another version."""
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


@pytest.mark.parametrize("index", [0, 1, 2])
def test_hash_covers_the_lines_to_be_matched(index):
    """Other words in a pair's line make another version, as do those of an extra match."""
    item = ITEMS["matching"]
    assert item_hash(changed_part(item, "pairs", index, text="snow")) != item_hash(item)
    assert item_hash(changed_part(item, "extra", 0, text="map")) != item_hash(item)
    assert item_hash(item.model_copy(update={"extra": ()})) != item_hash(item)


def test_an_extra_match_is_not_a_pair():
    """The same matches with one more line to match are another version."""
    three, four = ("rain", "shoes", "child"), ("rain", "shoes", "child", "leaflet")
    assert item_hash(matching(*four)) != item_hash(matching(*three, extra=("leaflet",)))


@pytest.mark.parametrize("index", [0, 1, 4])
@pytest.mark.parametrize("change", [{"text": "Well."}, {"who": "Eve"}], ids=["text", "who"])
def test_hash_covers_the_whole_dialogue(index, change):
    """What is said and by whom counts in every line, also in those that cannot be tapped."""
    item = ITEMS["hotspot"]
    assert item_hash(changed_part(item, "lines", index, **change)) != item_hash(item)


def test_hash_covers_which_lines_can_be_tapped():
    """When the same words stand twice, it counts which of the two can be tapped."""
    item = hotspot("hello", "call", "look", key=1)
    plain, tapped, *others = item.lines
    turned = (plain.model_copy(update={"who": "Ben"}), tapped.model_copy(update={"who": "Ben"}))
    first = item.model_copy(update={"lines": (*turned, *others)})
    second = item.model_copy(update={"lines": (*reversed(turned), *others)})
    assert [o.text for o in first.options] == [o.text for o in second.options]
    assert item_hash(first) != item_hash(second)


def test_options_of_a_matching_item():
    """Its options are the matches of the pairs in their order, then the extra ones."""
    options = ITEMS["matching"].options
    assert [option.text for option in options] == ["rain", "shoes", "child", "leaflet"]
    assert [option.feedback for option in options][1:] == [
        *("feedback on shoes", "feedback on child", "feedback on leaflet")
    ]


def test_options_of_a_hotspot_item():
    """Its options are the lines that can be tapped, in the order of the dialogue."""
    item = ITEMS["hotspot"]
    assert [option.text for option in item.options] == ["sorry", "call", "look"]
    assert [line.can_be_tapped for line in item.lines] == [False, True, True, True, False]


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
    ("name", "expected"),
    [
        ("single", (0,)),
        ("multiple", (0, 2)),
        ("ordering", (0, 1, 2)),
        ("matching", (0, 1, 2)),
        ("hotspot", (1,)),
    ],
)
def test_keys(name, expected):
    """The right response: the key's index, all keys, the author's order, each pair's own match."""
    assert keys(ITEMS[name]) == expected


def test_items_cannot_be_changed():
    """Content is frozen: an activity cannot alter the key by accident."""
    with pytest.raises(ValueError, match="frozen"):
        ITEMS["single"].options[0].key = False
