"""Keeping a reading: compared with what stands, then written in one transaction, superseding."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from itertools import repeat
from typing import Any

from sqlalchemy import Connection, func, insert, literal, select

from dashboard.periods import by_identity, yyyymm
from dashboard.records import Observation, Reading
from dashboard.store.assertions import packed
from dashboard.store.bulk import insert_rows, set_where_id
from dashboard.store.difference import Counts, Difference, Ids, compare, registered_ids
from dashboard.store.editions import summary
from dashboard.store.moments import iso, next_moment
from dashboard.store.packed import pack
from dashboard.store.schema import area, observation, original, upload

COLUMNS = (
    *("series_id", "area_id", "grain", "period_start", "period_end", "breakdown_id", "value", "status"),
    *("upload_id", "sheet", "row", "column", "valid_from"),
)


@dataclass(frozen=True)
class Handed:
    """A file as it was handed in: its name, its bytes, who by, and the warnings accepted with a reason."""

    name: str
    content: bytes
    by: str
    accepted: tuple[dict[str, Any], ...] = ()

    @cached_property
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
    confirmed = ((number, row.sheet, row.row, row.column) for row, number in difference.confirmed)
    asserted = packed(confirmed, reading.covers, difference.ground)
    said = {"asserted": asserted, **asdict(difference.counts), **summary(reading, difference)}
    number = _record(connection, reading, handed, moment=moment, said=said)
    _write(connection, difference, ids, number, moment)
    status = "committed" if difference.changes else "unchanged"
    return Committed(status, number, difference.counts, difference, written=True)


def compared(connection: Connection, reading: Reading) -> tuple[Difference, Ids]:
    ids = registered_ids(connection, reading)
    return compare(connection, reading, ids), ids


def _standing_upload(connection: Connection, digest: str) -> int | None:
    query = select(func.max(upload.c.id)).where(upload.c.sha256 == digest, upload.c.undone_at.is_(None))
    return connection.scalar(query)


def _record(connection: Connection, reading: Reading, handed: Handed, *, moment: int, said: dict[str, Any]) -> int:
    if not connection.scalar(select(literal(1)).where(original.c.sha256 == handed.digest)):
        kept = {"size": len(handed.content), "content": pack(handed.content)}
        connection.execute(insert(original).values(sha256=handed.digest, **kept))
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
        **said,
    }
    result = connection.execute(insert(upload).values(**values))
    assert result.inserted_primary_key is not None
    return int(result.inserted_primary_key[0])


def _write(connection: Connection, difference: Difference, ids: Ids, number: int, moment: int) -> None:
    closed = [before.id for _, before in difference.changed] + [gone.standing.id for gone in difference.gone]
    set_where_id(connection, observation, "valid_to", moment, closed)
    rows = [*difference.new, *(row for row, _ in difference.changed)]
    insert_rows(connection, observation, COLUMNS, _values(rows, ids, number, moment))


def _values(rows: list[Observation], ids: Ids, number: int, moment: int) -> Iterator[tuple[object, ...]]:
    """The rows of `COLUMNS`, put together column by column: that is several times as quick as row by row."""
    if not rows:
        return iter(())
    codes, places, periods, texts, values, statuses, sheets, lines, columns = zip(*rows, strict=True)
    months = {key: (p.grain.value, yyyymm(p.first), yyyymm(p.last)) for key, p in by_identity(periods).items()}
    grains, starts, ends = zip(*map(months.__getitem__, map(id, periods)), strict=True)
    keys = map(ids.series.__getitem__, codes), map(ids.areas.__getitem__, places), grains, starts, ends
    held = map(ids.breakdowns.__getitem__, texts), values, map(str, statuses), repeat(number)
    return zip(*keys, *held, sheets, lines, columns, repeat(moment), strict=False)


def listed(connection: Connection) -> list[dict[str, Any]]:
    """Every upload, newest first, as `safer uploads --json` prints it."""
    columns = [column for column in upload.c if column.name != "asserted"]
    rows = connection.execute(select(*columns).order_by(upload.c.id.desc()))
    return [_told(dict(row._mapping)) for row in rows]


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "upload": row["id"],
        "file": row["file"],
        "source": row["source"],
        "sha256": row["sha256"],
        "loaded_at": iso(int(str(row["loaded_at"]))),
        "loaded_by": row["loaded_by"],
        "status": row["status"],
        "why": row["why"],
        "sheets": json.loads(str(row["sheets"])),
        "counts": {name: row[name] for name in ("new", "changed", "unchanged", "gone")},
        "problems": json.loads(str(row["problems"])),
        "accepted": json.loads(str(row["accepted"])),
        "notes": json.loads(str(row["notes"])),
        "undone_at": iso(int(str(row["undone_at"]))) if row["undone_at"] else None,
        "undone_by": row["undone_by"],
    }


def first(connection: Connection) -> int | None:
    """When the first upload was loaded."""
    return connection.scalar(select(func.min(upload.c.loaded_at)))


def areas_known(connection: Connection) -> list[tuple[str, str, str]]:
    """(code, name, kind) of areas that have figures, by name."""
    query = select(area.c.code, area.c.name, area.c.kind).order_by(area.c.name)
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]
