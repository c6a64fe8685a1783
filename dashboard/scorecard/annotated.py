"""A chart with the annotations of its months: listed, and numbered beside the rows of its table."""

from collections.abc import Collection, Sequence

from dashboard.annotations import Annotation, spanning
from dashboard.periods import Period, parse
from dashboard.scorecard.details import Chart
from dashboard.strategy import Indicator

_NONE = "–"


def annotated(chart: Chart, indicator: Indicator, area: str, known: Collection[Annotation]) -> Chart:
    """`chart` with what is known of the months in which it has figures, or the year before one that it compares."""
    rows = [_held(chart, number) for number in range(len(chart.table_periods))]
    shown = [period for row in rows for period in row]
    if not shown:
        return chart
    series = {indicator.series, *(part.series for part in indicator.parts)}
    first, last = min(p.first for p in shown), max(p.last for p in shown)
    found = spanning(known, series=series, area=indicator.area or area, first=first, last=last)
    if not found:
        return chart
    return chart.model_copy(update={"annotations": found, "table_notes": tuple(_numbers(row, found) for row in rows)})


def _held(chart: Chart, row: int) -> list[Period]:
    """The periods of a row of the table that have a figure."""
    texts = chart.table_rows[row][1:]
    return [parse(key) for key, text in zip(chart.table_periods[row], texts, strict=True) if key and text != _NONE]


def _numbers(periods: Sequence[Period], found: Sequence[Annotation]) -> str:
    numbers = [
        str(number)
        for number, note in enumerate(found, 1)
        if any(note.first <= period.last and note.last >= period.first for period in periods)
    ]
    return ", ".join(numbers)
