"""Migrations: a fresh database is what the schema says, and the newest revision is known."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, insert, inspect

import course.store
from course.store.schema import REVISION, metadata, people
from course.store.store import Store
from tests.samples import ANA

MIGRATIONS = Path(course.store.__file__).parent / "migrations"


def shape(inspector, table):
    """Return what can be compared of a table: columns, uniqueness and foreign keys."""
    return {
        "columns": {
            column["name"]: (
                str(column["type"]),
                column["nullable"],
                column["primary_key"] > 0,
            )
            for column in inspector.get_columns(table)
        },
        "unique": {
            tuple(sorted(key["column_names"])) for key in inspector.get_unique_constraints(table)
        },
        "foreign": {
            (tuple(key["constrained_columns"]), key["referred_table"], str(key["options"]))
            for key in inspector.get_foreign_keys(table)
        },
    }


def test_migrations_make_what_the_schema_says(store, tmp_path):
    """Tables, columns, types, nullability, keys and constraints are equal both ways."""
    wanted = create_engine("sqlite://")
    metadata.create_all(wanted)
    made, want = inspect(store.database.engine), inspect(wanted)
    assert set(made.get_table_names()) == {*want.get_table_names(), "alembic_version"}
    for table in metadata.tables:
        assert shape(made, table) == shape(want, table)


def test_revision_is_the_head_of_the_migrations():
    """There is one newest migration, and it is the one the schema names."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


def test_an_empty_file_is_migrated(tmp_path):
    """A data folder with an empty database file gets its tables and the revision's name."""
    (tmp_path / "course.sqlite").touch()
    store = Store(tmp_path)
    with store.database.read() as connection:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    assert found == REVISION
    store.close()


def test_opening_again_changes_nothing(data):
    """A database that is up to date is not touched when it is opened."""
    before = (data / "course.sqlite").read_bytes()
    Store(data).close()
    assert (data / "course.sqlite").read_bytes() == before


def test_an_older_database_is_brought_up_to_date(tmp_path):
    """What people did under the first revision is still there after the newest one."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(f"sqlite:///{tmp_path / 'course.sqlite'}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            insert(people).values(
                id="ana", name="Ana", name_key="ana", role="learner", created_at=1
            )
        )
    engine.dispose()
    store = Store(tmp_path)
    assert store.accounts.get("ana").person == ANA
    assert store.events.append(ANA, "rehearsal/tiny", "begin", {}, "key")
    store.close()
