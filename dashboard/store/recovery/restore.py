"""Putting a backup back, in one transaction: all of it or nothing, also under the feet of a server that is running."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import Connection, Engine, MetaData, Table, func, inspect, select, text

from dashboard.errors import BackupDamaged, BackupTooNew, DatabaseTooNew, NotEmpty
from dashboard.store.anchor import Anchor
from dashboard.store.audit import Audit
from dashboard.store.bulk import insert_rows
from dashboard.store.engine import afterwards, writing
from dashboard.store.migrate import config, known, revision
from dashboard.store.packed import pack
from dashboard.store.recovery.archive import Archive, Manifest, Part
from dashboard.store.schema import audit, metadata, original

_VERSION = "alembic_version"


def verified(path: Path) -> Manifest:
    """What a backup holds, after all of it was read. Raises BackupDamaged or BackupTooNew."""
    archive = _opened(path)
    archive.close()
    return archive.manifest


def restore(engine: Engine, path: Path, *, by: str, replace: bool = False) -> Manifest:
    """Put back what a backup holds, and bring its tables up to date. The database must be empty unless `replace`.

    The audit log is put back too, with one row more that says so and names the last row that stood before.

    Raises BackupDamaged, BackupTooNew, DatabaseTooNew or NotEmpty, and then nothing has changed.
    """
    archive = _opened(path)
    try:
        with writing(engine) as connection:
            head = _make_room(connection, replace=replace)
            _migrated(connection, archive.manifest.revision)
            _filled(connection, archive)
            _migrated(connection, "head")
            _sound(connection, path)
            _put_down(connection, archive, head, by=by)
    finally:
        archive.close()
    return archive.manifest


def _opened(path: Path) -> Archive:
    archive = Archive(path)
    try:
        if archive.manifest.revision not in known():
            raise BackupTooNew(file=path, found=f"revision {archive.manifest.revision}")
        archive.verify()
    except BaseException:
        archive.close()
        raise
    return archive


def _make_room(connection: Connection, *, replace: bool) -> dict[str, Any]:
    """Take away the tables that are there; returns the last row of their audit log. Tables of others are left alone."""
    found = revision(connection)
    if found is not None and found not in known():
        raise DatabaseTooNew(found=found)
    ours = [name for name in inspect(connection).get_table_names() if name in metadata.tables]
    if not replace and any(connection.scalar(select(func.count()).select_from(metadata.tables[n])) for n in ours):
        raise NotEmpty()
    head = _last(connection) if audit.name in ours else {}
    triggers = _trigger_functions(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for table in reversed(metadata.sorted_tables):
        if table.name in ours:
            table.drop(connection)
    connection.execute(text(f"DROP TABLE IF EXISTS {_VERSION}"))
    for name in triggers:
        connection.execute(text(f"DROP FUNCTION IF EXISTS {name}"))
    return head


def _last(connection: Connection) -> dict[str, Any]:
    row = connection.execute(select(audit.c.number, audit.c.mac).order_by(audit.c.number.desc()).limit(1)).first()
    return {"row": row.number, "seal": row.mac} if row else {}


def _put_down(connection: Connection, archive: Archive, head: dict[str, Any], *, by: str) -> None:
    """Put down in the restored audit log what happened. Its last row is noted anew outside the database."""
    noted = Anchor.beside(connection.engine).path
    if noted:
        afterwards(connection, lambda: noted.unlink(missing_ok=True))
    rows = sum(part.rows for part in archive.manifest.tables)
    after = {"made_at": archive.manifest.made_at, "rows": rows}
    Audit(connection.engine).add(connection, "backup.restore", archive.path.name, by=by, before=head, after=after)


def _trigger_functions(connection: Connection) -> list[str]:
    """On PostgreSQL a trigger's function outlives its table."""
    if connection.dialect.name != "postgresql":
        return []
    query = text(
        "SELECT DISTINCT t.tgfoid::regprocedure::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace AND c.relname = ANY(:names)"
    )
    return list(connection.scalars(query, {"names": list(metadata.tables)}))


def _migrated(connection: Connection, to: str) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, to)


def _filled(connection: Connection, archive: Archive) -> None:
    """Insert every row, into the tables as they were at the backup's revision."""
    held = MetaData()
    for part in archive.manifest.tables:
        table = Table(part.table, held, autoload_with=connection)
        insert_rows(connection, table, part.columns, _rows(archive, part))
        _count_on(connection, table)


def _rows(archive: Archive, part: Part) -> Iterator[list[Any]]:
    if part.table != original.name:
        yield from archive.rows(part)
        return
    digest_at, content_at = part.columns.index("sha256"), part.columns.index("content")
    for row in archive.rows(part):
        content = archive.original(row[digest_at])
        if content is not None:
            row[content_at] = pack(content)
        yield row


def _count_on(connection: Connection, table: Table) -> None:
    """On PostgreSQL the next number of a table is kept apart from its rows."""
    key = list(table.primary_key.columns)
    if connection.dialect.name != "postgresql" or len(key) != 1:
        return
    sequence = connection.scalar(text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": table.name, "c": key[0].name})
    highest = connection.scalar(select(func.max(key[0]))) if sequence else None
    if highest is not None:
        connection.execute(text("SELECT setval(:s, :n)"), {"s": sequence, "n": highest})


def _sound(connection: Connection, path: Path) -> None:
    """What was put back holds together, before it counts."""
    if connection.dialect.name != "sqlite":
        return
    for table, *_ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        raise BackupDamaged(file=path, why=f"a row of {table} points at one that is not in it")
