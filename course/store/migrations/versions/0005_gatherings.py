"""Other gatherings than meetings, and events about somebody that go when their seat goes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    """Bring a database to this revision."""
    kind = sa.Column("kind", sa.String(16), nullable=False, server_default="role-play")
    op.add_column("meetings", kind)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER meeting_events_stay")
        op.execute(  # they go with the gathering, their seat, or the seat of whom they are about
            "CREATE TRIGGER meeting_events_stay BEFORE DELETE ON meeting_events "
            "WHEN EXISTS (SELECT 1 FROM meetings WHERE id = OLD.meeting_id) AND "
            "(OLD.seat_id IS NULL OR EXISTS (SELECT 1 FROM seats WHERE id = OLD.seat_id)) AND "
            "(json_extract(OLD.body, '$.person') IS NULL OR EXISTS "
            "(SELECT 1 FROM seats WHERE id = json_extract(OLD.body, '$.person'))) "
            "BEGIN SELECT RAISE(ABORT, 'meeting events are append-only'); END"
        )
