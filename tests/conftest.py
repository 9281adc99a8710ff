"""What all tests share: a fresh store that is quick to make, a cheap PIN hash, honest callbacks."""

import shutil
from functools import cache
from pathlib import Path

import argon2
import pytest
from hypothesis import settings
from ruamel.yaml import YAML

from course.content import yaml_files
from course.store import accounts
from course.store.store import Store
from tests.samples import Clock

settings.register_profile("course", max_examples=30, deadline=None)
settings.load_profile("course")


@cache
def parsed(text):
    """Return the YAML in a text, parsed once for all tests; nobody changes what was read."""
    return YAML().load(text)


class RememberedYaml:
    """Reads YAML as the course does, each text only once: most tests read the same few files."""

    def load(self, source):
        """Return what is in a path or a text."""
        return parsed(source.read_bytes() if isinstance(source, Path) else source)


@pytest.fixture(scope="session", autouse=True)
def _texts_are_parsed_once():
    """Let the same YAML text be parsed once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_files, "YAML", RememberedYaml)
        yield


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """Return the file of a database with all tables and no rows, made once."""
    folder = tmp_path_factory.mktemp("empty")
    Store(folder).close()
    return folder / "course.sqlite"


@pytest.fixture
def data(tmp_path, empty_database):
    """Return a data folder with an empty database."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(empty_database, folder)
    return folder


@pytest.fixture
def clock():
    """Return a clock that stands still."""
    return Clock()


@pytest.fixture
def store(data, clock):
    """Return a store in `data` that runs on `clock`."""
    store = Store(data, clock)
    yield store
    store.close()


@pytest.fixture
def cheap_pins(monkeypatch):
    """Let PIN hashes cost next to nothing."""
    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(accounts, "hasher", cheap)


@pytest.fixture(autouse=True)
def _no_swallowed_callback_errors(caplog):
    """Fail a test in which a widget callback raised: ipywidgets only logs that."""
    yield
    swallowed = [r.getMessage() for r in caplog.get_records("call") if "in callback" in r.msg]
    assert swallowed == []
