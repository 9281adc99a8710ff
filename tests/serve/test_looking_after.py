"""What the server does by itself each hour."""

import asyncio
from types import SimpleNamespace

import pytest

from course.people.roles import Person
from course.serve.app import CourseServer
from course.store.store import Store

MANAGER = Person("manager", "Mika", "manager")
PLAN = {"title": "March", "keep_until": 2000.0}


def one_hour(store):
    """Do what the server of a store does each hour."""
    asyncio.run(CourseServer._look_after(SimpleNamespace(store=store)))


@pytest.fixture
def store(data, monkeypatch):
    """Give a store that does not wait for others; a round of observation in it is past its day."""
    monkeypatch.setattr("course.store.database.BUSY_SECONDS", 0)
    store = Store(data, lambda: 2001.0)
    store.meetings.begin(MANAGER, PLAN, kind="observation")
    yield store
    store.close()


def test_past_rounds_are_erased_and_a_backup_is_written(store):
    """What was to be kept until now is gone, and today has its backup."""
    one_hour(store)
    assert store.meetings.recent(kind="observation") == []
    [file] = (store.data / "backups").iterdir()
    assert file.name.startswith("course-")


def test_a_backup_is_written_although_the_database_is_busy(store):
    """Erasing waits for the next hour then."""
    other = Store(store.data)
    with other.database.write():
        one_hour(store)
    assert len(store.meetings.recent(kind="observation")) == 1
    assert len(list((store.data / "backups").iterdir())) == 1
    one_hour(store)
    assert store.meetings.recent(kind="observation") == []
    other.close()
