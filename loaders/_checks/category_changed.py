"""Categories renamed, split, merged or gone: only the total of their group can be compared over the change."""

from collections.abc import Iterator

from dashboard.records import Observation, Problem
from loaders._checks._context import Check, Context
from loaders._checks._grid import Grid
from loaders._checks._places import address, label, written
from loaders._checks._respelt import JOINABLE, Change, changes
from loaders._checks._words import listed, span

CHECK = Check(
    code="category-changed",
    severity="warning",
    title="Categories renamed, split or merged",
    about="A category of a group is new while another is gone, in the file or against what stands: by its name or "
    "its figures it may be the same. The total of the group is kept either way.",
)
JOIN = "Are they the same? Join them, or keep them apart. The total of their group is the same either way."
APART = "Keep them apart: only the total of their group can be compared over the change."


def find(context: Context) -> Iterator[Problem]:
    for change in context.once(changes):
        row = _row(change.grid, change)
        at = label(context, row, (change.new or (change.group,))[0]) if row else None
        where = f"{address(context, row, at)}: " if row else ""
        hint = JOIN if change.kind in JOINABLE else APART
        if change.kind == "gone":
            hint = "Check that the file is whole. What stands of it would end with this file."
        yield context.problem(CHECK, row, where + _said(context, change, row), hint, subject=change.subject, at=at)


def _row(grid: Grid, change: Change) -> Observation | None:
    """The first row of what is new, or of a part of it; else of the group."""
    wanted = change.new or (change.group,)
    within = tuple(f"{code}." for code in wanted)
    lines = [n for code, held in grid.lines_of.items() if code in wanted or code.startswith(within) for n in held]
    lines = [n for n in lines if not change.areas or grid.area_of[n] in change.areas]
    return grid.first_row(lines, range(len(grid.periods))) if lines else None


def _said(context: Context, change: Change, row: Observation | None) -> str:
    new = listed([f"“{_name(context, code, row)}”" for code in change.new])
    old = listed([f"“{_plain(context, code)}”" for code in change.old])
    group = context.title(change.group) if change.group in context.reading.series else "the offence groups"
    here = f"in {group}, " if change.group.count(".") else ""
    are, is_ = ("are" if len(codes) > 1 else "is" for codes in (change.old, change.new))
    since = f"from {change.since.short} on"
    stood = f" (standing for {span(change.stood)})" if change.stood else ""
    return {
        "renamed": f"{here}{new} is new and {old}{stood} is gone: their figures or names are alike."
        if change.stood
        else f"{here}{new} begins in {change.since.short}, where {old} ends.",
        "split": f"{here}{new} {is_} new {since}, and {old} falls by as much.",
        "merged": f"{here}{old}{stood} {are} gone, and {new} rises by as much.",
        "rearranged": f"{here}{new} {is_} new, and {old}{stood} {are} gone.",
        "gone": f"{here}{old}{stood} {are} not in this file, which has figures of others for those periods.",
        "some rows": f"{here}{new} has rows for {_areas(context, change)} only, where {old} has none.",
    }[change.kind]


def _areas(context: Context, change: Change) -> str:
    return listed([context.area(change.grid.areas[number]) for number in change.areas])


def _name(context: Context, code: str, row: Observation | None) -> str:
    return written(context, row) if row and row.series == code else _plain(context, code)


def _plain(context: Context, code: str) -> str:
    """A category's own words, without those of its group."""
    title = context.title(code)
    return title.partition(": ")[2] or title if title != code else code.rpartition(".")[2].replace("_", " ")
