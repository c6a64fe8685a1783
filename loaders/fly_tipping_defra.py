"""Defra's fly-tipping incidents and actions: a row per local authority and financial year."""

import re
from collections.abc import Iterable, Iterator

from dashboard.areas import Areas
from dashboard.periods import Grain, Period
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec, SourceSpec, Status, cell_name
from loaders._book import Book, Cell, tidy
from loaders._grammar import Value, named, period
from loaders._match import Header, first_header
from loaders._near import refuse_near
from loaders._stacked import Taker
from loaders._unwatched import unwatched

SOURCE = SourceSpec(
    code="fly_tipping.defra",
    title="Fly-tipping incidents and actions by local authority",
    publisher="Defra",
    recognises="a workbook whose sheets are headed Year, ONS Code, LA Name, Region and Total Incidents or "
    "Total Actions",
    frequency="year",
    lag_days=330,
)
KEYS = {
    "year": ("Year", "Financial year", "Reporting year"),
    "code": ("ONS Code", "LA code", "ONS LA code", "Local authority code", "GSS code"),
    "name": ("LA Name", "Local authority", "Local authority name", "Authority"),
}
REGION: dict[str, Iterable[str]] = {"region": ("Region", "Region name", "English region")}
INCIDENTS = {"total": ("Total Incidents", "Total fly-tipping incidents", "Incidents total")}
ACTIONS = {"total": ("Total Actions", "Total fly-tipping actions", "Actions total")}
LAYOUTS = ({**KEYS, **INCIDENTS}, {**KEYS, **ACTIONS})

SERIES = {
    spec.code: spec
    for spec in (
        SeriesSpec("fly_tipping.incidents", "Fly-tipping incidents", "incidents"),
        SeriesSpec("fly_tipping.clearance_cost", "Fly-tipping: cost of clearance", "£"),
        SeriesSpec("fly_tipping.population", "Fly-tipping: mid-year population", "people", aggregation="last"),
        SeriesSpec(
            "fly_tipping.rate", "Fly-tipping incidents per 1,000 people", "per 1,000 people", "none", decimals=1
        ),
        SeriesSpec("fly_tipping.actions", "Fly-tipping actions", "actions"),
        SeriesSpec("fly_tipping.prosecutions", "Fly-tipping prosecutions", "prosecutions"),
        SeriesSpec("fly_tipping.cost", "Fly-tipping: cost of actions", "£"),
        SeriesSpec("fly_tipping.outcomes", "Fly-tipping: outcomes of actions", "outcomes"),
        SeriesSpec("fly_tipping.fines_issued", "Fly-tipping: fines issued by courts", "fines"),
        SeriesSpec("fly_tipping.fines", "Fly-tipping: amount of fines issued by courts", "£"),
    )
}
# Heading (lower case) → series and breakdown, the first that matches; {band} is the word of the row above.
INCIDENT_HEADINGS = (
    (r"total (?:fly-tipping )?incidents|incidents total", "fly_tipping.incidents", ""),
    (r"total (?:incidents )?clearance costs?.*", "fly_tipping.clearance_cost", ""),
    (r"(.+?) clearance costs?\b.*", "fly_tipping.clearance_cost", "size={}"),
    (r"incidents per 1,?000.*", "fly_tipping.rate", ""),
    (r"mid[- ](?:year )?population.*", "fly_tipping.population", ""),
    (r"(.+?) incidents", "fly_tipping.incidents", "{band}={}"),
)
ACTION_HEADINGS = (
    (r"total (?:fly-tipping )?actions|actions total", "fly_tipping.actions", ""),
    (r"total fines.*", "fly_tipping.fines", ""),
    (r"total (fixed penalty notice) actions", "fly_tipping.actions", "action={}"),
    (r"(?:all )?(.*fixed penalty notices issued.*)", "fly_tipping.actions", "fixed_penalty={}"),
    (r"(.+?)(?: action)? costs?\b.*", "fly_tipping.cost", "action={}"),
    (r"(vehicles seized)", "fly_tipping.actions", "action={}"),
    (r"(.+?) outcomes\b.*", "fly_tipping.outcomes", "outcome={}"),
    (r"((?:£|over ).+?) fines", "fly_tipping.fines_issued", "band={}"),
    (r"(.+?) actions", "fly_tipping.actions", "action={}"),
)
BANDS = (("land", "land"), ("waste", "waste"), ("size", "size"))
# Land types and sizes, for editions without a row of bands above the headings.
LAND = re.compile(r"highway|footpath|alleyway|railway|council|agricult|private|commercial / ind|watercourse")
SIZE = re.compile(r"single|.* loads?$|.*or less$")
# Words that a heading and its neighbour spell differently.
SAME = {
    "sig / multi loads": "significant / multi loads",
    "duty of care inspect": "duty of care inspection",
    "primary waste type measures other (unidentified)": "other (unidentified)",
}
Column = tuple[int, str, str]


def recognise(book: Book) -> str | None:
    """A sheet of incidents or of actions by ONS code and year."""
    found = _tables(book)
    names = " and ".join(f"{header.sheet.name} (row {header.row})" for header, _ in found)
    return f"headed with year, ONS code and fly-tipping totals: {names}" if found else None


def _tables(book: Book) -> list[tuple[Header, tuple[tuple[str, str, str], ...]]]:
    pairs = ((INCIDENTS, INCIDENT_HEADINGS), (ACTIONS, ACTION_HEADINGS))
    sheets = Book(book.name, [sheet for sheet in book.sheets if "revision" not in sheet.name.casefold()])
    headers = [(first_header(sheets, {**KEYS, **total}, REGION), headings) for total, headings in pairs]
    return [(header, headings) for header, headings in headers if header]


def read(book: Book, areas: Areas) -> Reading:
    sheets = [sheet.name for sheet in book.sheets]
    reading = Reading(SOURCE.code, recognise(book) or "", sheets, covers=("fly_tipping",))
    tables = _tables(book)
    read_already = [header.sheet for header, _ in tables]
    for sheet in book.visible:
        if sheet not in read_already and "revision" not in sheet.name.casefold():
            refuse_near(reading, sheet, SOURCE.title, *LAYOUTS)
    for header, headings in tables:
        columns = list(_columns(header, headings, reading))
        with unwatched():
            _Table(Taker(reading, header.sheet, areas), header, columns).read()
    return reading


def _columns(header: Header, headings: tuple[tuple[str, str, str], ...], reading: Reading) -> Iterator[Column]:
    """Each column of figures with its series and breakdown."""
    sheet, band = header.sheet, ""
    keys = {column for name, column in header.columns.items() if name != "total"}
    left_out = []
    seen: dict[tuple[str, str], int] = {}
    for column in range(1, len(sheet.rows[header.row - 1]) + 1):
        band = (sheet.text(header.row - 1, column) if header.row > 1 else "") or band
        heading = named(sheet.at(header.row, column)).casefold()
        if not heading or column in keys:
            continue
        found = _meaning(heading, band, headings)
        if found is None:
            left_out.append(heading)
            continue
        if seen.setdefault(found, column) != column:
            _repeated_heading(reading, header, seen[found], column)
            continue
        yield column, *found
        if found == ("fly_tipping.actions", "action=Prosecution"):
            yield column, "fly_tipping.prosecutions", ""
    known = [text for text in left_out if text != "reporting basis"]
    if known:
        reading.notes.append(f"Columns of {sheet.name} that are not read: {', '.join(known)}.")


def _repeated_heading(reading: Reading, header: Header, first: int, column: int) -> None:
    sheet, (one, two) = header.sheet, (cell_name(header.row, c) for c in (first, column))
    reading.error(
        "duplicate-key",
        f"{sheet.name}!{two} is headed “{sheet.text(header.row, column)}”, which {one} already is.",
        "Correct the heading of the wrong column, or delete the column that is there twice.",
        sheet.name,
        two,
    )


def _meaning(heading: str, band: str, headings: tuple[tuple[str, str, str], ...]) -> tuple[str, str] | None:
    for pattern, series, breakdown in headings:
        if match := re.fullmatch(pattern, heading):
            words = match[1] if match.groups() else ""
            words = SAME.get(words, words)
            return series, breakdown.format(words.capitalize(), band=_axis(band, words))
    return None


def _axis(band: str, words: str) -> str:
    low = band.casefold()
    if axis := next((axis for word, axis in BANDS if word in low), None):
        return axis
    if LAND.match(words):
        return "land"
    return "size" if SIZE.match(words) else "waste"


class _Table:
    """The rows of one sheet."""

    def __init__(self, taker: Taker, header: Header, columns: list[Column]) -> None:
        self.taker, self.header, self.columns = taker, header, columns
        self.reading, self.sheet = taker.reading, header.sheet
        self.years: dict[Cell, Period | None] = {}
        self.areas: dict[tuple[Cell, Cell, Cell], AreaRow | None] = {}
        self.rows: dict[tuple[str, Period], int] = {}
        self.values: dict[Cell, Value] = {}
        self.parts = self._parts()
        self.total = header.columns["total"]
        self.width = max([*header.columns.values(), *(column for column, _, _ in columns)])

    def _parts(self) -> dict[str, list[int]]:
        """The columns that add up to the total, by the axis they break it down by."""
        axes: dict[str, list[int]] = {}
        for column, series, breakdown in self.columns:
            if series in ("fly_tipping.incidents", "fly_tipping.actions") and breakdown:
                axes.setdefault(breakdown.partition("=")[0], []).append(column)
        return {axis: axes[axis] for axis in ("land",) if axis in axes}

    def read(self) -> None:
        superseded = self._superseded()
        for code in {series for _, series, _ in self.columns}:
            self.reading.series.setdefault(code, SERIES[code])
        for number, row in self.sheet.numbered(self.header.row + 1):
            if number in superseded or not any(cell != "" for cell in row):
                continue
            row = row if len(row) >= self.width else [*row, *[""] * (self.width - len(row))]
            when = self._when(number, row)
            area = self._area(number, row) if when else None
            if when and area and self._first(number, when, area):
                self._take(number, row, when, area)
                self._check(number, row)

    def _superseded(self) -> set[int]:
        """Rows of an England total that another row of the same year restates on the current basis."""
        region, year = self.header.columns.get("region"), self.header.columns["year"]
        if not region:
            return set()
        totals: dict[str, list[tuple[int, str]]] = {}
        for number, row in self.sheet.numbered(self.header.row + 1):
            if region <= len(row) and "England" in (name := str(row[region - 1])):
                totals.setdefault(tidy(row[year - 1]), []).append((number, name))
        found = set()
        for when, rows in totals.items():
            old = {number for number, name in rows if "original" in name.casefold()}
            if old and len(rows) > len(old):
                found |= old
                self.reading.notes.append(
                    f"{self.sheet.name} has two England totals for {when}: the one marked original is left out, "
                    f"the one comparable with later years is kept."
                )
        return found

    def _when(self, number: int, row: list[Cell]) -> Period | None:
        column = self.header.columns["year"]
        cell = row[column - 1]
        if cell not in self.years:
            when = period(cell, years_end="march")
            self.years[cell] = when if when and when.grain is Grain.YEAR else None
        when = self.years[cell]
        place = (number, column)
        if when is None:
            # A footnote under the table has no code.
            if row[self.header.columns["code"] - 1] != "":
                what = f"holds “{tidy(cell)}”, not a financial year"
                self.taker.problem("error", "bad-period", place, what, "Write the year as 2021-22.")
            return None
        return when if self.taker.is_over(when, place) else None

    def _area(self, number: int, row: list[Cell]) -> AreaRow | None:
        columns = self.header.columns
        region = columns.get("region")
        key = row[columns["code"] - 1], row[columns["name"] - 1], row[region - 1] if region else ""
        if key not in self.areas:
            self.areas[key] = self._find(number, *(tidy(cell) for cell in key))
        return self.areas[key]

    def _find(self, number: int, code: str, name: str, region: str) -> AreaRow | None:
        areas = self.taker.areas
        if "total" in code.casefold() or "total" in name.casefold():
            text = re.sub(r"^\*?\s*total\s*|\s*\(.*\)$", "", region or name, flags=re.IGNORECASE)
            return self.taker.area(text or "England", (number, self.header.columns.get("region", 1)))
        lies_in = areas.named(region, ("region", "country"))
        places = (number, self.header.columns["code"]), (number, self.header.columns["name"])
        return self.taker.coded(code, name, places, lies_in=lies_in.code if lies_in else "")

    def _first(self, number: int, when: Period, area: AreaRow) -> bool:
        first = self.rows.setdefault((area.code, when), number)
        if first != number:
            place = (number, self.header.columns["code"])
            what = f"repeats {area.name} for {when.short}, which row {first} has already given"
            hint = "Delete the row that is there twice, or correct its code or year."
            self.taker.problem("error", "duplicate-key", place, what, hint)
        return first == number

    def _take(self, number: int, row: list[Cell], when: Period, area: AreaRow) -> None:
        append, sheet, code = self.reading.observations.append, self.sheet.index, area.code
        values, final = self.values, str(Status.FINAL)
        for column, series, breakdown in self.columns:
            cell = row[column - 1]
            # A number or a marker met before, by far the most often: the grammar is only asked about the rest.
            if type(cell) is float and -1e12 < cell < 1e12:
                append(Observation(series, code, when, breakdown, cell, final, sheet, number, column))
            elif (found := values.get(cell) or self._value(cell, (number, column))) is not None:
                append(Observation(series, code, when, breakdown, found.number, found.status, sheet, number, column))

    def _value(self, cell: Cell, place: tuple[int, int]) -> Value | None:
        if (found := self.taker.number(cell, place)) is not None:
            found = self.values[cell] = found._replace(status=str(found.status))
        return found

    def _check(self, number: int, row: list[Cell]) -> None:
        """Parts that do not add up to the total. Estimates are fractions: up to 1 apart is rounding."""
        for axis, columns in self.parts.items():
            total, *parts = (self._amount(row[column - 1]) for column in (self.total, *columns))
            if total is None or None in parts:
                continue
            added = sum(part or 0 for part in parts)
            if abs(added - total) > 1:
                what = f"is {total:,.0f}, but the {axis} types in the row ({cell_name(number, columns[0])} to "
                what += f"{cell_name(number, columns[-1])}) add up to {added:,.0f}"
                hint = "Ask the publisher which is right; both are kept as published."
                self.taker.problem("warning", "total-mismatch", (number, self.total), what, hint)

    def _amount(self, cell: Cell) -> float | None:
        if type(cell) is float:
            return cell
        found = self.values.get(cell)
        return found.number if found else None
