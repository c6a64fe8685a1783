"""What an upload's observations say: each figure it brought, with the cell it cites."""

from sqlalchemy import Engine, select

from dashboard.periods import from_store
from dashboard.records import Observation
from dashboard.store.engine import reading
from dashboard.store.schema import area, breakdown, observation, series

_BATCH = 20_000


def cited(engine: Engine, number: int) -> list[Observation]:
    """Every observation of an upload, standing or ended."""
    o = observation.c
    query = (
        select(
            *(series.c.code, area.c.code, o.grain, o.period_start, breakdown.c.text),
            *(o.value, o.status, o.sheet, o.row, o.column),
        )
        .select_from(observation)
        .join(series, series.c.id == o.series_id)
        .join(area, area.c.id == o.area_id)
        .join(breakdown, breakdown.c.id == o.breakdown_id)
        .where(o.upload_id == number)
        .order_by(o.id)
    )
    with reading(engine) as connection:
        rows = connection.execute(query, execution_options={"yield_per": _BATCH})
        return [
            Observation(code, place, from_store(grain, start), text, *said)
            for code, place, grain, start, text, *said in rows
        ]
