"""Where each area stands on a map of equal tiles, and its three letters: rows of data/tiles.csv."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dashboard.settings import DATA


class Tile(NamedTuple):
    """An area's place, counted from 1 at the top left, and its letters."""

    code: str
    label: str
    row: int
    column: int


@cache
def listed(path: Path = DATA / "tiles.csv") -> tuple[Tile, ...]:
    """The tiles of a file with the columns code,label,row,column, in reading order."""
    with path.open(encoding="utf-8", newline="") as file:
        made = [
            Tile(line["code"], line["label"], int(line["row"]), int(line["column"])) for line in csv.DictReader(file)
        ]
    return tuple(sorted(made, key=lambda tile: (tile.row, tile.column)))
