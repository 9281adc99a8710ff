"""What was missed leads to the items that teach it."""

import json

from course.learning.items import ItemBank
from course.learning.teaching import Miss, weak_items_of
from tests.samples import choice

LISTENS, KEEPS = "front_desk/listens-first", "front_desk/does-what-we-said"


def bank(*items):
    """Return a bank of one unit with these items."""
    fields = {
        "bank": "tiny",
        "title": "Tiny",
        "objectives": {"serve": "Serve."},
        "misconceptions": {"speed": "Fast is best."},
        "units": [
            {
                "id": "first",
                "title": "First",
                "items": [json.loads(i.model_dump_json()) for i in items],
            }
        ],
    }
    return ItemBank.model_validate_json(json.dumps(fields))


def item(ident, difficulty, *standards):
    """Return an item that teaches these standards."""
    texts = f"{ident} right", f"{ident} wrong"
    return choice(*texts, id=ident, difficulty=difficulty, teaches=list(standards))


def test_the_newest_miss_comes_first_and_its_easiest_item():
    """Items come by the time of the miss, then by difficulty, with the words of what was missed."""
    found = weak_items_of(
        [Miss(LISTENS, "Looks up", 1.0), Miss(KEEPS, "Gives a time", 2.0)],
        [bank(item("hard", 3, LISTENS), item("both", 1, LISTENS, KEEPS), item("none", 1))],
    )
    assert [(each.id, each.at, each.why) for each in found] == [
        ("both", 2.0, "Gives a time"),
        ("both", 1.0, "Looks up"),
        ("hard", 1.0, "Looks up"),
    ]
    assert (found[0].bank, found[0].unit, found[0].standard) == ("tiny", "first", KEEPS)


def test_what_no_item_teaches_leads_nowhere():
    """A standard without items gives none."""
    assert weak_items_of([Miss("own/sings", "Sings", 1.0)], [bank(item("one", 1, LISTENS))]) == []
