"""The first tables: areas, series, breakdowns, originals, uploads, observations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KEY = ["series_id", "area_id", "grain", "period_start", "breakdown_id"]


def upgrade() -> None:
    op.create_table(
        "area",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(40), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("parent", sa.String(40), nullable=False, server_default=""),
    )
    op.create_table(
        "series",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(160), nullable=False, unique=True),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("unit", sa.String(80), nullable=False),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("aggregation", sa.String(10), nullable=False),
        sa.Column("numerator", sa.String(160)),
        sa.Column("denominator", sa.String(160)),
        sa.Column("per", sa.Integer, nullable=False, server_default="1"),
        sa.Column("decimals", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("sensitive", sa.Boolean, nullable=False, server_default=sa.text("false")),
    )
    op.create_table(
        "breakdown",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("text", sa.String(200), nullable=False, unique=True),
    )
    op.create_table(
        "original",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("file", sa.String(300), nullable=False),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("original.sha256"), nullable=False),
        sa.Column("loaded_at", sa.BigInteger, nullable=False),
        sa.Column("loaded_by", sa.String(200), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("sheets", sa.Text, nullable=False),
        sa.Column("problems", sa.Text, nullable=False),
        sa.Column("new", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("unchanged", sa.Integer, nullable=False),
        sa.Column("gone", sa.Integer, nullable=False),
    )
    op.create_table(
        "observation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("series_id", sa.Integer, sa.ForeignKey("series.id"), nullable=False),
        sa.Column("area_id", sa.Integer, sa.ForeignKey("area.id"), nullable=False),
        sa.Column("grain", sa.String(8), nullable=False),
        sa.Column("period_start", sa.Integer, nullable=False),
        sa.Column("period_end", sa.Integer, nullable=False),
        sa.Column("breakdown_id", sa.Integer, sa.ForeignKey("breakdown.id"), nullable=False),
        sa.Column("value", sa.Float),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("upload_id", sa.Integer, sa.ForeignKey("upload.id"), nullable=False),
        sa.Column("sheet", sa.SmallInteger, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("column", sa.Integer, nullable=False),
        sa.Column("valid_from", sa.BigInteger, nullable=False),
        sa.Column("valid_to", sa.BigInteger),
    )
    for name, unique, condition in (
        ("uq_observation_current", True, "valid_to IS NULL"),
        ("ix_observation_history", False, "valid_to IS NOT NULL"),
    ):
        op.create_index(
            name,
            "observation",
            _KEY,
            unique=unique,
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )
