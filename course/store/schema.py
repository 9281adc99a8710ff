"""Tables. Attempts and events are append-only; triggers (see the migrations) refuse changes.

Retention: everything about a person goes when the person is forgotten (cascade); sign-ins end after
90 days without use; snapshots stay, since they hold no personal data. Customers' words hold none
either and stay; a nomination goes when the person it names is forgotten. What somebody did in a
meeting goes with their seat, and the seat goes with the person or, where they gave only a name,
with that name, and with it what others noted about them; of the meeting itself there stays what
names nobody. A round of observation goes when its time is over.
"""

from sqlalchemy import (
    JSON,
    Column,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

REVISION = "0005"  # of the newest migration; a database that has it needs no look at the others

metadata = MetaData()


def _person_key(**options):
    return Column(
        "person_id",
        String(32),
        ForeignKey("people.id", ondelete="CASCADE"),
        nullable=False,
        **options,
    )


def _sent():
    """Return the columns of what somebody without a profile sent in a form."""
    return (
        Column("source", String(16), nullable=False),  # such as "kiosk"
        Column("key", String(64), nullable=False, unique=True),  # idempotency key of the form
        Column("created_at", Float, nullable=False),
    )


people = Table(
    "people",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("name_key", String(240), nullable=False, unique=True),  # folded, so that names are found
    Column("role", String(16), nullable=False),
    Column("pin_hash", String(200)),
    Column("failures", Integer, nullable=False, default=0),  # wrong PINs in a row
    Column("locked_until", Float, nullable=False, default=0),  # seconds since the epoch
    Column("created_at", Float, nullable=False),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    _person_key(),
    Column("created_at", Float, nullable=False),
    Column("seen_at", Float, nullable=False),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("body", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    _person_key(),
    Column("activity", String(160), nullable=False),
    Column("number", Integer, nullable=False),  # 1 the first time, 2 the second, ...
    Column("drawn", JSON, nullable=False),
    Column("created_at", Float, nullable=False),
    UniqueConstraint("person_id", "activity", "number"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", Integer, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("item_id", String(80), nullable=False),
    Column("try", Integer, nullable=False),
    Column("response", JSON, nullable=False),
    Column("credit", Float, nullable=False),
    Column("item_hash", String(64), ForeignKey("snapshots.hash"), nullable=False),
    Column("key", String(64), nullable=False),  # idempotency key of the page
    Column("created_at", Float, nullable=False),
    UniqueConstraint("session_id", "item_id", "try"),
)

drafts = Table(
    "drafts",
    metadata,
    _person_key(primary_key=True),
    Column("activity", String(160), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # of the session
    Column("item_hash", String(64), primary_key=True),  # an edited item starts without a draft
    Column("response", JSON, nullable=False),
    Column("updated_at", Float, nullable=False),
)

events = Table(  # what people did in activities other than quizzes, in the order they did it
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    _person_key(),
    Column("activity", String(160), nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, 3, ... for a person in an activity
    Column("kind", String(40), nullable=False),
    Column("body", JSON, nullable=False),
    Column("key", String(64), nullable=False),  # idempotency key of the page
    Column("created_at", Float, nullable=False),
    UniqueConstraint("person_id", "activity", "number"),
    UniqueConstraint("person_id", "activity", "key"),
)

texts = Table(  # what people wrote in their own words; the newest version only
    "texts",
    metadata,
    _person_key(primary_key=True),
    Column("activity", String(160), primary_key=True),
    Column("field", String(80), primary_key=True),
    Column("text", Text, nullable=False),
    Column("updated_at", Float, nullable=False),
)

customer_words = Table(  # anonymous; see `course.workplace.feedback.CustomerWord`
    "customer_words",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("standard", Text, nullable=False),
    Column("standard_name", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("text", Text, nullable=False),
    *_sent(),
)

nominations = Table(  # see `course.workplace.recognition.Nomination`
    "nominations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", String(32), ForeignKey("people.id", ondelete="CASCADE")),  # if known
    Column("who", String(80), nullable=False),
    Column("standard", Text, nullable=False),
    Column("standard_name", Text, nullable=False),
    Column("story", Text, nullable=False),
    Column("giver", String(80), nullable=False),
    *_sent(),
)

meetings = Table(  # and the other gatherings that people join with a code
    "meetings",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(16), nullable=False),  # see `course.store.meetings.LASTS`
    Column("code", String(6), nullable=False, unique=True),  # what people type to join
    Column("trainer_id", String(32), ForeignKey("people.id", ondelete="SET NULL")),
    Column("created_at", Float, nullable=False),
)

seats = Table(  # who is in a meeting; the only place of a meeting that names anybody
    "seats",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("meeting_id", String(32), ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
    Column("person_id", String(32), ForeignKey("people.id", ondelete="CASCADE")),  # if known
    Column("name", String(80), nullable=False),
    Column("name_key", String(240), nullable=False),
    Column("claim", Integer, nullable=False),  # counts the devices that took the seat
    UniqueConstraint("meeting_id", "name_key"),
)

meeting_events = Table(  # see `course.roleplay.meetings`
    "meeting_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meeting_id", String(32), ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("seat_id", String(32), ForeignKey("seats.id", ondelete="CASCADE")),  # not the trainer's
    Column("kind", String(16), nullable=False),
    Column("body", JSON, nullable=False),
    Column("key", String(64), nullable=False),  # idempotency key of the page
    Column("created_at", Float, nullable=False),
    UniqueConstraint("meeting_id", "number"),
    UniqueConstraint("meeting_id", "key"),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("value", Text, nullable=False),
)
