"""Two periods with the same figures."""

from collections.abc import Iterator

import numpy as np

from dashboard.records import Problem
from loaders._checks._context import Check, Context
from loaders._checks._grid import Grid, Places
from loaders._checks._places import address, heading
from loaders._checks._words import plural

CHECK = Check(
    code="repeated-period",
    severity="warning",
    title="Two periods alike",
    about="Nearly all figures of one period are those of another: a column pasted twice.",
)
HINT = "Check the later of the two with the sender: it may hold another period's figures."
# Figures of this size that are the same for two periods in so many lines are one column, not two quiet months.
LARGE, FEWEST, SHARE = 5, 5, 0.95
PROBES = 12


def find(context: Context) -> Iterator[Problem]:
    if context.said("repeated-year"):
        return  # the loader has compared the years itself
    for grid in context.grids:
        large = np.flatnonzero((np.nan_to_num(grid.values) >= LARGE).any(axis=1))
        for one, other in _candidates(context, grid):
            if found := _alike(grid, large, (one, other)):
                yield _problem(context, grid, (one, other), found)


def _candidates(context: Context, grid: Grid) -> list[tuple[int, int]]:
    """Pairs of periods that have begun and are alike in most of a few large lines: to compare all would take long."""
    count = sum(period.first < context.first_ahead for period in grid.periods)
    some = np.argsort(-np.nan_to_num(grid.middle))[:PROBES]
    columns = grid.values[some, :count].T
    alike = (columns[:, None, :] == columns[None, :, :]).sum(axis=2)
    pairs = np.argwhere(np.triu(alike >= min(PROBES // 2, len(some)), 1))
    return [(one, other) for one, other in pairs.tolist()]


def _alike(grid: Grid, lines: Places, columns: tuple[int, int]) -> tuple[int, int] | None:
    """How many lines have the same figure in both columns, of how many large enough; None if not nearly all."""
    one, other = (grid.values[lines, column] for column in columns)
    told = np.maximum(np.nan_to_num(one), np.nan_to_num(other)) >= LARGE
    same = told & (one == other)
    count, of = int(same.sum()), int(told.sum())
    enough = count >= FEWEST and len(np.unique(one[same])) >= FEWEST
    return (count, of) if enough and count >= SHARE * of else None


def _problem(context: Context, grid: Grid, columns: tuple[int, int], found: tuple[int, int]) -> Problem:
    first, row = (grid.first_row(range(len(grid.values)), [column]) for column in columns)
    assert first is not None and row is not None  # both columns have figures
    at = heading(context, row)
    what = f"{address(context, row, at)}: {found[0]:,} of {plural(found[1], 'figure')} for {row.period.short} are those"
    what += f" for {first.period.short} ({address(context, first, heading(context, first))})."
    return context.problem(CHECK, row, what, HINT, subject=f"{first.period.key} {row.period.key}", at=at)
