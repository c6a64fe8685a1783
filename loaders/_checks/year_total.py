"""A year, or a quarter, that the shorter periods in the same file do not add up to."""

from collections.abc import Iterator
from itertools import permutations

import numpy as np

from dashboard.periods import LENGTH
from dashboard.records import Problem
from loaders._checks._context import Check, Context
from loaders._checks._grid import Grid
from loaders._checks._words import number, plural

CHECK = Check(
    code="year-total",
    severity="warning",
    title="Periods that do not add up",
    about="The file gives a year and all its quarters or months, or a quarter and its months, and they differ.",
)
HINT = "Check with the sender which is right. Both are kept as they are given."


def find(context: Context) -> Iterator[Problem]:
    for longer, shorter in permutations(context.grids, 2):
        if LENGTH[longer.grain] > LENGTH[shorter.grain]:
            for code in longer.lines_of.keys() & shorter.lines_of.keys():
                if context.reading.series[code].aggregation == "sum":
                    yield from _differing(context, (longer, shorter), code)


def _differing(context: Context, grids: tuple[Grid, Grid], code: str) -> Iterator[Problem]:
    longer, shorter = grids
    whole, parts = longer.by_area(code), shorter.by_area(code)
    for column, period in enumerate(longer.periods):
        within = [n for n, part in enumerate(shorter.periods) if part.first in period.months()]
        if len(within) * LENGTH[shorter.grain] != LENGTH[longer.grain]:
            continue
        added = parts[:, within].sum(axis=1)
        wrong = np.flatnonzero(
            ~np.isnan(added) & ~np.isnan(whole[:, column]) & (np.abs(added - whole[:, column]) > 0.5)
        )
        if len(wrong):
            line = next(n for n in longer.lines_of[code] if longer.area_of[n] == wrong[0])
            row = longer.row(line, column)
            more = f", and of {plural(len(wrong) - 1, 'other area')}" if len(wrong) > 1 else ""
            what = f"{context.place(row)} gives {number(row.value or 0)} as {context.title(code)} of "
            what += (
                f"{context.area(row.area)} for {period.short}, and its parts add up to {number(added[wrong[0]])}{more}."
            )
            yield context.problem(CHECK, row, what, HINT, subject=f"{code} {period.key}")
