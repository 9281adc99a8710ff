"""A season of scenes: a plan with every pair of circumstances, and what it says about itself."""

from course.roleplay.covering import certificate, coverage, covering_rows
from course.roleplay.generated import Recipe

MILESTONES = (10, 25, 50)


def season(model, catalogue, salt=""):
    """Return the recipes of a season, those that bring most that is new first.

    Parameters
    ----------
    model : course.roleplay.factors.Model
    catalogue : course.rolemodels.standards.Catalogue
    salt : str
        Another salt gives another season.

    Returns
    -------
    tuple of course.roleplay.generated.Recipe

    Raises
    ------
    course.roleplay.covering.CoverageError
        A pair is missing.
    """
    with_standard = model.with_factor("standard", [each.id for each in catalogue.standards])
    rows = covering_rows(with_standard, salt)
    return tuple(
        Recipe(row, catalogue.catalogue, f"season{salt} {number}")
        for number, row in enumerate(rows, start=1)
    )


def note_of(recipe):
    """Return what the card of a generated scene says about where it comes from."""
    return f"Made by the generator, number {recipe.seed}, for the list {recipe.catalogue}."


def milestones(recipes):
    """Return (scenes, share of all pairs) for the beginnings that people ask about, as a list."""
    counts = coverage([recipe.row for recipe in recipes])
    return [(n, counts[n - 1] / counts[-1]) for n in MILESTONES if n < len(counts)]


def certificate_rows(recipes, names):
    """Return the lines of a certificate: for each pair the first scene that has it.

    Parameters
    ----------
    recipes : sequence of Recipe
    names : sequence of str
        Name of the scene by place in the plan.

    Returns
    -------
    list of tuple
        (factor, value, other factor, other value, number of the scene from 1, its name), sorted.
    """
    found = certificate([recipe.row for recipe in recipes])
    return [
        (*one, *other, number, names[number - 1]) for (one, other), number in sorted(found.items())
    ]
