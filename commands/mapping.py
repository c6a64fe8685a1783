"""safer mapping: how partners' own spreadsheets are read; listed, taken to another place, forgotten."""

from pathlib import Path
from typing import Annotated

import typer

from commands._common import REFUSED, AsJson, Database, opened, out, print_json, user
from loaders._mapping.spec import BadMapping, from_json, to_json

app = typer.Typer(help="How partners' own spreadsheets are read, as it was saved.", no_args_is_help=True)
Code = Annotated[str, typer.Argument(help="A mapping's code; `safer mapping list` names them.")]


@app.command("list")
def listed(as_json: AsJson = False, database: Database = None) -> None:
    """Every mapping in force: code, title, partner, measures, who saved it when."""
    with opened(database) as store:
        rows = [(row.as_row(), from_json(row.spec, file=row.code)) for row in store.mappings.standing()]
    if as_json:
        shown = [row | {"title": m.title, "partner": m.partner, "measures": len(m.measures)} for row, m in rows]
        print_json({"mappings": shown})
        return
    for row, mapping in rows:
        when = f"{row['saved_at'][:16]} by {row['saved_by']}"
        out(f"{row['code']:<40} {mapping.title} ({mapping.partner}, {len(mapping.measures)} measures; {when})")
    if not rows:
        out("No mapping has been saved. A file that nothing recognises can be mapped on the upload page.")


@app.command("export")
def export(
    code: Code,
    output: Annotated[Path, typer.Option("--output", help="The JSON file to write.")],
    database: Database = None,
) -> None:
    """Write a mapping as JSON, to be imported elsewhere."""
    with opened(database) as store:
        found = next((row for row in store.mappings.standing() if row.code == code), None)
    if found is None:
        typer.echo(f"safer: there is no mapping “{code}”. `safer mapping list` names them.", err=True)
        raise typer.Exit(2)
    try:
        output.write_text(to_json(from_json(found.spec, file=code)) + "\n", encoding="utf-8")
    except OSError as error:
        typer.echo(f"safer: {output} cannot be written: {error.strerror}.", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"{output}: the mapping {code}.", err=True)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A mapping as JSON.")],
    database: Database = None,
) -> None:
    """Put a mapping from a JSON file in force, in place of the one of the same code."""
    try:
        mapping = from_json(file.read_text(encoding="utf-8"), file=file.name)
    except (OSError, UnicodeDecodeError) as error:
        typer.echo(f"safer: {file} cannot be read: {error}.", err=True)
        raise typer.Exit(2) from error
    except BadMapping as error:
        typer.echo(f"safer: {error}", err=True)
        raise typer.Exit(REFUSED) from error
    with opened(database) as store:
        store.mappings.save(code=mapping.code, spec=to_json(mapping), by=user())
    out(f"{mapping.code} is remembered: {mapping.title} ({mapping.partner}).")


@app.command("forget")
def forget(code: Code, database: Database = None) -> None:
    """End a mapping; figures that it read stay."""
    with opened(database) as store:
        ended = store.mappings.forget(code)
    if not ended:
        typer.echo(f"safer: there is no mapping “{code}”. `safer mapping list` names them.", err=True)
        raise typer.Exit(2)
    out(f"{code} is forgotten.")


APPS = {"mapping": app}
