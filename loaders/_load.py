"""From files to the store: opened, recognised, read, checked and committed, each file all or nothing."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import PurePath

from dashboard import areas as register
from dashboard.records import Observation, Problem, Reading, cell_name
from dashboard.settings import areas_file
from dashboard.store.store import Store
from loaders._book import Book, UnreadableFile, open_book
from loaders._registry import Loader, all_loaders

Result = dict[str, object]


def load(
    store: Store,
    files: list[tuple[str, bytes]],
    *,
    by: str,
    dry_run: bool = False,
    source: str | None = None,
    strict: bool = False,
) -> list[Result]:
    """Load each (name, content) on its own and say what became of it, as `safer load --json` prints it."""
    return [load_one(store, n, c, by=by, dry_run=dry_run, source=source, strict=strict) for n, c in files]


def load_one(
    store: Store, name: str, content: bytes, *, by: str, dry_run: bool, source: str | None, strict: bool
) -> Result:
    name = PurePath(name.replace("\\", "/")).name or "unnamed"
    try:
        book = open_book(content, name)
    except UnreadableFile as error:
        return _refused(name, None, "", [Problem("error", error.code, str(error), error.hint)])
    loader, why = recognise(book, source)
    if loader is None:
        return _refused(name, None, "", [_unrecognised(book, source)])
    reading = loader.read(book, register.read(areas_file()))
    reading.why = reading.why or why
    _nothing_read(reading)
    _same_key_twice(reading)
    _not_yet(reading, datetime.now(UTC).date())
    if reading.refused or (strict and reading.problems):
        return _refused(name, reading.source, reading.why, reading.problems)
    outcome = store.commit(reading, name=name, content=content, by=by, dry_run=dry_run)
    return _result(name, reading, outcome.status, outcome.upload, asdict(outcome.counts))


def recognise(book: Book, source: str | None = None) -> tuple[Loader | None, str]:
    """The loader that knows this book, and why; `source` names one to be used or none."""
    for code, loader in all_loaders().items():
        if source and code != source:
            continue
        if why := loader.recognise(book):
            return loader, why
    return None, ""


def _unrecognised(book: Book, source: str | None) -> Problem:
    if not any(cell != "" for sheet in book.sheets for row in sheet.rows for cell in row):
        return Problem(
            "error",
            "empty-file",
            f"{book.name} holds no figures: every sheet is empty.",
            "Check that the right file was sent.",
        )
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
        "`safer sources` lists what is recognised, and `safer template` writes an empty return to fill in.",
    )


def _nothing_read(reading: Reading) -> None:
    if not reading.observations and not reading.refused:
        reading.error(
            "no-figures",
            "The file was recognised, but it holds no figures.",
            "Check that the right file was sent, and that its rows are filled in.",
        )


def _same_key_twice(reading: Reading) -> None:
    """The last guard against a number that would be stored twice under one key."""
    seen: dict[tuple[object, ...], Observation] = {}
    for row in reading.observations:
        first = seen.setdefault(row[:4], row)
        if first is not row:
            sheet = reading.sheets[row.sheet]
            place, other = cell_name(row.row, row.column), cell_name(first.row, first.column)
            reading.error(
                "duplicate-key",
                f"{sheet}!{place} gives {row.series} for {row.period.short} again; {other} gives it first.",
                "Delete the one that is wrong.",
                sheet,
                place,
            )


def _not_yet(reading: Reading, today: date) -> None:
    """A figure for a month that has not begun cannot be one: its heading is wrong."""
    this_month = today.year * 12 + today.month - 1
    ahead = {row.period: row for row in reading.observations if row.period.first > this_month}
    if any(problem.code == "future-period" for problem in reading.problems):
        return
    for period, row in sorted(ahead.items()):
        sheet = reading.sheets[row.sheet]
        reading.error(
            "future-period",
            f"{sheet}!{cell_name(row.row, row.column)} is a figure for {period.short}, which is in the future.",
            "Correct the heading of its column, or the period of its row.",
            sheet,
            cell_name(row.row, row.column),
        )


def _refused(name: str, source: str | None, why: str, problems: list[Problem]) -> Result:
    counts = {"new": 0, "changed": 0, "unchanged": 0, "gone": 0}
    return {
        "file": name,
        "status": "refused",
        "source": source,
        "why": why,
        "upload": None,
        "counts": counts,
        "areas": 0,
        "periods": [],
        "problems": [_shown(problem) for problem in problems],
        "notes": [],
        "rag_flips": None,
    }


def _result(name: str, reading: Reading, status: str, upload: int | None, counts: dict[str, int]) -> Result:
    periods = {row.period for row in reading.observations}
    return {
        "file": name,
        "status": status,
        "source": reading.source,
        "why": reading.why,
        "upload": upload,
        "counts": counts,
        "areas": len({row.area for row in reading.observations}),
        "periods": [min(periods).key, max(periods).key],
        "problems": [_shown(problem) for problem in reading.problems],
        "notes": reading.notes,
        "rag_flips": None,
    }


def _shown(problem: Problem) -> dict[str, object]:
    return asdict(problem)
