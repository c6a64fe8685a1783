"""Fingertips public health profiles, indicator 10401: first-time entrants to the youth justice system."""

import re
from collections.abc import Iterable

from dashboard.areas import Areas
from dashboard.periods import Period
from dashboard.records import AreaRow, Reading, SeriesSpec, SourceSpec, Status
from loaders._book import Book, Cell, folded, tidy
from loaders._grammar import Value, period
from loaders._match import Header, first_header
from loaders._stacked import FTE_COUNT, FTE_RATE, LOCAL, Taker, kind_of_code

SOURCE = SourceSpec(
    code="fte.fingertips",
    title="Fingertips indicator 10401: first-time entrants",
    publisher="Office for Health Improvement and Disparities",
    recognises="a csv headed Indicator ID, Area Code, Sex, Age, Time period, Value and Count, with indicator 10401",
    frequency="year",
    lag_days=400,
)
INDICATOR = "10401"
WANTED: dict[str, Iterable[str]] = {
    "id": ("Indicator ID",),
    "code": ("Area Code",),
    "name": ("Area Name",),
    "sex": ("Sex",),
    "age": ("Age",),
    "year": ("Time period",),
    "rate": ("Value",),
    "count": ("Count",),
}
OPTIONAL: dict[str, Iterable[str]] = {
    "category": ("Category",),
    "note": ("Value note",),
    "parent": ("Parent Code",),
}


def recognise(book: Book) -> str | None:
    """The headings of a Fingertips download, with rows of indicator 10401."""
    header = first_header(book, WANTED, OPTIONAL)
    if not header:
        return None
    rows = sum(tidy(_at(row, header.columns["id"])) == INDICATOR for _, row in header.sheet.numbered(header.row + 1))
    return f"a Fingertips download with {rows} rows of indicator {INDICATOR}" if rows else None


def _at(row: list[Cell], column: int) -> Cell:
    return row[column - 1] if column <= len(row) else ""


def read(book: Book, areas: Areas) -> Reading:
    header = first_header(book, WANTED, OPTIONAL)
    assert header is not None  # recognise() found it
    reading = Reading(SOURCE.code, recognise(book) or "", [sheet.name for sheet in book.sheets])
    rows = _Rows(reading, header, areas)
    for number, row in header.sheet.numbered(header.row + 1):
        if rows.is_wanted(row):
            rows.take(number, row)
    if rows.elsewhere:
        listed = ", ".join(sorted(rows.elsewhere)[:5])
        reading.notes.append(f"Areas that are no authority, region or country are left out, such as {listed}.")
    return reading


class _Rows:
    """Rows of the indicator for all children aged 10 to 17."""

    def __init__(self, reading: Reading, header: Header, areas: Areas) -> None:
        self.reading, self.columns, self.areas = reading, header.columns, areas
        self.taker = Taker(reading, header.sheet, areas)
        self.elsewhere: set[str] = set()

    def is_wanted(self, row: list[Cell]) -> bool:
        """Whether the row is for both sexes and the whole age group, not a part such as a deprivation tenth."""
        text = {name: folded(_at(row, column)) for name, column in self.columns.items()}
        whole = text["sex"] == "persons" and re.match(r"10 ?(?:to )?17\b", text["age"])
        return bool(text["id"] == INDICATOR and whole and not text.get("category"))

    def take(self, number: int, row: list[Cell]) -> None:
        place = (number, self.columns["year"])
        when = self._when(row, place)
        area = self._area(number, row) if when else None
        if when is None or area is None:
            return
        for name, series in (("rate", FTE_RATE), ("count", FTE_COUNT)):
            self._figure(series, area, when, row, (number, self.columns[name]))

    def _figure(self, series: SeriesSpec, area: AreaRow, when: Period, row: list[Cell], place: tuple[int, int]) -> None:
        found = self.taker.number(_at(row, place[1]), place)
        if found is None:
            return
        note = tidy(_at(row, self.columns["note"])).casefold() if "note" in self.columns else ""
        if found.number is None and ("suppress" in note or "disclos" in note):
            found = Value(None, Status.SUPPRESSED)
        # A download lists an area once for every grouping it belongs to, with the same figures.
        before = self.taker.seen.get((series.code, area.code, when, ""))
        if before is None or before[2] != found.number:
            self.taker.take(series, area, when, found, place)

    def _when(self, row: list[Cell], place: tuple[int, int]) -> Period | None:
        text = tidy(_at(row, place[1]))
        when = period(text, years_end="december")
        if when is None:
            what = f"holds “{text}”, not a year"
            self.taker.problem("error", "bad-period", place, what, "Write 2023 for the year to December.")
            return None
        return when if self.taker.is_over(when, place) else None

    def _area(self, number: int, row: list[Cell]) -> AreaRow | None:
        code, name = (tidy(_at(row, self.columns[key])) for key in ("code", "name"))
        kind = kind_of_code(code)
        if code and kind is None and not self.areas.named(name, LOCAL):
            self.elsewhere.add(name)
            return None
        parent = tidy(_at(row, self.columns["parent"])) if "parent" in self.columns else ""
        places = (number, self.columns["code"]), (number, self.columns["name"])
        return self.taker.coded(code, name, places, lies_in=parent if kind_of_code(parent) else "")
