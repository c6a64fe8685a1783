"""Charts that a spreadsheet program draws itself, of the figures in a table."""

from typing import Any

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter

from dashboard.inert import writable
from dashboard.packs.leaving import Graph, Table, Value

# a cell of a table: its column from 0, its row from the headings
Place = tuple[int, int]
NOW, INK, _AIM = "12436D", "0B0C0C", "801650"
# older and older years in bars, and lines after the first: each with a marker and a stroke of its own
_PAST = ("8A9299", "B4BAC0", "D0D5D9")
_LINES: tuple[tuple[str, Any, Any], ...] = (
    ("12436D", "circle", "solid"),
    ("28A197", "square", "dash"),
    ("801650", "triangle", "sysDash"),
    ("F46A25", "diamond", "dashDot"),
    ("3D3D3D", "x", "sysDot"),
    ("A285D1", "star", "lgDash"),
)
_WIDTH, _HEIGHT = 26, 13  # centimetres


def drawn(table: Table, graph: Graph, sheet: str, heads: int) -> BarChart | LineChart:
    """A chart of `table`, whose headings stand in row `heads` of `sheet`."""
    made = BarChart() if graph.kind == "bar" else LineChart()
    made.title, made.style = writable(graph.title), 2
    made.width, made.height = _WIDTH, _HEIGHT
    made.y_axis.title = writable(graph.unit) or None
    made.x_axis.delete = made.y_axis.delete = False
    made.y_axis.scaling.min = 0 if _no_less_than_nothing(table, graph) else None
    made.y_axis.number_format, made.legend.position = "General", "b"  # type: ignore[union-attr]
    if isinstance(made, BarChart):
        made.gapWidth, made.overlap = 40, 0
    for place, name in enumerate(graph.lines):
        age = len(graph.lines) - 1 - place
        made.series.append(_shaped(_series(table, graph, name, sheet, heads, place), graph, name, age, place))
    if graph.aim:
        made += _aimed(_series(table, graph, graph.aim, sheet, heads, len(graph.lines)))
    return made


def _aimed(series: Series) -> LineChart:
    """What is aimed at, as a dashed line over the others."""
    line = LineProperties(solidFill=_AIM, prstDash="dash", w=22225)
    series.spPr, series.smooth = GraphicalProperties(ln=line), False
    series.marker = Marker(symbol="diamond", size=8, spPr=GraphicalProperties(solidFill="FFFFFF", ln=LineProperties(
        solidFill=_AIM)))  # fmt: skip
    made = LineChart()
    made.series.append(series)
    return made


def _no_less_than_nothing(table: Table, graph: Graph) -> bool:
    values = [value for name in graph.drawn for value in _values(table, graph, name)]
    return all(value >= 0 for value in values if isinstance(value, int | float))


def _series(table: Table, graph: Graph, name: str, sheet: str, heads: int, place: int) -> Series:
    """A line or a group of bars, whose figures and labels are read from the sheet."""
    made = Series(idx=place, order=place)
    made.tx = SeriesLabel(v=writable(name))
    values, labels = _cells(table, graph, name)
    if graph.newest_first and not graph.across:
        values, labels = values[::-1], labels[::-1]
    made.val = NumDataSource(numRef=NumRef(f=_joined(sheet, heads, values)))
    made.cat = AxDataSource(strRef=StrRef(f=_joined(sheet, heads, labels)))
    return made


def _values(table: Table, graph: Graph, name: str) -> list[Value]:
    row, column = _line(table, graph, name)
    return [table.rows[row][n] for n in _numbers(table)] if graph.across else [one[column] for one in table.rows]


def _line(table: Table, graph: Graph, name: str) -> tuple[int, int]:
    """The row, or the column, that a line is."""
    if graph.across:
        return next(n for n, row in enumerate(table.rows) if row[0] == name), 0
    return 0, next(n for n, column in enumerate(table.columns) if column.heading == name)


def _numbers(table: Table) -> list[int]:
    return [n for n, column in enumerate(table.columns) if column.kind == "number"]


def _cells(table: Table, graph: Graph, name: str) -> tuple[list[Place | None], list[Place | None]]:
    """Where a line's figures and their labels stand, rows counted from the headings; None where there is no figure."""
    row, column = _line(table, graph, name)
    if graph.across:
        places = [(n, row + 1) for n in _numbers(table)]
        labels = [(n, 0) for n in _numbers(table)]
    else:
        places = [(column, n) for n in range(1, len(table.rows) + 1)]
        labels = [(0, n) for n in range(1, len(table.rows) + 1)]
    known = [isinstance(value, int | float) for value in _values(table, graph, name)]
    return [place if there else None for place, there in zip(places, known, strict=True)], list(labels)


def _joined(sheet: str, heads: int, places: list[Place | None]) -> str:
    """Cells as a reference, those that follow each other as one area.

    A spreadsheet program draws a text as nought: where a figure is kept back or missing, the reference goes to a cell
    that is always empty (beside the title), which is drawn as a gap.
    """
    areas: list[list[Place]] = []
    for place in places:
        here = place or (1, 1 - heads)
        if place and areas and _follows(areas[-1][-1], here):
            areas[-1].append(here)
        else:
            areas.append([here])
    said = [_area(sheet, heads, area) for area in areas]
    return said[0] if len(said) == 1 else f"({','.join(said)})"


def _follows(before: Place, here: Place) -> bool:
    return (here[0] - before[0], here[1] - before[1]) in ((1, 0), (0, 1))


def _area(sheet: str, heads: int, area: list[Place]) -> str:
    ends = [f"${get_column_letter(column + 1)}${heads + row}" for column, row in (area[0], area[-1])]
    return f"'{sheet}'!{ends[0]}" + (f":{ends[1]}" if len(area) > 1 else "")


def _shaped(made: Series, graph: Graph, name: str, age: int, place: int) -> Series:
    if graph.kind == "bar":
        colour = NOW if name == graph.emphasis or age == 0 else _PAST[min(age, len(_PAST)) - 1]
        made.spPr = GraphicalProperties(solidFill=colour, ln=LineProperties(solidFill=INK, w=6350))
        return made
    now = name == graph.emphasis
    colour, symbol, dash = _LINES[0 if now else 1 + place % (len(_LINES) - 1)]
    line = LineProperties(solidFill=colour, prstDash=dash, w=28575 if now else 19050)
    made.spPr = GraphicalProperties(ln=line)
    made.marker = Marker(symbol=symbol, size=7, spPr=GraphicalProperties(solidFill=colour, ln=LineProperties(
        solidFill=colour)))  # fmt: skip
    made.smooth = False
    return made
