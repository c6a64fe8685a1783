"""police.uk street-level crime and anti-social behaviour: a row an incident, counted by authority and month."""

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from operator import itemgetter

from dashboard.areas import LOCAL_AUTHORITY, Areas
from dashboard.errors import BadPeriod
from dashboard.periods import Grain, Period, parse
from dashboard.records import AreaRow, Observation, Reading, SeriesSpec, SourceSpec, Status, cell_name
from loaders._book import Book, slug
from loaders._match import Header, first_header

SOURCE = SourceSpec(
    code="asb.policeuk",
    title="Street-level crime and anti-social behaviour",
    publisher="police.uk",
    recognises="a csv headed Crime ID, Month, Falls within, LSOA code, LSOA name and Crime type: a row an incident",
    frequency="month",
    lag_days=60,
)
WANTED: dict[str, Iterable[str]] = {
    "month": ("Month",),
    "force": ("Falls within",),
    "lsoa": ("LSOA name",),
    "type": ("Crime type",),
}
NAMES = ("month", "force", "lsoa", "type")
LOCAL = (*LOCAL_AUTHORITY, "city")
ASB = SeriesSpec("asb.policeuk", "Anti-social behaviour, street level", "incidents")
LSOA_CODE = re.compile(r"\s+\d{3}[A-Z]+$")
LONDON, CITY = "E12000007", "E09000001"
HOME_FORCES = {"Metropolitan Police Service": "metropolitan", "City of London Police": "city"}
Row = tuple[str, str, str, str]
Key = tuple[str, AreaRow, str, str]


def recognise(book: Book) -> str | None:
    """The headings of a street-level file."""
    header = first_header(book, WANTED)
    return f"row {header.row} is headed Month, Falls within, LSOA name and Crime type" if header else None


def read(book: Book, areas: Areas) -> Reading:
    header = first_header(book, WANTED)
    assert header is not None  # recognise() found it
    reading = Reading(SOURCE.code, recognise(book) or "", [s.name for s in book.sheets])
    rows = _whole_rows(reading, header)
    counted = _counted(rows, header)
    months = _months(reading, header, {key[0] for key in counted})
    if not reading.refused:
        _observe(reading, header, _by_area(reading, counted, areas), months)
    return reading


def _whole_rows(reading: Reading, header: Header) -> list[list[str]]:
    """Rows below the heading that reach every wanted column; a cut row is an error, an empty one nothing."""
    widest = max(header.columns.values())
    below = header.sheet.rows[header.row :]
    if min(map(len, below), default=widest) >= widest:
        return below
    for number, row in header.sheet.numbered(header.row + 1):
        if len(row) < widest and any(row):
            what = f"ends after {len(row)} cells; the table has {len(header.sheet.rows[header.row - 1])}"
            _error(reading, header, "short-row", (number, len(row)), what, "Download the file again.")
    return [row for row in below if len(row) >= widest]


def _months(reading: Reading, header: Header, texts: set[str]) -> dict[str, Period]:
    """Each month as written, read as YYYY-MM; an error names the first cell that holds something else."""
    found: dict[str, Period] = {}
    column = header.columns["month"]
    for text in sorted(texts):
        with suppress(BadPeriod):
            found[text] = parse(text)
        if text not in found or found[text].grain is not Grain.MONTH:
            number = next(n for n, r in header.sheet.numbered(header.row + 1) if r[column - 1 : column] == [text])
            what = f"holds “{text}”, which is not a month"
            _error(reading, header, "bad-period", (number, column), what, "Write the month as 2024-12.")
    return found


def _counted(rows: list[list[str]], header: Header) -> Counter[Row]:
    """Rows by month, force, authority's name (the LSOA's without its trailing code) and crime type, in one pass."""
    month, force, lsoa, kind = (map(itemgetter(header.columns[name] - 1), rows) for name in NAMES)
    lsoas = list(lsoa)
    names = {text: LSOA_CODE.sub("", text).strip() for text in set(lsoas)}
    return Counter(zip(month, force, map(names.__getitem__, lsoas), kind, strict=True))


def _by_area(reading: Reading, counted: Counter[Row], areas: Areas) -> Counter[Key]:
    """Incidents by (month, authority, breakdown, crime type), with notes on those without one."""
    totals: Counter[Key] = Counter()
    blank, stray = 0, 0
    outside: Counter[str] = Counter()
    known = {key[2]: areas.named(key[2], LOCAL) for key in counted}
    for (month, force, name, kind), count in counted.items():
        area = known[name]
        if not name:
            blank += count
        elif area is None:
            outside[name] += count
        else:
            apart = "" if _is_home(area, force) else f"force={force}"
            stray += count if apart else 0
            totals[month, area, apart, kind] += count
    _note(reading, blank, outside, stray)
    return totals


def _is_home(area: AreaRow, force: str) -> bool:
    """Whether this force polices the authority. Files of two forces must not replace each other's counts.

    Known for London only: elsewhere an authority is taken to be the force's own.
    """
    if area.parent != LONDON:
        return force not in HOME_FORCES
    return HOME_FORCES.get(force) == ("city" if area.code == CITY else "metropolitan")


def _note(reading: Reading, blank: int, outside: Counter[str], stray: int) -> None:
    if blank:
        reading.notes.append(f"{blank:,} incidents have no LSOA and are left out: they have no known place.")
    if outside:
        names = ", ".join(f"{name} ({count:,})" for name, count in outside.most_common(5))
        reading.notes.append(
            f"{sum(outside.values()):,} incidents lie in LSOAs outside the known local authorities "
            f"and are left out: {names}."
        )
    if stray:
        reading.notes.append(
            f"{stray:,} incidents lie outside the area of the force that recorded them. They are kept apart, "
            "with the breakdown force=…, so that they do not replace what the area's own force recorded."
        )


def _observe(reading: Reading, header: Header, totals: Counter[Key], months: dict[str, Period]) -> None:
    """One observation a count; a crime type an authority had none of is 0 in the months the file covers."""
    kinds = sorted({key[3] for key in totals} | {"Anti-social behaviour"})
    specs = {kind: _series(kind) for kind in kinds}
    wanted: dict[tuple[str, AreaRow, str], None] = dict.fromkeys(sorted(key[:3] for key in totals))
    for month, area, apart in wanted:
        reading.areas[area.code] = area
        for kind in kinds:
            count = totals.get((month, area, apart, kind))
            if count is None and apart:
                continue
            _add(reading, header, specs[kind], area, months[month], apart, count or 0)


def _add(
    reading: Reading, header: Header, spec: SeriesSpec, area: AreaRow, when: Period, apart: str, count: int
) -> None:
    reading.series.setdefault(spec.code, spec)
    sheet = header.sheet.index
    reading.observations.append(Observation(spec.code, area.code, when, apart, float(count), Status.FINAL, sheet, 0, 0))


def _series(kind: str) -> SeriesSpec:
    if slug(kind) == "anti_social_behaviour":
        return ASB
    return SeriesSpec(f"policeuk.{slug(kind) or 'not_stated'}", kind or "Crime type not stated", "offences")


def _error(reading: Reading, header: Header, code: str, place: tuple[int, int], what: str, hint: str) -> None:
    name = cell_name(*place)
    reading.error(code, f"{header.sheet.name}!{name} {what}.", hint, header.sheet.name, name)
