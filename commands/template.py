"""safer template: a return for a partner, laid out as the last one or empty."""

from pathlib import Path
from typing import Annotated

import typer

from commands._common import Area, Database, opened
from dashboard.settings import Settings
from loaders._forms import templates


def template(
    source: Annotated[str, typer.Argument(help="A partner's return, such as asb.return.")],
    output: Annotated[Path, typer.Option("--output", help="The workbook to write.")],
    area: Area = None,
    empty: Annotated[bool, typer.Option("--empty", help="An empty form, whatever came before.")] = False,
    database: Database = None,
) -> None:
    """Write a return for a partner: laid out as the last one for the area, with the next periods; else empty."""
    known = templates()
    if source not in known:
        typer.echo(f"safer: there is no template for “{source}”. There are: {', '.join(sorted(known))}.", err=True)
        raise typer.Exit(2)
    what, content = _written(source, area or Settings().area, empty, database)
    try:
        output.write_bytes(content)
    except OSError as error:
        typer.echo(f"safer: {output} cannot be written: {error.strerror}.", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"{output}: {what} for {known[source]}.", err=True)


def _written(source: str, area: str, empty: bool, database: str | None) -> tuple[str, bytes]:
    """What was written, in words, and its bytes."""
    # only this command writes workbooks, and the library that does takes a tenth of a second to import
    from loaders._template import refilled, write_template

    if not empty:
        with opened(database) as store:
            if content := refilled(store, source, area):
                return "a return laid out as the last one", content
    return "an empty return", write_template(source)


COMMANDS = {"template": template}
