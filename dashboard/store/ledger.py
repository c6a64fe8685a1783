"""The ledger of uploads: pages of it, one entry, what each source brought last, and what was said before."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select, union_all

from dashboard.errors import UnknownUpload
from dashboard.periods import LENGTH, Grain, Period, from_store, ordinal
from dashboard.store.moments import iso
from dashboard.store.observations import stood, valid_at
from dashboard.store.packed import unpack
from dashboard.store.schema import area, breakdown, observation, original, series, upload

_LARGEST = 2**31 - 1


@dataclass(frozen=True)
class Entry:
    """An upload as the ledger shows it. Moments are ISO 8601 in UTC; revisions are in per cent of what stood.

    `last` is the newest period it brought a figure of; `revised` counts figures that stood and got another value,
    None where that was not recorded.
    """

    number: int
    file: str
    source: str
    loaded_at: str
    loaded_by: str
    why: str
    sheets: list[str]
    problems: list[dict[str, Any]]
    accepted: list[dict[str, Any]]
    new: int
    changed: int
    unchanged: int
    gone: int
    first_month: int | None
    last: Period | None
    revised: int | None
    median_revision: float | None
    largest_revision: float | None
    undone_at: str | None
    undone_by: str | None


class Brought(NamedTuple):
    """The newest period of a source, and the upload that was the first to bring it."""

    period: Period
    upload: int
    loaded_at: str
    loaded_by: str


class Feed(NamedTuple):
    """The newest period of a grain that a source's files gave a series."""

    series: str
    source: str
    period: Period


class Word(NamedTuple):
    """A value that an upload said of a figure, at the moment (microseconds UTC) it was loaded."""

    value: float | None
    said_at: int


# by series, area, period and breakdown
Words = dict[tuple[str, str, Period, str], list[Word]]


def entries(connection: Connection, *, source: str | None, offset: int, limit: int) -> list[Entry]:
    """A page of the ledger, newest first, of one source or of all."""
    query = select(*_COLUMNS).order_by(upload.c.id.desc()).offset(offset).limit(limit)
    if source is not None:
        query = query.where(upload.c.source == source)
    return [_entry(row) for row in connection.execute(query)]


def entry(connection: Connection, number: int) -> Entry:
    """One upload. Raises UnknownUpload."""
    return _entry(_one(connection, number, *_COLUMNS))


def sources(connection: Connection) -> dict[str, int]:
    """How many uploads there are of each source."""
    query = select(upload.c.source, func.count()).group_by(upload.c.source).order_by(upload.c.source)
    return {row[0]: row[1] for row in connection.execute(query)}


def file_of(connection: Connection, number: int) -> tuple[str, bytes]:
    """The name and the bytes of a file as it was handed in. Raises UnknownUpload."""
    name, digest = _one(connection, number, upload.c.file, upload.c.sha256)
    content = connection.scalar(select(original.c.content).where(original.c.sha256 == digest))
    return name, unpack(content or b"")


def _one(connection: Connection, number: int, *columns: ColumnElement[Any]) -> Any:
    found = None
    if 0 < number <= _LARGEST:  # a larger number than the database has would be its error, not a sentence
        found = connection.execute(select(*columns).where(upload.c.id == number)).one_or_none()
    if found is None:
        raise UnknownUpload(number=number)
    return found


_LISTS = ("sheets", "problems", "accepted")
_COLUMNS: tuple[ColumnElement[Any], ...] = tuple(
    upload.c[name]
    for name in (
        *("id", "file", "source", "loaded_at", "loaded_by", "why", "sheets", "problems", "accepted"),
        *("new", "changed", "unchanged", "gone", "first_month", "last_month", "last_grain"),
        *("revised", "median_revision", "largest_revision", "undone_at", "undone_by"),
    )
)


def _entry(row: Any) -> Entry:
    values = dict(row._mapping)
    end, grain = values.pop("last_month"), values.pop("last_grain")
    return Entry(
        number=values.pop("id"),
        loaded_at=iso(values.pop("loaded_at")),
        undone_at=iso(undone) if (undone := values.pop("undone_at")) else None,
        last=ending(grain, end) if end else None,
        **{name: json.loads(values.pop(name)) for name in _LISTS},
        **values,
    )


def ending(grain: str, last: int) -> Period:
    """The period of a grain whose last month is `last` (yyyymm)."""
    return Period(ordinal(last // 100, last % 100) - LENGTH[Grain(grain)] + 1, Grain(grain))


def brought(connection: Connection) -> dict[str, Brought]:
    """What each source brought last, by its code; what was undone does not count."""
    u = upload.c
    query = (
        select(u.source, u.last_grain, u.last_month, u.id, u.loaded_at, u.loaded_by)
        .where(u.undone_at.is_(None), u.last_month.is_not(None))
        .order_by(u.id)
    )
    found: dict[str, Brought] = {}
    for source, grain, month, number, loaded_at, loaded_by in connection.execute(query):
        period = ending(grain, month)
        if source not in found or period.last > found[source].period.last:
            found[source] = Brought(period, number, iso(loaded_at), loaded_by)
    return found


def feeds(connection: Connection, *, codes: Collection[str], areas: Collection[str]) -> list[Feed]:
    """The newest period of each of `codes` in `areas`, by the source that gave it; cells without a figure apart.

    What feeds the parts of a ratio feeds the ratio.
    """
    s, o = series.c, observation.c
    ratios = connection.execute(select(s.code, s.numerator, s.denominator).where(s.code.in_(codes)))
    fed = [(code, part) for code, *parts in ratios for part in (code, *parts) if part]
    query = (
        _figures(
            s.code,
            upload.c.source,
            o.grain,
            func.max(o.period_start),
            areas=areas,
            valid=observation.c.valid_to.is_(None),
        )
        .where(s.code.in_({part for _, part in fed}))
        .group_by(s.code, upload.c.source, o.grain)
    )
    found = [(row[0], row[1], from_store(row[2], row[3])) for row in connection.execute(query)]
    return [Feed(code, source, period) for held, source, period in found for code, part in fed if part == held]


def newest(
    connection: Connection, *, codes: Collection[str], areas: Collection[str], as_at: int | None = None
) -> list[tuple[str, Period]]:
    """The newest periods that each source gave any of `codes`, or of the parts of ratios among them, in `areas`, of
    what stands or stood at `as_at`: (source, period). One statement."""
    s, o = series.c, observation.c
    ratios = [select(part).where(s.code.in_(codes), part.is_not(None)) for part in (s.numerator, s.denominator)]
    wanted = or_(s.code.in_(codes), *(s.code.in_(parts.scalar_subquery()) for parts in ratios))
    branches = [
        _figures(upload.c.source, o.grain, func.max(o.period_start), areas=areas, valid=valid)
        .where(wanted)
        .group_by(upload.c.source, o.grain)
        for valid in valid_at(as_at)
    ]
    return [(row[0], from_store(row[1], row[2])) for row in connection.execute(union_all(*branches))]


def _figures(*columns: ColumnElement[Any], areas: Collection[str], valid: ColumnElement[bool]) -> Select[Any]:
    """What is valid in `areas` and is a figure: a number, or one that is not shown."""
    o = observation.c
    return (
        select(*columns)
        .select_from(observation)
        .join(series, series.c.id == o.series_id)
        .join(area, area.c.id == o.area_id)
        .join(upload, upload.c.id == o.upload_id)
        .where(area.c.code.in_(areas), valid, or_(o.value.is_not(None), o.status == "suppressed"))
    )


def words(
    connection: Connection, *, codes: Collection[str], areas: Collection[str], moments: Sequence[int | None] = (None,)
) -> list[Words]:
    """What uploads that counted at each of some moments said and what no longer stands, by figure, oldest first."""
    found: list[Words] = [{} for _ in moments]
    if not codes:
        return found
    query = _words().where(series.c.code.in_(codes), area.c.code.in_(areas))
    known = [moment for moment in moments if moment is not None]
    if len(known) == len(moments):
        query = query.where(upload.c.loaded_at <= max(known))
    for code, place, grain, start, text, value, said_at, undone_at in connection.execute(
        query.order_by(upload.c.loaded_at)
    ):
        key = (code, place, from_store(grain, start), text)
        for words_, moment in zip(found, moments, strict=True):
            if stood(said_at, undone_at, moment):
                words_.setdefault(key, []).append(Word(value, said_at))
    return found


def _words() -> Select[Any]:
    """Ended observations that an upload said itself: those an undo put back begin at another moment."""
    o = observation.c
    return (
        select(
            *(series.c.code, area.c.code, o.grain, o.period_start, breakdown.c.text, o.value),
            *(upload.c.loaded_at, upload.c.undone_at),
        )
        .join(series, series.c.id == o.series_id)
        .join(area, area.c.id == o.area_id)
        .join(breakdown, breakdown.c.id == o.breakdown_id)
        .join(upload, (upload.c.id == o.upload_id) & (upload.c.loaded_at == o.valid_from))
        .where(o.valid_to.is_not(None))
    )
