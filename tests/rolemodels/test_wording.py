"""Advice on the wording of standards: kind, short, and silent where nothing is wrong."""

import pytest

from course.rolemodels.building import BEHAVIOURS
from course.rolemodels.standards import DIMENSIONS
from course.rolemodels.wording import EMPTY, advice_on, advice_on_view
from tests.samples import LIBRARY


def test_the_shipped_standards_need_no_advice():
    """What we show as an example is what we advise."""
    for standard in LIBRARY.catalogue("front_desk").standards:
        fields = {"name": standard.name} | dict(zip(BEHAVIOURS, standard.behaviours, strict=False))
        fields |= {f"anchor-{level}": text for level, text in standard.anchors.items()}
        found = [advice_on(field, text) for field, text in fields.items()]
        assert [each for each in found if each] == []
        assert advice_on_view(standard.view) is None


@pytest.mark.parametrize(
    ("field", "text", "part"),
    [
        ("behaviour-1", "Is Friendly to guests.", "“friendly”"),
        ("behaviour-2", "Shows a good attitude.", "“attitude”"),
        ("anchor-5", "Answers quickly.", "within two minutes"),
        ("behaviour-1", "Feels for the guest.", "“feels”"),
        ("behaviour-1", "Looks up. " * 20, "two behaviours"),
        ("name", "Greets everybody who comes in, whoever it may be", "two or three words"),
    ],
)
def test_what_nobody_could_see(field, text, part):
    """A vague word is named, with something that one could see in its place."""
    assert part in advice_on(field, text)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("behaviour-1", ""),
        ("behaviour-1", "Says “Good to see you, that was nice of you”."),
        ("behaviour-1", "Nicely wrapped goods lie on the counter."),
        ("view", "They were friendly."),
        ("name", "Friendly"),
    ],
)
def test_what_is_fine(field, text):
    """What is said aloud, other words with the same letters, and what a customer says."""
    assert advice_on(field, text) is None


def test_a_view_is_somebodys():
    """A sentence about customers is none that a customer says."""
    assert "as a customer would" in advice_on_view("Every guest is welcome.")
    assert advice_on_view("They knew my name.") is None
    assert advice_on_view("") is None


def test_each_dimension_has_its_meaning():
    """Whoever reads that one is empty also reads what it is."""
    assert set(EMPTY) == set(DIMENSIONS)
