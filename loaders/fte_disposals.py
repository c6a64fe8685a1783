"""Youth justice disposals by region and youth offending team: stacked blocks, the year in the title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from dashboard.areas import Areas
from dashboard.periods import Grain, Period
from dashboard.records import AreaRow, Reading, SeriesSpec, SourceSpec, Status, cell_name
from loaders._book import Book, Sheet, slug, tidy
from loaders._grammar import Value, named, period
from loaders._near import HINT
from loaders._stacked import LOCAL, WIDER, Taker

SOURCE = SourceSpec(
    code="fte.disposals",
    title="Youth justice disposals by region and team",
    publisher="Ministry of Justice and Youth Justice Board",
    recognises="a workbook titled Regional Disposals with the year, a sheet a region, and stacked blocks of disposals",
    frequency="year",
    lag_days=300,
)
DISPOSALS = SeriesSpec("disposals.total", "Youth justice disposals", "disposals")
TITLE = re.compile(r"disposals.*?(\d{4}\s*[-/–]\s*\d{2,4})", re.IGNORECASE)
TOTAL = re.compile(r"total\s*\*?", re.IGNORECASE)
NATIONAL = "National"
# Names as alike as this are one name misspelt, not a team of several authorities.
MISSPELT = 0.85


@dataclass
class Block:
    """The rows of one area: its name's row, the disposals below it and their total."""

    title: str
    row: int
    disposals: list[int] = field(default_factory=list)
    total: int = 0

    @property
    def name(self) -> str:
        return re.split(r"\s+[-–]\s+", self.title)[0]

    @property
    def is_missing(self) -> bool:
        """Its zeros stand for figures that were never sent."""
        return "missing" in self.title.casefold()


@dataclass(frozen=True)
class Layout:
    """Where a sheet keeps the parts (column → breakdown) and the total."""

    header: int
    parts: dict[int, str]
    total: int


def recognise(book: Book) -> str | None:
    """A title about disposals with a financial year, over headings of ages or such that end in TOTAL."""
    found = [sheet for sheet in book.visible if _period(sheet) and (_layout(sheet) or _is_headed(sheet))]
    return f"{len(found)} sheets are titled “{_title(found[0])}” over stacked blocks" if found else None


def _title(sheet: Sheet) -> str:
    return next((tidy(c) for row in sheet.rows[:5] for c in row if TITLE.search(tidy(c))), "")


def _period(sheet: Sheet) -> Period | None:
    match = TITLE.search(_title(sheet))
    when = period(match[1]) if match else None
    return when if when and when.grain is Grain.YEAR else None


def _is_headed(sheet: Sheet) -> bool:
    """Whether the groups of parts stand in a row, as above every table of this kind."""
    return any({"age", "gender"} & row.keys() for row in sheet.headings[:15])


def _layout(sheet: Sheet) -> Layout | None:
    """The first row with ages or other parts, then TOTAL, under the row that groups them."""
    for number, row in enumerate(sheet.rows[:15], 1):
        totals = [column for column, cell in enumerate(row, 1) if column > 1 and TOTAL.fullmatch(named(cell))]
        if totals and number > 1:
            return Layout(number, dict(_parts(sheet, number, totals[0])), totals[0])
    return None


def _parts(sheet: Sheet, number: int, total: int) -> Iterator[tuple[int, str]]:
    group = ""
    for column in range(2, total):
        group = sheet.text(number - 1, column) or group
        if text := sheet.text(number, column):
            yield column, f"{slug(group)}={re.sub(r'(?<=[0-9]) ?- ?(?=[0-9])', '-', text)}"


def _blocks(sheet: Sheet, layout: Layout) -> Iterator[Block]:
    """Blocks from the top: a name, tiers and their disposals, then TOTAL; footnotes are passed over."""
    block: Block | None = None
    for number, row in sheet.numbered(layout.header + 1):
        label = tidy(row[0]) if row else ""
        filled = any(cell != "" for cell in row[1:])
        if not label or label.startswith(("*", "(")):
            continue
        if block is None:
            block = None if filled else Block(label, number)
        elif TOTAL.fullmatch(label):
            block.total = number
            yield block
            block = None
        elif filled:
            block.disposals.append(number)


def read(book: Book, areas: Areas) -> Reading:
    reading = Reading(SOURCE.code, recognise(book) or "", [sheet.name for sheet in book.sheets], covers=("disposals",))
    reading.series[DISPOSALS.code] = DISPOSALS
    wider: dict[tuple[str, Period], float | None] = {}
    for sheet in book.visible:
        layout, when = _layout(sheet), _period(sheet)
        if when is None or not (layout or _is_headed(sheet)):
            continue
        taker = Taker(reading, sheet, areas)
        if layout is None:
            taker.problem("error", "not-recognised", (1, 1), "heads a table that has no column “TOTAL”", HINT)
        elif taker.is_over(when, (1, 1)):
            _SheetReader(taker, layout, when, wider).read()
    return reading


class _SheetReader:
    """The blocks of a sheet: the region first, then its teams."""

    def __init__(
        self, taker: Taker, layout: Layout, when: Period, wider: dict[tuple[str, Period], float | None]
    ) -> None:
        self.taker, self.layout, self.when, self.wider = taker, layout, when, wider
        self.sheet, self.reading, self.areas = taker.sheet, taker.reading, taker.areas
        self.region = ""

    def read(self) -> None:
        for position, block in enumerate(_blocks(self.sheet, self.layout)):
            region = self._wider(block.name)
            if region and (position == 0 or self.sheet.name.casefold() == NATIONAL.casefold()):
                self.region = region.code
                self._region(block, region)
            elif area := self._team(block):
                self._take(block, area)

    def _wider(self, name: str) -> AreaRow | None:
        return self.areas.by_code.get("K04000001") if name == NATIONAL else self.areas.named(name, WIDER)

    def _region(self, block: Block, region: AreaRow) -> None:
        """A region stands on the national sheet and on its own: it is taken once, and the two compared."""
        found = self.taker.number(self.sheet.at(block.total, self.layout.total), (block.total, self.layout.total))
        amount = found.number if found else None
        key = (region.code, self.when)
        if key not in self.wider:
            self.wider[key] = amount
            self._take(block, region)
        elif (first := self.wider[key]) is not None and amount is not None and first != amount:
            what = f"gives {region.name} {amount:,.0f} disposals, another sheet {first:,.0f}"
            self._warn("total-mismatch", block.total, self.layout.total, what, "Ask the publisher which is right.")

    def _team(self, block: Block) -> AreaRow | None:
        """One authority, as it was in that year; or a team of several, kept under a code of its own."""
        former = self.areas.named(f"{block.name} (former county)", ("county",))
        found = former if former and self.when.end.year < 2019 else self.areas.named(block.name, LOCAL)
        if found:
            return found
        near = self.areas.near(block.name, LOCAL, count=1)
        if near and SequenceMatcher(None, near[0].casefold(), block.name.casefold()).ratio() > MISSPELT:
            self.taker.unknown(block.name, (block.row, 1))
            return None
        return AreaRow(f"YOT-{slug(block.name).replace('_', '-')}", block.name, "yot", self.region)

    def _take(self, block: Block, area: AreaRow) -> None:
        if self._is_repeated(block, area):
            return
        self.reading.areas[area.code] = area
        if block.is_missing:
            self.reading.notes.append(f"{block.title}: its zeros are kept as missing, not as none.")
        whole = self._figure(block, area, "", block.total, self.layout.total)
        by_part: dict[str, list[float | None]] = {}
        for column, breakdown in self.layout.parts.items():
            amount = self._figure(block, area, breakdown, block.total, column)
            by_part.setdefault(breakdown.partition("=")[0], []).append(amount)
        for number in block.disposals:
            label = re.sub(r"\s*\(\*\)$", "", named(self.sheet.at(number, 1)))
            amount = self._figure(block, area, f"disposal={label}", number, self.layout.total)
            by_part.setdefault("disposal", []).append(amount)
        self._check(block, by_part, whole)

    def _is_repeated(self, block: Block, area: AreaRow) -> bool:
        if (area.code, self.when) in self.wider and area.kind not in WIDER:
            what = f"begins a second block for {area.name}"
            hint = "Delete the block that is there twice, or correct its name."
            self.taker.problem("error", "duplicate-key", (block.row, 1), what, hint)
            return True
        self.wider.setdefault((area.code, self.when), None)
        return False

    def _figure(self, block: Block, area: AreaRow, breakdown: str, row: int, column: int) -> float | None:
        found = self.taker.number(self.sheet.at(row, column), (row, column))
        if found is None:
            return None
        kept = Value(None, Status.MISSING) if block.is_missing else found
        self.taker.take(DISPOSALS, area, self.when, kept, (row, column), breakdown)
        return kept.number

    def _check(self, block: Block, by_part: dict[str, list[float | None]], whole: float | None) -> None:
        added = {
            part: sum(amount or 0 for amount in amounts) for part, amounts in by_part.items() if None not in amounts
        }
        wrong = [f"{amount:,.0f} by {part}" for part, amount in added.items() if amount != whole]
        if whole is not None and wrong:
            what = f"is {whole:,.0f}, but the block adds up to {', '.join(wrong)}"
            hint = "Ask the publisher which is right; both are kept as published."
            self._warn("total-mismatch", block.total, self.layout.total, what, hint)

    def _warn(self, code: str, row: int, column: int, what: str, hint: str) -> None:
        name = cell_name(row, column)
        self.reading.warn(code, f"{self.sheet.name}!{name} {what}.", hint, self.sheet.name, name)
