"""The `safer` command."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from typing import Annotated, Any

import typer

from dashboard.errors import SaferError
from dashboard.settings import DATA, Settings, areas_file

app = typer.Typer(
    help="Community safety performance: load partners' spreadsheets, see every priority's status.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
Database = Annotated[
    str | None, typer.Option("--database", help="Where the figures are kept (SQLite or PostgreSQL URL).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Strategy = Annotated[str | None, typer.Option("--strategy", help="A strategy's code.")]
Quarter = Annotated[str | None, typer.Option("--quarter", help="A quarter such as FY2025-26-Q2.")]
Area = Annotated[str | None, typer.Option("--area", help="An ONS code such as E09000006.")]
AsAt = Annotated[str | None, typer.Option("--as-at", help="Show what stood at this date or time (UTC).")]
REFUSED = 3


def out(text: str) -> None:
    typer.echo(text)


def print_json(document: object) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


@contextmanager
def opened(database: str | None) -> Iterator[Any]:
    """The store, closed at the end; a fault the user can mend becomes its sentence and exit status 2."""
    from dashboard.store.store import Store  # only commands that need the database pay for its import

    try:
        store = Store.open(database or Settings().database_url)
        try:
            yield store
        finally:
            store.close()
    except SaferError as error:
        typer.echo(f"safer: {error}", err=True)
        raise typer.Exit(2) from error


def board(store: Any) -> Any:
    from dashboard.scorecard.board import Board
    from dashboard.strategy import load_strategies

    return Board(store, load_strategies(DATA / "strategies"), areas_file())


@app.command()
def load(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Spreadsheets to load.")],
    source: Annotated[str | None, typer.Option("--source", help="Use this loader only.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, change nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict/--accept-warnings", help="Refuse files with warnings.")] = False,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Read, check and commit spreadsheets; each file is all or nothing."""
    from loaders._load import load as load_files
    from loaders._registry import all_loaders

    if source and source not in all_loaders():
        typer.echo(f"safer: there is no source “{source}”. `safer sources` lists them.", err=True)
        raise typer.Exit(2)
    contents = [(str(path), _content(path)) for path in files]
    results = []
    with opened(database) as store:
        for name, content in contents:
            if not as_json:
                typer.echo(f"reading {Path(name).name} …", err=True)
            results += load_files(store, [(name, content)], by=_user(), dry_run=dry_run, source=source, strict=strict)
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


def _user() -> str:
    try:
        return getuser()
    except (KeyError, OSError):
        return "unknown"


def _tell(result: dict[str, Any]) -> None:
    counts = result["counts"]
    out(f"{result['file']}: {result['status']}" + (f" as upload {result['upload']}" if result["upload"] else ""))
    if result["source"]:
        out(f"  {result['source']}: {result['why']}")
    if result["status"] != "refused":
        first, last = result["periods"]
        out(f"  {result['areas']} areas, {first} to {last}")
        out("  " + ", ".join(f"{counts[k]:,} {k}" for k in ("new", "changed", "unchanged", "gone")))
    for problem in result["problems"]:
        out(f"  {problem['severity']} {problem['code']}: {problem['message']} {problem['hint']}")
    for note in result["notes"]:
        out(f"  note: {note}")


@app.command()
def uploads(as_json: AsJson = False, database: Database = None) -> None:
    """What was loaded, when and by whom, newest first."""
    with opened(database) as store:
        rows = store.uploads()
    if as_json:
        print_json({"uploads": rows})
        return
    for row in rows:
        counts = ", ".join(f"{number:,} {name}" for name, number in row["counts"].items())
        when = row["loaded_at"][:16]
        out(f"{row['upload']:>5}  {when}  {row['loaded_by']}  {row['file']}  ({row['source']}; {counts})")
    if not rows:
        out("Nothing has been loaded yet. `safer load FILE` loads a spreadsheet.")


@app.command()
def sources(as_json: AsJson = False) -> None:
    """The publications and returns that are recognised, and by what."""
    from dataclasses import asdict

    from loaders._registry import all_loaders

    specs = [loader.SOURCE for loader in all_loaders().values()]
    if as_json:
        print_json({"sources": [asdict(spec) for spec in specs]})
        return
    for spec in specs:
        out(f"{spec.code}: {spec.title} ({spec.publisher}, every {spec.frequency})\n    {spec.recognises}")


@app.command()
def series(as_json: AsJson = False, database: Database = None) -> None:
    """Every series: code, title, unit, source, areas, first and last period."""
    from dashboard.scorecard.listing import series_list

    with opened(database) as store:
        rows = series_list(store)
    if as_json:
        print_json({"series": rows})
        return
    for row in rows:
        out(f"{row['code']:<50} {row['unit']:<20} {row['first']} to {row['last']}  {row['title']}")


@app.command()
def observations(
    series: Annotated[str, typer.Argument(help="A series code; `safer series` lists them.")],
    area: Area = None,
    grain: Annotated[str | None, typer.Option("--grain", help="month, quarter, year or r12.")] = None,
    start: Annotated[str | None, typer.Option("--from", help="First period.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last period.")] = None,
    as_at: AsAt = None,
    format_: Annotated[str, typer.Option("--format", help="csv or json.")] = "csv",
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Current values; quarters and years are derived by the series' own rule."""
    from dashboard.scorecard.listing import COLUMNS
    from dashboard.scorecard.listing import observations as listed

    if format_ not in ("csv", "json") or grain not in (None, "month", "quarter", "year", "r12"):
        typer.echo("safer: --format is csv or json; --grain is month, quarter, year or r12.", err=True)
        raise typer.Exit(2)
    with opened(database) as store:
        rows = listed(store, series, area=area, grain=grain, start=start, end=end, as_at=as_at)
    if format_ == "json" or as_json:
        print_json({"observations": rows})
        return
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(row | {"value": _plain(row["value"])})


def _plain(value: object) -> object:
    """A whole number without .0, so that counts read as counts."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


@app.command()
def status(
    strategy: Strategy = None,
    quarter: Quarter = None,
    area: Area = None,
    as_at: AsAt = None,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Priorities and indicators with their RAG status, and why."""
    with opened(database) as store:
        card = board(store).scorecard(strategy or Settings().strategy, quarter, area, as_at)
    if as_json:
        print_json(card.model_dump(mode="json"))
        return
    out(f"{card.strategy_title}: {card.quarter_label}, {card.area_name}")
    for priority in card.priorities:
        out(f"\n{priority.rag.upper():<6} {priority.title}: {priority.reason}")
        for item in priority.indicators:
            out(f"    {item.rag:<6} {item.title} ({item.period_label}): {item.reason}")
            for warning in item.warnings:
                out(f"           warning {warning.code}: {warning.message}")


@app.command()
def template(
    source: Annotated[str, typer.Argument(help="A partner's return, such as asb.return.")],
    output: Annotated[Path, typer.Option("--output", help="The workbook to write.")],
) -> None:
    """Write an empty return for a partner, with drop-downs and notes."""
    from loaders._template import templates, write_template

    known = templates()
    if source not in known:
        typer.echo(f"safer: there is no template for “{source}”. There are: {', '.join(sorted(known))}.", err=True)
        raise typer.Exit(2)
    try:
        output.write_bytes(write_template(source))
    except OSError as error:
        typer.echo(f"safer: {output} cannot be written: {error.strerror}.", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"{output}: an empty return for {known[source]}.", err=True)


@app.command("settings")
def settings_(as_json: AsJson = False) -> None:
    """Every setting, its value and what it does."""
    current = Settings()
    rows = []
    for name, field in Settings.model_fields.items():
        value = getattr(current, name)
        shown = "(set)" if name == "secret_key" and value else value
        rows.append({"name": f"SAFER_{name.upper()}", "value": shown, "description": field.description})
    if as_json:
        print_json({"settings": rows})
        return
    for row in rows:
        out(f"{row['name']:<22} {row['value']!s:<45} {row['description']}")


@app.command()
def serve(
    host: Annotated[str | None, typer.Option("--host", help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option("--port", help="The port to listen on.")] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that answer.")] = 2,
    database: Database = None,
) -> None:
    """Serve the dashboard through gunicorn."""
    settings = Settings()
    with opened(database):
        pass  # the tables are brought up to date once, before workers start
    address = f"{host or settings.host}:{port or settings.port}"
    environment = os.environ | ({"SAFER_DATABASE_URL": database} if database else {})
    typer.echo(f"Safer Priorities: http://{address}/", err=True)
    command = [sys.executable, "-m", "gunicorn", "app:server()", "--bind", address, "--workers", str(workers)]
    command += ["--preload", "--timeout", "120", "--access-logfile", "/dev/null"]
    raise typer.Exit(subprocess.call(command, env=environment, cwd=Path(__file__).parent))


def main() -> None:
    """Entry point."""
    app()
