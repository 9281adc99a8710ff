"""The course map: every module with a person's progress in it."""

from dataclasses import dataclass

from course.activities.quiz import activity_name
from course.content.pages import MapEntry, Page
from course.people.progress import (
    PartProgress,
    State,
    Trace,
    minutes_left,
    module_sentence,
    module_state,
    practice_progress,
    unit_progress,
)


@dataclass(frozen=True, slots=True)
class Station:
    """A module on a person's map; `page` is None while it is in preparation."""

    module: MapEntry
    page: Page | None
    parts: tuple[PartProgress, ...]

    @property
    def state(self):
        """How far the person is in the module."""
        return module_state(self.parts)

    @property
    def sentence(self):
        """The same in a sentence, with what is missing."""
        return module_sentence(self.parts)

    @property
    def minutes_left(self):
        """About how many minutes are left; 0 when done or not said."""
        return minutes_left(self.page.minutes, self.parts) if self.page else 0

    def address_of(self, part):
        """Return the address of a part: its place on the page, else the page."""
        name = f"{part.kind}/{part.id}"
        place = part.id if part.kind == "quiz" else self.page.cell_of(name)
        return f"{self.page.address}#{place}" if place else self.page.address


def course_map(library, rounds, traces):
    """Return the stations of the map with a person's progress.

    Parameters
    ----------
    library : course.content.library.Library
    rounds : dict
        See `course.store.answers.Answers.rounds`.
    traces : dict
        See `course.store.events.Events.traces`.

    Returns
    -------
    tuple of Station
    """
    stations = []
    for module in library.map:
        page = library.pages.get(f"/modules/{module.id}")
        parts = (*_units(library, module, rounds), *_practice(library, module, traces))
        stations.append(Station(module, page, parts if page else ()))
    return tuple(stations)


def _units(library, module, rounds):
    if not library.has_item_bank(module.id):
        return []
    return [
        unit_progress(unit, rounds.get(activity_name(module.id, unit.id), []))
        for unit in library.item_bank(module.id).units
    ]


def _practice(library, module, traces):
    return [
        practice_progress(*name.split("/"), library.practice_title(name), traces.get(name, Trace()))
        for name in module.practice
    ]


def next_step(stations):
    """Return the station and part to go on with: begun first, then the next one; None when done."""
    open_parts = [
        (station, part)
        for station in stations
        for part in station.parts
        if part.state != State.DONE
    ]
    begun = [pair for pair in open_parts if pair[1].state == State.BEGUN]
    return next(iter(begun or open_parts), None)
