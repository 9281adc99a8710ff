"""What the pages of work on standards show: nobody's name stands beside a suggestion."""

from dataclasses import asdict
from math import isnan

from course.activities.meeting_views import join
from course.activities.standards_publish import (
    KIND,
    current,
    draft_catalogue,
    is_published,
    versions,
)
from course.activities.standards_round import StandardsRound
from course.errors import ContentError, CourseError
from course.ids import digest
from course.rolemodels.building import (
    ANCHORS,
    BEHAVIOURS,
    LEAST_STANDARDS,
    LONGEST_TEXT,
    MOST_STANDARDS,
    SHARES,
    WAYS,
)
from course.rolemodels.drafts import drafts_of, empty_dimensions
from course.rolemodels.opinions import differences, opinions
from course.rolemodels.standards import DIMENSIONS
from course.rolemodels.weighing import MOST_PAIRED, TIMES, answered, order_of, weigh
from course.rolemodels.wording import EMPTY, advice_on, advice_on_view
from course.translation import _


def plan(course):
    """Return what a manager sees before the work begins."""
    last, problem, before = last_ended(course), "", None
    try:
        before = current(course.content)
    except ContentError as error:
        problem = str(error)
    return {
        "problem": problem,
        "last": last and {"title": last.title, "at": last.stored.created_at},
        "title": before.title if before else "",
        "standards": [each.name for each in before.standards] if before else [],
        "versions": _versions(versions(course)),
        "shares": list(SHARES),
    }


def last_ended(course):
    """Return the last work on standards when somebody ended it and it could still go on, or None.

    It is None, too, while other work is on: that would be shown instead.
    """
    stored = course.store.meetings.recent(1, kind=KIND)
    if not stored or course.clock() > stored[0].ends_at:
        return None
    last = StandardsRound(course, stored[0])
    return last if last.has_ended and not last.building.plan.get("sample") else None


def lead(room, public_url):
    """Return what the manager sees of work that is on."""
    building, stage = room.building, room.building.stage
    merged = building.merged()
    shown = {
        "number": building.number,
        "stage": stage,
        "title": building.plan["title"],
        "share": building.plan["share"],
        "kiosk": building.plan["kiosk"],
        "is_sample": bool(building.plan.get("sample")),
        "join": join(room, public_url),
        "phones": len(room.seats),
        "limits": [LEAST_STANDARDS, MOST_STANDARDS],
        "suggestions": [
            {
                "id": each.id,
                "text": each.text,
                "group": each.group,
                "in": merged.place.get(each.id),
                "away": each.id in merged.away,
            }
            for each in building.suggestions.values()
        ],
        "standards": _standards(building),
    }
    match stage:
        case "collect":
            shown["words"] = [{"id": i} | word for i, word in words(room).items()]
        case "merge":
            shown["last"] = _last(building)
        case "rank":
            shown |= _ranking(building)
        case "weigh":
            shown |= _weighing(building)
        case "describe":
            shown |= _describing(building)
        case "publish":
            shown |= _publishing(room)
    return shown


def words(room):
    """Return what customers wrote at the kiosk and nobody has taken over yet, newest first."""
    taken = {each.word for each in room.building.suggestions.values()}
    found = {}
    for voice in reversed(room.course.store.voices.words()):
        said = voice.said
        ident = digest(f"{voice.at} {said.text}")[:12]
        if said.text and ident not in taken:
            found[ident] = {"text": said.text, "about": said.standard_name, "level": said.level}
    return found


def _standards(building):
    merged = building.merged()
    old = {each["id"] for each in building.plan.get("standards", ())}
    return [
        {"id": ident, "name": name, "old": ident in old} for ident, name in merged.names.items()
    ]


def _last(building):
    """Return the step that can be undone."""
    step = building.last_step
    return step and {"number": step.number, "kind": step.kind}


def _ranking(building):
    """Return the manager's own order, and what groups think once that is given."""
    order = building.orders.get(("managers", ""))
    known = set(building.merged().names)
    mine = [each for each in order or () if each in known]
    mine += [each for each in building.merged().names if each not in mine]
    given = [group for group, _who in building.orders]
    shown = {"order": mine, "is_ordered": order is not None}
    shown["given"] = {group: given.count(group) for group in ("staff", "customers")}
    found = opinions(building) if order is not None else []
    shown["opinions"] = [_opinion(each) for each in found]
    shown["differences"] = [
        {
            "standard": each.standard,
            "before": each.before,
            "behind": each.behind,
            "places": round(float(each.places), 1),
        }
        for each in differences(found)
    ]
    return shown


def _opinion(opinion):
    agreement = opinion.agreement
    is_number = agreement is not None and not isnan(agreement)
    return {
        "group": opinion.group,
        "count": opinion.count,
        "ranks": {each: round(float(rank), 1) for each, rank in opinion.ranks.items()},
        "agreement": round(agreement, 2) if is_number else None,
    }


def _weighing(building):
    found = opinions(building)
    ways = weigh(building, found)
    best = ways.get("ranks")
    return {
        "groups": [each.group for each in found],
        "way": building.way if building.way in ways else WAYS[0],
        "ways": {
            way: {
                "points": each.points,
                "ratio": None if each.ratio is None else round(each.ratio, 2),
                "again": each.again and [*each.again[:2], round(each.again[2], 1)],
                "same": best is None or order_of(each.points) == order_of(best.points),
            }
            for way, each in ways.items()
        },
        "worth": building.worth,
        "ends": list(building.ends or ()),
        "questions": {way: _questions(building, way) for way in ("best-worst", "pairs")},
        "times": list(TIMES),
        "most_paired": MOST_PAIRED,
    }


def _questions(building, way):
    return [
        {"one": one, "other": other, "answer": answer and list(answer)}
        for (one, other), answer in answered(building, way).items()
    ]


def _describing(building):
    drafts = drafts_of(building)
    return {
        "drafts": [
            {
                "id": draft.id,
                "fields": draft.fields,
                "missing": list(draft.missing),
                "advice": _advice(draft),
            }
            for draft in drafts
        ],
        "behaviours": list(BEHAVIOURS),
        "anchors": list(ANCHORS),
        "dimensions": {each: EMPTY[each] for each in DIMENSIONS},
        "empty": empty_dimensions(drafts),
        "longest": LONGEST_TEXT,
    }


def _advice(draft):
    found = {each: advice_on(each, draft.fields[each]) for each in (*BEHAVIOURS, *ANCHORS, "name")}
    found["view"] = advice_on_view(draft.fields["view"])
    found |= dict.fromkeys(draft.repeated, _("This is what another behaviour says."))
    return {each: words for each, words in found.items() if words}


def _publishing(room):
    building, course = room.building, room.course
    earlier = versions(course, building.plan["slug"])
    shown = {"versions": _versions(earlier), "problem": "", "is_published": False}
    shown["empty"] = empty_dimensions(drafts_of(building))
    try:
        catalogue = draft_catalogue(course, building)
    except CourseError as error:  # also when the file was edited by hand, and has problems
        return shown | {"problem": str(error), "draft": None}
    shown["is_published"] = is_published(course, catalogue, earlier)
    return shown | {"draft": _catalogue(catalogue)}


def _catalogue(catalogue):
    return {
        "standards": [
            {
                "name": each.name,
                "view": each.view,
                "critical": each.critical,
                "points": (catalogue.points or {}).get(each.id),
            }
            for each in catalogue.standards
        ],
        "retired": [each.name for each in catalogue.retired],
    }


def _versions(found):
    return [
        {
            "number": each["number"],
            "at": each["at"],
            "standards": len(each["catalogue"].standards),
            "changes": asdict(each["changes"]),
        }
        for each in found
    ]


def ask(room, seat):
    """Return what somebody with a phone sees: what the team has so far, and their own.

    Parameters
    ----------
    room : course.activities.standards_round.StandardsRound
    seat : course.store.meetings.Seat
    """
    building = room.building
    merged = building.merged()
    mine = [each for each in building.suggestions.values() if each.seat == seat.id]
    others = [each for each in building.shown if each.seat != seat.id]
    order = building.orders.get(("staff", seat.id))
    return {
        "number": building.number,
        "stage": _stage_of_phones(room),
        "title": building.plan["title"],
        "me": {"name": seat.name},
        "mine": [
            {"id": each.id, "text": each.text, "used": each.id in merged.place} for each in mine
        ],
        "others": [each.text for each in reversed(others)],
        "standards": _standards(building),
        "order": [each for each in order if each in merged.names] if order else None,
        "published": building.versions[-1].number if building.versions else None,
    }


def _stage_of_phones(room):
    """Return what phones are asked for: "suggest", "rank", or nothing more ("thanks")."""
    building = room.building
    if room.is_over:
        return "thanks"
    if building.takes_orders:
        return "rank"
    return "suggest" if building.takes_suggestions else "thanks"
