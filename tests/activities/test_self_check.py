"""The self-check: the same content gives the same table, other content another one."""

import pytest

from course.activities.check_rows import as_table
from course.activities.quiz import Quiz
from course.activities.scoresheet import ScoreSheet
from course.activities.self_check import self_check
from tests.rolemodels.content import TINY_TEAM, write_tiny
from tests.samples import TALK_BANK, TINY_BANK, course_of, write_bank

MOVED_KEY = TINY_BANK.replace('"rush", misconception: speed,', '"rush", key: true,').replace(
    '"thank", key: true,', '"thank", misconception: speed,'
)


@pytest.fixture
def check(tmp_path, store):
    """Return a function that gives the rows of a bank's self-check."""

    def check(text, bank="tiny"):
        course = course_of(write_bank(tmp_path / "content", text, bank), store)
        return self_check(course, [Quiz(course, bank, "first")])

    return check


def test_table(check):
    """Three learners answer all items; their scores are those worked out by hand.

    Mixed: option 0 of `one` (hurry, 0), option 1 of `some` (rush, 0), and `steps` turned round (0).
    """
    rows = check(TINY_BANK)
    assert [(row["learner"], row["done"], row["result"]) for row in rows] == [
        ("all right", "3 of 3", "100%"),
        ("all wrong", "3 of 3", "0%"),
        ("mixed", "3 of 3", "0%"),
    ]
    assert {row["activity"] for row in rows} == {"quiz/tiny/first"}


def test_table_of_pairs_and_a_dialogue(check):
    """Scores worked out by hand: mixed gives all three pairs match 0 (1/3), and taps line 1 (1)."""
    rows = check(TALK_BANK, "talk")
    assert [(row["done"], row["result"]) for row in rows] == [
        ("2 of 2", "100%"),
        ("2 of 2", "0%"),
        ("2 of 2", "67%"),
    ]


def test_table_is_stable(check):
    """Asked twice, the self-check gives the same table, to the letter."""
    assert as_table(check(TINY_BANK)) == as_table(check(TINY_BANK))


def test_a_moved_key_changes_the_table(check):
    """When another option becomes the key, both score and content are different."""
    before, after = check(TINY_BANK), check(MOVED_KEY)
    assert [row["result"] for row in after] == ["100%", "0%", "17%"]  # 1/2 of one item of three
    assert {row["content"] for row in before}.isdisjoint(row["content"] for row in after)


def test_new_feedback_does_not_change_the_table(check):
    """Feedback may be reworded without storing the self-check anew."""
    assert check(TINY_BANK.replace("feedback on hurry", "other words")) == check(TINY_BANK)


def test_self_check_leaves_no_trace(check, store):
    """The scripted learners' answers are not in the store of the course."""
    check(TINY_BANK)
    assert store.answers.first_attempts() == []
    assert store.accounts.profiles() == []


def test_score_sheets(tmp_path, store):
    """A careful learner rates everybody; the chosen group is named, and own teams work too."""
    course = course_of(write_tiny(tmp_path), store)
    sheets = [ScoreSheet(course, "duo"), ScoreSheet(course, catalogue="tiny")]
    rows = self_check(course, sheets)
    assert [(row["activity"], row["done"], row["result"]) for row in rows] == [
        ("scoresheet/duo", "9 of 9", "group: Cleo, Ana"),
        ("scoresheet/own", "6 of 6", "group: B, A"),
    ]


def test_another_rating_changes_the_table(tmp_path, store):
    """When the course rates somebody otherwise, the outcome and the content are different."""
    found = []
    for level in (5, 3):
        text = TINY_TEAM.replace('level: 5, note: "Cleo', f'level: {level}, note: "Cleo')
        course = course_of(write_tiny(tmp_path / str(level), team=text), store)
        found += self_check(course, [ScoreSheet(course, "duo")])
    assert [row["result"] for row in found] == ["group: Cleo, Ana", "gap: Ana"]
    assert found[0]["content"] != found[1]["content"]
