"""Undoing uploads, what each revised, files waiting to be kept, decisions on warnings, mappings of unknown files."""

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
    _add_editions()
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
        sa.Column("agreed_by", sa.String(200)),
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


def _add_editions() -> None:
    """The months an upload brought and what it revised; of earlier uploads only the months can be told."""
    for name in ("first_month", "last_month", "revised"):
        op.add_column("upload", sa.Column(name, sa.Integer))
    op.add_column("upload", sa.Column("last_grain", sa.String(8)))
    for name in ("median_revision", "largest_revision"):
        op.add_column("upload", sa.Column(name, sa.Float))
    op.create_index("ix_observation_upload", "observation", ["upload_id"])
    condition = sa.text("valid_to IS NOT NULL")
    op.create_index(
        "ix_observation_ended", "observation", ["valid_to"], sqlite_where=condition, postgresql_where=condition
    )
    figures = "FROM observation WHERE upload_id = upload.id AND (value IS NOT NULL OR status = 'suppressed')"
    newest = f"{figures} ORDER BY period_end DESC, period_start DESC LIMIT 1"
    op.execute(
        f"UPDATE upload SET first_month = (SELECT min(period_start) {figures}),"
        f" last_month = (SELECT max(period_end) {figures}), last_grain = (SELECT grain {newest})"
    )
