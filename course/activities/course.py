"""What every activity gets."""

from collections.abc import Callable
from dataclasses import dataclass

from course.content.library import Library
from course.people.roles import Person
from course.store.store import Store


@dataclass(frozen=True, slots=True)
class Course:
    """Content, store, clock and person; `clock` gives seconds since the epoch."""

    content: Library
    store: Store
    clock: Callable[[], float]
    person: Person
