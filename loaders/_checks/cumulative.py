"""Figures counted from the start of the year, where each period's own are wanted."""

from collections.abc import Iterator

import numpy as np

from dashboard.periods import LENGTH
from dashboard.records import Problem
from loaders._checks._context import Check, Context
from loaders._checks._cumulative import Rise, rises
from loaders._checks._grid import Grid
from loaders._checks._places import address, heading
from loaders._checks._words import listed, number, plural

CHECK = Check(
    code="cumulative",
    severity="warning",
    title="Counted from the start of the year",
    about="Figures rise evenly through the financial year and start again in April: they look cumulative.",
)
HINT = "If so, enter each period's own count: the figure less that of the period before."


def find(context: Context) -> Iterator[Problem]:
    for grid in context.grids:
        if found := [rise for rise in context.once(rises) if rise.grid is grid]:
            yield _problem(context, grid, found)


def _problem(context: Context, grid: Grid, found: list[Rise]) -> Problem:
    """One finding, at the first period that is not its own, whatever number of years rise."""
    rise = found[0]
    lines = np.flatnonzero(rise.rising)
    own = [n for n, period in enumerate(grid.periods) if period.fiscal_year == rise.year]
    row = grid.first_row(lines, own[1:2] or own)
    assert row is not None  # the lines rise in the file's own periods
    at = heading(context, row)
    kind = "quarter by quarter" if LENGTH[grid.grain] == 3 else "month by month"
    years = listed([each.year.short for each in found])
    series = ", ".join(number(value) for value in rise.given[lines[0]])
    what = f"{address(context, row, at)}: {len(lines):,} of {plural(int(rise.eligible.sum()), 'line')} rise {kind} "
    what += f"through {years}, such as {context.title(grid.code(lines[0]))}: {series}."
    return context.problem(CHECK, row, what, HINT, subject=rise.year.key, at=at)
