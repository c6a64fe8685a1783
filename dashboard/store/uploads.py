"""Committing a reading: compared with what stands, then written in one transaction, superseding."""

import hashlib
import json
import time
import zlib
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, literal, or_, select, update

from dashboard.periods import yyyymm
from dashboard.records import Observation, Reading
from dashboard.store import catalogue
from dashboard.store.schema import area, observation, original, series, upload

_Key = tuple[int, int, str, int, int]


@dataclass(frozen=True)
class Counts:
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0


@dataclass(frozen=True)
class Committed:
    """What became of a reading: `status` is committed, unchanged or dry-run."""

    status: str
    upload: int | None
    counts: Counts


class _Standing(NamedTuple):
    id: int
    value: float | None
    status: str


@dataclass
class _Difference:
    insert: list[dict[str, object]] = field(default_factory=list)
    close: list[int] = field(default_factory=list)
    counts: Counts = Counts()


def commit(connection: Connection, reading: Reading, *, name: str, content: bytes, by: str, dry_run: bool) -> Committed:
    """Write a reading, or say what writing it would do.

    The caller holds the transaction. The same bytes again, or a file that changes nothing, leave the
    database as it is.
    """
    digest = hashlib.sha256(content).hexdigest()
    ids = _Ids(connection, reading)
    difference = _compare(connection, reading, ids)
    counts = difference.counts
    if not (counts.new or counts.changed or counts.gone):
        return Committed("unchanged", _upload_of(connection, digest), counts)
    if dry_run:
        return Committed("dry-run", None, counts)
    moment = _moment(connection)
    number = _record(
        connection, reading, name=name, content=content, digest=digest, by=by, counts=counts, moment=moment
    )
    _write(connection, difference, number, moment)
    return Committed("committed", number, counts)


class _Ids:
    """Database ids of everything a reading names."""

    def __init__(self, connection: Connection, reading: Reading) -> None:
        self.series = catalogue.register_series(connection, reading.series.values(), reading.source)
        self.areas = catalogue.register_areas(connection, reading.areas.values())
        texts = {row.breakdown for row in reading.observations} | {""}
        self.breakdowns = catalogue.register_breakdowns(connection, sorted(texts))


def _compare(connection: Connection, reading: Reading, ids: _Ids) -> _Difference:
    standing = _standing(connection, reading, ids)
    found = _Difference()
    new = changed = unchanged = 0
    touched: set[tuple[int, str, int]] = set()
    starts = {
        row.period: (row.period.grain.value, yyyymm(row.period.first), yyyymm(row.period.last))
        for row in _one_each(reading)
    }
    for row in reading.observations:
        grain, start, end = starts[row.period]
        key = (ids.series[row.series], ids.areas[row.area], grain, start, ids.breakdowns[row.breakdown])
        touched.add((key[1], grain, start))
        before = standing.pop(key, None)
        if before is not None and before.value == row.value and before.status == row.status:
            unchanged += 1
            continue
        if before is None:
            new += 1
        else:
            changed += 1
            found.close.append(before.id)
        found.insert.append(
            {
                "series_id": key[0],
                "area_id": key[1],
                "grain": grain,
                "period_start": start,
                "period_end": end,
                "breakdown_id": key[4],
                "value": row.value,
                "status": row.status,
                "sheet": row.sheet,
                "row": row.row,
                "column": row.column,
            }
        )
    gone = [before.id for key, before in standing.items() if _covered(key, touched)] if reading.covers else []
    found.close += gone
    found.counts = Counts(new, changed, unchanged, len(gone))
    return found


def _one_each(reading: Reading) -> list[Observation]:
    return list({row.period: row for row in reading.observations}.values())


def _covered(key: _Key, touched: set[tuple[int, str, int]]) -> bool:
    return (key[1], key[2], key[3]) in touched


def _standing(connection: Connection, reading: Reading, ids: _Ids) -> dict[_Key, _Standing]:
    """Current rows the reading may touch: its series (and those it covers) over its span of months."""
    if not reading.observations:
        return {}
    periods = {row.period for row in reading.observations}
    first, last = min(p.first for p in periods), max(p.last for p in periods)
    numbers = {ids.series[code] for code in reading.series}
    if reading.covers:
        prefixes = or_(*(series.c.code.startswith(prefix + ".") for prefix in reading.covers))
        numbers |= set(connection.scalars(select(series.c.id).where(prefixes)))
    areas = {ids.areas[code] for code in {row.area for row in reading.observations}}
    query = select(
        observation.c.series_id,
        observation.c.area_id,
        observation.c.grain,
        observation.c.period_start,
        observation.c.breakdown_id,
        observation.c.id,
        observation.c.value,
        observation.c.status,
    ).where(
        observation.c.valid_to.is_(None),
        observation.c.series_id.in_(sorted(numbers)),
        observation.c.period_start.between(yyyymm(first), yyyymm(last)),
    )
    return {
        (row[0], row[1], row[2], row[3], row[4]): _Standing(row[5], row[6], row[7])
        for row in connection.execute(query)
        if row[1] in areas
    }


def _moment(connection: Connection) -> int:
    """Now in microseconds UTC, later than every earlier upload whatever the clock says."""
    latest = connection.scalar(select(func.max(upload.c.loaded_at))) or 0
    return max(time.time_ns() // 1000, latest + 1)


def _upload_of(connection: Connection, digest: str) -> int | None:
    return connection.scalar(select(func.max(upload.c.id)).where(upload.c.sha256 == digest))


def _record(
    connection: Connection,
    reading: Reading,
    *,
    name: str,
    content: bytes,
    digest: str,
    by: str,
    counts: Counts,
    moment: int,
) -> int:
    if not connection.scalar(select(literal(1)).where(original.c.sha256 == digest)):
        packed = zlib.compress(content, 6)
        connection.execute(insert(original).values(sha256=digest, size=len(content), content=packed))
    values = {
        "file": name[:300],
        "source": reading.source,
        "sha256": digest,
        "loaded_at": moment,
        "loaded_by": by,
        "status": "committed",
        "why": reading.why,
        "sheets": json.dumps(reading.sheets),
        "problems": json.dumps([asdict(problem) for problem in reading.problems]),
        **asdict(counts),
    }
    result = connection.execute(insert(upload).values(**values))
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def _write(connection: Connection, difference: _Difference, number: int, moment: int) -> None:
    if difference.close:
        closing = (
            update(observation).where(observation.c.id == bindparam("row_id")).values(valid_to=bindparam("moment"))
        )
        connection.execute(closing, [{"row_id": i, "moment": moment} for i in difference.close])
    if difference.insert:
        for row in difference.insert:
            row["upload_id"], row["valid_from"] = number, moment
        connection.execute(insert(observation), difference.insert)


def listed(connection: Connection) -> list[dict[str, object]]:
    """Every upload, newest first."""
    query = select(upload).order_by(upload.c.id.desc())
    return [dict(row._mapping) for row in connection.execute(query)]


def areas_known(connection: Connection) -> list[tuple[str, str, str]]:
    """(code, name, kind) of areas that have figures, by name."""
    query = select(area.c.code, area.c.name, area.c.kind).order_by(area.c.name)
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]
