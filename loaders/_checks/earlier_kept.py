"""Periods that an earlier file brought and this one no longer has."""

from dashboard.records import Problem
from loaders._checks._context import Check, Context
from loaders._checks._sample import samples
from loaders._checks._words import span

CHECK = Check(
    code="earlier-kept",
    severity="note",
    title="Earlier periods are kept",
    about="A newer edition has dropped periods that an earlier one brought: they stay as they are.",
)


def find(context: Context) -> list[Problem]:
    for sample in context.once(samples).values():
        periods = sample.grid.periods
        standing = {when for code in sample.areas.keys() & set(sample.grid.areas) for when in sample.areas[code]}
        before = [when for when in standing if when < periods[0]]
        # A file of other periods only is no newer edition, and nobody expects the earlier ones in it.
        if before and len(periods) > 1 and standing & set(periods):
            context.note(f"The file begins with {periods[0].short}: what stands for {span(before)} is kept as it is.")
    return []
