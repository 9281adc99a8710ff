"""The report of a meeting, made anew from its events each time that somebody asks."""

from collections import Counter
from datetime import datetime

from course.activities import meeting_views as views
from course.activities.meeting_room import past_rooms
from course.activities.overview import course_of_trainer
from course.printing.blocks import heading, hint, listing, paragraph, table, words
from course.printing.html import blocks_html
from course.roleplay.casting import LEADS
from course.roleplay.debriefs import first_question, met
from course.roleplay.scores import spreads
from course.translation import _

PART_WORDS = {"customer": _("Customer"), "employee": _("Employee"), "observer": _("Observer")}
GRADE_WORDS = {
    "fail": _("Not yet"),
    "borderline": _("Nearly"),
    "pass": _("Met it"),
    "good": _("Good"),
    "role model": _("A role model"),
}


class MeetingReport:
    """What a meeting came to.

    Parameters
    ----------
    room : course.activities.meeting_room.Room or None
        None when no scene was played yet.
    """

    kind = name = "meeting_report"

    def __init__(self, room):
        self.room = room

    def blocks(self):
        """Return the report as blocks (see `course.printing.blocks`)."""
        if self.room is None:
            return [paragraph(words(_("No meeting yet. Its report will be here.")))]
        found = [*self._about(), *self._who()]
        for number, play in enumerate(self.room.meeting.plays, start=1):
            if play.scores:
                found += self._play(number, play)
        return [*found, *self._afterwards()]

    def _repr_html_(self):
        return str(blocks_html(self.blocks()))

    def rows(self):
        """Return how often each thing was said about each watch item, standard and the whole.

        Returns
        -------
        list of dict
            Fields play, about, and one for each value that was said.
        """
        return [
            {"play": number, "about": f"{spread.what} {spread.id}".strip()}
            | {str(value): count for value, count in Counter(spread.said.values()).items()}
            for number, play in enumerate(self.room.meeting.plays, start=1)
            for spread in spreads(play.scores, self.room.form)
        ]

    def _about(self):
        meeting, standard = self.room.meeting, self.room.form.standards[0]
        day = datetime.fromtimestamp(meeting.began_at).strftime("%d.%m.%Y, %H:%M")
        return [
            heading(2, [words(meeting.plan["title"])]),
            paragraph(words(standard.name, strong=True), words(f" – {standard.view}")),
            hint(day),
        ]

    def _who(self):
        plays = self.room.meeting.plays
        seats = [seat for seat in self.room.meeting.present if self.room.name(seat)]
        head = [
            [words(_("Who"))],
            *([words(_("Play {n}").format(n=n + 1))] for n in range(len(plays))),
        ]
        rows = [
            [
                [words(self.room.name(seat))],
                *([words(PART_WORDS.get(play.cast.get(seat), "–"))] for play in plays),
            ]
            for seat in seats
        ]
        return [heading(3, [words(_("Who was there"))]), table(head, rows)]

    def _play(self, number, play):
        room = self.room
        employee = next((seat for seat, part in play.cast.items() if part == LEADS[1]), None)
        found = spreads(play.scores, room.form)
        question = first_question(found, room.form, room.name(employee))
        kept = [item.text for item in met(room.form, play.scores.values())]
        said = dict.fromkeys(score.moment for score in play.scores.values() if score.moment)
        blocks = [
            heading(3, [words(_("Play {n}: what was seen").format(n=number))]),
            self._table(views.results_of(room, play)),
            paragraph(words(_("First question: "), strong=True), words(question)),
        ]
        if kept:
            blocks += [paragraph(words(_("Met"), strong=True)), _list(kept)]
        if said:
            blocks += [paragraph(words(_("Moments to keep"), strong=True)), _list(said)]
        return blocks

    def _table(self, results):
        head = [[words(_("About"))], [words(_("What was said"))]]
        rows = []
        for result in results:
            said = " · ".join(
                f"{_value(result['what'], each['value'])}: {each['count']}"
                for each in result["counts"]
                if each["count"]
            )
            rows.append([[words(result["text"] or _("The whole"))], [words(said or "–")]])
        return table(head, rows)

    def _afterwards(self):
        meeting = self.room.meeting
        said = _("{n} of {all} set themselves a goal.")
        found = [paragraph(words(said.format(n=len(meeting.goals), all=len(meeting.present))))]
        if meeting.next_at:
            day = datetime.fromtimestamp(meeting.next_at).strftime("%d.%m.%Y, %H:%M")
            found.append(paragraph(words(_("Next meeting: {day}").format(day=day))))
        return [heading(3, [words(_("What follows"))]), *found]


def _value(what, value):
    """Return in words what was said."""
    return _("level {n}").format(n=value) if what == "level" else GRADE_WORDS.get(value, value)


def _list(texts):
    return listing([[paragraph(words(text))] for text in texts])


def last_report(course):
    """Return the report of the last meeting in which a scene was played.

    Parameters
    ----------
    course : course.activities.course.Course

    Raises
    ------
    course.errors.NotAllowedError
        The person is no trainer.
    """
    rooms = past_rooms(course_of_trainer(course))
    return MeetingReport(rooms[-1] if rooms else None)
