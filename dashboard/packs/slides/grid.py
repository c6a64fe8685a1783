"""Tables of slides: native ones with a row of headings, as many rows on a slide as fit, the rest on the next."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dashboard.packs.paper.blocks import Cell, Marked, Table
from dashboard.packs.slides.deck import Deck, Page
from dashboard.packs.slides.look import EMU, HEAD, INK, LINE, MARKS, QUIET, SMALL, WHITE, Box
from dashboard.packs.slides.measure import width
from dashboard.packs.slides.paragraphs import Para, fitted, height, markup

_SIDE, _ABOVE = 6.0, 4.0
LARGE = 16.0
# of a slide's table no row takes more than this share
_MOST = 0.62
# no word is given more than these points
_LONG = 130.0


class Sheet(NamedTuple):
    """The rows of a table that stand on one slide, with the height of each in points."""

    rows: tuple[tuple[tuple[Para, ...], ...], ...]
    grounds: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]
    columns: tuple[float, ...]

    @property
    def height(self) -> float:
        return sum(self.heights)


def sheets(deck: Deck, table: Table, room: Box, sizes: Sequence[float] = (LARGE, SMALL)) -> list[Sheet]:
    """The table divided over slides, its headings on each, at the greatest of `sizes` at which one slide is enough."""
    found = list[Sheet]()
    for size in sizes:
        found = _divided(deck, table, room, size)
        if len(found) == 1:
            break
    return found


def _divided(deck: Deck, table: Table, room: Box, size: float) -> list[Sheet]:
    columns = widths(table, room.w, size, deck.spread)
    head = tuple(Para(text, size, bold=True, colour=INK, after=0, right=n in table.numbers)
                 for n, text in enumerate(table.headings))  # fmt: skip
    top = _high(deck, [(one,) for one in head], columns)
    made, left = list[list[int]]([[]]), room.h - top
    cells, heights = list[list[tuple[Para, ...]]](), list[float]()
    for number, row in enumerate(table.rows):
        bold = table.total and number == len(table.rows) - 1
        cells.append(_row(deck, row, table, columns, (room.h - top) * _MOST, size, bold))
        heights.append(_high(deck, cells[-1], columns))
        if made[-1] and heights[-1] > left:
            made.append([])
            left = room.h - top
        made[-1].append(number)
        left -= heights[-1]
    grounds = [
        tuple(MARKS[cell.rag].ground if isinstance(cell, Marked) else WHITE for cell in row) for row in table.rows
    ]
    headed = tuple((one,) for one in head)
    return [
        Sheet((headed, *(tuple(cells[n]) for n in some)), ((HEAD,) * len(head), *(grounds[n] for n in some)),
              (top, *(heights[n] for n in some)), columns)
        for some in made
    ]  # fmt: skip


def widths(table: Table, room: float, size: float, spread: float) -> tuple[float, ...]:
    """Points that each column has: its share, but so many that no word of it is broken where there is room."""
    shares = table.widths or (2.0, *[1.0] * (len(table.headings) - 1))
    least = [_widest(table, n, size) * spread + 2 * _SIDE + 1 for n in range(len(shares))]
    if sum(least) > room:
        return tuple(room * wide / sum(least) for wide in least)
    held, free = dict[int, float](), room
    while True:
        whole = sum(share for n, share in enumerate(shares) if n not in held)
        tight = [n for n, share in enumerate(shares) if n not in held and free * share / whole < least[n]]
        if not tight:
            return tuple(held[n] if n in held else free * share / whole for n, share in enumerate(shares))
        held |= {n: least[n] for n in tight}
        free = room - sum(held.values())


def _widest(table: Table, column: int, size: float) -> float:
    """Points of the longest word of a column; a word that has no end does not count."""
    said = [table.headings[column], *(_plain(row[column]) for row in table.rows)]
    # a space that does not break is part of its word
    words = {word for text in said for word in re.split(r"[ \n]+", text)}
    return min(max((width(word, size, bold=True) for word in words), default=0.0), _LONG)


def _plain(cell: Cell) -> str:
    # the sign of a status stands in one line with its first word
    return f"■\xa0{cell.words}" if isinstance(cell, Marked) else cell


def _row(
    deck: Deck, row: Sequence[Cell], table: Table, columns: Sequence[float], most: float, size: float, bold: bool
) -> list[tuple[Para, ...]]:
    made = []
    for number, (cell, room) in enumerate(zip(row, columns, strict=True)):
        given = _cell(cell, size, right=number in table.numbers, bold=bold, first=number == 0)
        made.append(fitted(given, room - 2 * _SIDE, most, least=deck.least, spread=deck.spread).paragraphs)
    # all cells of a row are of one size
    least = min(one.size for cell in made for one in cell)
    return [tuple(one._replace(size=least) for one in cell) for cell in made]


def _cell(cell: Cell, size: float, *, right: bool, bold: bool, first: bool) -> list[Para]:
    if isinstance(cell, Marked):
        look = MARKS[cell.rag]
        return [Para(cell.words, size, lead=look.sign, colour=look.ink, after=0, bold=True)]
    named, *more = cell.split("\n")
    told = [Para(named, size, colour=INK, after=2 if more else 0, right=right, bold=bold or (first and bool(more)))]
    return told + [Para(line, size, colour=QUIET if first else INK, after=2, right=right) for line in more]


def _high(deck: Deck, cells: Sequence[Sequence[Para]], columns: Sequence[float]) -> float:
    return 2 * _ABOVE + max(
        height(cell, (room - 2 * _SIDE) / deck.spread) for cell, room in zip(cells, columns, strict=True)
    )


def table_xml(sheet: Sheet) -> str:
    """The table as DrawingML, its first row flagged as headings and its first column as names."""
    grid = "".join(f'<a:gridCol w="{round(wide * EMU)}"/>' for wide in sheet.columns)
    rows = "".join(
        f'<a:tr h="{round(high * EMU)}">{"".join(map(_cell_xml, row, grounds))}</a:tr>'
        for row, grounds, high in zip(sheet.rows, sheet.grounds, sheet.heights, strict=True)
    )
    return f'<a:tbl><a:tblPr firstRow="1" firstCol="1"/><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>'


_NONE = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR"))
_RULES = "".join(
    f'<a:{side} w="9525"><a:solidFill><a:srgbClr val="{LINE}"/></a:solidFill></a:{side}>' for side in ("lnT", "lnB")
)


def _cell_xml(cell: Sequence[Para], ground: str) -> str:
    side, above = round(_SIDE * EMU), round(_ABOVE * EMU)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{markup(cell)}</a:txBody>"
        f'<a:tcPr marL="{side}" marR="{side}" marT="{above}" marB="{above}" anchor="t">{_NONE}{_RULES}'
        f'<a:solidFill><a:srgbClr val="{ground}"/></a:solidFill></a:tcPr></a:tc>'
    )


def tabled(deck: Deck, title: str, table: Table, *, notes: Sequence[str] = ()) -> None:
    """Slides that hold nothing but a table, counted where they are more than one."""
    box = deck.box("table", "Table")
    found = sheets(deck, table, box)
    for number, sheet in enumerate(found, start=1):
        counted = f"{title} ({number} of {len(found)})" if len(found) > 1 else title
        put(deck.page("table", counted, notes), sheet, table, box)


def put(page: Page, sheet: Sheet, table: Table, box: Box) -> None:
    """A sheet of a table on a slide."""
    page.table(table_xml(sheet), box.top(sheet.height), table.caption)
