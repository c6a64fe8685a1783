"""A target that the figures being loaded make absurd."""

from collections.abc import Iterator

import numpy as np

from dashboard.periods import LENGTH
from dashboard.records import Observation, Problem
from dashboard.strategy import Indicator, Strategy
from loaders._checks._context import Check, Context
from loaders._checks._grid import Grid
from loaders._checks._words import number

CHECK = Check(
    code="absurd-target",
    severity="warning",
    title="A target out of all proportion",
    about="A strategy's target is more than 10 times, or less than a tenth of, the figure being loaded.",
)
HINT = "Correct the target in the strategy, or the figure: one of the two cannot be meant."
TIMES = 10


def find(context: Context) -> Iterator[Problem]:
    for strategy in context.strategies:
        for indicator in strategy.indicators:
            if indicator.target.kind in ("level", "expected"):
                yield from _compared(context, strategy, indicator)


def _compared(context: Context, strategy: Strategy, indicator: Indicator) -> Iterator[Problem]:
    for grid in context.grids:
        row = _latest(context, grid, indicator)
        target = _target(context, indicator, row) if row else None
        if row is None or row.value is None or target is None:
            continue
        times = _times(context, grid, indicator)
        if _absurd(target, row.value * times):
            name = f"{context.title(row.series)} of {context.area(row.area)}"
            what = f"{context.place(row)}: {name} is {number(row.value)} for {row.period.short}, and the target of "
            what += f"“{indicator.title}” in “{strategy.title}” is {number(target)}{_each(indicator, times)}."
            yield context.problem(CHECK, row, what, HINT, subject=f"{strategy.code}/{indicator.code}")
            return


def _latest(context: Context, grid: Grid, indicator: Indicator) -> Observation | None:
    """The newest figure of an indicator in its own area, or in the partnership's."""
    if LENGTH[grid.grain] > LENGTH[indicator.grain] or indicator.series not in grid.series:
        return None
    area = indicator.area or context.home
    for line in np.flatnonzero(grid.series_of == grid.series.index(indicator.series)).tolist():
        if grid.place(line) == area and grid.breakdowns[grid.breakdown_of[line]] == indicator.breakdown:
            columns = np.flatnonzero(~np.isnan(grid.values[line])).tolist()
            return grid.row(line, columns[-1]) if columns else None
    return None


def _times(context: Context, grid: Grid, indicator: Indicator) -> float:
    """How many of the file's periods make one that the target is for."""
    summed = context.reading.series[indicator.series].aggregation == "sum"
    return LENGTH[indicator.grain] / LENGTH[grid.grain] if summed else 1


def _each(indicator: Indicator, times: float) -> str:
    return f" a {'quarter' if LENGTH[indicator.grain] == 3 else 'year'}" if times > 1 else ""


def _target(context: Context, indicator: Indicator, row: Observation) -> float | None:
    """What is asked for the period of a figure; None when it is not known."""
    target = indicator.target
    if target.expected_series is None:
        return target.value
    own = [o for o in context.reading.observations if o.series == target.expected_series and o[1:4] == row[1:4]]
    if own:
        return own[0].value
    held = context.stored([target.expected_series], [row.area]).get((target.expected_series, row.area, ""), {})
    return held[row.period].value if row.period in held else None


def _absurd(target: float, figure: float) -> bool:
    """Whether they differ ten times. A figure of none tells nothing, and a target of none is one for a small figure."""
    low, high = sorted((abs(target), abs(figure)))
    return figure != 0 and high > TIMES * max(low, 1)
