"""DfE's local authority interactive tool, youth justice rows: first-time entrants, cautions and sentences."""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from dashboard.areas import Areas
from dashboard.periods import Period
from dashboard.records import Reading, SeriesSpec, SourceSpec
from loaders._book import Book, Cell, tidy
from loaders._grammar import period
from loaders._match import Header, first_header
from loaders._stacked import FTE_RATE, Taker

SOURCE = SourceSpec(
    code="fte.lait",
    title="Local authority interactive tool: youth justice",
    publisher="Department for Education",
    recognises="a csv headed Short Desc, Data item, Years, LA and Regions and Values, with FirstYJS rows",
    frequency="year",
    lag_days=420,
)
WANTED: dict[str, Iterable[str]] = {
    "measure": ("Short Desc", "Short Description", "Measure code"),
    "item": ("Data item", "Data Items", "Description"),
    "year": ("Years", "Year"),
    "area": ("LA and Regions", "LA and Region", "LA", "Area"),
    "value": ("Values", "Value"),
}
ENTRANTS, DEALT_WITH = "firstyjs", "yjs caution sentence"
# So many areas alike in two years running is a column pasted twice, not a quiet year.
ALIKE = 20
JUMP = 4
Years = dict[Period, dict[str, float]]


def recognise(book: Book) -> str | None:
    """The tool's headings, with rows of one of its two youth justice measures."""
    header = first_header(book, WANTED)
    if not header:
        return None
    column = header.columns["measure"]
    found = {m for _, row in header.sheet.numbered(header.row + 1) if (m := _measure(_at(row, column)))}
    return f"row {header.row} has the tool's headings and the measures {', '.join(sorted(found))}" if found else None


def _at(row: list[Cell], column: int) -> Cell:
    return row[column - 1] if column <= len(row) else ""


def _measure(cell: Cell) -> str | None:
    text = re.sub(r"[\W_]+", " ", tidy(cell)).strip().casefold()
    return next((measure for measure in (ENTRANTS, DEALT_WITH) if text.startswith(measure)), None)


def read(book: Book, areas: Areas) -> Reading:
    header = first_header(book, WANTED)
    assert header is not None  # recognise() found it
    reading = Reading(SOURCE.code, recognise(book) or "", [sheet.name for sheet in book.sheets])
    rows = _Rows(reading, header, areas)
    for number, row in header.sheet.numbered(header.row + 1):
        if (measure := _measure(_at(row, header.columns["measure"]))) is not None:
            rows.take(number, row, measure)
    rows.finish()
    return reading


class _Rows:
    """The rows of both measures, which carry their description only where a block begins."""

    def __init__(self, reading: Reading, header: Header, areas: Areas) -> None:
        self.reading, self.header = reading, header
        self.taker = Taker(reading, header.sheet, areas)
        self.series: dict[str, SeriesSpec | None] = {}
        self.items: dict[str, str] = {}
        self.years: dict[str, Years] = defaultdict(lambda: defaultdict(dict))

    def take(self, number: int, row: list[Cell], measure: str) -> None:
        columns = self.header.columns
        series = self._series(number, row, measure)
        when = self._when(number, row)
        name = tidy(_at(row, columns["area"]))
        if series is None or when is None or not name:
            return
        area = self.taker.area(name, (number, columns["area"]))
        found = self.taker.number(_at(row, columns["value"]), (number, columns["value"])) if area else None
        if area and found:
            self.taker.take(series, area, when, found, (number, columns["value"]))
            if found.number is not None:
                self.years[series.code][when][area.code] = found.number

    def _series(self, number: int, row: list[Cell], measure: str) -> SeriesSpec | None:
        column = self.header.columns["item"]
        item = tidy(_at(row, column))
        if (item and item != self.items.get(measure)) or measure not in self.series:
            self.items[measure] = item
            self.series[measure] = _spec(measure, item)
            if self.series[measure] is None:
                what = f"says no unit, such as “per 1,000”, for {tidy(row[self.header.columns['measure'] - 1])}"
                hint = "Its rows are left out. Fill in the description the publisher gives."
                self.taker.problem("warning", "unit-unknown", (number, column), what, hint)
            elif (named := self.series[measure]) and measure == DEALT_WITH:
                self.reading.notes.append(f"“{item}” is kept as {named.code}, apart from rates in another unit.")
        return self.series[measure]

    def _when(self, number: int, row: list[Cell]) -> Period | None:
        column = self.header.columns["year"]
        cell = _at(row, column)
        when = period(tidy(cell), years_end="december")
        if when is None:
            what = f"holds “{tidy(cell)}”, not a year"
            hint = "Write 2024 for the year to December, or 2024-25 for a financial year."
            self.taker.problem("error", "bad-period", (number, column), what, hint)
            return None
        return when if self.taker.is_over(when, (number, column)) else None

    def finish(self) -> None:
        """Doubts that only show when the years stand side by side."""
        for code, years in self.years.items():
            grains = {when.grain for when in years}
            if len(grains) > 1:
                text = f"{code} has both calendar and financial years: they are kept apart and never compared."
                self.reading.notes.append(text)
            ordered = sorted(years)
            for before, after in pairwise(ordered):
                if before.grain == after.grain:
                    self._compare(code, before, after)
        newest = ", ".join(f"{max(years).short} for {code}" for code, years in self.years.items())
        if newest:
            self.reading.notes.append(
                f"Years are as the file labels them, the newest being {newest}. The file does not date itself, so "
                "labels moved against an earlier edition show as changed figures in the preview."
            )

    def _compare(self, code: str, before: Period, after: Period) -> None:
        old, new = self.years[code][before], self.years[code][after]
        both = [area for area in old if area in new]
        sheet = self.header.sheet.name
        if len(both) >= ALIKE and all(old[area] == new[area] for area in both):
            self.reading.warn(
                "repeated-year",
                f"{sheet} gives every area the same {code} in {before.short} and {after.short}.",
                "One of the years is probably labelled wrongly: compare with an earlier edition.",
                sheet,
            )
        if not both or min(middle := [median(old[a] for a in both), median(new[a] for a in both)]) <= 0:
            return
        if not 1 / JUMP < middle[1] / middle[0] < JUMP:
            self.reading.warn(
                "unit-jump",
                f"{sheet}: the middle {code} goes from {middle[0]:g} in {before.short} to {middle[1]:g} "
                f"in {after.short}.",
                "Check whether the unit changed, for instance from per 1,000 to per 10,000.",
                sheet,
            )


def _spec(measure: str, item: str) -> SeriesSpec | None:
    """The series of a measure in the unit its description states; entrants go by 100,000 unless it says."""
    unit = re.search(r"per ([\d,]+)", item, re.IGNORECASE)
    per = unit[1].replace(",", "") if unit else ""
    if measure == ENTRANTS:
        if per in ("", "100000"):
            return FTE_RATE
        return SeriesSpec(f"fte.rate_per_{per}", f"{FTE_RATE.title} per {int(per):,}", _per(per), aggregation="none")
    if not per:
        return None
    title = f"Children cautioned or sentenced per {int(per):,}"
    code = f"yjs.cautioned_or_sentenced_rate_per_{per}"
    return SeriesSpec(code, title, _per(per), aggregation="none", decimals=1)


def _per(per: str) -> str:
    return f"per {int(per):,} aged 10–17"
