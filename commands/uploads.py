"""safer uploads: what was loaded, when and by whom."""

from commands._common import AsJson, Database, opened, out, print_json


def uploads(as_json: AsJson = False, database: Database = None) -> None:
    """What was loaded, when and by whom, newest first."""
    with opened(database) as store:
        rows = store.uploads()
    if as_json:
        print_json({"uploads": rows})
        return
    for row in rows:
        counts = ", ".join(f"{number:,} {name}" for name, number in row["counts"].items())
        when = row["loaded_at"][:16]
        out(f"{row['upload']:>5}  {when}  {row['loaded_by']}  {row['file']}  ({row['source']}; {counts})")
    if not rows:
        out("Nothing has been loaded yet. `safer load FILE` loads a spreadsheet.")


COMMANDS = {"uploads": uploads}
