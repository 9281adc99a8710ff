"""Score sheets: what may be on them, and what several of them say together."""

import pytest

from course.content.library import Library
from course.errors import InvalidResponseError
from course.roleplay.debriefs import first_question, met
from course.roleplay.scores import Score, ScoreForm, middle_grade, read_score, spreads

LIBRARY = Library()
SCENE = LIBRARY.scene("the-table-by-the-window")
STANDARDS = LIBRARY.catalogue("front_desk")
FORM = ScoreForm(SCENE.watch[:2], (STANDARDS.standard("listens-first"),))
GOOD = {"watch": {"w1": "seen", "w2": "no chance"}, "levels": {"listens-first": 4}, "grade": "good"}


def score(w1, w2, level, grade, moment=""):
    """Return a score of the small form."""
    return Score({"w1": w1, "w2": w2}, {"listens-first": level}, grade, moment)


def test_a_score_is_read():
    """A whole sheet is taken as it is; the customer, who was busy playing, has no watch items."""
    assert read_score(GOOD, FORM, "observer") == score("seen", "no chance", 4, "good")
    assert read_score(GOOD | {"watch": {}}, FORM, "customer").watch == {}


@pytest.mark.parametrize(
    "change",
    [
        {"watch": {"w1": "seen"}},
        {"watch": {"w1": "seen", "w2": "perhaps"}},
        {"watch": {"w1": "seen", "w2": "seen", "w3": "seen"}},
        {"watch": []},
        {"levels": {}},
        {"levels": {"listens-first": 6}},
        {"levels": {"listens-first": True}},
        {"levels": {"listens-first": "4"}},
        {"levels": {"remembers-you": 4}},
        {"grade": "excellent"},
        {"grade": None},
        {"moment": 3},
    ],
)
def test_a_score_with_a_hole_is_refused(change):
    """Nothing is guessed: what is missing or unknown makes the whole sheet invalid."""
    with pytest.raises(InvalidResponseError):
        read_score(GOOD | change, FORM, "observer")


def test_no_chance_is_no_zero():
    """Who had no chance to see an item does not make a disagreement, nor spoil what was met."""
    scores = {
        "a": score("seen", "no chance", 4, "good"),
        "b": score("seen", "seen", 4, "good"),
        "c": score("no chance", "no chance", 4, "good"),
    }
    assert [spread.disagreement for spread in spreads(scores, FORM)] == [0, 0, 0, 0]
    assert [item.id for item in met(FORM, scores.values())] == ["w1", "w2"]


def test_the_largest_disagreement_is_first():
    """w2 splits 1 : 1 (1.0), the levels are 2 of 4 steps apart (0.5), grades 1 of 4 (0.25)."""
    scores = {"a": score("seen", "seen", 2, "pass"), "b": score("seen", "not seen", 4, "good")}
    found = [(each.what, each.id, each.disagreement) for each in spreads(scores, FORM)]
    assert found == [
        ("watch", "w2", 1.0),
        ("level", "listens-first", 0.5),
        ("grade", "", 0.25),
        ("watch", "w1", 0.0),
    ]
    question = first_question(spreads(scores, FORM), FORM, "João")
    assert SCENE.watch[1].text in question
    assert "1 saw it, 1 did not. João" in question


def test_other_first_questions():
    """Levels and grades are asked about without names; agreement asks for the best moment."""
    apart = {"a": score("seen", "seen", 1, "pass"), "b": score("seen", "seen", 5, "pass")}
    assert "from 1 to 5" in first_question(spreads(apart, FORM), FORM, "João")
    same = {"a": score("seen", "seen", 4, "good")}
    assert "much the same" in first_question(spreads(same, FORM), FORM, "João")
    assert first_question(spreads({}, FORM), FORM, "João") == "What did you notice?"


@pytest.mark.parametrize(
    ("grades", "middle"),
    [
        ([], None),
        (["fail"], "fail"),
        (["fail", "role model"], "pass"),
        (["pass", "good"], "pass"),
        (["role model", "fail", "good"], "good"),
    ],
)
def test_middle_grade(grades, middle):
    """The median; between two it is rounded down, so that nobody is praised by rounding."""
    assert middle_grade([score("seen", "seen", 3, grade) for grade in grades]) == middle


def test_the_hash_is_of_what_scorers_read():
    """Another wording of an item, or of an anchor, is another form."""
    item = FORM.watch[0].model_copy(update={"text": "Lets the guest talk"})
    anchors = FORM.standards[0].anchors | {"3": "Is silent."}
    standard = FORM.standards[0].model_copy(update={"anchors": anchors})
    others = [
        ScoreForm((item, *FORM.watch[1:]), FORM.standards),
        ScoreForm(FORM.watch, (standard,)),
    ]
    assert len({FORM.hash, *(other.hash for other in others)}) == 3
