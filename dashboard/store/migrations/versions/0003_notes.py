"""What people say beside the figures: judgements, narratives, commitments, actions, reports, meetings, strategies."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("said_by", sa.String(200), nullable=False),
        sa.Column("valid_from", sa.BigInteger, nullable=False),
        sa.Column("valid_to", sa.BigInteger),
        sa.Column("ended_by", sa.String(200)),
    )
    op.create_index(
        "uq_note_current",
        "note",
        ["kind", "subject"],
        unique=True,
        sqlite_where=sa.text("valid_to IS NULL"),
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.create_index("ix_note_history", "note", ["kind", "subject", "valid_from"])


def downgrade() -> None:
    op.drop_table("note")
