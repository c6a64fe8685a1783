"""Undoing uploads, files waiting to be kept, decisions on warnings, and mappings of unknown files."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("upload", sa.Column("accepted", sa.Text, nullable=False, server_default="[]"))
    op.add_column("upload", sa.Column("notes", sa.Text, nullable=False, server_default="[]"))
    op.add_column("upload", sa.Column("asserted", sa.LargeBinary))
    op.add_column("upload", sa.Column("undone_at", sa.BigInteger))
    op.add_column("upload", sa.Column("undone_by", sa.String(200)))
    op.create_table(
        "pending",
        sa.Column("token", sa.String(40), primary_key=True),
        sa.Column("file", sa.String(300), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("source", sa.String(80)),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("added_by", sa.String(200), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("stage", sa.String(80), nullable=False, server_default=""),
        sa.Column("progress", sa.Float, nullable=False, server_default="0"),
        sa.Column("touched_at", sa.BigInteger, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False, server_default=""),
        sa.Column("seen_at", sa.BigInteger),
        sa.Column("report", sa.Text, nullable=False, server_default="{}"),
        sa.Column("changes", sa.LargeBinary),
        sa.Column("accepted", sa.Text, nullable=False, server_default="[]"),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("code", sa.String(60), nullable=False),
        sa.Column("subject", sa.Text, nullable=False, server_default=""),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("decided_at", sa.BigInteger, nullable=False),
        sa.Column("decided_by", sa.String(200), nullable=False),
        sa.Column("valid_to", sa.BigInteger),
    )
    op.create_table(
        "mapping",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("spec", sa.Text, nullable=False),
        sa.Column("saved_at", sa.BigInteger, nullable=False),
        sa.Column("saved_by", sa.String(200), nullable=False),
        sa.Column("valid_to", sa.BigInteger),
    )
