"""safer decide and safer decisions: questions about a source's files, answered once."""

from typing import Annotated

import typer

from commands._common import AsJson, Database, opened, out, print_json, user
from dashboard.store.decisions import VERDICTS
from loaders._sources import Sources


def decide(
    source: Annotated[str, typer.Argument(help="A source; `safer sources` lists them.")],
    code: Annotated[str, typer.Argument(help="The code of the problem, such as total-mismatch.")],
    verdict: Annotated[str, typer.Option("--verdict", help=f"One of {', '.join(VERDICTS)}.")] = "",
    subject: Annotated[str, typer.Option("--subject", help="The matter, as the problem names it.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why; kept and shown.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="End the decision that is in force.")] = False,
    database: Database = None,
) -> None:
    """Accept a warning, make it an error, join a renamed series, or keep two apart; or withdraw that."""
    if not withdraw and verdict not in VERDICTS:
        typer.echo(f"safer: --verdict is one of {', '.join(VERDICTS)}.", err=True)
        raise typer.Exit(2)
    if verdict == "accept" and not reason.strip():
        typer.echo("safer: a warning is accepted with a reason: add --reason.", err=True)
        raise typer.Exit(2)
    if verdict in ("join", "apart") and "=" not in subject:
        typer.echo("safer: --subject names both series, as the problem does: new=old.", err=True)
        raise typer.Exit(2)
    with opened(database) as store:
        if source not in Sources(store) and source not in {row["source"] for row in store.uploads()}:
            typer.echo(f"safer: there is no source “{source}”. `safer sources` lists them.", err=True)
            raise typer.Exit(2)
        if not withdraw:
            store.decisions.decide(source=source, code=code, subject=subject, verdict=verdict, reason=reason, by=user())
        elif not store.decisions.withdraw(source=source, code=code, subject=subject):
            typer.echo("safer: there is no such decision in force. `safer decisions` lists them.", err=True)
            raise typer.Exit(2)


def decisions(as_json: AsJson = False, database: Database = None) -> None:
    """Decisions in force: warnings accepted or made errors, series joined or kept apart."""
    with opened(database) as store:
        rows = [decision.as_row() for decision in store.decisions.standing()]
    if as_json:
        print_json({"decisions": rows})
        return
    for row in rows:
        about = f" about {row['subject']}" if row["subject"] else ""
        why = f": {row['reason']}" if row["reason"] else ""
        out(f"{row['source']} {row['code']}{about}: {row['verdict']}{why} ({row['decided_by']})")
    if not rows:
        out("Nothing has been decided.")


COMMANDS = {"decide": decide, "decisions": decisions}
