"""Made-up teams as files: ratings with plausible names, and the truth that nobody knows at work."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta

from course.rolemodels.ratings import Rating, Ratings

PEOPLE = (
    *("Amara", "Björn", "Chiara", "Dilan", "Emeka", "Freya", "Goran", "Hanh", "Ivo", "Jasmin"),
    *("Kofi", "Lena", "Milan", "Noor", "Oskar", "Paula", "Quentin", "Rosa", "Sami", "Tessa"),
    *("Uwe", "Vera", "Wim", "Xenia", "Yusuf", "Zoe", "Aiko", "Bruno", "Carmen", "Dario"),
)
RATERS = ("Ms Okafor", "Mr Lindqvist", "Ms Brandt", "Mr Silva", "Ms Haddad", "Mr Kovač")
SCENES = (
    *("the morning queue", "a call", "a complaint", "the quiet hour", "closing time"),
    *("a lost thing", "a first-time customer", "a change of plan"),
)
COLUMNS = ("observer", "person", "standard", "scene", "when", "level")
BEGIN, DAYS = datetime(2026, 5, 4, 9, 0), 14
SEVERE = 1.2  # logits of the first observer, who is severe; the others are close to each other
TOGETHER = 0.5  # the share of looks at which two watch
NO_CHANCE = 0.06  # of all ratings; for one person and standard nearly all
NEWCOMER = 3  # looks at the last person, who has just begun


@dataclass(frozen=True, slots=True)
class MadeUpTeam:
    """Ratings of a made-up team, and what holds in it.

    Attributes
    ----------
    ratings : course.rolemodels.ratings.Ratings
    means : dict of str to dict of str to float
        Person to standard to true mean level, with an average observer in an average scene.
    severity : dict of str to float
        Observer to logits; above 0 is severe.
    groups : tuple of tuple of str
        Who was made to cover every standard together.
    """

    ratings: Ratings
    means: dict
    severity: dict
    groups: tuple


def make_team(catalogue, *, people, raters, looks, group, seed):
    """Make up a team.

    With a group of two or more nobody meets all standards alone, but these do together, and so
    they do with a double in place of their first. Their last has a double as well, of whom one
    standard could hardly ever be seen. One observer is severe, and the last person is new.

    Parameters
    ----------
    catalogue : course.rolemodels.standards.Catalogue
    people, raters, looks, group : int
        How many; there are `looks` at each person.
    seed : int
        The same seed gives the same team.
    """
    import numpy as np

    from course.rolemodels.simulate import draw_truth, observe, planted_means

    generator = np.random.default_rng(seed)
    standards = [standard.id for standard in catalogue.standards]
    means = planted_means(generator, people, len(standards), group)
    for double, person in ((group, 0), (group + 1, group - 1)):
        means[double] = np.where(means[person] > 4, means[person] - 0.1, means[double])
    severity = [SEVERE, *generator.normal(0, 0.15, raters - 1)]
    truth = draw_truth(generator, means, severity, len(SCENES))
    times = np.full(people, looks)
    times[-1] = min(looks, NEWCOMER)
    seen = observe(generator, truth, times, TOGETHER)
    names = {
        **{ident: _name(PEOPLE, i) for i, ident in enumerate(_ids("p", people))},
        **{f"r{i}": _name(RATERS, i) for i in range(raters)},
        **{f"s{j:02}": standard for j, standard in enumerate(standards)},
        **{f"c{i}": scene for i, scene in enumerate(SCENES)},
    }
    unseen = PEOPLE[group + 1], standards[int(np.argmax(means[group + 1]))]
    rows = tuple(_row(generator, rating, names, unseen, looks) for rating in seen.rows)
    made = [_name(PEOPLE, i) for i in range(people)]
    return MadeUpTeam(
        Ratings(rows),
        {
            person: dict(zip(standards, map(float, row), strict=True))
            for person, row in zip(made, means, strict=True)
        },
        {_name(RATERS, i): float(each) for i, each in enumerate(truth.severity)},
        (tuple(made[:group]), (made[group], *made[1:group])),
    )


def _ids(letter, count):
    width = len(str(count - 1))
    return [f"{letter}{i:0{width}}" for i in range(count)]


def _name(names, place):
    """Return a name; after the last one they begin again, with a number."""
    turn, at = divmod(place, len(names))
    return f"{names[at]} {turn + 1}" if turn else names[at]


def _row(generator, rating, names, unseen, looks):
    """Return a rating with names and a time; some have no chance instead of a level."""
    person, standard = names[rating.person], names[rating.standard]
    chance = 0.85 if (person, standard) == unseen else NO_CHANCE
    value = None if generator.random() < chance else rating.value
    look = int(rating.at.removeprefix("day "))
    minutes = 37 * look + 11 * list(names).index(rating.person)
    at = BEGIN + timedelta(days=look * DAYS // looks, minutes=minutes % (8 * 60))
    when = at.isoformat(timespec="minutes")
    rater, scene = names[rating.rater], names[rating.scene]
    return Rating(rater, person, standard, scene, when, value, value is not None)


def ratings_csv(ratings, standards=None):
    """Return ratings as the text of a CSV file, as `course.rolemodels.import_ratings` reads it.

    Parameters
    ----------
    ratings : course.rolemodels.ratings.Ratings
    standards : dict of str to str, optional
        Names by id, to write in place of the ids.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in ratings.rows:
        level = row.value if row.opportunity else "no chance"
        standard = (standards or {}).get(row.standard, row.standard)
        at = row.at.replace("T", " ")
        writer.writerow([row.rater, row.person, standard, row.scene, at, level])
    return file.getvalue()


def truth_lines(team):
    """Return what holds in a made-up team, as lines to read."""
    people = [
        f"{person}: " + ", ".join(f"{standard} {mean:.1f}" for standard, mean in means.items())
        for person, means in team.means.items()
    ]
    severity = ", ".join(f"{name} {each:+.2f}" for name, each in team.severity.items())
    groups = [" + ".join(group) for group in team.groups]
    return [*people, f"severity: {severity}", f"together they cover all: {'; '.join(groups)}"]
