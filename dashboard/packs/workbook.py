"""A workbook by the Government Analysis Function's rules for published spreadsheets: one marked-up table a sheet.

Source of the rules: "Releasing statistics in spreadsheets" and "Making spreadsheets accessible: a brief checklist of
the basics". Cover, contents and notes come first; each sheet's title is in A1 and its table begins in column A under
its notes; there are no merged or empty cells, no filters, no frozen panes, no fills, no headers or footers.
"""

import io
import re
from array import array
from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as Marked
from openpyxl.worksheet.table import TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.inert import formula_like, writable
from dashboard.packs.leaving import NOT_AVAILABLE, Column, Leaving, Table, Value, whole
from dashboard.packs.native_charts import drawn
from dashboard.packs.settled import settled
from dashboard.packs.styles import BODY, HEADING_1, HEADING_2, LINK, styled

LONGEST = 32_000  # letters; a cell holds 32,767
_CONTINUES = " … (it goes on: the page shows the whole text)"
_WIDEST, _NARROWEST, _COVER, _PICTURE = 60, 11, 100, 130
_LEGIBLE = 240  # wider than this, a page would have to be shrunk too far
_TITLE, _SUBTITLE, _ROW = 30.0, 24.0, 16.5  # points
_LONGEST_HEADING = 250
_ALL = "every worksheet"
# the style of a cell by what it holds: kind of column, whether beside another, kind of value, decimals
Looks = dict[tuple[str, bool, type, int], "array[int]"]


def workbook(leaving: Leaving) -> bytes:
    """The bytes of an xlsx; the same for the same tables and moment."""
    book = Workbook()
    styled(book)
    cover = book.active
    assert cover is not None  # a new workbook has a sheet
    _cover(cover, leaving)
    contents, notes = book.create_sheet("Contents"), book.create_sheet("Notes")
    listed, described = [("Notes", notes.title, "What marks and notes mean")], []
    for number, table in enumerate(leaving.tables, 1):
        sheet = book.create_sheet(f"Table_{number}")
        heads = _table(sheet, table, number)
        listed.append((sheet.title, table.title, _size(table)))
        if table.graph and table.rows:
            picture = book.create_sheet(f"Chart_{number}")
            _chart(picture, table, sheet, heads, number)
            described.append(table.graph)
            listed.append((picture.title, table.graph.title, f"A chart of {sheet.title}"))
    _contents(contents, listed)
    _notes(notes, leaving)
    _described(book, leaving)
    file = io.BytesIO()
    book.save(file)
    return settled(file.getvalue(), leaving.at, [(graph.title, graph.words) for graph in described])


def _described(book: Workbook, leaving: Leaving) -> None:
    about = book.properties
    about.title, about.creator, about.language = writable(leaving.title), leaving.author, "en-GB"
    about.description = writable(leaving.comment) or None
    about.subject = writable(leaving.subject or "; ".join(f"{word}: {said}" for word, said in leaving.facts[:4]))
    about.keywords, about.identifier = writable(leaving.keywords) or None, leaving.identifier or None


def _cover(sheet: Worksheet, leaving: Leaving) -> None:
    """Everything about the file, in column A from top to bottom without a gap."""
    sheet.title, sheet.sheet_view.tabSelected = "Cover", True
    _put(sheet, 1, 1, leaving.title, HEADING_1)
    sheet.row_dimensions[1].height = _TITLE
    row = 2
    for word, said in leaving.facts:
        _put(sheet, row, 1, word, HEADING_2)
        _put(sheet, row + 1, 1, said, BODY)
        row += 2
    sheet.column_dimensions["A"].width = _COVER
    for n, (_, said) in enumerate(leaving.facts):
        sheet.row_dimensions[2 * n + 3].height = _height([(said, _COVER)])
        sheet.cell(2 * n + 3, 1).alignment = _wrapped("left")
        sheet.row_dimensions[2 * n + 2].height = _SUBTITLE
    _printed(sheet)


def _contents(sheet: Worksheet, listed: Sequence[tuple[str, str, str]]) -> None:
    rows = tuple(listed)
    columns = (Column("Worksheet"), Column("Title"), Column("What it holds"))
    _lines(sheet, "Table of contents", ["This worksheet contains one table, with a link to each worksheet."])
    heads = _marked(sheet, Table("contents", "", columns, rows), 3, "contents")
    for row, (name, _, _) in enumerate(listed, heads + 1):
        cell = sheet.cell(row, 1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1", display=name)
        cell.style = LINK


def _notes(sheet: Worksheet, leaving: Leaving) -> None:
    """What each mark stands for, then what there is to know; never without a row."""
    rows = [(mark, _ALL, words) for mark, words in leaving.marks().items()]
    rows += [("note", _ALL, text) for text in leaving.notes]
    for number, table in enumerate(leaving.tables, 1):
        rows += [_note(text, f"Table_{number}") for text in table.notes]
    rows = rows or [("none", _ALL, "Nothing in this workbook needs a mark or a note.")]
    _lines(sheet, "Notes", ["This worksheet contains one table: shorthand in square brackets, and notes."])
    _marked(
        sheet,
        Table("notes", "", (Column("Mark or note"), Column("Where"), Column("What it means")), tuple(rows)),
        3,
        "notes",
    )


def _note(text: str, sheet: str) -> tuple[str, str, str]:
    """A note with the number it has in its table, where it has one."""
    found = re.match(r"Note (\d+): ", text)
    return (f"note {found[1]}", sheet, text[found.end() :]) if found else ("note", sheet, text)


def _table(sheet: Worksheet, table: Table, number: int) -> int:
    """Title, what the sheet holds and the notes, then the table; returns the row of its headings."""
    above = [f"This worksheet contains one table{'' if table.rows else ', which is empty'}."]
    above += ["Marks in square brackets are explained in the worksheet Notes."] if _marks(table) else []
    above += ["Notes to this table are in the worksheet Notes."] if table.notes else []
    _lines(sheet, table.title, above)
    return _marked(sheet, table, len(above) + 2, f"{table.code}_{number}")


def _marks(table: Table) -> bool:
    return any(value is None or (isinstance(value, str) and value[:1] == "[") for row in table.rows for value in row)


def _lines(sheet: Worksheet, title: str, above: Sequence[str]) -> None:
    """A title and lines under it; lines of words are not wrapped, so that they widen no column."""
    _put(sheet, 1, 1, title, HEADING_1)
    sheet.row_dimensions[1].height = _TITLE
    for row, text in enumerate(above, 2):
        sheet.row_dimensions[row].height = _ROW
        _put(sheet, row, 1, text, BODY).alignment = Alignment(wrap_text=False, vertical="top")


def _marked(sheet: Worksheet, table: Table, top: int, name: str) -> int:
    """The table as Excel's own, its headings in row `top`."""
    heads = _headings(table.columns)
    rows = table.listed
    for place, head in enumerate(heads, 1):
        cell = _put(sheet, top, place, head, BODY)
        cell.font, cell.alignment = Font(name="Arial", size=12, bold=True), _side(table.columns[place - 1], place)
    looks: Looks = {}
    for down, row in enumerate(rows, top + 1):
        for place, (value, column) in enumerate(zip(row, table.columns, strict=True), 1):
            _value(sheet.cell(down, place), value, column, _decimals(table, column, down - top - 1), looks)
    _sized(sheet, top, heads, rows)
    last = f"{get_column_letter(len(heads))}{top + len(rows)}"
    marked = Marked(displayName=f"t_{''.join(c if c.isalnum() else '_' for c in name)}", ref=f"A{top}:{last}")
    marked.tableColumns = [TableColumn(id=place, name=head) for place, head in enumerate(heads, 1)]
    marked.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False, showFirstColumn=False)
    sheet.add_table(marked)
    sheet.print_title_rows = f"{top}:{top}"
    _printed(sheet)
    return top


def _side(column: Column, place: int) -> Alignment:
    """Numbers to the right; words to the left, a little away from a number before them."""
    return _wrapped("right") if column.kind == "number" else _wrapped("left", indent=int(place > 1))


def _headings(columns: Sequence[Column]) -> list[str]:
    """One line each, no two alike: Excel mends a file by force where they are."""
    made: list[str] = []
    for column in columns:
        plain = " ".join(writable(column.heading).split())[:_LONGEST_HEADING] or "Column"
        name, again = plain, 2
        while name.casefold() in (head.casefold() for head in made):
            name, again = f"{plain} ({again})", again + 1
        made.append(name)
    return made


def _decimals(table: Table, column: Column, row: int) -> int:
    return column.decimals if column.decimals is not None else table.places[row] if table.places else 0


def _value(cell: Any, value: Value, column: Column, decimals: int, looks: Looks) -> None:
    """A value with the look of its kind, which is worked out once for all cells alike."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    look = (column.kind, cell.column > 1, type(value) if number or isinstance(value, date) else str, decimals)
    if look in looks:
        cell._style = copy(looks[look])  # as the library's own guide copies the style of a cell
    else:
        cell.style, cell.alignment = BODY, _side(column, cell.column)
        if number:
            cell.number_format = "#,##0" + (f".{'0' * decimals}" if decimals else "")
            cell.alignment = Alignment(horizontal="right", vertical="top")
        elif isinstance(value, date):
            cell.number_format = "d mmmm yyyy"
        looks[look] = copy(cell._style)
    if isinstance(value, date):
        cell.value = value
    elif number:
        cell.value = whole(value)
    else:
        _write(cell, str(value) if value else NOT_AVAILABLE)


def _put(sheet: Worksheet, row: int, place: int, text: str, style: str) -> Cell:
    """A text in a style."""
    cell = sheet.cell(row, place)
    assert isinstance(cell, Cell)
    cell.style = style
    _write(cell, text)
    return cell


def _write(cell: Cell, text: str) -> None:
    """A text that stays one: of the type of a string, and marked so where it looks like a formula."""
    plain = writable(text)
    cell.value = plain if len(plain) <= LONGEST else plain[: LONGEST - len(_CONTINUES)] + _CONTINUES
    cell.data_type = "s"
    if formula_like(plain):
        cell.quotePrefix = True


def _wrapped(side: Literal["left", "right"], indent: int = 0) -> Alignment:
    return Alignment(wrap_text=True, vertical="top", horizontal=side, indent=indent)


def _sized(sheet: Worksheet, top: int, heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    """Each column as wide as its longest line, within what a screen can show; each row as high as its text."""
    widths = []
    for place, head in enumerate(heads):
        words = max((len(word) for word in head.split()), default=0)
        longest = max((len(line) for row in rows for line in _shown(row[place]).split("\n")), default=0)
        widths.append(min(max(words, longest, _NARROWEST, min(len(head), 18)) + 3, _WIDEST))
        sheet.column_dimensions[get_column_letter(place + 1)].width = widths[-1]
    for number, row in enumerate((heads, *rows), top):
        sheet.row_dimensions[number].height = _height([*zip(map(_shown, row), widths, strict=True)])


def _height(cells: Sequence[tuple[str, float]]) -> float:
    """The height in points of a row of wrapped texts, each in a column so wide; a screen shows 409 at most."""
    lines = max(sum(1 + (len(line) - 1) // max(int(wide) - 2, 1) for line in text.split("\n")) for text, wide in cells)
    return min(lines * _ROW, 409.0)


def _shown(value: Value) -> str:
    if isinstance(value, int | float):
        return f"{value:,.1f}"
    return "25 November 2026" if isinstance(value, date) else value or NOT_AVAILABLE


def _size(table: Table) -> str:
    count = len(table.rows)
    return f"{count:,} {'row' if count == 1 else 'rows'}" if count else "Nothing to list"


def _chart(sheet: Worksheet, table: Table, source: Worksheet, heads: int, number: int) -> None:
    """A chart on a sheet of its own, under its title and what it shows in words."""
    graph = table.graph
    assert graph is not None
    where = f"This worksheet contains one chart. Its figures are in the worksheet {source.title}."
    _lines(sheet, graph.title, [graph.words, where])
    _put(sheet, 2, 1, graph.words, BODY).alignment = _wrapped("left")
    sheet.column_dimensions["A"].width = _PICTURE
    sheet.row_dimensions[2].height = _height([(graph.words, _PICTURE)])
    sheet.add_chart(drawn(table, graph, source.title, heads), "A4")
    _printed(sheet)


def _printed(sheet: Worksheet) -> None:
    """On paper: as wide as the page, as long as it is; what would be too small to read goes over several pages."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    wide = sum(column.width for column in sheet.column_dimensions.values())
    sheet.print_title_cols = "A:B" if wide > _LEGIBLE else None
    sheet.sheet_properties.pageSetUpPr.fitToPage = wide <= _LEGIBLE  # type: ignore[union-attr]
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
