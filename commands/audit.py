"""safer audit: who did what, on what, and whether the log is whole."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from commands._common import REFUSED, AsJson, Database, opened, out, print_json
from dashboard.store.store import Store


def audit(
    what: Annotated[str, typer.Option("--what", help="Acts that begin so, such as upload or sign-in.")] = "",
    search: Annotated[str, typer.Option("--search", help="Words of who, on what or from where.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="The newest so many.")] = 100,
    verify: Annotated[bool, typer.Option("--verify", help="Check that every row is as it was written.")] = False,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Who did what, newest first; --verify checks the chain of the whole log."""
    with opened(database) as store:
        if verify:
            _verify(store, as_json=as_json)
            return
        rows = [row.as_row() for row in store.audit.rows(what=what, search=search, limit=limit)]
    if as_json:
        print_json({"audit": rows})
        return
    for row in rows:
        after = json.dumps(row["after"], ensure_ascii=False) if row["after"] else ""
        told = f"{row['number']:>6} {row['at'][:19]}Z {row['what']:<22} {row['who']} ({row['origin']})"
        out(f"{told}: {row['subject']} {after}".rstrip())


def _verify(store: Store, *, as_json: bool) -> None:
    found = store.audit.verify()
    if as_json:
        print_json(asdict(found) | {"sound": found.sound})
    elif found.sound:
        out(f"The audit log is whole: {found.rows:,} rows. Its last seal is {found.head}.")
    else:
        typer.echo(f"safer: the audit log is broken at row {found.broken}: {found.why}.", err=True)
    if not found.sound:
        raise typer.Exit(REFUSED)


COMMANDS = {"audit": audit}
