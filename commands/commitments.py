"""safer commitments: action plans in from spreadsheets and out again."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from commands._common import REFUSED, AsAt, AsJson, Database, Quarter, board, opened, out, print_json, user
from dashboard.errors import SaferError, UnknownStrategy
from dashboard.periods import Grain, Period, parse
from dashboard.scorecard.board import Board
from dashboard.scorecard.plan import Taken, planned, take
from dashboard.strategy import Strategy
from loaders._plan import Plan, read_plan

app = typer.Typer(help="Commitments of a strategy's priorities, in and out as spreadsheets.", no_args_is_help=True)
OfStrategy = Annotated[str, typer.Option("--strategy", help="A strategy's code.")]
As = Annotated[str | None, typer.Option("--as", help="The role that says so; who is at the terminal, if none.")]


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A csv or workbook with a row for each commitment.")],
    strategy: OfStrategy,
    quarter: Quarter = None,
    role: As = None,
    only_new: Annotated[bool, typer.Option("--only-new", help="Leave alone whatever was said before.")] = False,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Take commitments and their statuses from a spreadsheet, all or nothing."""
    try:
        content = file.read_bytes()
    except OSError as error:
        typer.echo(f"safer: {file} cannot be read: {error.strerror}.", err=True)
        raise typer.Exit(2) from error
    with opened(database) as store:
        found, period = _strategy(board(store), strategy), _quarter(quarter)
        today = datetime.now(UTC).date()
        plan = read_plan(content, file.name, strategy=found, quarter=period, today=today)
        done = None if plan.problems else take(store, strategy, plan.rows, by=role or user(), only_new=only_new)
    _report(file.name, plan, done, as_json=as_json)
    if done is None:
        raise typer.Exit(REFUSED)


@app.command("export")
def export(
    strategy: OfStrategy,
    output: Annotated[Path, typer.Option("--output", help="The .csv or .xlsx file to write.")],
    quarter: Quarter = None,
    as_at: AsAt = None,
    database: Database = None,
) -> None:
    """Write the commitments as a spreadsheet that can be imported again, each with its newest status or a quarter's."""
    if output.suffix.casefold() not in (".csv", ".xlsx"):
        typer.echo(f"safer: {output} ends in neither .csv nor .xlsx.", err=True)
        raise typer.Exit(2)
    with opened(database) as store:
        held = board(store)
        _strategy(held, strategy)
        plan = planned(held.notes(strategy, as_at), strategy, _quarter(quarter))
    # only writing waits for the library that makes workbooks: it takes a tenth of a second to import
    from loaders._plan_sheet import as_csv, as_workbook

    try:
        output.write_bytes((as_csv if output.suffix.casefold() == ".csv" else as_workbook)(plan))
    except OSError as error:
        typer.echo(f"safer: {output} cannot be written: {error.strerror}.", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"{output}: {_counted(len(plan), 'commitment', 'commitments')}.", err=True)


def _strategy(held: Board, code: str) -> Strategy:
    if code not in held.strategies:
        raise UnknownStrategy(code=code, known=", ".join(held.strategies))
    return held.strategies[code]


def _quarter(text: str | None) -> Period | None:
    period = parse(text) if text else None
    if period and period.grain is not Grain.QUARTER:
        raise SaferError(message=f"“{text}” is not a quarter. Write it as FY2012-13-Q1.")
    return period


def _report(name: str, plan: Plan, done: Taken | None, *, as_json: bool) -> None:
    if as_json:
        problems = [
            {key: getattr(problem, key) for key in ("severity", "code", "sheet", "cell", "message", "hint")}
            for problem in plan.problems
        ]
        counts = done._asdict() if done else None
        print_json({"file": name, "status": "kept" if done else "refused", "counts": counts, "problems": problems})
        return
    for note in plan.notes:
        typer.echo(f"  note: {note}", err=True)
    if done is None:
        out(f"{name}  refused: {_counted(len(plan.problems), 'fault', 'faults')}, nothing was kept")
        for problem in plan.problems:
            where = f"{problem.sheet}!{problem.cell}: " if problem.cell else ""
            out(f"  {where}{problem.message}")
        return
    commitments = _counted(done.commitments, "commitment", "commitments")
    statuses = _counted(done.statuses, "status", "statuses")
    out(f"{name}  kept: {commitments} and {statuses}, {done.unchanged} left as they were")


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


APPS = {"commitments": app}
