"""Finding a partner's table: quarters across the top with a row a measure, or a row a figure."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from dashboard.periods import Period
from loaders._book import Cell, Sheet, folded, tidy
from loaders._grammar import NotANumber, period, value
from loaders._match import SEARCH_ROWS, Header, find_header, period_columns
from loaders._return_measures import Measure, Return

Place = tuple[int, int]
FORM = re.compile(r"[a-z_]+\.(return|published)")
AREA_WORDS = ("area", "borough", "local authority", "partnership", "area name", "area code", "council", "csp")
AREA_IN_ONE_CELL = re.compile(rf"(?:{'|'.join(AREA_WORDS)})\s*[:=–-]\s*(.+)", re.IGNORECASE)
MEASURE_WORDS = ("Measure", "Indicator", "Category", "Series", "Type", "Offence", "Row")
LONG: dict[str, Iterable[str]] = {
    "measure": MEASURE_WORDS,
    "period": ("Quarter", "Period", "Financial quarter", "Month", "Year", "Date", "Time period"),
    "value": ("Value", "Number", "Count", "Figure", "Total", "Figures"),
}
LONG_AREA: dict[str, Iterable[str]] = {
    "area": ("Area", "Borough", "Local authority", "Area code", "Area name", "ONS code")
}
# Columns that a partner adds beside the figures and that say nothing of their own.
EXTRAS = re.compile(
    r"change|diff|target|rag|status|note|comment|unit|trend|direction|source|%|explain|for comparison", re.IGNORECASE
)


class Figure(NamedTuple):
    """A cell of the table: its period (None when `heading` is not one), its heading and where both stand."""

    when: Period | None
    heading: str
    heading_at: Place
    cell: Cell
    at: Place


class Line(NamedTuple):
    """A row of the table; `area` is None where the table has no column for it."""

    label: str
    label_at: Place
    area: str | None
    area_at: Place
    figures: list[Figure]


@dataclass(frozen=True)
class Table:
    """Where the table stands in a sheet; `long` for a row a figure."""

    sheet: Sheet
    row: int
    columns: dict[str, int]
    periods: dict[int, Period]
    long: bool

    def lines(self) -> Iterator[Line]:
        for number, _ in self.sheet.numbered(self.row + 1):
            figures = self._long(number) if self.long else self._wide(number)
            if figures:
                yield self._line(number, figures)

    def labels(self) -> set[str]:
        """What the rows that hold a figure are named."""
        column, found = self.columns["measure"], set[str]()
        for number, row in self.sheet.numbered(self.row + 1):
            label = self.sheet.text(number, column)
            if label not in found and any(tidy(row[c - 1]) for c in self.periods if c <= len(row)):
                found.add(label)
        return found

    def _line(self, number: int, figures: list[Figure]) -> Line:
        measure, area = self.columns["measure"], self.columns.get("area")
        name = self.sheet.text(number, area) if area else None
        return Line(self.sheet.text(number, measure), (number, measure), name, (number, area or 1), figures)

    def _wide(self, number: int) -> list[Figure]:
        filled = [(c, when) for c, when in self.periods.items() if tidy(self.sheet.at(number, c))]
        return [self._figure(when, (self.row, c), self.sheet.at(number, c), (number, c)) for c, when in filled]

    def _long(self, number: int) -> list[Figure]:
        at, value = (number, self.columns["period"]), (number, self.columns["value"])
        if not tidy(self.sheet.at(*value)):
            return []
        return [self._figure(period(self.sheet.at(*at)), at, self.sheet.at(*value), value)]

    def _figure(self, when: Period | None, heading_at: Place, cell: Cell, at: Place) -> Figure:
        return Figure(when, self.sheet.text(*heading_at), heading_at, cell, at)

    def strangers(self) -> Iterator[tuple[Place, str, int]]:
        """Columns beside the quarters that hold figures under a heading that is no period: (place, heading, row)."""
        if self.long:
            return
        last = max(len(row) for row in self.sheet.rows[self.row - 1 :])
        for column in range(self.columns["measure"] + 1, last + 1):
            heading = self.sheet.text(self.row, column)
            if column in self.periods or column == self.columns.get("area") or EXTRAS.search(heading):
                continue
            row = next((n for n, _ in self.sheet.numbered(self.row + 1) if self._holds_a_number(n, column)), 0)
            if row:
                yield (self.row, column), heading, row

    def _holds_a_number(self, row: int, column: int) -> bool:
        if not self.sheet.text(row, self.columns["measure"]):
            return False
        try:
            return value(self.sheet.at(row, column)).number is not None
        except NotANumber:
            return False


@lru_cache(maxsize=16384)
def measure_key(text: str) -> str:
    """A measure's name reduced to what matters: without numbering, “of which”, “and” and “the”."""
    words = re.sub(r"^(?:of which|including|\d+|[a-h])\s+", "", folded(text))
    return " ".join(word for word in words.split() if word not in ("and", "the"))


@cache
def measures_by_key(form: Return) -> dict[str, Measure]:
    return {
        measure_key(text): measure
        for measure in reversed(form.measures)
        for text in (measure.series.code, measure.series.title, *measure.aliases, measure.label)
    }


def near_measures(form: Return, label: str) -> list[str]:
    keys = measures_by_key(form)
    found = difflib.get_close_matches(measure_key(label), keys, n=3, cutoff=0.5)
    return list(dict.fromkeys(keys[key].label for key in found))


def names_form(sheet: Sheet) -> str | None:
    """The source code that a form written by this program carries near its top."""
    cells = (tidy(cell) for row in sheet.rows[:12] for cell in row if isinstance(cell, str))
    return next((text for text in cells if FORM.fullmatch(text)), None)


def find_table(form: Return, sheet: Sheet) -> Table | None:
    """The table of this return's measures, at least half of whose rows are named as the return names them."""
    code = names_form(sheet)
    if code and code != form.source.code:
        return None
    return _find_wide(form, sheet, sure=bool(code)) or _find_long(form, sheet, sure=bool(code))


def _find_wide(form: Return, sheet: Sheet, *, sure: bool) -> Table | None:
    for row in range(1, min(len(sheet.rows), SEARCH_ROWS) + 1):
        periods = _periods(sheet, row)
        if not periods:
            continue
        left = range(1, min(periods))
        known = {column: _known(form, sheet, column, row) for column in left}
        best = max(known, key=lambda column: known[column])
        if not known[best]:
            continue
        table = Table(sheet, row, {"measure": best} | _area_column(sheet, row, left, best), periods, long=False)
        if sure or _mostly_known(form, table.labels()):
            return table
    return None


def _periods(sheet: Sheet, row: int) -> dict[int, Period]:
    key = ("periods", row)
    if key not in sheet.memo:
        sheet.memo[key] = period_columns(sheet, row, first=2)
    found: dict[int, Period] = sheet.memo[key]
    return found


def _area_column(sheet: Sheet, row: int, columns: range, measure: int) -> dict[str, int]:
    words = {folded(word) for word in LONG_AREA["area"]}
    found = [c for c in columns if c != measure and folded(sheet.at(row, c)) in words]
    return {"area": found[0]} if found else {}


def _find_long(form: Return, sheet: Sheet, *, sure: bool) -> Table | None:
    header: Header | None = find_header(sheet, LONG, LONG_AREA)
    if not header:
        return None
    if not _known(form, sheet, header.columns["measure"], header.row):
        return None
    labels = {sheet.text(n, header.columns["measure"]) for n, _ in sheet.numbered(header.row + 1)}
    if not (sure or _mostly_known(form, labels)):
        return None
    return Table(sheet, header.row, header.columns, {}, long=True)


def _known(form: Return, sheet: Sheet, column: int, row: int) -> int:
    """How many of the return's measures a column names below a row."""
    last = _last_rows(sheet, column)
    return sum(last.get(key, 0) > row for key in measures_by_key(form))


def _last_rows(sheet: Sheet, column: int) -> dict[str, int]:
    """Every text of a column, reduced as measures are, with the last row it stands in."""
    if ("last rows", column) not in sheet.memo:
        texts = {row[column - 1]: number for number, row in sheet.numbered() if len(row) >= column}
        found: dict[str, int] = {}
        for text, number in texts.items():
            key = measure_key(text) if isinstance(text, str) else ""
            found[key] = max(number, found.get(key, 0))
        found.pop("", None)
        sheet.memo["last rows", column] = found
    rows: dict[str, int] = sheet.memo["last rows", column]
    return rows


def _mostly_known(form: Return, labels: Iterable[str]) -> bool:
    """Half the rows at least, and not by a bare “Total” alone: many tables have one."""
    named = {measure_key(label) for label in labels if label}
    known = named & measures_by_key(form).keys()
    return 2 * len(known) >= len(named) and bool(known - {"total"})


def area_above(table: Table) -> tuple[str, Place] | None:
    """What stands beside “Area:” above the table ('' when nothing does), and where; None without such a cell."""
    sheet = table.sheet
    for number, row in enumerate(sheet.rows[: table.row - 1], 1):
        for column, cell in enumerate(row, 1):
            if found := AREA_IN_ONE_CELL.fullmatch(tidy(cell)):
                return found[1], (number, column)
            if folded(cell) in AREA_WORDS:
                beside = range(column + 1, column + 4)
                filled = next((c for c in beside if sheet.text(number, c)), column + 1)
                return sheet.text(number, filled), (number, filled)
    return None
