"""First tables: people, sign-ins, snapshots, sessions, attempts, drafts, settings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _person_key(**options):
    key = sa.ForeignKey("people.id", ondelete="CASCADE")
    return sa.Column("person_id", sa.String(32), key, **options)


def upgrade():
    """Bring a database to this revision."""
    op.create_table(
        "people",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("name_key", sa.String(240), nullable=False, unique=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("pin_hash", sa.String(200)),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", sa.Float, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
    )
    op.create_table(
        "sign_ins",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        _person_key(nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("seen_at", sa.Float, nullable=False),
    )
    op.create_table(
        "snapshots",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Integer, primary_key=True),
        _person_key(nullable=False),
        sa.Column("activity", sa.String(160), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("drawn", sa.JSON, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.UniqueConstraint("person_id", "activity", "number"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "session_id",
            sa.Integer,
            sa.ForeignKey("sessions.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("item_id", sa.String(80), nullable=False),
        sa.Column("try", sa.Integer, nullable=False),
        sa.Column("response", sa.JSON, nullable=False),
        sa.Column("credit", sa.Float, nullable=False),
        sa.Column("item_hash", sa.String(64), sa.ForeignKey("snapshots.hash"), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.UniqueConstraint("session_id", "item_id", "try"),
    )
    op.create_table(
        "drafts",
        _person_key(primary_key=True),
        sa.Column("activity", sa.String(160), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("item_hash", sa.String(64), primary_key=True),
        sa.Column("response", sa.JSON, nullable=False),
        sa.Column("updated_at", sa.Float, nullable=False),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER attempts_are_append_only BEFORE UPDATE ON attempts "
            "BEGIN SELECT RAISE(ABORT, 'attempts are append-only'); END"
        )
        op.execute(  # they go with their session only, that is, with their person
            "CREATE TRIGGER attempts_stay BEFORE DELETE ON attempts "
            "WHEN EXISTS (SELECT 1 FROM sessions WHERE id = OLD.session_id) "
            "BEGIN SELECT RAISE(ABORT, 'attempts are append-only'); END"
        )
