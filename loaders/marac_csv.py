"""SafeLives annual MARAC figures by police force, transcribed: a row per force and financial year."""

from collections.abc import Iterable

from dashboard.areas import Areas
from dashboard.periods import Grain, Period
from dashboard.records import AreaRow, Reading, SourceSpec
from loaders._book import Book
from loaders._grammar import period
from loaders._marac import CASES, CHILDREN, MARACS, PER_10K, RECOMMENDED, REFERRALS, REPEATS, take_year, unknown_area
from loaders._match import Header, first_header
from loaders._stacked import Taker

SOURCE = SourceSpec(
    code="marac.transcribed",
    title="MARAC annual figures by police force, transcribed",
    publisher="SafeLives",
    recognises="a csv headed pfa_name_safelives, financial_year, cases_discussed and repeat_cases",
    frequency="year",
    lag_days=180,
    licence="SafeLives",
)
WANTED: dict[str, Iterable[str]] = {
    "area": ("pfa_name_safelives", "pfa_name", "police force area", "police force", "force"),
    "year": ("financial_year", "financial year", "year"),
    "cases": ("cases_discussed", "cases discussed"),
    "repeats": ("repeat_cases", "number of repeat cases"),
}
OPTIONAL: dict[str, Iterable[str]] = {
    "maracs": ("marac_count", "number of maracs"),
    "recommended": ("recommended_cases", "recommended number of cases"),
    "per_10k": ("cases_per_10k_adult_females", "cases per 10,000 adult females"),
    "share": ("repeat_cases_pct", "percentage of repeat cases"),
    "children": ("children_in_household", "number of children in household"),
    "housing": ("housing_referrals",),
}
SERIES = {
    "maracs": MARACS,
    "cases": CASES,
    "recommended": RECOMMENDED,
    "per_10k": PER_10K,
    "repeats": REPEATS,
    "children": CHILDREN,
}
FORCE = ("force",)
WIDER = ("region", "country")


def recognise(book: Book) -> str | None:
    """Its headings: force, financial year, cases and repeats."""
    header = first_header(book, WANTED, OPTIONAL)
    return f"row {header.row} is headed with force, financial year, cases and repeat cases" if header else None


def read(book: Book, areas: Areas) -> Reading:
    header = first_header(book, WANTED, OPTIONAL)
    assert header is not None  # recognise() found it
    reading = Reading(SOURCE.code, recognise(book) or "", [sheet.name for sheet in book.sheets])
    taker = Taker(reading, header.sheet, areas)
    for number, row in header.sheet.numbered(header.row + 1):
        if any(cell != "" for cell in row):
            area, when = _area(taker, header, number), _when(taker, header, number)
            if area and when:
                _take(taker, header, number, area, when)
    reading.notes.append("The share of repeat cases is worked out from the counts, not copied: some years round it.")
    return reading


def _take(taker: Taker, header: Header, number: int, area: AreaRow, when: Period) -> None:
    cells = {name: (number, c) for name, c in header.columns.items() if name not in ("area", "year", "housing")}
    before = len(taker.reading.observations)
    take_year(taker, area, when, cells, SERIES)
    place = (number, header.columns.get("housing", 0))
    taken = taker.reading.observations[before:]
    submitted = any(o.value is not None for o in taken)
    if place[1] and taken:
        cell = header.sheet.at(*place) if submitted else ""
        taker.take(REFERRALS, area, when, cell, place, "agency=Housing")


def _area(taker: Taker, header: Header, number: int) -> AreaRow | None:
    place = (number, header.columns["area"])
    name = header.sheet.text(*place)
    found = taker.areas.named(name, FORCE) or taker.areas.named(name, WIDER)
    if found:
        taker.reading.areas[found.code] = found
    else:
        unknown_area(taker, taker.areas, name, place, FORCE)
    return found


def _when(taker: Taker, header: Header, number: int) -> Period | None:
    place = (number, header.columns["year"])
    when = period(header.sheet.at(*place))
    if when is None or when.grain is not Grain.YEAR:
        what = f"holds “{header.sheet.text(*place)}”, not a financial year"
        taker.problem("error", "bad-period", place, what, "Write it as 2023-24.")
        return None
    return when if taker.is_over(when, place) else None
