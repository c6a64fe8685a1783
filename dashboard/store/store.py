"""The store: one object that pages, commands and loaders are handed."""

import json
from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from dashboard.errors import BadMoment
from dashboard.records import Reading
from dashboard.store import catalogue, observations, snapshot, uploads
from dashboard.store.engine import make_engine, reading, writing
from dashboard.store.migrate import upgrade
from dashboard.store.observations import Stored


class _DryRun(Exception):
    """Carries the result out of a transaction that must leave no trace."""

    def __init__(self, result: uploads.Committed) -> None:
        self.result = result


class Store:
    """Reads are one snapshot each; writes are one transaction each."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, url: str) -> "Store":
        """Open the database at `url` and bring its tables up to date."""
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

    def commit(self, read: Reading, *, name: str, content: bytes, by: str, dry_run: bool = False) -> uploads.Committed:
        """Write a reading, all or nothing; a dry run says what would change and leaves no trace."""
        try:
            with writing(self.engine) as connection:
                result = uploads.commit(connection, read, name=name, content=content, by=by, dry_run=dry_run)
                if result.status != "committed":
                    raise _DryRun(result)
                return result
        except _DryRun as outcome:
            return outcome.result

    def observations(
        self,
        series: Collection[str],
        areas: Collection[str] = (),
        as_at: str | None = None,
        breakdowns: Collection[str] | None = None,
    ) -> list[Stored]:
        """Observations of `series` in `areas` (all when empty) as they stood at `as_at` (ISO; None: now)."""
        with reading(self.engine) as connection:
            return observations.read(
                connection,
                series_codes=series,
                area_codes=areas,
                as_at=moment(as_at) if as_at else None,
                breakdowns=breakdowns,
            )

    def snapshot(self, codes: Collection[str], areas: Collection[str], as_at: str | None) -> snapshot.Snapshot:
        """What a scorecard needs of `codes` in `areas`, as it stood at `as_at`."""
        with reading(self.engine) as connection:
            return snapshot.read(connection, codes=codes, areas=areas, as_at=moment(as_at) if as_at else None)

    def series(self) -> list[dict[str, object]]:
        with reading(self.engine) as connection:
            return catalogue.listed(connection)

    def areas(self) -> list[tuple[str, str, str]]:
        with reading(self.engine) as connection:
            return uploads.areas_known(connection)

    def uploads(self) -> list[dict[str, object]]:
        """Every upload, newest first, as `safer uploads --json` prints it."""
        with reading(self.engine) as connection:
            return [_upload(row) for row in uploads.listed(connection)]


def _upload(row: dict[str, object]) -> dict[str, object]:
    return {
        "upload": row["id"],
        "file": row["file"],
        "source": row["source"],
        "sha256": row["sha256"],
        "loaded_at": iso(int(str(row["loaded_at"]))),
        "loaded_by": row["loaded_by"],
        "status": row["status"],
        "why": row["why"],
        "sheets": json.loads(str(row["sheets"])),
        "counts": {name: row[name] for name in ("new", "changed", "unchanged", "gone")},
        "problems": json.loads(str(row["problems"])),
    }


def iso(microseconds: int) -> str:
    """A stored moment as ISO 8601 in UTC."""
    whole, rest = divmod(microseconds, 1_000_000)
    return datetime.fromtimestamp(whole, UTC).replace(microsecond=rest).isoformat(timespec="microseconds")


def moment(text_: str) -> int:
    """A date or time (UTC unless it says otherwise) as microseconds. A bare date means the end of that day.

    Raises BadMoment.
    """
    try:
        when = datetime.fromisoformat(text_)
    except ValueError as error:
        raise BadMoment(text=text_) from error
    if len(text_) == 10:
        when = when.replace(hour=23, minute=59, second=59, microsecond=999999)
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    # integer arithmetic: a float cannot hold microseconds of this century exactly
    delta = when - datetime(1970, 1, 1, tzinfo=UTC)
    return (delta.days * 86400 + delta.seconds) * 1_000_000 + delta.microseconds
