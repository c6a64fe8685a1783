"""Series that move by a power of ten from one period to the next, and do not move back."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from loaders._checks._context import Context
from loaders._checks._grid import Grid, Numbers, median

FACTORS = (10.0, 100.0, 1000.0, 0.1, 0.01, 0.001)
NEAR = 1.8  # figures so far from ten times others are taken as ten times them, if many are
FEWEST_AREAS = 4


@dataclass(frozen=True)
class Step:
    """From `column` on, the figures of most areas are `factor` times those before it."""

    grid: Grid
    series: str
    column: int
    factor: float


def steps(context: Context) -> list[Step]:
    """Every step of every series with some areas."""
    return [
        Step(grid, code, column, factor)
        for grid in context.grids
        for code, lines in grid.lines_of.items()
        if len(lines) >= FEWEST_AREAS
        for column, factor in _moves(grid.values[lines])
    ]


def _moves(values: Numbers) -> Iterator[tuple[int, float]]:
    """Columns that are a power of ten of both before them in most lines, as the last one still is."""
    count = values.shape[1]
    # Of four periods and more, one by itself at either end is that one's fault and no step.
    inner = np.arange(2, count - 1) if count > 3 else np.arange(1, count)
    if not len(inner):
        return
    ratios = [_times(values[:, inner], values[:, np.maximum(inner - back, 0)]) for back in (1, 2)]
    ratios.append(_times(np.repeat(values[:, -1:], len(inner), axis=1), values[:, inner - 1]))
    enough = (~np.isnan(ratios[0])).sum(axis=0) >= FEWEST_AREAS
    middles = [median(ratio.T) for ratio in ratios]
    for factor in FACTORS:
        moved = enough & np.all([(m > factor / NEAR) & (m < factor * NEAR) for m in middles], axis=0)
        for place in np.flatnonzero(moved).tolist():
            yield int(inner[place]), factor


def _times(later: Numbers, earlier: Numbers) -> Numbers:
    """How many times the earlier figures the later ones are, NaN where either is not above 0."""
    both = (later > 0) & (earlier > 0)
    return np.divide(later, earlier, out=np.full(later.shape, np.nan), where=both)
