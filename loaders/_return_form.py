"""Writing the form of a partner's quarterly return: quarters across, a row a measure, totals worked out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dashboard import areas as register
from dashboard.periods import Period, april_to_december, financial_year, quarter
from dashboard.settings import areas_file
from loaders._earlier import Earlier
from loaders._form_parts import (
    choice,
    compared,
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
from loaders._return_measures import Measure, Return

HEADINGS, COLUMNS = 7, 8
COMPARED = "For comparison:"
YEARS = range(2010, 2041)
MARKERS = (
    ("not yet published", "The figure exists but is not out yet."),
    ("not collected", "Nobody counts this."),
    ("[c] or <5", "The number is kept back because it is small."),
    ("an empty cell", "This figure is not part of the return."),
    ("0", "There were none."),
)


@dataclass(frozen=True)
class _Plan:
    """What a form holds: its rows, the periods shown to compare with, those to be filled in, and where they stand."""

    form: Return
    earlier: Earlier | None = None
    following: Sequence[Period] = ()

    @cached_property
    def measures(self) -> list[Measure]:
        """The rows of the last return and their totals; all rows where there is none."""
        if self.earlier is None:
            return list(self.form.measures)
        held = self.earlier.series
        return [m for m in self.form.measures if m.series.code in held]

    @property
    def compared(self) -> tuple[Period, ...]:
        return self.earlier.newest if self.earlier else ()

    @property
    def first(self) -> str:
        """The first column to be filled in."""
        return get_column_letter(2 + len(self.compared))

    @property
    def last(self) -> str:
        return get_column_letter(1 + len(self.compared) + COLUMNS)

    def parts(self, measure: Measure) -> list[Measure]:
        """The rows that a total is worked out from, where all of them are there."""
        parts = self.form.parts(measure.series.code)
        return list(parts) if all(part in self.measures for part in parts) else []

    def before(self, measure: Measure) -> list[float | str]:
        """The last figures of a row, a column each."""
        figures = self.earlier.figures if self.earlier else {}
        return [figures.get((measure.series.code, when), "") for when in self.compared]


def write_form(form: Return, earlier: Earlier | None = None, *, today: date | None = None) -> bytes:
    """A form as an .xlsx file, empty or laid out as the last return; filled in, its own loader reads it.

    The last figures stand greyed beside the measures, under a heading that is no period, so that they are not read.
    """
    plan = _Plan(form, earlier, earlier.following(today)[:COLUMNS] if earlier and today else [])
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)  # a new workbook has one
    sheet.title = "Return"
    _top(sheet, plan)
    for row, measure in enumerate(plan.measures, HEADINGS + 1):
        _row(sheet, plan, measure, row)
    widths(sheet, 42, *[15] * (len(plan.compared) + COLUMNS))
    sheet.freeze_panes = f"{plan.first}{HEADINGS + 1}"
    protect(sheet)
    printed(sheet, HEADINGS)
    notes_sheet(workbook, f"Notes: {form.source.title}", _notes(plan))
    workbook.properties.title, workbook.properties.creator = form.source.title, "Safer Priorities"
    return saved(workbook)


def _top(sheet: Worksheet, plan: _Plan) -> None:
    form = plan.form
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
    heading(sheet, f"A{HEADINGS}:{plan.last}{HEADINGS}")
    entry(sheet, f"{plan.first}{HEADINGS}:{plan.last}{HEADINGS}")
    choice(sheet, f"{plan.first}{HEADINGS}:{plan.last}{HEADINGS}", period_labels(form), 2, "the period")
    if plan.earlier:
        sheet["B3"] = plan.earlier.area
        for column, when in enumerate((*plan.compared, *plan.following), 2):
            sheet.cell(HEADINGS, column, when.short if when in plan.following else f"{COMPARED} {when.short}")


def period_labels(form: Return) -> list[str]:
    """What the drop-down of periods offers: quarters, and years where the return has them."""
    found: list[str] = []
    if "quarter" in form.periods:
        found += [quarter(year, number).short for year in YEARS for number in (1, 2, 3, 4)]
    if "apr-dec" in form.periods:
        found += [april_to_december(year).short for year in YEARS]
    if "financial" in form.periods:
        found += [financial_year(year).short for year in YEARS]
    if "calendar" in form.periods:
        found += [f"Jan–Dec {year}" for year in YEARS]
    return found


def _row(sheet: Worksheet, plan: _Plan, measure: Measure, row: int) -> None:
    sheet.cell(row, 1, measure.label).alignment = Alignment(wrap_text=True, vertical="top")
    cells = f"{plan.first}{row}:{plan.last}{row}"
    percent = measure.series.unit == "%"
    form = "0.0" if percent else "#,##0"
    for column, figure in enumerate(plan.before(measure), 2):
        sheet.cell(row, column, figure)
        compared(sheet, f"{get_column_letter(column)}{row}:{get_column_letter(column)}{row}", form)
    if parts := plan.parts(measure):
        columns = range(len(plan.compared) + 2, len(plan.compared) + COLUMNS + 2)
        _total(sheet, row, [HEADINGS + 1 + plan.measures.index(part) for part in parts], columns)
        return
    entry(sheet, cells, form)
    if percent:
        percentages(sheet, cells)
    else:
        whole_numbers(sheet, cells, signed=measure.signed)


def _total(sheet: Worksheet, row: int, parts: list[int], columns: range) -> None:
    """A total works itself out once all of its parts are there, and cannot be typed over."""
    sheet.cell(row, 1).font = Font(bold=True)
    for column in columns:
        letter = get_column_letter(column)
        cells = ",".join(f"{letter}{part}" for part in parts)
        cell = sheet.cell(row, column, f'=IF(COUNT({cells})={len(parts)},SUM({cells}),"")')
        cell.font, cell.number_format = Font(bold=True), "#,##0"


def _notes(plan: _Plan) -> list[tuple[str, str]]:
    form = plan.form
    rows = [("How to fill it in", note) for note in form.notes]
    if plan.compared:
        rows.append((f"{COMPARED} …", "What was sent last. It is there to compare with and is not read again."))
    if left := [measure.label for measure in form.measures if measure not in plan.measures]:
        rows.append(("Rows left out", f"The last return did not have: {', '.join(left)}. An empty form has all rows."))
    rows.append(("Area", "The borough the figures are for. One form for each area."))
    rows.append(("Partner", "Who sends the return."))
    for measure in plan.measures:
        parts = [part.label for part in plan.parts(measure)]
        words = [measure.about] if measure.about else []
        words += [f"The sum of: {', '.join(parts)}. It works itself out."] if parts else []
        rows.append((measure.label, " ".join([f"Counted in {measure.series.unit}.", *words])))
    return rows + [(f"Write: {marker}", meaning) for marker, meaning in MARKERS]
