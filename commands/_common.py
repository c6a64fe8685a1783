"""What commands share: their options, the store they open, how they speak."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from getpass import getuser
from typing import Annotated

import typer

from dashboard.disclosure import Rules, rules
from dashboard.errors import DatabaseTrouble, SaferError
from dashboard.scorecard import strategies
from dashboard.scorecard.as_at import too_early
from dashboard.scorecard.board import Board
from dashboard.scorecard.models import Scorecard
from dashboard.settings import DATA, Settings, areas_file
from dashboard.store.acting import Actor, as_actor
from dashboard.store.store import Store

Database = Annotated[
    str | None, typer.Option("--database", help="Where the figures are kept (SQLite or PostgreSQL URL).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Strategy = Annotated[str | None, typer.Option("--strategy", help="A strategy's code.")]
Quarter = Annotated[str | None, typer.Option("--quarter", help="A quarter such as FY2025-26-Q2.")]
Area = Annotated[str | None, typer.Option("--area", help="An ONS code such as E09000006.")]
AsAt = Annotated[
    str | None,
    typer.Option("--as-at", help="Show what stood at this date or time (UTC), or when this meeting was frozen."),
]
Unsuppressed = Annotated[
    bool, typer.Option("--unsuppressed", help="Show small numbers of people too: not for any paper.")
]
REFUSED = 3


def out(text: str) -> None:
    typer.echo(text)


def print_json(document: object) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


@contextmanager
def opened(database: str | None) -> Iterator[Store]:
    """The store, closed at the end; a fault the user can mend becomes its sentence and exit status 2."""
    try:
        store = Store.open(database or Settings().database_url)
        try:
            with as_actor(Actor(user(), "terminal")):
                yield store
        finally:
            store.close()
    except SaferError as error:
        typer.echo(f"safer: {error}", err=True)
        raise typer.Exit(1 if isinstance(error, DatabaseTrouble) else 2) from error


def board(store: Store, *, unsuppressed: bool = False) -> Board:
    return Board(
        store,
        strategies.opened(store, DATA / "strategies"),
        areas_file(),
        disclosure=disclosure(store, unsuppressed=unsuppressed),
    )


def of_scorecard(say: Callable[[Scorecard, bool], None]) -> Callable[..., None]:
    """The command that says something of a scorecard, as it is asked for; `say` is given it, and whether as JSON."""

    def command(
        strategy: Strategy = None,
        quarter: Quarter = None,
        area: Area = None,
        as_at: AsAt = None,
        unsuppressed: Unsuppressed = False,
        as_json: AsJson = False,
        database: Database = None,
    ) -> None:
        with opened(database) as store:
            held = board(store, unsuppressed=unsuppressed)
            card = held.scorecard(strategy or Settings().strategy, quarter, area, as_at)
            early = too_early(store, as_at) if as_at else ""
        if early and not as_json:
            out(early)
        say(card, as_json)

    # not functools.wraps: the options are those of `command`
    command.__name__, command.__doc__ = say.__name__, say.__doc__
    return command


def disclosure(store: Store, *, unsuppressed: bool) -> Rules:
    """What is kept back: what the partnership's rules say, or nothing, which goes into the audit log."""
    if not unsuppressed:
        return rules()
    store.audit.note("figures.unsuppressed", " ".join(sys.argv[1:])[:200])
    return Rules()


def user() -> str:
    """Who is at the terminal."""
    try:
        return getuser()
    except (KeyError, OSError):
        return "unknown"
