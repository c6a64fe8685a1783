"""What the Metropolitan Police borough and ward files share: offence rows, month columns, group totals."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from math import isnan, nan

from dashboard.areas import Areas
from dashboard.periods import Period
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec, SourceSpec, Status, cell_name
from loaders._book import Book, Cell, slug, tidy
from loaders._grammar import NotANumber, value
from loaders._match import Header, period_columns
from loaders._unwatched import unwatched

MAJOR = ("MajorText", "Major Category", "Group", "Offence Group", "Major Text", "Crime Type")
WHOLE = "crime.total"
MINOR = ("MinorText", "Minor Category", "SubGroup", "Sub Group", "Offence Subgroup", "Minor Text")


@dataclass(frozen=True)
class Layout:
    """Where the keys stand; `code_column` holds an ONS code where the file has one."""

    header: Header
    code_column: int | None
    kinds: tuple[str, ...]


@cache
def _series(group: str, offence: str = "") -> tuple[str, str]:
    """(code, title) of a group or of an offence within it."""
    if not group:
        return WHOLE, "All recorded offences"
    code = f"crime.{slug(group)}"
    if not offence:
        return code, group.capitalize()
    return f"{code}.{slug(offence)}", f"{group.capitalize()}: {offence.lower()}"


def read_layout(source: SourceSpec, book: Book, layout: Layout, areas: Areas, *, why: str) -> Reading:
    """Every offence row as observations, with the group's and the whole total of each area and month.

    An offence an area has no row for is 0 in every month the file covers; it carries no cell.
    """
    sheet = layout.header.sheet
    reading = Reading(source.code, why, [s.name for s in book.sheets], covers=("crime",))
    months = period_columns(sheet, layout.header.row)
    _refuse_repeated_months(reading, layout, months)
    rows = _Rows(reading, layout, areas, months)
    with unwatched():
        for number, row in sheet.numbered(layout.header.row + 1):
            if any(cell != "" for cell in row):
                rows.take(number, row)
        rows.finish()
    return reading


def _refuse_repeated_months(reading: Reading, layout: Layout, months: dict[int, Period]) -> None:
    first: dict[Period, int] = {}
    row = layout.header.row
    for column, when in months.items():
        if when in first:
            reading.error(
                "duplicate-period",
                f"Columns {cell_name(row, first[when])} and {cell_name(row, column)} are both headed {when.short}.",
                "Correct the heading of the wrong column, or delete the column that is there twice.",
                layout.header.sheet.name,
                cell_name(row, column),
            )
        first.setdefault(when, column)


class _Counts(dict[Cell, float | None]):
    """What each text of a cell counts, read the first time it is met. Raises NotANumber."""

    def __init__(self) -> None:
        self.markers: dict[Cell, str] = {}

    def __missing__(self, cell: Cell) -> float | None:
        found = value(cell)
        # In these files an empty month of a listed offence is none recorded.
        self[cell] = 0.0 if tidy(cell) == "" else found.number
        if self[cell] is None:
            self.markers[cell] = str(found.status)
        return self[cell]

    def row(self, cells: list[Cell]) -> tuple[list[float | None], Iterable[str]]:
        """The counts of a row, with their statuses."""
        if bool in map(type, cells):  # True would be found as the 1 it equals
            raise NotANumber("TRUE")
        counts = list(map(self.__getitem__, cells))
        if None not in counts:
            return counts, repeat(str(Status.FINAL))
        return counts, [self.markers.get(cell, str(Status.FINAL)) for cell in cells]


def _without_gaps(amounts: list[float]) -> tuple[list[float | None], Iterable[str]]:
    """Sums and their statuses: none where a part of one is not there."""
    if not isnan(sum(amounts)):
        return list(amounts), repeat(str(Status.FINAL))
    gaps = [isnan(amount) for amount in amounts]
    numbers = [None if gap else amount for gap, amount in zip(gaps, amounts, strict=True)]
    return numbers, [str(Status.MISSING if gap else Status.FINAL) for gap in gaps]


class _Rows:
    """Gathers rows into observations while the totals are added up; a gap in a part is a gap in its total."""

    def __init__(self, reading: Reading, layout: Layout, areas: Areas, months: dict[int, Period]) -> None:
        self.reading, self.layout, self.areas, self.months = reading, layout, areas, months
        self.sheet = layout.header.sheet
        self.counts = _Counts()
        self.totals: dict[tuple[str, str], list[float]] = {}
        self.stated: dict[tuple[str, str], list[float | None]] = {}
        self.seen: dict[tuple[str, str], int] = {}
        self.area_codes: dict[tuple[str, str], str | None] = {}
        self.groups: dict[str, str] = {}

    def take(self, number: int, row: list[Cell]) -> None:
        columns = self.layout.header.columns
        group, offence = self.sheet.text(number, columns["major"]), self.sheet.text(number, columns.get("minor", 0))
        area = self._area(number, columns["area"])
        if not group or area is None:
            if not group and area is not None:
                self._problem("error", "no-group", number, columns["major"], "has no offence group", "Fill it in.")
            return
        code, title = _series(group, offence)
        if (code, area) in self.seen:
            self._repeated(code, area, number, columns.get("minor", columns["major"]))
            return
        self.seen[code, area] = number
        if offence:
            self.groups[code] = group
        self.reading.series.setdefault(code, SeriesSpec(code, title, "offences"))
        self._take_counts(number, row, code, area, group)

    def _take_counts(self, number: int, row: list[Cell], code: str, area: str, group: str) -> None:
        cells = [row[column - 1] if column <= len(row) else "" for column in self.months]
        try:
            counts, statuses = self.counts.row(cells)
        except NotANumber:
            self._name_faults(number, cells)
            return
        self._add(code, area, counts, statuses, number, self.months)
        total = _series(group)[0], area
        if (code, area) == total:  # a row without an offence states its group's total: it is taken as it is
            self.stated[total] = counts
            return
        self._add_up(total, counts)
        self._add_up((WHOLE, area), counts)

    def _add(
        self,
        code: str,
        area: str,
        counts: Iterable[float | None],
        statuses: Iterable[str],
        number: int = 0,
        columns: Iterable[int] = repeat(0),
    ) -> None:
        """An observation a month, in the row's cells or in none."""
        keys = repeat(code), repeat(area), self.months.values(), repeat("")
        places = repeat(self.sheet.index), repeat(number), columns
        self.reading.observations += map(Observation._make, zip(*keys, counts, statuses, *places, strict=False))

    def _add_up(self, key: tuple[str, str], counts: list[float | None]) -> None:
        before = self.totals.get(key) or [0.0] * len(counts)
        self.totals[key] = [
            total + (nan if count is None else count) for total, count in zip(before, counts, strict=True)
        ]

    def finish(self) -> None:
        """Absent rows as zeros, then the totals of each group and area."""
        everywhere = sorted({area for _, area in self.seen})
        nothing = [0.0] * len(self.months)
        for code, group in self.groups.items():
            self._name_total(group)
            for area in everywhere:
                if (_series(group)[0], area) not in self.stated:
                    self.totals.setdefault((_series(group)[0], area), nothing)  # a group never listed is 0 there
                if (code, area) not in self.seen:
                    self._add(code, area, nothing, repeat(str(Status.FINAL)))
        self._name_total("")
        for total, counts in self.stated.items():
            if total not in self.totals:  # none of its offences is listed, which would be in the whole already
                self._add_up((WHOLE, total[1]), counts)
        for total, amounts in self.totals.items():
            if total not in self.stated:
                self._add(*total, *_without_gaps(amounts))

    def _name_total(self, group: str) -> None:
        code, title = _series(group)
        self.reading.series.setdefault(code, SeriesSpec(code, title, "offences"))

    def _name_faults(self, number: int, cells: list[Cell]) -> None:
        for column, cell in zip(self.months, cells, strict=True):
            try:
                value(cell)
            except NotANumber:
                what = f"holds “{tidy(cell)}”, not a number"
                self._problem("error", "not-a-number", number, column, what, "Enter the count in digits.")

    def _area(self, number: int, column: int) -> str | None:
        name = self.sheet.text(number, column)
        code = self.sheet.text(number, self.layout.code_column) if self.layout.code_column else ""
        if (name, code) not in self.area_codes:
            self.area_codes[name, code] = self._find_area(number, column, name, code)
        return self.area_codes[name, code]

    def _find_area(self, number: int, column: int, name: str, code: str) -> str | None:
        if code:
            known = self.areas.by_code.get(code)
            self.reading.areas[code] = known or AreaRow(code, name, "ward")
            return code
        if row := self.areas.named(name, self.layout.kinds):
            self.reading.areas[row.code] = row
            return row.code
        near = self.areas.near(name, self.layout.kinds)
        hint = f"Did you mean {' or '.join(near)}?" if near else "Use the borough's name as ONS writes it."
        self._problem("error", "unknown-area", number, column, f"names an area that is not known: “{name}”", hint)
        return None

    def _repeated(self, code: str, area: str, number: int, column: int) -> None:
        name = self.reading.areas[area].name
        self._problem(
            "error",
            "duplicate-key",
            number,
            column,
            f"repeats “{self.reading.series[code].title}” for {name}, already in row {self.seen[code, area]}",
            "Delete the row that is there twice, or correct its offence or borough.",
        )

    def _problem(self, severity: str, code: str, number: int, column: int, what: str, hint: str) -> None:
        place = cell_name(number, column)
        add = self.reading.error if severity == "error" else self.reading.warn
        add(code, f"{self.sheet.name}!{place} {what}.", hint, self.sheet.name, place)
