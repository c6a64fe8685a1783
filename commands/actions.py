"""safer actions: the list of actions from and to a spreadsheet."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from commands._common import REFUSED, AsAt, AsJson, Database, opened, out, print_json, user
from dashboard.scorecard.action_book import ActionBook
from dashboard.scorecard.actions import STATUSES, ordered, unheld, when_due
from loaders._actions import read_actions
from loaders._actions_sheet import written

app = typer.Typer(help="Actions and matters arising: what was resolved, by whom it is done, and when.")
As = Annotated[str | None, typer.Option("--as", help="The role you act in; otherwise who is at the terminal.")]

NewOnly = Annotated[bool, typer.Option("--only-new", help="Leave actions that are there already as they are.")]


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A csv or spreadsheet, headed as an export is.")],
    new_only: Annotated[
        bool, typer.Option("--only-new", help="Leave actions that are there already as they are.")
    ] = False,
    as_: As = None,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Take a list of actions over, all or nothing; every fault is named by row and cell."""
    by, today = as_ or user(), datetime.now(UTC).date()
    try:
        content = file.read_bytes()
    except OSError as error:
        typer.echo(f"safer: {file} cannot be read: {error.strerror}.", err=True)
        raise typer.Exit(2) from error
    with opened(database) as store:
        book = ActionBook(store)
        found = read_actions(content, file.name, known=book.actions(), by=by, today=today)
        taken = None if found.problems else book.take(found.actions, by=by, new_only=new_only)
    if as_json:
        problems = [{"code": p.code, "cell": p.cell, "message": p.message, "hint": p.hint} for p in found.problems]
        print_json({"file": str(file), "taken": taken and taken._asdict(), "problems": problems})
    elif taken:
        out(f"{file}: {taken.words}")
    else:
        for problem in found.problems:
            out(f"error {problem.code}: {problem.message} {problem.hint}".rstrip())
        out(f"{file}: nothing was taken over")
    if found.problems:
        raise typer.Exit(REFUSED)


@app.command("export")
def export(
    output: Annotated[Path, typer.Option("--output", help="The csv or xlsx file to write.")],
    as_at: AsAt = None,
    database: Database = None,
) -> None:
    """Write every action to a csv or xlsx file that can be worked on and imported again."""
    ending = output.suffix.casefold()
    if ending not in (".csv", ".xlsx"):
        typer.echo(f"safer: {output} must end in .csv or .xlsx.", err=True)
        raise typer.Exit(2)
    with opened(database) as store:
        found = ordered(ActionBook(store).actions(as_at), store.day(as_at))
    try:
        output.write_bytes(written(found, "csv" if ending == ".csv" else "xlsx"))
    except OSError as error:
        typer.echo(f"safer: {output} cannot be written: {error.strerror}.", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"{output}: {len(found):,} actions.", err=True)


@app.command("list")
def listed(as_at: AsAt = None, as_json: AsJson = False, database: Database = None) -> None:
    """Every action, overdue first."""
    with opened(database) as store:
        today = store.day(as_at)
        found = ordered(ActionBook(store).actions(as_at), today)
    if as_json:
        print_json({"actions": [action.model_dump(mode="json") for action in found]})
        return
    for action in found:
        told = "; ".join(filter(None, (STATUSES[action.status], when_due(action, today), unheld(action))))
        out(f"{action.reference:<14} {action.owner or 'no owner':<30} {told}: {action.resolution}")


APPS = {"actions": app}
