"""safer backup and safer restore: a consistent copy while it is in use; put it back, all or nothing."""

from pathlib import Path
from typing import Annotated, Any

import typer

from commands._common import REFUSED, AsJson, Database, opened, out, print_json, user
from dashboard.errors import BackupDamaged, BackupNotWritten, BackupTooNew, NotEmpty, SaferError
from dashboard.settings import Settings
from dashboard.store.engine import make_engine
from dashboard.store.recovery import backup as backups
from dashboard.store.recovery import restore as restores
from dashboard.store.recovery import shelf
from dashboard.store.recovery.archive import Manifest

_REFUSALS = (BackupDamaged, BackupTooNew, NotEmpty)
_FAILED = 1


def backup(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="The backup to write.")] = None,
    into: Annotated[Path | None, typer.Option("--into", help="A folder; the backup is named after the moment.")] = None,
    keep: Annotated[int | None, typer.Option("--keep", min=1, help="With --into: how many backups stay there.")] = None,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Write a consistent copy of everything, originals included, while the database is in use."""
    if (file is None) == (into is None) or (keep is not None and into is None):
        typer.echo("safer: name a FILE, or a folder with --into DIR (and --keep N).", err=True)
        raise typer.Exit(2)
    with opened(database) as store:
        try:
            written = backups.write(store.engine, file or shelf.place(into or Path()))
            gone = shelf.thin(into, keep=keep, newest=written.path) if into and keep else []
        except BackupNotWritten as error:
            typer.echo(f"safer: {error}", err=True)
            raise typer.Exit(_FAILED) from error
        store.audit.note("backup.write", written.path.name, by=user(), after={"sha256": written.sha256})
    told = {"file": str(written.path), "size": written.size, "sha256": written.sha256}
    _tell(told | _holds(written.manifest) | {"deleted": [str(path) for path in gone]}, as_json=as_json, what="written")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup that safer backup has written.")],
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of all the database holds.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Verify the backup, change nothing.")] = False,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Put a backup back: verified first, then all of it or nothing."""
    try:
        if dry_run:
            manifest = restores.verified(file)
        else:
            engine = make_engine(database or Settings().database_url)
            try:
                manifest = restores.restore(engine, file, by=user(), replace=replace)
            finally:
                engine.dispose()
    except SaferError as error:
        typer.echo(f"safer: {error}", err=True)
        raise typer.Exit(REFUSED if isinstance(error, _REFUSALS) else 2) from error
    done = "is whole; nothing was changed" if dry_run else "restored"
    _tell({"file": str(file)} | _holds(manifest), as_json=as_json, what=done)


def _holds(manifest: Manifest) -> dict[str, Any]:
    tables = {part.table: part.rows for part in manifest.tables if part.rows}
    return {"made_at": manifest.made_at, "revision": manifest.revision, "tables": tables}


def _tell(told: dict[str, Any], *, as_json: bool, what: str) -> None:
    if as_json:
        print_json(told)
        return
    out(f"{told['file']}: {what}, as at {told['made_at'][:19]} UTC")
    out("  " + ", ".join(f"{name} {rows:,}" for name, rows in told["tables"].items()))
    if "sha256" in told:
        out(f"  {told['size']:,} bytes, SHA-256 {told['sha256']}")
    for path in told.get("deleted", []):
        out(f"  deleted {path}")


COMMANDS = {"backup": backup, "restore": restore}
