"""The plan of the next meeting: what to play and why, and the day it is planned for."""

from course.activities.meeting_history import calendar, proposals
from course.activities.meeting_room import past_rooms
from course.errors import ContentError, InvalidResponseError, NotFoundError
from course.roleplay.meetings import TIMERS
from course.translation import _

NAME = "meeting-plan"  # the activity under which a trainer's plans are stored
DAY = 24 * 3600
WEEK = 7 * DAY
SOON, LATE = -3600, 366 * DAY  # seconds from now in which a next meeting may be
SHOWN = 5  # earlier meetings


def plan_view(course):
    """Return what a trainer sees before a meeting: a dict for JSON."""
    rooms, content = past_rooms(course), course.content
    return {
        "standards": [
            {"catalogue": cat.catalogue, "id": each.id, "name": each.name, "view": each.view}
            for cat in content.catalogues().values()
            for each in cat.standards
        ],
        "scenes": proposals(course, rooms),
        "timers": list(TIMERS),
        "planned": planned(course),
        "suggested_at": _suggested(course, rooms),
        "past": [
            {
                "title": room.meeting.plan["title"],
                "standard": room.form.standards[0].name,
                "at": room.meeting.began_at,
                "people": len(room.meeting.present),
                "next_at": room.meeting.next_at,
            }
            for room in reversed(rooms[-SHOWN:])
        ],
    }


def planned(course):
    """Return the meeting that a trainer has planned: a dict for JSON, None without one."""
    events = course.store.events.of(course.person, NAME)
    if not events or events[-1].kind != "date":
        return None
    body = events[-1].body
    try:
        scene = course.content.scene(body["slug"])
    except (NotFoundError, ContentError):
        return None  # nobody can play it any more
    minutes = scene.minutes
    title = _("Role-play meeting: {title}").format(title=scene.title)
    ident = f"plan-{course.person.id}-{events[-1].number}"
    length = minutes.brief + minutes.play + minutes.debrief
    return {
        **body,
        "title": scene.title,
        "calendar": calendar(title, body["at"], length, ident),
    }


def keep_date(course, slug, timer, at, key):
    """Store that a scene is to be played at a time.

    Raises
    ------
    InvalidResponseError
        It is no time for a meeting.
    course.errors.NotFoundError, course.errors.ContentError
        The scene cannot be used.
    """
    course.content.scene(slug)
    body = {"slug": slug, "timer": timer, "at": fit_time(course, at)}
    course.store.events.append(course.person, NAME, "date", body, key)


def drop_date(course, key):
    """Store that the meeting that was planned is off, or has begun."""
    course.store.events.append(course.person, NAME, "drop", {}, key)


def fit_time(course, at):
    """Return a time at which a meeting may be, in seconds since the epoch.

    Raises
    ------
    InvalidResponseError
    """
    now = course.clock()
    if not now + SOON < at < now + LATE:
        raise InvalidResponseError(_("Please choose a day within the next year."))
    return float(at)


def _suggested(course, rooms):
    """Return when a next meeting could be: as said in the last one, else a week after it."""
    now = course.clock()
    if not rooms:
        return now + DAY
    last = rooms[-1].meeting
    at = last.next_at or last.began_at + WEEK
    return at if at > now else now + WEEK
