"""The forecast's record on real quarters: error, coverage of its intervals, and how far its chances hold.

`python benchmarks/forecast_accuracy.py FOLDER` reads mps_quarterly_counts.csv (series by quarters, the first of a
financial year first) from FOLDER. From every origin 20 quarters are known and the next four are forecast, errors in
units of the series' own year-on-year change, and the total of the financial year the origin lies in. Origins whose
first quarter lies in the pandemic are left out. Ends with 1 where a bar is missed.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

import numpy as np

from dashboard.metrics.forecast import Floats, course, fit, share

HISTORY, LAST = 20, 60
# an origin whose first quarter forecast lies in July 2019 to April 2021
PANDEMIC = range(37, 45)
TARGET = 0.98
# what is measured → lowest and highest
BARS = {
    "MASE": (0.0, 0.88),
    "year's end, 80% interval": (0.76, 0.86),
    "year's end, 95% interval": (0.91, 0.98),
    "Brier after Q1": (0.0, 0.14),
    "Brier after Q2": (0.0, 0.10),
    "Brier after Q3": (0.0, 0.055),
}


def series(folder: Path) -> list[list[float]]:
    with (folder / "mps_quarterly_counts.csv").open(encoding="utf-8", newline="") as file:
        return [[float(count) for count in row[1:]] for row in list(csv.reader(file))[1:]]


def errors(y: list[float]) -> Iterator[float]:
    """Scaled errors of the next four quarters from every origin."""
    for origin in range(HISTORY, LAST + 1):
        if origin not in PANDEMIC:
            model = fit(y[origin - HISTORY : origin])
            assert model is not None
            scale = np.abs(np.subtract(y[4:origin], y[: origin - 4])).mean()
            yield from np.abs(model.means - y[origin : origin + 4]) / scale


def years(y: list[float]) -> Iterator[tuple[int, float, float, Floats]]:
    """From every origin: how many quarters of its year are known, the total that came, the one before, and paths."""
    for origin in range(HISTORY, LAST + 1):
        if origin not in PANDEMIC:
            known, start = origin % 4, origin - origin % 4
            model = fit(y[origin - HISTORY : origin])
            assert model is not None
            _, totals = course(model, y[start:origin])
            yield known, sum(y[start : start + 4]), sum(y[start - 4 : start]), totals


def measured(every: list[list[float]]) -> dict[str, float]:
    found = {"MASE": fmean(error for y in every for error in errors(y))}
    inside: dict[str, list[bool]] = {"80%": [], "95%": []}
    wrong: dict[int, list[float]] = {known: [] for known in range(4)}
    for known, total, before, totals in (year for y in every for year in years(y)):
        low, least, most, high = np.quantile(totals, (0.025, 0.1, 0.9, 0.975))
        inside["80%"].append(bool(least <= total <= most))
        inside["95%"].append(bool(low <= total <= high))
        said = share(totals, TARGET * before, True)
        assert said is not None
        wrong[known].append((said - (total <= TARGET * before)) ** 2)
    found |= {f"year's end, {width} interval": fmean(held) for width, held in inside.items()}
    found |= {f"Brier after Q{known}": fmean(wrong[known]) for known in (1, 2, 3)}
    return found


def main() -> int:
    if len(sys.argv) != 2:
        sys.stderr.write("Name the folder that holds mps_quarterly_counts.csv.\n")
        return 2
    found = measured(series(Path(sys.argv[1])))
    held = True
    for name, (low, high) in BARS.items():
        held &= low <= found[name] <= high
        bar = f"{low:g} to {high:g}" if low else f"at most {high:g}"
        sys.stdout.write(f"{name}: {found[name]:.3f} ({bar})\n")
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
