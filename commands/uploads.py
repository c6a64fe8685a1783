"""safer uploads: what was loaded, when and by whom."""

from typing import Any

from commands._common import AsJson, Database, Unsuppressed, disclosure, opened, out, print_json
from dashboard.scorecard.ledger import uploads as listed
from dashboard.scorecard.ledger import warnings_in_words


def uploads(unsuppressed: Unsuppressed = False, as_json: AsJson = False, database: Database = None) -> None:
    """What was loaded, when and by whom, newest first; what was undone and which warnings were accepted."""
    with opened(database) as store:
        rows = listed(store, disclosure(store, unsuppressed=unsuppressed))
    if as_json:
        print_json({"uploads": rows})
        return
    for row in rows:
        _tell(row)
    if not rows:
        out("Nothing has been loaded yet. `safer load FILE` loads a spreadsheet.")


def _tell(row: dict[str, Any]) -> None:
    counts = ", ".join(f"{number:,} {name}" for name, number in row["counts"].items())
    out(f"{row['upload']:>5}  {row['loaded_at'][:16]}  {row['loaded_by']}  {row['file']}  ({row['source']}; {counts})")
    if row["undone_at"]:
        out(f"       undone {row['undone_at'][:16]} by {row['undone_by']}")
    for line in warnings_in_words(row["problems"], row["accepted"]):
        out(f"       {line}")


COMMANDS = {"uploads": uploads}
