"""The role-model sheet as tables, for managers: people by name in notebooks, by none in files."""

from random import SystemRandom

from course.activities.overview import as_csv, course_of_manager
from course.activities.role_models import RoleModels, state_of
from course.activities.role_models_sources import source_here

RATING_COLUMNS = ("observer", "person", "standard", "scene", "when", "level")
STANDING_COLUMNS = (
    *("person", "value", "least", "most", "first", "top_three", "low", "high", "band"),
    *("meets", "of"),
)


def rating_rows(course):
    """Return one dict for each rating that the manager looks at, with `RATING_COLUMNS`.

    People have their names; observers are O01 and so on, drawn anew each time, since who gave which
    level is nobody's concern.

    Raises
    ------
    course.errors.NotAllowedError
        The person is no manager.
    """
    source = _chosen(course)
    if source is None:
        return []
    rows, names = source.ratings.rows, source.names
    raters = drawn_names("O", {row.rater for row in rows}, SystemRandom())
    return [_row(row, raters[row.rater], names[row.person], row.at) for row in rows]


def standing_rows(course):
    """Return one dict for each person, the highest value first, with `STANDING_COLUMNS`.

    Raises
    ------
    course.errors.NotAllowedError
        The person is no manager.
    """
    sheet = RoleModels(course)
    sheet.finish()
    found = sheet.work and sheet.work.analysis
    if found is None:
        return []
    return [
        {
            "person": sheet.source.names[each.person],
            "value": each.value,
            "least": each.least,
            "most": each.most,
            "first": each.first,
            "top_three": each.top_three,
            "low": each.low,
            "high": each.high,
            "band": each.band,
            "meets": len(found.sheet.met_by(each.person)),
            "of": len(found.sheet.standards),
        }
        for each in found.standings
    ]


def nameless_csv(course, chance=None):
    """Return the ratings that the manager looks at as CSV, with other names each time.

    Nobody can work out the names from it: who is P01 is drawn anew for each file, times are only
    days, and the rows stand in the order of the new names.

    Parameters
    ----------
    chance : random.Random, optional
        Draws the names; by default the system's chance, which nobody can draw again.

    Raises
    ------
    course.errors.NotAllowedError
        The person is no manager.
    """
    source = _chosen(course)
    rows = source.ratings.rows if source else ()
    chance = chance or SystemRandom()
    people = drawn_names("P", {row.person for row in rows}, chance)
    raters = drawn_names("O", {row.rater for row in rows}, chance)
    found = [_row(row, raters[row.rater], people[row.person], row.at[:10]) for row in rows]
    found.sort(key=lambda row: [str(row[name]) for name in RATING_COLUMNS])
    return as_csv(RATING_COLUMNS, found)


def _chosen(course):
    """Return the ratings that the manager looks at, or None."""
    course = course_of_manager(course)
    return source_here(course, state_of(course).source)


def drawn_names(letter, ids, chance):
    """Return a new name for each id, such as P01, in an order drawn by chance."""
    order = sorted(ids)
    chance.shuffle(order)
    width = max(2, len(str(len(order))))
    return {ident: f"{letter}{place:0{width}}" for place, ident in enumerate(order, 1)}


def _row(row, rater, person, when):
    level = row.value if row.opportunity else "no chance"
    return dict(
        zip(RATING_COLUMNS, (rater, person, row.standard, row.scene, when, level), strict=True)
    )
