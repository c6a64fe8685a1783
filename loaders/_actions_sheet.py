"""The list of actions as a spreadsheet, to be worked on and taken back: csv, or a workbook."""

import csv
import io
from collections.abc import Sequence
from typing import Literal

from dashboard.inert import guarded
from dashboard.metrics.schedule import day
from dashboard.scorecard.actions import STATUSES, Action

Format = Literal["csv", "xlsx"]
HEADINGS = (
    "Reference", "Minute", "Meeting", "Meeting date", "Resolution", "Owner", "Owner left", "Due date", "Status",
    "Updates",
)  # fmt: skip


def written(actions: Sequence[Action], format_: Format) -> bytes:
    """The actions as a file that `read_actions` takes back as they are."""
    rows = [_row(action) for action in actions]
    if format_ == "csv":
        return _csv(rows)
    # only a workbook waits for the library that writes them: it takes a tenth of a second to import
    from loaders._actions_workbook import workbook

    return workbook(HEADINGS, rows)


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


def _csv(rows: Sequence[tuple[str, ...]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([HEADINGS, *rows])
    return file.getvalue().encode("utf-8-sig")
