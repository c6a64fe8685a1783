"""Writing the form of a return with a row a meeting: the MARAC, its date, and what was counted."""

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from loaders._earlier import EarlierMeetings
from loaders._form_parts import entry, heading, notes_sheet, printed, protect, saved, whole_numbers, widths
from loaders._marac import Meetings

HEADINGS, FEWEST = 5, 12
_NOTES = (
    ("How to fill it in", "A row for each meeting. Delete or leave empty the rows of meetings that were not held."),
    ("Numbers only", "Nothing that tells who was discussed: no names, initials, dates of birth or addresses."),
    ("0", "There were none."),
    ("an empty cell", "This is not collected."),
    ("Referral sources", "A case that two agencies referred counts a half for each."),
)


def write_meetings(form: Meetings, earlier: EarlierMeetings | None = None) -> bytes:
    """A form as an .xlsx file: empty, or with the headings and MARACs of the last return."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)  # a new workbook has one
    sheet.title = "Return"
    headings = earlier.headings if earlier else form.headings
    sheet["A1"], sheet["A1"].font = form.source.title, Font(bold=True, size=14)
    sheet["A3"] = "Fill in a row for each meeting, in the yellow cells. See the sheet Notes."
    last = get_column_letter(len(headings))
    for column, text in enumerate(headings, 1):
        sheet.cell(HEADINGS, column, text)
    heading(sheet, f"A{HEADINGS}:{last}{HEADINGS}")
    _rows(sheet, headings, earlier.names if earlier else ())
    widths(sheet, 30, 15, *[14] * (len(headings) - 2))
    sheet.row_dimensions[HEADINGS].height = 60
    sheet.freeze_panes = f"B{HEADINGS + 1}"
    protect(sheet)
    printed(sheet, HEADINGS)
    notes_sheet(workbook, f"Notes: {form.source.title}", _NOTES)
    workbook.properties.title, workbook.properties.creator = form.source.title, "Safer Priorities"
    return saved(workbook)


def _rows(sheet: Worksheet, headings: tuple[str, ...], names: tuple[str, ...]) -> None:
    first, last = HEADINGS + 1, HEADINGS + max(FEWEST, len(names))
    end = get_column_letter(len(headings))
    entry(sheet, f"A{first}:{end}{last}", "0.#")
    entry(sheet, f"B{first}:B{last}", "dd/mm/yyyy")
    for row, name in enumerate(names, first):
        sheet.cell(row, 1, name)
    rule = DataValidation("date", operator="greaterThan", formula1="37712", allow_blank=True)
    rule.promptTitle, rule.prompt, rule.showInputMessage = "The date of the meeting", "Enter it as dd/mm/yyyy.", True
    sheet.add_data_validation(rule)
    rule.add(f"B{first}:B{last}")
    whole_numbers(sheet, f"C{first}:C{last}")
