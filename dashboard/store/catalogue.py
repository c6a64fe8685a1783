"""The registers observations point at: areas, series and breakdowns."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, update

from dashboard.records import AreaRow, SeriesSpec
from dashboard.store.schema import area, breakdown, observation, series, upload


def register_areas(connection: Connection, rows: Iterable[AreaRow]) -> dict[str, int]:
    """Ids by area code, adding those that are new."""
    wanted = {row.code: row._asdict() for row in rows}
    return _register(connection, area, area.c.code.name, wanted)


def register_breakdowns(connection: Connection, texts: Iterable[str]) -> dict[str, int]:
    """Ids by breakdown text, adding those that are new."""
    return _register(connection, breakdown, breakdown.c.text.name, {text: {"text": text} for text in texts})


def register_series(connection: Connection, specs: Iterable[SeriesSpec], source: str) -> dict[str, int]:
    """Ids by series code; a known series takes the newest wording, and keeps the source that first brought it."""
    wanted = {spec.code: vars(spec) | {"source": source} for spec in specs}
    known = {row.code: row for row in connection.execute(select(series))}
    for code, values in wanted.items():
        if code in known:
            changed = {k: v for k, v in values.items() if k != "source" and getattr(known[code], k) != v}
            if changed:
                connection.execute(update(series).where(series.c.code == code).values(**changed))
    return _register(connection, series, series.c.code.name, wanted)


def _register(connection: Connection, table: Table, key: str, wanted: dict[str, dict[str, object]]) -> dict[str, int]:
    known = ids(connection, table, key)
    missing = [values for text, values in wanted.items() if text not in known]
    if missing:
        connection.execute(insert(table), missing)
        known = ids(connection, table, key)
    return known


def ids(connection: Connection, table: Table, key: str) -> dict[str, int]:
    """Ids of a register by the text of its column `key`."""
    return {row[0]: row[1] for row in connection.execute(select(table.c[key], table.c.id))}


def specs(connection: Connection) -> dict[str, SeriesSpec]:
    """Every series as it is registered, by code."""
    return {row.code: spec_of(row) for row in connection.execute(select(series))}


def spec_of(row: Any) -> SeriesSpec:
    return SeriesSpec(
        row.code,
        row.title,
        row.unit,
        row.aggregation,
        row.numerator,
        row.denominator,
        row.per,
        row.decimals,
        row.sensitive,
    )


def listed(connection: Connection) -> list[dict[str, object]]:
    """Every series with its areas counted and its first and last period start and end (yyyymm)."""
    current = (
        select(
            observation.c.series_id,
            func.count(observation.c.area_id.distinct()).label("areas"),
            func.min(observation.c.period_start).label("first"),
            func.max(observation.c.period_end).label("last"),
            func.max(upload.c.loaded_at).label("loaded_at"),
        )
        .join(upload, upload.c.id == observation.c.upload_id)
        .where(observation.c.valid_to.is_(None))
        .group_by(observation.c.series_id)
        .subquery()
    )
    query = (
        select(series, current.c.areas, current.c.first, current.c.last)
        .join(current, current.c.series_id == series.c.id)
        .order_by(series.c.code)
    )
    return [dict(row._mapping) for row in connection.execute(query)]
