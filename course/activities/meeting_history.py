"""Earlier meetings: who played what, which scenes were played, and what the next ones should be."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from course.activities.practised import ledger_of, people_of
from course.errors import ContentError
from course.roleplay.ledger import row_of
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
            seat = play.seat_of("employee")
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

    Those come first in which most is new for the people who are likely to come, going by what each
    of them met in meetings before; of several as new as each other those played least.

    Parameters
    ----------
    course : course.activities.course.Course
    rooms : list of Room
        Oldest first.

    Returns
    -------
    list of dict
        slug, title, standard, difficulty, minutes, played (how often), last (when), and news (see
        `news_of`).
    """
    played, found = practice(rooms), []
    ledger, people = ledger_of(course, rooms), likely(course, rooms)
    for slug in course.content.files("scene"):
        try:
            scene = course.content.scene(slug)
        except ContentError:  # its author is told elsewhere
            continue
        count, last = played.get(slug, (0, None))
        card = {
            "slug": slug,
            "title": scene.title,
            "catalogue": scene.catalogue,
            "standard": scene.standard,
            "difficulty": scene.difficulty,
            "minutes": sum((scene.minutes.brief, scene.minutes.play, scene.minutes.debrief)),
            "played": count,
            "last": last,
            "news": news_of(ledger, scene, people) if ledger.practices else None,
        }
        found.append((-ledger.share_new(row_of(scene), people), card))
    found.sort(key=lambda each: (each[0], *(each[1][k] for k in ("played", "difficulty", "slug"))))
    return [card for _share, card in found]


def likely(course, rooms):
    """Return the keys of the people who are likely to come: those of the last meeting, or all."""
    last = rooms[-1] if rooms else None
    here = (
        [last.seats[seat].key for seat in last.meeting.present if seat in last.seats]
        if last
        else []
    )
    return here or list(people_of(course))


def news_of(ledger, scene, people):
    """Return what is new in a scene for people, in a few words: the mood and where it is.

    Returns
    -------
    dict or None
        mood, channel, new (for how many people) and all; None when it is new for nobody.
    """
    mood, channel = scene.roles.customer.emotion, scene.channel
    if channel is None:
        return None
    count = sum(
        ledger.new_pairs({"emotion": mood, "channel": channel}, [who]) > 0 for who in people
    )
    return {"mood": mood, "channel": channel, "new": count, "all": len(people)} if count else None


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
