"""What is left of a file when one table of it is read: every other table, by its name and place, in a sentence."""

from collections.abc import Iterable

from dashboard.records import cell_name
from loaders._book import Book, Sheet
from loaders._mapping import titles
from loaders._mapping.grid import LOOKED_AT, Kind, filled, kind
from loaders._mapping.heads import find_head
from loaders._mapping.places import Places
from loaders._mapping.tables import tables

# a cover or a page of notes has a number here and there
FEWEST = 3


def left(book: Book, read: Iterable[Sheet], places: Places) -> list[str]:
    """A sentence for each table of the visible sheets that is not among those `read`; `read` are parts of `book`.

    Lines that were left out of those that are read come first.
    """
    sheets = list(read)
    taken = [id(sheet) for sheet in sheets]
    notes: list[str] = [note for sheet in sheets for note in sheet.memo.get("left", ())]
    parts = [(part, len(found)) for sheet in book.visible for found in [tables(sheet, places)] for part in found]
    return notes + [
        _sentence(book, part, places, several=several > 1)
        for part, several in parts
        if id(part) not in taken and _figures(part) >= FEWEST
    ]


def _figures(part: Sheet) -> int:
    head = find_head(part)
    below = part.rows[head.first - 1 : head.first + LOOKED_AT] if head else []
    return sum(kind(cell) is Kind.NUMBER for row in below for cell in row)


def _sentence(book: Book, part: Sheet, places: Places, *, several: bool) -> str:
    head = find_head(part)
    row = head.rows[0] if head and head.rows else 1
    name = titles.subject(Book("", book.sheets), part, row, places)
    where = f"{part.name}!{_range(part)}" if several else part.name
    named = f" (“{name}”)" if name and name != part.name else ""
    return f"{where} holds another table{named}, which is not read: one mapping reads one layout."


def _range(part: Sheet) -> str:
    held = {row: columns for row in range(1, len(part.rows) + 1) if (columns := filled(part, row))}
    columns = [column for found in held.values() for column in found]
    return f"{cell_name(min(held), min(columns))}:{cell_name(max(held), max(columns))}"
