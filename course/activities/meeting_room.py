"""A role-play meeting as its pages follow it."""

import random
from dataclasses import dataclass
from functools import cached_property

from pydantic import TypeAdapter

from course.activities.gatherings import Gathering
from course.ids import digest
from course.rolemodels.standards import Standard
from course.roleplay.casting import Attendance
from course.roleplay.meetings import Meeting
from course.roleplay.scenes import read_scene, scene_json
from course.roleplay.scores import ScoreForm

STANDARDS = TypeAdapter(tuple[Standard, ...])


class Room(Gathering):
    """What is known of a meeting so far."""

    fold = Meeting

    @property
    def meeting(self):
        """The meeting as far as it has come (`course.roleplay.meetings.Meeting`)."""
        return self.folded

    @property
    def screens(self):
        """Seats of big screens, which are nobody."""
        return self.meeting.screens

    @property
    def has_ended(self):
        """Whether the trainer ended the meeting."""
        return self.meeting.phase == "ended"

    @cached_property
    def scene(self):
        """The scene as it was when the meeting was planned."""
        return read_scene(self._snapshot("scene"))

    @cached_property
    def form(self):
        """The score sheet as it was when the meeting was planned."""
        return ScoreForm(self.scene.watch, STANDARDS.validate_json(self._snapshot("standards")))

    def _snapshot(self, field):
        return self.course.store.answers.snapshot(self.meeting.plan[field])

    def seat_of(self, part):
        """Return the seat that plays a leading part, or None."""
        return next((seat for seat, has in self.meeting.cast.items() if has == part), None)

    @cached_property
    def vignettes(self):
        """Ratings of made-up colleagues on the standard, to compare one's own with.

        Two that lie far apart; which ones differs from meeting to meeting. None when no made-up
        team was rated on this standard.
        """
        found = vignettes_of(self.course.content, self.scene.catalogue, self.form.standards[0])
        random.Random(self.id).shuffle(found)  # noqa: S311 (for variety, not for secrets)
        by_level = sorted(found, key=lambda vignette: vignette.level)
        return tuple(by_level[:1] + by_level[1:][-1:])

    @cached_property
    def so_far(self):
        """The meetings in which something was played, oldest first, and this one at the end."""
        return [*past_rooms(self.course, but=self.id), self]

    def attendances(self):
        """Return who was there and who played what, for each play."""
        keys = {seat: each.key for seat, each in self.seats.items()}
        return [
            Attendance(
                frozenset(keys[seat] for seat in play.cast if seat in keys),
                frozenset((keys[s], part) for s, part in self.meeting.declined if s in keys),
                {keys[seat]: part for seat, part in play.cast.items() if seat in keys},
            )
            for play in self.meeting.plays
        ]


def past_rooms(course, *, but=None):
    """Return the meetings in which something was played, oldest first.

    Parameters
    ----------
    course : course.activities.course.Course
    but : str, optional
        Id of a meeting to leave out.

    Returns
    -------
    list of Room
    """
    stored = [each for each in course.store.meetings.recent() if each.id != but]
    rooms = [Room(course, each) for each in reversed(stored)]
    return [room for room in rooms if room.meeting.plays]


@dataclass(frozen=True, slots=True)
class Vignette:
    """What a made-up colleague did, with the course's rating of it."""

    name: str
    note: str
    level: int
    why: str


def vignettes_of(content, catalogue, standard):
    """Return all vignettes for a standard of a catalogue (its slug)."""
    teams = [content.team(slug) for slug in content.files("team")]
    return [
        Vignette(
            name=person.name,
            note=rating.note,
            level=rating.level,
            why=rating.why or anchor(standard, rating.level),
        )
        for team in teams
        if team.catalogue == catalogue
        for person in team.people
        if (rating := person.ratings.get(standard.id))
    ]


def anchor(standard, level):
    """Return the anchor of a level, or the two that it lies between."""
    levels = [level] if str(level) in standard.anchors else [level - 1, level + 1]
    return " / ".join(standard.anchors[str(each)] for each in levels)


def plan_of(content, slug, timer):
    """Return the plan of a meeting with a scene, and the snapshots it refers to.

    Returns
    -------
    tuple of (dict, dict of str to str)

    Raises
    ------
    course.errors.NotFoundError, course.errors.ContentError
        The scene cannot be used.
    """
    scene = content.scene(slug)
    catalogue = content.catalogue(scene.catalogue)
    standards = tuple(catalogue.standard(each) for each in (scene.standard, *scene.also))
    bodies = scene_json(scene), STANDARDS.dump_json(standards).decode()
    hashes = tuple(map(digest, bodies))
    plan = {
        "scene": hashes[0],
        "standards": hashes[1],
        "form": ScoreForm(scene.watch, standards).hash,
        "slug": scene.id,
        "title": scene.title,
        "standard": scene.standard,
        "play": scene.minutes.play,
        "timer": timer,
    }
    return plan, dict(zip(hashes, bodies, strict=True))
