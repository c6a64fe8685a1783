"""A total of areas that stands among them, and would be counted with them."""

from collections.abc import Iterator

import numpy as np

from dashboard.records import Problem
from loaders._checks._context import Check, Context
from loaders._checks._families import families
from loaders._checks._grid import Grid, Places
from loaders._checks._words import plural

CHECK = Check(
    code="region-among-areas",
    severity="warning",
    title="A region counted as an area",
    about="The figures of one area are the sum of all the others': a region's row under an area's name.",
)
HINT = "Delete the row if it is a total, or correct its area: it would be counted with the areas it is made of."
WIDER = ("country", "region")
FEWEST_AREAS, FEWEST, SHARE = 3, 4, 0.9


def find(context: Context) -> Iterator[Problem]:
    for grid in context.grids:
        local = [n for n, code in enumerate(grid.areas) if context.reading.areas[code].kind not in WIDER]
        same, told = np.zeros(len(grid.areas), np.int64), np.zeros(len(grid.areas), np.int64)
        for code, lines in grid.lines_of.items():
            if context.reading.series[code].aggregation == "sum" and code not in context.once(families):
                _count(grid, lines[np.isin(grid.area_of[lines], local)], same, told)
        for area in np.flatnonzero((told >= FEWEST) & (same >= SHARE * told)):
            yield _problem(context, grid, int(area), (int(same[area]), int(told[area])))


def _count(grid: Grid, lines: Places, same: Places, told: Places) -> None:
    """Count, for each area, the figures that could show it to be a total, and those that do."""
    if len(lines) <= FEWEST_AREAS:
        return
    values = np.nan_to_num(grid.values[lines])
    whole = values.sum(axis=0)
    # A figure that equals the only other one proves nothing.
    others = (values > 0).sum(axis=0) - (values > 0) > 1
    told[grid.area_of[lines]] += (others & (whole > 0)).sum(axis=1)
    same[grid.area_of[lines]] += (others & (values > 0) & np.isclose(2 * values, whole)).sum(axis=1)


def _problem(context: Context, grid: Grid, area: int, counts: tuple[int, int]) -> Problem:
    lines = np.flatnonzero((grid.area_of == area) & grid.plain)
    row = grid.first_row(lines, range(len(grid.periods)))
    assert row is not None  # the area has figures
    what = f"{context.place(row)}: the figures of {context.area(row.area)} are the sum of all other areas' in "
    what += f"{counts[0]:,} of {plural(counts[1], 'figure')}."
    return context.problem(CHECK, row, what, HINT, subject=row.area)
