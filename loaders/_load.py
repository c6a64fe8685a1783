"""From files to the store: opened, recognised, read, compared, checked and kept, each file all or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any

from dashboard import areas as register
from dashboard.records import Problem, Reading
from dashboard.scorecard.flips import flips
from dashboard.settings import DATA, areas_file
from dashboard.store.decisions import Decision
from dashboard.store.difference import Difference
from dashboard.store.observations import by_line
from dashboard.store.pending import plain_name, refusal
from dashboard.store.store import Store
from dashboard.store.uploads import Committed, Handed
from dashboard.strategy import Strategy, load_strategies
from loaders._book import Book, UnreadableFile, open_book
from loaders._checks._context import Context
from loaders._checks._registry import all_checks
from loaders._decided import join_series, settled
from loaders._harmless import harmless
from loaders._limits import within
from loaders._mapping.remembered import remembered
from loaders._post import figures_came
from loaders._privacy import personal
from loaders._recognise import recognise, unrecognised
from loaders._registry import Loader
from loaders._unwatched import unwatched

Result = dict[str, Any]
Progress = Callable[[str, float], None]
KEEPING = "Keeping its figures"
_COUNTS = ("new", "changed", "unchanged", "gone")


@cache
def strategies() -> dict[str, Strategy]:
    return load_strategies(DATA / "strategies")


def silent(_stage: str, _share: float) -> None:
    """Progress that nobody watches."""


@dataclass
class Prepared:
    """A file as far as it could be read: its book and reading, or only the problems that stopped it.

    `own` are the loader's problems, `problems` those and the checks', as they were decided.
    """

    name: str
    content: bytes
    book: Book | None = None
    loader: Loader | None = None
    reading: Reading | None = None
    own: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        return self.reading is None or any(problem.severity == "error" for problem in self.problems)


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
    return [_alone(store, n, c, by=by, dry_run=dry_run, source=source, strict=strict) for n, c in files]


def _alone(store: Store, name: str, content: bytes, **how: Any) -> Result:
    """One file, all of whose cells are let go before rubbish is looked for again."""
    with unwatched():
        return load_one(store, name, content, **how)


def load_one(
    store: Store,
    name: str,
    content: bytes,
    *,
    by: str,
    dry_run: bool,
    source: str | None,
    strict: bool,
    progress: Progress = silent,
) -> Result:
    prepared = prepare(store, name, content, source=source, progress=progress)
    if dry_run:
        return preview(store, prepared, strict=strict, progress=progress)[0]
    result = keep(store, prepared, by=by, strict=strict, progress=progress)
    if result["status"] == "refused":
        store.audit.note("upload.refused", sha256(content).hexdigest(), by=by, after=refusal(result))
    return result


def prepare(
    store: Store, name: str, content: bytes, *, source: str | None = None, progress: Progress = silent
) -> Prepared:
    """Open, recognise and read a file; nothing of what it may hold is raised."""
    found = Prepared(plain_name(name), content)
    progress("Opening the file", 0.05)
    try:
        found.book = open_book(content, found.name)
    except UnreadableFile as error:
        found.problems = [Problem("error", error.code, str(error), error.hint)]
        return found
    progress("Recognising its layout", 0.2)
    if found_ := personal(found.book):
        found.problems = harmless(found_)
        return found
    found.loader, why = recognise(found.book, source, remembered(store))
    if found.loader is None:
        found.problems = harmless([unrecognised(found.book, source)])
        return found
    progress("Reading its figures", 0.3)
    reading = found.loader.read(found.book, register.read(areas_file()).afresh())
    try:
        within(found.name, "max_series", len(reading.series), "brings figures of {found:,} measures")
    except UnreadableFile as error:
        found.problems = [Problem("error", error.code, str(error), error.hint)]
        return found
    reading.why = reading.why or why
    found.decisions = store.decisions.standing(reading.source)
    join_series(reading, found.decisions)
    reading.problems = harmless(reading.problems)
    found.reading, found.own, found.problems = reading, list(reading.problems), reading.problems
    return found


def preview(
    store: Store, prepared: Prepared, *, strict: bool = False, progress: Progress = silent
) -> tuple[Result, Difference]:
    """What keeping the file would do. Changes nothing."""
    if prepared.reading is None:
        return _refused(prepared), Difference()
    progress("Comparing it with what stands", 0.5)
    outcome = store.preview(prepared.reading)
    progress("Checking it", 0.7)
    check(store, prepared, outcome.difference)
    if _stopped(prepared, strict):
        return _refused(prepared), outcome.difference
    progress("Judging what would change", 0.85)
    found = _flips(store, prepared, outcome.difference)
    return _result(prepared, outcome) | {"rag_flips": found}, outcome.difference


def _flips(store: Store, prepared: Prepared, difference: Difference) -> list[dict[str, str]]:
    assert prepared.reading is not None
    found = flips(
        store,
        strategies().values(),
        prepared.reading,
        difference,
        screens={row.code: row.name for row in register.read(areas_file()).of_kind("borough")},
        today=datetime.now(UTC).date(),
    )
    return [flip.as_row() for flip in found]


def keep(
    store: Store,
    prepared: Prepared,
    *,
    by: str,
    strict: bool = False,
    accepted: Sequence[dict[str, Any]] = (),
    expected: str | None = None,
    progress: Progress = silent,
) -> Result:
    """Check and keep the file, all or nothing. `expected` is the fingerprint of the preview that was agreed to.

    Statuses that flip are judged before anything is written; with `expected`, the preview has named them.
    """
    if prepared.reading is None:
        return _refused(prepared)
    progress(KEEPING, 0.6)
    flipped: list[dict[str, str]] | None = None

    def approve(difference: Difference) -> bool:
        nonlocal flipped
        check(store, prepared, difference)
        if _stopped(prepared, strict):
            return False
        flipped = None if expected else _flips(store, prepared, difference)
        return True

    handed = Handed(prepared.name, prepared.content, by, tuple(accepted))
    outcome = store.commit(prepared.reading, handed, approve=approve, expected=expected)
    if outcome.status == "refused":
        return _refused(prepared)
    if outcome.status == "committed":
        figures_came(store, prepared.reading.series)
    return _result(prepared, outcome) | {"rag_flips": flipped}


def check(store: Store, prepared: Prepared, difference: Difference) -> None:
    """Every check of the catalogue; `prepared.problems` then holds all there is to say."""
    assert prepared.reading is not None and prepared.book is not None and prepared.loader is not None
    context = Context(
        reading=prepared.reading,
        book=prepared.book,
        source=prepared.loader.SOURCE,
        areas=register.read(areas_file()),
        today=datetime.now(UTC).date(),
        difference=difference,
        stored=lambda series, areas: by_line(store.observations(series, areas)),
        strategies=tuple(strategies().values()),
        registered=store.specs,
    )
    found = [problem for module in all_checks().values() for problem in module.find(context)]
    prepared.problems = settled([*prepared.own, *harmless(found)], prepared.decisions)
    prepared.reading.problems = prepared.problems  # what is kept with the upload


def _stopped(prepared: Prepared, strict: bool) -> bool:
    return prepared.refused or (strict and any(not problem.accepted for problem in prepared.problems))


def refused(name: str, problem: Problem) -> Result:
    """The result of a file of which nothing could be read."""
    return _refused(Prepared(name, b"", problems=[problem]))


def _refused(prepared: Prepared) -> Result:
    reading = prepared.reading
    return {
        "file": prepared.name,
        "status": "refused",
        "source": reading.source if reading else None,
        "why": reading.why if reading else "",
        "upload": None,
        "counts": dict.fromkeys(_COUNTS, 0),
        "areas": 0,
        "periods": [],
        "problems": [asdict(problem) for problem in prepared.problems],
        "notes": [],
        "rag_flips": None,
    }


def _result(prepared: Prepared, outcome: Committed) -> Result:
    reading = prepared.reading
    assert reading is not None
    periods = outcome.difference.periods
    return {
        "file": prepared.name,
        "status": outcome.status,
        "source": reading.source,
        "why": reading.why,
        "upload": outcome.upload,
        "counts": asdict(outcome.counts),
        "areas": len({row.area for row in reading.observations}),
        "periods": [min(periods).key, max(periods).key],
        "problems": [asdict(problem) for problem in prepared.problems],
        "notes": reading.notes,
        "rag_flips": None,
    }
