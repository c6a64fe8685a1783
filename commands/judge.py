"""safer judge and safer approve: a lead's status, and the second person's agreement."""

from typing import Annotated

import typer

from commands._common import REFUSED, Area, Database, Quarter, Strategy, board, opened, out, user
from dashboard.errors import SaferError
from dashboard.scorecard.choosing import Place, approve, choose, status, withdraw
from dashboard.scorecard.judgements import REASONS
from dashboard.settings import Settings

Code = Annotated[str, typer.Argument(help="An indicator's code, or a priority's.")]
As = Annotated[str | None, typer.Option("--as", help="The role that says so; who is at the terminal, if none.")]


def judge(
    code: Code,
    rag: Annotated[str, typer.Option("--rag", help="red, amber, green or grey.")] = "",
    reason: Annotated[str, typer.Option("--reason", help=f"One of {', '.join(REASONS)}.")] = "",
    text: Annotated[str, typer.Option("--text", help="Why, in at least 20 characters.")] = "",
    role: As = None,
    strategy: Strategy = None,
    quarter: Quarter = None,
    area: Area = None,
    withdrawn: Annotated[bool, typer.Option("--withdraw", help="End the status that was set.")] = False,
    approved_by: Annotated[
        str | None, typer.Option("--approved-by", help="The role of the second person, who has agreed already.")
    ] = None,
    only_new: Annotated[bool, typer.Option("--only-new", help="Leave alone whatever was said before.")] = False,
    database: Database = None,
) -> None:
    """Set a status as its lead: it stands until new figures come; toward green a second person must approve."""
    by = role or user()
    with opened(database) as store:
        held, place = board(store), Place(strategy or Settings().strategy, code, quarter, area)
        found = status(held, place)
        try:
            if withdrawn:
                withdraw(held, place, by=by)
                out(f"{found.score.title}: the status that was set is withdrawn.")
            elif only_new and store.notes.ever("judgement", subject=found.subject):
                out(f"{found.score.title}: left as it is.")
            else:
                _, waits = choose(held, place, rag=rag, reason=reason, text=text, by=by, approved_by=approved_by)
                stands = "proposed, and waits for a second person: safer approve" if waits else "in force"
                out(f"{found.score.title}: {rag} by {by} is {stands}.")
        except SaferError as error:
            _refuse(error)


def approve_(
    code: Code,
    role: As = None,
    strategy: Strategy = None,
    quarter: Quarter = None,
    area: Area = None,
    database: Database = None,
) -> None:
    """Approve, as a second person, a status that a lead proposed."""
    with opened(database) as store:
        held, place = board(store), Place(strategy or Settings().strategy, code, quarter, area)
        title = status(held, place).score.title
        try:
            approve(held, place, by=role or user())
        except SaferError as error:
            _refuse(error)
    out(f"{title}: the status is approved and in force.")


def _refuse(error: SaferError) -> None:
    typer.echo(f"safer: {error}", err=True)
    raise typer.Exit(REFUSED) from error


COMMANDS = {"judge": judge, "approve": approve_}
