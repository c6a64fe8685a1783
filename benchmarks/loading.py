"""Loading against its floor: reading the file and inserting its values, in one run, as a ratio.

`python benchmarks/loading.py FILE…` prints, for each file, the median of `load` (recognise, read, check, commit,
with provenance for each cell) over the median of reading it with csv or calamine and one `executemany` of its
values into an indexed SQLite table. The floor is taken twice: values with what they are of (the words of their row
and the heading of their column), and bare values with their place alone, which nobody could use.
"""

import csv
import io
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from dashboard.store.store import Store
from loaders._load import load

RUNS = 5


def floor(content: bytes, name: str, folder: Path) -> None:
    """Each number with the words of its row and the heading of its column, indexed by both."""
    rows = [
        ("|".join(cell for cell in row if isinstance(cell, str) and not cell.isdigit()), str(heads.get(c)), cell)
        for rows in _sheets(content, name)
        for heads in [_headings(rows)]
        for row in rows
        for c, cell in enumerate(row)
        if _number(cell)
    ]
    _insert(folder, "label, heading, value", "label, heading", rows)


def places(content: bytes, name: str, folder: Path) -> None:
    """Each number with its place alone."""
    sheets = enumerate(_sheets(content, name))
    rows = [
        (s, r, c, cell)
        for s, rows in sheets
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
        if _number(cell)
    ]
    _insert(folder, "sheet, row, col, value", "sheet, row, col", rows)


def _sheets(content: bytes, name: str) -> list[list[list[Any]]]:
    if name.endswith(".csv"):
        return [list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))]
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names]


def _number(cell: Any) -> bool:
    return isinstance(cell, float) or (isinstance(cell, str) and cell.isdigit())


def _headings(rows: list[list[Any]]) -> dict[int, Any]:
    """The first row that is full to its end."""
    return dict(enumerate(next((row for row in rows if row and all(cell != "" for cell in row)), [])))


def _insert(folder: Path, columns: str, key: str, rows: Sequence[Sequence[Any]]) -> None:
    connection = sqlite3.connect(folder / "floor.sqlite")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"CREATE TABLE value ({columns})")
    connection.execute(f"CREATE INDEX place ON value ({key})")
    connection.executemany(f"INSERT INTO value VALUES ({', '.join('?' * len(rows[0]))})", rows)
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
        runs = [[timed(work, content, path.name) for work in (product, floor, places)] for _ in range(RUNS)]
        ours, theirs, bare = (statistics.median(column) for column in zip(*runs, strict=True))
        said = f"{ours:.2f} s, floor {theirs:.2f} s, ratio {ours / theirs:.1f} (bare values {ours / bare:.1f})"
        sys.stdout.write(f"{path.name}: {said}\n")


if __name__ == "__main__":
    main()
