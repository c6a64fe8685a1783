"""Finding a table by what its headings mean, wherever it stands in the sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.periods import Period
from loaders._book import SEARCH_ROWS as SEARCH_ROWS
from loaders._book import Book, Sheet, folded
from loaders._grammar import period


@dataclass(frozen=True)
class Header:
    """A heading row: `columns` maps each wanted name to its column (from 1)."""

    sheet: Sheet
    row: int
    columns: dict[str, int]


def find_header(
    sheet: Sheet, wanted: Mapping[str, Iterable[str]], optional: Mapping[str, Iterable[str]] | None = None
) -> Header | None:
    """The first row in which every wanted heading stands.

    `wanted` maps a name to the spellings it goes by, compared without case, footnotes and punctuation.
    """
    needed = {name: {folded(text) for text in texts} for name, texts in wanted.items()}
    extra = {name: {folded(text) for text in texts} for name, texts in (optional or {}).items()}
    for number, names in enumerate(sheet.headings, 1):
        found = {name: names[text] for name, texts in needed.items() for text in texts if text in names}
        if len(found) == len(needed):
            found |= {name: names[text] for name, texts in extra.items() for text in texts if text in names}
            return Header(sheet, number, found)
    return None


def period_columns(sheet: Sheet, row: int, first: int = 1, *, years_end: str = "") -> dict[int, Period]:
    """Columns (from 1) of a heading row whose heading is a period."""
    cells = sheet.rows[row - 1] if 0 < row <= len(sheet.rows) else []
    found = {column: period(cell, years_end=years_end) for column, cell in enumerate(cells, 1) if column >= first}
    return {column: when for column, when in found.items() if when}


def first_header(
    book: Book, wanted: Mapping[str, Iterable[str]], optional: Mapping[str, Iterable[str]] | None = None
) -> Header | None:
    """`find_header` over every visible sheet, in order."""
    return next((h for sheet in book.visible if (h := find_header(sheet, wanted, optional))), None)
