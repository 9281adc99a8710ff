"""Observation: colleagues note what they saw of each other, and it becomes a table of ratings.

All that happens is an event, and a round of observation is what its events made of it.
"""

from dataclasses import dataclass

from course.rolemodels.advice import Advice
from course.rolemodels.ratings import Rating, Ratings


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody saw of a colleague at one moment.

    Attributes
    ----------
    number : int
        Of the event.
    rater, person : str
        Seats.
    situation : str
        One of the plan's.
    levels : dict of str to int or None
        Level by standard; None where there was no chance to show it.
    seen : dict of str to list of (bool or None)
        For some standards: of each behaviour whether it was seen; None for no chance.
    note : str
    is_moment : bool
        Whether the note tells of a moment worth telling.
    at : float
        Seconds since the epoch.
    is_signed : bool
        Whether the observer's name may stand beside the moment.
    source : str
        Where it comes from when it was not made in the round, such as a play of a meeting.
    """

    number: int
    rater: str
    person: str
    situation: str
    levels: dict
    seen: dict
    note: str
    is_moment: bool
    at: float
    is_signed: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice of role models that a person made and signed.

    Attributes
    ----------
    people : tuple of str
    by : str
        The signature.
    at : float
        Seconds since the epoch.
    """

    people: tuple
    by: str
    at: float


class Observation:
    """A round of observation as far as it has come.

    Attributes
    ----------
    plan : dict
        Body of the event with which it began: ``title``, ``slug`` (of the catalogue),
        ``catalogue`` (hash of its snapshot), ``situations`` (a list), ``source`` ("phones" or
        "file"), ``looks_each`` (at each person and standard; not in older rounds), ``days``,
        ``keep_until`` (seconds since the epoch).
    team : tuple of str
        Seats of those who are observed.
    looks : dict of int to Look
        By number, in the order in which they came, without those that were withdrawn.
    notes : dict of (str, str) to str
        By the seats of observer and person: notes that are being written.
    advice : course.rolemodels.advice.Advice or None
        The newest; it takes the place of older ones.
    decision : Decision or None
        Who was chosen as role models (seats), until it is taken back.
    is_ended : bool
    number : int
        Of the last event.
    """

    def __init__(self):
        self.plan, self.team, self.looks = {}, (), {}
        self.notes, self._observes = {}, {}
        self.advice = self.decision = None
        self.is_ended, self.number = False, 0

    def take(self, event):
        """Bring in the next event (`course.roleplay.meetings.MeetingEvent`)."""
        self.number = event.number
        match event.kind, event.body:
            case "plan", plan:
                self.plan = plan
            case "team", {"seats": seats}:
                self.team = tuple(dict.fromkeys((*self.team, *seats)))
            case "away", {"seat": seat}:
                self.team = tuple(each for each in self.team if each != seat)
            case "look", body:
                self.looks[event.number] = _look(event, body)
                self.notes.pop((event.seat, body["person"]), None)
            case "observer", {"seat": seat, "observes": observes}:
                self._observes[seat] = observes
            case "note", {"person": person, "note": note}:
                self.notes[event.seat, person] = note
            case "withdraw", {"look": number}:
                look = self.looks.get(number)
                if look and look.rater == event.seat:
                    del self.looks[number]
            case "advice", {"looks": looks, "since": since}:
                self.advice = Advice(looks, since, event.at)
            case "signed", {"people": people, "by": by}:
                self.decision = Decision(tuple(people), by, event.at)
            case "taken back", _:
                self.decision = None
            case "end", _:
                self.is_ended = True

    @property
    def observers(self):
        """Seats of those for whom looks are planned: the team, if it is not said otherwise."""
        guests = [seat for seat in self._observes if seat not in self.team]
        chosen = dict.fromkeys(self.team, True) | dict.fromkeys(guests, False) | self._observes
        return tuple(seat for seat, observes in chosen.items() if observes)

    def looks_by(self, rater):
        """Return the looks that somebody (a seat) made in the round, oldest first."""
        looks = self.looks.values()
        return [look for look in looks if look.rater == rater and not look.source]


def _look(event, body):
    return Look(
        number=event.number,
        rater=event.seat,
        person=body["person"],
        situation=body["situation"],
        levels=body["levels"],
        seen=body.get("seen", {}),
        note=body.get("note", ""),
        is_moment=body.get("moment", False),
        is_signed=body.get("signed", False),
        source=body.get("source", ""),
        at=event.at,
    )


def rating_rows(observation, key_of, stamp_of):
    """Return the ratings of a round, as rows of `course.rolemodels.ratings.Ratings`.

    Parameters
    ----------
    observation : Observation
    key_of : callable
        Gives what a person is called by the seat; None for a seat that is gone, whose looks do not
        count.
    stamp_of : callable
        Gives ISO 8601 text for a look's time; all with the same offset.

    Returns
    -------
    tuple of course.rolemodels.ratings.Rating
        The situation is the scene, and the catalogue's hash the version of the form. Of looks by
        one observer at the same person, standard and situation at the same time the last one
        counts.
    """
    form, found = observation.plan["catalogue"], {}
    for look in observation.looks.values():
        names = key_of(look.rater), key_of(look.person)
        if None in names:
            continue
        for standard, level in look.levels.items():
            place = (*names, standard, look.situation, stamp_of(look.at))
            found[place] = Rating(*place, level, level is not None, form)
    return tuple(found.values())


def ratings_of(observation, key_of, stamp_of):
    """Return the same as a checked table."""
    return Ratings(rating_rows(observation, key_of, stamp_of))
