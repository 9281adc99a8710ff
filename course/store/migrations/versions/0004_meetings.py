"""Meetings, who sits in them, and what happens."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def _key(name, to, **options):
    return sa.Column(name, sa.String(32), sa.ForeignKey(f"{to}.id", **options))


def upgrade():
    """Bring a database to this revision."""
    op.create_table(
        "meetings",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("code", sa.String(6), nullable=False, unique=True),
        _key("trainer_id", "people", ondelete="SET NULL"),
        sa.Column("created_at", sa.Float, nullable=False),
    )
    meeting = sa.ForeignKey("meetings.id", ondelete="CASCADE")
    op.create_table(
        "seats",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("meeting_id", sa.String(32), meeting, nullable=False),
        _key("person_id", "people", ondelete="CASCADE"),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("name_key", sa.String(240), nullable=False),
        sa.Column("claim", sa.Integer, nullable=False),
        sa.UniqueConstraint("meeting_id", "name_key"),
    )
    meeting = sa.ForeignKey("meetings.id", ondelete="CASCADE")
    op.create_table(
        "meeting_events",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("meeting_id", sa.String(32), meeting, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        _key("seat_id", "seats", ondelete="CASCADE"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.UniqueConstraint("meeting_id", "number"),
        sa.UniqueConstraint("meeting_id", "key"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER meeting_events_are_append_only BEFORE UPDATE ON meeting_events "
            "BEGIN SELECT RAISE(ABORT, 'meeting events are append-only'); END"
        )
        op.execute(  # they go with their seat or with the meeting only
            "CREATE TRIGGER meeting_events_stay BEFORE DELETE ON meeting_events "
            "WHEN EXISTS (SELECT 1 FROM meetings WHERE id = OLD.meeting_id) AND "
            "(OLD.seat_id IS NULL OR EXISTS (SELECT 1 FROM seats WHERE id = OLD.seat_id)) "
            "BEGIN SELECT RAISE(ABORT, 'meeting events are append-only'); END"
        )
