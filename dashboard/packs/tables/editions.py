"""Uploads as tables: the history of all, and every figure that one of them changed."""

from collections.abc import Iterable, Mapping

from dashboard.metrics.when import when
from dashboard.packs.leaving import NOT_APPLICABLE, Column, Table, Value
from dashboard.packs.tables.card import shown
from dashboard.records import SourceSpec, cell_name
from dashboard.store.editions import Change, Edition
from dashboard.store.ledger import Entry

_HISTORY = (
    Column("Upload", "number"), Column("File"), Column("Source"), Column("Loaded"), Column("Loaded by"),
    Column("New", "number"), Column("Changed", "number"), Column("Gone", "number"), Column("As before", "number"),
    Column("Warnings", "number"), Column("State"),
)  # fmt: skip
_CHANGES = (
    Column("Series"), Column("Series code"), Column("Area"), Column("Area code"), Column("Period"), Column("Breakdown"),
    Column("Before", "number", None), Column("Upload before", "number"), Column("After", "number", None),
    Column("Sheet and cell"),
)  # fmt: skip


def uploads(found: Iterable[Entry], sources: Mapping[str, SourceSpec]) -> Table:
    """A row for each upload, the newest first."""
    return Table("uploads", "Uploads, newest first, times in UTC", _HISTORY,
                 tuple(_upload(one, sources) for one in found), empty="Nothing has been loaded yet.")  # fmt: skip


def _upload(one: Entry, sources: Mapping[str, SourceSpec]) -> tuple[Value, ...]:
    title = sources[one.source].title if one.source in sources else one.source
    state = f"Undone {when(one.undone_at)} by {one.undone_by}" if one.undone_at else "Stands"
    counts = (one.new, one.changed, one.gone, one.unchanged, len(one.problems))
    return one.number, one.file, title, when(one.loaded_at), one.loaded_by, *counts, state


def edition(found: Edition) -> Table:
    """A row for each figure of the kind that is asked for."""
    title = f"Figures of upload {found.entry.number}: {found.asked.kind}"
    rows = tuple(_change(found, one) for one in found.changes)
    places = tuple(one.decimals for one in found.changes)
    return Table("upload", title, _CHANGES, rows, places=places, empty="There is no such figure in this upload.")


def _change(found: Edition, one: Change) -> tuple[Value, ...]:
    place = f"{found.entry.sheets[one.sheet]}!{cell_name(one.row, one.column)}" if one.row else "several cells"
    return (
        one.title,
        one.series,
        one.area_name,
        one.area,
        one.period.key,
        one.breakdown or NOT_APPLICABLE,
        NOT_APPLICABLE if found.asked.kind == "new" else shown(one.before, one.before_status),
        one.before_upload or NOT_APPLICABLE,
        NOT_APPLICABLE if found.asked.kind == "gone" else shown(one.after, one.after_status),
        place,
    )
