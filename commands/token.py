"""safer token: what programs show to read the API or the metrics."""

from typing import Annotated

import typer

from commands._common import REFUSED, AsJson, Database, opened, out, print_json
from dashboard.errors import BadPerson
from dashboard.store.tokens import PURPOSES

app = typer.Typer(help="What programs show to read the API or the metrics.", no_args_is_help=True)


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="What it is for, such as “Council data warehouse”.")],
    purpose: Annotated[str, typer.Option("--purpose", help=f"One of {', '.join(PURPOSES)}.")] = "api",
    days: Annotated[int, typer.Option("--days", help="How long it lasts.")] = 90,
    database: Database = None,
) -> None:
    """Make a token and print it, once."""
    with opened(database) as store:
        try:
            secret = store.tokens.make(name, purpose=purpose, days=days)
        except BadPerson as error:
            typer.echo(f"safer: {error}", err=True)
            raise typer.Exit(REFUSED) from error
    typer.echo("Send it as “Authorization: Bearer …”. It is not shown again:", err=True)
    out(secret)


@app.command("list")
def list_(as_json: AsJson = False, database: Database = None) -> None:
    """Every token there ever was, never its secret."""
    with opened(database) as store:
        tokens = store.tokens.all()
    if as_json:
        print_json({"tokens": [token.as_row() for token in tokens]})
        return
    for token in tokens:
        state = "" if token.standing else "ended"
        out(f"{token.id:>4} {token.name:<40} {token.purpose:<8} until {token.as_row()['expires_at']} {state}".rstrip())


@app.command("revoke")
def revoke(number: Annotated[int, typer.Argument(help="Its number.")], database: Database = None) -> None:
    """End a token."""
    with opened(database) as store:
        done = store.tokens.revoke(number)
    if not done:
        typer.echo(f"safer: there is no token {number} that stands. `safer token list` lists them.", err=True)
        raise typer.Exit(REFUSED)
    out(f"Token {number} is revoked.")


APPS = {"token": app}
