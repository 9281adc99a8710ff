"""From ratings to role models in one go: agreement, severity, evidence, ranking, choice."""

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from course.rolemodels.agreement import Agreement, bootstrapped_alpha
from course.rolemodels.chances import DRAWS, standings
from course.rolemodels.evidence import Evidence, enough, gather, lacks
from course.rolemodels.flags import flags
from course.rolemodels.gate import Gate
from course.rolemodels.observe_next import next_looks
from course.rolemodels.ranking import DOUBT, SURE, THRESHOLD, MeasuredSheet
from course.rolemodels.selection import Selection, select
from course.rolemodels.severity import Facets, fit, linked_groups
from course.translation import _


@dataclass(frozen=True)
class Question:
    """What is asked of the ratings.

    Attributes
    ----------
    points : dict of str to int
        How much each standard counts, the most important first; the sum is 100.
    critical : frozenset of str
        Standards that more than one person should meet.
    threshold, sure, doubt : float
        A standard is met by who reaches this level with at least the second chance, and surely not
        met by who does with less than the third; in between it is too close to call.
    gate : course.rolemodels.gate.Gate
    seed : int
        The same seed gives the same chances.
    """

    points: dict
    critical: frozenset = frozenset()
    threshold: float = THRESHOLD
    sure: float = SURE
    doubt: float = DOUBT
    gate: Gate = field(default_factory=Gate)
    seed: int = 0


@dataclass(frozen=True)
class Analysis:
    """What the ratings say.

    Attributes
    ----------
    agreement : dict of str to course.rolemodels.agreement.Agreement
        Standard to ordinal alpha of those who saw the same person in the same scene.
    facets : course.rolemodels.severity.Facets
    apart : tuple of tuple of str
        Raters who cannot be compared with most others, since they rated nobody in common.
    flags : list of course.rolemodels.flags.Flag
    evidence : course.rolemodels.evidence.Evidence
    lacks : list of course.rolemodels.gate.Lack
    standings : list of course.rolemodels.chances.Standing
    sheet : course.rolemodels.ranking.MeasuredSheet
    selection : course.rolemodels.selection.Selection
    next_looks : list of course.rolemodels.observe_next.NextLook
    """

    agreement: dict[str, Agreement]
    facets: Facets
    apart: tuple
    flags: list
    evidence: Evidence
    lacks: list
    standings: list
    sheet: MeasuredSheet
    selection: Selection
    next_looks: list


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an analysis is.

    Attributes
    ----------
    share : float
        Between 0 and 1.
    words : str
        What comes now.
    analysis : Analysis or None
        With the last one, whose share is 1.
    """

    share: float
    words: str
    analysis: Analysis | None = None


def analyse(ratings, question):
    """Say what ratings say.

    Parameters
    ----------
    ratings : course.rolemodels.ratings.Ratings
        On standards that all have points in the question; a standard with points that nobody rated
        is one that nobody meets.
    question : Question

    Yields
    ------
    Progress
        Before each step what it does, and at last the `Analysis`.

    Raises
    ------
    ValueError
        For ratings on standards without points, and where there is no level at all.
    """
    if unknown := set(ratings.standards) - set(question.points):
        raise ValueError(f"no points for {', '.join(sorted(unknown))}")
    columns, people = ratings.columns(), ratings.people
    if not columns.value.size:
        raise ValueError("there is no rating yet")
    yield Progress(0.0, _("How far do observers agree?"))
    agreed = agreement(columns, ratings.standards)
    yield Progress(0.3, _("How severe is each observer?"))
    facets = fit(columns, ratings.sizes)
    flagged = flags(columns, facets, ratings.raters)
    _most, *others = linked_groups(columns, len(ratings.raters))
    yield Progress(0.5, _("How much is known of each person?"))
    evidence = gather(ratings, facets)
    pooled = evidence.pooled()
    missing = lacks(evidence, pooled, question)
    yield Progress(0.7, _("Who stands where?"))
    places = standings(values_drawn(pooled, ratings.standards, question), people)
    yield Progress(0.8, _("Who are the role models?"))
    sheet = measured_sheet(evidence, pooled, question)
    selection = select(sheet)
    yield Progress(0.9, _("Which observation is worth most?"))
    looks = next_looks(sheet, evidence, pooled, question.gate)
    apart = tuple(tuple(ratings.raters[code] for code in group) for group in others)
    found = Analysis(
        agreed, facets, apart, flagged, evidence, missing, places, sheet, selection, looks
    )
    yield Progress(1.0, _("Done."), found)


def agreement(columns, standards):
    """Return ordinal alpha for each standard.

    Units are a person in a scene; of two ratings by one rater the later one counts.

    Parameters
    ----------
    columns : course.rolemodels.ratings.Columns
    standards : sequence of str
        Names in the order of the codes.

    Returns
    -------
    dict of str to course.rolemodels.agreement.Agreement
    """
    order = np.argsort(columns.time, kind="stable")
    found = {}
    for code, name in enumerate(standards):
        own = order[columns.standard[order] == code]
        seen = np.stack([columns.person[own], columns.scene[own]])
        units, unit = np.unique(seen, axis=1, return_inverse=True)
        table = np.full((columns.rater.max(initial=0) + 1, units.shape[1]), np.nan)
        table[columns.rater[own], unit.ravel()] = columns.value[own]
        found[name] = bootstrapped_alpha(table)
    return found


def values_drawn(pooled, standards, question):
    """Draw what people are worth: the sum of weight times true mean, shape (draws, people)."""
    generator = np.random.default_rng(question.seed)
    return sum(
        question.points[name] / 100 * each.draws(DRAWS, generator)
        for name, each in zip(standards, pooled, strict=True)
    )


def measured_sheet(evidence, pooled, question):
    """Return the evidence as a sheet, from which role models are chosen.

    Returns
    -------
    course.rolemodels.ranking.MeasuredSheet
    """
    known = enough(evidence, pooled, question.gate)
    tenths = np.rint(10 * np.array([each.mean for each in pooled]).T).astype(int)
    chances = np.array([each.chance_at_least(question.threshold) for each in pooled]).T
    people, rated = evidence.people, evidence.standards

    def by_name(table, made):
        return {
            person: {name: made(each) for name, each in zip(rated, row, strict=True)}
            for person, row in zip(people, table, strict=True)
        }

    return MeasuredSheet(
        people,
        tuple(question.points),
        by_name(tenths, lambda value: Fraction(int(value), 10)),
        question.points,
        question.critical,
        question.threshold,
        by_name(chances, float),
        frozenset((people[i], rated[j]) for i, j in np.argwhere(known)),
        question.sure,
        question.doubt,
    )
