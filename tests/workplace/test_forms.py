"""What people write into a form: cleaned, checked, every problem at its field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.workplace.feedback import MOST_WORDS, CustomerWord, read_word
from course.workplace.forms import FormError, FormReader
from course.workplace.recognition import MOST_NAME, Nomination, read_nomination

STANDARDS = {"desk/smile": "Smiles"}
WORD = {"about": "desk/smile", "how": "5", "text": ""}
NOMINATION = {"who": "Ana", "about": "desk/smile", "story": "Ran after us.", "giver": ""}


def problems(read, form):
    """Return the problems of a form, by field."""
    with pytest.raises(FormError) as error:
        read(form, STANDARDS)
    return error.value.problems


@pytest.mark.parametrize(
    ("typed", "line", "text"),
    [
        ("  two   words ", "two words", "two words"),
        ("one\n\n two\r\n", "one two", "one\n\ntwo"),
        ("bell\x07and\x00nul", "bell and nul", "bell and nul"),
        ("<b>ä & 'ö'</b>", "<b>ä & 'ö'</b>", "<b>ä & 'ö'</b>"),
    ],
)
def test_texts_are_cleaned(typed, line, text):
    """Needless space and signs that nobody sees go; words, and what looks like code, stay."""
    form = FormReader({"words": typed})
    assert (form.line("words", 99), form.text("words", 99)) == (line, text)
    form.check()


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing(typed):
    """A text that is read again, as after an error, is the same."""
    once = FormReader({"words": typed}).text("words", 99)
    assert FormReader({"words": once}).text("words", 99) == once


def test_a_word():
    """Three taps are enough; something else is about no standard; words are kept."""
    assert read_word(WORD, STANDARDS) == CustomerWord("desk/smile", "Smiles", 5)
    other = read_word({"about": "else", "how": "1", "text": " Cold\nsoup "}, STANDARDS)
    assert other == CustomerWord("", "", 1, "Cold\nsoup")


def test_all_that_is_wrong_with_a_word():
    """An empty form, unknown choices and a long text are told together, each at its field."""
    assert set(problems(read_word, {})) == {"about", "how"}
    wrong = {"about": "desk/gone", "how": "6", "text": "x" * (MOST_WORDS + 1)}
    assert set(problems(read_word, wrong)) == {"about", "how", "text"}
    assert "at most 600 letters, now 601" in problems(read_word, wrong)["text"]


def test_a_nomination():
    """A name, a standard and a story make a nomination; the giver may stay unknown."""
    wanted = Nomination("Ana", "desk/smile", "Smiles", "Ran after us.")
    assert read_nomination(NOMINATION, STANDARDS) == wanted
    assert read_nomination(NOMINATION | {"giver": " Bo "}, STANDARDS).giver == "Bo"
    assert read_nomination(NOMINATION | {"about": "else"}, STANDARDS).standard_name == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("who", " "),
        ("who", "x" * (MOST_NAME + 1)),
        ("about", ""),
        ("story", "\n"),
        ("giver", "x" * 61),
    ],
)
def test_what_is_wrong_with_a_nomination(field, value):
    """Each field that is missing or too long is named, and no other."""
    assert set(problems(read_nomination, NOMINATION | {field: value})) == {field}
