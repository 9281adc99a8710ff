"""The desk of trainers: who is where, and which questions the team finds hard. Read only."""

from course.activities.overview import course_of_trainer, item_results, shared_takes, team_members
from course.errors import InvalidResponseError
from course.learning.item_analysis import ENOUGH
from course.people.progress import State


class Desk:
    """A trainer looks at the progress of the team.

    Parameters
    ----------
    course : course.activities.course.Course
    has_files : bool
        Whether the server that shows the page offers the tables as files.

    Raises
    ------
    course.errors.NotAllowedError
        The person is no trainer.
    """

    kind = name = "desk"

    def __init__(self, course, has_files=False):
        self.course = course_of_trainer(course)
        self.has_files = has_files

    def view(self):
        """Return what the browser shows: a dict for JSON."""
        course = course_of_trainer(self.course)
        members = team_members(course.content, course.store)
        results = item_results(course.content, course.store)
        pages = course.content.pages
        return {
            "kind": self.kind,
            "has_files": self.has_files,
            "enough": ENOUGH,
            "modules": [
                {"id": module.id, "title": module.title}
                for module in course.content.map
                if f"/modules/{module.id}" in pages
            ],
            "people": [_member_view(member) for member in members],
            "items": [_item_view(result, course.content) for result in results],
            "shared": [
                {"name": person.name, "scene": scene.title, "module": scene.module, **take}
                for person, scene, take in shared_takes(course)
            ],
        }

    def act(self, message):
        """Do what a page asks: ``{"do": "look"}`` and nothing else.

        Raises
        ------
        InvalidResponseError
            Anything else was asked.
        """
        match message:
            case {"do": "look"}:
                return self.view()
        raise InvalidResponseError("this message is none that a desk understands")


def _member_view(member):
    return {
        "id": member.person.id,
        "name": member.person.name,
        "role": member.person.role,
        "last_seen": member.last_seen and member.last_seen.isoformat(),
        "done": sum(station.state == State.DONE for station in member.stations),
        "of": len(member.stations),
        "modules": {
            station.module.id: {"state": station.state, "sentence": station.sentence}
            for station in member.stations
        },
    }


def _item_view(result, library):
    analysis = result.analysis
    return {
        "id": f"{result.module}/{result.unit}/{result.item.id}",
        "module": result.module,
        "unit": library.item_bank(result.module).unit(result.unit).title,
        "question": result.item.stem,
        "answers": analysis.count,
        "facility": analysis.facility,
        "wrong": analysis.wrong,
        "wrong_count": analysis.wrong_count,
        "misconception": result.misconception,
    }
