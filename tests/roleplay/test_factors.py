"""Factors: what is read from their file, which rows they allow, and every mistake with its line."""

from itertools import product

import pytest

from course.roleplay.factors import Condition, complete, implies, pairs_of
from course.roleplay.pict import read_factors

HEAD = """\
# a comment
channel: counter, phone
business: hotel, shop
incident: slow, rude
emotion: calm, angry
justice: procedural
difficulty: 1, 2
"""


def model_of(rules):
    """Return the model of the small factors with some rules."""
    model, faults = read_factors(HEAD + rules)
    assert faults == []
    return model


def told(text):
    """Return (line, id, wrong) of each fault of a text."""
    return [(fault.place[1], fault.id, fault.wrong) for fault in read_factors(text)[1]]


def whole_rows(model):
    """Return every combination that no constraint forbids, by trying all."""
    names = list(model.values)
    rows = [dict(zip(names, each, strict=True)) for each in product(*model.values.values())]
    return [row for row in rows if all(rule.holds(row) for rule in model.constraints)]


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("", 32),
        ('IF [channel] = "phone" THEN [business] = "shop";', 24),
        ('IF [channel] <> "phone" THEN [business] = "shop";', 24),
        (
            'IF [channel] IN {"phone", "counter"} AND [business] = "shop" THEN [emotion] = "calm";',
            24,
        ),
        ('IF [emotion] = "calm" AND [difficulty] = "1" THEN [channel] = "phone";', 28),
        ('IF [emotion] = "calm" OR [difficulty] = "1" THEN [channel] = "phone";', 20),
        ('IF NOT ([emotion] = "calm" OR [difficulty] = "1")\nTHEN [channel] = "phone"; # x', 28),
    ],
)
def test_rules_mean_what_they_say(rules, allowed):
    """Each kind of rule leaves as many of the 32 rows as a count by hand."""
    assert len(whole_rows(model_of(rules))) == allowed


def test_a_row_is_completed_only_where_one_exists():
    """For each pair a whole row is found if, and only if, trying all rows finds one."""
    model = model_of(
        'IF [channel] = "phone" THEN [business] = "shop" AND [emotion] = "calm";'
        'IF [business] = "shop" THEN [difficulty] = "2";'
    )
    possible = set().union(*map(pairs_of, whole_rows(model)))
    items = [(factor.name, value) for factor in model.factors for value in factor.values]
    for one, other in ((a, b) for a in items for b in items if a[0] < b[0]):
        whole = complete(model, dict([one, other]))
        assert (whole is not None) == ((one, other) in possible)
        assert whole is None or whole in whole_rows(model)


def test_what_is_not_known_yet_decides_nothing():
    """A rule about a factor without a value is neither true nor false."""
    rule = implies(Condition("is", "a", ("x",)), Condition("is", "b", ("y",)))
    assert [rule.holds(row) for row in ({}, {"a": "x"}, {"a": "z"}, {"b": "y"})] == [
        *(None, None, True, True)
    ]
    assert rule.holds({"a": "x", "b": "z"}) is False


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            HEAD.replace("channel:", "channel"),
            [(1, "channel", "not there"), (2, "channel counter, phone", "cannot be read")],
        ),
        (HEAD.replace("phone", "Phone Call"), [(2, "channel", "wrong value")]),
        (HEAD.replace("phone", "counter"), [(2, "channel", "value given twice")]),
        (HEAD + "channel: mail\n", [(8, "channel", "named twice")]),
        (HEAD.replace("calm", "cheery"), [(5, "emotion", "unknown value")]),
        (HEAD.replace("1, 2", "1, 6"), [(7, "difficulty", "unknown value")]),
        (HEAD.replace("justice: procedural\n", ""), [(1, "justice", "not there")]),
        (
            HEAD + 'IF [chanel] = "phone" THEN [emotion] = "calm";',
            [(8, "chanel", "unknown factor")],
        ),
        (
            HEAD + 'IF [channel] = "phone"\nTHEN [emotion] = "glad";',
            [(9, "emotion", "unknown value")],
        ),
        (
            HEAD + 'IF [channel] = "phone" THEN [channel] = "counter";',
            [(2, "channel", "no scene can have 'phone'")],
        ),
    ],
)
def test_mistakes_are_told_with_their_line(text, faults):
    """Each mistake in names, values and rules is told with the line where it stands."""
    assert told(text) == faults


def test_all_mistakes_are_told_at_once():
    """Rules that cannot be read do not hide each other, nor unknown names."""
    rules = (
        'IF channel = "phone" THEN;\nIF [channel] = "fax" THEN [emotion] = "calm";\nIF [channel]'
    )
    found = told(HEAD + rules)
    assert [(line, ident) for line, ident, _wrong in found] == [
        *((8, "line 8"), (9, "channel"), (10, "line 10"))
    ]
    assert "cannot be read" in found[0][2]
