"""safer undo: restore what stood before an upload."""

from dataclasses import asdict
from typing import Annotated, NoReturn

import typer

from commands._common import REFUSED, AsJson, Database, opened, out, print_json, user
from dashboard.errors import CannotUndo
from dashboard.scorecard.ledger import undone_words


def undo(
    upload: Annotated[int, typer.Argument(help="The number of an upload; `safer uploads` lists them.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, change nothing.")] = False,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Restore what stood before an upload; nothing is deleted, and earlier moments stay as they were."""
    with opened(database) as store:
        try:
            counts = store.would_undo(upload) if dry_run else store.undo(upload, by=user())
        except CannotUndo as refusal:
            _refuse(upload, str(refusal), as_json)
    if as_json:
        print_json({"upload": upload, "status": "dry-run" if dry_run else "undone", "counts": asdict(counts)})
        return
    out(f"Upload {upload} {'would be' if dry_run else 'is'} undone. {undone_words(counts, would=dry_run)}")


def _refuse(upload: int, sentence: str, as_json: bool) -> NoReturn:
    if as_json:
        print_json({"upload": upload, "status": "refused", "message": sentence})
    typer.echo(f"safer: {sentence}", err=True)
    raise typer.Exit(REFUSED)


COMMANDS = {"undo": undo}
