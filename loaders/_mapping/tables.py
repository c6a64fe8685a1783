"""Tables of different layout on one sheet, below or beside each other, each as a sheet of its own in its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders._book import Cell, Sheet
from loaders._mapping.grid import Kind, filled, is_blank, kind, width
from loaders._mapping.nested import unnested
from loaders._mapping.places import Places
from loaders._mapping.times import say
from loaders._mapping.words import AREA, MEASURE, PERIOD, key

_COUNTED = (Kind.NUMBER, Kind.YEAR)
_LOOKED_AT = 40


@dataclass(frozen=True)
class _Top:
    """The first heading row of a table, its corner, the headings beside it, and whether any of them is a period."""

    row: int
    corner: Cell
    headings: frozenset[str]
    timed: bool


def tables(sheet: Sheet, places: Places) -> list[Sheet]:
    """The tables of a sheet that are laid out differently; the sheet itself where there is only one layout.

    Each is a sheet of the same name, in which all cells that are not its own are blank; lines that are nested in
    others are parted from them.
    """
    if "tables" not in sheet.memo:
        parts = [part for band in _below(sheet, places) for part in _beside(band, places)]
        sheet.memo["tables"] = [unnested(part, places) for part in parts]
    found: list[Sheet] = sheet.memo["tables"]
    return found


def _below(sheet: Sheet, places: Places) -> list[Sheet]:
    tops = list(_tops(sheet))
    starts, current = [1], tops[0] if tops else None
    for top in tops[1:]:
        assert current is not None
        if _differ(current, top, places):
            starts.append(_titled_from(sheet, top.row))
            current = top
    if len(starts) == 1:
        return [sheet]
    ends = [start - 1 for start in starts[1:]] + [len(sheet.rows)]
    return [_part(sheet, start, end, 1, width(sheet)) for start, end in zip(starts, ends, strict=True)]


def _part(sheet: Sheet, top: int, bottom: int, left: int, right: int) -> Sheet:
    def own(number: int, row: list[Cell]) -> list[Cell]:
        if number < top:
            return []
        return [cell if left <= column <= right else "" for column, cell in enumerate(row, 1)]

    return Sheet(sheet.name, sheet.index, [own(*pair) for pair in enumerate(sheet.rows[:bottom], 1)], sheet.hidden)


def _tops(sheet: Sheet) -> Iterator[_Top]:
    """Rows of words under a blank row, a title or nothing, with numbers below most of them and figures in between."""
    before, counted = 0, True
    for row in range(1, len(sheet.rows) + 1):
        here = filled(sheet, row)
        apart = before <= 1 or 2 * before <= len(here)
        if counted and len(here) > 1 and apart and (top := _top(sheet, row, here)):
            yield top
            counted = False
        elif not counted:
            counted = bool(_numbers(sheet, row))
        before = len(here)


def _top(sheet: Sheet, row: int, here: list[int]) -> _Top | None:
    kinds = {c: kind(sheet.at(row, c)) for c in here}
    if not set(kinds.values()) <= {Kind.TEXT, Kind.DATE, Kind.YEAR} or Kind.TEXT not in kinds.values():
        return None
    first = next((n for n in (row + 1, row + 2) if _numbers(sheet, n)), 0)
    over = [c for c in here if first and c in _numbers(sheet, first)]
    corner = next((c for c in filled(sheet, first) if c not in _numbers(sheet, first)), 0) if first else 0
    beside = [c for c in here if c != corner]
    if not over or 2 * len(over) < len(beside):
        return None
    cells = [sheet.at(row, c) for c in beside]
    timed = any(say(cell).anything for cell in cells)
    return _Top(row, sheet.at(row, corner) if corner else "", frozenset(map(key, cells)), timed)


def _numbers(sheet: Sheet, row: int) -> list[int]:
    return [c for c in filled(sheet, row) if kind(sheet.at(row, c)) in _COUNTED]


def _differ(one: _Top, other: _Top, places: Places) -> bool:
    """Whether two heading rows head tables of different layout."""
    shared = 2 * len(one.headings & other.headings) >= min(len(one.headings), len(other.headings))
    alike = shared or (one.timed and other.timed)
    corners = [key(top.corner) for top in (one, other)]
    if corners[0] == corners[1] or not all(corners):
        return not alike
    if all(places.find(top.corner) or say(top.corner).anything for top in (one, other)):
        return not alike
    classes = [_class_of(corner) for corner in corners]
    if all(classes) or not shared:
        return classes[0] != classes[1] or not alike
    return False


def _class_of(corner: str) -> str:
    names = (("area", AREA), ("period", PERIOD), ("measure", MEASURE))
    return next((name for name, words in names if corner in words), "")


def _titled_from(sheet: Sheet, row: int) -> int:
    """The first of the lines of a single text that stand right above a heading row."""
    while row > 1 and len(filled(sheet, row - 1)) == 1 and not _numbers(sheet, row - 1):
        row -= 1
    return row


def _beside(sheet: Sheet, places: Places) -> list[Sheet]:
    """Tables beside each other: blocks of columns with labels of different kinds, parted by blank columns."""
    top = next(_tops(sheet), None)
    if top is None:
        return [sheet]
    blocks: list[tuple[int, str]] = []
    for columns in _groups(sheet, top.row):
        what = _labelled_with(sheet, top.row, columns, places)
        if what and (not blocks or blocks[-1][1] != what):
            blocks.append((columns[0], what))
    if len(blocks) < 2:
        return [sheet]
    lefts = [1] + [left for left, _ in blocks[1:]]
    rights = [left - 1 for left in lefts[1:]] + [width(sheet)]
    return [_part(sheet, 1, len(sheet.rows), left, right) for left, right in zip(lefts, rights, strict=True)]


def _groups(sheet: Sheet, top: int) -> Iterator[list[int]]:
    """Runs of columns with anything from the headings down."""
    rows = sheet.rows[top - 1 : top + _LOOKED_AT]
    group: list[int] = []
    for column in range(1, width(sheet) + 2):
        if any(column <= len(row) and not is_blank(row[column - 1]) for row in rows):
            group.append(column)
        elif group:
            yield group
            group = []


def _labelled_with(sheet: Sheet, top: int, columns: list[int], places: Places) -> str:
    """What the labels of a block are: areas, periods or other words; "" for a block without labels or figures."""
    rows = range(top + 1, min(len(sheet.rows), top + _LOOKED_AT) + 1)
    labels = [sheet.at(row, columns[0]) for row in rows if not is_blank(sheet.at(row, columns[0]))]
    words = [cell for cell in labels if kind(cell) in (Kind.TEXT, Kind.DATE)]
    figures = any(kind(sheet.at(row, c)) in _COUNTED for row in rows for c in columns[1:])
    if not figures or 2 * len(words) < len(labels) or not words:
        return ""
    if _mostly(places.find(cell) for cell in words):
        return "areas"
    return "periods" if _mostly(say(cell).anything and not say(cell).rest for cell in words) else "words"


def _mostly(found: Iterable[object]) -> bool:
    told = [bool(one) for one in found]
    return 2 * sum(told) >= len(told)
