"""Figures far outside what their own past leads one to expect."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from dashboard.records import Problem
from loaders._checks._context import Check, Context
from loaders._checks._cumulative import rises
from loaders._checks._false_totals import false_totals
from loaders._checks._families import WHOLE, families, watched
from loaders._checks._grid import Flags, Grid, Numbers, Places
from loaders._checks._noughts import noughts
from loaders._checks._past import Past, nowhere, pasts
from loaders._checks._places import address, heading
from loaders._checks._respelt import changes, explained
from loaders._checks._scale import jumps
from loaders._checks._shifts import shifts
from loaders._checks._steps import steps
from loaders._checks._words import listed, number, plural, span

CHECK = Check(
    code="outside-limits",
    severity="warning",
    title="Far outside its own limits",
    about="A new or changed figure of a watched series is more than half away from its past, by more than 20 and by "
    "more than 5 sigma (XmR); elsewhere than in the partnership's own area it must be far more: double, and 12 sigma.",
)
HINT = "Check it with the sender. If it is right, say why when it is loaded: the meeting will ask."
SIGMAS, SHARE, LEAST = 5, 0.5, 20
# Of many areas some are far out every month: one that is not the partnership's own is named when it is further still.
SIGMAS_ELSEWHERE, DOUBLE, BEYOND = 12, 2, 1.5
# Limits are of the last so many figures, and of no fewer than these.
RECENT, FEWEST = 24, 8
D2 = 1.128  # mean moving range of two as a multiple of sigma


def find(context: Context) -> Iterator[Problem]:
    for past in context.once(pasts):
        outside, middle = _outside(context, past)
        outside &= ~_with_parts(context, past.grid, outside)  # said once, of the part
        found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for line, column in np.argwhere(outside).tolist():
            found[int(past.grid.series_of[line])].append((line, column))
        for cells in found.values():
            yield _problem(context, past, cells, middle)


def _outside(context: Context, past: Past) -> tuple[Flags, Numbers]:
    """Which of the grid's figures are outside, and the middle of the limits of each."""
    grid = past.grid
    outside, middles = np.zeros(grid.values.shape, np.bool_), np.full(grid.values.shape, np.nan)
    fresh = _fresh(context, past)
    if fresh.any():
        fresh &= ~_doubted(context, grid)
    for column in np.flatnonzero(fresh.any(axis=0)).tolist():
        place, lines = int(past.columns[column]), np.flatnonzero(fresh[:, column])
        history = past.standing[lines, max(0, place - RECENT) : place]
        if history.shape[1] < FEWEST:
            continue
        middle, sigma = _limits(history)
        value, before = grid.values[lines, column], grid.before[lines, column]
        far = np.abs(value - middle)
        beyond = (far > SIGMAS * sigma) & (far > SHARE * middle) & (far > LEAST)
        own = np.array([grid.place(line) == context.home for line in lines.tolist()], np.bool_)
        beyond &= own | _further(value, history, (middle, sigma))
        # A season, or a revision of what was as far away before, is no news.
        for reference in (_year_ago(past, lines, column), before):
            beyond &= np.isnan(reference) | (np.abs(value - reference) > SHARE * reference)
        outside[lines, column], middles[lines, column] = beyond, middle
    return outside, middles


def _fresh(context: Context, past: Past) -> Flags:
    """Figures of the lines looked at that differ from what stands, or come after all that stands."""
    grid = past.grid
    stands = ~np.isnan(past.standing)
    last = np.where(stands.any(axis=1), stands.shape[1] - 1 - np.argmax(stands[:, ::-1], axis=1), stands.shape[1])
    newer = np.isnan(grid.before) & (past.columns[None, :] > last[:, None])
    begun = np.array([period.first < context.first_ahead for period in grid.periods])
    fresh = (newer | (~np.isnan(grid.before) & (grid.values != grid.before))) & ~np.isnan(grid.values) & begun
    return np.asarray(fresh & _looked_at(context, past)[:, None])


def _further(value: Numbers, history: Numbers, limits: tuple[Numbers, Numbers]) -> Flags:
    middle, sigma = limits
    low, top = np.fmin.reduce(history, axis=1), np.fmax.reduce(history, axis=1)
    up = (value > DOUBLE * middle) & (value > BEYOND * top)
    down = (DOUBLE * value < middle) & (BEYOND * value < low)
    return np.asarray((up | down) & (np.abs(value - middle) > SIGMAS_ELSEWHERE * sigma))


def _looked_at(context: Context, past: Past) -> Flags:
    """Lines of watched series of which something stands."""
    grid = past.grid
    looked_at = context.once(watched)
    series = [n for n, code in enumerate(grid.series) if code in looked_at]
    kept = grid.plain & np.isin(grid.series_of, series) & ~nowhere(context, grid)
    kept &= ~np.isnan(past.standing).all(axis=1)
    return np.asarray(kept & ~context.once(explained).get(grid.grain, np.False_))


def _limits(history: Numbers) -> tuple[Numbers, Numbers]:
    """The mean of each line's past and its sigma by moving ranges; NaN where too little is known."""
    counted = (~np.isnan(history)).sum(axis=1)
    moving = np.abs(np.diff(history, axis=1))
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = np.nansum(history, axis=1) / counted
        sigma = np.nansum(moving, axis=1) / (~np.isnan(moving)).sum(axis=1) / D2
    few = counted < FEWEST
    return np.where(few, np.nan, middle), np.where(few, np.nan, sigma)


def _year_ago(past: Past, lines: Places, column: int) -> Numbers:
    before = past.grid.periods[column].year_before
    if before not in past.periods:
        return np.full(len(lines), np.nan)
    return np.asarray(past.known[lines, past.periods.index(before)])


def _doubted(context: Context, grid: Grid) -> Flags:
    """Figures that another check names, and what they were added up to."""
    found = np.zeros(grid.values.shape, np.bool_)
    moved = [rise.grid for rise in context.once(rises)] + [shift.grid for shift in context.once(shifts)]
    if any(other is grid for other in moved):
        return ~found
    whole = [step.series for step in context.once(steps)] + [false.part for false in context.once(false_totals)]
    whole += [code for c in context.once(changes) if c.kind == "gone" for code in (c.group, WHOLE)]
    for code in grid.lines_of.keys() & set(whole):
        found[grid.lines_of[code]] = True
    for other, block in (*((j.grid, j.block) for j in context.once(jumps)), *context.once(noughts)):
        if other is grid:
            lines = range(len(found)) if block.kind in ("sheet", "column") else block.lines
            found[np.ix_(lines, block.columns)] = True
    return found | _with_parts(context, grid, found)


def _with_parts(context: Context, grid: Grid, flagged: Flags) -> Flags:
    """Totals of an area and period of which a part is flagged, or a part of a part."""
    found = flagged.copy()
    totals = context.once(families)
    for total in sorted(totals.keys() & grid.lines_of.keys(), key=lambda code: (code == WHOLE, -code.count("."))):
        within = np.zeros((len(grid.areas), len(grid.periods)), np.bool_)
        for part in totals[total]:
            if part in grid.lines_of:
                own = grid.lines_of[part]
                within[grid.area_of[own]] |= found[own]
        lines = grid.lines_of[total]
        found[lines] |= within[grid.area_of[lines]]
    return found & ~flagged


def _problem(context: Context, past: Past, cells: list[tuple[int, int]], middles: Numbers) -> Problem:
    """The farthest of a series' figures, and which others there are."""
    grid = past.grid
    line, column = max(cells, key=lambda cell: abs(float(grid.values[cell]) / max(float(middles[cell]), 1) - 1))
    row = grid.row(line, column)
    head = row if row.row else grid.first_row(range(len(grid.values)), [column]) or row
    at = (row.row, row.column) if row.row else heading(context, head)
    name = f"{context.title(row.series)} of {context.area(row.area)}"
    usual = number(round(middles[line, column]))
    what = f"{address(context, head, at)}: {name} is {number(row.value or 0)} for {row.period.short}, where about "
    what += f"{usual} is usual{_others(context, grid, cells)}."
    return context.problem(CHECK, row, what, HINT, subject=f"{row.series} {row.area} {row.period.key}", at=at)


def _others(context: Context, grid: Grid, cells: list[tuple[int, int]]) -> str:
    if len(cells) < 2:
        return ""
    areas = listed([context.area(code) for code in dict.fromkeys(grid.place(line) for line, _ in cells)])
    whens = span([grid.periods[column] for _, column in cells])
    return f" (and {plural(len(cells) - 1, 'other figure')}: {areas}, {whens})"
