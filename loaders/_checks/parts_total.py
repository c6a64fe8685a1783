"""A total that its parts do not add up to."""

from collections.abc import Iterator

import numpy as np

from dashboard.records import Problem
from loaders._checks._context import Check, Context
from loaders._checks._families import families
from loaders._checks._grid import Flags, Grid, Numbers
from loaders._checks._words import number, plural

CHECK = Check(
    code="parts-total",
    severity="warning",
    title="Parts that do not add up",
    about="A total in the file differs from the sum of its parts. Parts rounded to 5 may differ by the rounding.",
)
HINT = "Check with the sender which is right: the total, or one of its parts."
# Of a total's figures so many must add up: where fewer do, the parts overlap or are not all of them.
USUAL = 0.8


def find(context: Context) -> Iterator[Problem]:
    if context.said("total-mismatch"):
        return  # the loader has compared the totals of this layout itself
    for grid in context.grids:
        for total, parts in context.once(families).items():
            held = [part for part in parts if part in grid.lines_of]
            if total in grid.lines_of and len(held) > 1:
                yield from _wrong(context, grid, total, held)


def _wrong(context: Context, grid: Grid, total: str, parts: list[str]) -> Iterator[Problem]:
    stated, added = grid.by_area(total), np.sum([grid.by_area(part) for part in parts], axis=0)
    compared = ~np.isnan(stated) & ~np.isnan(added)
    wrong = compared & (np.abs(stated - added) > _rounding(grid, parts, stated))
    few = max(1, (1 - USUAL) * compared.sum())
    unusual = wrong.sum() <= few and wrong.sum() < compared.sum()
    if not wrong.any() or not (unusual or _all_double(stated, added, wrong)):
        return
    for area in np.flatnonzero(wrong.any(axis=1)).tolist():
        yield _problem(context, grid, total, area, wrong[area], (stated[area], added[area]))


def _problem(
    context: Context, grid: Grid, total: str, area: int, wrong: Flags, sums: tuple[Numbers, Numbers]
) -> Problem:
    columns = np.flatnonzero(wrong).tolist()
    line = next(n for n in grid.lines_of[total] if grid.area_of[n] == area)
    row = grid.row(line, columns[0])
    said, added = (number(amounts[columns[0]]) for amounts in sums)
    what = f"{context.place(row)} gives {said} as {context.title(total)} of {context.area(row.area)} for "
    what += f"{row.period.short}; its parts add up to {added}"
    more = f", and differs in {plural(len(columns) - 1, 'other period')} too." if len(columns) > 1 else "."
    return context.problem(CHECK, row, what + more, HINT, subject=f"{total} {row.area} {row.period.key}")


def _rounding(grid: Grid, parts: list[str], stated: Numbers) -> float:
    """How far a total may be from its parts: half of five for each, where every figure is a multiple of five."""
    figures = np.concatenate([stated.ravel(), *(grid.values[grid.lines_of[part]].ravel() for part in parts)])
    figures = figures[~np.isnan(figures)]
    fives = figures.any() and not (figures % 5).any()
    return 2.5 * (len(parts) + 1) if fives else 0.5 if (figures % 1).any() else 1e-6


def _all_double(stated: Numbers, added: Numbers, wrong: Flags) -> bool:
    """Whether all that is wrong is counted twice over: then it is the total that is wrong, however often."""
    return bool(np.allclose(stated[wrong], 2 * added[wrong]))
