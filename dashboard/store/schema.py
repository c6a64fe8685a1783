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
)

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
