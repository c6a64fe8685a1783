"""The cell that heads a figure, and the cell that names it, so that a finding points where it is mended."""

from dashboard.periods import Period
from dashboard.records import Observation, cell_name
from loaders._book import Cell, Sheet, slug
from loaders._checks._context import Context
from loaders._grammar import period
from loaders._match import SEARCH_ROWS

Place = tuple[int, int]


def heading(context: Context, row: Observation) -> Place | None:
    """Where the figure's period is written: above it, or to its left; the figure's own cell when it is neither."""
    if not row.row:
        return None
    sheet = context.book.sheets[row.sheet]
    above = ((number, row.column) for number in range(1, min(row.row, SEARCH_ROWS + 1)))
    beside = ((row.row, column) for column in range(1, row.column))
    return next((at for at in (*above, *beside) if _says(sheet.at(*at), row.period)), (row.row, row.column))


def _says(cell: Cell, when: Period) -> bool:
    return cell != "" and any(period(cell, years_end=end) == when for end in ("", "december", "march"))


def label(context: Context, row: Observation, code: str = "") -> Place | None:
    """Where the last word of a series (the figure's own) is written in its row; the figure's own cell if it is not."""
    if not row.row:
        return None
    sheet, word = context.book.sheets[row.sheet], (code or row.series).rpartition(".")[2]
    cells = ((row.row, column) for column in range(1, row.column))
    return next((at for at in cells if slug(sheet.text(*at)) == word), (row.row, row.column))


def written(context: Context, row: Observation) -> str:
    """The text of the cell that names the figure, else its series' title."""
    at = label(context, row)
    sheet: Sheet | None = context.book.sheets[row.sheet] if at else None
    text = sheet.text(*at) if sheet and at else ""
    return text if slug(text) == row.series.rpartition(".")[2] else context.title(row.series)


def address(context: Context, row: Observation, at: Place | None) -> str:
    """Sheet!B7 of a place on the figure's sheet; the sheet alone without one."""
    sheet = context.reading.sheets[row.sheet]
    return f"{sheet}!{cell_name(*at)}" if at else sheet
