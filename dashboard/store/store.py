"""The store: one object that pages, commands and loaders are handed."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from dashboard.periods import Period
from dashboard.records import Reading, SeriesSpec
from dashboard.store import catalogue, editions, ledger, observations, protected, snapshot, uploads
from dashboard.store.audit import Audit
from dashboard.store.decisions import Decisions
from dashboard.store.difference import Counts, Difference, compare, known_ids
from dashboard.store.doors import Doors
from dashboard.store.editions import Edition
from dashboard.store.engine import connected, make_engine, reading, writing
from dashboard.store.integrity import Finding, verified
from dashboard.store.ledger import Brought, Entry, Feed, Words
from dashboard.store.mail import Mail
from dashboard.store.mappings import Mappings
from dashboard.store.moments import day_of, latest, now
from dashboard.store.named import Named
from dashboard.store.notebook import Notebook
from dashboard.store.observations import Stored
from dashboard.store.papers import Papers
from dashboard.store.snapshot import Snapshot
from dashboard.store.traces import Traces
from dashboard.store.tray import Tray
from dashboard.store.undo import undo
from dashboard.store.uploads import Committed, Handed, compared, keep

Approve = Callable[[Difference], bool]


class _Nothing(Exception):
    """Carries the result out of a transaction that must leave no trace."""

    def __init__(self, result: Committed) -> None:
        self.result = result


class Store(Doors):
    """Reads are one snapshot each; writes are one transaction each."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.named, self.audit = Named(engine), Audit(engine)
        self.notes = Notebook(engine, self.named, self.audit)
        self.decisions, self.mappings = Decisions(engine, self.audit), Mappings(engine, self.audit)
        self.traces = Traces(engine, self.named)
        self.pending = Tray(engine, self.audit)
        self.papers, self.mail = Papers(engine, self.audit), Mail(engine, self.audit)

    @classmethod
    def open(cls, url: str) -> "Store":
        """Open the database at `url` and bring its tables up to date."""
        # Alembic takes a tenth of a second to import, which a job on a database that is open need not wait for
        from dashboard.store.migrate import upgrade

        engine = make_engine(url)
        try:
            upgrade(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        self.engine.dispose()

    def healthy(self) -> bool:
        """Whether the database answers."""
        try:
            with self.engine.connect() as connection:
                return connection.execute(text("SELECT 1")).scalar() == 1
        except SQLAlchemyError:
            return False

    def verify(self) -> list[Finding]:
        """Whether the database is whole, check by check; one snapshot."""
        with reading(self.engine) as connection:
            return verified(connection)

    def latest(self) -> int:
        """The moment (microseconds UTC) of the last load, undo or note; 0 where nothing was ever said."""
        with connected(self.engine) as connection:
            return latest(connection)

    def preview(self, read: Reading) -> Committed:
        """What keeping a reading would change; nothing is written and nobody waits."""
        with reading(self.engine) as connection:
            difference = compare(connection, read, known_ids(connection, read))
        return Committed("dry-run" if difference.changes else "unchanged", None, difference.counts, difference)

    def commit(
        self,
        read: Reading,
        handed: Handed,
        *,
        approve: Approve = lambda _: True,
        expected: str | None = None,
    ) -> Committed:
        """Keep a reading, all or nothing.

        `approve` is asked under the lock with what would change: False refuses. `expected` is the fingerprint
        of the difference that somebody agreed to: another one is stale, and nothing is written.
        """
        try:
            with writing(self.engine) as connection:
                difference, ids = compared(connection, read)
                outcome = "stale" if expected is not None and difference.fingerprint != expected else "refused"
                if outcome == "stale" or not approve(difference):
                    raise _Nothing(Committed(outcome, None, difference.counts, difference))
                result = keep(connection, read, handed, difference, ids)
                if not result.written:
                    raise _Nothing(result)
                after = {"sha256": handed.digest, "source": read.source, **asdict(result.counts)}
                after |= {"warnings": len(read.problems), "accepted": len(handed.accepted)}
                self.audit.add(connection, "upload.commit", f"upload {result.upload}", by=handed.by, after=after)
                return result
        except _Nothing as outcome_:
            return outcome_.result

    def moment(self, as_at: str) -> int:
        """The moment of a date, a time or a frozen meeting, in microseconds UTC. Raises BadMoment."""
        return self.named.moment(as_at)

    def day(self, as_at: str | None = None) -> date:
        """The day of a moment in UTC; today where none is given. Raises BadMoment."""
        return day_of(self.named.moment(as_at) if as_at else now())

    def began(self) -> int | None:
        """The moment of the first upload, in microseconds UTC; None while there is none."""
        with connected(self.engine) as connection:
            return uploads.first(connection)

    def _at(self, as_at: str | None) -> int | None:
        return self.named.moment(as_at) if as_at else None

    def undo(self, number: int, *, by: str) -> Counts:
        """Undo an upload, all or nothing. Raises CannotUndo."""
        with writing(self.engine) as connection:
            counts = undo(connection, number, by=by)
            self.audit.add(connection, "upload.undo", f"upload {number}", by=by, after=asdict(counts))
            return counts

    def would_undo(self, number: int) -> Counts:
        """What undoing an upload would do; nothing is written and nobody waits. Raises CannotUndo."""
        with reading(self.engine) as connection:
            return undo(connection, number, by="", dry_run=True)

    def observations(
        self,
        series: Collection[str],
        areas: Collection[str] = (),
        as_at: str | None = None,
        breakdowns: Collection[str] | None = None,
    ) -> list[Stored]:
        """Observations of `series` in `areas` (all when empty) as they stood at `as_at` (ISO; None: now)."""
        at = self._at(as_at)
        with reading(self.engine) as connection:
            return observations.read(connection, series_codes=series, area_codes=areas, as_at=at, breakdowns=breakdowns)

    def snapshot(
        self,
        codes: Collection[str],
        areas: Collection[str],
        as_at: str | None,
        watched: tuple[Collection[str], Collection[str]] | None = None,
    ) -> Snapshot:
        """What a scorecard needs of `codes` in `areas`, as it stood at `as_at`; `watched` as in `snapshot.read`."""
        return self.snapshots(codes, areas, [as_at], watched)[0]

    def snapshots(
        self,
        codes: Collection[str],
        areas: Collection[str],
        moments: Sequence[str | None],
        watched: tuple[Collection[str], Collection[str]] | None = None,
    ) -> list[Snapshot]:
        """`snapshot` at each of some moments, all of one reading and in no more statements than one takes."""
        at = [self._at(as_at) for as_at in moments]
        with reading(self.engine) as connection:
            return snapshot.read(connection, codes=codes, areas=areas, moments=at, watched=watched)

    def specs(self, as_at: str | None = None) -> dict[str, SeriesSpec]:
        """Every registered series as it was declared at a moment, by code."""
        at = self._at(as_at)
        with reading(self.engine) as connection:
            return catalogue.specs(connection, at)

    def protected(
        self, prefixes: Collection[str], public: Collection[str], areas: Collection[str]
    ) -> list[protected.Said]:
        """Everything ever said of series below `prefixes` in `areas` (all when empty) by sources not `public`."""
        with reading(self.engine) as connection:
            return protected.read(connection, prefixes=prefixes, public=public, areas=areas)

    def series(self) -> list[dict[str, object]]:
        with reading(self.engine) as connection:
            return catalogue.listed(connection)

    def areas(self) -> list[tuple[str, str, str]]:
        with reading(self.engine) as connection:
            return uploads.areas_known(connection)

    def ledger(self, source: str | None, *, offset: int, limit: int) -> tuple[list[Entry], dict[str, int]]:
        """A page of the ledger, newest first, and how many uploads there are of each source."""
        with reading(self.engine) as connection:
            page = ledger.entries(connection, source=source, offset=offset, limit=limit)
            return page, ledger.sources(connection)

    def entry(self, number: int) -> Entry:
        """One upload. Raises UnknownUpload."""
        with reading(self.engine) as connection:
            return ledger.entry(connection, number)

    def edition(self, number: int, **asked: Any) -> Edition:
        """What an upload changed, as dashboard.store.editions.read says. Raises UnknownUpload."""
        with reading(self.engine) as connection:
            return editions.read(connection, number, **asked)

    def file(self, number: int) -> tuple[str, bytes]:
        """The name and the bytes of a file as it was handed in. Raises UnknownUpload."""
        with reading(self.engine) as connection:
            return ledger.file_of(connection, number)

    def arrivals(self, codes: Collection[str], areas: Collection[str]) -> tuple[dict[str, Brought], list[Feed]]:
        """What each source brought last, and what feeds the series `codes` in `areas`."""
        with reading(self.engine) as connection:
            return ledger.brought(connection), ledger.feeds(connection, codes=codes, areas=areas)

    def around(
        self,
        series: Collection[str],
        areas: Collection[str],
        *,
        within: Collection[tuple[int, int]],
        whole: Collection[str] = (),
        as_at: str | None = None,
    ) -> list[Stored]:
        """Observations of `series` in `areas` inside spans of months (yyyymm), and all of the series in `whole`.

        One statement, and no transaction round it: what a page shows beside its own figures.
        """
        at = self._at(as_at)
        with connected(self.engine) as connection:
            return observations.read(
                connection, series_codes={*series, *whole}, area_codes=areas, as_at=at, within=within, whole=whole
            )

    def newest(
        self, codes: Collection[str], areas: Collection[str], as_at: str | None = None
    ) -> list[tuple[str, Period]]:
        """As `ledger.newest`: one statement, and no transaction round it."""
        with connected(self.engine) as connection:
            return ledger.newest(connection, codes=codes, areas=areas, as_at=self._at(as_at))

    def words(self, codes: Collection[str], areas: Collection[str], as_at: str | None = None) -> Words:
        """What was said of `codes` in `areas` before what stands at `as_at`."""
        moments = [self._at(as_at)]
        with reading(self.engine) as connection:
            return ledger.words(connection, codes=codes, areas=areas, moments=moments)[0]

    def uploads(self) -> list[dict[str, Any]]:
        """Every upload, newest first, as `safer uploads --json` prints it."""
        with reading(self.engine) as connection:
            return uploads.listed(connection)
