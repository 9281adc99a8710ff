"""Where the ratings on the role-model sheet come from: a made-up team, and observation rounds."""

from dataclasses import dataclass
from datetime import datetime

from course.activities.observation_round import KIND, ObservationRound
from course.rolemodels.import_ratings import read_ratings
from course.rolemodels.observing import rating_rows
from course.rolemodels.ratings import Ratings
from course.rolemodels.standards import Catalogue
from course.rolemodels.weights import points, weights
from course.translation import _

SAMPLE, SAMPLE_TEAM, SAMPLE_CATALOGUE = "sample", "lakeside_house", "front_desk"
MOMENTS = 5  # shown for a person and a standard, the newest


@dataclass(frozen=True, slots=True)
class Source:
    """Ratings, and what their ids are called.

    Attributes
    ----------
    id, title : str
    catalogue : course.rolemodels.standards.Catalogue
        As it was when the observers used it.
    ratings : course.rolemodels.ratings.Ratings
    names : dict of str to str
        Of people and observers, by id.
    points : dict of str to int
        How much each standard counts, the most important first.
    moments : dict of (str, str) to list of str
        Moments worth telling of a person on a standard, the newest first. Other notes are only for
        the person they are about.
    unseen : tuple of str
        Names of those on the team whom nobody has watched yet.
    """

    id: str
    title: str
    catalogue: Catalogue
    ratings: Ratings
    names: dict
    points: dict
    moments: dict
    unseen: tuple = ()


def sizes(ratings):
    """Return how many ratings, people and observers there are, in words."""
    rows, people, raters = len(ratings.rows), len(ratings.people), len(ratings.raters)
    words = _("{ratings} of {people} by {raters}")
    return words.format(
        ratings=_("1 rating") if rows == 1 else _("{n} ratings").format(n=rows),
        people=_("1 person") if people == 1 else _("{n} people").format(n=people),
        raters=_("1 observer") if raters == 1 else _("{n} observers").format(n=raters),
    )


def sample(content):
    """Return the made-up team that comes with the course."""
    catalogue = content.catalogue(SAMPLE_CATALOGUE)
    ratings = read_ratings(content.ratings_text(SAMPLE_TEAM), names_of(catalogue))
    names = {name: name for name in (*ratings.people, *ratings.raters)}
    return Source(SAMPLE, sample_title(), catalogue, ratings, names, points_of(catalogue), {})


def sample_title():
    """Return what the made-up team is called."""
    return _("Lakeside House, a made-up team")


def names_of(catalogue):
    """Return the names of standards by id."""
    return {standard.id: standard.name for standard in catalogue.standards}


def points_of(catalogue):
    """Return how much each standard counts, the most important first.

    They are published with the standards; without them the order of the catalogue decides.
    """
    given = catalogue.points
    if given is None:
        ids = (standard.id for standard in catalogue.standards)
        given = points(weights({ident: place for place, ident in enumerate(ids)}))
    return dict(sorted(given.items(), key=lambda each: -each[1]))


def source_here(course, ident):
    """Return the ratings with an id, or None; no more is worked out, which takes the numbers."""
    if ident == SAMPLE:
        return sample(course.content)
    stored = course.store.meetings.get(ident) if ident else None
    observed = stored and ObservationRound(course, stored)
    return source_of(observed) if observed and is_whole(observed) else None


def all_rounds(course):
    """Return all observation rounds, the newest first."""
    stored = course.store.meetings.recent(kind=KIND)
    return [ObservationRound(course, each) for each in stored]


def is_whole(observed):
    """Tell whether a round can be looked at: a file that was only half taken in cannot."""
    return observed.observation.is_ended or not is_file(observed)


def is_file(observed):
    """Tell whether a round was read from a file."""
    return observed.observation.plan.get("source") == "file"


def source_of(observed):
    """Return the ratings of an observation round; people are told apart by their seats."""
    moments, seats = {}, observed.seats
    for look in observed.observation.looks.values():
        for standard, level in look.levels.items():
            if look.is_moment and look.note and level is not None:
                moments.setdefault((look.person, standard), []).insert(0, look.note)
    rows = rating_rows(observed.observation, lambda seat: seat if seat in seats else None, _when)
    ratings = Ratings(tuple(row for row in rows if row.rater != row.person))
    unseen = seats.keys() - {*ratings.people}
    return Source(
        observed.id,
        observed.title,
        observed.catalogue,
        ratings,
        {seat: each.name for seat, each in seats.items()},
        points_of(observed.catalogue),
        {cell: found[:MOMENTS] for cell, found in moments.items()},
        tuple(seats[seat].name for seat in observed.observation.team if seat in unseen),
    )


def _when(at):
    return datetime.fromtimestamp(at).isoformat(timespec="seconds")
