"""What customers say at the kiosk: their words, and nominations of colleagues."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    """Bring a database to this revision."""
    op.create_table(
        "customer_words",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("standard", sa.Text, nullable=False),
        sa.Column("standard_name", sa.Text, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("created_at", sa.Float, nullable=False),
    )
    op.create_table(
        "nominations",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.String(32), sa.ForeignKey("people.id", ondelete="CASCADE")),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("standard", sa.Text, nullable=False),
        sa.Column("standard_name", sa.Text, nullable=False),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("giver", sa.String(80), nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("created_at", sa.Float, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER customer_words_are_append_only BEFORE UPDATE ON customer_words "
            "BEGIN SELECT RAISE(ABORT, 'customer words are append-only'); END"
        )
        op.execute(  # a giver who wants to be forgotten may be left out, nothing else
            "CREATE TRIGGER nominations_are_append_only BEFORE UPDATE ON nominations "
            "WHEN NEW.giver <> '' OR (NEW.id, NEW.person_id, NEW.who, NEW.standard, "
            "NEW.standard_name, NEW.story, NEW.source, NEW.key, NEW.created_at) IS NOT "
            "(OLD.id, OLD.person_id, OLD.who, OLD.standard, "
            "OLD.standard_name, OLD.story, OLD.source, OLD.key, OLD.created_at) "
            "BEGIN SELECT RAISE(ABORT, 'nominations are append-only'); END"
        )
