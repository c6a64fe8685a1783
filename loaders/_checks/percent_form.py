"""Percentages written as 0.55 among others written as 55."""

from collections.abc import Iterator

from dashboard.records import Problem
from loaders._checks._context import Check, Context
from loaders._checks._places import address
from loaders._checks._scale import Jump, jumps
from loaders._checks._words import plural

CHECK = Check(
    code="percent-form",
    severity="warning",
    title="Percentages in two forms",
    about="Some figures of a share are written as 0.55 and others as 55, in the file or against what stands.",
)


def find(context: Context) -> Iterator[Problem]:
    for jump in context.once(jumps):
        if jump.percent(context):
            yield _problem(context, jump)


def _problem(context: Context, jump: Jump) -> Problem:
    row, example = jump.example(context)
    at = (row.row, row.column) if row.row else None
    count = len(jump.block.lines) * len(jump.block.columns)
    more = f" (and {plural(count - 1, 'figure')} more)" if count > 1 else ""
    form = "a fraction among percentages" if jump.factor < 1 else "a percentage among fractions"
    what = f"{address(context, row, at)}{more} looks like {form}: {example}."
    return context.problem(CHECK, row, what, "Write every one as per cent: 55.2 for 55.2%.", subject=row.series, at=at)
