"""Lines that add up to the line of the area above them: its measures, or the smaller places that it is made of."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.periods import Grain
from loaders._book import Cell, Sheet, tidy
from loaders._grammar import NotANumber, value
from loaders._mapping.grid import Kind, filled, is_blank, kind
from loaders._mapping.places import Places
from loaders._mapping.said import Said
from loaders._mapping.times import say
from loaders._mapping.words import key, sums_up

_NEAR = 0.5  # shown numbers may have been rounded
_FEWEST = 2
_LABELS = 3
_LONGEST = 5000  # a longer sheet is an export with a row a figure, and nobody's layout


@dataclass(frozen=True)
class _Nest:
    """The row of an area and the rows below it that add up to it."""

    area: int
    rows: tuple[int, ...]


def unnested(sheet: Sheet, places: Places) -> Sheet:
    """The sheet without the sums that nesting makes, or itself where no line is nested.

    Where the same labels stand below each area they are measures, and the area's own line becomes a heading.
    Where they differ they are places within it, and are left out; a note in the sheet's memo says which.
    Months below the line of their year take its year.
    """
    if len(sheet.rows) > _LONGEST:
        return sheet
    sheet = _dated(sheet)
    for column in _columns_of_areas(sheet, places):
        nests = _nests(sheet, column, places)
        if nests:
            return _measures(sheet, nests) if _repeat(sheet, column, nests) else _areas(sheet, column, nests)
    return sheet


def _dated(sheet: Sheet) -> Sheet:
    """The sheet with months and quarters that stand below the figures of their year written with it."""
    for column in range(1, _LABELS + 1):
        said = {row: say(sheet.at(row, column)) for row in range(1, len(sheet.rows) + 1)}
        said = {
            row: told for row, told in said.items() if told.anything and not told.rest and len(filled(sheet, row)) > 1
        }
        years = [row for row, told in said.items() if _only_year(told)]
        parts = [row for row, told in said.items() if not told.has_year]
        if years and len(parts) >= 2 * len(years) and len(parts) + len(years) == len(said) and years[0] < parts[0]:
            return _with_years(sheet, column, years, parts)
    return sheet


def _only_year(said: Said) -> bool:
    return said.year_only or (said.whole is not None and said.whole.grain in (Grain.YEAR, Grain.CALENDAR))


def _with_years(sheet: Sheet, column: int, years: list[int], parts: list[int]) -> Sheet:
    rows = [[] if row in years else list(cells) for row, cells in enumerate(sheet.rows, 1)]
    for row in parts:
        year = sheet.text(max(y for y in years if y < row), column)
        rows[row - 1][column - 1] = f"{sheet.text(row, column)} {year}"
    return _noted(
        sheet, rows, f"{len(years)} lines of {sheet.name} hold whole years above their parts and are left out."
    )


def _columns_of_areas(sheet: Sheet, places: Places) -> Iterable[int]:
    """Columns in which areas and other words stand beside numbers."""
    found: Counter[int] = Counter()
    for row in range(1, len(sheet.rows) + 1):
        first = next(iter(filled(sheet, row)), 0)
        if first and kind(sheet.at(row, first)) is Kind.TEXT and places.find(sheet.at(row, first)):
            found[first] += 1
    return [column for column, count in found.most_common(1) if count >= _FEWEST]


def _nests(sheet: Sheet, column: int, places: Places) -> list[_Nest]:
    """The areas with their lines, if each area that has any adds them up; none otherwise."""
    found: list[_Nest] = []
    area, rows = 0, list[int]()
    for row in range(1, len(sheet.rows) + 2):
        text = sheet.at(row, column)
        figures = len(_numbers(sheet, row)) > 0
        ends = row > len(sheet.rows) or not figures or sums_up(key(text)) or places.find(text) is not None
        if ends and area and rows:
            if not _adds_up(sheet, area, rows):
                return []
            found.append(_Nest(area, tuple(rows)))
        if ends:
            area, rows = row if figures and not sums_up(key(text)) else 0, []
        elif area and not is_blank(text):
            rows.append(row)
    return found if len(found) >= _FEWEST else []


def _adds_up(sheet: Sheet, area: int, rows: Sequence[int]) -> bool:
    whole = _numbers(sheet, area)
    return all(
        abs(sum(_numbers(sheet, row).get(column, 0.0) for row in rows) - number) <= _NEAR
        for column, number in whole.items()
    )


def _numbers(sheet: Sheet, row: int) -> dict[int, float]:
    found = {}
    for column in filled(sheet, row):
        number = _number(sheet.at(row, column))
        if number is not None:
            found[column] = number
    return found


def _number(cell: Cell) -> float | None:
    if kind(cell) not in (Kind.NUMBER, Kind.YEAR):
        return None
    try:
        return value(cell).number
    except NotANumber:
        return None


def _repeat(sheet: Sheet, column: int, nests: Sequence[_Nest]) -> bool:
    labels = Counter(key(sheet.at(row, column)) for nest in nests for row in nest.rows)
    return 2 * sum(count > 1 for count in labels.values()) >= len(labels)


def _measures(sheet: Sheet, nests: Sequence[_Nest]) -> Sheet:
    """The areas' own numbers are blanked: their lines then head the lines below."""
    areas = {nest.area for nest in nests}
    rows = [
        [("" if kind(cell) in (Kind.NUMBER, Kind.YEAR, Kind.MARKER) else cell) for cell in row] if n in areas else row
        for n, row in enumerate(sheet.rows, 1)
    ]
    note = f"{len(areas)} lines of {sheet.name} add up the lines below them and are left out."
    return _noted(sheet, rows, note)


def _areas(sheet: Sheet, column: int, nests: Sequence[_Nest]) -> Sheet:
    inner = [row for nest in nests for row in nest.rows]
    rows = [[] if n in inner else row for n, row in enumerate(sheet.rows, 1)]
    names = [tidy(sheet.at(row, column)) for row in inner]
    shown = ", ".join(names[:4]) + (" and others" if len(names) > 4 else "")
    note = (
        f"{len(inner)} lines of {sheet.name} ({shown}) add up to the area above them and are left out; "
        "the area's own line is read."
    )
    return _noted(sheet, rows, note)


def _noted(sheet: Sheet, rows: list[list[Cell]], note: str) -> Sheet:
    made = Sheet(sheet.name, sheet.index, rows, sheet.hidden)
    made.memo["left"] = [*sheet.memo.get("left", ()), note]
    return made
