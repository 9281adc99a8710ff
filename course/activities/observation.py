"""Observation rounds as a manager leads them: begin one, see how it goes, end it."""

from course.activities import meeting_views
from course.activities import observation_views as views
from course.activities.meeting_looks import looks_of_meetings
from course.activities.messages import fit_text, is_key
from course.activities.observation_round import DAY, KIND, ObservationRound, plan_of
from course.errors import InvalidResponseError, NotAllowedError
from course.people.roles import has_role
from course.rolemodels.observation_plan import blocks
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
LOOKS_EACH, USUAL_LOOKS = (3, 6, 9), 6  # at each person and standard; docs/evidence.md says why
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
        self.room = self._open_round()
        self._from_meetings = None  # looks that may be taken over; None when not known yet

    def _open_round(self):
        """Return the round that is on, or None; it belongs to all managers of the business."""
        rooms = (ObservationRound(self.course, each) for each in self._stored())
        return next((room for room in rooms if room.is_live), None)

    def _stored(self):
        return self.course.store.meetings.recent(kind=KIND)

    # --- What is shown ------------------------------------------------------------------------

    def view(self):
        """Return what the manager may see: a dict for JSON; never who saw what."""
        if self.room:
            self.room.catch_up()
        if self.room is None or self.room.is_over:
            self.room, self._from_meetings = self._open_round(), None  # another page may have begun
        if self.room is None:
            return {"kind": self.kind, "phase": "plan"} | self._begin_view()
        return {"kind": self.kind, "phase": "round"} | self._round_view()

    def news(self):
        """Return the view when something has happened, else None."""
        return self.view() if self.room and self.room.has_news() else None

    def _begin_view(self):
        content = self.course.content
        rooms = [ObservationRound(self.course, each) for each in self._stored()[:PAST]]
        return {
            "catalogues": [
                {
                    "slug": each.catalogue,
                    "title": each.title,
                    "standards": [standard.name for standard in each.standards],
                    "blocks": len(blocks(each.standards)),
                }
                for each in content.catalogues().values()
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
            "looks_each": {"choices": list(LOOKS_EACH), "usual": USUAL_LOOKS},
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
            "people": views.people(room, planned),
            "standards": [{"id": s.id, "name": s.name} for s in room.catalogue.standards],
            "grid": views.grid(room),
            "advice": views.advice(room),
            "plan": [views.planned_look(room, look) for look in planned],
            "moments": [
                views.moment(room, look) for look in reversed(room.looks) if look.is_moment
            ],
            "troubles": list(views.troubles(room)),
            "looks": len(room.looks),
            "from_meetings": sum(len(body["levels"]) for _key, body, *_rest in self._offered()),
        }

    def _offered(self):
        """Return the looks of meetings that may be taken over; looked up once after each act."""
        if self._from_meetings is None:
            self._from_meetings = looks_of_meetings(self.course, self.room)
        return self._from_meetings

    # --- What is done -------------------------------------------------------------------------

    def act(self, message):
        """Do what the manager asks.

        Parameters
        ----------
        message : dict
            ``{"do": "look"}``, ``{"do": "begin", "title", "catalogue": slug, "team": [name],
            "situations": [str], "looks_each": one of `LOOKS_EACH`, "days", "months"}``,
            ``{"do": "add", "name"}``, ``{"do": "away", "seat"}``,
            ``{"do": "observer", "seat", "observes": bool}``, ``{"do": "meetings"}`` to count
            scores of role-play meetings, or ``{"do": "end"}``, each with its ``"key"``.

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
        store, self._from_meetings = self.course.store.meetings, None
        match message:
            case {"do": "add", "name": str(name), "key": str(key)} if is_key(key):
                store.enrol(self.room.id, [fit_text(name, MOST_NAME)], key)
            case {"do": "meetings"}:
                for key, body, seat, at in looks_of_meetings(self.course, self.room):
                    store.append(self.room.id, "look", body, key, seat, at=at)
            case {"do": str(what), "key": str(key)} if is_key(key):
                store.append(self.room.id, *self._event(what, message), key)
            case _:
                raise InvalidResponseError("this message is none that a round understands")
        return self.view()

    def _event(self, what, message):
        match what, message:
            case "away", {"seat": seat} if seat in self.room.observation.team:
                return "away", {"seat": seat}
            case "observer", {"seat": str(seat), "observes": bool(observes)} if (
                seat in self.room.seats
            ):
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
            self.room, self._from_meetings = self._open_round(), None
        if self.room is None:
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
                "looks_each": int(looks_each),
                "days": int(days),
                "months": int(months),
            } if looks_each in LOOKS_EACH and 1 <= days <= MOST_DAYS and 1 <= months <= MOST_MONTHS:
                pass
            case _:
                raise InvalidResponseError(_("Something is missing. Please look at each field."))
        if days * DAY > months * MONTH:  # it would be erased while it is on
            raise InvalidResponseError(_("Keep what was seen for longer than the round lasts."))
        catalogue = self.course.content.catalogue(slug)
        return plan_of(
            catalogue,
            title=fit_text(title.strip(), LONGEST["title"]) or catalogue.title,
            situations=situations_of(situations),
            source="phones",
            looks_each=looks_each,
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
