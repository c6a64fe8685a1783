"""Everything a scorecard needs, read in one snapshot and a handful of queries, however many indicators."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from dashboard.records import SeriesSpec
from dashboard.store import catalogue, ledger, observations, protected
from dashboard.store.catalogue import Register
from dashboard.store.ledger import Words
from dashboard.store.observations import Stored
from dashboard.store.protected import Said
from dashboard.store.schema import upload
from dashboard.store.version import PARTS, Version


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
    declared: dict[str, SeriesSpec] = field(default_factory=dict)  # every series as it is now, whatever the moment


def read(
    connection: Connection,
    *,
    codes: Collection[str],
    areas: Collection[str],
    moments: Sequence[int | None],
    watched: tuple[Collection[str], Collection[str]] | None = None,
) -> list[Snapshot]:
    """Observations of `codes` (and of the parts of ratios among them) in `areas` at each of some moments.

    `watched` are what protected series begin with, and the sources that are public.
    """
    (*registers, newest), now = catalogue.registers(connection, [*moments, None], PARTS)
    wanted = {code for register in registers for code in _wanted(codes, register)}
    rows = observations.read_at(connection, wanted, areas, moments)
    uploads = _uploads(connection, {row.upload for some in rows for row in some})
    names = {row.area: row.area_name for some in rows for row in some}
    words = ledger.words(connection, codes=wanted, areas=areas, moments=moments)
    prefixes, public = watched or ((), ())
    said = tuple(protected.read(connection, prefixes=prefixes, public=public, areas=areas)) if watched else ()
    of, declared = tuple(found or 0 for found in now), _specs(newest)
    return [
        Snapshot(some, _specs(register), _sources(register), uploads, names, before, said, of, declared)
        for some, register, before in zip(rows, registers, words, strict=True)
    ]


def _wanted(codes: Collection[str], register: Register) -> set[str]:
    specs = [register[code].spec for code in codes if code in register]
    return {part for spec in specs for part in (spec.code, spec.numerator, spec.denominator) if part}


def _specs(register: Register) -> dict[str, SeriesSpec]:
    return {code: one.spec for code, one in register.items()}


def _sources(register: Register) -> dict[str, str]:
    return {code: one.source for code, one in register.items()}


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
