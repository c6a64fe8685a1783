"""Figures that are 10, 100 or 1,000 times what is known of their line, or that part of it, gathered into blocks."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dashboard.periods import LENGTH
from dashboard.records import Observation
from loaders._checks._blocks import Block, blocks
from loaders._checks._context import Context
from loaders._checks._cumulative import rises
from loaders._checks._grid import Flags, Grid, Numbers
from loaders._checks._past import Past, nowhere, pasts
from loaders._checks._steps import FACTORS, NEAR, steps
from loaders._checks._words import number

SAID = {
    10.0: "about 10 times",
    100.0: "about 100 times",
    1000.0: "about 1,000 times",
    0.1: "about a tenth of",
    0.01: "about a hundredth of",
    0.001: "about a thousandth of",
}
# Counts below this may be ten times as large, or as small, by chance: with others, alone, and alone but exact.
FEW, FEW_ALONE, FEW_EXACT = 5, 20, 10
FEWEST_OTHERS, ALIKE = 6, 0.6
# Alone it tells only in a line whose largest figure is at most so many times its smallest; years are few.
STEADY, STEADY_YEARS = 2.5, 1.6


@dataclass(frozen=True)
class Jump:
    """A block of figures that are `factor` times what is known; `usual` is what is known of each line."""

    grid: Grid
    block: Block
    factor: float
    usual: Numbers

    def percent(self, context: Context) -> bool:
        """Whether it is one of shares written as 0.55 among others written as 55, or the other way round."""
        units = {context.reading.series[self.grid.code(line)].unit for line in self.block.lines}
        return self.factor in (0.01, 100.0) and all("%" in unit for unit in units)

    @property
    def changes_unit(self) -> bool:
        """Whether a series jumps as a whole and another does not."""
        return self.block.kind == "series"

    def example(self, context: Context) -> tuple[Observation, str]:
        """The first figure of the block that has a cell, and how it differs from the usual, in words."""
        row = self.grid.first_row(self.block.lines, self.block.columns)
        assert row is not None  # a block has figures
        at = np.argwhere(self.grid.places[self.block.lines, :][:, self.block.columns] >= 0)
        line, column = next(
            (self.block.lines[i], self.block.columns[j])
            for i, j in at
            if self.grid.row(self.block.lines[i], self.block.columns[j]) is row
        )
        stands = not np.isnan(self.grid.before[line, column])
        usual = number(float(np.broadcast_to(self.usual, self.grid.values.shape)[line, column]))
        what = f"{context.title(row.series)} of {context.area(row.area)} is {number(row.value or 0)}"
        what += f" for {row.period.short}"
        return row, f"{what}, where {usual} {'stands' if stands else 'is usual'}"

    @property
    def words(self) -> str:
        """About 10 times what is known, or about a tenth of it."""
        return SAID[self.factor]


def jumps(context: Context) -> list[Jump]:
    """Every jump of scale, the largest blocks of each factor first."""
    return [jump for past in context.once(pasts) for jump in _jumps(context, past)]


def _jumps(context: Context, past: Past) -> Iterator[Jump]:
    grid = past.grid
    usual = _usual(past)
    smallest = np.where(_counted(context, grid), FEW, 0)[:, None]
    ahead = np.array([period.first >= context.first_ahead for period in grid.periods])
    eligible = ~np.isnan(grid.values) & (usual > smallest) & ~ahead & ~nowhere(context, grid)[:, None]
    # Where a series moved for good, or counts from April on, the middle of a line says nothing.
    for step in context.once(steps):
        if step.grid is grid:
            eligible[grid.lines_of[step.series]] = False
    if any(rise.grid is grid for rise in context.once(rises)):
        eligible &= False
    with np.errstate(divide="ignore", invalid="ignore"):
        times = grid.values / usual
    for factor in FACTORS:
        flagged = eligible & (times > factor / NEAR) & (times < factor * NEAR)
        if factor < 1:
            flagged &= usual * factor > smallest / 10
        for block in blocks(grid, flagged, eligible):
            for kept in [block] if block.kind not in ("line", "cell") else _slips(context, past, block, factor):
                if _has_cell(grid, kept):
                    yield Jump(grid, kept, factor, usual)


def _usual(past: Past) -> Numbers:
    """What stands at the key of each figure; else the middle of its line, where three or more others are known."""
    enough = past.counted - ~np.isnan(past.known[:, past.columns[-1]]) >= 3
    middle = np.where(enough, past.middle, np.nan)[:, None]
    return np.where(np.isnan(past.grid.before), middle, past.grid.before)


def _counted(context: Context, grid: Grid) -> Flags:
    """Lines of counts, which are added up over time; rates and shares may be small."""
    counts = [context.reading.series[code].aggregation in ("sum", "last") for code in grid.series]
    return np.asarray(np.array(counts)[grid.series_of])


def _has_cell(grid: Grid, block: Block) -> bool:
    """Whether any figure of the block was written: what was added up jumps with its parts."""
    row = grid.first_row(block.lines, block.columns)
    return row is not None and row.row > 0


def _slips(context: Context, past: Past, block: Block, factor: float) -> Iterator[Block]:
    """What remains of a few lines when each of their figures must show the slip by itself."""
    for line in block.lines:
        columns = tuple(column for column in block.columns if _alone(context, past, (line, column), factor))
        if columns:
            yield Block("line" if len(columns) > 1 else "cell", (line,), columns)


def _alone(context: Context, past: Past, cell: tuple[int, int], factor: float) -> bool:
    """Whether one figure by itself is a slip: exactly ten times what stands, or far outside a steady line."""
    grid, (line, column) = past.grid, cell
    if not grid.plain[line]:
        return False
    value, before = grid.values[line, column], grid.before[line, column]
    if not np.isnan(before) and not _else_as_before(grid, line, factor):
        return False
    fewest = FEW_ALONE if _counted(context, grid)[line] else 0
    if not np.isnan(before):
        exact = abs(value - factor * before) < (1 if factor < 1 and fewest else 1e-9 * value)
        return bool(exact and min(before, value) >= min(fewest, FEW_EXACT))
    others = np.delete(past.known[line], past.columns[column])
    others = others[~np.isnan(others)]
    if len(others) < FEWEST_OTHERS or min(others.min(), value) < fewest:
        return False
    low, top = others.min(), others.max()
    steady = STEADY if LENGTH[grid.grain] < 12 else STEADY_YEARS
    return bool(top <= steady * low and low <= value / factor <= top)


def _else_as_before(grid: Grid, line: int, factor: float) -> bool:
    """Whether most figures of a line are as they stand, but for the slip: where all differ, some do so tenfold."""
    now, before = grid.values[line], grid.before[line]
    as_before = np.isclose(now, before) | (np.abs(now - factor * before) < 1)
    return bool(as_before.sum() >= ALIKE * (~np.isnan(now) & ~np.isnan(before)).sum())
