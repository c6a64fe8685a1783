"""An action plan written as a spreadsheet that can be read again, as csv or as a workbook."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from dashboard.scorecard.plan import Planned
from dashboard.scorecard.promises import natural
from loaders._form_parts import HEADING, PAPER
from loaders._plan import HEADINGS

_WIDE = {
    "text": 60,
    "narrative": 60,
    "section": 30,
    "partners": 30,
    "lead": 30,
    "outlook": 30,
    "evidence": 30,
    "priority": 26,
}
_DAYS = ("start", "due")
# what a spreadsheet would run, and what some read as such
_RUN = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")


def as_csv(plan: Iterable[Planned]) -> bytes:
    """UTF-8 with a mark that spreadsheets know it by; no cell begins as a formula does."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([words[0].capitalize() for words in HEADINGS.values()])
    for row in _rows(plan):
        writer.writerow(["'" + value if value.startswith(_RUN) else value for value in row.values()])
    return text.getvalue().encode("utf-8-sig")


def as_workbook(plan: Iterable[Planned]) -> bytes:
    """One sheet with its headings frozen; days are days, and every other cell is text."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title, sheet.freeze_panes = "Commitments", "A2"
    for column, (name, words) in enumerate(HEADINGS.items(), 1):
        cell: Any = sheet.cell(1, column, words[0].capitalize())
        cell.font, cell.fill = Font(bold=True, color=PAPER), HEADING
        sheet.column_dimensions[get_column_letter(column)].width = _WIDE.get(name, 14)
    for number, one in enumerate(_sorted(plan), 2):
        for column, (name, value) in enumerate(_row(one).items(), 1):
            cell = sheet.cell(number, column)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if name in _DAYS:
                cell.value, cell.number_format = getattr(one.commitment, name), "dd/mm/yyyy"
            elif value:
                cell.value = value
                cell.data_type = "s"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _sorted(plan: Iterable[Planned]) -> list[Planned]:
    every = list(plan)
    order = list(dict.fromkeys(one.priority for one in every))
    return sorted(every, key=lambda one: (order.index(one.priority), natural(one.number)))


def _rows(plan: Iterable[Planned]) -> list[dict[str, str]]:
    return [_row(one) for one in _sorted(plan)]


def _row(one: Planned) -> dict[str, str]:
    """A commitment by the names of its columns."""
    said, progress = one.commitment, one.progress
    days = {name: f"{day:%d/%m/%Y}" if (day := getattr(said, name)) else "" for name in _DAYS}
    reported = progress.model_dump() if progress else {}
    row = {
        "priority": one.priority,
        "number": one.number,
        "partners": "; ".join(said.partners),
        "quarter": one.quarter.key if one.quarter else "",
        "status": progress.status.replace("-", " ") if progress else "",
        **days,
        **{name: getattr(said, name) for name in ("section", "text", "lead", "measure")},
        **{name: reported.get(name, "") for name in ("achieved", "outlook", "narrative", "evidence")},
    }
    return {name: row[name] for name in HEADINGS}
