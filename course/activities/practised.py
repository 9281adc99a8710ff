"""What people have practised in meetings: the ledger, made from what is stored."""

from course.activities.meeting_room import past_rooms
from course.roleplay.ledger import Ledger, Practice, row_of


def ledger_of(course, rooms=None):
    """Return the ledger of all meetings; rehearsals are private and do not count.

    Parameters
    ----------
    course : course.activities.course.Course
    rooms : iterable of course.activities.meeting_room.Room, optional
        The meetings, where they have been read already.
    """
    rooms = past_rooms(course) if rooms is None else rooms
    return Ledger(
        Practice(
            room.seats[seat].key,
            row_of(room.scene),
            room.meeting.plan["standard"],
            part,
            room.meeting.began_at,
        )
        for room in rooms
        for play in room.meeting.plays
        for seat, part in play.cast.items()
        if seat in room.seats
    )


def people_of(course):
    """Return everybody who may come to a meeting, a dict of name by key, in order of names.

    They have a profile, or were in a meeting before.
    """
    found = {seat.key: seat.name for room in past_rooms(course) for seat in room.seats.values()}
    found |= {
        profile.person.id: profile.person.name for profile in course.store.accounts.profiles()
    }
    return dict(sorted(found.items(), key=lambda item: item[1].casefold()))
