"""safer check: whether the database is whole, and whether a paper still agrees with it."""

from pathlib import Path
from typing import Annotated

import typer

from commands._common import REFUSED, AsJson, Database, board, opened, out, print_json
from dashboard.packs.checking import checked
from loaders._sources import Sources

OfPack = Annotated[
    Path | None, typer.Option("--pack", help="A paper that safer pack has made: whether it still agrees.")
]
_FAILED = 1


def check(of_pack: OfPack = None, as_json: AsJson = False, database: Database = None) -> None:
    """Verify the database, or with --pack that a paper agrees with it."""
    if of_pack is None:
        _database(database, as_json=as_json)
        return
    try:
        content = of_pack.read_bytes()
    except OSError as error:
        typer.echo(f"safer: {of_pack} cannot be read: {error.strerror}.", err=True)
        raise typer.Exit(2) from error
    with opened(database) as store:
        found = checked(board(store), Sources(store), content, of_pack.name)
    asked = found.mark.asked.model_dump(exclude_none=True)
    if as_json:
        print_json(
            {"file": str(of_pack), "agrees": found.agrees, "asked": asked}
            | {"fingerprint": found.mark.fingerprint, "now": found.now, "differs": list(found.differs)}
        )
    else:
        said = ", ".join(f"{name} {value}" for name, value in asked.items())
        out(f"{of_pack.name} {'agrees' if found.agrees else 'does not agree'} with the store: {said}.")
        for sentence in found.differs:
            out(f"  {sentence}")
    if not found.agrees:
        raise typer.Exit(REFUSED)


def _database(database: str | None, *, as_json: bool) -> None:
    with opened(database) as store:
        findings = store.verify()
    if as_json:
        checks = [{"check": one.name, "ok": not one.faults, "faults": list(one.faults)} for one in findings]
        print_json({"ok": not any(one.faults for one in findings), "checks": checks})
    else:
        for one in findings:
            out(f"{one.name}: {'as it should be' if not one.faults else f'{len(one.faults):,} faults'}")
            for fault in one.faults:
                out(f"  {fault}")
    if any(one.faults for one in findings):
        raise typer.Exit(_FAILED)


COMMANDS = {"check": check}
