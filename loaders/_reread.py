"""Whether every figure is still what the cell it cites says: each original is read again by its loader and compared."""

from collections.abc import Iterator
from typing import Any

from dashboard import areas as register
from dashboard.errors import OriginalDamaged
from dashboard.records import Observation, cell_name
from dashboard.settings import areas_file
from dashboard.store.cited import cited
from dashboard.store.decisions import Decision
from dashboard.store.moments import moment
from dashboard.store.store import Store
from loaders._book import UnreadableFile, open_book
from loaders._decided import join_series
from loaders._mapping.remembered import Remembered
from loaders._mapping.spec import from_json
from loaders._registry import Loader, all_loaders

NAME = "Every figure, against the cell it cites"
# faults named of one upload; the rest is counted
_NAMED = 20
Key = tuple[object, ...]


def reread(store: Store) -> Iterator[str]:
    """A sentence for each figure that its file does not say, and for each file that can no longer be read."""
    for upload in reversed(store.uploads()):
        faults = list(_faults(store, upload))
        yield from faults[:_NAMED]
        if len(faults) > _NAMED:
            yield f"{_named(upload)}: {len(faults) - _NAMED:,} more figures are not what the file says."


def _faults(store: Store, upload: dict[str, Any]) -> Iterator[str]:
    figures = cited(store.engine, int(upload["upload"]))
    if not figures:
        return
    try:
        said = _said(store, upload)
    except (UnreadableFile, OriginalDamaged) as error:
        yield f"{_named(upload)}: its original cannot be read again: {error}"
        return
    if said is None:
        yield f"{_named(upload)}: nothing reads {upload['source']} any more, so its figures cannot be compared."
        return
    for figure in figures:
        found = said.get(figure[:4])
        if found is None or found[4:] != figure[4:]:
            yield f"{_named(upload)}, {_cell(upload, figure)}: {_what(figure)}{_instead(upload, found)}"


def _said(store: Store, upload: dict[str, Any]) -> dict[Key, Observation] | None:
    """What the original says, by key, as it was read when it was loaded; None where no loader reads it."""
    at = moment(str(upload["loaded_at"]))
    decisions = store.decisions.at(str(upload["source"]), at)
    loader = _loader(store, str(upload["source"]), at, decisions)
    if loader is None:
        return None
    name, content = store.file(int(upload["upload"]))
    reading = loader.read(open_book(content, name, known=True), register.read(areas_file()))
    join_series(reading, decisions)
    return {row[:4]: row for row in reading.observations}


def _loader(store: Store, source: str, at: int, decisions: list[Decision]) -> Loader | None:
    found = all_loaders().get(source)
    if found:
        return found
    spec = store.mappings.at(source, at)
    return Remembered(from_json(spec, file=source), tuple(decisions)) if spec else None


def _named(upload: dict[str, Any]) -> str:
    return f"Upload {upload['upload']} ({upload['file']})"


def _cell(upload: dict[str, Any], figure: Observation) -> str:
    sheets = upload["sheets"]
    sheet = sheets[figure.sheet] if figure.sheet < len(sheets) else f"sheet {figure.sheet + 1}"
    return f"{sheet}!{cell_name(figure.row, figure.column)}" if figure.row else f"{sheet}, several cells"


def _what(figure: Observation) -> str:
    of = f" ({figure.breakdown})" if figure.breakdown else ""
    return f"the database says {_value(figure)} for {figure.series}{of} of {figure.area} in {figure.period.key}"


def _instead(upload: dict[str, Any], found: Observation | None) -> str:
    if found is None:
        return "; the file says nothing of it."
    return f"; the file says {_value(found)} in {_cell(upload, found)}."


def _value(figure: Observation) -> str:
    return str(figure.status) if figure.value is None else f"{figure.value:g} ({figure.status})"
