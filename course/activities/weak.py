"""What a person missed in role-plays, and the items that teach it; it is for this person alone."""

from contextlib import suppress

from course.activities.meeting_room import past_rooms
from course.errors import ContentError
from course.learning.teaching import Miss, weak_items_of
from course.roleplay.debriefs import not_met
from course.translation import _

REHEARSALS = "rehearsal"  # the kind of their activities


def weak_items(course, person):
    """Return the items worth another look after what a person missed, the newest miss first.

    Nothing is stored for it: the last choice of a rehearsal holds what was missed (see
    `course.activities.rehearsal`), and a meeting what observers saw of whom.

    Parameters
    ----------
    course : course.activities.course.Course
    person : course.people.roles.Person

    Returns
    -------
    list of course.learning.teaching.WeakItem
    """
    misses = [*_in_rehearsals(course, person), *_in_meetings(course, person)]
    return weak_items_of(misses, _banks(course.content))


def another_look(course, missed):
    """Return where to learn what was missed: a dict for JSON, None when no item teaches it.

    Parameters
    ----------
    missed : iterable of (str, str)
        Standard, such as ``front_desk/listens-first``, and what was missed; what counts most first.
    """
    content = course.content
    found = weak_items_of((Miss(*pair, at=0.0) for pair in missed), _banks(content))
    page = content.pages.get(f"/modules/{found[0].bank}") if found else None
    if page is None:
        return None
    unit = content.item_bank(found[0].bank).unit(found[0].unit)
    words = _("{unit} ({module})").format(unit=unit.title, module=page.title)
    return {"words": words, "address": f"..{page.address}#{unit.id}"}


def _in_rehearsals(course, person):
    for taken in course.store.events.under(person, REHEARSALS).values():
        for event in taken:
            for standard, text in event.body.get("missed", ()):
                yield Miss(standard, text, event.at)


def _in_meetings(course, person):
    for room in past_rooms(course):
        if not room.meeting.is_revealed:
            continue
        for play in room.meeting.plays:
            employee = play.seat_of("employee")
            if employee in room.seats and room.seats[employee].key == person.id:
                for item in not_met(room.form, play.scores.values()):
                    standard = f"{room.scene.catalogue}/{item.standard}"
                    yield Miss(standard, item.text, room.meeting.began_at)


def _banks(content):
    found = []
    for slug in content.files("bank"):
        with suppress(ContentError):  # its author is told elsewhere
            found.append(content.item_bank(slug))
    return found
