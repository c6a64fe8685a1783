"""The list of actions as a spreadsheet, to be worked on and taken back: csv, or a workbook."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment

from dashboard.metrics.schedule import day
from dashboard.scorecard.actions import STATUSES, Action
from loaders._form_parts import heading, printed, saved, widths

Format = Literal["csv", "xlsx"]
HEADINGS = (
    "Reference", "Minute", "Meeting", "Meeting date", "Resolution", "Owner", "Owner left", "Due date", "Status",
    "Updates",
)  # fmt: skip
_WIDTHS = (16, 10, 26, 13, 60, 28, 12, 12, 14, 70)
# a text that a spreadsheet program would take for a formula, or that begins with the mark against that
_FORMULA = re.compile(r"['=+\-@\t\r\0＝＋－＠]")


def written(actions: Sequence[Action], format_: Format) -> bytes:
    """The actions as a file that `read_actions` takes back as they are."""
    rows = [_row(action) for action in actions]
    return _csv(rows) if format_ == "csv" else _workbook(rows)


def _row(action: Action) -> tuple[str, ...]:
    cells = (
        action.reference,
        action.minute,
        action.meeting,
        f"{action.met:%d/%m/%Y}",
        action.resolution,
        action.owner,
        "yes" if action.left else "",
        f"{action.due:%d/%m/%Y}" if action.due else "",
        STATUSES[action.status],
        "\n".join(f"{day(update.on)}, {update.by}: {update.text}" for update in action.updates),
    )
    return tuple(map(guarded, cells))


def guarded(text: str) -> str:
    """Text that no spreadsheet program takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _csv(rows: Sequence[tuple[str, ...]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([HEADINGS, *rows])
    return file.getvalue().encode("utf-8-sig")


def _workbook(rows: Sequence[tuple[str, ...]]) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None  # a new workbook has a sheet
    sheet.title = "Actions"
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.data_type, cell.alignment = "s", Alignment(wrap_text=True, vertical="top")
    heading(sheet, f"A1:{chr(64 + len(HEADINGS))}1")
    widths(sheet, *_WIDTHS)
    sheet.freeze_panes = "A2"
    printed(sheet, 1)
    return saved(workbook)
