"""safer mail: what is sent by e-mail, to whom, and sending what waits."""

from typing import Annotated

import typer

from commands._common import Area, AsJson, Database, Strategy, opened, out, print_json
from dashboard.settings import Settings
from dashboard.store.moments import iso
from loaders._post import send_all
from loaders._wishes_mail import asked

app = typer.Typer(help="Digests and papers that are sent by e-mail.", no_args_is_help=True)
Address = Annotated[str, typer.Argument(help="An e-mail address.")]
Kind = Annotated[str, typer.Option("--kind", help="digest, when new figures come, or paper, when a meeting is frozen.")]
Format = Annotated[str, typer.Option("--format", help="Of a paper: docx, pptx, xlsx or html.")]


@app.command("subscribe")
def subscribe(
    address: Address,
    kind: Kind,
    as_format: Format = "docx",
    strategy: Strategy = None,
    area: Area = None,
    database: Database = None,
) -> None:
    """Ask for something to be sent; whoever holds the address confirms it by the letter that goes out."""
    with opened(database) as store:
        settings = Settings()
        where = {"strategy": strategy or settings.strategy, "area": area or settings.area}
        asked(store, address, kind=kind, format=as_format, **where)
    out(f"A letter asks {address} to confirm. Nothing else is sent before that.")


@app.command("list")
def list_(as_json: AsJson = False, database: Database = None) -> None:
    """Who has what sent, and how the last letter fared."""
    with opened(database) as store:
        found = store.mail.listed()
    rows = [row | {n: row[n] and iso(row[n]) for n in ("asked_at", "confirmed_at", "ended_at")} for row in found]
    if as_json:
        print_json({"subscriptions": rows})
        return
    for row in rows:
        state = "confirmed" if row["confirmed_at"] else "not confirmed yet"
        out(f"{row['id']:>4}  {row['address']}: {row['kind']} of {row['strategy']}, {row['area']}: {state}")
    if not rows:
        out("Nobody has anything sent. `safer mail subscribe` asks for it.")


@app.command("end")
def end(
    number: Annotated[int, typer.Argument(help="A number of `safer mail list`.")], database: Database = None
) -> None:
    """Send nothing more of a subscription."""
    with opened(database) as store:
        ended = store.mail.end(number)
    out(f"Nothing more is sent to {ended.address}." if ended else f"There is no subscription {number}.")
    if ended is None:
        raise typer.Exit(2)


@app.command("send")
def send(database: Database = None) -> None:
    """Send every letter that is due; for a timer where the web app cannot send."""
    with opened(database) as store:
        sent, not_sent = send_all(store, Settings())
    out(f"{sent} sent, {not_sent} not sent.")
    if not_sent:
        raise typer.Exit(1)


APPS = {"mail": app}
