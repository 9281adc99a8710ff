"""What a browser may see of a score sheet."""

from course.activities.scoresheet_state import PEOPLE, STANDARDS, general_anchors
from course.rolemodels.ranking import THRESHOLD, Sheet, rank
from course.rolemodels.weights import points, weights
from course.rolemodels.why import Reasons, counted, number
from course.translation import _


def draw(sheet, state, texts):
    """Return the view of a score sheet.

    Parameters
    ----------
    sheet : course.activities.scoresheet.ScoreSheet
    state : course.activities.scoresheet_state.SheetState
    texts : dict of str to str
        What the person noted, by ``person/standard``.
    """
    counts = points(weights({ident: place for place, ident in enumerate(state.standards)}))
    people = [_person(sheet, state, texts, ident) for ident in state.people]
    return {
        "kind": sheet.kind,
        "name": sheet.name,
        "own": sheet.is_own,
        "title": _("Your own team") if sheet.is_own else sheet.team.title,
        "story": None if sheet.is_own else sheet.team.story,
        "ordered": state.is_ordered,
        "threshold": THRESHOLD,
        "limits": {"people": PEOPLE, "standards": STANDARDS},
        "standards": [
            _standard(sheet.catalogue, ident, name, counts[ident])
            for ident, name in state.standards.items()
        ],
        "people": people,
        "open": sum(rating["level"] is None for p in people for rating in p["ratings"].values()),
        "result": _result(sheet, state, counts) if state.wants_result and state.people else None,
    }


def _standard(catalogue, ident, name, count):
    standard = catalogue.standard(ident)
    return {
        "id": ident,
        "name": name,
        "own": standard is None,
        "view": standard and standard.view,
        "critical": bool(standard and standard.critical),
        "behaviours": list(standard.behaviours) if standard else [],
        "anchors": dict(standard.anchors) if standard else general_anchors(),
        "points": count,
    }


def _person(sheet, state, texts, ident):
    given = None if sheet.is_own else next(p for p in sheet.team.people if p.id == ident)
    return {
        "id": ident,
        "name": state.people[ident],
        "about": given and given.about,
        "practice": bool(given and given.practice),
        "ratings": {
            standard: {
                "level": state.level(ident, standard),
                **(_given(given, state, standard) if given else {}),
                **({} if given else {"note": texts.get(f"{ident}/{standard}", "")}),
            }
            for standard in state.standards
        },
        "compared": compare(given, state) if given and given.practice else None,
    }


def _given(person, state, standard):
    """Return what the course says to a rating; for practice its level only after the learner's."""
    rating = person.ratings[standard]
    is_open = person.practice and (person.id, standard) not in state.first
    course = None if is_open else {"level": rating.level, "why": rating.why}
    return {"note": rating.note, "course": course}


def compare(person, state):
    """Return how the learner's first ratings of a person lie to the course's, once all are there.

    Returns
    -------
    str or None
    """
    gaps = [
        abs(state.first[person.id, standard] - rating.level)
        for standard, rating in person.ratings.items()
        if (person.id, standard) in state.first
    ]
    if len(gaps) < len(person.ratings):
        return None
    words = _("Your first ratings and the course’s are the same on {same} of {all} standards.")
    told = words.format(same=counted(gaps.count(0)), all=counted(len(gaps)))
    if max(gaps) > 1:
        return told + " " + _("Where they are far apart, read the anchors once more.")
    return told + " " + _("They are never more than one level apart, which is as close as it gets.")


def _result(sheet, state, counts):
    """Return who the role models are, with every reason in words."""
    from course.rolemodels.selection import select

    standards = [sheet.catalogue.standard(ident) for ident in state.standards]
    critical = frozenset(each.id for each in standards if each and each.critical)
    people, order = tuple(state.people), tuple(state.standards)
    table = Sheet(people, order, state.by_person(), counts, critical)
    selection = select(table)
    told = Reasons(table, selection, state.people, state.standards)
    places = rank(table)
    return {
        "step": selection.step,
        "statement": told.statement(),
        "reasons": told.reasons(),
        "groups": [
            {"people": list(group.people), "sentence": told.of_group(group)}
            for group in selection.groups
        ],
        "more": selection.more,
        "gaps": list(selection.gaps),
        "met": {person: [s for s in order if s in table.met_by(person)] for person in people},
        "places": [
            {
                "person": place.person,
                "place": place.place,
                "value": number(place.value),
                "share": round(float(place.value) / 5, 4),
                "sentence": told.of_place(place, places),
            }
            for place in places
        ],
    }
