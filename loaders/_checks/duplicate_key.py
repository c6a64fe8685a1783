"""The last guard against a number that would be stored twice under one key."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from dashboard.records import Observation, Problem, cell_name
from loaders._checks._context import Check, Context
from loaders._checks._words import plural

CHECK = Check(
    code="duplicate-key",
    severity="error",
    title="The same figure twice",
    about="Two cells give the same series, area, period and breakdown.",
)


def find(context: Context) -> Iterator[Problem]:
    if context.said("duplicate-period", "duplicate-key", "duplicate-measure"):
        return  # the loader has named the column or the row itself
    for _, rows in groupby(_again(context), key=attrgetter("sheet", "column")):
        found = list(rows)
        yield _problem(context, found[0], len(found))


def _problem(context: Context, row: Observation, count: int) -> Problem:
    first = next(other for other in context.reading.observations if other[:4] == row[:4])
    more = f", and so do {plural(count - 1, 'other figure')} of its column" if count > 1 else ""
    where = f"{cell_name(first.row, first.column)} gives it first" if first.row else "it is given before"
    what = f"{context.place(row)} gives {context.title(row.series)} of {context.area(row.area)} for "
    what += f"{row.period.short} again; {where}{more}."
    return context.problem(CHECK, row, what, "Delete the one that is wrong.")


def _again(context: Context) -> list[Observation]:
    """Every figure that another one before it has the key of, by sheet and column."""
    found = [grid.rows[place] for grid in context.grids for place in grid.repeated]
    return sorted(found, key=attrgetter("sheet", "column", "row"))
