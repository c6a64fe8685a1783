"""Reading a file with a mapping: observations with their cells, and every fault in the words of the house."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.areas import Areas
from dashboard.periods import LENGTH, Period, parse
from dashboard.records import AreaRow, Observation, Reading, cell_name
from loaders._book import Book, Cell, tidy
from loaders._grammar import NotANumber, Value, value
from loaders._mapping.grid import digest
from loaders._mapping.layout import Layout
from loaders._mapping.places import Places
from loaders._mapping.row import Place, Raw, Words
from loaders._mapping.said import settle
from loaders._mapping.spec import Mapping, Measure, Source
from loaders._mapping.titles import area as area_around
from loaders._mapping.titles import periods as periods_around
from loaders._mapping.walk import Walk, Walker
from loaders._mapping.words import NOWHERE, key, sums_up
from loaders._marac_privacy import HEADINGS as PERSONAL

LARGEST_SHARE = 1.5
_NOTED = 12


@dataclass
class Taking:
    """What the sheets of one file have given so far."""

    reading: Reading
    mapping: Mapping
    places: Places
    measures: dict[str, Measure]
    seen: dict[tuple[str, str, Period, str], Place] = field(default_factory=dict)
    complained: set[tuple[str, str]] = field(default_factory=set)


def read_layouts(mapping: Mapping, book: Book, layouts: Iterable[Layout], areas: Areas, why: str = "") -> Reading:
    """The figures of the tables that `mapping` finds in `book`. Nothing a file may hold is raised."""
    reading = Reading(mapping.code, why, [sheet.name for sheet in book.sheets])
    taking = Taking(reading, mapping, Places(areas), {measure.label: measure for measure in mapping.measures})
    for layout in layouts:
        _Sheet(taking, book, layout).take()
    _without_part_totals(reading)
    taken = taking.places.taken_for.items()
    reading.notes += [f"“{name.title()}” is read as {full}." for name, full in taken]
    return reading


class _Sheet:
    """Takes the figures of one sheet."""

    def __init__(self, taking: Taking, book: Book, layout: Layout) -> None:
        self.taking, self.book, self.layout = taking, book, layout
        self.mapping, self.reading, self.sheet = taking.mapping, taking.reading, layout.sheet
        self.before = layout.rows[0] if layout.rows else 1
        self.told: set[tuple[str, Place]] = set()

    def take(self) -> None:
        self._refuse_personal()
        self.period = self._period_of_sheet()
        self.area = self._area_of_sheet()
        met = Walk()
        for raw in Walker(self.mapping, self.book, self.layout, self.taking.places, met).walk():
            self._take(raw)
        shown = list(met.left_out.items())[:_NOTED]
        self.reading.notes += [f"Row {number} of {self.sheet.name} is left out: {why}." for number, why in shown]
        if len(met.left_out) > _NOTED:
            more = len(met.left_out) - _NOTED
            self.reading.notes.append(f"{more:,} more rows of {self.sheet.name} are left out likewise.")

    def problem(self, severity: str, code: str, at: Place, what: str, hint: str) -> None:
        """Say it once for each cell."""
        name = cell_name(*at) if at[0] else None
        if (code, f"{self.sheet.name}{name}") in self.taking.complained:
            return
        self.taking.complained.add((code, f"{self.sheet.name}{name}"))
        add = self.reading.error if severity == "error" else self.reading.warn
        where = f"{self.sheet.name}!{name}" if name else self.sheet.name
        add(code, f"{where} {what}.", hint, self.sheet.name, name)

    def _refuse_personal(self) -> None:
        for row in self.layout.rows:
            for column, cell in enumerate(self.sheet.rows[row - 1], 1):
                if isinstance(cell, str) and PERSONAL.fullmatch(key(cell)):
                    hint = "Only counts are kept here. Delete the column and send the file again."
                    self.problem("error", "personal-data", (row, column), "heads a column of personal data", hint)

    def _period_of_sheet(self) -> Period | None:
        where = self.mapping.period
        if where.source is Source.FIXED:
            if digest(self.sheet) == self.mapping.made_from:
                return parse(where.fixed)
            self._ask_period()
        if where.source in (Source.TITLE, Source.SHEET):
            found = periods_around(self.book, self.sheet, self.before, self.mapping.times)
            if len(found) == 1:
                return found[0][0]
            self._ask_period([words for _, words in found])
        return None

    def _ask_period(self, words: list[str] | None = None) -> None:
        said = f"names several periods (“{'”, “'.join(words)}”)" if words else "does not say which period it is for"
        self.problem("error", "no-period", (0, 0), said, "Open the mapping of this file and say which period it is.")

    def _area_of_sheet(self) -> AreaRow | None:
        where = self.mapping.area
        if where.source is Source.FIXED:
            return self._said_for_all(Words(where.fixed))
        if where.source is Source.SHEET:
            return self._known(Words(self.sheet.name))
        if where.source is not Source.TITLE:
            return None
        found, _ = area_around(self.book, self.sheet, self.before, self.taking.places)
        if found is None:
            hint = "Write “Area:” and the borough's name above the table, or say it in the mapping of this file."
            self.problem("error", "no-area", (0, 0), "does not say whose figures these are", hint)
        return found

    def _said_for_all(self, words: Words) -> AreaRow | None:
        """The area that was said for every file of the partner, unless this one names another."""
        said = self._known(words)
        named, text = area_around(self.book, self.sheet, self.before, self.taking.places)
        if said and named and named.code not in (said.code, self.mapping.around):
            what = f"is about {named.name} (“{text}”), but these files were mapped as figures of {said.name}"
            self.problem("error", "area-differs", (0, 0), what, "Map this file on its own, under another title.")
            return None
        return said

    def _known(self, words: Words) -> AreaRow | None:
        found = self.taking.places.find(words.text)
        if found is None:
            self._unknown_area(words)
        return found

    def _unknown_area(self, words: Words) -> None:
        if words.text and (words.text, words.at) in self.told:
            return
        self.told.add((words.text, words.at))
        if not words.text:
            self.problem("error", "no-area", words.at, "is empty; the area belongs there", "Enter the borough's name.")
        elif NOWHERE.fullmatch(key(words.text)):
            if ("no-such-area", words.text) not in self.taking.complained:
                self.taking.complained.add(("no-such-area", words.text))
                what = f"is “{words.text}”, which is no area; its figures are left out"
                hint = "Nothing is needed unless they belong to an area."
                self.problem("warning", "no-such-area", words.at, what, hint)
        else:
            near = self.taking.places.near(words.text)
            hint = f"Did you mean {' or '.join(near)}?" if near else "Use the borough's name as ONS writes it."
            self.problem("error", "unknown-area", words.at, f"names an area that is not known, “{words.text}”", hint)

    def _take(self, raw: Raw) -> None:
        found, when, area = self._number(raw), self._when(raw), self._area(raw)
        measure = self._measure(raw)
        if found is None or when is None or area is None or measure is None:
            return
        number = self._shown(found, measure, raw)
        breakdown = self._breakdown(raw)
        where = (measure.series, area.code, when, breakdown)
        if where in self.taking.seen:
            self._repeated(raw, measure, area, when, self.taking.seen[where])
            return
        self.taking.seen[where] = raw.at
        self.reading.areas[area.code] = area
        self.reading.series.setdefault(measure.series, measure.spec())
        self.reading.observations.append(Observation(*where, number, str(found.status), self.sheet.index, *raw.at))

    def _repeated(self, raw: Raw, measure: Measure, area: AreaRow, when: Period, first: Place) -> None:
        what = f"gives {measure.title} of {area.name} for {when.short} again; {cell_name(*first)} gives it first"
        self.problem("error", "duplicate-key", raw.at, what, "Delete the one that is wrong, or correct its label.")

    def _number(self, raw: Raw) -> Value | None:
        found = number_in(raw.cell)
        if found is None:
            what = f"holds “{tidy(raw.cell)}”, where a number belongs"
            hint = "Enter the number in digits. If there is none yet, write: not yet published."
            self.problem("error", "not-a-number", raw.at, what, hint)
        return found

    def _when(self, raw: Raw) -> Period | None:
        if self.mapping.period.source in (Source.TITLE, Source.SHEET, Source.FIXED):
            return self.period
        when = settle(raw.said, self.mapping.times)
        if when is None:
            said = f"holds “{raw.period.text}”, which is not a period" if raw.period.text else "holds no period"
            hint = "Write it as Apr–Jun 2025 or FY2025-26-Q1."
            self.problem("error", "bad-period", raw.period.at, said, hint)
        return when

    def _area(self, raw: Raw) -> AreaRow | None:
        if self.mapping.area.source in (Source.FIXED, Source.TITLE, Source.SHEET):
            return self.area
        return self._known(raw.area)

    def _measure(self, raw: Raw) -> Measure | None:
        if not raw.measure.text:
            what = "belongs to no measure: nothing beside or above it says what is counted"
            self.problem("error", "no-measure", raw.at, what, "Write the measure's name beside its figures.")
            return None
        return self.taking.measures.get(key(raw.measure.text))

    def _breakdown(self, raw: Raw) -> str:
        text = " ".join(raw.breakdown.text.split())
        if not text or sums_up(key(text)) or key(text).startswith("all "):
            return ""
        return f"{self.mapping.breakdown_key}={text}"[:200]

    def _shown(self, found: Value, measure: Measure, raw: Raw) -> float | None:
        """A share that the file holds as a fraction, as the percentage that it shows."""
        if found.number is None or not measure.fraction or found.percent:
            return found.number
        if abs(found.number) <= LARGEST_SHARE:
            return round(found.number * 100, 6)
        what = f"holds {tidy(raw.cell)}, where the other shares are fractions of 1"
        self.problem("warning", "scale", raw.at, what, "Check that it is a percentage like the others.")
        return found.number


def number_in(cell: Cell) -> Value | None:
    """The cell as a number or marker, also as spreadsheets write it beside a footnote mark; None when it is neither."""
    try:
        return value(cell)
    except NotANumber:
        text = tidy(cell).rstrip("*†‡#^ ")
        if text and text != tidy(cell) and not isinstance(cell, bool):
            return number_in(text)
        return None


def _without_part_totals(reading: Reading) -> None:
    """Leave out a year so far: a longer period some of whose own parts are in the file, and some not yet."""
    if len({row.period.grain for row in reading.observations}) < 2:
        return
    held: dict[tuple[str, str, str], list[Observation]] = {}
    for row in reading.observations:
        if row.value is not None:
            held.setdefault((row.series, row.area, row.breakdown), []).append(row)
    gone = {(*where, row.period) for where, rows in held.items() for row in rows if _is_part_total(row, rows)}
    if not gone:
        return
    kept = [r for r in reading.observations if (r.series, r.area, r.breakdown, r.period) not in gone]
    periods = sorted({where[3] for where in gone})
    reading.notes.append(
        f"{', '.join(when.short for when in periods[:6])} is left out: some of its quarters or months are given, "
        "others not yet, so it is a total so far."
    )
    reading.observations = kept


def _is_part_total(row: Observation, rows: list[Observation]) -> bool:
    if LENGTH[row.period.grain] == 1:
        return False
    months = set(row.period.months())
    inside = [set(r.period.months()) for r in rows if r is not row and set(r.period.months()) < months]
    return bool(inside) and set().union(*inside) != months
