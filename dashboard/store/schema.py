"""The tables. Periods are whole months written yyyymm; moments are microseconds since 1970 in UTC."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Id = BigInteger().with_variant(Integer, "sqlite")

area = Table(
    "area",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(40), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(30), nullable=False),
    Column("parent", String(40), nullable=False, server_default=""),
)

series = Table(
    "series",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(160), nullable=False, unique=True),
    Column("title", String(300), nullable=False),
    Column("unit", String(80), nullable=False),
    Column("source", String(80), nullable=False),
    Column("aggregation", String(10), nullable=False),
    Column("numerator", String(160)),
    Column("denominator", String(160)),
    Column("per", Integer, nullable=False, server_default="1"),
    Column("decimals", SmallInteger, nullable=False, server_default="0"),
    Column("sensitive", Boolean, nullable=False, server_default=text("false")),
)

breakdown = Table(
    "breakdown",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", String(200), nullable=False, unique=True),
)

original = Table(
    "original",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

upload = Table(
    "upload",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file", String(300), nullable=False),
    Column("source", String(80), nullable=False),
    Column("sha256", ForeignKey("original.sha256"), nullable=False),
    Column("loaded_at", BigInteger, nullable=False),
    Column("loaded_by", String(200), nullable=False),
    Column("status", String(20), nullable=False),
    Column("why", Text, nullable=False),
    Column("sheets", Text, nullable=False),
    Column("problems", Text, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("gone", Integer, nullable=False),
    # warnings accepted with a reason, and what the loader decided, as JSON lists
    Column("accepted", Text, nullable=False, server_default="[]"),
    Column("notes", Text, nullable=False, server_default="[]"),
    # what the file said beside its rows in `observation`: see dashboard.store.assertions
    Column("asserted", LargeBinary),
    # the months it brought figures of, and what it revised: see dashboard.store.editions
    Column("first_month", Integer),
    Column("last_month", Integer),
    Column("last_grain", String(8)),
    Column("revised", Integer),
    Column("median_revision", Float),
    Column("largest_revision", Float),
    Column("undone_at", BigInteger),
    Column("undone_by", String(200)),
)

# A file that was handed in and is not kept yet; its content is compressed.
pending = Table(
    "pending",
    metadata,
    Column("token", String(40), primary_key=True),
    Column("file", String(300), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("source", String(80)),
    Column("added_at", BigInteger, nullable=False),
    Column("added_by", String(200), nullable=False),
    Column("state", String(12), nullable=False),
    Column("stage", String(80), nullable=False, server_default=""),
    Column("progress", Float, nullable=False, server_default="0"),
    Column("touched_at", BigInteger, nullable=False),
    Column("fingerprint", String(64), nullable=False, server_default=""),
    Column("seen_at", BigInteger),
    Column("report", Text, nullable=False, server_default="{}"),
    Column("changes", LargeBinary),
    Column("accepted", Text, nullable=False, server_default="[]"),
    Column("agreed_by", String(200)),
)

# What people decided about a question a source's files raise, so that it is asked once.
decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String(80), nullable=False),
    Column("code", String(60), nullable=False),
    Column("subject", Text, nullable=False, server_default=""),
    Column("verdict", String(20), nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("decided_at", BigInteger, nullable=False),
    Column("decided_by", String(200), nullable=False),
    Column("valid_to", BigInteger),
)

# How a file that no loader knows is read: JSON, remembered for the partner who sends it.
mapping = Table(
    "mapping",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(80), nullable=False),
    Column("spec", Text, nullable=False),
    Column("saved_at", BigInteger, nullable=False),
    Column("saved_by", String(200), nullable=False),
    Column("valid_to", BigInteger),
)

# What people say beside the figures: see dashboard.store.notes.
note = Table(
    "note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("subject", String(300), nullable=False),
    Column("body", Text, nullable=False),
    Column("said_by", String(200), nullable=False),
    Column("valid_from", BigInteger, nullable=False),
    Column("valid_to", BigInteger),
    Column("ended_by", String(200)),
)
Index(
    "uq_note_current",
    note.c.kind,
    note.c.subject,
    unique=True,
    sqlite_where=text("valid_to IS NULL"),
    postgresql_where=text("valid_to IS NULL"),
)
Index("ix_note_history", note.c.kind, note.c.subject, note.c.valid_from)

observation = Table(
    "observation",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("series_id", ForeignKey("series.id"), nullable=False),
    Column("area_id", ForeignKey("area.id"), nullable=False),
    Column("grain", String(8), nullable=False),
    Column("period_start", Integer, nullable=False),
    Column("period_end", Integer, nullable=False),
    Column("breakdown_id", ForeignKey("breakdown.id"), nullable=False),
    Column("value", Float),
    Column("status", String(12), nullable=False),
    Column("upload_id", ForeignKey("upload.id"), nullable=False),
    Column("sheet", SmallInteger, nullable=False),
    Column("row", Integer, nullable=False),
    Column("column", Integer, nullable=False),
    Column("valid_from", BigInteger, nullable=False),
    Column("valid_to", BigInteger),
)

_KEY = ("series_id", "area_id", "grain", "period_start", "breakdown_id")
Index(
    "uq_observation_current",
    *(observation.c[name] for name in _KEY),
    unique=True,
    sqlite_where=text("valid_to IS NULL"),
    postgresql_where=text("valid_to IS NULL"),
)
Index(
    "ix_observation_history",
    *(observation.c[name] for name in _KEY),
    sqlite_where=text("valid_to IS NOT NULL"),
    postgresql_where=text("valid_to IS NOT NULL"),
)
# what an upload said, and what ended at its moment
Index("ix_observation_upload", observation.c.upload_id)
Index(
    "ix_observation_ended",
    observation.c.valid_to,
    sqlite_where=text("valid_to IS NOT NULL"),
    postgresql_where=text("valid_to IS NOT NULL"),
)

# Who may sign in; a name is a role's title. `priorities` is a JSON list: see dashboard.store.people.
person = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("sign_in", String(200), unique=True),
    Column("role", String(20), nullable=False),
    Column("priorities", Text, nullable=False, server_default="[]"),
    Column("password", Text),
    Column("issuer", String(300)),
    Column("subject", String(300)),
    Column("created_at", BigInteger, nullable=False),
    Column("disabled_at", BigInteger),
    UniqueConstraint("issuer", "subject"),
)

# Of the secrets of sessions, links and tokens only their SHA-256 is kept.
session = Table(
    "session",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("secret", String(64), nullable=False, unique=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("origin", String(100), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
)

link = Table(
    "link",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("secret", String(64), nullable=False, unique=True),
    Column("purpose", String(20), nullable=False),
    Column("person_id", ForeignKey("person.id")),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
)

token = Table(
    "token",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("secret", String(64), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("role", String(20), nullable=False),
    Column("created_by", String(200), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger),
    Column("revoked_at", BigInteger),
)

# Tries at signing in, by account and by source: the next one counts from `until`.
throttle = Table(
    "throttle",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("tried_at", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
)

# What was done by whom: only ever added to, each row sealed over the one before. See dashboard.store.audit.
audit = Table(
    "audit",
    metadata,
    Column("number", Id, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("who", String(200), nullable=False),
    Column("what", String(60), nullable=False),
    Column("subject", String(400), nullable=False),
    Column("origin", String(100), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("mac", String(64), nullable=False),
)
Index("ix_audit_what", audit.c.what, audit.c.number)
