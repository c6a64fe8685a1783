"""Writing the form of a partner's quarterly return: quarters across, a row a measure, totals worked out."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard import areas as register
from dashboard.periods import financial_year, quarter
from dashboard.settings import areas_file
from loaders._returns import Measure, Return
from loaders._template import (
    choice,
    entry,
    heading,
    notes_sheet,
    percentages,
    printed,
    protect,
    saved,
    whole_numbers,
    widths,
)

HEADINGS, COLUMNS = 7, 8
FIRST, LAST = "B", get_column_letter(1 + COLUMNS)
YEARS = range(2010, 2041)
MARKERS = (
    ("not yet published", "The figure exists but is not out yet."),
    ("not collected", "Nobody counts this."),
    ("[c] or <5", "The number is kept back because it is small."),
    ("an empty cell", "This figure is not part of the return."),
    ("0", "There were none."),
)


def write_form(form: Return) -> bytes:
    """An empty form as an .xlsx file; filled in, its own loader reads it."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)  # a new workbook has one
    sheet.title = "Return"
    _top(sheet, form)
    for row, measure in enumerate(form.measures, HEADINGS + 1):
        _row(sheet, form, measure, row)
    widths(sheet, 42, *[15] * COLUMNS)
    sheet.freeze_panes = f"{FIRST}{HEADINGS + 1}"
    protect(sheet)
    printed(sheet, HEADINGS)
    notes_sheet(workbook, f"Notes: {form.source.title}", _notes(form))
    workbook.properties.title, workbook.properties.creator = form.source.title, "Safer Priorities"
    return saved(workbook)


def _top(sheet: Worksheet, form: Return) -> None:
    sheet["A1"], sheet["A2"], sheet["B2"] = form.source.title, "Form:", form.source.code
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A3"], sheet["A4"] = "Area:", "Partner:"
    sheet["A5"] = (
        "Choose the area and the periods from their lists, then fill in the yellow cells. See the sheet Notes."
    )
    boroughs = sorted(row.name for row in register.read(areas_file()).of_kind("borough", "city"))
    entry(sheet, "B3:B4")
    choice(sheet, "B3", boroughs, 1, "the area")
    sheet.cell(HEADINGS, 1, "Measure")
    heading(sheet, f"A{HEADINGS}:{LAST}{HEADINGS}")
    entry(sheet, f"{FIRST}{HEADINGS}:{LAST}{HEADINGS}")
    choice(sheet, f"{FIRST}{HEADINGS}:{LAST}{HEADINGS}", period_labels(form), 2, "the period")


def period_labels(form: Return) -> list[str]:
    """What the drop-down of periods offers: quarters, and years where the return has them."""
    found: list[str] = []
    if "quarter" in form.periods:
        found += [quarter(year, number).short for year in YEARS for number in (1, 2, 3, 4)]
    if "financial" in form.periods:
        found += [financial_year(year).short for year in YEARS]
    if "calendar" in form.periods:
        found += [f"Jan–Dec {year}" for year in YEARS]
    return found


def _row(sheet: Worksheet, form: Return, measure: Measure, row: int) -> None:
    sheet.cell(row, 1, measure.label).alignment = Alignment(wrap_text=True, vertical="top")
    cells = f"{FIRST}{row}:{LAST}{row}"
    if parts := form.parts(measure.series.code):
        _total(sheet, row, [HEADINGS + 1 + form.measures.index(part) for part in parts])
        return
    percent = measure.series.unit == "%"
    entry(sheet, cells, "0.0" if percent else "#,##0")
    if percent:
        percentages(sheet, cells)
    else:
        whole_numbers(sheet, cells, signed=measure.signed)


def _total(sheet: Worksheet, row: int, parts: list[int]) -> None:
    """A total works itself out once all of its parts are there, and cannot be typed over."""
    sheet.cell(row, 1).font = Font(bold=True)
    for column in range(2, COLUMNS + 2):
        letter = get_column_letter(column)
        cells = ",".join(f"{letter}{part}" for part in parts)
        cell = sheet.cell(row, column, f'=IF(COUNT({cells})={len(parts)},SUM({cells}),"")')
        cell.font, cell.number_format = Font(bold=True), "#,##0"


def _notes(form: Return) -> list[tuple[str, str]]:
    rows = [("How to fill it in", note) for note in form.notes]
    rows.append(("Area", "The borough the figures are for. One form for each area."))
    rows.append(("Partner", "Who sends the return."))
    for measure in form.measures:
        parts = [part.label for part in form.parts(measure.series.code)]
        words = [measure.about] if measure.about else []
        words += [f"The sum of: {', '.join(parts)}. It works itself out."] if parts else []
        rows.append((measure.label, " ".join([f"Counted in {measure.series.unit}.", *words])))
    return rows + [(f"Write: {marker}", meaning) for marker, meaning in MARKERS]
