"""Earlier meetings: who played what, which scenes were played, and what the next ones should be."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from course.errors import ContentError
from course.roleplay.scores import GRADES, middle_grade

FIRST_GRADE = 1  # of the four that spaced repetition knows


def practice(rooms):
    """Return how often each scene was played, and when last: (count, time) by slug."""
    counts, last = Counter(), {}
    for room in rooms:
        slug = room.meeting.plan["slug"]
        counts[slug] += len(room.meeting.plays)
        last[slug] = room.meeting.began_at
    return {slug: (counts[slug], last[slug]) for slug in counts}


def retry_at(rooms, key, standard):
    """Return when somebody should play the employee on a standard again.

    Parameters
    ----------
    rooms : iterable of Room
        Oldest first.
    key : str
        The person's (see `course.store.meetings.Seat.key`).
    standard : str

    Returns
    -------
    float or None
        Seconds since the epoch; None when they have not played it.

    Notes
    -----
    The free spaced repetition scheduler (FSRS, library `fsrs`) with its own weights; a play counts
    as "again" to "easy" by the middle grade that it was given.
    """
    from fsrs import Card, Rating, Scheduler

    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, has_played = Card(card_id=1), False
    for room in rooms:
        for play in room.meeting.plays if room.meeting.plan["standard"] == standard else ():
            seat = next((s for s, part in play.cast.items() if part == "employee"), None)
            grade = middle_grade(play.scores.values())
            if grade is None or seat not in room.seats or room.seats[seat].key != key:
                continue
            rating = Rating(min(FIRST_GRADE + GRADES.index(grade), max(Rating)))
            at = datetime.fromtimestamp(room.meeting.began_at, UTC)
            card, _log = scheduler.review_card(card, rating, at)
            has_played = True
    return card.due.timestamp() if has_played else None


def proposals(course, rooms):
    """Return all scenes with what speaks for them, those to play next first.

    Returns
    -------
    list of dict
        slug, title, standard, difficulty, minutes, played (how often) and last (when).
    """
    played, found = practice(rooms), []
    for slug in course.content.files("scene"):
        try:
            scene = course.content.scene(slug)
        except ContentError:  # its author is told elsewhere
            continue
        count, last = played.get(slug, (0, None))
        found.append(
            {
                "slug": slug,
                "title": scene.title,
                "catalogue": scene.catalogue,
                "standard": scene.standard,
                "difficulty": scene.difficulty,
                "minutes": sum((scene.minutes.brief, scene.minutes.play, scene.minutes.debrief)),
                "played": count,
                "last": last,
            }
        )
    return sorted(found, key=lambda each: (each["played"], each["difficulty"], each["slug"]))


def calendar(title, at, minutes, ident):
    """Return the next meeting as an iCalendar text (RFC 5545), for any calendar program.

    Examples
    --------
    >>> "DTSTART:20261201T090000Z" in calendar("Role-play", 1796115600, 20, "m1")
    True
    """
    start = datetime.fromtimestamp(at, UTC)
    plain = title.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    stamp = "%Y%m%dT%H%M%SZ"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Diploma in Customer Service//EN",
        "BEGIN:VEVENT",
        f"UID:{ident}@diploma-in-customer-service",
        f"DTSTAMP:{start:{stamp}}",
        f"DTSTART:{start:{stamp}}",
        f"DTEND:{start + timedelta(minutes=minutes):{stamp}}",
        f"SUMMARY:{plain}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(lines) + "\r\n"
