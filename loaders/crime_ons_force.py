"""ONS police force area data tables: offences (P1), anti-social behaviour incidents (P7), population (P9)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dashboard.areas import Areas
from dashboard.periods import Period, calendar_year, rolling
from dashboard.records import AreaRow, Reading, SeriesSpec, SourceSpec, cell_name
from loaders._book import Book, Sheet, plain, slug, tidy
from loaders._grammar import period
from loaders._match import Header, find_header
from loaders._near import HINT
from loaders._stacked import Taker

SOURCE = SourceSpec(
    code="crime.ons_force",
    title="Police recorded crime by police force area",
    publisher="Office for National Statistics",
    recognises="a workbook or csv of tables titled “Table P1 …” by police force area, headed Area Code and Area Name",
    frequency="quarter",
    lag_days=120,
)
WANTED: dict[str, Iterable[str]] = {
    "code": ("Area Code", "Area Codes", "ONS code"),
    "name": ("Area Name", "Area Names", "Police force area"),
}
YEAR_ENDING = re.compile(r"year ending ([a-z]+) (20\d{2}|\d{2})", re.IGNORECASE | re.ASCII)
WITHOUT_TRANSPORT_POLICE = re.compile(r"exc(l|luding)?\.? btp", re.IGNORECASE)
ASB = SeriesSpec("asb.police", "ASB to police", "incidents")
ASB_RATE = SeriesSpec(
    "asb.police_rate", "ASB to police, rate as published", "per 1,000 population", aggregation="none", decimals=1
)
POPULATION = SeriesSpec("population.total", "Population, mid-year", "people", aggregation="none")
Columns = dict[int, tuple[SeriesSpec, Period]]


def recognise(book: Book) -> str | None:
    """A table by police force area that can be read."""
    for sheet in book.visible:
        if (header := find_header(sheet, WANTED)) and _table(header):
            return f"{sheet.name} is titled “{_title(header)[:80]}…” and headed Area Code and Area Name"
    titled = next((sheet for sheet in book.visible if _is_titled(sheet)), None)
    return f"{titled.name} is titled “{titled.text(1, 1)[:80]}…”" if titled else None


def _is_titled(sheet: Sheet) -> bool:
    return any(table.says.search(sheet.text(1, 1)) for table in TABLES)


def read(book: Book, areas: Areas) -> Reading:
    reading = Reading(SOURCE.code, recognise(book) or "", [s.name for s in book.sheets])
    for sheet in book.visible:
        header = find_header(sheet, WANTED)
        table = header and _table(header)
        if header and table:
            _read_table(Taker(reading, sheet, areas), header, table)
        elif header is None and _is_titled(sheet):
            what = (
                f"{sheet.name}!A1 is titled “{sheet.text(1, 1)[:80]}…”, but no row is headed Area Code and Area Name."
            )
            reading.error("not-recognised", what, HINT, sheet.name, "A1")
        elif reason := _left_out(sheet):
            reading.notes.append(f"{tidy(sheet.name)} is left out: {reason}.")
    return reading


@dataclass(frozen=True)
class Table:
    """A kind of table: what its title says and what its columns hold."""

    says: re.Pattern[str]
    columns: Callable[[Taker, Header], Columns]


def _title(header: Header) -> str:
    above = header.sheet.rows[: header.row - 1]
    return next((tidy(cell) for row in above for cell in row if tidy(cell)), "")


def _offences(taker: Taker, header: Header) -> Columns:
    """A series a column, all of the year the title ends with. Spacer columns have no heading."""
    when = _year_of(taker, header)
    if not when:
        return {}
    found: Columns = {}
    last = max(len(row) for row in header.sheet.rows[: header.row])
    for column in range(max(header.columns.values()) + 1, last + 1):
        # A total's heading stands in the band above, merged over the row of headings.
        label = header.sheet.at(header.row, column) or header.sheet.at(header.row - 1, column)
        if tidy(label):
            found[column] = (_offence_series(plain(label)), when)
    return found


def _offence_series(label: str) -> SeriesSpec:
    if label.casefold().startswith("total recorded crime"):
        return SeriesSpec("crime.total", "All recorded offences", "offences")
    return SeriesSpec(f"crime.{slug(label)}", label.capitalize(), "offences")


def _year_of(taker: Taker, header: Header) -> Period | None:
    """The year the title ends with: to March a financial year, otherwise a rolling one."""
    found = YEAR_ENDING.findall(_title(header))
    when = period(f"year ending {found[-1][0]} {found[-1][1]}") if found else None
    if when is None:
        what = "does not say which year the table is for"
        taker.problem("error", "no-period", (1, 1), what, "Put “year ending June 2025” back into the title.")
        return None
    end = when.end
    return when if end.month == 3 else rolling(end.year, end.month)


def _incidents(taker: Taker, header: Header) -> Columns:
    """Two columns a year, a number and a rate; the year stands over the first of the two."""
    found: Columns = {}
    year: Period | None = None
    for column in range(max(header.columns.values()) + 1, len(header.sheet.rows[header.row - 1]) + 1):
        above, label = header.sheet.at(header.row - 1, column), header.sheet.text(header.row, column).casefold()
        if tidy(above):
            year = period(above)
            if year is None:
                what = f"holds “{tidy(above)}”, which is not a year"
                taker.problem("error", "bad-period", (header.row - 1, column), what, "Write it as Apr '17 to Mar '18.")
        if year and label:
            found[column] = (ASB_RATE if "rate" in label else ASB, year)
    return found


def _people(taker: Taker, header: Header) -> Columns:
    """A column a year. A mid-year estimate is kept under its calendar year."""
    found: Columns = {}
    for column in range(max(header.columns.values()) + 1, len(header.sheet.rows[header.row - 1]) + 1):
        label = header.sheet.text(header.row, column)
        if year := re.match(r"(?:mid-)?((?:19|20)\d{2})", label, re.IGNORECASE):
            found[column] = (POPULATION, calendar_year(int(year[1])))
    return found


TABLES = (
    Table(re.compile(r"offence group and police force area.*number of offences", re.IGNORECASE), _offences),
    Table(re.compile(r"anti-social behaviour incidents, by police force area", re.IGNORECASE), _incidents),
    Table(re.compile(r"mid-year population estimates", re.IGNORECASE), _people),
)
# Other tables of the publication, by what their title says, with the reason they are not read.
OTHERS = (
    ("offence group.*percentage change", "percentage changes are worked out from the numbers"),
    ("offence group.*rate of offences", "rates are worked out from the numbers and the population"),
    ("knife.*percentage change", "it compares years that are published as numbers elsewhere"),
    ("knife", "it counts knives within selected offences, which no indicator uses"),
    ("experiences of anti-social behaviour", "it is a survey of adults, not a count of incidents"),
    ("by category of incident", "it holds shares of the incidents, not numbers"),
    ("household estimates", "no rate is worked out by household"),
    ("", "it is not a table that is known"),
)


def _table(header: Header) -> Table | None:
    title = _title(header)
    return next((table for table in TABLES if table.says.search(title)), None)


def _left_out(sheet: Sheet) -> str | None:
    """Why a sheet with a table is not read; None for a sheet of notes."""
    title = sheet.text(1, 1)
    if not re.match(r"table p?\d", title, re.IGNORECASE):
        return None
    return next(reason for says, reason in OTHERS if re.search(says, title, re.IGNORECASE))


def _read_table(taker: Taker, header: Header, table: Table) -> None:
    columns = {c: (s, w) for c, (s, w) in table.columns(taker, header).items() if taker.is_over(w, (header.row, c))}
    _refuse_repeats(taker, header, columns)
    for number, area in _area_rows(taker, header):
        taker.reading.areas[area.code] = area
        for column, (series, when) in columns.items():
            cell = header.sheet.at(number, column)
            # “+” instead of a rate: its area is within the rate of the next row.
            taker.take(series, area, when, "" if tidy(cell) == "+" else cell, (number, column))


def _refuse_repeats(taker: Taker, header: Header, columns: Columns) -> None:
    first: dict[tuple[SeriesSpec, Period], int] = {}
    for column, key in list(columns.items()):
        if first.setdefault(key, column) != column:
            earlier = cell_name(header.row, first[key])
            what = f"heads a second column for “{key[0].title}”, {key[1].short}; {earlier} is the first"
            taker.problem("error", "duplicate-period", (header.row, column), what, "Correct the wrong heading.")
            del columns[column]


def _area_rows(taker: Taker, header: Header) -> list[tuple[int, AreaRow]]:
    """Rows that begin with an area's code; names carry footnotes, so the code alone tells which area it is."""
    found: dict[str, tuple[int, AreaRow]] = {}
    uncoded = []
    for number, _ in header.sheet.numbered(header.row + 1):
        code, name = (header.sheet.text(number, header.columns[key]) for key in ("code", "name"))
        area = taker.areas.by_code.get(code)
        if area is None:
            if name and not code:
                uncoded.append(plain(name))
            elif name:
                what = f"holds “{code}”, which is not the code of a police force, region or country"
                place = (number, header.columns["code"])
                taker.problem("error", "unknown-area", place, what, f"Correct the code of “{plain(name)}”.")
            continue
        # England and Wales stands twice, with and without British Transport Police: all years have the latter.
        if code in found and not WITHOUT_TRANSPORT_POLICE.search(name):
            continue
        if code in found:
            _note(taker, f"of the two rows of {area.name}, the one without British Transport Police is taken")
        found[code] = (number, area)
    if uncoded:
        _note(taker, f"{', '.join(uncoded)} has no area code and is left out")
    return list(found.values())


def _note(taker: Taker, text: str) -> None:
    taker.reading.notes.append(f"{tidy(taker.sheet.name)}: {text}.")
