"""Events (what people did) and texts (what they wrote) of rehearsals, sheets and worksheets."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _person_key(**options):
    key = sa.ForeignKey("people.id", ondelete="CASCADE")
    return sa.Column("person_id", sa.String(32), key, **options)


def upgrade():
    """Bring a database to this revision."""
    op.create_table(
        "events",
        sa.Column("id", sa.Integer, primary_key=True),
        _person_key(nullable=False),
        sa.Column("activity", sa.String(160), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.UniqueConstraint("person_id", "activity", "number"),
        sa.UniqueConstraint("person_id", "activity", "key"),
    )
    op.create_table(
        "texts",
        _person_key(primary_key=True),
        sa.Column("activity", sa.String(160), primary_key=True),
        sa.Column("field", sa.String(80), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("updated_at", sa.Float, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER events_are_append_only BEFORE UPDATE ON events "
            "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
        )
        op.execute(  # they go with their person only
            "CREATE TRIGGER events_stay BEFORE DELETE ON events "
            "WHEN EXISTS (SELECT 1 FROM people WHERE id = OLD.person_id) "
            "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
        )
