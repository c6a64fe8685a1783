"""Everything a scorecard needs, read in one snapshot and a handful of queries, however many indicators."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from dashboard.records import SeriesSpec
from dashboard.store import catalogue, ledger, observations, protected
from dashboard.store.ledger import Words
from dashboard.store.observations import Stored
from dashboard.store.protected import Said
from dashboard.store.schema import area, series, upload
from dashboard.store.version import Version, version


@dataclass(frozen=True)
class UploadNote:
    """What a screen says of an upload: its file, source, moment (microseconds), kept warnings, whose it is, and which
    warnings were accepted with it."""

    id: int
    file: str
    source: str
    loaded_at: int
    sheets: list[str]
    problems: list[dict[str, Any]]
    loaded_by: str = ""
    accepted: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Snapshot:
    rows: list[Stored]
    series: dict[str, SeriesSpec]
    sources: dict[str, str]
    uploads: dict[int, UploadNote]
    areas: dict[str, str]
    words: Words = field(default_factory=dict)  # what was said before what stands
    protected: tuple[Said, ...] = ()  # all that was ever said of what may have to be kept back
    version: Version = ()  # of the store it was read from


def read(
    connection: Connection,
    *,
    codes: Collection[str],
    areas: Collection[str],
    as_at: int | None,
    watched: tuple[Collection[str], Collection[str]] | None = None,
) -> Snapshot:
    """Observations of `codes` (and of the parts of ratios among them) in `areas` at `as_at`.

    `watched` are what protected series begin with, and the sources that are public.
    """
    known = {row.code: row for row in connection.execute(select(series))}
    specs = {code: catalogue.spec(row) for code, row in known.items()}
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
        tuple(protected.read(connection, prefixes=watched[0], public=watched[1], areas=areas)) if watched else (),
        version(connection),
    )


def _uploads(connection: Connection, ids: set[int]) -> dict[int, UploadNote]:
    query = select(upload).where(upload.c.id.in_(ids))
    return {
        row.id: UploadNote(
            row.id,
            row.file,
            row.source,
            row.loaded_at,
            json.loads(row.sheets),
            json.loads(row.problems),
            row.loaded_by,
            json.loads(row.accepted),
        )
        for row in connection.execute(query)
    }
