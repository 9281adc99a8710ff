"""Backup and restore of all of DATA in one file."""

import shutil
import sqlite3
import tarfile
import tempfile
import time
import zlib
from contextlib import closing, contextmanager
from pathlib import Path

from course.errors import StoreError

DATABASE = "course.sqlite"
LOCK = "in-use.lock"
SKIPPED = {
    DATABASE,
    f"{DATABASE}-wal",
    f"{DATABASE}-shm",
    "backups",
    "cookie_secret",
    "kernels",
    LOCK,
}
KEPT = 14


@contextmanager
def in_use(data):
    """Hold a data folder for oneself, as a running server and a restore do.

    Raises
    ------
    StoreError
        Somebody else holds it.
    """
    import fcntl

    with (data / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StoreError(f"A course is running on {data}; stop it first.") from None
        yield


def backup(data, file):
    """Write everything in a data folder to one ``.tar.gz``; safe while the course runs.

    The cookie secret is left out: after a restore everybody signs in again.

    Parameters
    ----------
    data, file : pathlib.Path
    """
    if not (data / DATABASE).exists():
        raise StoreError(f"There is nothing to back up in {data}.")
    part = file.with_name(file.name + ".part")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        with (
            closing(sqlite3.connect(data / DATABASE)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        with tarfile.open(part, "w:gz") as archive:
            archive.add(copy, DATABASE)
            for path in sorted(data.iterdir()):
                if path.name not in SKIPPED:
                    archive.add(path, path.name)
    part.replace(file)


def restore(data, file):
    """Put a backup in the place of a data folder.

    What was there is kept beside it, in ``<data>.before-<time>``.

    Returns
    -------
    pathlib.Path or None
        Where the former data now are.

    Raises
    ------
    StoreError
        The file is no backup, or the course is running; nothing was changed.
    """
    data.mkdir(parents=True, exist_ok=True)
    with in_use(data):
        fresh = _unpack(file, data.parent)
        former = None
        if any(path.name != LOCK for path in data.iterdir()):
            stamp = f"{data.name}.before-{time.strftime('%Y%m%d-%H%M%S')}-"
            former = Path(tempfile.mkdtemp(prefix=stamp, dir=data.parent))
            data.replace(former)  # an empty folder that nobody else can have
        else:
            shutil.rmtree(data)
        fresh.rename(data)
    return former


def _unpack(file, folder):
    """Unpack a backup into a new folder beside others, and look whether it is whole."""
    fresh = Path(tempfile.mkdtemp(prefix="course-restore-", dir=folder))
    try:
        with tarfile.open(file) as archive:
            archive.extractall(fresh, filter="data")
        with closing(sqlite3.connect(fresh / DATABASE)) as connection:
            connection.execute("SELECT version_num FROM alembic_version").fetchone()
            [verdict] = connection.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise StoreError(verdict)
    except (OSError, EOFError, zlib.error, tarfile.TarError, sqlite3.Error, StoreError) as error:
        shutil.rmtree(fresh)
        raise StoreError(f"{file} is not a backup of the course ({error}).") from error
    return fresh


def nightly_backup(data, today):
    """Write today's backup to ``DATA/backups`` unless there is one; keep the last 14.

    Parameters
    ----------
    data : pathlib.Path
    today : datetime.date
    """
    folder = data / "backups"
    folder.mkdir(exist_ok=True)
    file = folder / f"course-{today.isoformat()}.tar.gz"
    if not file.exists():
        backup(data, file)
    for old in sorted(folder.glob("course-*.tar.gz"))[:-KEPT]:
        old.unlink()
