"""A piece of a sheet around marked cells: the headings above them, the labels beside them, and their neighbours."""

from collections.abc import Collection, Iterable, Sequence

from dashboard.records import cell_name
from dashboard.scorecard.provenance import Excerpt, ExcerptRow
from loaders._book import Cell, Sheet, folded, tidy
from loaders._grammar import NotANumber, period, value

AROUND = 2
# a table of so few columns is shown across its whole width
NARROW = 10
_LABELS = 8
_TITLES = 6
_LONGEST = 60
_PERIOD_WORDS = ("year", "quarter", "month", "period", "date")
Place = tuple[int, int]


def excerpt(sheet: Sheet, places: Collection[Place], *, around: int = AROUND) -> Excerpt | None:
    """The marked `places` (row and column from 1) with `around` rows and columns beside them.

    None where the sheet does not reach so far.
    """
    marked = sorted(place for place in set(places) if _inside(sheet, place))
    if not marked:
        return None
    heads = heading_rows(sheet, marked)
    rows = _rows(sheet, marked, heads, around)
    columns = _columns(sheet, marked, rows, heads, around)
    return Excerpt(
        sheet=sheet.name,
        columns=tuple(cell_name(1, column).rstrip("1") for column in columns),
        rows=tuple(ExcerptRow(row=row, heading=row in heads, cells=_texts(sheet, row, columns)) for row in rows),
        marked=tuple(cell_name(*place) for place in marked),
    )


def _inside(sheet: Sheet, place: Place) -> bool:
    return 0 < place[0] <= len(sheet.rows) and 0 < place[1] <= len(sheet.rows[place[0] - 1])


def heading_rows(sheet: Sheet, places: Iterable[Place]) -> set[int]:
    """The rows that head the columns of `places`, with a band of headings above or a row of years below them."""
    found: set[int] = set()
    for column in sorted({column for _, column in places}):
        first = min(row for row, other in places if other == column)
        if head := _heading(sheet, first, column):
            beside = [
                (head, True),
                (head - 1, _is_band(sheet, head - 1, column)),
                (head + 1, _names_years(sheet, head + 1)),
            ]
            found |= {row for row, heads in beside if heads and row < first}
    return found


def _is_band(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a row above the headings has a heading of its own over this column."""
    return sheet.text(row, column) != "" and (not _is_figure(sheet.at(row, column)) or _names_years(sheet, row))


def _heading(sheet: Sheet, row: int, column: int) -> int:
    """The nearest row above that holds no figure in this column, or the topmost that holds anything; 0 if none."""
    filled = [above for above in range(row - 1, 0, -1) if sheet.text(above, column)]
    return next((above for above in filled if not _is_figure(sheet.at(above, column))), filled[-1] if filled else 0)


def _is_figure(cell: Cell) -> bool:
    """A number or what publishers write in place of one."""
    try:
        value(cell)
    except NotANumber:
        return False
    return True


def _names_years(sheet: Sheet, row: int) -> bool:
    """Whether most figures of a row can be read as periods: 2018, 2019, 2020."""
    cells = (
        [cell for cell in sheet.rows[row - 1] if tidy(cell) and _is_figure(cell)] if 0 < row <= len(sheet.rows) else []
    )
    return len(cells) > 1 and sum(period(cell, years_end="december") is not None for cell in cells) * 2 > len(cells)


def _rows(sheet: Sheet, marked: Sequence[Place], heads: set[int], around: int) -> list[int]:
    """Titles, where the table begins near the top of the sheet, its headings, and the rows around each mark."""
    first = max(heads, default=0)
    titles = range(1, min(heads)) if heads and min(heads) <= _TITLES else ()
    near = {near for row, _ in marked for near in range(row - around, row + around + 1)}
    wanted = {row for row in near if first < row <= len(sheet.rows)} | heads | {row for row, _ in marked}
    return sorted(wanted | {row for row in titles if any(tidy(cell) for cell in sheet.rows[row - 1])})


def _columns(sheet: Sheet, marked: Sequence[Place], rows: list[int], heads: set[int], around: int) -> list[int]:
    """Every column of a narrow table; else the labels and the columns around each mark."""
    width = max(len(sheet.rows[row - 1]) for row in rows)
    if width <= NARROW and around:
        return list(range(1, width + 1))
    leftmost = min(column for _, column in marked)
    labels = [c for c in range(1, leftmost) if _is_label(sheet, [row for row, _ in marked], heads, c)]
    across = {column for _, column in marked}
    beside = around if len(across) == 1 else min(around, 1)
    near = {near for column in across for near in range(column - beside, column + beside + 1)}
    return sorted({*labels[:_LABELS], *(column for column in near if 0 < column <= width)})


def _is_label(sheet: Sheet, rows: list[int], heads: set[int], column: int) -> bool:
    """A column that names rows: words in it, or headed as a period."""
    named = any(word in folded(sheet.at(head, column)).split() for head in heads for word in _PERIOD_WORDS)
    return named or any(sheet.text(row, column) and not _is_figure(sheet.at(row, column)) for row in rows[:20])


def _texts(sheet: Sheet, row: int, columns: list[int]) -> tuple[str, ...]:
    return tuple(_shortened(sheet.text(row, column)) for column in columns)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
