"""Counting a month of incidents against pandas: `python benchmarks/counting.py` prints the ratio of one run.

The month is made here: 90,000 rows over the 32 boroughs in the columns of a police.uk street file. Ours is the
whole load (recognise, read, count, check, commit); the peer reads the csv with pandas and groups it.
"""

import csv
import io
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from benchmarks.loading import timed
from dashboard import areas as register
from dashboard.settings import areas_file
from dashboard.store.store import Store
from loaders._load import load

ROWS, RUNS = 90_000, 7
TYPES = ("Anti-social behaviour", "Burglary", "Violence and sexual offences", "Vehicle crime", "Shoplifting", "Drugs")
HEADINGS = (
    *("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location"),
    *("LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context"),
)
FORCE = "Metropolitan Police Service"


def month() -> bytes:
    """A csv of incidents, the same each time."""
    chance = random.Random(2025)
    boroughs = [row.name for row in register.read(areas_file()).of_kind("borough")]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for number in range(ROWS):
        kind, borough, place = chance.choice(TYPES), chance.choice(boroughs), chance.randrange(1, 40)
        crime = "" if kind == TYPES[0] else f"{chance.getrandbits(256):064x}"
        where = (f"{chance.uniform(-0.5, 0.3):.6f}", f"{chance.uniform(51.3, 51.7):.6f}", f"On or near Road {place}")
        lsoa = (f"E010{number % 9999:05d}", f"{borough} {place:03d}{chance.choice('ABCDE')}")
        writer.writerow([crime, "2025-06", FORCE, FORCE, *where, *lsoa, kind, "Under investigation", ""])
    return text.getvalue().encode()


def grouped(content: bytes, _name: str, _folder: Path) -> None:
    """What pandas does with the same bytes: read them all, and count by authority and type."""
    frame = pd.read_csv(io.BytesIO(content))
    frame["borough"] = frame["LSOA name"].str.slice(0, -5)
    frame.groupby(["Month", "borough", "Crime type"]).size()


def loaded(content: bytes, name: str, folder: Path) -> float:
    """The seconds that loading takes into a store that is there already."""
    store = Store.open(f"sqlite:///{folder / 'store.sqlite'}")
    started = time.perf_counter()
    result = load(store, [(name, content)], by="benchmark")[0]
    taken = time.perf_counter() - started
    assert result["status"] == "committed", result["problems"]
    store.close()
    return taken


def _loaded(content: bytes, name: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        return loaded(content, name, Path(folder))


def main() -> None:
    """Print the medians and their ratio."""
    content, name = month(), "2025-06-metropolitan-street.csv"
    pairs = [(_loaded(content, name), timed(grouped, content, name)) for _ in range(RUNS + 1)][1:]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    sys.stdout.write(f"{ROWS:,} incidents: {ours:.2f} s, pandas {theirs:.2f} s, ratio {ours / theirs:.1f}\n")


if __name__ == "__main__":
    main()
