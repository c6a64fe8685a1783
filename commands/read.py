"""safer read: how files would be read, without loading anything."""

from pathlib import Path
from typing import Annotated

import typer

from commands._common import REFUSED, AsJson, Database, opened, out, print_json
from commands.load import _content
from dashboard.areas import read as read_areas
from dashboard.settings import areas_file
from loaders._mapping.outlook import Outlook, outlook
from loaders._mapping.remembered import remembered


def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Spreadsheets to look at.")],
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """Say how each file would be read: by which source or proposal, how many figures, what would be asked."""
    contents = [(path.name, _content(path)) for path in files]
    with opened(database) as store:
        mapped = remembered(store)
        areas = read_areas(areas_file())
        found = [outlook(name, content, areas, mapped) for name, content in contents]
    if as_json:
        print_json({"files": [entry.as_row() for entry in found]})
    else:
        _tell(found)
    if any(entry.way == "unreadable" for entry in found):
        raise typer.Exit(REFUSED)


def _tell(found: list[Outlook]) -> None:
    wide = max(len(entry.file) for entry in found)
    out(f"{'file':<{wide}}  {'read as':<32}  {'figures':>7}  {'problems':>8}  questions")
    for entry in found:
        how = f"{entry.way} {entry.source}".strip()
        asked = " ".join(entry.questions) or "none"
        out(f"{entry.file:<{wide}}  {how:<32}  {entry.figures:>7,}  {len(entry.problems):>8,}  {asked}")
    for entry in found:
        for problem in entry.problems:
            out(f"{entry.file}: {problem.severity} {problem.code}: {problem.message} {problem.hint}")
        for sentence in entry.left:
            out(f"{entry.file}: left: {sentence}")


COMMANDS = {"read": read}
