"""MoJ proven reoffending for England and Wales, tidied: a row per measure, cohort, group and figure."""

import datetime as dt
import re
from collections.abc import Iterable

from dashboard.areas import Areas
from dashboard.periods import Grain, Period, ordinal
from dashboard.records import AreaRow, Reading, SourceSpec
from loaders._book import Book, Cell, Sheet, folded, tidy
from loaders._match import Header, first_header
from loaders._reoffending import NEW, OLD, breakdown, measures
from loaders._stacked import Taker

SOURCE = SourceSpec(
    code="reoffending.moj_national",
    title="Proven reoffending, England and Wales",
    publisher="Ministry of Justice",
    recognises="a csv headed measure, temporal_unit, date, group, rate and value, with measures old and new",
    frequency="quarter",
    lag_days=670,
)
WANTED: dict[str, Iterable[str]] = {
    "measure": ("measure",),
    "unit": ("temporal_unit", "temporal unit", "cohort length"),
    "date": ("date", "cohort start"),
    "group": ("group",),
    "rate": ("rate", "figure"),
    "value": ("value",),
}
SERIES = {"new": measures(NEW), "old": measures(OLD)}
FIGURES = {
    "binary": "rate",
    "cohort": "cohort",
    "reoffenders": "reoffenders",
    "reoffences": "reoffences",
    "frequency": "frequency",
    "ogrs4": "ogrs4",
    "ogrs": "ogrs4",
    "adjusted": "adjusted",
}
LENGTHS = {"annual": 12, "12 monthly": 12, "yearly": 12, "3 monthly": 3, "quarterly": 3}
NOTES = (
    "The measure used until 2015 is kept as reoffending_old, apart from reoffending: they are never compared.",
    "Cohorts of twelve and of three months are different measures: neither is worked out from the other.",
)
NATION = AreaRow("K04000001", "England and Wales", "country")


def recognise(book: Book) -> str | None:
    """Its headings, with rows of the old or the new measure."""
    header = first_header(book, WANTED)
    if not header:
        return None
    column = header.columns["measure"]
    found = {_word(header.sheet, number, column) for number, _ in header.sheet.numbered(header.row + 1)}
    known = sorted(found & SERIES.keys())
    return f"row {header.row} has the tidied headings, with the measures {' and '.join(known)}" if known else None


def _word(sheet: Sheet, row: int, column: int) -> str:
    """A cell as a lower-case word, keeping digits at its end (OGRS4 is not a footnote)."""
    return " ".join(re.sub(r"[\W_]+", " ", tidy(sheet.at(row, column)).casefold()).split())


def read(book: Book, areas: Areas) -> Reading:
    header = first_header(book, WANTED)
    assert header is not None  # recognise() found it
    reading = Reading(SOURCE.code, recognise(book) or "", [sheet.name for sheet in book.sheets])
    nation = areas.by_code.get(NATION.code, NATION)
    reading.areas[nation.code] = nation
    taker = Taker(reading, header.sheet, areas)
    for number, row in header.sheet.numbered(header.row + 1):
        if any(cell != "" for cell in row):
            _take(taker, header, number, nation)
    reading.notes += NOTES
    return reading


def _take(taker: Taker, header: Header, number: int, nation: AreaRow) -> None:
    sheet, columns = header.sheet, header.columns
    series = SERIES.get(_word(sheet, number, columns["measure"]), {}).get(
        FIGURES.get(_word(sheet, number, columns["rate"]), "")
    )
    group = breakdown(sheet.text(number, columns["group"]))
    if series is None or group is None:
        _unknown(taker, header, number)
        return
    when = _cohort(_word(sheet, number, columns["unit"]), sheet.at(number, columns["date"]))
    if when is None:
        what = f"holds “{sheet.text(number, columns['date'])}”, which does not begin a quarter or a year"
        hint = "Give the first day of the cohort, such as 2013-04-01, and its length as annual or 3-monthly."
        taker.problem("error", "bad-period", (number, columns["date"]), what, hint)
    elif taker.is_over(when, (number, columns["date"])):
        place = (number, columns["value"])
        taker.take(series, nation, when, sheet.at(*place), place, group)


def _unknown(taker: Taker, header: Header, number: int) -> None:
    """Name the first word of a row that is not known; the row is left out."""
    sheet, columns = header.sheet, header.columns
    name = "rate"
    if _word(sheet, number, columns["measure"]) not in SERIES:
        name = "measure"
    elif breakdown(sheet.text(number, columns["group"])) is None:
        name = "group"
    what = f"holds “{sheet.text(number, columns[name])}”, a {folded(name)} that is not known; its row is left out"
    hint = "Measures are old and new; groups Adult, Juvenile and All; rates binary, frequency, cohort and the like."
    taker.problem("warning", "unknown-measure", (number, columns[name]), what, hint)


def _cohort(unit: str, cell: Cell) -> Period | None:
    """The months a cohort is drawn from, by its length and first day."""
    first, length = _first_month(cell), LENGTHS.get(unit)
    if first is None or length is None:
        return None
    if length == 3:
        return Period(first, Grain.QUARTER) if first % 3 == 0 else None
    start = first % 12 + 1
    return Period(first, {4: Grain.YEAR, 1: Grain.CALENDAR}.get(start, Grain.R12))


def _first_month(cell: Cell) -> int | None:
    if isinstance(cell, (dt.date, dt.datetime)):
        return ordinal(cell.year, cell.month) if cell.day == 1 else None
    text = tidy(cell)
    if match := re.match(r"(\d{4})-(\d{2})-01(?:[ T].*)?$", text):
        year, month = int(match[1]), int(match[2])
    elif match := re.match(r"0?1/(\d{1,2})/(\d{4})$", text):
        year, month = int(match[2]), int(match[1])
    else:
        return None
    return ordinal(year, month) if 1 <= month <= 12 and 1900 <= year <= 2200 else None
