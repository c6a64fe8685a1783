"""Who has what sent by e-mail, and letters that wait to be sent."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("strategy", sa.String(60), nullable=False),
        sa.Column("area", sa.String(12), nullable=False),
        sa.Column("format", sa.String(8), nullable=False, server_default=""),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("confirmed_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("subscription_id", sa.Integer, sa.ForeignKey("subscription.id"), nullable=False),
        sa.Column("event", sa.String(80), nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("touched_at", sa.BigInteger, nullable=False),
        sa.Column("words", sa.Text, nullable=False, server_default=""),
    )
