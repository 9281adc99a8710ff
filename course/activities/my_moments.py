"""My moments: people see what others noticed about their work, and only about theirs."""

from course.activities.observation_round import KIND, ObservationRound
from course.errors import InvalidResponseError


class MyMoments:
    """Somebody with a profile sees what was noted about them in rounds of observation.

    Nobody is compared with anybody, and nothing says who noted what, unless it was signed.

    Parameters
    ----------
    course : course.activities.course.Course
    """

    kind = name = "my_moments"

    def __init__(self, course):
        self.course = course

    def view(self):
        """Return what the person may see: a dict for JSON."""
        rooms = (ObservationRound(self.course, each) for each in self._stored())
        seated = [(room, self._seat_in(room)) for room in rooms]
        rounds = [_round_view(room, seat) for room, seat in seated if _is_about(room, seat)]
        return {"kind": self.kind, "name": self.course.person.name, "rounds": rounds}

    def _stored(self):
        return self.course.store.meetings.recent(kind=KIND)

    def _seat_in(self, room):
        """Return the seat of the profile in a round; the same name alone does not count."""
        mine = self.course.person.id
        return next((seat.id for seat in room.seats.values() if seat.person_id == mine), None)

    def act(self, message):
        """Show what there is by now: the only message is ``{"do": "look"}``."""
        if message.get("do") != "look":
            raise InvalidResponseError("here one only looks")
        return self.view()


def _is_about(room, seat):
    """Tell whether a round is about somebody: they are in the team, or were when they were seen."""
    return seat in room.design.team or any(look.person == seat for look in room.looks)


def _round_view(room, seat):
    looks = [look for look in room.looks if look.person == seat]
    told = [look for look in reversed(looks) if look.note]
    return {
        "title": room.title,
        "from": room.stored.created_at,
        "until": room.until,
        "is_over": room.is_over,
        "keep_until": room.observation.plan["keep_until"],
        "looks": len(looks),
        "moments": [_note_view(room, look) for look in told if look.is_moment],
        "notes": [_note_view(room, look) for look in told if not look.is_moment],
        "standards": _standards_view(room, seat),
    }


def _note_view(room, look):
    return {
        "note": look.note,
        "situation": look.situation,
        "at": look.at,
        "by": room.name(look.rater) if look.is_signed else "",
    }


def _standards_view(room, seat):
    """Return how much was seen on each standard, and a level where that is enough."""
    lacks, counts, levels = room.lacks(seat), room.counts(), levels_of(room, seat)
    return [
        {
            "id": standard.id,
            "name": standard.name,
            "view": standard.view,
            "looks": counts[seat, standard.id],
            "situations": room.situations_of(seat, standard.id),
            "more": lack.more if (lack := lacks[seat, standard.id]) else 0,
            "level": (level := levels.get(standard.id)),
            "anchors": _anchors(standard, level),
        }
        for standard in room.catalogue.standards
    ]


def levels_of(room, seat):
    """Return the level that a person mostly shows, by standard, where there is enough evidence.

    It is the fair mean, rounded: what an average observer would give in an average situation (see
    `course.rolemodels.evidence`).

    Parameters
    ----------
    room : course.activities.observation_round.ObservationRound
    seat : str
    """
    if all(room.lacks(seat).values()):
        return {}  # nothing to work out, which takes NumPy a moment
    from course.rolemodels.evidence import enough, gather
    from course.rolemodels.severity import fit

    ratings = room.ratings()
    evidence = gather(ratings, fit(ratings.columns(), ratings.sizes))
    pooled = evidence.pooled()
    is_enough = enough(evidence, pooled, room.design.gate)
    row = evidence.people.index(room.seats[seat].key)
    return {
        standard: round(float(pooled[column].mean[row]))
        for column, standard in enumerate(evidence.standards)
        if is_enough[row, column]
    }


def _anchors(standard, level):
    """Return the anchor of a level, or the two that it lies between; none without a level."""
    if level is None:
        return []
    near = [level] if str(level) in standard.anchors else [level - 1, level + 1]
    return [standard.anchors[str(each)] for each in near]
