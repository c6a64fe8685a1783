"""Youth Justice Board statistics, table 2.11: rates of first-time entrants, a column per year."""

import re
from collections.abc import Iterable

from dashboard.areas import Areas
from dashboard.periods import Period
from dashboard.records import Reading, SourceSpec, cell_name
from loaders._book import Book, Cell, Sheet, tidy
from loaders._grammar import named
from loaders._match import Header, first_header, period_columns
from loaders._stacked import FTE_RATE, Taker

SOURCE = SourceSpec(
    code="fte.yjb_table",
    title="Youth justice statistics, table 2.11: first-time entrants by local authority",
    publisher="Youth Justice Board",
    recognises="a sheet headed Region and Local Authority/Region, then a column a year, about first time entrants",
    frequency="year",
    lag_days=400,
)
WANTED: dict[str, Iterable[str]] = {
    "region": ("Region", "Region name"),
    "area": ("Local Authority/Region", "Local Authority / Region", "Local Authority", "Local authority or region"),
}
ABOUT = re.compile(r"first[- ]time entrant", re.IGNORECASE)
MARCH = re.compile(r"year(?:s)? ending (?:31 )?march", re.IGNORECASE)


def recognise(book: Book) -> str | None:
    """Its headings and years, and a title about first-time entrants or the table's number."""
    header = first_header(book, WANTED)
    if not header or not _years(header):
        return None
    about = _title(header) + header.sheet.name
    if not ABOUT.search(about) and tidy(header.sheet.name) not in ("2.11", "2_11", "Table 2.11"):
        return None
    years = len(_years(header))
    return f"{header.sheet.name} row {header.row} is headed Region and Local Authority/Region, with {years} years"


def _title(header: Header) -> str:
    above: list[list[Cell]] = header.sheet.rows[: header.row - 1]
    return " ".join(tidy(cell) for row in above for cell in row if cell != "")


def _years(header: Header) -> dict[int, Period]:
    """Columns by year: to December, unless the title says March."""
    years_end = "march" if MARCH.search(_title(header)) else "december"
    return period_columns(header.sheet, header.row, years_end=years_end)


def read(book: Book, areas: Areas) -> Reading:
    header = first_header(book, WANTED)
    assert header is not None  # recognise() found it
    sheet = header.sheet
    reading = Reading(SOURCE.code, recognise(book) or "", [s.name for s in book.sheets])
    taker = Taker(reading, sheet, areas)
    years = {c: when for c, when in _years(header).items() if taker.is_over(when, (header.row, c))}
    _refuse_repeated_years(reading, header, years)
    for number, row in sheet.numbered(header.row + 1):
        cells = {column: row[column - 1] for column in years if column <= len(row)}
        if all(cell == "" for cell in cells.values()):
            continue
        name, column = _name(sheet, number, header)
        area = taker.area(name, (number, column)) if name else None
        if area:
            for place, cell in cells.items():
                taker.take(FTE_RATE, area, years[place], cell, (number, place))
    return reading


def _name(sheet: Sheet, number: int, header: Header) -> tuple[str, int]:
    """The authority's name, or a region's without its “Total”, and where it stands."""
    column = header.columns["area"]
    if not named(sheet.at(number, column)):
        column = header.columns["region"]
    return re.sub(r"^total\s+", "", named(sheet.at(number, column)), flags=re.IGNORECASE), column


def _refuse_repeated_years(reading: Reading, header: Header, years: dict[int, Period]) -> None:
    first: dict[Period, int] = {}
    for column, when in years.items():
        if first.setdefault(when, column) != column:
            one, two = cell_name(header.row, first[when]), cell_name(header.row, column)
            reading.error(
                "duplicate-period",
                f"{header.sheet.name}!{one} and {two} are both headed {when.short}.",
                "Correct the heading of the wrong column, or delete the column that is there twice.",
                header.sheet.name,
                two,
            )
