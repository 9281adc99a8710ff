"""Where the data are."""

import stat
import traceback

import pytest
from sqlalchemy import insert, text

from course.errors import BusyError, StoreError
from course.store.schema import texts
from course.store.store import Store, data_folder


def test_data_folder_by_argument_variable_and_default(tmp_path, monkeypatch):
    """An argument wins over COURSE_DATA, which wins over the user's data directory."""
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "variable"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    assert data_folder(tmp_path / "argument") == tmp_path / "argument"
    assert data_folder() == tmp_path / "variable"
    monkeypatch.delenv("COURSE_DATA")
    assert data_folder().name == "customer-service-diploma"


def test_data_folder_is_made_for_its_owner_only(tmp_path):
    """A new data folder can be opened by nobody else."""
    folder = data_folder(tmp_path / "a" / "b")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_database_may_be_elsewhere(tmp_path, monkeypatch):
    """COURSE_DATABASE names another database; the data folder gets none."""
    monkeypatch.setenv("COURSE_DATABASE", f"sqlite:///{tmp_path / 'other.sqlite'}")
    (tmp_path / "data").mkdir()
    Store(tmp_path / "data").close()
    assert (tmp_path / "other.sqlite").exists()
    assert list((tmp_path / "data").iterdir()) == []


def test_a_lock_is_told_from_other_faults(tmp_path, monkeypatch):
    """What another process keeps from being stored may be stored soon; what is broken may not."""
    monkeypatch.setattr("course.store.database.BUSY_SECONDS", 0)
    store, other = Store(tmp_path), Store(tmp_path)
    with other.database.write(), pytest.raises(BusyError):
        store.accounts.manager_code()
    with other.database.write() as connection:
        connection.execute(text("DROP TABLE settings"))
    with pytest.raises(StoreError) as caught:
        store.accounts.manager_code()
    assert not isinstance(caught.value, BusyError)


def test_faults_do_not_tell_what_people_wrote(store):
    """A statement that fails is logged without the words that were to be stored."""
    words = "for nobody " * 2
    row = {"person_id": "x", "activity": "a", "field": "b", "text": words, "updated_at": 0}
    with pytest.raises(StoreError) as caught, store.database.write() as connection:
        connection.execute(insert(texts).values(row))  # there is no such person
    assert words not in "".join(traceback.format_exception(caught.value))
