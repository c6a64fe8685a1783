"""Keeping a reading: compared with what stands, then written in one transaction, superseding."""

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, literal, select, update

from dashboard.periods import yyyymm
from dashboard.records import Observation, Reading
from dashboard.store.assertions import packed
from dashboard.store.difference import Counts, Difference, Ids, compare, registered_ids
from dashboard.store.moments import next_moment
from dashboard.store.schema import area, observation, original, upload


@dataclass(frozen=True)
class Handed:
    """A file as it was handed in: its name, its bytes, who by, and the warnings accepted with a reason."""

    name: str
    content: bytes
    by: str
    accepted: tuple[dict[str, Any], ...] = ()

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Committed:
    """What became of a reading: `status` is committed, unchanged, dry-run, refused or stale."""

    status: str
    upload: int | None = None
    counts: Counts = field(default_factory=Counts)
    difference: Difference = field(default_factory=Difference)
    written: bool = False


def keep(connection: Connection, reading: Reading, handed: Handed, difference: Difference, ids: Ids) -> Committed:
    """Write what `difference` says. The caller holds the transaction.

    The same bytes again leave the database as it is. Another file that says only what stands already is kept
    as an upload that confirms it.
    """
    same = _standing_upload(connection, handed.digest)
    if not difference.changes and same is not None:
        return Committed("unchanged", same, difference.counts, difference)
    moment = next_moment(connection)
    asserted = _asserted(reading, difference, ids)
    number = _record(connection, reading, handed, counts=difference.counts, moment=moment, asserted=asserted)
    _write(connection, difference, ids, number, moment)
    status = "committed" if difference.changes else "unchanged"
    return Committed(status, number, difference.counts, difference, written=True)


def compared(connection: Connection, reading: Reading) -> tuple[Difference, Ids]:
    ids = registered_ids(connection, reading)
    return compare(connection, reading, ids), ids


def _standing_upload(connection: Connection, digest: str) -> int | None:
    query = select(func.max(upload.c.id)).where(upload.c.sha256 == digest, upload.c.undone_at.is_(None))
    return connection.scalar(query)


def _asserted(reading: Reading, difference: Difference, ids: Ids) -> bytes:
    confirmed = ((number, row.sheet, row.row, row.column) for row, number in difference.confirmed)
    rows = {(row.area, row.period) for row in reading.observations} if reading.covers else set()
    ground = {(ids.areas[code], period.grain.value, yyyymm(period.first)) for code, period in rows}
    return packed(confirmed, reading.covers, ground)


def _record(
    connection: Connection, reading: Reading, handed: Handed, *, counts: Counts, moment: int, asserted: bytes
) -> int:
    if not connection.scalar(select(literal(1)).where(original.c.sha256 == handed.digest)):
        kept = zlib.compress(handed.content, 6)
        connection.execute(insert(original).values(sha256=handed.digest, size=len(handed.content), content=kept))
    values = {
        "file": handed.name[:300],
        "source": reading.source,
        "sha256": handed.digest,
        "loaded_at": moment,
        "loaded_by": handed.by,
        "status": "committed",
        "why": reading.why,
        "sheets": json.dumps(reading.sheets),
        "problems": json.dumps([asdict(problem) for problem in reading.problems]),
        "accepted": json.dumps(handed.accepted),
        "notes": json.dumps(reading.notes),
        "asserted": asserted,
        **asdict(counts),
    }
    result = connection.execute(insert(upload).values(**values))
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def _write(connection: Connection, difference: Difference, ids: Ids, number: int, moment: int) -> None:
    closed = [before.id for _, before in difference.changed] + [gone.standing.id for gone in difference.gone]
    close(connection, closed, moment)
    rows = [*difference.new, *(row for row, _ in difference.changed)]
    if rows:
        connection.execute(insert(observation), _values(rows, ids, number, moment))


def close(connection: Connection, rows: Iterable[int], moment: int) -> None:
    """End the validity of observations at `moment`."""
    closing = update(observation).where(observation.c.id == bindparam("row_id")).values(valid_to=bindparam("moment"))
    parameters = [{"row_id": row, "moment": moment} for row in rows]
    if parameters:
        connection.execute(closing, parameters)


def _values(rows: list[Observation], ids: Ids, number: int, moment: int) -> list[dict[str, object]]:
    months = {p: (p.grain.value, yyyymm(p.first), yyyymm(p.last)) for p in {row.period for row in rows}}
    made = []
    for row in rows:
        grain, start, end = months[row.period]
        made.append(
            {
                "series_id": ids.series[row.series],
                "area_id": ids.areas[row.area],
                "grain": grain,
                "period_start": start,
                "period_end": end,
                "breakdown_id": ids.breakdowns[row.breakdown],
                "value": row.value,
                "status": row.status,
                "upload_id": number,
                "sheet": row.sheet,
                "row": row.row,
                "column": row.column,
                "valid_from": moment,
            }
        )
    return made


def listed(connection: Connection) -> list[dict[str, object]]:
    """Every upload, newest first, without what it asserted."""
    columns = [column for column in upload.c if column.name != "asserted"]
    return [dict(row._mapping) for row in connection.execute(select(*columns).order_by(upload.c.id.desc()))]


def areas_known(connection: Connection) -> list[tuple[str, str, str]]:
    """(code, name, kind) of areas that have figures, by name."""
    query = select(area.c.code, area.c.name, area.c.kind).order_by(area.c.name)
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]
