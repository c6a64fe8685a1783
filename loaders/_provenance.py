"""What only the originals and their loaders add to a trace: surrounding cells, what was printed, publication titles."""

from collections import Counter
from collections.abc import Iterable, Mapping

from dashboard.records import SourceSpec
from dashboard.scorecard.provenance import Cell, Excerpt, Extract, Trace
from dashboard.store.store import Store
from loaders._book import Book, Sheet, UnreadableFile, open_book, tidy
from loaders._excerpt import AROUND, Place, excerpt
from loaders._grammar import NotANumber, value
from loaders._sources import Sources

# originals opened for one trace, those with most of its cells first; larger ones would keep a reader waiting
MOST_FILES, LARGEST = 6, 20_000_000


class Originals:
    """The kept originals that a trace rests on, each opened once."""

    def __init__(self, store: Store, trace: Trace) -> None:
        counted = Counter((cell.digest, cell.file) for cell in trace.cells)
        names = dict(pair for pair, _ in counted.most_common(MOST_FILES))
        kept = store.traces.originals(names, largest=LARGEST)
        self._books = {digest: _opened(content, names[digest]) for digest, content in kept.items()}

    def sheet(self, cell: Cell) -> Sheet | None:
        book = self._books.get(cell.digest)
        index = cell.place[0]
        return book.sheets[index] if book and index < len(book.sheets) else None


def _opened(content: bytes, name: str) -> Book | None:
    try:
        return open_book(content, name, known=True)
    except UnreadableFile:
        return None


def explained(store: Store, trace: Trace) -> Trace:
    """The trace with each cell's publication, its surroundings in the original, and what it prints if that differs."""
    originals, known = Originals(store, trace), Sources(store)
    return trace.model_copy(update={"cells": tuple(_explained(cell, originals, known) for cell in trace.cells)})


def extracts(store: Store, trace: Trace) -> tuple[Trace, tuple[Extract, ...]]:
    """The trace with its cells explained, and each sheet once with all that is in it marked."""
    originals, known = Originals(store, trace), Sources(store)
    cells = tuple(_explained(cell, originals, known, surroundings=False) for cell in trace.cells)
    together: dict[tuple[int, str], list[Cell]] = {}
    for cell in cells:
        together.setdefault((cell.upload, cell.sheet), []).append(cell)
    made = tuple(_extract(group, originals) for group in together.values())
    return trace.model_copy(update={"cells": cells}), made


def _extract(cells: list[Cell], originals: Originals) -> Extract:
    first = cells[0]
    return Extract(
        upload=first.upload,
        file=first.file,
        sheet=first.sheet,
        cells=tuple(cells),
        excerpt=_surroundings(originals.sheet(first), cells),
    )


def _explained(cell: Cell, originals: Originals, known: Mapping[str, SourceSpec], *, surroundings: bool = True) -> Cell:
    source, sheet = known.get(cell.source), originals.sheet(cell)
    return cell.model_copy(
        update={
            "source_title": source.title if source else cell.source,
            "publisher": source.publisher if source else "",
            "printed": None if cell.kept_back else _printed(cell, sheet),
            "excerpt": _surroundings(sheet, [cell]) if surroundings else None,
        }
    )


def _surroundings(sheet: Sheet | None, cells: Iterable[Cell]) -> Excerpt | None:
    """Of what is sensitive, and of rows that were added up, the cells themselves and no neighbours."""
    held = [cell for cell in cells if not cell.kept_back]
    alone = any(cell.sensitive or cell.rows for cell in held)
    places = [place for cell in held for place in _places(cell)]
    return excerpt(sheet, places, around=0 if alone else AROUND) if sheet and places else None


def _places(cell: Cell) -> list[Place]:
    """Its own place, or those of the rows of the same file and sheet it was added up from."""
    if cell.cell:
        return [(cell.place[1], cell.place[2])]
    return [row.place for row in cell.rows if (row.upload, row.sheet) == (cell.upload, cell.sheet)]


def _printed(cell: Cell, sheet: Sheet | None) -> str | None:
    """What the cell says, where it is not the figure."""
    if not sheet or not cell.cell:
        return None
    said = sheet.at(cell.place[1], cell.place[2])
    try:
        same = value(said).number == cell.value
    except NotANumber:
        same = False
    return None if same else tidy(said)
