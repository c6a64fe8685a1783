"""A sheet seen from a little further away: what kind each cell is, and what stands above each column."""

import datetime as dt
import hashlib
import re
from enum import StrEnum
from functools import lru_cache

from loaders._book import Cell, Sheet, tidy
from loaders._grammar import MARKERS, NotANumber, value
from loaders._mapping.said import FIRST_SERIAL, LAST_SERIAL, is_month_number

LOOKED_AT = 400  # rows that are enough to tell what a column holds


_PAGE = re.compile(r"page \d+(?: ?(?:of|/) ?\d+)?", re.IGNORECASE)


class Kind(StrEnum):
    BLANK = "blank"
    NUMBER = "number"
    YEAR = "year"  # a whole number that may be a year or a day number as well
    MARKER = "marker"
    DATE = "date"
    TEXT = "text"


def kind(cell: Cell) -> Kind:
    if is_blank(cell):
        return Kind.BLANK
    if isinstance(cell, dt.datetime | dt.date):
        return Kind.DATE
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Kind.YEAR if _maybe_time(float(cell)) else Kind.NUMBER
    return _kind_of_text(tidy(cell)) if isinstance(cell, str) else Kind.TEXT


@lru_cache(maxsize=16384)
def _kind_of_text(text: str) -> Kind:
    if text.casefold() in MARKERS:
        return Kind.MARKER
    try:
        found = value(text)
    except NotANumber:
        return Kind.TEXT
    number = found.number
    return Kind.YEAR if number is not None and text.isdecimal() and _maybe_time(number) else Kind.NUMBER


def _maybe_time(number: float) -> bool:
    if not number.is_integer():
        return False
    return 1990 <= number <= 2100 or FIRST_SERIAL <= number <= LAST_SERIAL or is_month_number(number)


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing; the number of a printed page says nothing either."""
    return cell is None or (isinstance(cell, str) and (not cell.strip() or _is_page(cell)))


def _is_page(text: str) -> bool:
    return text[:1] in "pP" and bool(_PAGE.fullmatch(text.strip()))


def width(sheet: Sheet) -> int:
    """The number of columns that hold anything."""
    return max((c for row in sheet.rows for c, cell in enumerate(row, 1) if not is_blank(cell)), default=0)


def filled(sheet: Sheet, row: int) -> list[int]:
    """Columns (from 1) of a row that hold something."""
    cells = sheet.rows[row - 1] if 0 < row <= len(sheet.rows) else []
    return [column for column, cell in enumerate(cells, 1) if not is_blank(cell)]


def headings(sheet: Sheet, rows: tuple[int, ...], columns: int) -> dict[int, tuple[Cell, ...]]:
    """What stands above each column, from the top: a heading over several columns counts for each of them.

    A merged heading is held by its first cell; it reaches to the next one, where a heading stands below it.
    """
    parts: dict[int, list[Cell]] = {column: [] for column in range(1, columns + 1)}
    for place, row in enumerate(rows):
        last = place == len(rows) - 1
        reaching: Cell = ""
        for column in parts:
            cell = sheet.at(row, column)
            below = [sheet.at(lower, column) for lower in rows[place + 1 :]]
            if not is_blank(cell):
                reaching = cell if not last and any(not is_blank(c) for c in below) else ""
                parts[column].append(cell)
            elif not is_blank(reaching) and any(not is_blank(c) for c in below):
                parts[column].append(reaching)
    return {column: tuple(found) for column, found in parts.items()}


def digest(sheet: Sheet) -> str:
    """A fingerprint of what a sheet holds."""
    return hashlib.sha256(repr(sheet.rows).encode()).hexdigest()[:32]
