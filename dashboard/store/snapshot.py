"""Everything a scorecard needs, read in one snapshot and a handful of queries, however many indicators."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from dashboard.records import SeriesSpec
from dashboard.store import ledger, observations
from dashboard.store.catalogue import spec_of
from dashboard.store.ledger import Words
from dashboard.store.observations import Stored
from dashboard.store.schema import area, series, upload


@dataclass(frozen=True)
class UploadNote:
    """What a screen says of an upload: its file, source, moment (microseconds) and kept warnings."""

    id: int
    file: str
    source: str
    loaded_at: int
    sheets: list[str]
    problems: list[dict[str, Any]]


@dataclass(frozen=True)
class Snapshot:
    rows: list[Stored]
    series: dict[str, SeriesSpec]
    sources: dict[str, str]
    uploads: dict[int, UploadNote]
    areas: dict[str, str]
    words: Words = field(default_factory=dict)  # what was said before what stands


def read(connection: Connection, *, codes: Collection[str], areas: Collection[str], as_at: int | None) -> Snapshot:
    """Observations of `codes` (and of the parts of ratios among them) in `areas` at `as_at`."""
    known = {row.code: row for row in connection.execute(select(series))}
    specs = {code: spec_of(row) for code, row in known.items()}
    wanted = {code for code in codes if code in specs}
    for code in list(wanted):
        wanted |= {part for part in (specs[code].numerator, specs[code].denominator) if part}
    rows = observations.read(connection, series_codes=wanted, area_codes=areas, as_at=as_at) if wanted else []
    query = select(area.c.code, area.c.name).where(area.c.kind.in_(("borough", "force")) | area.c.code.in_(areas))
    return Snapshot(
        rows,
        specs,
        {code: row.source for code, row in known.items()},
        _uploads(connection, {row.upload for row in rows}),
        {row[0]: row[1] for row in connection.execute(query.order_by(area.c.name))},
        ledger.words(connection, codes=wanted, areas=areas, as_at=as_at),
    )


def _uploads(connection: Connection, ids: set[int]) -> dict[int, UploadNote]:
    query = select(upload).where(upload.c.id.in_(ids))
    return {
        row.id: UploadNote(
            row.id, row.file, row.source, row.loaded_at, json.loads(row.sheets), json.loads(row.problems)
        )
        for row in connection.execute(query)
    }
