"""SafeLives annual MARAC workbook: cases and referral routes by region and police force area."""

import re
from collections.abc import Iterable, Iterator

from dashboard.areas import Areas
from dashboard.areas import folded as same
from dashboard.periods import Grain, Period
from dashboard.records import AreaRow, Reading, SourceSpec, Status, cell_name
from loaders._book import Book, Sheet, folded, tidy
from loaders._grammar import Value, period
from loaders._marac import (
    CASES,
    CHILDREN,
    MARACS,
    PER_10K,
    RECOMMENDED,
    REFERRALS,
    REPEATS,
    Place,
    agency,
    not_submitted,
    take_year,
    unknown_area,
)
from loaders._match import Header, find_header
from loaders._stacked import Taker

SOURCE = SourceSpec(
    code="marac.safelives",
    title="MARAC data, England and Wales",
    publisher="SafeLives",
    recognises="a workbook with a sheet headed Area Name and Number of cases discussed",
    frequency="year",
    lag_days=180,
    licence="SafeLives",
)
AREA: dict[str, Iterable[str]] = {"area": ("Area Name", "Area", "Police force area", "Region/Police force area")}
CASES_SHEET: dict[str, Iterable[str]] = AREA | {
    "cases": ("Number of cases discussed", "Cases discussed", "Number of cases"),
    "repeats": ("Number of repeat cases", "Repeat cases"),
}
OPTIONAL: dict[str, Iterable[str]] = {
    "maracs": ("Number of MARACs", "Number of Marac meetings", "MARACs"),
    "recommended": ("Recommended number of cases", "Recommended cases"),
    "per_10k": ("Number of cases per 10,000 adult females", "Cases per 10,000 adult females"),
    "share": ("Percentage of repeat cases", "% repeat cases", "Repeat rate", "% of repeat cases"),
    "children": ("Number of children in household", "Number of children in the household", "Children in household"),
}
SERIES = {
    "maracs": MARACS,
    "cases": CASES,
    "recommended": RECOMMENDED,
    "per_10k": PER_10K,
    "repeats": REPEATS,
    "children": CHILDREN,
}
WIDER, FORCE = ("country", "region"), ("force",)
TITLE_ROWS = 8
# A footnote's digit may be glued to the year: nothing is asked of what follows it.
_IN_WORDS = (
    re.compile(r"(year ending [a-z]+ (?:19|20)\d{2})", re.IGNORECASE),
    re.compile(r"([a-z]+ (?:19|20)\d{2} ?(?:-|–|to) ?[a-z]+ (?:19|20)\d{2})", re.IGNORECASE),
)
_IN_DIGITS = (re.compile(r"((?:19|20)\d{2}[-/–_](?:(?:19|20)\d{2}|\d{2}))(?!\d)"),)


def recognise(book: Book) -> str | None:
    """A sheet of cases by area, whatever its name."""
    header = next(_headers(book), None)
    return (
        f"{header.sheet.name} row {header.row} is headed Area Name, cases discussed and repeat cases"
        if header
        else None
    )


def _headers(book: Book) -> Iterator[Header]:
    return (h for sheet in book.visible if (h := find_header(sheet, CASES_SHEET, OPTIONAL)))


def read(book: Book, areas: Areas) -> Reading:
    reading = Reading(SOURCE.code, recognise(book) or "", [sheet.name for sheet in book.sheets])
    when = _year(reading, book)
    if when is None:
        return reading
    header = next(_headers(book))
    _read_cases(Taker(reading, header.sheet, areas), header, when)
    for sheet in book.visible:
        routes = _routes(sheet)
        if routes and sheet is not header.sheet:
            _read_routes(Taker(reading, sheet, areas), routes, when)
    return reading


def _year(reading: Reading, book: Book) -> Period | None:
    """The financial year the titles state, else the file's name; every title must state the same one."""
    found = _titled(book, _IN_WORDS) or _titled(book, _IN_DIGITS)
    if len(found) > 1:
        said = " and ".join(f"{s.name}!{cell_name(*place)} {when.short}" for when, (s, place) in found.items())
        hint = "Correct the title that is wrong: figures would be kept under the wrong year."
        reading.error("period-conflict", f"The titles state different years: {said}.", hint)
        return None
    when = next(iter(found), None) or _stated(book.name, _IN_DIGITS)
    sheet = next(_headers(book)).sheet
    if when is None:
        what = f"{sheet.name}!A1 and the rows below it do not say which year the figures are for."
        hint = "Put a title such as “year ending March 2024” above the table."
        reading.error("no-period", what, hint, sheet.name, "A1")
        return None
    sheet, place = found.get(when, (sheet, (1, 1)))
    return when if Taker(reading, sheet, Areas([])).is_over(when, place) else None


def _titled(book: Book, forms: tuple[re.Pattern[str], ...]) -> dict[Period, tuple[Sheet, Place]]:
    """Each year the first rows of a sheet state, and where it is first said."""
    found: dict[Period, tuple[Sheet, Place]] = {}
    for sheet in book.visible:
        for row, cells in enumerate(sheet.rows[:TITLE_ROWS], 1):
            for column, cell in enumerate(cells, 1):
                if isinstance(cell, str) and (when := _stated(cell, forms)):
                    found.setdefault(when, (sheet, (row, column)))
    return found


def _stated(text: str, forms: tuple[re.Pattern[str], ...]) -> Period | None:
    matches = (match for form in forms if (match := form.search(tidy(text))))
    years = (when for match in matches if (when := period(match[1])))
    return next((when for when in years if when.grain is Grain.YEAR), None)


def _read_cases(taker: Taker, header: Header, when: Period) -> None:
    cells = {name: column for name, column in header.columns.items() if name != "area"}
    rows = list(_rows(taker, header, list(cells.values())))
    for number, area in rows:
        take_year(taker, area, when, {name: (number, column) for name, column in cells.items()}, SERIES)
    _check_regions(taker, header, rows)


def _rows(taker: Taker, header: Header, columns: list[int]) -> Iterator[tuple[int, AreaRow]]:
    """Rows with figures and their area; a name that a region and a force share is the region's first.

    A region stands above its forces, so the second row of that name is the force. Alone in a
    sheet without any other region, the name is the force's.
    """
    sheet, column = header.sheet, header.columns["area"]
    numbers = [n for n, _ in sheet.numbered(header.row + 1) if any(sheet.text(n, c) for c in columns)]
    names = {n: same(sheet.text(n, column)) for n in numbers if sheet.text(n, column)}
    every, seen = list(names.values()), set[str]()
    shared = {name for name in every if taker.areas.named(name, WIDER) and taker.areas.named(name, FORCE)}
    regional = any(taker.areas.named(name, ("region",)) for name in every if name not in shared)
    for number, name in names.items():
        first = name not in seen and (regional or every.count(name) > 1)
        kinds = (WIDER if first else FORCE) if name in shared else WIDER + FORCE
        seen.add(name)
        if found := taker.areas.named(name, kinds):
            taker.reading.areas[found.code] = found
            yield number, found
        else:
            unknown_area(taker, taker.areas, sheet.text(number, column), (number, column), FORCE)


def _check_regions(taker: Taker, header: Header, rows: list[tuple[int, AreaRow]]) -> None:
    """Doubt a region whose forces below it do not add up to it."""
    column = header.columns["cases"]
    place, region, total = 0, None, 0.0
    for number, area in [*rows, (0, AreaRow("", "", "country"))]:
        value = taker.sheet.at(number, column) if number else 0
        if area.kind == "force" and region:
            total += value if isinstance(value, float) else 0.0
            continue
        stated = taker.sheet.at(place, column) if region else 0
        if region and total and isinstance(stated, float) and abs(stated - total) > 0.5:
            what = f"says {stated:g} cases for {region.name}, but its forces add up to {total:g}"
            taker.problem("warning", "total-mismatch", (place, column), what, "Check the forces below it.")
        place, region, total = number, area, 0.0


def _routes(sheet: Sheet) -> Header | None:
    """A heading row with the area's name and at least three agencies, with the column of each one's number."""
    header = find_header(sheet, AREA)
    if not header:
        return None
    columns = {}
    for column, cell in enumerate(sheet.rows[header.row - 1], 1):
        if name := agency(cell):
            # Under each agency stand its number and its share, in either order.
            below = folded(sheet.at(header.row + 1, column))
            columns[name] = column + 1 if below in ("%", "percentage", "per cent") else column
    return Header(sheet, header.row, header.columns | columns) if len(columns) >= 3 else None


def _read_routes(taker: Taker, header: Header, when: Period) -> None:
    columns = {name: column for name, column in header.columns.items() if name != "area"}
    below = Header(header.sheet, header.row + _subheading(header), header.columns)
    for number, area in _rows(taker, below, list(columns.values())):
        read = {n: taker.number(taker.sheet.at(number, c), (number, c)) for n, c in columns.items()}
        found = {name: value for name, value in read.items() if value}
        if found and all(value.number == 0 for value in found.values()):
            not_submitted(taker, area, when, (number, header.columns["area"]))
            found = {name: Value(None, Status.MISSING) for name in found}
        for name, value in found.items():
            taker.take(REFERRALS, area, when, value, (number, columns[name]), f"agency={name}")


def _subheading(header: Header) -> int:
    """1 when the row below the headings says Number and %."""
    words = {folded(cell) for row in header.sheet.rows[header.row : header.row + 1] for cell in row}
    return 1 if words & {"number", "%"} else 0
