"""Observation rounds as a manager leads them: begin one, see how it goes, end it."""

from course.activities import meeting_views
from course.activities.messages import fit_text, is_key
from course.activities.observation_round import DAY, KIND, ObservationRound, plan_of
from course.errors import InvalidResponseError, NotAllowedError
from course.people.roles import has_role
from course.store.meetings import MOST_NAME
from course.store.names import name_key
from course.translation import _

LEAST_ROLE = "manager"
SITUATIONS = (
    _("At the counter, quiet"),
    _("At the counter, a queue"),
    _("On the phone"),
    _("A complaint"),
    _("A special wish"),
    _("In writing"),
)
LEAST_SITUATIONS, MOST_SITUATIONS = 3, 12
LONGEST = {"title": 80, "situation": 60}
DAYS, MOST_DAYS = 14, 60
MONTHS, MOST_MONTHS = 12, 36
MONTH = 30.44 * DAY
MOST_PEOPLE = 40
PAST = 6  # rounds that are listed


class ObservationRounds:
    """A manager begins a round of observation, and sees how it is going.

    Parameters
    ----------
    course : course.activities.course.Course
    public_url : str
        The address under which phones reach the course; empty when they cannot.

    Raises
    ------
    course.errors.NotAllowedError
        The person is no manager.
    """

    kind = name = "observation"
    pace = 1.0  # seconds between two looks for news

    def __init__(self, course, public_url=""):
        if not has_role(course.person, LEAST_ROLE):
            raise NotAllowedError(_("This is for managers."))
        self.course, self.public_url = course, public_url.rstrip("/")
        rooms = (ObservationRound(course, each) for each in self._stored())
        self.room = next((room for room in rooms if not room.is_over and _is_live(room)), None)

    def _stored(self):
        return self.course.store.meetings.recent(kind=KIND)

    # --- What is shown ------------------------------------------------------------------------

    def view(self):
        """Return what the manager may see: a dict for JSON; never who saw what."""
        if self.room:
            self.room.catch_up()
        if self.room is None or self.room.is_over:
            return {"kind": self.kind, "phase": "plan"} | self._begin_view()
        return {"kind": self.kind, "phase": "round"} | self._round_view()

    def news(self):
        """Return the view when something has happened, else None."""
        return self.view() if self.room and self.room.has_news() else None

    def _begin_view(self):
        content = self.course.content
        catalogues = [content.catalogue(slug) for slug in content.files("catalogue")]
        rooms = [ObservationRound(self.course, each) for each in self._stored()[:PAST]]
        return {
            "catalogues": [
                {
                    "slug": each.catalogue,
                    "title": each.title,
                    "standards": [standard.name for standard in each.standards],
                }
                for each in catalogues
            ],
            "people": [each.person.name for each in self.course.store.accounts.profiles()],
            "situations": list(SITUATIONS),
            "least": LEAST_SITUATIONS,
            "most": {
                "people": MOST_PEOPLE,
                "situations": MOST_SITUATIONS,
                "situation": LONGEST["situation"],
                "title": LONGEST["title"],
                "name": MOST_NAME,
                "days": MOST_DAYS,
                "months": MOST_MONTHS,
            },
            "days": DAYS,
            "months": MONTHS,
            "past": [
                {
                    "id": room.id,
                    "title": room.title,
                    "at": room.stored.created_at,
                    "looks": len(room.looks),
                    "people": len(room.design.team),
                    "keep_until": room.observation.plan["keep_until"],
                    "is_over": room.is_over,
                }
                for room in rooms
            ],
        }

    def _round_view(self):
        room, planned = self.room, self.room.planned()
        return {
            "title": room.title,
            "join": meeting_views.join(room, self.public_url),
            "until": room.until,
            "keep_until": room.observation.plan["keep_until"],
            "is_late": self.course.clock() > room.until,
            "people": self._people_view(planned),
            "standards": [{"id": s.id, "name": s.name} for s in room.catalogue.standards],
            "grid": self._grid_view(),
            "plan": [self._planned_view(look) for look in planned],
            "moments": [self._moment_view(look) for look in reversed(room.looks) if look.is_moment],
            "troubles": list(self._troubles()),
            "looks": len(room.looks),
        }

    def _people_view(self, planned):
        """Return how far everybody is, of those who are in the team or came by themselves."""
        room, design, now = self.room, self.room.design, self.course.clock()
        found = []
        for seat in room.seats.values():
            left = [look for look in planned if look.rater == seat.id]
            late = [look for look in left if look.day and room.day_at(look.day + 1) <= now]
            found.append(
                {
                    "seat": seat.id,
                    "name": seat.name,
                    "is_in_team": seat.id in design.team,
                    "is_observer": seat.id in design.observers,
                    "is_here": seat.claim > 0,
                    "made": len(room.observation.looks_by(seat.id)),
                    "left": len(left),
                    "late": len(late),
                }
            )
        return sorted(found, key=lambda person: name_key(person["name"]))

    def _grid_view(self):
        room, lacks = self.room, self.room.lacks()
        counted = room.counts()

        def cell(person, standard):
            lack = lacks[person, standard]
            return {
                "standard": standard,
                "more": lack.more if lack else 0,
                "scenes": lack.scenes if lack else 0,
                "raters": lack.raters if lack else 0,
                "looks": counted[person, standard],
            }

        grid = [
            {
                "seat": person,
                "name": room.name(person),
                "cells": [cell(person, standard) for standard in room.design.standards],
            }
            for person in room.design.team
        ]
        return sorted(grid, key=lambda line: name_key(line["name"]))

    def _planned_view(self, look):
        names = {standard.id: standard.name for standard in self.room.catalogue.standards}
        return {
            "rater": self.room.name(look.rater),
            "person": self.room.name(look.person),
            "situation": look.situation,
            "standards": [names[each] for each in look.standards],
            "at": self.room.day_at(look.day) if look.day else None,
        }

    def _moment_view(self, look):
        room = self.room
        return {
            "name": room.name(look.person),
            "situation": look.situation,
            "note": look.note,
            "at": look.at,
            "by": room.name(look.rater) if look.is_signed else "",
        }

    def _troubles(self):
        """Yield what keeps a round from ever having enough."""
        design = self.room.design
        if not design.team:
            yield _("There is nobody to look at yet. Put your team on the list.")
            return
        alone = [p for p in design.team if len(design.others(p)) < design.gate.raters]
        if alone:
            words = _("It takes {n} observers for each person. For {names} there are too few.")
            names = ", ".join(map(self.room.name, alone))
            yield words.format(n=design.gate.raters, names=names)

    # --- What is done -------------------------------------------------------------------------

    def act(self, message):
        """Do what the manager asks.

        Parameters
        ----------
        message : dict
            ``{"do": "look"}``, ``{"do": "begin", "title", "catalogue": slug, "team": [name],
            "situations": [str], "days", "months"}``, ``{"do": "add", "name"}``,
            ``{"do": "away", "seat"}``, ``{"do": "observer", "seat", "observes": bool}`` or
            ``{"do": "end"}``, each with its ``"key"``.

        Returns
        -------
        dict
            The new view; what was asked is stored by then.

        Raises
        ------
        course.errors.CourseError
            Nothing was done.
        """
        match message:
            case {"do": "look"}:
                return self.view()
            case {"do": "begin", "key": str(key), **fields} if is_key(key):
                self._begin(fields, key)
                return self.view()
        if self.room is None or self.room.is_over:
            raise InvalidResponseError(_("This round is over."))
        self.room.catch_up()
        store = self.course.store.meetings
        match message:
            case {"do": "add", "name": str(name), "key": str(key)} if is_key(key):
                store.enrol(self.room.id, [fit_text(name, MOST_NAME)], key)
            case {"do": str(what), "key": str(key)} if is_key(key):
                store.append(self.room.id, *self._event(what, message), key)
            case _:
                raise InvalidResponseError("this message is none that a round understands")
        return self.view()

    def _event(self, what, message):
        match what, message:
            case "away", {"seat": seat} if seat in self.room.observation.team:
                return "away", {"seat": seat}
            case "observer", {"seat": seat, "observes": bool(observes)} if seat in self.room.seats:
                return "observer", {"seat": seat, "observes": observes}
            case "end", _:
                return "end", {}
        raise InvalidResponseError(_("The round is at another point than this page shows."))

    def _begin(self, fields, key):
        """Begin a round, unless one is on: the page may have sent this twice.

        It is sent again, too, when the kernel died before the team was on the list.
        """
        team, store = names_of(fields.get("team")), self.course.store.meetings
        if self.room is None or self.room.is_over:
            plan, snapshots = self._plan(fields)
            stored = store.begin(self.course.person, plan, snapshots, kind=KIND)
            self.room = ObservationRound(self.course, stored)
        if not self.room.observation.team:
            store.enrol(self.room.id, team, key)

    def _plan(self, fields):
        """Return the plan of a round, and the snapshots it refers to."""
        match fields:
            case {
                "title": str(title),
                "catalogue": str(slug),
                "situations": list(situations),
                "days": int(days),
                "months": int(months),
            } if 1 <= days <= MOST_DAYS and 1 <= months <= MOST_MONTHS:
                pass
            case _:
                raise InvalidResponseError(_("Something is missing. Please look at each field."))
        catalogue = self.course.content.catalogue(slug)
        return plan_of(
            catalogue,
            title=fit_text(title.strip(), LONGEST["title"]) or catalogue.title,
            situations=situations_of(situations),
            source="phones",
            days=days,
            keep_until=self.course.clock() + months * MONTH,
        )


def names_of(team):
    """Return the names of a team, each once.

    Raises
    ------
    InvalidResponseError
    """
    if not isinstance(team, list) or not all(isinstance(name, str) for name in team):
        raise InvalidResponseError("a team is a list of names")
    found = {name_key(name): " ".join(name.split()) for name in team if name_key(name)}
    for name in found.values():
        fit_text(name, MOST_NAME)
    if not 2 <= len(found) <= MOST_PEOPLE:
        words = _("Choose 2 to {n} people: who is observed.")
        raise InvalidResponseError(words.format(n=MOST_PEOPLE))
    return list(found.values())


def situations_of(situations):
    """Return the situations of a round, each once.

    Raises
    ------
    InvalidResponseError
    """
    if not all(isinstance(each, str) for each in situations):
        raise InvalidResponseError("situations are texts")
    found = list(dict.fromkeys(" ".join(each.split()) for each in situations if each.strip()))
    for each in found:
        fit_text(each, LONGEST["situation"])
    if not LEAST_SITUATIONS <= len(found) <= MOST_SITUATIONS:
        words = _("Give {least} to {most} different situations.")
        raise InvalidResponseError(words.format(least=LEAST_SITUATIONS, most=MOST_SITUATIONS))
    return found


def _is_live(room):
    """Tell whether a round is lived on phones, rather than read from a file."""
    return room.observation.plan["source"] == "phones"
