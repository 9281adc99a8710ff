"""The meeting as its trainer leads it, from the plan to the follow-up."""

from course.activities import meeting_views as views
from course.activities.meeting_history import calendar, proposals
from course.activities.meeting_plan import (
    WEEK,
    drop_date,
    fit_time,
    keep_date,
    plan_view,
    planned,
)
from course.activities.meeting_room import Room, plan_of
from course.activities.messages import fit_text, is_key
from course.activities.overview import course_of_trainer
from course.activities.scene_sheet import score_body
from course.errors import InvalidResponseError
from course.roleplay.casting import LEADS, OBSERVER, PARTS, deal
from course.roleplay.meetings import NEXT, STEPS, TIMERS
from course.store.meetings import MOST_NAME
from course.translation import _

REWINDS = (15, 30, 60)  # seconds
SELF_LEVELS = ("yes", "partly", "no")


class TrainerMeeting:
    """A trainer leads a meeting.

    Parameters
    ----------
    course : course.activities.course.Course
    public_url : str
        The address under which phones reach the course; empty when they cannot.

    Raises
    ------
    course.errors.NotAllowedError
        The person is no trainer.
    """

    kind = "meeting"
    name = "meeting"
    pace = 0.25  # seconds between two looks for news

    def __init__(self, course, public_url=""):
        self.course, self.public_url = course_of_trainer(course), public_url.rstrip("/")
        self.room = self._open_room()

    def _open_room(self):
        """Return the trainer's meeting that is on, or None."""
        for stored in self.course.store.meetings.recent():
            if stored.trainer_id == self.course.person.id:
                room = Room(self.course, stored)
                return None if room.is_over else room
        return None

    # --- What is shown ------------------------------------------------------------------------

    def view(self):
        """Return what the trainer may see: a dict for JSON.

        Neither a private brief nor a score before the reveal: the laptop may be on the wall.
        """
        if self.room:
            self.room.catch_up()
        if self.room is None or self.room.is_over:
            return {"kind": self.kind, "phase": "plan", "plan": plan_view(self.course)}
        room, meeting = self.room, self.room.meeting
        shown = views.public(room) | {"kind": self.kind, "next": list(NEXT[meeting.phase])}
        shown |= {"join": views.join(room, self.public_url), "rewinds": list(REWINDS)}
        for person in shown["people"]:
            person |= self._person_view(person["seat"])
        if meeting.phase == "score":
            shown["paper_forms"] = {
                seat: views.form(room, meeting.cast[seat]) for seat in self._paper_scorers()
            }
        if meeting.is_revealed:
            shown |= self._afterwards()
        return shown

    def news(self):
        """Return the view when something has happened, else None."""
        return self.view() if self.room and self.room.has_news() else None

    def _person_view(self, seat):
        meeting = self.room.meeting
        play = meeting.play
        is_scorer = meeting.phase == "score" and seat in play.scorers()
        return {
            "paper": seat in meeting.paper,
            "declined": [part for part in LEADS if (seat, part) in meeting.declined],
            "guessed": len(meeting.guesses.get(seat, {})),
            "scored": seat in play.scores if is_scorer else None,
        }

    def _paper_scorers(self):
        meeting = self.room.meeting
        return [seat for seat in meeting.play.scorers() if seat in meeting.paper]

    def _afterwards(self):
        meeting, guide = self.room.meeting, self.course.content.guide()
        say = {each.step: {"aim": each.aim, "say": list(each.say)} for each in guide.steps}
        debrief = views.debrief(self.room)
        debrief["steps"] = [step | say[step["id"]] for step in debrief["steps"]]
        next_at = meeting.next_at
        return {
            "debrief": debrief,
            "questions": self.room.scene.debrief,
            "results": views.results(self.room),
            "self": {
                "questions": [{"id": q.id, "text": q.text} for q in guide.self_questions],
                "levels": list(SELF_LEVELS),
                "rating": meeting.self_rating,
            },
            "goals": len(meeting.goals),
            "next_at": next_at,
            "suggested_at": meeting.began_at + WEEK,
            "calendar": next_at and self._calendar(next_at),
            "next_scene": self._next_scene(),
        }

    def _calendar(self, at):
        minutes = self.room.scene.minutes
        length = minutes.brief + minutes.play + minutes.debrief
        return calendar(_("Role-play meeting"), at, length, self.room.id)

    def _next_scene(self):
        """Return the scene to play next: of the same standard, else whatever was played least."""
        plan, found = (
            self.room.meeting.plan,
            proposals(self.course, self.room.so_far),
        )
        others = [each for each in found if each["slug"] != plan["slug"]] or found
        same = [each for each in others if each["standard"] == plan["standard"]]
        return (same or others)[0]

    # --- What is done -------------------------------------------------------------------------

    def act(self, message):
        """Do what the trainer asks.

        Parameters
        ----------
        message : dict
            ``{"do": "look"}``, ``{"do": "plan", "scene": slug, "timer"}``,
            ``{"do": "date", "scene": slug, "timer", "at": seconds}`` to plan it for later,
            ``{"do": "drop"}`` to give that up, ``{"do": "deal"}``,
            ``{"do": "part", "seat", "part"}``, ``{"do": "paper", "name"}``,
            ``{"do": "leave", "seat"}``, ``{"do": "go", "from", "to"}``,
            ``{"do": "clock", "what": "start", "pause", "redo" or "rewind", "seconds"}``,
            ``{"do": "calm"}``, ``{"do": "score", "seat", ...}`` for a sheet of paper,
            ``{"do": "step", "step": int}``, ``{"do": "self", "rating"}``,
            ``{"do": "next", "at": seconds}``, ``{"do": "again", "deal": bool}`` or
            ``{"do": "stop"}``, each with its ``"key"``.

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
        match message:
            case {"do": "look"}:
                return self.view()
            case {"do": "plan", "scene": str(scene), "timer": timer} if timer in TIMERS:
                self._begin(scene, timer)
                return self.view()
            case {"do": "date", "scene": str(scene), "timer": timer, "at": at, "key": str(key)} if (
                timer in TIMERS and type(at) in (int, float) and is_key(key)
            ):
                keep_date(self.course, scene, timer, at, key)
                return self.view()
            case {"do": "drop", "key": str(key)} if is_key(key):
                drop_date(self.course, key)
                return self.view()
        if self.room is None or self.room.is_over:
            raise InvalidResponseError(_("This meeting has ended."))
        self.room.catch_up()
        match message:
            case {"do": "paper", "name": str(name), "key": str(key)} if is_key(key):
                name = fit_text(name, MOST_NAME)
                self.course.store.meetings.sit(self.room.id, name, key, paper=True)
            case {"do": str(what), "key": str(key)} if is_key(key):
                kind, body, seat = self._event(what, message)
                self.course.store.meetings.append(self.room.id, kind, body, key, seat)
            case _:
                raise InvalidResponseError("this message is none that a meeting understands")
        return self.view()

    def _begin(self, scene, timer):
        """Open a meeting, unless one is on: the page may have sent this twice."""
        if self.room and not self.room.is_over:
            return
        plan, snapshots = plan_of(self.course.content, scene, timer)
        stored = self.course.store.meetings.begin(self.course.person, plan, snapshots)
        self.room = Room(self.course, stored)
        kept = planned(self.course)
        if kept and kept["slug"] == scene:
            drop_date(self.course, stored.id)

    def _event(self, what, message):
        """Return kind, body and seat of the event that a message asks for."""
        meeting = self.room.meeting
        match what, message:
            case "deal", _ if meeting.phase in ("gather", "brief"):
                return "cast", {"cast": self._deal()}, None
            case "part", {"seat": str(seat), "part": part} if (
                part in PARTS and seat in meeting.cast
            ):
                return "cast", {"cast": self._swap(seat, part)}, None
            case "leave", {"seat": str(seat)}:
                return "leave", {"seat": seat}, None
            case "go", {"from": str(start), "to": to} if to in NEXT.get(start, ()):
                return "phase", {"from": start, "to": to}, None
            case "clock", {"what": "start" | "pause" | "redo" as do}:
                return "clock", {"do": do}, None
            case "clock", {"what": "rewind", "seconds": seconds} if seconds in REWINDS:
                return "clock", {"do": "rewind", "seconds": seconds}, None
            case "calm", _:
                return "calm", {}, None
            case "score", {"seat": seat} if meeting.phase == "score":
                return self._paper_score(seat, message)
            case "step", {"step": int(step)} if 0 <= step < len(STEPS):
                return "step", {"step": step}, None
            case "self", {"rating": dict(rating)} if meeting.is_revealed:
                return "self", {"rating": self._self_rating(rating)}, None
            case "next", {"at": int(at) | float(at)} if meeting.is_revealed:
                return "next", {"at": fit_time(self.course, at)}, None
            case "again", {"deal": bool(deals)}:
                return "again", {"deal": deals}, None
            case "stop", _:
                return "stop", {}, None
        raise InvalidResponseError(_("The meeting is at another point than this page shows."))

    def _deal(self):
        """Return the parts of everybody present, the leading ones to those whose turn it is."""
        meeting, seats = self.room.meeting, self.room.seats
        keys = {seats[seat].key: seat for seat in meeting.present}
        earlier = [attendance for room in self.room.so_far for attendance in room.attendances()]
        declined = {(seats[seat].key, part) for seat, part in meeting.declined if seat in seats}
        dealt = deal(list(keys), declined, earlier)
        if not dealt:
            words = _("It takes two who will play the customer and the employee.")
            raise InvalidResponseError(words)
        return {keys[key]: part for key, part in dealt.items()}

    def _swap(self, seat, part):
        """Return the parts after somebody has changed places with whoever has the part."""
        cast = dict(self.room.meeting.cast)
        if part in LEADS:
            other = next((each for each, has in cast.items() if has == part), None)
            if other:
                cast[other] = cast[seat]
        elif cast[seat] in LEADS:
            raise InvalidResponseError(_("Give this part to somebody else first."))
        cast[seat] = part
        return cast

    def _paper_score(self, seat, message):
        if seat not in self._paper_scorers():
            raise InvalidResponseError("only sheets of paper are typed in here")
        part = self.room.meeting.cast.get(seat, OBSERVER)
        return "score", score_body(message, self.room.form, part), seat

    def _self_rating(self, rating):
        known = {question.id for question in self.course.content.guide().self_questions}
        if not set(rating) <= known or not all(each in SELF_LEVELS for each in rating.values()):
            raise InvalidResponseError("a rating of oneself answers the questions of the guide")
        return rating
