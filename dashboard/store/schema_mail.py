"""Tables of what is sent by e-mail: subscriptions, and letters that wait to be sent or were."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table, Text

from dashboard.store.schema import metadata

# Nobody is sent anything before they confirm that they asked for it.
subscription = Table(
    "subscription",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", String(254), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("strategy", String(60), nullable=False),
    Column("area", String(12), nullable=False),
    Column("format", String(8), nullable=False, server_default=""),
    Column("asked_at", BigInteger, nullable=False),
    Column("confirmed_at", BigInteger),
    Column("ended_at", BigInteger),
)

letter = Table(
    "letter",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subscription_id", Integer, ForeignKey("subscription.id"), nullable=False),
    Column("event", String(80), nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("state", String(12), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("touched_at", BigInteger, nullable=False),
    Column("words", Text, nullable=False, server_default=""),
)
