"""safer load: read, check and commit spreadsheets; each file is all or nothing."""

from pathlib import Path
from typing import Annotated, Any

import typer

from commands._common import REFUSED, AsJson, Database, opened, out, print_json, user
from dashboard.settings import Settings
from loaders._apart import load_apart
from loaders._sources import Sources
from loaders._worker import LONGEST


def load(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Spreadsheets to load.")],
    source: Annotated[str | None, typer.Option("--source", help="Use this loader only.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, change nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict/--accept-warnings", help="Refuse files with warnings.")] = False,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Read, check and commit spreadsheets; each file is all or nothing."""
    contents = [(str(path), _content(path)) for path in files]
    results = []
    with opened(database) as store:
        if source and source not in Sources(store):
            typer.echo(f"safer: there is no source “{source}”. `safer sources` lists them.", err=True)
            raise typer.Exit(2)
        for name, content in contents:
            if not as_json:
                typer.echo(f"reading {Path(name).name} …", err=True)
            how: dict[str, Any] = {"by": user(), "dry_run": dry_run, "source": source, "strict": strict}
            results.append(load_apart(store, name, content, seconds=LONGEST, **how))
    if as_json:
        print_json({"files": results})
    else:
        for result in results:
            _tell(result)
    if any(result["status"] == "refused" for result in results):
        raise typer.Exit(REFUSED)


def _content(path: Path) -> bytes:
    limit = Settings().max_upload_mb
    try:
        if path.stat().st_size > limit * 1_000_000:
            typer.echo(f"safer: {path} is larger than {limit} MB (SAFER_MAX_UPLOAD_MB).", err=True)
            raise typer.Exit(REFUSED)
        return path.read_bytes()
    except OSError as error:
        typer.echo(f"safer: {path} cannot be read: {error.strerror}.", err=True)
        raise typer.Exit(2) from error


def _tell(result: dict[str, Any]) -> None:
    counts = result["counts"]
    out(f"{result['file']}: {result['status']}" + (f" as upload {result['upload']}" if result["upload"] else ""))
    if result["source"]:
        out(f"  {result['source']}: {result['why']}")
    if result["status"] != "refused":
        if result["periods"]:
            first, last = result["periods"]
            out(f"  {result['areas']} areas, {first} to {last}")
        out("  " + ", ".join(f"{counts[k]:,} {k}" for k in ("new", "changed", "unchanged", "gone")))
    for problem in result["problems"]:
        out(f"  {problem['severity']} {problem['code']}: {problem['message']} {problem['hint']}")
    for note in result["notes"]:
        out(f"  note: {note}")


COMMANDS = {"load": load}
