"""safer template: an empty return for a partner."""

from pathlib import Path
from typing import Annotated

import typer

from loaders._template import templates, write_template


def template(
    source: Annotated[str, typer.Argument(help="A partner's return, such as asb.return.")],
    output: Annotated[Path, typer.Option("--output", help="The workbook to write.")],
) -> None:
    """Write an empty return for a partner, with drop-downs and notes."""
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


COMMANDS = {"template": template}
