"""A period left out in the middle of the others."""

from collections.abc import Iterator

from dashboard.periods import Grain, Period
from dashboard.records import Problem
from loaders._checks._context import Check, Context
from loaders._checks._grid import Grid
from loaders._checks._places import address, heading
from loaders._checks._words import listed

CHECK = Check(
    code="missing-period",
    severity="warning",
    title="A period is missing",
    about="A file of consecutive periods leaves one or two out in the middle.",
)
HINT = "Ask for it, or correct the heading of the column that is meant."
GRAINS = (Grain.MONTH, Grain.QUARTER, Grain.YEAR, Grain.CALENDAR)
FEWEST, MOST = 6, 2


def find(context: Context) -> Iterator[Problem]:
    if context.said("duplicate-period", "future-period", "bad-period"):
        return  # the heading that is wrong has been named
    for grid in context.grids:
        gone = _missing(grid)
        ahead = any(period.first >= context.first_ahead for period in grid.periods)
        if gone and not ahead and len(grid.periods) >= FEWEST and len(gone) <= MOST:
            yield _problem(context, grid, gone)


def _missing(grid: Grid) -> list[Period]:
    """Periods between the first and the last that the grid does not have."""
    if grid.grain not in GRAINS:
        return []
    held, when, gone = set(grid.periods), grid.periods[0], []
    while when < grid.periods[-1]:
        when = when.shift(1)
        if when not in held:
            gone.append(when)
    return gone


def _problem(context: Context, grid: Grid, gone: list[Period]) -> Problem:
    after = next(n for n, period in enumerate(grid.periods) if period > gone[0])
    row = grid.first_row(range(len(grid.values)), [after])
    assert row is not None  # the period is one of the file's
    at = heading(context, row)
    names = listed([period.short for period in gone])
    what = f"{address(context, row, at)}: before {row.period.short} the file leaves out {names}."
    return context.problem(CHECK, row, what, HINT, subject=" ".join(period.key for period in gone), at=at)
