"""What the methods say about made-up teams: the part of an analysis that says who meets what."""

from dataclasses import dataclass

from course.rolemodels.analysis import Question, measured_sheet
from course.rolemodels.evidence import Evidence, gather, lacks
from course.rolemodels.ranking import MeasuredSheet
from course.rolemodels.severity import Facets, fit
from course.rolemodels.weights import points, weights

SEVERITY = 0.6  # deviation between raters, in logits


@dataclass(frozen=True)
class Said:
    """The part of an analysis that says who meets what; the rest would only take time here."""

    facets: Facets
    evidence: Evidence
    pooled: list
    lacks: list
    sheet: MeasuredSheet


def question(standards):
    """Return a question in which the standards count by their order; the first two are critical."""
    places = {name: place for place, name in enumerate(standards)}
    return Question(points(weights(places)), critical=frozenset(standards[:2]))


def what_is_said(ratings):
    """Return what ratings say."""
    asked = question(ratings.standards)
    facets = fit(ratings.columns(), ratings.sizes)
    evidence = gather(ratings, facets)
    pooled = evidence.pooled()
    sheet = measured_sheet(evidence, pooled, asked)
    return Said(facets, evidence, pooled, lacks(evidence, pooled, asked), sheet)
