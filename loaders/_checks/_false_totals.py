"""Parts that hold the sum of the other parts."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from loaders._checks._context import Context
from loaders._checks._families import families
from loaders._checks._grid import Grid

SHARE = 0.9
FEWEST, LARGE = 4, 100


@dataclass(frozen=True)
class FalseTotal:
    """`part` is the sum of the other parts of `total` in `same` of `told` figures."""

    grid: Grid
    total: str
    part: str
    same: int
    told: int


def false_totals(context: Context) -> list[FalseTotal]:
    """The first such part of each total."""
    return [
        found
        for grid in context.grids
        for total, parts in context.once(families).items()
        for found in _among(grid, total, [part for part in parts if part in grid.lines_of])
    ]


def _among(grid: Grid, total: str, parts: list[str]) -> Iterator[FalseTotal]:
    if len(parts) < 3:
        return
    amounts = np.nan_to_num(np.array([grid.by_area(part) for part in parts]))
    everything = amounts.sum(axis=0)
    for number, part in enumerate(parts):
        # A part that equals the only other one that is there proves nothing.
        told = (everything > 0) & ((np.delete(amounts, number, axis=0) > 0).sum(axis=0) > 1)
        same = told & np.isclose(2 * amounts[number], everything)
        count, of = int(same.sum()), int(told.sum())
        if of and count >= SHARE * of and (count >= FEWEST or amounts[number][same].max() >= LARGE):
            yield FalseTotal(grid, total, part, count, of)
            return
