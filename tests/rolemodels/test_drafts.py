"""Drafts of standards: what is missing, and the catalogue that they become."""

import pytest

from course.rolemodels.building import ANCHORS, BEHAVIOURS
from course.rolemodels.drafts import (
    Draft,
    changes,
    drafts_of,
    empty_dimensions,
    make_catalogue,
    quoted,
)
from tests.rolemodels.test_building import build, merge, suggested


def draft(ident="listens", **fields):
    """Return a complete draft, with some fields otherwise."""
    whole = {"name": ident.title(), "view": "They heard me.", "dimension": "empathy"}
    whole |= {"critical": False} | dict.fromkeys(ANCHORS, "Text.") | dict.fromkeys(BEHAVIOURS, "")
    whole |= {"behaviour-1": "Looks up.", "behaviour-3": " Waits. ", "behaviour-5": "Nods."}
    return Draft(ident, whole | fields)


def test_a_complete_draft():
    """Behaviours may stand in any of the fields; blanks around them go."""
    assert draft().missing == ()
    assert draft().standard().behaviours == ("Looks up.", "Waits.", "Nods.")


@pytest.mark.parametrize(
    ("field", "missing"),
    [
        ("view", ("view",)),
        ("dimension", ("dimension",)),
        ("anchor-3", ("anchor-3",)),
        ("behaviour-5", ("behaviour-2", "behaviour-3")),
    ],
)
def test_what_is_missing(field, missing):
    """An empty field is told; with two behaviours, the empty ones of the first three fields."""
    fields = {field: "  "} | ({"behaviour-3": ""} if field == "behaviour-5" else {})
    assert draft(**fields).missing == missing


@pytest.mark.parametrize(
    ("texts", "missing"),
    [
        (("Nods.", "nods. ", "", "", ""), ("behaviour-2", "behaviour-3")),
        (("Nods.", "Waits.", "Nods.", "Waits.", ""), ("behaviour-3",)),
        (("Nods.", "Nods.", "Waits.", "", "Looks up."), ()),
    ],
)
def test_a_behaviour_that_is_there_twice(texts, missing):
    """It counts once."""
    assert draft(**dict(zip(BEHAVIOURS, texts, strict=True))).missing == missing


@pytest.mark.parametrize("text", ["“So.”", "„So.“", "«So.»", '"So."', "‘So.’"])
def test_quotation_marks_of_any_language_stay(text):
    """Nobody gets two pairs of them."""
    assert quoted(text) == text
    assert quoted("So.") == "“So.”"


def test_a_draft_begins_with_what_was_published():
    """And then with what was written since; new suggestions do not push out old behaviours."""
    old = draft().standard().model_dump(mode="json")
    typed = ("describe", {"standard": "listens", "field": "view", "value": "Well."})
    built = build(*suggested("New."), merge("listens", "c2"), typed, standards=[old])
    fields = drafts_of(built)[0].fields
    assert (fields["view"], fields["behaviour-1"], fields["anchor-5"]) == (
        "Well.",
        "Looks up.",
        "Text.",
    )


def test_dimensions_that_are_empty():
    """Those that no draft chose, in the order of SERVQUAL."""
    drafts = [draft(), draft("keeps", dimension="reliability"), draft("open", dimension="")]
    assert empty_dimensions(drafts) == ["tangibles", "responsiveness", "assurance"]


def test_a_catalogue_begins_with_what_counts_most():
    """Standards stand in the order of their points."""
    made = make_catalogue("ours", "Ours", [draft(), draft("keeps")], {"listens": 40, "keeps": 60})
    assert [each.id for each in made.standards] == ["keeps", "listens"]


def test_who_comes_back_is_not_retired():
    """A standard that was retired and is there again stands in one place only."""
    first = make_catalogue("ours", "Ours", [draft(), draft("keeps")], {"listens": 40, "keeps": 60})
    second = make_catalogue("ours", "Ours", [draft()], {"listens": 100}, first)
    third = make_catalogue("ours", "Ours", [draft("keeps")], {"keeps": 100}, second)
    assert [each.id for each in second.retired] == ["keeps"]
    assert [each.id for each in third.retired] == ["listens"]


def test_changes():
    """Names, words and points are told apart."""
    before = make_catalogue("ours", "Ours", [draft(), draft("keeps")], {"listens": 40, "keeps": 60})
    drafts = [draft(name="Hears", view="They did."), draft("knows")]
    told = changes(before, make_catalogue("ours", "Ours", drafts, {"listens": 45, "knows": 55}))
    assert (told.added, told.retired) == (("Knows",), ("Keeps",))
    assert (told.renamed, told.reworded) == ((("Listens", "Hears"),), ("Hears",))
    assert told.points == (("Hears", 40, 45),)
    assert changes(before, before) == changes(None, before)
