"""Quarters that the file begins or ends within."""

from dashboard.periods import Grain, Period, quarter_containing
from dashboard.records import Problem
from loaders._checks._context import Check, Context
from loaders._checks._sample import samples

CHECK = Check(
    code="incomplete-quarter",
    severity="note",
    title="Quarters that are not complete",
    about="A monthly file begins or ends within a quarter whose other months do not stand.",
)


def find(context: Context) -> list[Problem]:
    for sample in context.once(samples).values():
        if sample.grid.grain is Grain.MONTH:
            own = {when.first for when in sample.grid.periods if when.first < context.first_ahead}
            held = own | {when.first for whens in sample.areas.values() for when in whens}
            _note(context, own, held)
    return []


def _note(context: Context, own: set[int], held: set[int]) -> None:
    ends = dict.fromkeys(quarter_containing(month) for month in (min(own, default=0), max(own, default=0)) if own)
    said = [text for quarter in ends if (text := _part(quarter, held))]
    if said:
        context.note(f"Not complete: {' and '.join(said)}. A part of a quarter is never compared with a whole one.")


def _part(quarter: Period, held: set[int]) -> str | None:
    count = sum(month in held for month in quarter.months())
    return f"{quarter.label} ({count} of 3 months)" if count < 3 else None
