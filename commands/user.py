"""safer user: who may sign in, and as what."""

from typing import Annotated

import typer

from commands._common import REFUSED, AsJson, Database, opened, out, print_json
from commands._links import told
from dashboard.errors import BadPerson, UnknownPerson
from dashboard.roles import ROLES
from dashboard.store.links import PASSWORD

app = typer.Typer(help="Who may sign in, and as what.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="TITLE", help="A role's title, such as “Head of youth justice”.")]


@app.command("add")
def add(
    name: Name,
    role: Annotated[str, typer.Option("--role", help=f"One of {', '.join(ROLES)}.")],
    sign_in: Annotated[str, typer.Option("--sign-in", help="The name to sign in with, such as an e-mail address.")],
    priority: Annotated[list[str] | None, typer.Option("--priority", help="A priority a lead answers for.")] = None,
    database: Database = None,
) -> None:
    """Add somebody, and print the one-time link by which they set their password."""
    with opened(database) as store:
        try:
            person = store.people.add(name, role, sign_in=sign_in, priorities=priority or ())
        except BadPerson as error:
            _refuse(error)
        out(f"{person.name} is added as {role}. This link sets their password; it works once, for two days:")
        out(told(store.links.issue(PASSWORD, person)))


@app.command("list")
def list_(as_json: AsJson = False, database: Database = None) -> None:
    """Everybody who may sign in."""
    with opened(database) as store:
        people = store.people.all()
    if as_json:
        print_json({"people": [person.as_row() for person in people]})
        return
    for person in people:
        more = f" of {', '.join(person.priorities)}" if person.priorities else ""
        state = "disabled" if person.disabled_at else ""
        out(f"{person.name:<40} {person.role + more:<40} {person.sign_in or 'council account':<40} {state}".rstrip())


@app.command("disable")
def disable(name: Name, database: Database = None) -> None:
    """Let somebody sign in no more; their sessions end at once."""
    with opened(database) as store:
        try:
            store.people.disable(name)
        except (BadPerson, UnknownPerson) as error:
            _refuse(error)
    out(f"{name} is disabled, and signed out everywhere.")


@app.command("reset")
def reset(name: Name, database: Database = None) -> None:
    """Print a one-time link by which somebody sets a new password."""
    with opened(database) as store:
        try:
            link = told(store.links.issue(PASSWORD, store.people.named(name)))
        except UnknownPerson as error:
            _refuse(error)
    out(f"This link sets a new password for {name}; it works once, for two days:")
    out(link)


def _refuse(error: Exception) -> None:
    typer.echo(f"safer: {error}", err=True)
    raise typer.Exit(REFUSED) from error


APPS = {"user": app}
