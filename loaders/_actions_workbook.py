"""The list of actions as a workbook."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment

from loaders._form_parts import heading, printed, saved, widths

_WIDTHS = (16, 10, 26, 13, 60, 28, 12, 12, 14, 70)


def workbook(headings: Sequence[str], rows: Sequence[tuple[str, ...]]) -> bytes:
    """Rows of text under their headings; no cell is a formula."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None  # a new workbook has a sheet
    sheet.title = "Actions"
    sheet.append(list(headings))
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.data_type, cell.alignment = "s", Alignment(wrap_text=True, vertical="top")
    heading(sheet, f"A1:{chr(64 + len(headings))}1")
    widths(sheet, *_WIDTHS)
    sheet.freeze_panes = "A2"
    printed(sheet, 1)
    return saved(made)
