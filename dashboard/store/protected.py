"""Figures that may have to be kept back: everything ever said of protected series by sources that are not public."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from dashboard.periods import Period, from_store
from dashboard.store.schema import area, breakdown, observation, series, upload


class Said(NamedTuple):
    """What was said of a figure from one moment (microseconds UTC) to another; None where it stands."""

    series: str
    area: str
    breakdown: str
    period: Period
    value: float
    source: str
    valid_from: int
    valid_to: int | None


def read(
    connection: Connection, *, prefixes: Collection[str], public: Collection[str], areas: Collection[str]
) -> list[Said]:
    """Every version of every figure of series named by or below `prefixes`, in `areas` (all when empty)."""
    named = or_(*(or_(series.c.code == prefix, series.c.code.startswith(f"{prefix}.")) for prefix in prefixes))
    o = observation.c
    query = (
        select(
            *(series.c.code, area.c.code, breakdown.c.text, o.grain, o.period_start),
            *(o.value, upload.c.source, o.valid_from, o.valid_to),
        )
        .join(series, series.c.id == o.series_id)
        .join(area, area.c.id == o.area_id)
        .join(breakdown, breakdown.c.id == o.breakdown_id)
        .join(upload, upload.c.id == o.upload_id)
        .where(named, o.value.is_not(None), upload.c.source.not_in(public))
        .order_by(o.valid_from, o.id)
    )
    if areas:
        query = query.where(area.c.code.in_(areas))
    seen: dict[tuple[str, int], Period] = {}
    found = []
    for row in connection.execute(query):
        key = (row[3], row[4])
        if key not in seen:
            seen[key] = from_store(*key)
        found.append(Said(row[0], row[1], row[2], seen[key], *row[5:]))
    return found
