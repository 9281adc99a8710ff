"""Broken item banks: each file in ``broken/`` has a fault, and its author is told exactly which."""

from pathlib import Path

import pytest

from course.content.item_banks import check_item_bank, read_item_bank
from course.errors import ContentError
from tests.samples import TALK_BANK, TINY_BANK

BROKEN = Path(__file__).parent / "broken"
SLUG_WORDS = "small letters and digits, joined by hyphens"
OPTION_FIELDS = "text, key, feedback, misconception"
SINGLE_FIELDS = "id, objective, teaches, difficulty, stem, source, type, options"
TYPES = "single, multiple, ordering, matching, hotspot"
FAULTS = {
    "no_key": ["9: item 'one': no key; expected exactly 1, found 0"],
    "two_keys": ["9: item 'one': too many keys; expected exactly 1, found 2"],
    "multiple_with_one_key": ["9: item 'one': too few keys; expected at least 2, found 1"],
    "no_feedback": ["15: item 'one': option 1: no feedback; expected a value, found nothing"],
    "empty_feedback": [
        "15: item 'one': option 1: wrong feedback; expected some text, found \"  \""
    ],
    "no_misconception": [
        "15: item 'one': option 1: distractor without misconception; "
        "expected a named one, found none"
    ],
    "id_twice": [
        "9: item 'one': id used more than once; expected 1 item, found 2",
        "17: item 'one': id used more than once; expected 1 item, found 2",
    ],
    "same_question": [
        "9: item 'one': same question as another; expected different words, found 'Order?'",
        "11: item 'two': same question as another; expected different words, found 'Order?'",
    ],
    "unknown_type": [f"9: item 'one': unknown type; expected one of {TYPES}, found 'essay'"],
    "no_type": [f"9: item 'one': unknown type; expected one of {TYPES}, found None"],
    "unknown_field": [
        f"14: item 'one': unknown field 'dificulty'; expected one of {SINGLE_FIELDS}, "
        "found 'dificulty'"
    ],
    "unknown_option_field": [
        f"15: item 'one': option 1: unknown field 'hint'; expected one of {OPTION_FIELDS}, "
        "found 'hint'"
    ],
    "unknown_step_field": [
        "18: item 'steps': step 3: unknown field 'key'; expected one of text, feedback, found 'key'"
    ],
    "broken_yaml": [
        "15: file 'broken_yaml.yaml': broken YAML (mapping values are not allowed here); "
        "expected YAML 1.2, found this line"
    ],
    "field_twice": [
        "13: file 'field_twice.yaml': broken YAML (found duplicate key \"difficulty\" "
        'with value "2" (original value: "1")); expected YAML 1.2, found this line'
    ],
    "unknown_objective": [
        "10: item 'one': unknown objective; expected one of serve, found 'shine'"
    ],
    "unknown_misconception": [
        "15: item 'one': option 1: unknown misconception; "
        "expected one named at the top, found 'haste'"
    ],
    "unused_misconception": [
        "4: bank 'unused_misconception': misconception 'nod' is never used; expected 1 use, found 0"
    ],
    "same_text": [
        "15: item 'one': option 1: same text as another; expected different texts, found 'Listen'",
        "16: item 'one': option 2: same text as another; expected different texts, found 'listen'",
    ],
    "other_name": [
        "1: bank 'another': name and file differ; expected 'other_name', found 'another'"
    ],
    "difficulty_out_of_range": ["12: item 'one': wrong difficulty; expected at most 3, found 4"],
    "difficulty_in_words": [
        "12: item 'one': wrong difficulty; expected a whole number, found \"easy\""
    ],
    "key_in_quotes": ["16: item 'one': option 2: wrong key; expected true or false, found \"yes\""],
    "id_with_spaces": [f"9: item 'Item One': wrong id; expected {SLUG_WORDS}, found \"Item One\""],
    "one_option": ["14: item 'one': wrong number of options; expected at least 2, found 1"],
    "two_steps": ["15: item 'steps': wrong number of steps; expected at least 3, found 2"],
    "no_stem": ["9: item 'one': no stem; expected a value, found nothing"],
    "unknown_rule": [
        "12: item 'one': wrong rule; expected 'right-minus-wrong', 'each-option' or "
        "'all-or-nothing', found \"half\""
    ],
    "no_units": ["1: bank 'no_units': no units; expected a list, found nothing"],
    "a_list": [
        "1: file 'a_list.yaml': no fields; expected a mapping of fields, found something else"
    ],
    "nothing": ["1: file 'nothing.yaml': no fields; expected a mapping of fields, found nothing"],
    "many": [
        "2: bank 'many': wrong title; expected text, found 7",
        f"10: item 'one': wrong objective; expected {SLUG_WORDS}, found \"Shine Bright\"",
        "12: item 'one': wrong difficulty; expected at least 1, found 0",
        "13: item 'one': wrong stem; expected some text, found \"\"",
        "16: item 'one': option 2: no feedback; expected a value, found nothing",
        f"16: item 'one': option 2: unknown field 'feedbak'; expected one of {OPTION_FIELDS}, "
        "found 'feedbak'",
    ],
    "many_of_meaning": [
        "1: bank 'many': name and file differ; expected 'many_of_meaning', found 'many'",
        "9: item 'one': no key; expected exactly 1, found 0",
        "10: item 'one': unknown objective; expected one of serve, found 'shine'",
        "16: item 'one': option 2: unknown misconception; "
        "expected one named at the top, found 'haste'",
    ],
    "unknown_bank_field": [
        "3: bank 'unknown_bank_field': unknown field 'author'; "
        "expected one of bank, title, objectives, misconceptions, units, found 'author'"
    ],
    "unknown_unit_field": [
        "8: unit 'first': unknown field 'minutes'; expected one of id, title, items, "
        "found 'minutes'"
    ],
    "bad_slug": [f"4: bank 'bad_slug': wrong name; expected {SLUG_WORDS}, found \"Two Words\""],
    "unit_twice": [
        "6: unit 'first': id used more than once; expected 1 unit, found 2",
        "17: unit 'first': id used more than once; expected 1 unit, found 2",
    ],
    "empty_unit": ["17: unit 'second': wrong number of items; expected at least 1, found 0"],
    "merge_key": [
        "9: item 'one': unknown objective; expected one of serve, found 'shine'",
    ],
    "two_kinds_of_fault": [
        "15: item 'one': option 1: no feedback; expected a value, found nothing",
        "17: item 'two': no key; expected exactly 1, found 0",
    ],
    "no_pairs": ["9: item 'pairs': no pairs; expected a list, found nothing"],
    "two_pairs": ["14: item 'pairs': wrong number of pairs; expected at least 3, found 2"],
    "three_extra": ["18: item 'pairs': wrong number of extra; expected at most 2, found 3"],
    "same_line": [
        "15: item 'pairs': pair 1: same text as another; expected different texts, found 'rain'",
        "17: item 'pairs': pair 3: same text as another; expected different texts, found 'rain'",
    ],
    "same_match": [
        "15: item 'pairs': pair 1: same match as another; expected different texts, found 'a roof'",
        "17: item 'pairs': pair 3: same match as another; expected different texts, found 'A roof'",
    ],
    "extra_that_fits": [
        "15: item 'pairs': pair 1: same match as another; expected different texts, found 'a roof'",
        "19: item 'pairs': extra 1: same text as another; expected different texts, found 'a roof'",
    ],
    "pair_without_misconception": [
        "16: item 'pairs': pair 2: no misconception; expected a value, found nothing"
    ],
    "pair_of_unknown_misconception": [
        "16: item 'pairs': pair 2: unknown misconception; "
        "expected one named at the top, found 'haste'"
    ],
    "extra_without_misconception": [
        "20: item 'pairs': extra 2: no misconception; expected a value, found nothing"
    ],
    "extra_of_unknown_misconception": [
        "19: item 'pairs': extra 1: unknown misconception; "
        "expected one named at the top, found 'haste'"
    ],
    "unknown_pair_field": [
        "17: item 'pairs': pair 3: unknown field 'key'; "
        "expected one of text, match, feedback, misconception, found 'key'"
    ],
    "no_key_line": ["9: item 'talk': no key; expected exactly 1, found 0"],
    "two_key_lines": ["9: item 'talk': too many keys; expected exactly 1, found 2"],
    "two_lines_to_tap": [
        "14: item 'talk': too few lines that can be tapped; expected at least 3, found 2"
    ],
    "line_without_misconception": [
        "15: item 'talk': line 1: distractor without misconception; "
        "expected a named one, found none"
    ],
    "line_of_unknown_misconception": [
        "15: item 'talk': line 1: unknown misconception; "
        "expected one named at the top, found 'haste'"
    ],
    "line_without_feedback": [
        "16: item 'talk': line 2: no feedback; expected a value, found nothing",
        "17: item 'talk': line 3: no feedback; expected a value, found nothing",
    ],
    "line_without_speaker": ["17: item 'talk': line 3: no who; expected a value, found nothing"],
    "same_line_to_tap": [
        "15: item 'talk': line 1: same text as another; expected different texts, found 'Sorry.'",
        "17: item 'talk': line 3: same text as another; expected different texts, found 'sorry.'",
    ],
}


def problems_of(name):
    """Return the problems that reading a broken file gives."""
    with pytest.raises(ContentError) as caught:
        read_item_bank(BROKEN / f"{name}.yaml", f"banks/{name}.yaml")
    return list(caught.value.problems)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_in_full(name):
    """File, line, kind, id, what is wrong, what was expected and what was found, and no more."""
    assert problems_of(name) == [f"banks/{name}.yaml:{line}" for line in FAULTS[name]]


@pytest.mark.parametrize("name", ["not_utf8", "date_as_name"])
def test_an_unreadable_file_is_told(name):
    """A file in another encoding, or with a date as a name, gives problems and no traceback."""
    assert problems_of(name)[0].startswith(f"banks/{name}.yaml:")


def test_every_broken_file_is_used():
    """No file in ``broken/`` is forgotten, none is missing."""
    tested = {*FAULTS, "not_utf8", "date_as_name"}
    assert {path.stem for path in BROKEN.glob("*.yaml")} == tested


def test_problems_come_in_the_order_of_lines():
    """Six faults of one file are reported at once, line by line, as numbers and not as text."""
    lines = [int(problem.split(":")[1]) for problem in problems_of("many")]
    assert len(lines) == 6
    assert lines == sorted(lines)


def test_a_good_bank_is_read(tmp_path):
    """A bank without fault gives its items in order, options as tuples."""
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY_BANK, encoding="utf-8")
    bank = read_item_bank(path)
    assert [item.id for item in bank.unit("first").items] == ["one", "some", "steps"]
    assert [option.key for option in bank.units[0].items[0].options] == [False, True, False]
    assert bank.unit("second") is None


def test_matching_and_hotspot_items_are_read(tmp_path):
    """Pairs, extra matches and lines are read; a line without feedback cannot be tapped."""
    path = tmp_path / "talk.yaml"
    path.write_text(TALK_BANK, encoding="utf-8")
    pairs, talk = read_item_bank(path).units[0].items
    assert [len(pairs.pairs), len(pairs.extra), len(pairs.options)] == [3, 1, 4]
    assert [line.can_be_tapped for line in talk.lines] == [False, True, False, True, True]


def test_a_line_that_cannot_be_tapped_may_say_the_same_again(tmp_path):
    """Only lines that can be tapped have to differ."""
    path = tmp_path / "talk.yaml"
    repeated = TALK_BANK.replace("I took a day off for it.", "You could have called us.")
    path.write_text(repeated, encoding="utf-8")
    assert len(read_item_bank(path).units[0].items[1].lines) == 5


def test_the_path_names_the_file_unless_told_otherwise():
    """Without a name, problems point at the path that was given."""
    path = BROKEN / "no_key.yaml"
    with pytest.raises(ContentError, match="no key") as caught:
        read_item_bank(path)
    assert caught.value.problems[0].startswith(f"{path}:9: ")


def test_items_teach_standards_that_are_there(tmp_path):
    """A standard that no list has is told with its line; one that is there is fine."""
    path = tmp_path / "tiny.yaml"
    taught = "teaches: [front_desk/listens-first, front_desk/sings]"
    path.write_text(
        TINY_BANK.replace("difficulty: 1\n", f"difficulty: 1\n        {taught}\n"), "utf-8"
    )

    def standards(_catalogue):
        return ("listens-first",)

    with pytest.raises(ContentError) as told:
        check_item_bank(path, "tiny.yaml", standards)
    assert told.value.problems == (
        "tiny.yaml:13: item 'one': unknown standard; expected one of listens-first,"
        " found 'front_desk/sings'",
    )
    path.write_text(path.read_text("utf-8").replace(", front_desk/sings", ""), "utf-8")
    assert check_item_bank(path, "tiny.yaml", standards).unit("first").items[0].teaches
