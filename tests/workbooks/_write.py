"""Writing a workbook as the program of its sender would: xlsx, ods or csv in its real encoding."""

import csv
import datetime as dt
import io
from pathlib import PurePath

from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.workbooks._case import Case, Tab


def content(case: Case) -> bytes:
    """The bytes of the file."""
    ending = PurePath(case.file).suffix
    return {".xlsx": _xlsx, ".ods": _ods, ".csv": _csv, ".txt": _csv}[ending](case)


def _xlsx(case: Case) -> bytes:
    book = Workbook()
    book.remove(book.active)
    if case.epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    for tab in case.tabs:
        sheet = book.create_sheet(tab.name)
        for number, row in enumerate(tab.rows, 1):
            for column, value in enumerate(row, 1):
                if value not in ("", None):
                    sheet.cell(number, column, value)
        for cells in tab.merged:
            sheet.merge_cells(cells)
        for column, form in tab.formats.items():
            for cell in sheet[column]:
                cell.number_format = form
        sheet.sheet_state = "hidden" if tab.hidden else "visible"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _ods(case: Case) -> bytes:
    document = OpenDocumentSpreadsheet()
    hidden = Style(name="hidden", family="table")
    hidden.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(hidden)
    for tab in case.tabs:
        table = Table(name=tab.name, **({"stylename": hidden} if tab.hidden else {}))
        covered = _covered(tab)
        for number, row in enumerate(tab.rows, 1):
            line = TableRow()
            for column, value in enumerate(row, 1):
                line.addElement(_ods_cell(value, covered.get((number, column))))
            table.addElement(line)
        document.spreadsheet.addElement(table)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _covered(tab: Tab) -> dict[tuple[int, int], tuple[int, int] | None]:
    """The spans (rows, columns) of cells that begin a merged range; None for the cells that it covers."""
    found: dict[tuple[int, int], tuple[int, int] | None] = {}
    for cells in tab.merged:
        left, top, right, bottom = range_boundaries(cells)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                found[row, column] = None
        found[top, left] = (bottom - top + 1, right - left + 1)
    return found


def _ods_cell(value: object, span: tuple[int, int] | None) -> Element:
    options: dict[str, object] = {}
    if span:
        options = {"numberrowsspanned": span[0], "numbercolumnsspanned": span[1]}
    if value in ("", None):
        return TableCell(**options)
    if isinstance(value, bool | str):
        cell = TableCell(valuetype="string", **options)
    elif isinstance(value, dt.date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat()[:10], **options)
    else:
        cell = TableCell(valuetype="float", value=value, **options)
    cell.addElement(P(text=str(value)))
    return cell


def _csv(case: Case) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=case.delimiter, lineterminator="\r\n")
    for row in case.tabs[0].rows:
        writer.writerow(["" if value is None else value for value in row])
    return text.getvalue().encode(case.encoding)
