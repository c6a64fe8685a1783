"""Going down a table row by row: what is a line of figures, a heading inside the table, a total or a note."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders._book import Book, Cell, tidy
from loaders._mapping.grid import Kind, is_blank, kind
from loaders._mapping.layout import Layout, blank_row, lay
from loaders._mapping.places import Places
from loaders._mapping.row import Raw, Row, Words, labels_of
from loaders._mapping.spec import Mapping, Role, Source
from loaders._mapping.times import say
from loaders._mapping.words import ROW_EXTRA, key, label, sums_up

LONGEST_SECTION = 80
_COUNTED = (Kind.NUMBER, Kind.YEAR, Kind.MARKER)
_OF_ALL = ("grand total", "grand totals", "overall total", "total of all areas", "all areas")
_NAMING = (Role.MEASURE, Role.BREAKDOWN)


@dataclass
class Walk:
    """What was met on the way down besides figures: rows that are left out with the reason, and rows of figures."""

    left_out: dict[int, str] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


class Walker:
    """Goes down one sheet with one mapping."""

    def __init__(self, mapping: Mapping, book: Book, layout: Layout, places: Places, met: Walk) -> None:
        self.mapping, self.book, self.layout, self.places, self.met = mapping, book, layout, places, met
        self.sheet = layout.sheet
        self.above: dict[int, Cell] = {}
        self.section = Words()
        self.sparse = self._sparse_columns()
        self.skip = set(mapping.skip)

    def walk(self) -> Iterator[Raw]:
        """Every cell of figures, from the top."""
        if self.layout.rows and self.layout.rows[0] > 1 and self._repeats():
            self._perhaps_section(self.layout.rows[0] - 1)
        for number in range(self.layout.first, self._last() + 1):
            if self._heads_again(number):
                continue
            if not self._has_figures(number):
                self._perhaps_section(number)
            elif self._wanted(number):
                self.met.rows.append(number)
                yield from self._row(number)

    def _row(self, number: int) -> Iterator[Raw]:
        above = {column: cell for column, cell in self.above.items() if column in self.sparse}
        row = Row(
            self.mapping, self.layout, self.places, number, labels_of(self.sheet, number, self.layout.labels, above)
        )
        self.above |= above
        for figures in self.layout.figures:
            if not is_blank(self.sheet.at(number, figures.at)) and (raw := row.raw(figures, self.section)):
                yield raw

    def _last(self) -> int:
        """The last row with a number; below it only notes follow."""
        columns = [figures.at for figures in self.layout.figures]
        rows = range(len(self.sheet.rows), self.layout.first - 1, -1)
        return next((n for n in rows if any(kind(self.sheet.at(n, c)) in _COUNTED for c in columns)), 0)

    def _sparse_columns(self) -> set[int]:
        """Columns in which a label is written once for several rows: blank beside other labels, but for totals."""
        columns, sparse = list(self.layout.labels), set[int]()
        for number in range(self.layout.first, len(self.sheet.rows) + 1):
            blank = {c for c in columns if is_blank(self.sheet.at(number, c))}
            if not blank - sparse or len(blank) == len(columns) or not self._has_figures(number):
                continue
            if not any(sums_up(key(self.sheet.at(number, c))) for c in columns):
                sparse |= blank
        return sparse

    def _has_figures(self, number: int) -> bool:
        return any(not is_blank(self.sheet.at(number, f.at)) for f in self.layout.figures)

    def _heads_again(self, number: int) -> bool:
        """Whether the headings stand here once more; the table goes on under what they say now."""
        cells = {f.at: self.sheet.at(number, f.at) for f in self.layout.figures}
        kinds = {at: kind(cell) for at, cell in cells.items()}
        texts = {at: cells[at] for at, what in kinds.items() if what in (Kind.TEXT, Kind.DATE)}
        if not self.layout.rows or not texts or Kind.NUMBER in kinds.values():
            return False
        head = self.layout.rows[-1]
        timed = self.mapping.period.source is Source.HEADING
        same = [at for at, cell in texts.items() if key(cell) == key(self.sheet.at(head, at))]
        times = [at for at, cell in texts.items() if timed and say(cell, self.mapping.times).anything]
        if 2 * len({*same, *times}) <= len(texts):
            return False
        rows = tuple(number - (head - row) for row in self.layout.rows)
        self.layout = lay(self.mapping, self.book, self.sheet, self.places, rows=rows, moved=self.layout.moved)
        return True

    def _repeats(self) -> bool:
        """Whether the first heading stands again further down: then the line above it heads the first block."""
        head = self.layout.rows[-1]
        column = next((c for c, cell in enumerate(self.sheet.rows[head - 1], 1) if not is_blank(cell)), 0)
        first = key(self.sheet.at(head, column))
        below = range(head + 1, len(self.sheet.rows) + 1)
        return bool(first) and any(key(self.sheet.at(number, column)) == first for number in below)

    def _perhaps_section(self, number: int) -> None:
        """A line with a single text heads the rows below it."""
        filled = [(c, cell) for c, cell in enumerate(self.sheet.rows[number - 1], 1) if not is_blank(cell)]
        text = tidy(filled[0][1]) if len(filled) == 1 else ""
        if text and len(text) <= LONGEST_SECTION:
            self.section = Words(label(text), (number, filled[0][0]))
            self.above.clear()

    def _wanted(self, number: int) -> bool:
        labels = {column: key(self.sheet.at(number, column)) for column in self.layout.labels}
        if why := self._reason_against(number, labels):
            self.met.left_out[number] = why
        return not why

    def _stands_below(self, number: int) -> bool:
        """“Homes managed:” and one number, under a blank line below a table of several columns."""
        columns = [f.at for f in self.layout.figures if not is_blank(self.sheet.at(number, f.at))]
        first = min(self.layout.labels, default=0)
        if not first or len(columns) > 1 or len(self.layout.figures) < 2 or not self.met.rows:
            return False
        apart = any(blank_row(self.sheet, n) for n in range(self.met.rows[-1] + 1, number))
        return apart and tidy(self.sheet.at(number, first)).endswith(":")

    def _reason_against(self, number: int, labels: dict[int, str]) -> str:
        inside = self.mapping.area.source is Source.SECTION
        for column, role in self.layout.labels.items():
            text, shown = labels[column], self.sheet.text(number, column)
            if text in self.skip and text:
                return f"“{shown}” is left out, as was said"
            whole = role in (Role.AREA, Role.PERIOD) or self.mapping.totals == "leave"
            if text and whole and sums_up(text) and not self.places.find(shown):
                return f"“{shown}” is a total or an average"
            if inside and text in _OF_ALL:
                return f"“{shown}” is the total of all areas"
            if role in _NAMING and ROW_EXTRA.fullmatch(text):
                return f"“{shown}” judges or explains the figures"
        if self._stands_below(number):
            return f"“{self.sheet.text(number, min(self.layout.labels))}” stands below the table"
        return "it has no label" if labels and not any(labels.values()) else ""
