"""Chosen figures as tables: one row for each figure, and the rows and columns of the page."""

from typing import Literal

from dashboard.packs.leaving import NOT_APPLICABLE, NOT_AVAILABLE, Column, Graph, Table, Value
from dashboard.scorecard.explored_chart import MOST_LINES, title
from dashboard.scorecard.exploring import Explored, Point
from dashboard.scorecard.pivot import pivot

_COLUMNS = (
    Column("Series"), Column("Series code"), Column("Area"), Column("Area code"), Column("Period"),
    Column("From", "date"), Column("To", "date"), Column("Breakdown"), Column("Value", "number", None),
    Column("Unit"), Column("Mark"), Column("Upload", "number"),
)  # fmt: skip


def listed_figures(found: Explored) -> Table:
    """Every figure in a row of its own, with its mark."""
    rows = tuple(_row(found, point) for point in found.points)
    places = tuple(found.measure(point.series).decimals for point in found.points)
    return Table("data", title(found), _COLUMNS, rows, found.gaps, places=places)


def _row(found: Explored, point: Point) -> tuple[Value, ...]:
    measure = found.measure(point.series)
    return (
        measure.title,
        point.series,
        point.area_name,
        point.area,
        point.period.key,
        point.period.start,
        point.period.end,
        point.breakdown or NOT_APPLICABLE,
        point.value if point.value is not None else point.mark,
        measure.unit or NOT_APPLICABLE,
        point.mark or "none",
        point.upload if point.upload is not None else NOT_AVAILABLE,
    )


def pivoted(found: Explored, shape: Literal["line", "bar"]) -> Table:
    """Rows and columns as on the page; marks of figures, which are not numbers, are in the table of all figures."""
    made = pivot(found)
    places = max(one.decimals for one in found.measures)
    columns = (Column(made.corner), *(Column(name, "number", places) for name in made.columns))
    rows = tuple((name, *(_cell(point) for point in cells)) for name, cells in made.rows)
    note = "Figures that were revised or are provisional are marked in the worksheet Table_1."
    noted = any(point and point.mark and point.value is not None for _, cells in made.rows for point in cells)
    return Table("data-pivot", f"{title(found)}, rows by {made.corner.lower()}", columns, rows,
                 (note,) if noted else (), _graph(found, made.corner, columns, shape))  # fmt: skip


def _cell(point: Point | None) -> Value:
    if point is None:
        return NOT_AVAILABLE
    return point.value if point.value is not None else point.mark


def _graph(found: Explored, corner: str, columns: tuple[Column, ...], shape: Literal["line", "bar"]) -> Graph | None:
    """Of periods in rows and few columns of one unit."""
    names = tuple(column.heading for column in columns[1:])
    if corner != "Period" or len(found.units) > 1 or not 0 < len(names) <= MOST_LINES or len(set(names)) < len(names):
        return None
    words = f"{title(found)}. The figures are in the worksheet before this one."
    return Graph(shape, title(found), words, names, found.units[0], emphasis=names[0], newest_first=True)
