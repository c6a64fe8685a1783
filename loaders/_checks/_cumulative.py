"""Financial years in whose course most lines rise as if counted from April on."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dashboard.periods import Grain, Period
from loaders._checks._context import Context
from loaders._checks._grid import Flags, Grid, Numbers
from loaders._checks._past import Past, pasts

# A first period this small may grow by chance; each later one adds about as much as the first.
FEW, LEAST, MOST = 10, 0.4, 1.9
SHARE = 0.6
ALONE = 4  # without other years, or other lines, so many periods in a row must rise


@dataclass(frozen=True)
class Rise:
    """A year of a grid, its lines that rise and those that could, and the figures of its first periods."""

    grid: Grid
    year: Period
    rising: Flags
    eligible: Flags
    given: Numbers


def rises(context: Context) -> list[Rise]:
    """Every year that looks cumulative."""
    wanted = (past for past in context.once(pasts) if past.grid.grain in (Grain.QUARTER, Grain.MONTH))
    return [rise for past in wanted for rise in _years(context, past)]


def _years(context: Context, past: Past) -> Iterator[Rise]:
    grid = past.grid
    summed = np.array([context.reading.series[code].aggregation == "sum" for code in grid.series])[grid.series_of]
    now = _now(past)
    for year in dict.fromkeys(period.fiscal_year for period in grid.periods):
        columns = _columns(past, year)
        if len(columns) < 2 or not set(columns) & set(past.columns.tolist()):
            continue
        given = now[:, columns]
        eligible = summed & grid.plain & (given[:, 0] >= FEW) & ~np.isnan(given).any(axis=1)
        rise = Rise(grid, year, eligible & _rises(given), eligible, given)
        if _sure(past, rise):
            yield rise


def _now(past: Past) -> Numbers:
    """All periods, with the file's own figures in place of what stands."""
    now = past.known.copy()
    own = past.grid.values
    now[:, past.columns] = np.where(np.isnan(own), now[:, past.columns], own)
    return now


def _columns(past: Past, year: Period) -> list[int]:
    """The columns of a financial year from its first period on, up to the first that is not there."""
    place = {period: column for column, period in enumerate(past.periods)}
    found, when = [], Period(year.first, past.grid.grain)
    while when in place and when.fiscal_year == year:
        found.append(place[when])
        when = when.shift(1)
    return found


def _rises(given: Numbers) -> Flags:
    """Lines whose every period adds about as much as the first one was."""
    added = np.diff(given, axis=1) / np.maximum(given[:, :1], 1)
    return np.asarray(((added >= LEAST) & (added <= MOST)).all(axis=1))


def _sure(past: Past, rise: Rise) -> bool:
    count, length = int(rise.rising.sum()), rise.given.shape[1]
    if not count or count < SHARE * rise.eligible.sum():
        return False
    other = [_columns(past, y) for y in {p.fiscal_year for p in past.periods} if y != rise.year]
    usual = [_rises(past.known[:, columns[:length]])[rise.rising] for columns in other if len(columns) >= length]
    if usual and np.concatenate(usual).mean() <= 0.2:
        return True
    return length >= (ALONE if count < ALONE else 3)
