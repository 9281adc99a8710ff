"""The text of a story: where its tags and choices stand, whatever stands around them."""

import pytest

from course.roleplay.ink_text import bare_choices, knot_at, odd_logic, tags


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hello. # mood: calm", [("mood: calm", False)]),
        ("He eats. # mood: calm # end: met", [("mood: calm", False), ("end: met", False)]),
        ("* [“Yes.” # see: w1 # miss: w2] -> b", [("see: w1", True), ("miss: w2", True)]),
        ("  * * (ask) {a} [“Yes.” # see: w1]", [("see: w1", True)]),
        ("+ [“Yes.”] # mood: calm", [("mood: calm", False)]),
        ("Hello. # mood: calm -> b", [("mood: calm", False)]),
        (
            "{a: Yes. # mood: calm|No. # mood: angry}",
            [("mood: calm", False), ("mood: angry", False)],
        ),
        (r"Room \#7 # own words", [("own words", False)]),
        ("Hello. // # see: w9", []),
        ("/* # see: w9 */ Hello.", []),
    ],
)
def test_tags(text, found):
    """Tags end at the next one, at a divert, a bracket or a bar; comments hold none."""
    assert [(tag.text, tag.is_choice) for tag in tags(text)] == found


def test_lines_are_counted_through_comments():
    """A comment of several lines takes none of them away."""
    (tag,) = tags("a\n/* b\nc # x */ d\ne # mood: calm\n")
    assert tag.line == 4


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("* “Yes.”", ["“Yes.”"]),
        ("* “Yes[.”],” I say.", ["“Yes[.”],” I say."]),
        ("* {a} [“Yes.”]", []),
        ("* -> b", []),
        ("- (again) “Yes.”", []),
        ("She pays 5 * 2.", []),
    ],
)
def test_choices_without_brackets(text, found):
    """Only words of a choice that stand outside its brackets are found."""
    assert [words for _line, words in bare_choices(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("VAR x = 1.5", ["1.5"]),
        ("~ x = x + 0.5", ["0.5"]),
        ("It costs 7.50, {x > 1.5: or 3.20}.", ["1.5"]),
        ("~ x = FLOAT(2)", ["FLOAT("]),
        ("~ x = RANDOM(1, 6)", ["RANDOM("]),
        ("{~One|Two}", ["{~"]),
        ("{ shuffle once:", ["{shuffleonce:"]),
        ("  shuffle:", ["shuffle:"]),
        ("Soup is 4.50. Come at 7.30.", []),
        ("Do not shuffle: it is a game.", []),
        ("{x == 2: Two.|{&One|Three}.}", []),
    ],
)
def test_odd_logic(text, found):
    """Numbers with a point and chance are found in logic, not in what people say."""
    assert [what for *_, what in odd_logic(text)] == found


def test_knots_of_lines():
    """A line belongs to the last knot that begins above it."""
    knots = {"soup": 3, "gone": 9}
    assert [knot_at(knots, line) for line in (1, 3, 8, 9, 99)] == [
        None,
        "soup",
        "soup",
        "gone",
        "gone",
    ]
