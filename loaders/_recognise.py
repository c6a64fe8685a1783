"""Which loader knows a book, and what to say when none does."""

from collections.abc import Sequence

from dashboard.records import Problem
from loaders._book import Book
from loaders._mapping.remembered import Remembered
from loaders._near import HINT, near_layout
from loaders._registry import Loader, all_loaders

OTHERWISE = "If it is something else, say once how it is to be read: its mapping is remembered."


def recognise(book: Book, source: str | None = None, mapped: Sequence[Remembered] = ()) -> tuple[Loader | None, str]:
    """The loader that knows this book, and why; `source` names one to be used or none.

    A mapping that was saved is only asked when no publication or return knows the book.
    """
    for code, loader in all_loaders().items():
        if source and code != source:
            continue
        if why := loader.recognise(book):
            return loader, why
    return _mapped(book, [loader for loader in mapped if source in (None, loader.SOURCE.code)])


def _mapped(book: Book, mapped: Sequence[Remembered]) -> tuple[Loader | None, str]:
    """Of the saved mappings the one that fits best; of those that fit alike, the one saved last."""
    best = max(mapped, key=lambda loader: loader.match(book), default=None)
    if best and (why := best.recognise(book)):
        return best, why
    return None, ""


def unrecognised(book: Book, source: str | None) -> Problem:
    """What to say of a book that no loader knows."""
    if not any(cell != "" for sheet in book.sheets for row in sheet.rows for cell in row):
        return Problem(
            "error",
            "empty-file",
            f"{book.name} holds no figures: every sheet is empty.",
            "Check that the right file was sent.",
        )
    known = all_loaders()
    if near := near_layout(book, [known[source]] if source in known else [] if source else known.values()):
        return near[1].problem(near[0], HINT if source else f"{HINT} {OTHERWISE}")
    if source:
        return Problem(
            "error",
            "not-this-source",
            f"{book.name} does not have the headings of {source}.",
            "Leave out --source to let the file be recognised, or check that the right file was sent.",
        )
    seen = next((s for s in book.visible if s.rows), None)
    first = ""
    if seen:
        words = [seen.text(1, c) for c in range(1, min(len(seen.rows[0]), 6) + 1)]
        first = f" It begins “{', '.join(w for w in words if w)[:120]}”."
    return Problem(
        "error",
        "not-recognised",
        f"{book.name} has none of the layouts that are known.{first}",
        "Say once how it is to be read: its mapping is remembered. `safer sources` lists what is recognised, and "
        "`safer template` writes an empty return to fill in.",
    )
