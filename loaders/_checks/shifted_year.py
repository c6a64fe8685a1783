"""Periods whose labels moved by a year, or by one, against what stands."""

from collections.abc import Iterator

from dashboard.periods import LENGTH
from dashboard.records import Problem
from loaders._checks._context import Check, Context
from loaders._checks._places import address, heading
from loaders._checks._shifts import Shift, shifts
from loaders._checks._words import listed, plural

CHECK = Check(
    code="shifted-year",
    severity="warning",
    title="Labels moved by one",
    about="Most figures of a series are those that stand for the year, or the period, before or after.",
)
HINT = "Ask the publisher which is meant: what stands would be replaced by another period's figures."


def find(context: Context) -> Iterator[Problem]:
    for grid in context.grids:
        own = [shift for shift in context.once(shifts) if shift.grid is grid]
        for months in dict.fromkeys(shift.months for shift in own):
            yield _problem(context, [shift for shift in own if shift.months == months])


def _problem(context: Context, found: list[Shift]) -> Problem:
    """One finding for all series that moved alike, at one that was written and not added up."""
    grid = found[0].grid
    rows = [grid.first_row(grid.lines_of[shift.series], [shift.column]) for shift in found]
    row = next((row for row in rows if row and row.row), rows[0])
    assert row is not None  # the column has figures
    at = heading(context, row)
    same, told = (sum(counts) for counts in zip(*((each.same, each.told) for each in found), strict=True))
    months = found[0].months
    word = "year" if abs(months) == 12 else "quarter" if LENGTH[grid.grain] == 3 else "month"
    series = listed([context.title(each.series) for each in found], 3)
    what = f"{address(context, row, at)}: {same:,} of {plural(told, 'figure')} of {series} that differ from what"
    what += f" stands are those of the {word} {'before' if months < 0 else 'after'}, from {row.period.short} on."
    return context.problem(CHECK, row, what, HINT, subject=f"{found[0].series} {months:+d}", at=at)
