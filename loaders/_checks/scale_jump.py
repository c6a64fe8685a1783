"""Figures ten, a hundred or a thousand times too large or too small."""

from collections.abc import Iterator

from dashboard.records import Observation, Problem
from loaders._checks._context import Check, Context
from loaders._checks._places import Place, address, heading
from loaders._checks._scale import Jump, jumps
from loaders._checks._words import listed, plural

CHECK = Check(
    code="scale-jump",
    severity="warning",
    title="Ten times too large or too small",
    about="Figures are 10, 100 or 1,000 times, or that part of, what stands for them or is usual in their line: "
    "a column, an area, a row or a single cell.",
)
HINT = "Check it with the sender: a digit too many or too few, or another unit, such as thousands."


def find(context: Context) -> Iterator[Problem]:
    for jump in context.once(jumps):
        if not jump.changes_unit and not jump.percent(context):
            yield _problem(context, jump)


def _problem(context: Context, jump: Jump) -> Problem:
    row, example = jump.example(context)
    at = _place(context, jump, row)
    told = "what stands" if "stands" in example else "the usual"
    what = f"{address(context, row, at)}: {_figures(context, jump, row)} {jump.words} {told}: {example}."
    subject = f"{_matter(jump, row)} x{jump.factor:g}"
    return context.problem(CHECK, row, what, HINT, subject=subject, at=at)


def _place(context: Context, jump: Jump, row: Observation) -> Place | None:
    if jump.block.kind == "column":
        return heading(context, row)
    return (row.row, row.column) if row.row else None


def _figures(context: Context, jump: Jump, row: Observation) -> str:
    areas = listed([context.area(code) for code in dict.fromkeys(jump.grid.place(n) for n in jump.block.lines)])
    when, title = row.period.short, context.title(row.series)
    return {
        "sheet": "the figures of this file are",
        "column": f"the figures for {when} are",
        "series": f"the figures of {title} are",
        "area": f"the figures of {areas} are",
        "series column": f"the figures of {title} for {when} are",
        "area column": f"the figures of {areas} for {when} are",
        "line": f"{plural(len(jump.block.columns), 'figure')} of {title} of {areas} are",
        "cell": "the figure is",
    }[jump.block.kind]


def _matter(jump: Jump, row: Observation) -> str:
    return {
        "sheet": "all",
        "column": row.period.key,
        "series": row.series,
        "area": row.area,
        "series column": f"{row.series} {row.period.key}",
        "area column": f"{row.area} {row.period.key}",
        "line": f"{row.series} {row.area}",
        "cell": f"{row.series} {row.area} {row.period.key}",
    }[jump.block.kind]
