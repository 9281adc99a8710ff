"""Open the database, bring it up to date, and run transactions."""

import sqlite3
import time
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import StaticPool, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, OperationalError, ProgrammingError

from course.errors import BusyError, StoreError
from course.store.schema import REVISION

BUSY_SECONDS = 2  # while one waits its whole process does; pages send again by themselves


class Database:
    """One connection to the database of a business.

    Parameters
    ----------
    url : str
        An SQLAlchemy URL; ``sqlite:///path`` by default, PostgreSQL by its own.
    """

    def __init__(self, url):
        self.url = make_url(url)
        self.engine = create_engine(
            self.url,
            poolclass=StaticPool,
            hide_parameters=True,  # what people wrote is not for logs
            **self._options(),
        )
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
        if self._revision() != REVISION:
            self._migrate()

    @property
    def is_sqlite(self):
        """Whether this is SQLite."""
        return self.url.get_backend_name() == "sqlite"

    def _options(self):
        if not self.is_sqlite:
            return {}
        # autocommit in the driver: transactions are begun by us, see `write`
        return {
            "connect_args": {
                "timeout": BUSY_SECONDS,
                "isolation_level": None,
                "check_same_thread": False,
            }
        }

    @contextmanager
    def read(self):
        """Give a connection for reading."""
        with self._errors(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self):
        """Give a connection in a write transaction; committed when the block ends well.

        On SQLite the lock is taken at once: a transaction that reads first and then writes would
        fail without waiting when another one wrote in between.

        Raises
        ------
        course.errors.StoreError
            Nothing was kept; a `BusyError` when another process has been writing for long.
        """
        with self._errors(), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                self._end(connection, "ROLLBACK")
                raise
            self._end(connection, "COMMIT")

    def _end(self, connection, how):
        if self.is_sqlite:
            connection.exec_driver_sql(how)
        (connection.commit if how == "COMMIT" else connection.rollback)()

    @contextmanager
    def _errors(self):
        try:
            yield
        except DatabaseError as error:
            kind = BusyError if _is_busy(error.orig) else StoreError
            raise kind(f"The database did not keep this: {error.orig}") from error

    def version(self):
        """Return what differs once another connection has written; None when that cannot be told.

        On SQLite this is a look at shared memory, not at the tables.
        """
        if not self.is_sqlite:
            return None
        with self.read() as connection:
            return connection.exec_driver_sql("PRAGMA data_version").scalar()

    def _revision(self):
        try:
            with self.engine.connect() as connection:
                return connection.scalar(text("SELECT version_num FROM alembic_version"))
        except (OperationalError, ProgrammingError):  # SQLite and PostgreSQL: no such table
            return None

    def _migrate(self):
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with self.write() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, REVISION)

    def close(self):
        """Close the connection."""
        self.engine.dispose()


def _prepare_sqlite(connection, _record):
    _use_wal(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _is_busy(error):
    """Tell whether SQLite waited in vain for another process to have written."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF == sqlite3.SQLITE_BUSY  # the rest says of which kind


def _use_wal(connection):
    """Switch to WAL; SQLite does not wait by itself when another process is just doing that."""
    until = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.01)
