"""Metropolitan Police monthly crime dashboard extract: a row per area, month, offence and measure."""

import re
from collections import Counter
from collections.abc import Iterable

from dashboard.areas import Areas
from dashboard.periods import Grain, Period, month
from dashboard.records import AreaRow, Reading, SourceSpec, cell_name
from loaders._book import Book, Cell, folded, tidy
from loaders._grammar import named, period
from loaders._match import Header, first_header
from loaders._offences import Offences
from loaders._stacked import Taker

SOURCE = SourceSpec(
    code="crime.mps_dashboard",
    title="Monthly crime dashboard extract",
    publisher="Metropolitan Police",
    recognises="a csv or workbook headed Month_Year, Area Type, Borough_SNT, Offence Group, Measure and Count",
    frequency="month",
    lag_days=30,
)
WANTED: dict[str, Iterable[str]] = {
    "month": ("Month_Year", "Month Year", "Month"),
    "type": ("Area Type",),
    "area": ("Borough_SNT", "Borough SNT", "Borough"),
    "group": ("Offence Group",),
    "part": ("Offence Subgroup", "Offence Sub-group", "Offence Sub Group"),
    "measure": ("Measure",),
    "count": ("Count",),
}
OPTIONAL: dict[str, Iterable[str]] = {"name": ("Area name",), "code": ("Area code",)}
KINDS = ("borough", "pseudo")
BOROUGH = ("borough", "boroughs", "bocu", "borough command")
OFFENCES = ("offences", "offence", "recorded offences", "crimes", "number of offences", "offence count")


def recognise(book: Book) -> str | None:
    """Its headings: month, type of area, offence, measure and count."""
    header = first_header(book, WANTED, OPTIONAL)
    return f"row {header.row} is headed with month, area type, offence, measure and count" if header else None


def read(book: Book, areas: Areas) -> Reading:
    header = first_header(book, WANTED, OPTIONAL)
    assert header is not None  # recognise() found it
    reading = Reading(SOURCE.code, recognise(book) or "", [sheet.name for sheet in book.sheets])
    rows = _Rows(reading, header, areas)
    for number, row in header.sheet.numbered(header.row + 1):
        if any(cell != "" for cell in row):
            rows.take(number)
    rows.finish()
    return reading


class _Rows:
    """Rows of boroughs that count offences; everything else is counted and left out."""

    def __init__(self, reading: Reading, header: Header, areas: Areas) -> None:
        self.reading, self.columns, self.sheet, self.areas = reading, header.columns, header.sheet, areas
        self.taker, self.offences = Taker(reading, header.sheet, areas), Offences(reading)
        self.seen: dict[tuple[str, ...], str] = {}
        self.found: dict[tuple[str, str], AreaRow | None] = {}
        self.months: dict[str, Period | None] = {}
        self.types: Counter[str] = Counter()
        self.measures: Counter[str] = Counter()

    def take(self, number: int) -> None:
        text = {name: self.sheet.text(number, column) for name, column in self.columns.items()}
        if folded(text["type"]) not in BOROUGH:
            self.types[text["type"]] += 1
        elif folded(text["measure"]) not in OFFENCES:
            self.measures[text["measure"]] += 1
        else:
            self._take(number, text)

    def _take(self, number: int, text: dict[str, str]) -> None:
        place = (number, self.columns["count"])
        area, when = self._area(number, text), self._when(number, text["month"])
        value = self.taker.number(self.sheet.at(*place), place)
        if area is None or when is None or value is None:
            return
        if not text["group"]:
            what, hint = "has no offence group", "Fill it in, or delete the row."
            self.taker.problem("error", "no-group", (number, self.columns["group"]), what, hint)
            return
        key = (area.code, when.key, text["group"], text["part"])
        name = cell_name(*place)
        if self.seen.setdefault(key, name) != name:
            what = (
                f"repeats “{text['part'] or text['group']}” of {area.name} for {when.short}, given by {self.seen[key]}"
            )
            self.taker.problem("error", "duplicate-key", place, what, "Delete the one that is wrong.")
            return
        offence = (named(text["group"]), named(text["part"]))
        self.offences.add(area.code, when, offence, value, (self.sheet.index, *place))

    def _area(self, number: int, text: dict[str, str]) -> AreaRow | None:
        """The borough by its code, else by the name of the borough or of the area."""
        key = (text["area"], text.get("code", ""))
        if key not in self.found:
            names = (text["area"], text.get("name", ""))
            by_name = (found for name in names if name and (found := self.areas.named(name, KINDS)))
            self.found[key] = self.areas.by_code.get(key[1]) or next(by_name, None)
            if self.found[key] is None:
                self._unknown(number, text["area"])
        if found := self.found[key]:
            self.reading.areas[found.code] = found
        return self.found[key]

    def _unknown(self, number: int, name: str) -> None:
        near = self.areas.near(name, KINDS)
        hint = f"Did you mean {' or '.join(near)}?" if near else "Use the borough's name as ONS writes it."
        what = f"names an area that is not known, “{name}”"
        self.taker.problem("error", "unknown-area", (number, self.columns["area"]), what, hint)

    def _when(self, number: int, said: str) -> Period | None:
        if said not in self.months:
            place = (number, self.columns["month"])
            when = _month(self.sheet.at(*place))
            if when is None:
                what, hint = f"holds “{said}”, not a month", "Write it as 04/2024 or Apr 2024."
                self.taker.problem("error", "bad-period", place, what, hint)
            self.months[said] = when if when and self.taker.is_over(when, place) else None
        return self.months[said]

    def finish(self) -> None:
        """Noughts for what a borough does not list, and what was left out."""
        self.offences.fill()
        self.offences.finish()
        for name, count in self.types.most_common():
            text = f"{count} rows of the area type “{name}” are left out: they lie within the boroughs."
            self.reading.notes.append(text)
        for name, count in self.measures.most_common():
            self.reading.notes.append(f"{count} rows of the measure “{name}” are left out: only offences are counted.")


def _month(cell: Cell) -> Period | None:
    if match := re.fullmatch(r"(0?[1-9]|1[0-2])[/_-]((?:19|20)\d{2})", tidy(cell)):
        return month(int(match[2]), int(match[1]))
    when = period(cell)
    return when if when and when.grain is Grain.MONTH else None
