"""What is known of the lines of a reading at all their periods: what stands, else what the file says."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dashboard.periods import Period
from loaders._checks._context import Context
from loaders._checks._families import watched
from loaders._checks._grid import Flags, Grid, Numbers, Places, median

# A file with so many periods is its own history: asking the store for more would take longer than to read it.
LONG = 8
# So many lines are looked up for a short one, those of watched series first.
MOST_LINES = 600


@dataclass(frozen=True)
class Past:
    """`standing` and `known` are lines × `periods`; `columns` places the grid's own periods among those."""

    grid: Grid
    periods: list[Period]
    columns: Places
    standing: Numbers

    @cached_property
    def known(self) -> Numbers:
        known = self.standing.copy()
        own = known[:, self.columns]
        known[:, self.columns] = np.where(np.isnan(own), self.grid.values, own)
        return known

    @cached_property
    def middle(self) -> Numbers:
        return median(self.known)

    @cached_property
    def lowest(self) -> Numbers:
        """The smallest figure of each line that is not 0; 0 where none is."""
        above = np.where(self.known > 0, self.known, np.inf).min(axis=1)
        return np.where(np.isinf(above), 0, above)

    @cached_property
    def counted(self) -> Places:
        """How many figures of each line are known."""
        return np.asarray((~np.isnan(self.known)).sum(axis=1))


def pasts(context: Context) -> list[Past]:
    """The past of each grid, the store asked only where the file has few periods."""
    return [_past(context, grid) for grid in context.grids]


def _past(context: Context, grid: Grid) -> Past:
    own = Past(grid, grid.periods, np.arange(len(grid.periods)), grid.before)
    if len(grid.periods) >= LONG:
        return own
    lines = _asked(context, grid)
    stored = context.stored({grid.code(n) for n in lines}, {grid.place(n) for n in lines})
    at = {(grid.code(n), grid.place(n), ""): n for n in lines}
    found = [(at[key], when, row) for key, whens in stored.items() if key in at for when, row in whens.items()]
    found = [(n, when, row) for n, when, row in found if when.grain is grid.grain]
    periods = sorted({*grid.periods, *(when for _, when, _ in found)})
    place = {when: number for number, when in enumerate(periods)}
    columns = np.array([place[when] for when in grid.periods])
    standing = np.full((len(grid.values), len(periods)), np.nan)
    standing[:, columns] = grid.before
    for n, when, row in found:
        standing[n, place[when]] = np.nan if row.value is None else row.value
    return Past(grid, periods, columns, standing)


def _asked(context: Context, grid: Grid) -> list[int]:
    """The lines worth a query: watched series first, and no more than can be asked for quickly."""
    first = context.once(watched)
    order = sorted(grid.lines_of, key=lambda code: code not in first)
    lines: list[int] = []
    for code in order:
        if len(lines) + len(grid.lines_of[code]) <= MOST_LINES or not lines:
            lines += grid.lines_of[code].tolist()
    return lines


def nowhere(context: Context, grid: Grid) -> Flags:
    """Lines of no real place, such as Unknown, which hold whatever fits nowhere else."""
    kinds = [context.reading.areas[code].kind == "pseudo" for code in grid.areas]
    return np.asarray(np.array(kinds)[grid.area_of])
