"""safer trace: one number, back to the cells of the files it rests on."""

from typing import Annotated

import typer

from commands._common import Area, AsAt, AsJson, Database, Strategy, Unsuppressed, board, opened, out, print_json
from dashboard.metrics.units import after
from dashboard.metrics.wording import figure
from dashboard.scorecard.provenance import Cell, Earlier, Excerpt, Extract, Trace
from dashboard.scorecard.trace import trace as traced
from dashboard.settings import Settings
from loaders._provenance import explained, extracts

_WIDEST = 28


def trace(
    series: Annotated[str, typer.Argument(help="A series code; `safer series` lists them.")],
    period: Annotated[str, typer.Option("--period", help="A period such as 2012-04 or FY2012-13-Q1.")],
    area: Area = None,
    breakdown: Annotated[str, typer.Option("--breakdown", help="A breakdown such as land=Highway.")] = "",
    as_at: AsAt = None,
    strategy: Strategy = None,
    unsuppressed: Unsuppressed = False,
    as_json: AsJson = False,
    database: Database = None,
) -> None:
    """One number: file, sheet, cell, who, when, every earlier value."""
    settings = Settings()
    with opened(database) as store:
        found = traced(
            board(store, unsuppressed=unsuppressed),
            series,
            period,
            area=area or settings.area,
            breakdown=breakdown,
            as_at=as_at,
            strategy=strategy or settings.strategy,
        )
        if as_json:
            print_json(explained(store, found).model_dump(mode="json"))
        else:
            _tell(*extracts(store, found))


def _tell(found: Trace, sheets: tuple[Extract, ...]) -> None:
    apart = f" ({found.breakdown})" if found.breakdown else ""
    unit = "%" if found.unit == "%" else "" if found.value is None else after(found.value, found.unit, found.decimals)
    said = _amount(found.value, found.status, found.decimals)
    out(f"{found.title}{apart}, {found.area_name}, {found.period_label}: {said}{unit}".rstrip())
    out(found.words)
    for cell in found.cells:
        _tell_cell(cell)
    for sheet in sheets:
        if sheet.excerpt:
            out(f"\n{sheet.file}, sheet {sheet.sheet}, as it was handed in:")
            _draw(sheet.excerpt)


def _tell_cell(cell: Cell) -> None:
    place = f"{cell.sheet}!{cell.cell}" if cell.cell else f"sheet {cell.sheet}"
    said = _amount(cell.value, cell.status, cell.decimals)
    out(f"\n{said}  {cell.title}, {cell.period_label} ({cell.role})")
    out(f"  {cell.file}, {place}: {cell.source_title}, {cell.publisher}")
    out(f"  upload {cell.upload}, loaded {_when(cell.loaded_at)} by {cell.loaded_by}{_since(cell)}")
    printed = {None: "", "": "The cell is empty."}.get(cell.printed, f"The cell says “{cell.printed}”.")
    notes = [cell.words, printed]
    for note in [*notes, *(warning.message for warning in cell.warnings)]:
        if note:
            out(f"  {note}")
    for row in cell.rows:
        out(f"    {figure(row.value, cell.decimals):>10}  {row.cell:<7} {row.title}")
    for one in cell.confirmed:
        out(f"  confirmed by upload {one.upload} ({one.file}) on {_when(one.loaded_at)}")
    for earlier in cell.history:
        out(f"  {_was(earlier, cell.decimals)}")


def _since(cell: Cell) -> str:
    return f"; stands again since {_when(cell.valid_from)} by the {cell.restored_by}" if cell.restored_by else ""


def _was(earlier: Earlier, decimals: int) -> str:
    place = f"{earlier.sheet}!{earlier.cell}" if earlier.cell else earlier.sheet
    ended = f", ended by {'' if isinstance(earlier.ended_by, str) else 'upload '}{earlier.ended_by}"
    undone = ", since undone" if earlier.undone else ""
    return (
        f"was {_amount(earlier.value, earlier.status, decimals)} from {_when(earlier.valid_from)} "
        f"to {_when(earlier.valid_to)}: upload {earlier.upload}, {earlier.file}, {place}{undone}{ended}"
    )


def _draw(piece: Excerpt) -> None:
    """The piece of the original, the marked cells in brackets."""
    grid = [["", *piece.columns]]
    for line in piece.rows:
        names = [f"{column}{line.row}" for column in piece.columns]
        texts = [f"[{t}]" if n in piece.marked else t for n, t in zip(names, line.cells, strict=True)]
        grid.append([str(line.row), *(text[:_WIDEST] for text in texts)])
    widths = [max(len(row[n]) for row in grid) for n in range(len(grid[0]))]
    for row in grid:
        out("    " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())


def _amount(value: float | None, status: str, decimals: int) -> str:
    return status if value is None else figure(value, decimals)


def _when(moment: str) -> str:
    return moment[:16].replace("T", " ")


COMMANDS = {"trace": trace}
