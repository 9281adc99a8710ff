"""The reading-level check itself, on sentences whose syllables are published."""

import pytest

from course.learning.reading_level import reading_grade, syllables

PLATYPUS = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."


@pytest.mark.parametrize(
    ("text", "counted"),
    # Both are the examples of en.wikipedia.org, "Flesch-Kincaid readability tests".
    [("The cat sat on the mat.", 6), (PLATYPUS, 24)],
)
def test_syllables_of_known_sentences(text, counted):
    """The rule of thumb finds the published number of syllables."""
    assert sum(syllables(word) for word in text.lower().rstrip(".").split()) == counted


def test_a_hard_sentence_is_hard():
    """13 words with 24 syllables: 0.39 * 13 + 11.8 * 24 / 13 - 15.59 = 11.26, far above 8."""
    assert reading_grade(PLATYPUS) == pytest.approx(11.26, abs=0.01)


def test_an_easy_sentence_is_easy():
    """6 words with 6 syllables: 0.39 * 6 + 11.8 - 15.59 = -1.45."""
    assert reading_grade("The cat sat on the mat.") == pytest.approx(-1.45)


def test_tables_and_headings_do_not_count():
    """Only sentences are measured."""
    assert reading_grade(f"# Reptilian\nThe cat sat on the mat.\n| {PLATYPUS} |") < 0
