"""What reading in a process of its own costs: `load` apart over `load` in place, a 1 MB file, in one run.

`python benchmarks/worker.py [FILE…]` prints the medians and their ratio for each file; without one it makes a csv and
a workbook of about a megabyte. A run that changes nothing (--dry-run) is compared, so that every round does the same.
"""

import io
import statistics
import sys
import tempfile
import time
from pathlib import Path

from openpyxl import Workbook

from dashboard.store.store import Store
from loaders._apart import load_apart
from loaders._load import load

RUNS = 9
HOW = {"by": "benchmark", "dry_run": True, "source": None, "strict": False}


def made() -> list[tuple[str, bytes]]:
    """The crime sample grown to a megabyte, as a csv and as a workbook."""
    months = [f"{year}{month:02d}" for year in range(2012, 2024) for month in range(1, 13)]
    boroughs = ("Barnet", "Bexley", "Brent", "Bromley", "Camden", "Croydon", "Ealing", "Enfield", "Hackney", "Havering")
    rows = [
        [f"GROUP {g}", f"SORT {s}", borough, *[(g * s * 37 + n) % 900 for n in range(len(months))]]
        for g in range(12)
        for s in range(16)
        for borough in boroughs
    ]
    table = [["MajorText", "MinorText", "BoroughName", *months], *rows]
    book, file = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("Crime")
    for row in table:
        sheet.append(row)
    book.save(file)
    return [
        ("megabyte.csv", "\n".join(",".join(map(str, row)) for row in table).encode()),
        ("megabyte.xlsx", file.getvalue()),
    ]


def compared(store: Store, name: str, content: bytes) -> tuple[float, float]:
    """Median seconds in place and apart, taken in turn."""
    here, there = [], []
    for _ in range(RUNS):
        began = time.perf_counter()
        load(store, [(name, content)], **HOW)
        between = time.perf_counter()
        load_apart(store, name, content, seconds=300.0, **HOW)
        here.append(between - began)
        there.append(time.perf_counter() - between)
    return statistics.median(here), statistics.median(there)


def main(files: list[str]) -> None:
    given = [(Path(path).name, Path(path).read_bytes()) for path in files] or made()
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{folder}/x.sqlite")
        for name, content in given:
            here, there = compared(store, name, content)
            size = len(content) / 1e6
            sys.stdout.write(
                f"{name} ({size:.1f} MB): {here:.3f} s in place, {there:.3f} s apart, ×{there / here:.2f}\n"
            )
        store.close()


if __name__ == "__main__":
    main(sys.argv[1:])
