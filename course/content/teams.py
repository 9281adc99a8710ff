"""Read made-up teams: ``exercises/teams/<slug>.yaml``."""

from collections import Counter

from course.content.reports import Form, read_document
from course.errors import ContentError, NotFoundError
from course.rolemodels.teams import Colleague, NotedRating, Team

FORM = Form(
    kind="team",
    model=Team,
    owners={1: "person"},
    parts={"people": Colleague, "ratings": NotedRating},
)


def read_team(path, catalogue_of, name=None):
    """Read one team (see `course.content.reports.read_document`).

    Parameters
    ----------
    catalogue_of : callable
        Gives the catalogue of a slug, such as `Library.catalogue`.

    Returns
    -------
    Team
    """

    def check(team, report):
        _check_people(team, report)
        try:
            catalogue = catalogue_of(team.catalogue)
        except NotFoundError:
            expected = "the name of a file in exercises/standards"
            report.add(["catalogue"], "unknown catalogue", expected, repr(team.catalogue))
        except ContentError:
            pass  # its own reader says what is wrong with it
        else:
            _check_ratings(team, catalogue, report)

    return read_document(path, name, FORM, check)


def _check_people(team, report):
    ids = Counter(person.id for person in team.people)
    names = Counter(person.name.casefold() for person in team.people)
    for number, person in enumerate(team.people):
        place = ["people", number]
        if ids[person.id] > 1:
            report.add([*place, "id"], "id used more than once", "1 person", ids[person.id])
        if names[person.name.casefold()] > 1:
            found = repr(person.name)
            report.add([*place, "name"], "same name as another", "different names", found)
        for standard, rating in person.ratings.items():
            if person.practice and rating.why is None:
                at = [*place, "ratings", standard]
                report.add(at, f"{standard}: no why", "a reason, shown after rating", "nothing")


def _check_ratings(team, catalogue, report):
    known = [standard.id for standard in catalogue.standards]
    for number, person in enumerate(team.people):
        place = ["people", number, "ratings"]
        for standard in person.ratings:
            if standard not in known:
                expected = f"one of {', '.join(known)}"
                report.add([*place, standard], "unknown standard", expected, repr(standard))
        for standard in known:
            if standard not in person.ratings:
                report.add(place, f"no rating on {standard!r}", "one for each standard", "nothing")
