"""Evidence of one series in one area, made of numbers in a row."""

from collections.abc import Sequence
from typing import Any

from dashboard.periods import Grain, Period, parse
from dashboard.records import SeriesSpec
from dashboard.scorecard.evidence import Evidence
from dashboard.store.observations import Stored
from dashboard.store.snapshot import Snapshot, UploadNote
from dashboard.strategy import Indicator

SUPPRESSED = "suppressed"
Value = float | None | str
LOW: dict[str, Any] = {"polarity": "low", "target": {"kind": "change", "value": -2.0}}


def evidence(first: str, values: Sequence[Value], *, aggregation: str = "sum", unit: str = "offences") -> Evidence:
    """Figures from the period `first` on; None for none, SUPPRESSED for one that is not shown."""
    start = parse(first)
    rows = [_row(start.shift(place), value) for place, value in enumerate(values) if value is not None]
    spec = SeriesSpec("a.b", "Something", unit, aggregation=aggregation)
    note = UploadNote(1, "figures.csv", "test", 1, ["figures"], [])
    return Evidence(Snapshot(rows, {"a.b": spec}, {}, {1: note}, {}))


def _row(period: Period, value: Value) -> Stored:
    shown = None if isinstance(value, str) else value
    return Stored("a.b", "E", "", period, "", shown, "final" if shown is not None else SUPPRESSED, 1, 0, 1, 1)


def indicator(grain: Grain = Grain.QUARTER, **options: Any) -> Indicator:
    return Indicator.model_validate({"code": "one", "title": "One", "series": "a.b", "grain": grain, **LOW, **options})
