"""Backups: all of the data in one file, and back again."""

import io
import sqlite3
import tarfile
import threading
from datetime import date, timedelta

import pytest

from course.errors import StoreError
from course.store.backups import LOCK, backup, in_use, nightly_backup, restore
from course.store.store import Store
from tests.samples import ANA

QUIZ = "quiz/tiny/first"


@pytest.fixture
def full(data, store):
    """Return a data folder with a draft, own content and a cookie secret."""
    store.answers.keep_draft(ANA, QUIZ, 1, "one", (1,))
    (data / "content").mkdir()
    (data / "content" / "note.yaml").write_text("ours: true\n")
    (data / "cookie_secret").write_bytes(b"secret")
    return data


def drafts(folder):
    """Return Ana's drafts in a data folder."""
    store = Store(folder)
    found = store.answers.drafts(ANA, QUIZ, 1)
    store.close()
    return found


def names(file):
    """Return the names of all files in a backup."""
    with tarfile.open(file) as archive:
        return {member.name for member in archive if member.isfile()}


def test_round_trip(full, tmp_path):
    """A backup put into an empty place gives database and own content back."""
    backup(full, tmp_path / "b.tar.gz")
    assert restore(tmp_path / "fresh", tmp_path / "b.tar.gz") is None
    assert drafts(tmp_path / "fresh") == {"one": (1,)}
    assert (tmp_path / "fresh" / "content" / "note.yaml").read_text() == "ours: true\n"


def test_backup_leaves_secrets_and_old_backups_out(full, tmp_path):
    """Neither the cookie secret nor earlier backups are inside, nor SQLite's own side files."""
    nightly_backup(full, date(2024, 5, 1))
    backup(full, tmp_path / "b.tar.gz")
    assert names(tmp_path / "b.tar.gz") == {"course.sqlite", "content/note.yaml"}
    assert list(tmp_path.glob("*.part")) == []


def test_backup_leaves_connection_files_out(full, tmp_path):
    """Keys of running kernels are not packed; their files come and go while a backup is made."""
    (full / "kernels").mkdir()
    (full / "kernels" / "kernel-1.json").write_text('{"key": "k"}')
    backup(full, tmp_path / "b.tar.gz")
    assert "kernels/kernel-1.json" not in names(tmp_path / "b.tar.gz")


def test_former_data_are_kept(full, tmp_path):
    """Restoring over data moves them aside, complete, and says where."""
    backup(full, tmp_path / "b.tar.gz")
    store = Store(full)
    store.answers.keep_draft(ANA, QUIZ, 1, "one", (0,))
    store.close()
    former = restore(full, tmp_path / "b.tar.gz")
    assert former.name.startswith("data.before-")
    assert drafts(former) == {"one": (0,)}
    assert drafts(full) == {"one": (1,)}


def test_backup_while_others_write(full, tmp_path):
    """A backup made while another connection writes without pause is a sound database."""
    stop, begun = threading.Event(), threading.Event()

    def write():
        store = Store(full)
        number = 0
        while not stop.is_set():
            number += 1
            store.answers.keep_draft(ANA, QUIZ, 1, f"item-{number}", (0, 1, 2))
            begun.set()
        store.close()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(10)
    backup(full, tmp_path / "b.tar.gz")
    stop.set()
    writer.join()
    restore(tmp_path / "fresh", tmp_path / "b.tar.gz")
    kept = drafts(tmp_path / "fresh")
    assert kept["one"] == (1,)
    assert "item-1" in kept


def archive_of(**files):
    """Return the bytes of a .tar.gz with these files."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name.replace("_", "."))
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


@pytest.fixture
def foreign_database(tmp_path):
    """Return the bytes of a sound SQLite file that is not ours."""
    with sqlite3.connect(tmp_path / "foreign") as connection:
        connection.execute("CREATE TABLE cakes (name)")
    connection.close()
    return (tmp_path / "foreign").read_bytes()


def refuse(data, file, content):
    """Restore something that is no backup; return the folders beside the data afterwards."""
    file.write_bytes(content)
    with pytest.raises(StoreError, match="is not a backup of the course"):
        restore(data, file)
    assert drafts(data) == {"one": (1,)}
    return {path.name for path in data.parent.iterdir() if path.is_dir()}


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", archive_of(readme_txt=b"hi"), archive_of(course_sqlite=b"no database" * 99)],
    ids=["empty", "text", "another archive", "archive with a broken database"],
)
def test_what_is_no_backup_is_refused(full, tmp_path, content):
    """A file that is no backup gives a clear error, and the data are as they were."""
    refuse(full, tmp_path / "x.tar.gz", content)


def test_another_programs_database_is_refused(full, tmp_path, foreign_database):
    """An archive with somebody else's database is not a backup of the course."""
    refuse(full, tmp_path / "x.tar.gz", archive_of(course_sqlite=foreign_database))


def test_a_file_that_is_missing_is_refused(full, tmp_path):
    """A file that does not exist is a clear error too."""
    with pytest.raises(StoreError, match="is not a backup"):
        restore(full, tmp_path / "gone.tar.gz")


def test_a_refused_file_leaves_nothing_behind(full, tmp_path):
    """After an error there is no half-unpacked folder beside the data."""
    assert refuse(full, tmp_path / "x.tar.gz", b"hello") == {"data"}


def test_a_folder_in_use_is_not_replaced(full, tmp_path):
    """While a server holds the data, restoring is refused and nothing has changed."""
    backup(full, tmp_path / "b.tar.gz")
    with in_use(full), pytest.raises(StoreError, match="is running on"):
        restore(full, tmp_path / "b.tar.gz")
    assert drafts(full) == {"one": (1,)}
    assert restore(full, tmp_path / "b.tar.gz") is not None


def test_the_lock_is_not_packed(full, tmp_path):
    """A backup made by the running server holds no lock."""
    with in_use(full):
        backup(full, tmp_path / "b.tar.gz")
    assert LOCK not in names(tmp_path / "b.tar.gz")


def test_half_a_backup_is_refused(full, tmp_path):
    """A backup that was cut off while it was copied is refused with a clear error."""
    backup(full, tmp_path / "b.tar.gz")
    whole = (tmp_path / "b.tar.gz").read_bytes()
    refuse(full, tmp_path / "half.tar.gz", whole[: len(whole) // 2])


def test_nothing_to_back_up(tmp_path):
    """A folder without a database is refused, and no file is made."""
    with pytest.raises(StoreError, match="nothing to back up"):
        backup(tmp_path, tmp_path / "b.tar.gz")
    assert list(tmp_path.iterdir()) == []


def test_restoring_twice_in_a_second(full, tmp_path, monkeypatch):
    """Each former folder gets a name of its own."""
    monkeypatch.setattr("time.strftime", lambda _form: "20240501-120000")
    backup(full, tmp_path / "b.tar.gz")
    assert restore(full, tmp_path / "b.tar.gz") != restore(full, tmp_path / "b.tar.gz")


def test_nightly_backups_keep_the_last_fourteen(full):
    """After twenty nights the newest fourteen are there."""
    nights = [date(2024, 2, 20) + timedelta(days=n) for n in range(20)]
    for night in nights:
        nightly_backup(full, night)
    found = sorted(path.name for path in (full / "backups").iterdir())
    assert found == [f"course-{night.isoformat()}.tar.gz" for night in nights[-14:]]


def test_one_backup_a_night(full):
    """A second call on the same day leaves the day's backup as it is."""
    nightly_backup(full, date(2024, 5, 1))
    file = full / "backups" / "course-2024-05-01.tar.gz"
    first = file.read_bytes()
    Store(full).answers.keep_draft(ANA, QUIZ, 1, "two", (0,))
    nightly_backup(full, date(2024, 5, 1))
    assert file.read_bytes() == first
