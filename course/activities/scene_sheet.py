"""The scene sheet: what somebody in a meeting has on their phone, and the big screen for all."""

from course.activities import meeting_views as views
from course.activities.meeting_history import retry_at
from course.activities.meeting_room import Room
from course.activities.messages import fit_text, is_key
from course.errors import InvalidResponseError
from course.learning.rubrics import LEVELS
from course.roleplay.casting import LEADS, OBSERVER
from course.roleplay.meetings import ALARMS
from course.roleplay.scores import LONGEST_MOMENT, OUTCOMES, read_score
from course.translation import _
from course.workplace.recognition import MOST_STORY, Nomination

LONGEST_GOAL = 300  # characters of each half
WITH_BRIEF = ("brief", "calibrate", "play", "score")


class SceneSheet:
    """Somebody follows a meeting, plays a part, and scores what they saw.

    Parameters
    ----------
    course : course.activities.course.Course
    seat : course.store.meetings.Seat
    public_url : str
        The address under which phones reach the course; for the big screen.
    """

    kind = name = "scene_sheet"
    pace = 0.25  # seconds between two looks for news

    def __init__(self, course, seat, public_url=""):
        self.course, self.seat, self.public_url = course, seat, public_url.rstrip("/")
        self.room = Room(course, course.store.meetings.get(seat.meeting_id))
        self._cues = 0

    @property
    def part(self):
        """The part that is played here, None before parts are dealt."""
        return self.room.meeting.cast.get(self.seat.id)

    # --- What is shown ------------------------------------------------------------------------

    def view(self):
        """Return what this phone may see: a dict for JSON."""
        self.room.catch_up()
        shown = views.public(self.room)
        if self.seat.id in self.room.meeting.screens:
            return self._big_screen(shown)
        shown |= {"kind": self.kind, "me": self._me()}
        phase = self.room.meeting.phase
        if phase in WITH_BRIEF and self.part in LEADS:
            shown["part_brief"] = self.room.scene.briefs[self.part]
        if phase == "brief" and self.part == OBSERVER:
            shown["watch"] = views.form(self.room, OBSERVER)["watch"]
        if phase == "calibrate":
            shown["vignettes"] = self._vignettes()
        if phase == "play":
            shown |= self._play_view()
        if phase == "score":
            shown |= self._score_view()
        if self.room.meeting.is_revealed:
            shown |= self._afterwards()
        return shown

    def news(self):
        """Return the view when it is another than before, else None; cheap when nothing happened.

        Cues come due without anybody doing anything.
        """
        has_news = self.room.has_news()
        if self.part == "customer" and (due := len(views.cues(self.room))) != self._cues:
            self._cues, has_news = due, True
        return self.view() if has_news else None

    def _big_screen(self, shown):
        shown["kind"] = "big_screen"
        shown["join"] = views.join(self.room, self.public_url)
        if self.room.meeting.is_revealed:
            shown["debrief"] = views.debrief(self.room)
        return shown

    def _me(self):
        meeting, mine = self.room.meeting, self.seat.id
        return {
            "seat": mine,
            "name": self.seat.name,
            "part": self.part,
            "is_here": mine in meeting.present,
            "is_ready": mine in meeting.ready,
            "declined": [part for part in LEADS if (mine, part) in meeting.declined],
        }

    def _vignettes(self):
        guesses = self.room.meeting.guesses.get(self.seat.id, {})
        return [
            {
                "number": number,
                "name": vignette.name,
                "note": vignette.note,
                "mine": guesses.get(str(number)),
                "course": vignette.level if str(number) in guesses else None,
                "why": vignette.why if str(number) in guesses else None,
                "anchors": self.room.form.standards[0].anchors,
            }
            for number, vignette in enumerate(self.room.vignettes)
        ]

    def _play_view(self):
        if self.part == "customer":
            return {"cues": views.cues(self.room)}
        if self.part == OBSERVER:
            marks = self.room.meeting.play.marks(self.seat.id)
            items = views.form(self.room, OBSERVER)["watch"]
            return {"watch": [item | {"outcome": marks.get(item["id"])} for item in items]}
        return {}

    def _score_view(self):
        play, present = self.room.meeting.play, self.room.meeting.present
        scorers = play.scorers()
        asked = {seat for seat in scorers if seat in present} | set(play.scores)
        sheets = {"given": len(play.scores), "all": len(asked)}
        if self.seat.id not in scorers:
            return {"form": None, "sheets": sheets}
        given = play.scores.get(self.seat.id)
        return {
            "sheets": sheets,
            "form": views.form(self.room, self.part),
            "marks": play.marks(self.seat.id),
            "score": given and views.score(given),
        }

    def _afterwards(self):
        meeting, mine = self.room.meeting, self.seat.id
        standard = meeting.plan["standard"]
        score = meeting.play.scores.get(mine)
        is_employee = meeting.play.cast.get(mine) == "employee"
        rooms = self.room.so_far if is_employee else []
        return {
            "debrief": views.debrief(self.room),
            "results": views.results(self.room),
            "score": score and views.score(score),
            "goal": meeting.goals.get(mine, {"when": "", "then": ""}),
            "retry_at": retry_at(rooms, self.seat.key, standard),
            "next_at": meeting.next_at,
        }

    # --- What is done -------------------------------------------------------------------------

    def act(self, message):
        """Do what a phone asks.

        Parameters
        ----------
        message : dict
            ``{"do": "look"}``, ``{"do": "decline", "part", "declined": bool}``,
            ``{"do": "ready", "ready": bool}``, ``{"do": "guess", "vignette": int, "level": 1..5}``,
            ``{"do": "tap", "watch": id, "outcome"}``, ``{"do": "safe", "level"}``,
            ``{"do": "score", "watch", "levels", "grade", "moment"}``,
            ``{"do": "goal", "when", "then"}`` or ``{"do": "nominate", "seat", "story"}``, each with
            its ``"key"``.

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
        meeting = self.room.meeting
        if self.seat.id in meeting.screens and message.get("do") != "look":
            raise InvalidResponseError("a big screen only shows")
        match message:
            case {"do": "look"}:
                pass
            case {"do": "safe", "level": level} if level in ALARMS:
                self._sound(level)
            case {"do": "nominate", "seat": str(seat), "story": str(story), "key": str(key)}:
                self._nominate(seat, story, key)
            case {"do": str(what), "key": str(key)} if is_key(key):
                body = self._body(what, message)
                self.course.store.meetings.append(self.room.id, what, body, key, self.seat.id)
            case _:
                raise InvalidResponseError("this message is none that a scene sheet understands")
        return self.view()

    def _body(self, what, message):
        """Return the body of the event that a message asks for."""
        meeting, room = self.room.meeting, self.room
        items = [item.id for item in room.form.watch]
        match what, message:
            case "decline", {"part": part, "declined": bool(declined)} if part in LEADS:
                return {"part": part, "declined": declined}
            case "ready", {"ready": bool(ready)} if self.part:
                return {"ready": ready}
            case "guess", {"vignette": number, "level": level} if self._is_guess(number, level):
                return {"vignette": str(number), "level": level}
            case "tap", {"watch": watch, "outcome": outcome} if (
                self.part == OBSERVER and watch in items and outcome in OUTCOMES
            ):
                return {"watch": watch, "outcome": outcome}
            case "score", _ if meeting.phase == "score" and self.seat.id in meeting.play.scorers():
                return score_body(message, room.form, self.part)
            case "goal", {"when": str(when), "then": str(then)} if meeting.is_revealed:
                return {"when": fit_text(when, LONGEST_GOAL), "then": fit_text(then, LONGEST_GOAL)}
        raise InvalidResponseError(_("The meeting has gone on meanwhile. This page shows where."))

    def _is_guess(self, number, level):
        is_vignette = type(number) is int and 0 <= number < len(self.room.vignettes)
        return is_vignette and type(level) is int and level in LEVELS

    def _sound(self, level):
        """Pass a safe stop on; what is no more urgent than the one that is on is heard already."""
        meeting = self.room.meeting
        stops = level == "red" and meeting.phase == "play" and meeting.play.clock.is_running
        if stops or meeting.is_alarming(level):
            self.course.store.meetings.sound_alarm(self.room.id, level, stops=stops)

    def _nominate(self, seat, story, key):
        """Store praise for somebody in the room, for the standard of the meeting."""
        story = fit_text(story.strip(), MOST_STORY)
        if seat not in self.room.meeting.present or seat == self.seat.id or not story:
            raise InvalidResponseError(_("Please say in a few words what they did."))
        standard = self.room.form.standards[0]
        name = f"{self.room.scene.catalogue}/{standard.id}"
        said = Nomination(self.room.name(seat), name, standard.name, story, self.seat.name)
        self.course.store.voices.keep(said, key, source="meeting")


def score_body(message, form, part):
    """Return the body of a score event.

    Raises
    ------
    InvalidResponseError
    """
    given = read_score(message, form, part)
    fit_text(given.moment, LONGEST_MOMENT)
    return views.score(given) | {"form": form.hash}
