"""What the screens of a meeting show: nothing that is meant for somebody else's eyes.

A private brief is only in the view of the seat that plays the part. Scores are in no view before
they are revealed, and after that as counts, without names.
"""

from collections import Counter

from course.learning.rubrics import LEVELS
from course.printing.qr import qr_path
from course.roleplay.casting import LEADS, OBSERVER
from course.roleplay.cues import due_cues
from course.roleplay.debriefs import first_question, met
from course.roleplay.scores import GRADES, OUTCOMES, spreads


def public(room):
    """Return what everybody in the room may see: a dict for JSON."""
    meeting, scene = room.meeting, room.scene
    standard = room.form.standards[0]
    return {
        "number": meeting.number,
        "phase": meeting.phase,
        "title": scene.title,
        "standard": {"id": standard.id, "name": standard.name, "view": standard.view},
        "brief": scene.briefs["everyone"],
        "people": [
            {
                "seat": seat,
                "name": room.name(seat),
                "part": meeting.cast.get(seat),
                "ready": seat in meeting.ready,
            }
            for seat in meeting.present
        ],
        "characters": {part: getattr(scene.roles, part).name for part in LEADS},
        "clock": clock(room),
        "alarm": meeting.alarm,
        "plays": len(meeting.plays),
        "has_vignettes": bool(room.vignettes),
    }


def join(room, public_url):
    """Return how one joins: code, address and QR code; none of the latter without a server."""
    code = room.stored.code
    url = f"{public_url}/join/{code}" if public_url else ""
    return {"code": code, "url": url, "qr": qr_path(url) if url else None}


def clock(room):
    """Return the clock of the play: a browser counts on from there by itself."""
    meeting, now = room.meeting, room.course.clock()
    play, limit = meeting.play, meeting.plan["play"] * 60
    is_on = play is not None and meeting.phase == "play"
    elapsed = play.clock.elapsed(now) if is_on else 0.0
    return {
        "state": _clock_state(play, elapsed, limit, meeting.plan["timer"]) if is_on else "ready",
        "elapsed": round(elapsed, 2),
        "play": limit,
        "timer": meeting.plan["timer"],
    }


def _clock_state(play, elapsed, limit, timer):
    if timer == "hard" and elapsed >= limit:
        return "over"
    if play.clock.is_running:
        return "running"
    return "paused" if play.has_begun else "ready"


def cues(room):
    """Return what the customer is to do by now, the newest last; only for the customer's phone."""
    play = room.meeting.play
    if play is None or room.meeting.phase != "play":
        return []
    due = due_cues(room.scene.cues, play.taps, play.clock.elapsed(room.course.clock()))
    return [{"at": cue.at, "kind": cue.kind, "text": cue.text} for cue in due]


def form(room, part):
    """Return the score sheet for a part, as everybody sees it before filling it in."""
    watch = room.form.watch if part == OBSERVER else ()
    return {
        "watch": [{"id": each.id, "text": each.text, "critical": each.critical} for each in watch],
        "standards": [
            {"id": each.id, "name": each.name, "anchors": each.anchors}
            for each in room.form.standards
        ],
        "levels": list(LEVELS),
        "outcomes": list(OUTCOMES),
        "grades": list(GRADES),
    }


def score(given):
    """Return a score sheet as it was filled in."""
    return {
        "watch": given.watch,
        "levels": given.levels,
        "grade": given.grade,
        "moment": given.moment,
    }


def debrief(room):
    """Return how the debrief goes, the same for every screen: steps, question, moments that met."""
    meeting, guide = room.meeting, room.course.content.guide()
    play = meeting.play
    employee = room.name(room.seat_of("employee"))
    return {
        "step": meeting.step,
        "since": meeting.step_since and room.course.clock() - meeting.step_since,
        "steps": [
            {"id": each.step, "title": each.title, "minutes": each.minutes} for each in guide.steps
        ],
        "question": first_question(spreads(play.scores, room.form), room.form, employee),
        "met": [item.text for item in met(room.form, play.scores.values())],
        "moments": list(dict.fromkeys(s.moment for s in play.scores.values() if s.moment)),
        "scorers": len(play.scores),
    }


def results(room):
    """Return what all said about the last play, as counts; once scores are revealed."""
    return results_of(room, room.meeting.play)


def results_of(room, play):
    """Return what all said about each thing in a play, as counts without names."""
    watch = {item.id: item for item in room.form.watch}
    standards = {each.id: each for each in room.form.standards}
    scales = {"watch": OUTCOMES, "level": LEVELS, "grade": GRADES}
    found = []
    for spread in spreads(play.scores, room.form):
        counts = Counter(spread.said.values())
        named = {"watch": watch, "level": standards}.get(spread.what, {}).get(spread.id)
        found.append(
            {
                "what": spread.what,
                "id": spread.id,
                "text": getattr(named, "text", None) or getattr(named, "name", ""),
                "counts": [{"value": each, "count": counts[each]} for each in scales[spread.what]],
                "disagreement": round(spread.disagreement, 3),
            }
        )
    return found
