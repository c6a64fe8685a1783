"""A chart's figures as a table that leaves: its numbers as the scorecard has them, not as they are written."""

from dashboard.annotations import Annotation
from dashboard.packs.leaving import CONFIDENTIAL, NOT_AVAILABLE, Column, Graph, Table, Value
from dashboard.scorecard.details import Chart, Line
from dashboard.scorecard.veil import SYMBOL

_NEWEST_FIRST = ("years", "control")  # kinds whose table is turned round
_TARGET = "Target"


def of_chart(chart: Chart) -> Table:
    """The table that a page shows under a chart, with the target beside it."""
    across = chart.table_headings[1:] == chart.categories
    columns, rows = _across(chart) if across else _down(chart)
    noted = bool(chart.annotations)
    if noted:
        columns = (*columns, Column("Notes"))
        extra = [_numbers(text) for text in chart.table_notes]
        rows = tuple((*row, said) for row, said in zip(rows, [*extra, *["none"] * len(rows)], strict=False))
    said = [chart.note, *(remark(number, note) for number, note in enumerate(chart.annotations, 1))]
    title = f"{chart.title}, {chart.unit}" if chart.unit else chart.title
    return Table(chart.key, title, columns, rows, tuple(filter(None, said)), _graph(chart, across=across))


def remark(number: int, note: Annotation) -> str:
    """Note 1: from Apr 2020 to Jun 2021. Lockdowns. Event. Source."""
    return f"Note {number}: {note.when}. {note.text} {note.label}. {note.source}"


def _numbers(text: str) -> str:
    """note 1, note 2 for “1, 2”."""
    return ", ".join(f"note {number}" for number in text.split(", ")) if text else "none"


def _across(chart: Chart) -> tuple[tuple[Column, ...], tuple[tuple[Value, ...], ...]]:
    """A row for each year, the newest first, then the target."""
    columns = (Column(chart.table_headings[0]), *(Column(name, "number", chart.decimals) for name in chart.categories))
    held = {line.name: line for line in chart.lines}
    rows = [
        (name, *map(_cell, held[name].values, texts)) if name in held else (name, *map(_read, texts))
        for name, *texts in chart.table_rows
    ]
    if chart.target:
        rows.append((_TARGET, *chart.target.values))
    return columns, tuple(rows)


def _down(chart: Chart) -> tuple[tuple[Column, ...], tuple[tuple[Value, ...], ...]]:
    """A row for each period, a column for each line, and what else the table says of it."""
    count = len(chart.categories)
    order = [*range(count)][::-1] if chart.kind in _NEWEST_FIRST else [*range(count)]
    held: dict[str, Line] = {line.name: line for line in chart.lines}
    target = chart.target if chart.target and _TARGET not in chart.table_headings else None
    if chart.target:
        held[_TARGET] = chart.target
    worded = {len(chart.table_headings) - 1} if chart.marks else set()
    columns = [
        Column(name, "text" if place in worded or not place else "number", _places(chart, held.get(name)))
        for place, name in enumerate(chart.table_headings)
    ]
    rows = []
    for number, (period, *texts) in zip(order, chart.table_rows, strict=True):
        cells = [
            _cell(held[name].values[number], text) if name in held else _read(text) if place not in worded else text
            for place, (name, text) in enumerate(zip(chart.table_headings[1:], texts, strict=True), 1)
        ]
        rows.append((period, *cells, *([target.values[number]] if target else [])))
    if target:
        columns.append(Column(_TARGET, "number", _places(chart, target)))
    return tuple(columns), tuple(rows)


def _places(chart: Chart, line: Line | None) -> int:
    """What is worked out of counts has a decimal."""
    counted = line is None or (line.role == "figures" and line is not chart.target)
    return chart.decimals + (not counted)


def _cell(value: float | None, text: str) -> Value:
    """The figure; where there is none, whether it is kept back or not there."""
    return value if value is not None else CONFIDENTIAL if text == SYMBOL else NOT_AVAILABLE


def _read(text: str) -> Value:
    """A number that the chart has only in words."""
    plain = text.replace(",", "").replace("−", "-").removesuffix("%")
    try:
        return float(plain)
    except ValueError:
        return CONFIDENTIAL if text == SYMBOL else NOT_AVAILABLE


def _graph(chart: Chart, *, across: bool) -> Graph:
    names = [line.name for line in chart.lines]
    return Graph(
        kind="bar" if chart.kind == "quarters" else "line",
        title=chart.title,
        words=chart.summary,
        lines=tuple(names),
        unit=chart.unit,
        across=across,
        emphasis=next((line.name for line in chart.lines if line.emphasis), ""),
        newest_first=chart.kind in _NEWEST_FIRST,
        aim=_TARGET if chart.target else "",
    )
