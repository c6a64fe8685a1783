"""The last guard against a number that would be stored twice under one key."""

from collections.abc import Iterator

from dashboard.records import Observation, Problem, cell_name
from loaders._checks._context import Check, Context

CHECK = Check(
    code="duplicate-key",
    severity="error",
    title="The same figure twice",
    about="Two cells give the same series, area, period and breakdown.",
)


def find(context: Context) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], Observation] = {}
    for row in context.reading.observations:
        first = seen.setdefault(row[:4], row)
        if first is not row:
            other = cell_name(first.row, first.column)
            what = f"{context.place(row)} gives {row.series} for {row.period.short} again; {other} gives it first."
            yield context.problem(CHECK, row, what, "Delete the one that is wrong.")
