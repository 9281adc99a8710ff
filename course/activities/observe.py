"""Observe: what somebody in an observation round has on their phone, for ten seconds at a time."""

from course.activities.messages import fit_text, is_key
from course.activities.observation_round import DAY, ObservationRound
from course.errors import InvalidResponseError
from course.learning.rubrics import LEVELS
from course.translation import _

LONGEST_NOTE = 500  # characters
SUGGESTED = 6  # looks of the plan that a phone is told of


class Observe:
    """Somebody notes what they see of their colleagues.

    Parameters
    ----------
    course : course.activities.course.Course
    seat : course.store.meetings.Seat
    """

    kind = name = "observe"
    pace = 2.0  # seconds between two looks for news

    def __init__(self, course, seat):
        self.course, self.seat = course, seat
        self.room = ObservationRound(course, course.store.meetings.get(seat.meeting_id))

    # --- What is shown ------------------------------------------------------------------------

    def view(self):
        """Return what this phone may see: a dict for JSON; of looks only those made with it."""
        self.room.catch_up()
        room, mine = self.room, self.seat.id
        made, planned = self._looks(), room.planned()
        own = [look for look in planned if look.rater == mine]
        others = [look for look in planned if look.person != mine and look.rater != mine]
        return {
            "kind": self.kind,
            "title": room.title,
            "is_open": not room.is_over,
            "me": {"seat": mine, "name": self.seat.name},
            "next": [self._next_view(look) for look in (own or others)[:SUGGESTED]],
            "is_extra": not own,
            "made": len(made),
            "left": len(own),
            "team": self._team_view(),
            "needs": self._needs(),
            "situations": room.observation.plan["situations"],
            "standards": [_standard_view(standard) for standard in room.catalogue.standards],
            "looks": [self._look_view(look) for look in reversed(made)],
            "can_withdraw": self._can_withdraw(made),
            "drafts": self._drafts(),
            "longest": LONGEST_NOTE,
            "keep_until": room.observation.plan["keep_until"],
        }

    def news(self):
        """Return the view when something has happened, else None."""
        return self.view() if self.room.has_news() else None

    def _looks(self):
        return self.room.observation.looks_by(self.seat.id)

    def _people(self):
        """Return the seats of those who may be looked at: nobody looks at themselves."""
        return [seat for seat in self.room.design.team if seat != self.seat.id]

    def _team_view(self):
        people = [{"seat": seat, "name": self.room.name(seat)} for seat in self._people()]
        return sorted(people, key=lambda person: person["name"].casefold())

    def _next_view(self, look):
        is_due = look.day > 0 and self.room.day_at(look.day) <= self.course.clock()
        return {
            "person": look.person,
            "name": self.room.name(look.person),
            "situation": look.situation,
            "standards": list(look.standards),
            "is_due": is_due,
        }

    def _needs(self):
        """Return the standards for each person, those of which least is known first."""
        found = self.room.open_plan()

        def order(person):
            more = {
                each: (lack.more if lack else 0)
                for (who, each), lack in found.items()
                if who == person
            }
            return sorted(more, key=lambda standard: -more[standard])

        return {person: order(person) for person in self._people()}

    def _look_view(self, look):
        return {
            "number": look.number,
            "name": self.room.name(look.person),
            "situation": look.situation,
            "levels": look.levels,
            "note": look.note,
            "at": look.at,
        }

    def _can_withdraw(self, made):
        """Return the number of the last look while it is a day old at most, else None."""
        is_fresh = made and made[-1].at > self.course.clock() - DAY
        return made[-1].number if is_fresh and not self.room.is_over else None

    def _drafts(self):
        notes = self.room.observation.notes
        return {
            person: note
            for (rater, person), note in notes.items()
            if rater == self.seat.id and note
        }

    # --- What is done -------------------------------------------------------------------------

    def act(self, message):
        """Do what a phone asks.

        Parameters
        ----------
        message : dict
            ``{"do": "look"}``, ``{"do": "draft", "person": seat, "note"}``,
            ``{"do": "seen", "person": seat, "situation", "levels": {standard: 1..5 or None},
            "seen": {standard: [bool or None]}, "note", "moment": bool, "signed": bool}`` or
            ``{"do": "withdraw", "look": number}``, each with its ``"key"``.

        Returns
        -------
        dict
            The new view; what was asked is stored by then.

        Raises
        ------
        InvalidResponseError
            Nothing was done.
        course.errors.StoreError
            Nothing was stored.
        """
        self.room.catch_up()
        match message:
            case {"do": "look"}:
                return self.view()
            case {"do": str(what), "key": str(key)} if is_key(key):
                meetings = self.course.store.meetings
                if not meetings.has(self.room.id, key):  # sent again it is stored, whatever changed
                    meetings.append(self.room.id, *self._event(what, message), key, self.seat.id)
                return self.view()
        raise InvalidResponseError("this message is none that an observer's phone sends")

    def _event(self, what, message):
        """Return kind and body of the event that a message asks for."""
        if self.room.is_over:
            raise InvalidResponseError(_("This round is over. Nothing more can be noted in it."))
        match what, message:
            case "seen", {"person": person} if person in self._people():
                return "look", self._seen(message)
            case "draft", {"person": person, "note": str(note)} if person in self._people():
                return "note", {"person": person, "note": fit_text(note, LONGEST_NOTE)}
            case "withdraw", {"look": int(number)}:
                return "withdraw", {"look": self._withdrawn(number)}
        raise InvalidResponseError(_("This person is not in the round any more."))

    def _seen(self, message):
        """Return the body of a look.

        Raises
        ------
        InvalidResponseError
        """
        standards = {each.id: each for each in self.room.catalogue.standards}
        match message:
            case {"situation": situation, "levels": dict(levels), "seen": dict(seen)} if (
                situation in self.room.observation.plan["situations"]
                and levels.keys() <= standards.keys()
                and all(map(_is_level, levels.values()))
                and all(id in standards and _fits(standards[id], seen[id]) for id in seen)
            ):
                pass
            case _:
                raise InvalidResponseError("a look has a situation of the round, and levels")
        note, is_moment, is_signed = (message.get(each) for each in ("note", "moment", "signed"))
        if not isinstance(note, str) or type(is_moment) is not bool or type(is_signed) is not bool:
            raise InvalidResponseError("a note is a text, and is a moment or not")
        note = fit_text(note.strip(), LONGEST_NOTE)
        if not levels and not note:
            raise InvalidResponseError(_("Please tap a level, or write a note."))
        return {
            "person": message["person"],
            "situation": situation,
            "levels": levels,
            "seen": seen,
            "note": note,
            "moment": is_moment and bool(note),
            "signed": is_signed and is_moment,
        }

    def _withdrawn(self, number):
        """Return the number of a look that may be taken back, or was already."""
        if number not in self.room.observation.looks:
            return number
        if number != self._can_withdraw(self._looks()):
            words = _("Only your last look can be taken back, within a day.")
            raise InvalidResponseError(words)
        return number


def _standard_view(standard):
    return {
        "id": standard.id,
        "name": standard.name,
        "view": standard.view,
        "behaviours": list(standard.behaviours),
        "anchors": standard.anchors,
    }


def _is_level(level):
    return level is None or (type(level) is int and level in LEVELS)


def _fits(standard, marks):
    """Tell whether there is a mark for each behaviour: seen, not seen, or no chance."""
    is_list = isinstance(marks, list) and len(marks) == len(standard.behaviours)
    return is_list and all(mark is None or type(mark) is bool for mark in marks)
