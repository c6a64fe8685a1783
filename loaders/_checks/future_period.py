"""A figure for a month that has not begun cannot be one: its heading is wrong."""

from collections.abc import Iterator

from dashboard.records import Problem
from loaders._checks._context import Check, Context

CHECK = Check(
    code="future-period",
    severity="error",
    title="A period in the future",
    about="A figure is headed with a period that has not begun.",
)


def find(context: Context) -> Iterator[Problem]:
    if any(problem.code == CHECK.code for problem in context.reading.problems):
        return  # the loader has named the heading itself
    this_month = context.today.year * 12 + context.today.month - 1
    ahead = {row.period: row for row in context.reading.observations if row.period.first > this_month}
    for period, row in sorted(ahead.items()):
        what = f"{context.place(row)} is a figure for {period.short}, which is in the future."
        yield context.problem(CHECK, row, what, "Correct the heading of its column, or the period of its row.")
