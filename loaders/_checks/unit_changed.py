"""The same series in another unit."""

import re
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from dashboard.records import Problem
from loaders._checks._context import Check, Context
from loaders._checks._places import address, heading
from loaders._checks._scale import SAID, Jump, jumps
from loaders._checks._steps import Step, steps

CHECK = Check(
    code="unit-changed",
    severity="warning",
    title="Another unit",
    about="A series is registered in another unit, stands as a rate per another number, or all its figures move by "
    "10, 100 or 1,000 at once and stay there.",
)
HINT = "Ask the publisher whether the unit changed. Figures in two units are never compared: keep them apart."
PER = re.compile(r"(.+_per_)(10+)")
MOST_AREAS = 0.8


def find(context: Context) -> Iterator[Problem]:
    if context.said("unit-jump"):
        return  # the loader has compared the years itself
    known = context.registered()
    for code, spec in context.reading.series.items():
        if code in known and known[code].unit != spec.unit and context.stored([code], ()):
            yield _said(context, code, f"is in {spec.unit}, and what stands of it in {known[code].unit}")
        elif other := _in_another_unit(context, code):
            yield _said(context, code, f"is new, and {other} of the same stands: the unit has changed")
    for jump in context.once(jumps):
        if jump.changes_unit and not jump.percent(context):
            yield _jumped(context, jump)
    for step in context.once(steps):
        yield _stepped(context, step)


def _in_another_unit(context: Context, code: str) -> str | None:
    """The series of the same per another number that stands, where this one does not."""
    match = PER.fullmatch(code)
    grids = [grid for grid in context.grids if code in grid.lines_of]
    if not match or any(not np.isnan(grid.before[grid.lines_of[code]]).all() for grid in grids):
        return None
    others = [f"{match[1]}{per}" for per in (100, 1_000, 10_000, 100_000) if str(per) != match[2]]
    held: defaultdict[str, set[str]] = defaultdict(set)
    for series, area, _ in context.stored(others, ()):
        held[series].add(area)
    # A publication of a few areas is another one, not the next edition.
    given = {grid.place(line) for grid in grids for line in grid.lines_of[code]}
    most = (other for other, areas in held.items() if len(areas & given) >= MOST_AREAS * len(areas))
    return next((other for other in most if other not in context.reading.series), None)


def _said(context: Context, code: str, what: str) -> Problem:
    row = next(row for row in context.reading.observations if row.series == code)
    return context.problem(CHECK, row, f"{context.place(row)}: {context.title(code)} {what}.", HINT, subject=code)


def _jumped(context: Context, jump: Jump) -> Problem:
    row, example = jump.example(context)
    what = f"{context.place(row)}: the figures of {context.title(row.series)} are {jump.words} what stands: {example}."
    return context.problem(CHECK, row, what, HINT, subject=row.series)


def _stepped(context: Context, step: Step) -> Problem:
    grid = step.grid
    row = grid.first_row(grid.lines_of[step.series], [step.column])
    assert row is not None  # the column has figures
    at = heading(context, row)
    before = grid.periods[step.column - 1].short
    said = f"{address(context, row, at)}: from {row.period.short} on the figures of {context.title(step.series)} are "
    said += f"{SAID[step.factor]} those for {before}, in most areas."
    return context.problem(CHECK, row, said, HINT, subject=step.series, at=at)
