"""Papers that were asked for and are made in the background."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper",
        sa.Column("token", sa.String(40), primary_key=True),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("file", sa.String(200), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("added_by", sa.String(200), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("stage", sa.String(80), nullable=False, server_default=""),
        sa.Column("touched_at", sa.BigInteger, nullable=False),
        sa.Column("words", sa.Text, nullable=False, server_default=""),
        sa.Column("content", sa.LargeBinary),
    )
