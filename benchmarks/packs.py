"""Packs against their floor: the slides against the same charts, tables and text boxes made of ready data, as a ratio.

`python benchmarks/packs.py [RUNS]` loads the samples, makes the pack of a strategy of 5 priorities with 12 indicators
each, and times every format. The floor is python-pptx alone: as many slides, charts of the same numbers, tables of the
same words and text boxes of the same words as the slides have, without layout, measuring, marks or notes. Medians, and
the most memory that the slides and all four formats took in a process of their own.
"""

import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pptx
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from dashboard.packs.compiling import compiled
from dashboard.packs.formats import made, offered
from dashboard.packs.pack import Pack
from dashboard.scorecard.board import Board
from dashboard.settings import DATA, areas_file
from dashboard.store.store import Store
from dashboard.strategy import Indicator, Priority, Strategy
from loaders._load import load
from loaders._sources import Sources

RUNS, PRIORITIES, INDICATORS = 5, 5, 12
MOST, SECONDS = 3.0, 30.0
SERIES = (
    "burglary", "robbery", "theft", "vehicle_offences", "public_order_offences", "arson_and_criminal_damage",
    "violence_against_the_person", "possession_of_weapons", "drug_offences", "sexual_offences", "total",
    "miscellaneous_crimes_against_society",
)  # fmt: skip


def strategy() -> Strategy:
    """Five priorities of twelve indicators, each with a target."""
    priorities = tuple(
        Priority(code=f"p{p}", title=f"Priority {p}", lead="Nobody", ambition="Fewer.", indicators=tuple(
            Indicator(code=f"p{p}-i{n}", title=f"Indicator {n} of priority {p}", series=f"crime.{SERIES[n]}",
                      target={"kind": "change", "value": -2.0})  # type: ignore[arg-type]
            for n in range(INDICATORS)))
        for p in range(1, PRIORITIES + 1)
    )  # fmt: skip
    return Strategy(code="large", title="A large strategy", start="2025-04-01", end="2028-03-31", priorities=priorities)


def prepare(folder: Path) -> None:
    """A store with every sample."""
    store = Store.open(f"sqlite:///{folder / 'packs.sqlite'}")
    load(store, [(path.name, path.read_bytes()) for path in sorted((DATA / "samples").glob("*.csv"))], by="benchmark")
    store.close()


def pack(folder: Path) -> Pack:
    """The pack of the large strategy, from a store that `prepare` has filled."""
    store = Store.open(f"sqlite:///{folder / 'packs.sqlite'}")
    board = Board(store, {"large": strategy()}, areas_file())
    return compiled(board, Sources(store), strategy="large", quarter="FY2025-26-Q2")


def ready(content: bytes) -> list[dict[str, Any]]:
    """What stands on every slide, as data that is ready to be put on another."""
    slides = []
    for slide in pptx.Presentation(io.BytesIO(content)).slides:
        held: dict[str, Any] = {"charts": [], "tables": [], "texts": []}
        for shape in slide.shapes:
            if shape.has_chart:
                found: Any = shape.chart
                series = [(one.name, list(one.values)) for plot in found.plots for one in plot.series]
                held["charts"].append((list(found.plots[0].categories), series))
            elif shape.has_table:
                held["tables"].append([[cell.text_frame.text for cell in row.cells] for row in shape.table.rows])
            elif shape.has_text_frame:
                held["texts"].append(shape.text_frame.text)
        slides.append(held)
    return slides


def floor(slides: list[dict[str, Any]]) -> bytes:
    """The same things by the library alone."""
    deck = pptx.Presentation()
    for held in slides:
        shapes = deck.slides.add_slide(deck.slide_layouts[6]).shapes
        for categories, series in held["charts"]:
            data = CategoryChartData()
            data.categories = categories
            for name, values in series:
                data.add_series(name, values)
            shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Pt(10), Pt(10), Pt(400), Pt(300), data)
        for rows in held["tables"]:
            table = shapes.add_table(len(rows), len(rows[0]), Pt(10), Pt(10), Pt(600), Pt(300)).table
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text_frame.text = text
        for text in held["texts"]:
            shapes.add_textbox(Pt(10), Pt(10), Pt(300), Pt(100)).text_frame.text = text
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def timed(work: Callable[[], object], runs: int, clock: Callable[[], float] = time.process_time) -> float:
    """Seconds, the median: of the processor, which a busy machine leaves as they are, or of the clock."""
    taken = []
    for _ in range(runs):
        begun = clock()
        work()
        taken.append(clock() - begun)
    return statistics.median(taken)


def peak(folder: Path, *names: str) -> float:
    """MB that a process of its own takes at the most to make formats."""
    run = [sys.executable, __file__, "--peak", str(folder), *names]
    return float(subprocess.run(run, capture_output=True, text=True, check=True).stdout)


def _peak(folder: str, names: list[str]) -> None:
    found = pack(Path(folder))
    for name in names:
        made(found, name)
    sys.stdout.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def main(runs: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        found = pack(folder)
        content = made(found, "pptx")
        slides = ready(content)
        of, alone = timed(lambda: made(found, "pptx"), runs), timed(lambda: floor(slides), runs)
        once = {kind: timed(lambda kind=kind: made(found, kind), 1, time.perf_counter) for kind in offered()}  # type: ignore[misc]
        told = {
            "slides": len(slides),
            "charts": sum(len(held["charts"]) for held in slides),
            "tables": sum(len(held["tables"]) for held in slides),
            "text boxes": sum(len(held["texts"]) for held in slides),
            "slides, seconds": round(of, 2),
            "floor, seconds": round(alone, 2),
            "ratio": round(of / alone, 2),
            "every format once, seconds": {kind: round(taken, 2) for kind, taken in once.items()},
            "all formats, seconds": round(sum(once.values()), 2),
            "peak of the pack alone, MB": round(peak(folder)),
            "peak of the slides, MB": round(peak(folder, "pptx")),
            "peak of all formats, MB": round(peak(folder, *offered())),
            "size of the slides, kB": len(content) // 1000,
        }
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    return 0 if of / alone <= MOST and sum(once.values()) <= SECONDS else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        _peak(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else RUNS))
