"""None, where there have always been some."""

from collections.abc import Iterator

from dashboard.records import Observation, Problem, cell_name
from loaders._checks._blocks import Block
from loaders._checks._context import Check, Context
from loaders._checks._grid import Grid
from loaders._checks._noughts import noughts
from loaders._checks._past import Past, pasts
from loaders._checks._places import Place, address, heading
from loaders._checks._words import listed, number, plural, span

CHECK = Check(
    code="never-zero",
    severity="warning",
    title="Nothing where there always was something",
    about="A figure is 0 where the line was never below 5: a whole column, an area, a series, or one cell.",
)
HINT = "Check whether the figures are missing. If so, ask for them: kept as 0 they would count as none."
SINGLY = 5


def find(context: Context) -> Iterator[Problem]:
    for past in context.once(pasts):
        found = [block for grid, block in context.once(noughts) if grid is past.grid]
        if context.reading.refused:
            # a row that could not be read looks like one that is not there
            found = [block for block in found if _has_a_cell(past.grid, block)]
        single = [block for block in found if block.kind in ("line", "cell")]
        for block in found:
            if block not in single or len(single) <= SINGLY:
                yield _problem(context, past, block)
        if len(single) > SINGLY:
            yield _together(context, past, single)


def _has_a_cell(grid: Grid, block: Block) -> bool:
    row = grid.first_row(block.lines, block.columns)
    return row is not None and row.row > 0


def _problem(context: Context, past: Past, block: Block) -> Problem:
    grid = past.grid
    row = grid.first_row(block.lines, block.columns)
    assert row is not None  # a block has figures
    at = _place(context, grid, block, row)
    what = f"{address(context, row, at)}: {_figures(context, grid, block)}; {_before(past, block)}."
    return context.problem(CHECK, row, what, HINT, subject=_matter(grid, block, row), at=at)


def _before(past: Past, block: Block) -> str:
    """Why 0 is doubted: what the lines were before, or that other boroughs have figures."""
    low = past.lowest[list(block.lines)]
    row = past.grid.first_row(block.lines, block.columns)
    why = f"never before was one below {number(low[low > 0].min())}" if low.any() else "every other borough has one"
    return why if row and row.row else f"the file has no row of it, {why}"


def _place(context: Context, grid: Grid, block: Block, row: Observation) -> Place | None:
    if block.kind == "column" and not row.row:
        row = grid.first_row(range(len(grid.values)), block.columns) or row
    if block.kind == "column":
        return heading(context, row)
    return (row.row, row.column) if row.row else None


def _figures(context: Context, grid: Grid, block: Block) -> str:
    when = span([grid.periods[column] for column in block.columns])
    areas = listed([context.area(code) for code in dict.fromkeys(grid.place(n) for n in block.lines)])
    codes = dict.fromkeys(grid.code(n) for n in block.lines)
    titles = listed([context.title(code) for code in codes], 3)
    count = plural(len(block.lines), "line")
    return {
        "sheet": f"{count} are 0 for {when}",
        "column": f"{count} are 0 for {when}",
        "area": f"every figure of {areas} is 0 for {when}",
        "area column": f"every figure of {areas} is 0 for {when}",
    }.get(block.kind, f"{titles} {'is' if len(codes) == 1 else 'are'} 0 for {when} in {areas}")


def _matter(grid: Grid, block: Block, row: Observation) -> str:
    when = grid.periods[block.columns[0]].key
    return {"sheet": "all", "column": when, "area": row.area, "area column": f"{row.area} {when}"}.get(
        block.kind, f"{row.series} {when}" if block.kind != "cell" else f"{row.series} {row.area} {when}"
    )


def _together(context: Context, past: Past, single: list[Block]) -> Problem:
    """Figures of many lines that each are 0 where they never were, in one sentence."""
    grid = past.grid
    rows = [row for block in single if (row := grid.first_row(block.lines, block.columns))]
    said = [f"{context.title(r.series)} of {context.area(r.area)} for {r.period.short} ({_cell(r)})" for r in rows]
    what = f"{context.place(rows[0])}: {listed(said, 4)} are 0; never before was one of these lines below "
    what += f"{number(min(past.lowest[list(block.lines)].min() for block in single))}. All of them: "
    what += f"{', '.join(_cell(row) for row in rows)}."
    return context.problem(CHECK, rows[0], what, HINT, subject="several")


def _cell(row: Observation) -> str:
    return cell_name(row.row, row.column) if row.row else "no row"
