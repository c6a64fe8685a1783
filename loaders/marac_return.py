"""A partner's MARAC return: a row per meeting, added up by area and month of meeting."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime

from dashboard.areas import Areas, folded
from dashboard.periods import Period, month
from dashboard.records import AreaRow, Reading, SeriesSpec, SourceSpec, Status, cell_name
from loaders._book import Book, tidy
from loaders._grammar import Value
from loaders._marac import (
    AGENCIES,
    ATTENDED,
    CASES,
    CHILDREN,
    EXPECTED,
    MEETINGS,
    REFERRALS,
    REPEATS,
    VICTIMS,
    WITH_CHILDREN,
    Meetings,
    Place,
    refuse_part,
    take_repeat_rate,
)
from loaders._marac_meeting import area_of, meeting_date
from loaders._marac_privacy import refuse_personal_data
from loaders._match import Header, first_header
from loaders._stacked import LOCAL, Taker

SOURCE = SourceSpec(
    code="marac.return",
    title="MARAC quarterly return",
    publisher="MARAC coordinator",
    recognises="a sheet headed MARAC Name, Meeting date and Cases discussed, with a row per meeting",
    frequency="quarter",
    lag_days=30,
    licence="Partner's return, not for publication",
)
WANTED: dict[str, Iterable[str]] = {
    "name": ("MARAC Name", "Name of MARAC", "MARAC"),
    "date": ("Meeting date", "Date of meeting", "MARAC date"),
    "cases": ("Cases discussed", "Number of cases discussed"),
}
MEASURES: dict[str, tuple[SeriesSpec, tuple[str, ...]]] = {
    "cases": (CASES, ("Cases discussed", "Number of cases discussed")),
    "repeats": (REPEATS, ("Number of repeat cases", "Repeat cases")),
    "children": (CHILDREN, ("Number of children in the household", "Number of children in household")),
    "with children": (WITH_CHILDREN, ("Number of cases with children in the household", "Cases with children")),
    "expected": (EXPECTED, ("Agencies expected", "Agencies invited", "Number of agencies expected")),
    "attended": (ATTENDED, ("Agencies attending", "Agencies attended", "Agencies present", "Number attending")),
}
# how many came, of how many: no part of the cases
_NOT_OF_CASES = ("cases", "children", "expected", "attended")
# A group as screens name it, and the headings it goes by; groups overlap and are never added up.
GROUPS: dict[str, tuple[str, ...]] = {
    "Black, Asian and racially minoritised": (
        "Total Black, Asian and racially minoritised cases",
        "Black, Asian and racially minoritised cases",
    ),
    "LGBTQ+": ("LGBTQ+ community cases", "LGBTQ+ cases", "LGBT+ cases"),
    "Disabled": ("Disabled victim cases", "Disabled victims", "Victims with a disability"),
    "Male": ("Male victims cases", "Male victim cases", "Male victims"),
    "Aged 16–17": ("Victims 16 or 17 years old cases", "Victims aged 16-17", "Victims aged 16 or 17"),
    "Harming others, under 18": ("Harming others under 18 years old cases", "Harming others under 18"),
    "Aged 65 and over": ("Victims aged 65+ years", "Victims aged 65+", "Victims aged 65 and over"),
    "Asian or Asian British": ("Victims from Asian or Asian British ethnic groups",),
    "Black, Black British, Caribbean or African": (
        "Victims from Black, Black British, Caribbean or African ethnic groups",
    ),
    "Mixed or multiple ethnic groups": ("Victims from mixed or multiple ethnic groups",),
    "Other White": ("Victims from other White ethnic groups (exclude White British)", "Victims from other White"),
    "Any other ethnic group": ("Victims from any other ethnic group",),
}
OPTIONAL: dict[str, Iterable[str]] = {
    **{name: headings for name, (_, headings) in MEASURES.items()},
    **{f"agency={name}": (name, *texts, f"Referrals from {name}") for name, texts in AGENCIES.items()},
    **{f"group={name}": headings for name, headings in GROUPS.items()},
}
FORM = Meetings(SOURCE, tuple(dict.fromkeys(next(iter(names)) for names in (WANTED | OPTIONAL).values())))
TOTALS = ("total", "totals", "grand total", "quarter total", "all meetings")
# The first MARAC in the country met in April 2003.
FIRST = date(2003, 4, 1)
Figure = tuple[Value, Place]


def recognise(book: Book) -> str | None:
    """Its headings: MARAC name, meeting date and cases."""
    header = first_header(book, WANTED, OPTIONAL)
    return f"{header.sheet.name} row {header.row} is headed MARAC name, meeting date and cases" if header else None


def read(book: Book, areas: Areas) -> Reading:
    header = first_header(book, WANTED, OPTIONAL)
    assert header is not None  # recognise() found it
    reading = Reading(SOURCE.code, recognise(book) or "", [sheet.name for sheet in book.sheets])
    refuse_personal_data(reading, book, header)
    meetings = _Meetings(reading, header, areas)
    for number, row in header.sheet.numbered(header.row + 1):
        if folded(header.sheet.text(number, header.columns["name"])) in TOTALS:
            reading.notes.append(f"Row {number} is a total: it is left out, as meetings are added up anew.")
        elif filled := [column for column, cell in enumerate(row, 1) if tidy(cell)]:
            if filled == [header.columns["name"]]:  # as a form that was made ready names the MARACs
                reading.notes.append(f"Row {number} names a MARAC and holds no meeting: it is left out.")
            else:
                meetings.take(number)
    meetings.finish()
    if not meetings.rows:
        _refuse_empty(reading, header)
    return reading


def _refuse_empty(reading: Reading, header: Header) -> None:
    place = cell_name(header.row + 1, 1)
    what = f"{header.sheet.name}!{place} is empty: the return holds no meetings."
    hint = "Fill in a row for each meeting, with 0 where there were none and nothing where it is not collected."
    reading.error("no-rows", what, hint, header.sheet.name, place)


class _Meetings:
    """Meetings read so far, and their figures by area, month, series and breakdown."""

    def __init__(self, reading: Reading, header: Header, areas: Areas) -> None:
        self.reading, self.header, self.sheet, self.areas = reading, header, header.sheet, areas
        self.taker = Taker(reading, header.sheet, areas)
        self.figures: dict[tuple[str, Period], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
        self.counted: dict[tuple[str, Period], int] = defaultdict(int)
        self.seen: dict[tuple[str, date], int] = {}
        self.rows = 0

    def take(self, number: int) -> None:
        self.rows += 1
        area, held = self._area(number), self._date(number)
        found = self._figures(number)
        if area is None or held is None:
            return
        name = folded(self.sheet.text(number, self.header.columns["name"]))
        if self.seen.setdefault((name, held), number) != number:
            what = f"repeats the meeting of {held:%d/%m/%Y}, already in row {self.seen[name, held]}"
            hint = "Delete the row that is there twice, or correct its name or date."
            self.taker.problem("error", "duplicate-key", (number, self.header.columns["date"]), what, hint)
            return
        key = area.code, month(held.year, held.month)
        self.counted[key] += 1
        for measure, figure in found.items():
            self.figures[key][measure].append(figure)

    def _figures(self, number: int) -> dict[str, Figure]:
        """Every count of a row, checked against the cases it is a part of."""
        found: dict[str, Figure] = {}
        for name, column in self.header.columns.items():
            if name not in ("name", "date"):
                value = self._count((number, column))
                if value:
                    found[name] = (value, (number, column))
        whole = found.get("cases", (Value(None, Status.MISSING), (0, 0)))[0]
        for name, (value, place) in found.items():
            if name not in _NOT_OF_CASES:
                refuse_part(self.taker, value, whole, place, _words(name))
        self._check_attendance(found)
        self._check_referrals(number, found, whole)
        return found

    def _count(self, place: Place) -> Value | None:
        value = self.taker.number(self.sheet.at(*place), place)
        if value and value.number is not None and (value.percent or value.number < 0):
            what = f"holds “{self.sheet.text(*place)}”, which is not a count"
            self.taker.problem("error", "not-a-number", place, what, "Enter how many there were, in digits.")
            return None
        return value

    def _check_attendance(self, found: dict[str, Figure]) -> None:
        """An error where more agencies came than were expected."""
        came, place = found.get("attended", (Value(None, Status.MISSING), (0, 0)))
        expected = found.get("expected", (Value(None, Status.MISSING), (0, 0)))[0]
        if came.number is not None and expected.number is not None and came.number > expected.number:
            what = f"says {came.number:g} agencies came of {expected.number:g} expected"
            self.taker.problem("error", "part-exceeds-whole", place, what, "Correct whichever of the two is wrong.")

    def _check_referrals(self, number: int, found: dict[str, Figure], whole: Value) -> None:
        """Doubt sources that do not add up to the cases, where every source was filled in."""
        sources = [value.number for name, (value, _) in found.items() if name.startswith("agency=")]
        known = [n for n in sources if n is not None]
        if whole.number is None or len(known) < len(AGENCIES) or abs(sum(known) - whole.number) <= 0.5:
            return
        what = f"says {whole.number:g} cases were discussed, but the referral sources add up to {sum(known):g}"
        hint = "Check the sources. A case referred by two agencies counts a half for each."
        self.taker.problem("warning", "total-mismatch", (number, self.header.columns["cases"]), what, hint)

    def _date(self, number: int) -> date | None:
        place = (number, self.header.columns["date"])
        held = meeting_date(self.sheet.at(*place))
        if held is None or held < FIRST:
            said = self.sheet.text(*place)
            what = f"holds “{said}”, not the date of a meeting" if said else "has no meeting date"
            self.taker.problem("error", "bad-date", place, what, "Write the date as dd/mm/yyyy.")
            return None
        if held > datetime.now(tz=UTC).date():
            what = f"is dated {held:%d/%m/%Y}, which is still to come"
            self.taker.problem("error", "future-period", place, what, "Correct the date, or leave the meeting out.")
            return None
        return held

    def _area(self, number: int) -> AreaRow | None:
        place = (number, self.header.columns["name"])
        name = self.sheet.text(*place)
        found = area_of(self.areas, name)
        if found:
            self.reading.areas[found.code] = found
            return found
        near = self.areas.near(re.sub(r"\bmarac\b", "", name, flags=re.IGNORECASE), LOCAL)
        hint = f"Did you mean {' or '.join(near)}?" if near else "Name one borough or district, as in “Bromley MARAC”."
        what = f"names no one area that is known: “{name}”" if name else "does not name the MARAC"
        self.taker.problem("error", "unknown-area", place, what, hint)
        return None

    def finish(self) -> None:
        """A month's meetings added up; what was not collected at every meeting has no sum."""
        for (code, when), measures in self.figures.items():
            area = self.reading.areas[code]
            sums = {name: self._sum(name, area, when, figures) for name, figures in measures.items()}
            for name, figure in sums.items():
                if figure:
                    series, breakdown = _series(name)
                    self.taker.take(series, area, when, *figure, breakdown)
            held = Value(float(self.counted[code, when]), Status.FINAL)
            self.taker.take(MEETINGS, area, when, held, (0, 0))
            repeats, cases = sums.get("repeats"), sums.get("cases")
            if repeats and cases:
                take_repeat_rate(self.taker, area, when, repeats[0], cases[0])

    def _sum(self, name: str, area: AreaRow, when: Period, figures: list[Figure]) -> Figure | None:
        hidden = next((f for f in figures if f[0].status == Status.SUPPRESSED), None)
        known = [value.number for value, _ in figures if value.number is not None]
        if hidden or not known:
            return hidden
        if len(known) < self.counted[area.code, when]:
            gap = next((place for value, place in figures if value.number is None), None)
            if gap is None:  # its error has been reported
                return None
            what = f"is empty, so {area.name} has no {_words(name)} for {when.short}: other meetings were counted"
            self.taker.problem("warning", "part-collected", gap, what, "Enter the count, or 0 if there were none.")
            return None
        place = figures[0][1] if len(figures) == 1 else (0, 0)
        return Value(float(sum(known)), Status.FINAL), place


def _series(name: str) -> tuple[SeriesSpec, str]:
    if name in MEASURES:
        return MEASURES[name][0], ""
    return (REFERRALS if name.startswith("agency=") else VICTIMS), name


def _words(name: str) -> str:
    """A column as a message says it."""
    plain = {
        "repeats": "repeat cases",
        "with children": "cases with children",
        "cases": "cases",
        "children": "children",
        "expected": "agencies expected",
        "attended": "agencies attending",
    }
    kind, _, label = name.partition("=")
    return plain.get(name) or (f"referrals from {label}" if kind == "agency" else f"cases in the group {label}")
