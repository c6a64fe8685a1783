"""Tables of work in hand: files that were handed in, and papers that were asked for; nothing in them lasts."""

from sqlalchemy import BigInteger, Column, Float, LargeBinary, String, Table, Text

from dashboard.store.schema import metadata

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

# Papers that were asked for: made in the background, and gone after a day.
paper = Table(
    "paper",
    metadata,
    Column("token", String(40), primary_key=True),
    Column("asked", Text, nullable=False),
    Column("file", String(200), nullable=False),
    Column("title", String(300), nullable=False),
    Column("added_at", BigInteger, nullable=False),
    Column("added_by", String(200), nullable=False),
    Column("state", String(12), nullable=False),
    Column("stage", String(80), nullable=False, server_default=""),
    Column("touched_at", BigInteger, nullable=False),
    Column("words", Text, nullable=False, server_default=""),
    Column("content", LargeBinary),
)
