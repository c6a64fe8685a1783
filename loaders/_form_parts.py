"""What forms for partners are built from: headings, entry cells, drop-downs, figures to compare with, notes."""

import io
from collections.abc import Iterable, Sequence
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

INK, PAPER, QUIET = "0B0C0C", "FFFFFF", "505A5F"
HEADING = PatternFill("solid", fgColor="12436D")
ENTRY = PatternFill("solid", fgColor="FFF7D6")
SHOWN = PatternFill("solid", fgColor="E7E8E9")
LINE = Side(style="thin", color="B1B4B6")
LISTS = "Lists"


def heading(sheet: Worksheet, cells: str) -> None:
    """Mark a range (A6:I6) as headings."""
    for row in sheet[cells]:
        for cell in row:
            cell.font = Font(bold=True, color=PAPER)
            cell.fill = HEADING
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left")
            cell.border = Border(top=LINE, bottom=LINE, left=LINE, right=LINE)


def entry(sheet: Worksheet, cells: str, number_format: str = "General") -> None:
    """Open a range for entry in a protected sheet, and show it."""
    for row in sheet[cells]:
        for cell in row:
            cell.protection = Protection(locked=False)
            cell.fill = ENTRY
            cell.font = Font(color=INK)
            cell.number_format = number_format
            cell.border = Border(top=LINE, bottom=LINE, left=LINE, right=LINE)


def compared(sheet: Worksheet, cells: str, number_format: str = "General") -> None:
    """Grey a range that only shows what was sent before; in a protected sheet it cannot be changed."""
    for row in sheet[cells]:
        for cell in row:
            cell.fill = SHOWN
            cell.font = Font(color=QUIET, italic=True)
            cell.number_format = number_format
            cell.border = Border(top=LINE, bottom=LINE, left=LINE, right=LINE)


def choice(sheet: Worksheet, cells: str, values: Sequence[str], column: int, what: str) -> None:
    """A drop-down over `values`, which are kept in a column (from 1) of a hidden sheet."""
    assert sheet.parent is not None  # a worksheet has its workbook
    lists = _lists(sheet.parent)
    for row, text in enumerate(values, 1):
        lists.cell(row, column, text)
    letter = get_column_letter(column)
    rule = DataValidation("list", formula1=f"{LISTS}!${letter}$1:${letter}${len(values)}", allow_blank=True)
    _say(rule, f"Choose {what}", f"Choose {what} from the list.", "stop")
    sheet.add_data_validation(rule)
    rule.add(cells)


def whole_numbers(sheet: Worksheet, cells: str, *, signed: bool = False) -> None:
    """Whole numbers from 0, or of either sign; else it is asked, so that “not yet published” can be written."""
    least, said = ("-1000000", "") if signed else ("0", " from 0")
    rule = DataValidation("whole", operator="greaterThanOrEqual", formula1=least, allow_blank=True)
    _say(rule, "A whole number", f"Enter a whole number{said}, or: not yet published.", "warning")
    sheet.add_data_validation(rule)
    rule.add(cells)


def percentages(sheet: Worksheet, cells: str) -> None:
    """Decimals from 0 to 100; anything else is asked about."""
    rule = DataValidation("decimal", operator="between", formula1="0", formula2="100", allow_blank=True)
    _say(rule, "A percentage", "Enter per cent from 0 to 100, such as 55.2, or: not yet published.", "warning")
    sheet.add_data_validation(rule)
    rule.add(cells)


def _say(rule: DataValidation, title: str, text: str, style: Literal["stop", "warning"]) -> None:
    rule.promptTitle, rule.prompt, rule.showInputMessage = title, text, True
    rule.errorTitle, rule.error, rule.showErrorMessage, rule.errorStyle = title, text, True, style


def _lists(workbook: Workbook) -> Worksheet:
    if LISTS not in workbook.sheetnames:
        workbook.create_sheet(LISTS).sheet_state = "hidden"
    return workbook[LISTS]


def widths(sheet: Worksheet, *columns: float) -> None:
    for number, width in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def protect(sheet: Worksheet) -> None:
    """Only entry cells can be changed. There is no password: this keeps from slips, not from intent."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False


def printed(sheet: Worksheet, heading_row: int) -> None:
    """Landscape A4, one page wide, headings on each page, its name and page number below."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(left=_HeaderFooterPart("&A"), right=_HeaderFooterPart("&P / &N"))


def notes_sheet(workbook: Workbook, title: str, rows: Iterable[tuple[str, str]]) -> Worksheet:
    """A protected sheet that explains: a term and its meaning a row."""
    sheet = workbook.create_sheet("Notes")
    sheet.append([title])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([])
    for term, meaning in rows:
        sheet.append([term, meaning])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        for column in (1, 2):
            sheet.cell(sheet.max_row, column).alignment = Alignment(wrap_text=True, vertical="top")
    widths(sheet, 36, 90)
    protect(sheet)
    printed(sheet, 1)
    return sheet


def saved(workbook: Workbook) -> bytes:
    """The workbook as a file, its hidden lists last."""
    if LISTS in workbook.sheetnames:
        workbook.move_sheet(LISTS, len(workbook.sheetnames))
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()
