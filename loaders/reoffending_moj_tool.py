"""MoJ proven reoffending data tool: offenders, reoffenders and reoffences by area and cohort."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from dashboard.areas import Areas
from dashboard.metrics.aggregate import ratio
from dashboard.periods import Grain, Period
from dashboard.records import AreaRow, Reading, SeriesSpec, SourceSpec, Status
from loaders._book import Book, folded, plain, tidy
from loaders._grammar import Value, period
from loaders._match import Header, first_header
from loaders._reoffending import NEW, breakdown, measures
from loaders._stacked import LOCAL, WIDER, Taker

SOURCE = SourceSpec(
    code="reoffending.moj_tool",
    title="Proven reoffending data tool",
    publisher="Ministry of Justice",
    recognises="a sheet headed adult_child, cohort, region, category, subcat1, offenders, reoffenders and reoffences",
    frequency="quarter",
    lag_days=670,
)
WANTED: dict[str, Iterable[str]] = {
    "cohort": ("cohort", "cohort period", "offender cohort", "time period"),
    "area": ("region", "area", "local authority", "area name", "pcc", "upper tier local authority", "pcc area"),
    "offenders": ("offenders", "number of offenders", "number of offenders in cohort", "offenders in cohort"),
    "reoffenders": ("reoffenders", "number of reoffenders", "number of re offenders", "re offenders"),
    "reoffences": ("reoffences", "number of reoffences", "number of re offences", "re offences"),
}
OPTIONAL: dict[str, Iterable[str]] = {
    "group": ("adult_child", "adult or child", "adult / child", "age group", "offender group"),
    "category": ("category", "breakdown"),
    "first": ("subcat1", "subcategory 1", "sub category 1", "subcat 1"),
    "second": ("subcat2", "subcategory 2", "sub category 2", "subcat 2"),
}
COUNTS = {"offenders": "cohort", "reoffenders": "reoffenders", "reoffences": "reoffences"}
TOTALS = ("total", "all", "overall", "all offenders", "index offence total", "all offences", "total offenders")
SERIES = measures(NEW)
Key = tuple[str, Period, str]


class Line(NamedTuple):
    """A total row: how good a total it is (0 best), its number, and its counts."""

    rank: int
    row: int
    counts: dict[str, Value]


def recognise(book: Book) -> str | None:
    """A cohort, an area and the three counts, with at least one heading of a category."""
    header = _header(book)
    return f"{header.sheet.name} row {header.row} has the tool's headings" if header else None


def _header(book: Book) -> Header | None:
    header = first_header(book, _spellings(WANTED), _spellings(OPTIONAL))
    return header if header and header.columns.keys() & OPTIONAL.keys() else None


def _spellings(table: dict[str, Iterable[str]]) -> dict[str, Iterable[str]]:
    """Headings as they are and with the numbers at their ends that the reader takes for footnotes."""
    return {name: (*texts, *(re.sub(r"\d+$", "", text).strip() for text in texts)) for name, texts in table.items()}


def read(book: Book, areas: Areas) -> Reading:
    header = _header(book)
    assert header is not None  # recognise() found it
    reading = Reading(SOURCE.code, recognise(book) or "", [sheet.name for sheet in book.sheets])
    rows = _Rows(reading, _renumbered(header), areas)
    for number, row in header.sheet.numbered(header.row + 1):
        if any(cell != "" for cell in row):
            rows.take(number)
    rows.finish()
    return reading


def _renumbered(header: Header) -> Header:
    """subcat1 and subcat2 look alike without their last digit: tell them apart by the whole heading."""
    columns = dict(header.columns)
    for column, cell in enumerate(header.sheet.rows[header.row - 1], 1):
        if match := re.fullmatch(r"sub[ _-]?cat(?:egory)?[ _]?([12])", tidy(cell).casefold()):
            columns["first" if match[1] == "1" else "second"] = column
    return Header(header.sheet, header.row, columns)


class _Rows:
    """Gathers total rows, then keeps the best total of each area, cohort and group."""

    def __init__(self, reading: Reading, header: Header, areas: Areas) -> None:
        self.reading, self.columns, self.sheet = reading, header.columns, header.sheet
        self.areas, self.taker = areas, Taker(reading, header.sheet, areas)
        self.lines: dict[Key, Line] = {}
        self.left_out: Counter[str] = Counter()
        self.found: dict[str, AreaRow | None] = {}
        self.by_police = bool(re.search(r"pcc|police|force", header.sheet.name, re.IGNORECASE))

    def take(self, number: int) -> None:
        text = {name: self.sheet.text(number, column) for name, column in self.columns.items()}
        rank = _rank(text)
        group = breakdown(text.get("group", ""))
        if rank is None or group is None:
            self.left_out[text.get("category", "") if rank is None else text["group"]] += 1
            return
        area, whens = self._area(text["area"], number), self._when(number)
        counts = {
            n: self.taker.number(self.sheet.at(number, self.columns[n]), (number, self.columns[n])) for n in COUNTS
        }
        read = {name: found for name, found in counts.items() if found}
        if area is None or whens is None or len(read) < len(COUNTS):
            return
        self._check(number, read)
        self._keep((area.code, whens, group), Line(rank, number, read))

    def _keep(self, key: Key, line: Line) -> None:
        held = self.lines.get(key)
        if held is None or line.rank < held.rank:
            self.lines[key] = line
        elif line.rank == held.rank < 2:
            name = self.reading.areas[key[0]].name
            what = f"repeats {name} for {key[1].short}, which row {held.row} has already given"
            hint = "Delete the row that is there twice, or correct its area or cohort."
            self.taker.problem("error", "duplicate-key", (line.row, self.columns["area"]), what, hint)

    def _check(self, number: int, counts: dict[str, Value]) -> None:
        part, whole = counts["reoffenders"].number, counts["offenders"].number
        if part is not None and whole is not None and part > whole:
            what = f"says {part:g} reoffended of {whole:g} offenders"
            place = (number, self.columns["reoffenders"])
            self.taker.problem("error", "part-exceeds-whole", place, what, "Correct one of the two numbers.")

    def _area(self, name: str, number: int) -> AreaRow | None:
        if name not in self.found:
            self.found[name] = _find(self.areas, name, by_police=self.by_police)
            if self.found[name] is None:
                self.taker.unknown(name, (number, self.columns["area"]))
        if area := self.found[name]:
            self.reading.areas[area.code] = area
        return area

    def _when(self, number: int) -> Period | None:
        place = (number, self.columns["cohort"])
        when = period(self.sheet.at(*place))
        if when is None or when.grain is Grain.MONTH:
            what = f"holds “{self.sheet.text(*place)}”, not a cohort"
            self.taker.problem("error", "bad-period", place, what, "Write it as “Apr 2012 to Mar 2013”.")
            return None
        return when if self.taker.is_over(when, place) else None

    def finish(self) -> None:
        """Everything that was kept, whole cohorts where the file has only their parts, and what was left out."""
        parts: dict[tuple[str, Period], dict[str, Line]] = defaultdict(dict)
        for (code, when, group), line in self.lines.items():
            parts[code, when][group] = line
        added = [self._add_groups(code, when, lines) for (code, when), lines in parts.items()]
        for (code, when, group), line in self.lines.items():
            self._emit(self.reading.areas[code], when, group, line)
        if any(added):
            self.reading.notes.append(
                "Offenders of all ages are adults and children added up: the file lists no such row."
            )
        for name, count in self.left_out.most_common():
            self.reading.notes.append(f"{count} rows broken down by “{name or 'sub-category'}” are left out.")
        if any(when.grain is not Grain.QUARTER for _, when, _ in self.lines):
            self.reading.notes.append(
                "Cohorts of twelve months are kept as rolling years, and those from April also as financial years."
            )

    def _add_groups(self, code: str, when: Period, lines: dict[str, Line]) -> bool:
        if "" in lines or not {"group=Adults", "group=Children"} <= lines.keys():
            return False
        both = [lines["group=Adults"].counts, lines["group=Children"].counts]
        self.lines[code, when, ""] = Line(0, 0, {name: _sum([c[name] for c in both]) for name in COUNTS})
        return True

    def _emit(self, area: AreaRow, when: Period, group: str, line: Line) -> None:
        for period_ in _published(when):
            for name, series in COUNTS.items():
                place = (line.row, self.columns[name]) if line.row else (0, 0)
                self.taker.take(SERIES[series], area, period_, line.counts[name], place, group)
            top, whole, acts = (line.counts[n] for n in ("reoffenders", "offenders", "reoffences"))
            self.taker.take(SERIES["rate"], area, period_, _divided(SERIES["rate"], top, whole), (0, 0), group)
            again = _divided(SERIES["frequency"], acts, top)
            self.taker.take(SERIES["frequency"], area, period_, again, (0, 0), group)


def _rank(text: dict[str, str]) -> int | None:
    """How good a total a row is; None for a part. A total within one category may leave offenders out."""
    category, below = folded(text.get("category", "")), [folded(text.get(n, "")) for n in ("first", "second")]
    if any(word and word not in TOTALS for word in below):
        return None
    if not category or category in ("total", "all", "overall", "all offenders"):
        return 0
    if "index offence" in category or "index offence total" in below:
        return 1
    return 2 if any(below) else None


def _find(areas: Areas, name: str, *, by_police: bool) -> AreaRow | None:
    """An authority, region or country, else a police force area; the other way round in a police table."""
    bare = re.sub(r"\s*\(?\b(pcc|police force area|police area|constabulary)\b\)?\s*$", "", plain(name), flags=re.I)
    kinds: list[tuple[str, ...]] = [LOCAL, WIDER, ("force",)]
    if by_police or bare != plain(name):
        kinds.reverse()
    return next((found for kind in kinds if (found := areas.named(bare, kind))), None)


def _published(when: Period) -> list[Period]:
    """A twelve-month cohort as a rolling year, comparable with those that begin in other quarters."""
    if when.grain is Grain.QUARTER:
        return [when]
    rolling = Period(when.first, Grain.R12)
    return [rolling, when] if when.grain is Grain.YEAR else [rolling]


def _sum(values: list[Value]) -> Value:
    numbers = [value.number for value in values if value.number is not None]
    if len(numbers) == len(values):
        return Value(sum(numbers), Status.FINAL)
    return next(value for value in values if value.number is None)


def _divided(series: SeriesSpec, top: Value, under: Value) -> Value:
    """The ratio, or the reason there is none."""
    number = ratio(top.number, under.number, series.per)
    if number is not None:
        return Value(number, top.status)
    gap = next((value for value in (top, under) if value.number is None), None)
    return gap or Value(None, Status.MISSING)
