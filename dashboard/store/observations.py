"""Reading observations: as they stand now, or as they stood at a moment."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, column, or_, select, union_all

from dashboard.periods import Period, from_store
from dashboard.store.schema import area, breakdown, observation, series

_ORDER: tuple[ColumnElement[Any], ...] = tuple(
    column(name) for name in ("series_code", "area_code", "period_start", "text")
)


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
    within: Collection[tuple[int, int]] = (),
    whole: Collection[str] = (),
) -> list[Stored]:
    """Observations valid at `as_at` (microseconds UTC; None: now), in order of series, area and period.

    `within`: only periods inside one of these spans of months (yyyymm, both ends included), but all of the series in
    `whole`.
    """
    wanted: list[ColumnElement[bool]] = [series.c.code.in_(series_codes)]
    if area_codes:
        wanted.append(area.c.code.in_(area_codes))
    if breakdowns is not None:
        wanted.append(breakdown.c.text.in_(breakdowns))
    if within:
        o = observation.c
        spans = [and_(o.period_start >= first, o.period_end <= last) for first, last in within]
        wanted.append(or_(*spans, series.c.code.in_(whole)))
    # a branch for each partial index: one condition over both would read the whole table
    branches = [_selected().where(*wanted, condition) for condition in valid_at(as_at)]
    query = union_all(*branches) if len(branches) > 1 else branches[0]
    seen: dict[tuple[str, int], Period] = {}
    rows = []
    for row in connection.execute(query.order_by(*_ORDER)):
        key = (row.grain, row.period_start)
        if key not in seen:
            seen[key] = from_store(*key)
        rows.append(Stored(row[0], row[1], row[2], seen[key], row[5], *row[6:]))
    return rows


def _selected() -> Select[Any]:
    return (
        select(
            series.c.code.label("series_code"),
            area.c.code.label("area_code"),
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
    )


def valid_at(as_at: int | None) -> list[ColumnElement[bool]]:
    """Conditions of which each row that stood at `as_at`, or that stands now, meets exactly one."""
    o = observation.c
    if as_at is None:
        return [o.valid_to.is_(None)]
    return [
        and_(o.valid_to.is_(None), o.valid_from <= as_at),
        and_(o.valid_to.is_not(None), o.valid_to > as_at, o.valid_from <= as_at),
    ]
