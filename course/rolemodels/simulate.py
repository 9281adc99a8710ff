"""Made-up teams with a known truth, to find out what the methods are worth.

All chance comes from a generator that is given in.
"""

from dataclasses import dataclass

import numpy as np

from course.rolemodels.ratings import Rating, Ratings
from course.rolemodels.severity import expected_level, level_chances

TAU = np.array([-2.4, -0.8, 0.8, 2.4])  # logits between neighbouring levels
SCENE_SPREAD = 0.4


@dataclass(frozen=True)
class Truth:
    """What holds in a made-up team.

    Attributes
    ----------
    logits : numpy.ndarray, shape (people, standards)
        How able a person is on a standard, with an average rater in an average scene.
    severity, difficulty : numpy.ndarray
        Of raters and of scenes, in logits, each with mean 0.
    """

    logits: np.ndarray
    severity: np.ndarray
    difficulty: np.ndarray

    @property
    def means(self):
        """Return the level to be expected from an average rater in an average scene."""
        return expected_level(self.logits, TAU)


def logits_of(means):
    """Return the logits at which these levels are to be expected (`expected_level` turned round).

    Parameters
    ----------
    means : array_like of float
        Between 1 and 5.
    """
    grid = np.linspace(-12, 12, 4801)
    return np.interp(means, expected_level(grid, TAU), grid)


def centred(values):
    """Return values with mean 0."""
    return np.asarray(values, dtype=float) - np.mean(values)


def draw_truth(generator, means, severity, scenes):
    """Return the truth of a team with these mean levels and scenes drawn by chance.

    Parameters
    ----------
    generator : numpy.random.Generator
    means : array_like of float, shape (people, standards)
    severity : array_like of float, shape (raters,)
        Logits.
    scenes : int
        How many.
    """
    difficulty = centred(generator.normal(0, SCENE_SPREAD, scenes))
    return Truth(logits_of(means), centred(severity), difficulty)


def planted_means(generator, people, standards, group):
    """Return mean levels in which one group, and no smaller or other one, covers all standards.

    Everybody else is between 2 and 3.6 on everything. Members of the group are above 4.3 on their
    own share of the standards, dealt out by chance.

    Parameters
    ----------
    generator : numpy.random.Generator
    people, standards, group : int
        How many; the group is made of the first people.

    Returns
    -------
    numpy.ndarray, shape (people, standards)
    """
    means = generator.uniform(2.0, 3.6, (people, standards))
    owner = generator.permutation(np.arange(standards) % group)
    means[owner, np.arange(standards)] = generator.uniform(4.3, 4.8, standards)
    return means


def observe(generator, truth, looks, together=0.0):
    """Return the ratings of people who were watched some times, each time on all standards.

    Parameters
    ----------
    generator : numpy.random.Generator
    truth : Truth
    looks : int or array_like of int, shape (people,)
        How often each person is watched, each time in another scene (while they last), by a rater
        drawn by chance.
    together : float
        The share of looks at which a second rater watches too.

    Returns
    -------
    course.rolemodels.ratings.Ratings
        With ids such as "p03", "s1", "r0" and "c2".
    """
    people = len(truth.logits)
    raters, scenes = len(truth.severity), len(truth.difficulty)
    width = len(str(people - 1))
    rows = []
    for person, times in enumerate(np.broadcast_to(looks, people)):
        for time, scene in enumerate(np.resize(generator.permutation(scenes), times)):
            watching = 1 + int(generator.random() < together)
            for rater in generator.permutation(raters)[:watching]:
                logits = truth.logits[person] - truth.severity[rater] - truth.difficulty[scene]
                seen = f"r{rater}", f"p{person:0{width}}"
                at = f"day {time:04}"
                rows += [
                    Rating(*seen, f"s{j:02}", f"c{scene}", at, level)
                    for j, level in enumerate(levels_drawn(generator, logits))
                ]
    return Ratings(tuple(rows))


def make_looks(generator, truth, design, looks):
    """Return the ratings of looks that were planned, when each of them is made.

    Parameters
    ----------
    generator : numpy.random.Generator
    truth : Truth
        Its people, standards, raters and scenes are those of the design, in the same order.
    design : course.rolemodels.observation_plan.Design
    looks : iterable of course.rolemodels.observation_plan.PlannedLook

    Returns
    -------
    course.rolemodels.ratings.Ratings
    """
    rows = []
    for number, look in enumerate(looks):
        columns = [design.standards.index(each) for each in look.standards]
        harder = truth.severity[design.observers.index(look.rater)]
        harder += truth.difficulty[design.situations.index(look.situation)]
        logits = truth.logits[design.team.index(look.person), columns] - harder
        at = f"day {look.day:03} {number:05}"
        rows += [
            Rating(look.rater, look.person, standard, look.situation, at, level)
            for standard, level in zip(look.standards, levels_drawn(generator, logits), strict=True)
        ]
    return Ratings(tuple(rows))


def levels_drawn(generator, logits):
    """Return one level for each of some logits, drawn by its chances, as a list of int."""
    passed = level_chances(logits, TAU).cumsum(axis=-1)[:, :-1]
    return (1 + (generator.random((len(logits), 1)) > passed).sum(axis=1)).tolist()
