"""Reading observations: as they stand now, or as they stood at a moment."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from dashboard.periods import Period, from_store
from dashboard.store.schema import area, breakdown, observation, series


class Stored(NamedTuple):
    """One observation as stored; `upload` is the id of the upload that brought it."""

    series: str
    area: str
    area_name: str
    period: Period
    breakdown: str
    value: float | None
    status: str
    upload: int
    sheet: int
    row: int
    column: int


def read(
    connection: Connection,
    *,
    series_codes: Collection[str],
    area_codes: Collection[str] = (),
    as_at: int | None = None,
    breakdowns: Collection[str] | None = None,
) -> list[Stored]:
    """Observations valid at `as_at` (microseconds UTC; None: now), in order of series, area and period."""
    query = _query(as_at).where(series.c.code.in_(series_codes))
    if area_codes:
        query = query.where(area.c.code.in_(area_codes))
    if breakdowns is not None:
        query = query.where(breakdown.c.text.in_(breakdowns))
    seen: dict[tuple[str, int], Period] = {}
    rows = []
    for row in connection.execute(query):
        key = (row.grain, row.period_start)
        if key not in seen:
            seen[key] = from_store(*key)
        rows.append(Stored(row[0], row[1], row[2], seen[key], row[5], *row[6:]))
    return rows


def _query(as_at: int | None) -> Select[Any]:
    return (
        select(
            series.c.code,
            area.c.code,
            area.c.name,
            observation.c.grain,
            observation.c.period_start,
            breakdown.c.text,
            observation.c.value,
            observation.c.status,
            observation.c.upload_id,
            observation.c.sheet,
            observation.c.row,
            observation.c.column,
        )
        .join(series, series.c.id == observation.c.series_id)
        .join(area, area.c.id == observation.c.area_id)
        .join(breakdown, breakdown.c.id == observation.c.breakdown_id)
        .where(valid_at(as_at))
        .order_by(series.c.code, area.c.code, observation.c.period_start, breakdown.c.text)
    )


def valid_at(as_at: int | None) -> ColumnElement[bool]:
    """The condition that a row stood at `as_at`, or stands now."""
    if as_at is None:
        return observation.c.valid_to.is_(None)
    return and_(
        observation.c.valid_from <= as_at,
        or_(observation.c.valid_to.is_(None), observation.c.valid_to > as_at),
    )
