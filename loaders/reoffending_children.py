"""Youth justice figures of local authorities, tidied: a row per area, year, indicator and measure."""

import re
from collections.abc import Iterable

from dashboard.areas import Areas
from dashboard.periods import Grain, Period
from dashboard.records import AreaRow, Reading, SeriesSpec, SourceSpec
from loaders._book import Book, folded, slug, tidy
from loaders._grammar import MARKERS, period
from loaders._match import Header, first_header
from loaders._stacked import Taker

SOURCE = SourceSpec(
    code="reoffending.children",
    title="Children cautioned or sentenced, by local authority",
    publisher="Youth Justice Board",
    recognises="a csv headed area_code, area_name, period, indicator, measure and value",
    frequency="year",
    lag_days=300,
)
WANTED: dict[str, Iterable[str]] = {
    "code": ("area_code", "area code"),
    "name": ("area_name", "area name"),
    "period": ("period", "time period", "year"),
    "indicator": ("indicator",),
    "measure": ("measure",),
    "value": ("value",),
}
OPTIONAL: dict[str, Iterable[str]] = {"unit": ("unit",), "part": ("inequality", "group")}
ABOUT = re.compile(r"child|youth|young|offend|caution|sentence|custody|entrant", re.IGNORECASE)
SHORT = {"children cautioned or sentenced": "cautioned_or_sentenced"}


def recognise(book: Book) -> str | None:
    """Its headings, with an indicator about children and offending."""
    header = first_header(book, WANTED, OPTIONAL)
    if not header:
        return None
    column = header.columns["indicator"]
    about = (header.sheet.text(number, column) for number, _ in header.sheet.numbered(header.row + 1))
    first = next((text for text in about if ABOUT.search(text)), None)
    return f"row {header.row} has the tidied headings, with the indicator “{first}”" if first else None


def read(book: Book, areas: Areas) -> Reading:
    header = first_header(book, WANTED, OPTIONAL)
    assert header is not None  # recognise() found it
    reading = Reading(SOURCE.code, recognise(book) or "", [sheet.name for sheet in book.sheets])
    taker = Taker(reading, header.sheet, areas)
    for number, row in header.sheet.numbered(header.row + 1):
        if any(cell != "" for cell in row):
            _take(taker, header, number)
    return reading


def _take(taker: Taker, header: Header, number: int) -> None:
    sheet, columns = header.sheet, header.columns
    area, when = _area(taker, header, number), _when(taker, header, number)
    text = {name: sheet.text(number, column) for name, column in columns.items()}
    if not text["indicator"] or not text["measure"]:
        name = "measure" if text["indicator"] else "indicator"
        what, hint = f"has no {name}", "Fill it in, or delete the row."
        taker.problem("error", f"no-{name}", (number, columns[name]), what, hint)
    elif area and when:
        part = text.get("part", "")
        breakdown = "" if part.casefold() in MARKERS else f"group={part}"
        place = (number, columns["value"])
        taker.take(_spec(text["indicator"], text["measure"], text), area, when, sheet.at(*place), place, breakdown)


def _spec(indicator: str, measure: str, text: dict[str, str]) -> SeriesSpec:
    """The series of an indicator in one measure: a count, a rate per so many, or as the measure is named."""
    code = f"yjs.{SHORT.get(folded(indicator), slug(indicator))}"
    if folded(measure) in ("count", "number"):
        return SeriesSpec(code, indicator, (text.get("unit") or "children").lower())
    if match := re.match(r"(?:rate )?per ([\d,]+)(.*)", measure, re.IGNORECASE):
        per = int(match[1].replace(",", ""))
        unit = f"per {per:,}{re.sub(r'(?<=[0-9])-(?=[0-9])', '–', match[2])}"
        return SeriesSpec(f"{code}_rate_per_{per}", f"{indicator} per {per:,}", unit, "none", decimals=1)
    return SeriesSpec(f"{code}_{slug(measure)}", f"{indicator}: {measure.lower()}", measure.lower(), "none", decimals=1)


def _area(taker: Taker, header: Header, number: int) -> AreaRow | None:
    """The area of a row by its code, else by its name; a code of a known kind brings its area with it."""
    sheet, columns = header.sheet, header.columns
    code, name = sheet.text(number, columns["code"]), sheet.text(number, columns["name"])
    return taker.coded(code, name, ((number, columns["code"]), (number, columns["name"])))


def _when(taker: Taker, header: Header, number: int) -> Period | None:
    place = (number, header.columns["period"])
    when = period(header.sheet.at(*place))
    if when is None or when.grain in (Grain.MONTH, Grain.QUARTER):
        what = f"holds “{tidy(header.sheet.at(*place))}”, not a year"
        taker.problem("error", "bad-period", place, what, "Write a financial year such as 2014/15.")
        return None
    return when if taker.is_over(when, place) else None
