"""A part that is the total of the others under another name."""

from collections.abc import Iterator

from dashboard.records import Problem
from loaders._checks._context import Check, Context
from loaders._checks._false_totals import FalseTotal, false_totals
from loaders._checks._places import address, label, written
from loaders._checks._words import plural

CHECK = Check(
    code="relabelled-total",
    severity="warning",
    title="A total among its parts",
    about="A row named like a part holds the sum of the other parts: it would be counted twice.",
)
HINT = "Delete the row if it is the total, or correct its name."


def find(context: Context) -> Iterator[Problem]:
    for found in context.once(false_totals):
        yield _problem(context, found)


def _problem(context: Context, found: FalseTotal) -> Problem:
    grid = found.grid
    row = grid.first_row(grid.lines_of[found.part], range(len(grid.periods)))
    assert row is not None  # the part is one of the grid's lines
    at = label(context, row)
    what = f"{address(context, row, at)}: “{written(context, row)}” is the sum of the other parts of "
    what += f"{context.title(found.total)} in {found.same:,} of {plural(found.told, 'figure')}."
    return context.problem(CHECK, row, what, HINT, subject=found.part, at=at)
