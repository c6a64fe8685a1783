"""Series whose figures are those that stand for another period: their labels have moved."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dashboard.periods import LENGTH
from loaders._checks._context import Context
from loaders._checks._grid import Grid, Places
from loaders._checks._past import Past, pasts

# So many figures must be another period's, of those that differ from what stands for their own.
FEWEST, SHARE = 5, 0.7


@dataclass(frozen=True)
class Shift:
    """`same` of `told` figures of a series stand for `months` later (or earlier), the first in `column`."""

    grid: Grid
    series: str
    months: int
    same: int
    told: int
    column: int


def shifts(context: Context) -> list[Shift]:
    """Every series that moved, by a year or by one period."""
    return [shift for past in context.once(pasts) for shift in _moved_series(past)]


def _moved_series(past: Past) -> Iterator[Shift]:
    if np.isnan(past.standing).all():
        return
    place = {period.first: column for column, period in enumerate(past.periods)}
    for code, lines in past.grid.lines_of.items():
        step = LENGTH[past.grid.grain]
        found = (_moved(past, (code, lines), (months, place)) for months in dict.fromkeys((-12, 12, -step, step)))
        yield from [shift for shift in found if shift][:1]


def _moved(past: Past, series: tuple[str, Places], by: tuple[int, dict[int, int]]) -> Shift | None:
    grid, (code, lines), (months, place) = past.grid, series, by
    pairs = [(n, place[p.first + months]) for n, p in enumerate(grid.periods) if p.first + months in place]
    if not pairs:
        return None
    own, other = (np.array([pair[side] for pair in pairs]) for side in (0, 1))
    values, stands = grid.values[np.ix_(lines, own)], grid.before[np.ix_(lines, own)]
    there = past.standing[np.ix_(lines, other)]
    told = ~np.isnan(values) & ~np.isnan(there) & (values != stands) & (values > 0)
    same = told & np.isclose(values, there, rtol=1e-9)
    agreeing = int(((values == stands) & (values > 0)).sum())
    count = int(same.sum())
    if count < FEWEST or count < SHARE * told.sum() or agreeing > count or len(np.unique(values[same])) < FEWEST:
        return None
    moved = same.any(axis=0)
    # Where all columns that can be compared have moved, those that cannot have too.
    first = 0 if moved.all() else int(own[np.flatnonzero(moved)[0]])
    return Shift(grid, code, months, count, int(told.sum()), first)
