"""Figures that are 0 where their line never was, gathered into blocks."""

import numpy as np

from dashboard.periods import LENGTH
from loaders._checks._blocks import Block, blocks
from loaders._checks._context import Context
from loaders._checks._families import families
from loaders._checks._grid import Flags, Grid
from loaders._checks._past import Past, nowhere, pasts
from loaders._checks._respelt import explained

# A line that was never below FEW in so many figures does not fall to nothing by chance; by itself it must be larger.
FEW, FEWEST_KNOWN, ALONE = 5, 6, 20
# A borough without a row is named where nearly all others have one, of so many at least.
MOST_OTHERS, SURE = 0.9, 10
# A line with more noughts than this, where nothing else stands, is one that has them.
NOUGHTS = 0.2


def noughts(context: Context) -> list[tuple[Grid, Block]]:
    """Every block of noughts that tells, of each grid."""
    return [(past.grid, block) for past in context.once(pasts) for block in _found(context, past)]


def _found(context: Context, past: Past) -> list[Block]:
    found = [block for block in blocks(past.grid, *_zeros(context, past)) if _tells(past, block)]
    return [block for block in found if not _follows(context, past.grid, block, found)]


def _zeros(context: Context, past: Past) -> tuple[Flags, Flags]:
    """Cells that are 0 though their line never was, and cells of such lines."""
    grid = past.grid
    counted, noughts = (past.known > 0).sum(axis=1), (past.known == 0).sum(axis=1)
    stood = (past.standing == 0).any(axis=1)
    ahead = np.array([period.first >= context.first_ahead for period in grid.periods])
    steady = grid.plain & _counts(context, grid) & (past.lowest >= FEW)
    steady &= (counted >= FEWEST_KNOWN) & (noughts <= NOUGHTS * counted)
    steady &= ~stood & ~nowhere(context, grid) & ~context.once(explained).get(grid.grain, np.False_)
    eligible = (steady | _without_row(context, past))[:, None] & ~np.isnan(grid.values) & ~ahead
    return eligible & (grid.values == 0), eligible


def _without_row(context: Context, past: Past) -> Flags:
    """Lines of boroughs that were filled in with 0, because the file has rows of all other boroughs only."""
    grid = past.grid
    found = np.zeros(len(grid.values), np.bool_)
    boroughs = [n for n, code in enumerate(grid.areas) if context.reading.areas[code].kind == "borough"]
    empty = (np.nan_to_num(grid.values) == 0).all(axis=1) & np.isin(grid.area_of, boroughs) & grid.plain
    empty &= ~context.once(explained).get(grid.grain, np.False_) & ~(past.standing == 0).any(axis=1)
    for number in np.unique(grid.series_of[empty]):
        lines = np.flatnonzero((grid.series_of == number) & np.isin(grid.area_of, boroughs) & grid.plain)
        others = lines[~empty[lines]]
        if len(others) >= MOST_OTHERS * len(boroughs) and len(others) > 1 and past.middle[others].min() >= SURE:
            found[lines] |= empty[lines]
    return found


def _tells(past: Past, block: Block) -> bool:
    """Whether a block is large enough, or the figures of a few lines are; whole years differ more."""
    usual, lines = past.middle if LENGTH[past.grid.grain] < 12 else past.lowest, list(block.lines)
    unknown = past.lowest[lines] == 0  # without a row, and named by comparison with other boroughs
    return block.kind not in ("line", "cell") or bool(((usual[lines] >= ALONE) | unknown).any())


def _follows(context: Context, grid: Grid, block: Block, found: list[Block]) -> bool:
    """Whether it is a total that was added up of parts which another block names."""
    row = grid.first_row(block.lines, block.columns)
    parts = context.once(families)
    codes = {grid.code(line) for line in block.lines}
    if block.kind in ("sheet", "column", "area", "area column") or (row and row.row) or not codes <= parts.keys():
        return False
    areas = {grid.place(line) for line in block.lines}
    others = (other for other in found if other is not block and set(other.columns) & set(block.columns))
    named = {grid.code(line) for other in others for line in other.lines if grid.place(line) in areas}
    return any(part in named for code in codes for part in parts[code])


def _counts(context: Context, grid: Grid) -> Flags:
    """Lines of counts of what happens: not money, rates or shares."""
    specs = [context.reading.series[code] for code in grid.series]
    return np.asarray(np.array([spec.aggregation == "sum" and spec.unit != "£" for spec in specs])[grid.series_of])
