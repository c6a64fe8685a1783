"""Loading against its floor: reading the file and inserting its values, in one run, as a ratio.

`python benchmarks/loading.py FILE…` prints, for each file, the median of `load` (recognise, read, check,
commit, with provenance for each cell) over the median of reading it with csv or calamine and one
`executemany` of its values into an indexed SQLite table.
"""

import csv
import io
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from python_calamine import CalamineWorkbook

from dashboard.store.store import Store
from loaders._load import load

RUNS = 5


def floor(content: bytes, name: str, folder: Path) -> None:
    """Read every cell and insert the numbers, keyed by sheet, row and column."""
    if name.endswith(".csv"):
        sheets = [list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))]
    else:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names]
    values = [
        (s, r, c, cell)
        for s, rows in enumerate(sheets)
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
        if isinstance(cell, float) or (isinstance(cell, str) and cell.isdigit())
    ]
    connection = sqlite3.connect(folder / "floor.sqlite")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE value (sheet, row, col, value)")
    connection.execute("CREATE UNIQUE INDEX place ON value (sheet, row, col)")
    connection.executemany("INSERT INTO value VALUES (?, ?, ?, ?)", values)
    connection.commit()
    connection.close()


def product(content: bytes, name: str, folder: Path) -> None:
    store = Store.open(f"sqlite:///{folder / 'product.sqlite'}")
    result = load(store, [(name, content)], by="benchmark")[0]
    assert result["status"] == "committed", result["problems"]
    store.close()


def timed(work: Callable[[bytes, str, Path], None], content: bytes, name: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        work(content, name, Path(folder))
        return time.perf_counter() - started


def main() -> None:
    for path in map(Path, sys.argv[1:]):
        content = path.read_bytes()
        timed(product, content, path.name)  # imports and caches are not what is measured
        pairs = [(timed(product, content, path.name), timed(floor, content, path.name)) for _ in range(RUNS)]
        ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
        sys.stdout.write(f"{path.name}: {ours:.2f} s, floor {theirs:.2f} s, ratio {ours / theirs:.1f}\n")


if __name__ == "__main__":
    main()
