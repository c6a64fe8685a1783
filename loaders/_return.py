"""Reading a partner's return: figures taken once, totals against their parts, every fault with its cell."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from dashboard.areas import LOCAL_AUTHORITY, Areas
from dashboard.periods import Period
from dashboard.records import AreaRow, Observation, Reading, Status, cell_name
from loaders._book import Book, Sheet, tidy
from loaders._grammar import NotANumber, Value, value
from loaders._return_measures import Measure, Return
from loaders._return_table import (
    Figure,
    Line,
    Place,
    Table,
    area_above,
    find_table,
    measure_key,
    measures_by_key,
    names_form,
    near_measures,
)

LOCAL = (*LOCAL_AUTHORITY, "city")
PLACES = (*LOCAL, "force", "csp", "region", "country")
_COUNT = "Enter the count, not a change, an average or a rate."


class Entry(NamedTuple):
    """A figure of a return as it was read."""

    measure: Measure
    area: AreaRow
    when: Period
    number: float | None
    status: str
    sheet: Sheet
    at: Place


def recognise(form: Return, book: Book) -> str | None:
    """A form of this return, or a table most of whose rows are its measures."""
    for sheet in book.visible:
        if names_form(sheet) == form.source.code:
            return f"{sheet.name} is the form {form.source.code}"
        if table := find_table(form, sheet):
            kind = "a row for each figure" if table.long else f"{len(table.periods)} periods across"
            return f"{sheet.name} row {table.row} heads a table of “{form.source.title}”, with {kind}"
    return None


def read(form: Return, book: Book, areas: Areas) -> Reading:
    reading = Reading(form.source.code, recognise(form, book) or "", [s.name for s in book.sheets])
    entries: list[Entry] = []
    for sheet in book.visible:
        if table := find_table(form, sheet):
            entries += _Taker(form, reading, table, areas).take()
        elif names_form(sheet) == form.source.code:
            what = f"{sheet.name} has no quarter in its row of headings."
            reading.error("no-period", what, "Choose the quarters from the lists above the columns.", sheet.name)
    _check_wholes(reading, entries)
    for entry in _with_totals(form, reading, entries):
        _emit(reading, entry)
    return reading


class _Taker:
    """Takes the figures of one table, and words what is wrong with them."""

    def __init__(self, form: Return, reading: Reading, table: Table, areas: Areas) -> None:
        self.form, self.reading, self.table, self.areas = form, reading, table, areas
        self.known_areas: dict[str, AreaRow | None] = {}
        self.complained: set[tuple[str, Place]] = set()
        self.first: dict[tuple[str, str, Period], Place] = {}
        self.today = datetime.now(tz=UTC).date()

    def take(self) -> list[Entry]:
        twice = self._repeated_periods()
        for at, heading, row in self.table.strangers():
            said = f"is headed “{heading}”, which is not a period" if heading else "has no heading"
            what = f"{said}; the figures below it (row {row} on) are left out"
            self.problem("warning", "unknown-heading", at, what, "Write the quarter as Apr–Jun 2012 or FY2012-13-Q1.")
        taken = [self._line(line, twice) for line in self.table.lines()]
        return [entry for line in taken for entry in line]

    def problem(self, severity: str, code: str, at: Place, what: str, hint: str) -> None:
        """Say it once for each cell."""
        if (code, at) in self.complained:
            return
        self.complained.add((code, at))
        add = self.reading.error if severity == "error" else self.reading.warn
        name = cell_name(*at)
        add(code, f"{self.table.sheet.name}!{name} {what}.", hint, self.table.sheet.name, name)

    def _repeated_periods(self) -> set[int]:
        first: dict[Period, int] = {}
        twice = set()
        for column, when in self.table.periods.items():
            if first.setdefault(when, column) == column:
                continue
            twice.add(column)
            other = cell_name(self.table.row, first[when])
            before = self.table.periods.get(column - 1)
            follows = f" After {before.short} comes {before.shift(1).short}." if before else ""
            what = f"is headed {when.short}, as {other} is already"
            hint = f"Correct the heading of the wrong column, or delete the column.{follows}"
            self.problem("error", "duplicate-period", (self.table.row, column), what, hint)
        return twice

    def _line(self, line: Line, twice: set[int]) -> list[Entry]:
        measure = measures_by_key(self.form).get(measure_key(line.label))
        if measure is None:
            self._unknown_measure(line)
            return []
        area = self._area(line)
        read = [self._entry(measure, area, f) for f in line.figures if self.table.long or f.at[1] not in twice]
        return [entry for entry in read if entry]

    def _unknown_measure(self, line: Line) -> None:
        near = near_measures(self.form, line.label)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"Known are {', '.join(_labels(self.form))}."
        said = f"holds “{line.label}”, which is not a measure of this return" if line.label else "names no measure"
        self.problem("warning", "unknown-measure", line.label_at, f"{said}; its figures are left out", hint)

    def _entry(self, measure: Measure, area: AreaRow | None, figure: Figure) -> Entry | None:
        found = self._number(measure, figure)
        if figure.when is None:
            what = f"holds “{figure.heading}”, which is not a period" if figure.heading else "holds no period"
            self.problem("error", "bad-period", figure.heading_at, what, "Write it as Apr–Jun 2012 or FY2012-13-Q1.")
            return None
        if found is None or area is None:
            return None
        if figure.when.end > self.today:
            if found.number is not None:
                what = f"is headed {figure.when.short}, which has not ended"
                self.problem(
                    "error", "future-period", figure.heading_at, what, "Correct it, or leave the column empty."
                )
            return None
        key = (measure.series.code, area.code, figure.when)
        if self.first.setdefault(key, figure.at) != figure.at:
            what = f"gives {measure.label} for {figure.when.short} again; {cell_name(*self.first[key])} gives it first"
            self.problem("error", "duplicate-measure", figure.at, what, "Delete the one that is wrong.")
            return None
        return Entry(measure, area, figure.when, found.number, str(found.status), self.table.sheet, figure.at)

    def _number(self, measure: Measure, figure: Figure) -> Value | None:
        percent = measure.series.unit == "%"
        try:
            found = value(figure.cell)
        except NotANumber:
            found = None
        if found is None or (found.percent and not percent):
            what = f"holds “{tidy(figure.cell)}”, where a number belongs"
            hint = "Enter the number in digits. If there is none yet, write: not yet published."
            self.problem("error", "not-a-number", figure.at, what, hint)
            return None
        if found.number is None:
            return found
        return self._share(found, figure) if percent else self._whole(found, measure, figure)

    def _whole(self, found: Value, measure: Measure, figure: Figure) -> Value | None:
        number = found.number or 0.0
        if (number >= 0 or measure.signed) and number.is_integer():
            return found
        what = f"holds {_shown(number)}; {measure.series.unit} are counted in whole numbers"
        hint = "Enter the change as a whole number." if measure.signed else _COUNT
        self.problem("error", "not-a-count", figure.at, what + ("" if measure.signed else " from 0"), hint)
        return None

    def _share(self, found: Value, figure: Figure) -> Value | None:
        number = found.number or 0.0
        if not 0 <= number <= 100:
            what = f"holds {_shown(number)}, which is not a percentage"
            self.problem("error", "not-a-percentage", figure.at, what, "Enter a number from 0 to 100.")
            return None
        if 0 < number < 1 and not found.percent:
            # A cell shown as 55% holds 0.55: spreadsheets hand over the latter.
            number = round(number * 100, 6)
            what = f"holds {_shown(found.number or 0.0)}, taken as {_shown(number)}%"
            self.problem("warning", "fraction-as-percentage", figure.at, what, "Enter 55.2 for 55.2%.")
        return Value(number, found.status, True)

    def _area(self, line: Line) -> AreaRow | None:
        name, at = (line.area, line.area_at) if line.area is not None else self._area_of_sheet()
        if name not in self.known_areas:
            self.known_areas[name] = self._find_area(name, at)
        found = self.known_areas[name]
        if found:
            self.reading.areas[found.code] = found
        return found

    def _area_of_sheet(self) -> tuple[str, Place]:
        if found := area_above(self.table):
            return found
        what = "has no “Area:” above it: whose figures these are cannot be told"
        hint = "Write “Area:” and the borough's name above the table."
        if "" not in self.known_areas:  # told once for the table, not for each of its rows
            self.problem("error", "no-area", (self.table.row, 1), what, hint)
        return "", (self.table.row, 1)

    def _find_area(self, name: str, at: Place) -> AreaRow | None:
        if not name and at == (self.table.row, 1):
            return None  # told already: the whole table has no area
        if not name:
            self.problem("error", "no-area", at, "is empty; the area belongs there", "Enter the borough's name.")
            return None
        areas = self.areas
        found = areas.by_code.get(name) or areas.named(name, LOCAL) or areas.named(name, PLACES) or areas.named(name)
        if found is None:
            near = areas.near(name, LOCAL)
            hint = f"Did you mean {' or '.join(near)}?" if near else "Use the borough's name as ONS writes it."
            self.problem("error", "unknown-area", at, f"names an area that is not known, “{name}”", hint)
        # A partnership's figures are kept under the authority it is of.
        return areas.by_code.get(found.parent, found) if found and found.kind == "csp" else found


def _labels(form: Return) -> Iterable[str]:
    return (measure.label for measure in form.measures)


def _shown(number: float) -> str:
    return f"{number:,.0f}" if number.is_integer() else f"{number:,}"


Keyed = dict[tuple[str, str, Period], Entry]


def _keyed(entries: list[Entry]) -> Keyed:
    return {(e.measure.series.code, e.area.code, e.when): e for e in entries}


def _check_wholes(reading: Reading, entries: list[Entry]) -> None:
    """A part that exceeds what it lies within: one of the two is wrong."""
    keyed = _keyed(entries)
    for entry in entries:
        whole = keyed.get((entry.measure.within, entry.area.code, entry.when))
        if whole and (entry.number or 0) > (whole.number if whole.number is not None else float("inf")):
            place, other = cell_name(*entry.at), cell_name(*whole.at)
            reading.error(
                "more-than-whole",
                f"{entry.sheet.name}!{place} has more {entry.measure.label} ({_shown(entry.number or 0)}) than "
                f"{other} has {whole.measure.label} ({_shown(whole.number or 0)}).",
                "Check both with the partner.",
                entry.sheet.name,
                place,
            )


def _with_totals(form: Return, reading: Reading, entries: list[Entry]) -> list[Entry]:
    """The entries, with every total whose parts are all there taken from them."""
    keyed = _keyed(entries)
    totals = {m.series.code: m for m in form.measures if form.parts(m.series.code)}
    for code, measure in totals.items():
        for area, when in dict.fromkeys((e.area.code, e.when) for e in entries):
            parts = [keyed.get((part.series.code, area, when)) for part in form.parts(code)]
            numbers = [part.number for part in parts if part and part.number is not None]
            if len(numbers) < len(parts):
                continue
            keyed[code, area, when] = _total(reading, measure, sum(numbers), keyed.get((code, area, when)), parts)
    return list(keyed.values())


def _total(reading: Reading, measure: Measure, total: float, printed: Entry | None, parts: list[Entry | None]) -> Entry:
    """The sum of the parts at the printed total's cell, or at none; a warning if another was printed."""
    if printed is None:
        part = next(part for part in parts if part)
        return part._replace(measure=measure, number=total, status=str(Status.FINAL), at=(0, 0))
    if printed.number is not None and printed.number != total:
        place = cell_name(*printed.at)
        reading.warn(
            "total-mismatch",
            f"{printed.sheet.name}!{place} prints {_shown(printed.number)} as {measure.label}; "
            f"its parts add up to {_shown(total)}.",
            "Check with the partner which is right. The total is taken from its parts.",
            printed.sheet.name,
            place,
        )
    status = printed.status if printed.number is not None else str(Status.FINAL)
    return printed._replace(number=total, status=status)


def _emit(reading: Reading, entry: Entry) -> None:
    series = entry.measure.series
    reading.series.setdefault(series.code, series)
    reading.observations.append(
        Observation(
            series.code, entry.area.code, entry.when, "", entry.number, entry.status, entry.sheet.index, *entry.at
        )
    )
