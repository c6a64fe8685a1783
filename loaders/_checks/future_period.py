"""A figure for a month that has not begun cannot be one: its heading is wrong."""

from collections.abc import Iterator

from dashboard.records import Problem
from loaders._checks._context import Check, Context
from loaders._checks._places import address, heading

CHECK = Check(
    code="future-period",
    severity="error",
    title="A period in the future",
    about="A figure is headed with a period that has not begun.",
)
HINT = "Correct the heading of its column, or the period of its row."


def find(context: Context) -> Iterator[Problem]:
    if context.said(CHECK.code):
        return  # the loader has named the heading itself
    for grid in context.grids:
        for column, period in enumerate(grid.periods):
            row = grid.first_row(range(len(grid.values)), [column]) if period.first >= context.first_ahead else None
            if row:
                at = heading(context, row)
                what = f"{address(context, row, at)}: figures are headed {period.short}, which is in the future."
                yield context.problem(CHECK, row, what, HINT, subject=period.key, at=at)
