"""Whether the database is whole: its pages and keys, every original with its checksum, one current row for each key."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, func, select

from dashboard.store.packed import unpack
from dashboard.store.schema import note, observation, original, upload

Check = Callable[[Connection], Iterator[str]]


class Finding(NamedTuple):
    """One thing that was looked at, and the sentences that say what is wrong with it; none where it is whole."""

    name: str
    faults: tuple[str, ...]


def verified(connection: Connection) -> list[Finding]:
    """Every check, in order; reads only."""
    return [Finding(name, tuple(check(connection))) for name, check in CHECKS.items()]


def _pages(connection: Connection) -> Iterator[str]:
    """SQLite's own check of its file; PostgreSQL keeps its pages itself."""
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield f"The database file is damaged: {said}. Restore the newest backup."


def _keys(connection: Connection) -> Iterator[str]:
    """Rows that point at nothing; PostgreSQL never lets one in."""
    if connection.dialect.name != "sqlite":
        return
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} points at a row of {parent} that is not there. Restore the newest backup."


def _originals(connection: Connection) -> Iterator[str]:
    """Every file that was handed in, as it was."""
    files: dict[str, list[str]] = {}
    for number, name, digest in connection.execute(select(upload.c.id, upload.c.file, upload.c.sha256)):
        files.setdefault(digest, []).append(f"upload {number} ({name})")
    for digest, named in files.items():
        content = connection.scalar(select(original.c.content).where(original.c.sha256 == digest))
        if content is None:
            yield f"The original of {named[0]} is not there. Restore the newest backup."
        elif _digest(bytes(content)) != digest:
            yield f"The original of {named[0]} is not the file that was handed in: its checksum differs."


def _digest(kept: bytes) -> str:
    """The checksum of a kept file; empty where it cannot even be unpacked."""
    try:
        return hashlib.sha256(unpack(kept)).hexdigest()
    except Exception:  # each packer has an error of its own for what it did not pack
        return ""


def _current(connection: Connection) -> Iterator[str]:
    """A key with two figures in force has none that can be believed."""
    yield from _twice(
        connection, observation, ("series_id", "area_id", "grain", "period_start", "breakdown_id"), "figure"
    )
    yield from _twice(connection, note, ("kind", "subject"), "note")


def _twice(connection: Connection, table: Table, key: Sequence[str], what: str) -> Iterator[str]:
    columns: list[Any] = [table.c[name] for name in key]
    query = select(*columns, func.count()).where(table.c.valid_to.is_(None)).group_by(*columns).having(func.count() > 1)
    for row in connection.execute(query):
        where = ", ".join(f"{name} {value}" for name, value in zip(key, row, strict=False))
        yield f"There are {row[-1]} current {what}s for {where}; there may be one. Restore the newest backup."


CHECKS: Mapping[str, Check] = {
    "The database file": _pages,
    "Every row that another points at": _keys,
    "Every original, by its checksum": _originals,
    "One current row for each key": _current,
}
