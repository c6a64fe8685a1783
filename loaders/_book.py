"""A spreadsheet or csv file as sheets of cells with addresses, values exactly as the file holds them."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import PurePath
from typing import Any

from dashboard.records import cell_name
from dashboard.store.pending import plain_name
from loaders._limits import MEGABYTE, beyond, limits, within
from loaders._limits import UnreadableFile as UnreadableFile
from loaders._opened import parts
from loaders._preflight import agreed
from loaders._unwatched import unwatched

# a table's headings stand within these first rows
SEARCH_ROWS = 40
# characters of a csv by which its delimiter is told
SAMPLE = 20_000
Cell = Any


@dataclass
class Sheet:
    """A sheet: `rows[r][c]` counts from 0; empty cells are ''. Addresses count from 1 as in a spreadsheet.

    `memo` holds what was found out about the sheet once and is asked again by the next loader.
    """

    name: str
    index: int
    rows: list[list[Cell]]
    hidden: bool = False
    memo: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def headings(self) -> list[dict[str, int]]:
        """The first rows, each as its folded texts with the first column (from 1) they stand in."""
        return [
            {folded(row[place]): place + 1 for place in range(len(row) - 1, -1, -1) if row[place] != ""}
            for row in self.rows[:SEARCH_ROWS]
        ]

    def at(self, row: int, column: int) -> Cell:
        """The cell at a row and column counted from 1; '' outside the sheet."""
        if 0 < row <= len(self.rows) and 0 < column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return ""

    def text(self, row: int, column: int) -> str:
        return tidy(self.at(row, column))

    def address(self, row: int, column: int) -> str:
        return f"{self.name}!{cell_name(row, column)}"

    def numbered(self, first: int = 1) -> Iterator[tuple[int, list[Cell]]]:
        """Rows with their number, from row `first` on."""
        for number in range(first, len(self.rows) + 1):
            yield number, self.rows[number - 1]


@dataclass
class Book:
    """An opened file."""

    name: str
    sheets: list[Sheet] = field(default_factory=list)

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, without regard to case, spaces and trailing footnotes."""
        return next((sheet for sheet in self.sheets if folded(sheet.name) == folded(name)), None)

    @property
    def visible(self) -> list[Sheet]:
        return [sheet for sheet in self.sheets if not sheet.hidden]


def tidy(value: Cell) -> str:
    """A cell as one line of text: line breaks and runs of spaces folded, a whole float without its .0."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split()) if value != "" and value is not None else ""


def plain(value: Cell) -> str:
    """`tidy` without footnotes: `[note 3]` anywhere, and digits glued to the end of a word."""
    return _plain(tidy(value))


@lru_cache(maxsize=16384)
def _plain(text: str) -> str:
    text = re.sub(r"\s*\[(?:note|r|p|b)[^\]]*\]", "", text, flags=re.IGNORECASE)
    return re.sub(r"(?<=[A-Za-z)])\d{1,2}(?:, ?\d{1,2})*$", "", text).strip()


def folded(value: Cell) -> str:
    """A heading reduced to what matters when two are compared: letters and digits, lower case, single spaces."""
    return _folded(tidy(value))


@lru_cache(maxsize=16384)
def _folded(text: str) -> str:
    return " ".join(re.sub(r"[^0-9a-z£%]+", " ", _plain(text).casefold()).split())


def slug(text: str) -> str:
    """A publisher's words as a part of a series code: violence_against_the_person."""
    return "_".join(re.sub(r"[^0-9a-z]+", " ", text.casefold()).split())


def open_book(content: bytes, name: str, *, known: bool = False) -> Book:
    """Open `content` as what its first bytes say it is. Raises UnreadableFile with the remedy.

    A workbook is opened in a process of its own, unless this is one: what opens it may abort. A csv is parted by
    Python itself, in time and memory that its limits bound, so that it is read in place; so is a file that is `known`,
    as an original is that was opened once within its limits and kept.
    """
    name = plain_name(name)
    if not content:
        raise UnreadableFile(file=name, code="empty-file", what="is empty.", hint="Ask the sender for the file again.")
    within(name, "max_upload_mb", len(content) / MEGABYTE, "has {found:,.0f} MB")
    kind = agreed(content, name)
    if kind == "text":
        return Book(name, [_text_sheet(content, name)])
    sheets = parts(content, name, kind)
    for sheet, rows, _ in sheets:
        check_rows(rows, f"{name}, {sheet}")
    within(
        name,
        "max_cells",
        sum(len(rows) * max(map(len, rows), default=0) for _, rows, _ in sheets),
        "has {found:,} cells",
    )
    return Book(name, [Sheet(sheet, index, rows, hidden) for index, (sheet, rows, hidden) in enumerate(sheets)])


def decoded(content: bytes, name: str) -> str:
    """The text of a csv file in its real encoding: UTF-8 with or without BOM, UTF-16, or Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif content[:200].count(0) > 20:
        encodings = ["utf-16-le" if content[1:2] == b"\0" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(
        file=name,
        code="wrong-content",
        what="is not text in UTF-8, UTF-16 or Windows-1252.",
        hint="Save it again as “CSV UTF-8”.",
    )


def _text_sheet(content: bytes, name: str) -> Sheet:
    text = decoded(content, name)
    if "\0" in text:
        raise UnreadableFile(
            file=name,
            code="wrong-content",
            what="is called .csv but does not hold text.",
            hint="Give it its true ending (.xlsx or .xls), or save it as “CSV UTF-8”.",
        )
    delimiter = _delimiter(text)
    within(name, "max_cells", text.count(delimiter) + text.count("\n") + 1, "has {found:,} cells")
    try:
        with unwatched():
            rows = _rows(text, delimiter)
    except csv.Error as error:
        if "field limit" in str(error):
            raise beyond(name, "max_text", "holds a text that is longer than any cell") from error
        raise UnreadableFile(
            file=name,
            code="damaged",
            what=f"is not well-formed csv ({error}).",
            hint="Save it again as “CSV UTF-8”.",
        ) from error
    check_rows(rows, name)
    return Sheet(PurePath(name).stem[:31] or "csv", 0, rows)


def check_rows(rows: list[list[Cell]], name: str) -> None:
    """Raises UnreadableFile where a sheet has too many rows or columns, or a cell too long a text."""
    within(name, "max_rows", len(rows), "has {found:,} rows")
    within(name, "max_columns", max(map(len, rows), default=0), "has {found:,} columns")
    most = limits().max_text
    for number, row in enumerate(rows, 1):
        if _longest(row) > most:
            column = next(n for n, cell in enumerate(row, 1) if isinstance(cell, str) and len(cell) > most)
            what = f"holds a text of {_longest(row):,} characters in {cell_name(number, column)}"
            raise beyond(name, "max_text", what)


def _longest(row: list[Cell]) -> int:
    """How long the longest text of a row is."""
    try:
        return max(map(len, row), default=0)
    except TypeError:  # a row of a workbook, of which not every cell is text
        return max((len(cell) for cell in row if isinstance(cell, str)), default=0)


def _rows(text: str, delimiter: str) -> list[list[Cell]]:
    """The cells of a csv. Without quotation marks a line is what lies between two delimiters, which is found sooner."""
    if '"' in text:
        csv.field_size_limit(limits().max_text)
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    alike = text.count("\r\n") == text.count("\r") == text.count("\n")
    lines = text.split("\r\n") if alike else text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not lines[-1]:
        lines.pop()
    return [line.split(delimiter) if line else [] for line in lines]


def _delimiter(text: str) -> str:
    """The sign that parts the most lines into the same number of cells; of those alike, the one that makes more."""
    lines = text[:SAMPLE].splitlines(keepends=True)
    whole = lines if len(text) <= SAMPLE else lines[:-1]
    sample = "".join(whole or lines)
    return max((",", ";", "\t"), key=lambda sign: _alike(sample, sign))


def _alike(sample: str, sign: str) -> tuple[int, int]:
    """How many lines have the commonest number of cells above one, and that number."""
    try:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign))
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))
