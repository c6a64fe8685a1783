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

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from dashboard.errors import SaferError
from dashboard.records import cell_name
from loaders._unwatched import unwatched

SPREADSHEETS = (".xlsx", ".xls", ".xlsb", ".ods", ".xlsm")
MAX_CELLS = 20_000_000
# a table's headings stand within these first rows
SEARCH_ROWS = 40
# characters of a csv by which its delimiter is told
SAMPLE = 20_000
Cell = Any


class UnreadableFile(SaferError):
    """The file cannot be opened at all; `code` names the kind of fault."""

    template = "{file} {what}"

    def __init__(self, *, file: str, code: str, what: str, hint: str) -> None:
        self.code, self.hint = code, hint
        super().__init__(file=file, what=what)


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


def open_book(content: bytes, name: str) -> Book:
    """Open `content` by its ending and its first bytes. Raises UnreadableFile with the remedy."""
    if not content:
        raise UnreadableFile(file=name, code="empty-file", what="is empty.", hint="Ask the sender for the file again.")
    ending = PurePath(name).suffix.casefold()
    if ending == ".csv" or (ending == ".txt" and not content.startswith((b"PK", b"\xd0\xcf"))):
        return Book(name, [_text_sheet(content, name)])
    if ending not in SPREADSHEETS:
        raise UnreadableFile(
            file=name,
            code="unknown-format",
            what=f"ends in “{ending or 'nothing'}”, which is not a spreadsheet.",
            hint="Send an .xlsx, .xls, .xlsb, .ods or .csv file.",
        )
    _check_content(content, name, ending)
    return Book(name, _spreadsheet(content, name))


def _check_content(content: bytes, name: str, ending: str) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if ending != ".xls" and b"E\0n\0c\0r\0y\0p\0t" in content:
            raise UnreadableFile(
                file=name,
                code="encrypted",
                what="is password protected.",
                hint="Remove the password (File › Info › Protect Workbook) and send it again.",
            )
        if ending == ".xls":
            return
    elif content.startswith(b"PK") and ending != ".xls":
        return
    raise UnreadableFile(
        file=name,
        code="wrong-content",
        what=f"is called {ending} but does not hold one.",
        hint="Open it in a spreadsheet program and save it as .xlsx, or give it its true ending.",
    )


def _spreadsheet(content: bytes, name: str) -> list[Sheet]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_sheet(workbook, index) for index in range(len(workbook.sheets_metadata))]
    except UnreadableFile:
        raise
    except BaseException as error:  # calamine's panics are not Exceptions
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        protected = "password" in str(error).casefold() or "encrypt" in str(error).casefold()
        raise UnreadableFile(
            file=name,
            code="encrypted" if protected else "damaged",
            what="is password protected." if protected else "is damaged or cut short: it cannot be opened.",
            hint="Remove the password and send it again."
            if protected
            else "Open it in a spreadsheet program, save it again, or ask the sender for it.",
        ) from error


def _sheet(workbook: CalamineWorkbook, index: int) -> Sheet:
    meta = workbook.sheets_metadata[index]
    sheet = workbook.get_sheet_by_index(index)
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        raise UnreadableFile(
            file=meta.name,
            code="too-large",
            what="has too many cells.",
            hint="Delete the empty rows and columns around the table and save it again.",
        )
    rows = sheet.to_python(skip_empty_area=False)
    return Sheet(meta.name, index, rows, hidden=meta.visible != SheetVisibleEnum.Visible)


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
    if "\0" in text or content.startswith((b"PK\3\4", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFile(
            file=name,
            code="wrong-content",
            what="is called .csv but does not hold text.",
            hint="Give it its true ending (.xlsx or .xls), or save it as “CSV UTF-8”.",
        )
    try:
        with unwatched():
            rows = _rows(text, _delimiter(text))
    except csv.Error as error:
        raise UnreadableFile(
            file=name,
            code="damaged",
            what=f"is not well-formed csv ({error}).",
            hint="Save it again as “CSV UTF-8”.",
        ) from error
    return Sheet(PurePath(name).stem[:31] or "csv", 0, rows)


def _rows(text: str, delimiter: str) -> list[list[Cell]]:
    """The cells of a csv. Without quotation marks a line is what lies between two delimiters, which is found sooner."""
    if '"' in text:
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
