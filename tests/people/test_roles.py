"""Roles: each may open what those below may, and no more."""

import pytest

from course.people.roles import ROLES, Person, has_role, needs_pin


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("least", ROLES)
def test_each_role_has_those_below(role, least):
    """Visitor, learner, trainer, manager: a role has the rights of those before it."""
    person = None if role == "visitor" else Person("1", "A", role)
    assert has_role(person, least) == (ROLES.index(role) >= ROLES.index(least))


def test_who_needs_a_pin():
    """Those who see other people's answers need a PIN."""
    assert [role for role in ROLES if needs_pin(role)] == ["trainer", "manager"]
