"""A traced number as a table: every cell it rests on, and every value that stood there before."""

from collections.abc import Iterator

from dashboard.metrics.when import when
from dashboard.packs.leaving import NOT_APPLICABLE, Column, Table, Value
from dashboard.packs.tables.card import shown
from dashboard.scorecard.provenance import Trace

_COLUMNS = (
    Column("Figure"), Column("Series code"), Column("Period"), Column("Value", "number", None), Column("From"),
    Column("Until"), Column("Upload", "number"), Column("File"), Column("Sheet"), Column("Cell"), Column("Ended by"),
)  # fmt: skip


def traced(found: Trace) -> Table:
    """What stands first, then what stood before, newest first, of each figure it rests on."""
    rows = tuple(_rows(found))
    places = tuple(cell.decimals for cell in found.cells for _ in range(1 + len(cell.history)))
    title = f"{found.title}, {found.area_name}, {found.period_label}: where it comes from"
    return Table("trace", title, _COLUMNS, rows, places=places, empty="It rests on no stored figure.")


def _rows(found: Trace) -> Iterator[tuple[Value, ...]]:
    several = "several cells"
    for cell in found.cells:
        name = (cell.title, cell.series, cell.period)
        place = (cell.upload, cell.file, cell.sheet, cell.cell or several)
        yield *name, shown(cell.value, cell.status), when(cell.valid_from), "now", *place, NOT_APPLICABLE
        for one in cell.history:
            there = (one.upload, one.file, one.sheet, one.cell or several)
            ended = f"upload {one.ended_by}" if isinstance(one.ended_by, int) else one.ended_by or NOT_APPLICABLE
            spell = (when(one.valid_from), when(one.valid_to))
            yield *name, shown(one.value, one.status), *spell, *there, ended
