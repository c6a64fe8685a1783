"""A consistent copy of everything while the database is in use: one snapshot, written whole or not at all."""

import hashlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Table, select

from dashboard.errors import BackupNotWritten, OriginalDamaged
from dashboard.store.engine import reading
from dashboard.store.migrate import revision
from dashboard.store.moments import iso, now
from dashboard.store.packed import unpack
from dashboard.store.recovery.archive import MANIFEST, ORIGINALS, TABLES, Archive, Manifest, Part, line
from dashboard.store.schema import metadata, original

# who is signed in, and who tried to: restored, they would open what was closed since
LEFT_OUT = ("session", "link", "throttle")
_BATCH = 5_000


class Written(NamedTuple):
    """A backup that was written: its file, its size in bytes, its own checksum and what it holds."""

    path: Path
    size: int
    sha256: str
    manifest: Manifest


def write(engine: Engine, path: Path) -> Written:
    """Write everything the database holds to `path`, which then is a whole backup that was read again.

    Raises BackupNotWritten; what stood at `path` before then still stands there.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        manifest = _written(engine, part)
        found = Archive(part)
        found.verify()
        found.close()
        digest, size = _digest(part), part.stat().st_size
        part.replace(path)
        _settle(path.parent)
    except OSError as error:
        raise BackupNotWritten(file=path, why=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Written(path, size, digest, manifest)


def _written(engine: Engine, path: Path) -> Manifest:
    # nobody but its owner may read what may name people
    path.touch(mode=0o600)
    with path.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            with reading(engine) as connection:
                manifest = _copied(connection, archive)
            archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _copied(connection: Connection, archive: zipfile.ZipFile) -> Manifest:
    said = Manifest(
        revision=revision(connection) or "", made_at=iso(now()), database=connection.dialect.name, left_out=LEFT_OUT
    )
    tables = [table for table in metadata.sorted_tables if table.name not in LEFT_OUT]
    parts: list[Part] = []
    for table in tables:
        rows = _originals(connection, archive, parts) if table is original else _rows(connection, table)
        parts.append(_table(archive, table, rows))
    return said.model_copy(update={"parts": tuple(parts)})


def _table(archive: zipfile.ZipFile, table: Table, rows: Iterable[tuple[Any, ...]]) -> Part:
    # the rows of originals write files of their own, and a zip takes one at a time
    held = list(rows) if table is original else rows
    name = f"{TABLES}{table.name}.jsonl"
    with _counted(archive, name) as into:
        for row in held:
            into.line(row)
    digest = into.digest.hexdigest()
    return Part(name=name, size=into.size, sha256=digest, columns=tuple(table.c.keys()), rows=into.lines)


class _Writer:
    """Writes lines to a file of the archive, and knows how many, their length and their checksum."""

    def __init__(self, file: Any) -> None:
        self.file, self.size, self.lines, self.digest = file, 0, 0, hashlib.sha256()

    def line(self, row: tuple[Any, ...]) -> None:
        content = line(row)
        self.lines += 1
        self.size += len(content)
        self.digest.update(content)
        self.file.write(content)


@contextmanager
def _counted(archive: zipfile.ZipFile, name: str) -> Iterator[_Writer]:
    with archive.open(name, "w", force_zip64=True) as file:
        yield _Writer(file)


def _rows(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    query = select(table).order_by(*table.primary_key.columns)
    for row in connection.execute(query, execution_options={"yield_per": _BATCH}):
        yield tuple(row)


def _originals(connection: Connection, archive: zipfile.ZipFile, parts: list[Part]) -> Iterator[tuple[Any, ...]]:
    """The rows of originals without their content, which goes into files of their own."""
    for digest, size in connection.execute(select(original.c.sha256, original.c.size)).all():
        kept = bytes(connection.scalar(select(original.c.content).where(original.c.sha256 == digest)) or b"")
        content = _unpacked(kept)
        if content is None or hashlib.sha256(content).hexdigest() != digest:
            yield digest, size, kept  # damaged: kept as it is, for `safer check` to name
            continue
        archive.writestr(ORIGINALS + digest, content)
        parts.append(Part(name=ORIGINALS + digest, size=len(content), sha256=digest))
        yield digest, size, None


def _unpacked(kept: bytes) -> bytes | None:
    try:
        return unpack(kept)
    except OriginalDamaged:
        return None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _settle(folder: Path) -> None:
    """Have the name of a new file survive a power cut too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
