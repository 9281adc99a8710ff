"""What if the standards counted otherwise, or somebody were not there? The evidence stays."""

from dataclasses import dataclass, replace
from fractions import Fraction

from course.rolemodels.analysis import measured_sheet, values_drawn
from course.rolemodels.chances import standings
from course.rolemodels.ranking import MeasuredSheet
from course.rolemodels.selection import Selection, select
from course.rolemodels.sensitivity import stability_interval


@dataclass(frozen=True)
class Alternative:
    """What the same evidence says to another question.

    Attributes
    ----------
    standings : list of course.rolemodels.chances.Standing
    sheet : course.rolemodels.ranking.MeasuredSheet
    selection : course.rolemodels.selection.Selection
    """

    standings: list
    sheet: MeasuredSheet
    selection: Selection


def what_if(evidence, question, without=()):
    """Ask evidence another question.

    Parameters
    ----------
    evidence : course.rolemodels.evidence.Evidence
    question : course.rolemodels.analysis.Question
    without : collection of str
        People who are left out; what was learnt from watching them stays.

    Returns
    -------
    Alternative
    """
    pooled = evidence.pooled()
    here = [i for i, person in enumerate(evidence.people) if person not in without]
    people = tuple(evidence.people[i] for i in here)
    draws = values_drawn(pooled, evidence.standards, question)[:, here]
    sheet = replace(measured_sheet(evidence, pooled, question), people=people)
    return Alternative(standings(draws, people), sheet, select(sheet))


@dataclass(frozen=True, slots=True)
class Stability:
    """Between which weights of a standard somebody stays first, in points of 100."""

    person: str
    standard: str
    low: float
    high: float


def stabilities(sheet):
    """Return for each standard how far its weight can move before somebody else is first.

    Parameters
    ----------
    sheet : course.rolemodels.ranking.MeasuredSheet

    Returns
    -------
    list of Stability
        In the order of the sheet; none when there is nobody to compare with.
    """
    if len(sheet.people) < 2 or len(sheet.standards) < 2:
        return []
    values = {p: {s: sheet.level(p, s) or 0 for s in sheet.standards} for p in sheet.people}
    total = sum(sheet.points.values())
    weights = {s: Fraction(sheet.points[s], total) for s in sheet.standards}
    found = []
    for standard in sheet.standards:
        person, low, high = stability_interval(values, weights, standard)
        found.append(Stability(person, standard, 100 * float(low), 100 * float(high)))
    return found
