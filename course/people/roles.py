"""Roles: who may open what."""

from dataclasses import dataclass

ROLES = ("visitor", "learner", "trainer", "manager")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a profile; `role` is one of `ROLES`."""

    id: str
    name: str
    role: str


def has_role(person, least):
    """Tell whether a person (None is a visitor) has at least a role.

    >>> has_role(Person("1", "Ana", "trainer"), "learner"), has_role(None, "learner")
    (True, False)
    """
    role = person.role if person else "visitor"
    return ROLES.index(role) >= ROLES.index(least)


def needs_pin(role):
    """Tell whether a role must have a PIN."""
    return ROLES.index(role) >= ROLES.index("trainer")
