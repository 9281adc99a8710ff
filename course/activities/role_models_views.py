"""What a browser may see of the role-model sheet."""

from math import floor

from course.activities.role_models_sources import names_of, sizes
from course.rolemodels.ranking import value
from course.rolemodels.why import Reasons, listed
from course.translation import _

LEVELS_SPAN = 1, 5
HAIR, TIGHTEST = 1, 3  # points of room; standards told of, those with the least room first
EXACT = 1e-9  # what floats may lack: 100 * 0.29 is below 29
WORTH_A_LOOK = 0.01  # the least chance to change the answer


def percent(share):
    r"""Return a share as people read it, rounded down as everywhere on the pages.

    >>> percent(0.859), percent(0.29)
    ('85\xa0%', '29\xa0%')
    """
    return f"{floor(100 * share + EXACT)}\N{NO-BREAK SPACE}%"


def cut(share):
    """Return a share to three decimals, rounded down: a page must not read a miss as a pass.

    >>> cut(0.7996), cut(0.8), cut(0.9999)
    (0.799, 0.8, 0.999)
    """
    return floor(1000 * share + EXACT) / 1000


def decision(source, decided):
    """Return who was chosen, by whom and when; None as long as nobody decided."""
    if decided is None:
        return None
    gone = _("somebody who is no longer here")
    return {
        "people": list(decided.people),
        "names": listed([source.names.get(person, gone) for person in decided.people]),
        "by": decided.by,
        "at": decided.at,
    }


def draw(source, analysis):
    """Return the sheet as a dict for JSON.

    Parameters
    ----------
    source : course.activities.role_models_sources.Source
    analysis : course.rolemodels.analysis.Analysis
    """
    sheet, selection = analysis.sheet, analysis.selection
    told = reasons_of(source, sheet, selection)
    return {
        "counted": f"{sizes(source.ratings)}.",
        "threshold": sheet.threshold,
        "people": [_person(source, sheet, each.person) for each in analysis.standings],
        "standards": [_standard(source, sheet, selection, ident) for ident in sheet.standards],
        "cells": cells(source, analysis),
        "step": selection.step,
        "statement": told.statement(),
        "reasons": told.reasons(),
        "groups": [
            {
                "people": list(group.people),
                "sentence": told.of_group(group),
                "covered": [s for s in sheet.standards if s in group.covered],
            }
            for group in selection.groups
        ],
        "more": selection.more,
        "places": [_place(each) for each in analysis.standings],
        "ranking": ranking_sentence(source, analysis.standings),
        "stability": stability_lines(source, sheet, analysis.standings[0].person),
        "looks": look_lines(source, analysis),
        "flags": [flag.words(source.names[flag.rater]) for flag in analysis.flags],
        "apart": _apart(source, analysis.apart),
        "agreement": [
            _agreement(source, standard, analysis.agreement[standard])
            for standard in sheet.standards
            if standard in analysis.agreement
        ],
    }


def reasons_of(source, sheet, selection):
    """Return the reasons for a selection, with names."""
    return Reasons(sheet, selection, source.names, names_of(source.catalogue))


def _person(source, sheet, person):
    return {"id": person, "name": source.names[person], "met": len(sheet.met_by(person))}


def _standard(source, sheet, selection, ident):
    standard = source.catalogue.standard(ident)
    gap = None
    if ident in selection.gaps:
        gap = "unsettled" if ident in sheet.unsettled() else "gap"
    return {
        "id": ident,
        "name": standard.name,
        "view": standard.view,
        "points": sheet.points[ident],
        "critical": standard.critical,
        "met_by": list(sheet.who_meets(ident)),
        "gap": gap,
    }


def cells(source, analysis):
    """Return what is known of each person on each standard, by person and standard.

    A cell is "met", "not" or "again", which says what is missing.
    """
    from course.rolemodels.evidence import half_widths

    evidence, sheet = analysis.evidence, analysis.sheet
    pooled = evidence.pooled()
    widths = half_widths(pooled)
    missing = {(lack.person, lack.standard): lack for lack in analysis.lacks}
    unseen = {standard: _unseen_cell() for standard in sheet.standards}
    found = {person: dict(unseen) for person in sheet.people}
    for i, person in enumerate(evidence.people):
        for j, standard in enumerate(evidence.standards):
            lack, count = missing.get((person, standard)), int(evidence.ratings[i, j])
            mean, half = float(pooled[j].mean[i]), float(widths[i, j])
            if not count:
                continue
            found[person][standard] = {
                "state": _state(sheet, person, standard, lack),
                "more": lack.more if lack else 0,
                "words": lack.words() if lack else "",
                "ratings": count,
                "scenes": int(evidence.scenes[i, j]),
                "raters": int(evidence.raters[i, j]),
                "mean": round(mean, 2),
                "low": round(max(LEVELS_SPAN[0], mean - half), 2),
                "high": round(min(LEVELS_SPAN[1], mean + half), 2),
                "chance": cut(sheet.chances[person][standard]),
                "moments": source.moments.get((person, standard), []),
            }
    return found


def _unseen_cell():
    words = _("nobody has rated this yet")
    return {"state": "again", "more": 0, "words": words, "ratings": 0, "moments": []}


def _state(sheet, person, standard, lack):
    if sheet.meets(person, standard):
        return "met"
    return "again" if lack else "not"


def _place(standing):
    places = _("{low}") if standing.low == standing.high else _("{low} to {high}")
    return {
        "person": standing.person,
        "value": round(standing.value, 2),
        "least": round(standing.least, 2),
        "most": round(standing.most, 2),
        "places": places.format(low=standing.low, high=standing.high),
        "first": cut(standing.first),
        "band": standing.band,
    }


def ranking_sentence(source, standings):
    """Return who is ahead, and whether that is sure.

    Whoever is alone in the first band is ahead of the next one, though perhaps not of somebody
    further down of whom little is known; only a high chance to be first says so of all.
    """
    from course.rolemodels.chances import TIED

    band = [source.names[each.person] for each in standings if each.band == 1]
    if len(band) == 1:
        if len(standings) == 1:
            return _("{person} is the only one who was rated.").format(person=band[0])
        words = (
            _("{person} is ahead of the others; the chance to be truly first is {chance}.")
            if standings[0].first > TIED
            else _("{person} comes first, but not for sure: the chance to be is {chance}.")
        )
        return words.format(person=band[0], chance=percent(standings[0].first))
    words = _("{people} may as well be equal: what was seen does not tell who is ahead.")
    return words.format(people=listed(band))


def stability_lines(source, sheet, first):
    """Return how far the weights can move before somebody else is first in value.

    Parameters
    ----------
    first : str
        Who is first in the ranking.
    """
    from course.rolemodels.what_if import stabilities

    found = stabilities(sheet)
    moved = [each for each in found if each.low > 0 or each.high < 100]
    room = {each: _room(each, sheet.points[each.standard]) for each in moved}
    is_close = found and _is_caught_up(sheet, first)
    if found and not moved and not is_close:
        words = _("{person} stays first, however much each single standard counts.")
        return [words.format(person=source.names[first])]
    if is_close or (moved and min(room.values()) < HAIR):
        words = _("{person} is first by a hair: a point more or less for a standard changes it.")
        return [words.format(person=source.names[first])]
    return [_stability(source, sheet, each) for each in sorted(moved, key=room.get)[:TIGHTEST]]


def _is_caught_up(sheet, first):
    """Tell whether somebody else is worth as much on the sheet, whose means are rounded."""
    return any(value(sheet, p) >= value(sheet, first) for p in sheet.people if p != first)


def _room(each, points):
    """Return by how many points a standard may count more or less before somebody else is first."""
    below = points - each.low if each.low > 0 else 100
    above = each.high - points if each.high < 100 else 100
    return min(below, above)


def _stability(source, sheet, each):
    if each.low <= 0:
        words = _("{person} stays first as long as “{standard}” counts less than {high} of 100.")
    elif each.high >= 100:
        words = _("{person} stays first as long as “{standard}” counts more than {low} of 100.")
    else:
        words = _(
            "{person} stays first as long as “{standard}” counts between {low} and {high} of 100."
        )
    told = words.format(
        person=source.names[each.person],
        standard=source.catalogue.standard(each.standard).name,
        low=round(each.low),
        high=round(each.high),
    )
    return f"{told} {_('Now it counts {points}.').format(points=sheet.points[each.standard])}"


def look_lines(source, analysis):
    """Return the observations that would change the answer most, as sentences."""
    found = []
    for look in analysis.next_looks:
        if look.chance < WORTH_A_LOOK:
            continue
        words = _(
            "Watch {person} on “{standard}”: the answer becomes {people} in {chance} of cases."
        )
        if not look.people:
            words = _(
                "Watch {person} on “{standard}”: no group meets them all in {chance} of cases."
            )
        names = [source.names[person] for person in look.people]
        found.append(
            words.format(
                person=source.names[look.person],
                standard=source.catalogue.standard(look.standard).name,
                chance=percent(look.chance),
                people=listed(names) if names else "",
            )
        )
    return found


def _apart(source, groups):
    """Return which observers cannot be compared with most others."""
    words = _(
        "{people} and the others have rated nobody in common, so nobody can tell who is more"
        " severe. Let them watch a colleague together with somebody else."
    )
    return [words.format(people=listed([source.names[r] for r in group])) for group in groups]


def _agreement(source, standard, agreement):
    verdicts = {
        "high": _("They see it alike."),
        "fair": _("They see it mostly alike."),
        "low": _("They see it differently: rate a moment together and compare."),
        None: _("Too few moments were rated by two to tell."),
    }
    is_known = agreement.value == agreement.value and agreement.low == agreement.low  # no nan
    return {
        "standard": source.catalogue.standard(standard).name,
        "value": round(agreement.value, 2) if is_known else None,
        "low": round(agreement.low, 2) if is_known else None,
        "high": round(agreement.high, 2) if is_known else None,
        "units": agreement.units,
        "verdict": agreement.verdict,
        "words": verdicts[agreement.verdict],
    }


def compare(source, analysis, found):
    """Return what would change: one sentence about the choice, one about the ranking."""
    before, after = analysis.selection, found.selection
    told = reasons_of(source, found.sheet, after)
    return {
        "sentence": _choice_change(source, before, after),
        "ranking": _first_change(source, analysis.standings, found.standings),
        "statement": told.statement(),
        "groups": [
            {"people": list(group.people), "names": _names(source, group)} for group in after.groups
        ],
        "more": after.more,
    }


def _names(source, group):
    return listed([source.names[person] for person in group.people])


def _choice_change(source, before, after):
    was, now = (each.groups[0] if each.groups else None for each in (before, after))
    lost = [standard for standard in after.gaps if standard not in before.gaps]
    if lost:
        names = [_("“{name}”").format(name=source.catalogue.standard(s).name) for s in lost]
        return _("Then nobody would meet {standards}.").format(standards=listed(names, _("or")))
    if was is None or now is None or {*was.people} == {*now.people}:
        words = _("The choice stays the same: {people}.") if now else _("Nothing changes.")
        return words.format(people=_names(source, now) if now else "")
    words = _("Then it would be {people} instead of {before}.")
    return words.format(people=_names(source, now), before=_names(source, was))


def _first_change(source, before, after):
    was, now = before[0].person, after[0].person
    words = (
        _("{person} stays first in the ranking.")
        if was == now
        else _("{person} would be first in the ranking, no longer {before}.")
    )
    return words.format(person=source.names[now], before=source.names[was])
