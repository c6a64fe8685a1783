"""The whole story of figures: what stood and stands of them, and the uploads that brought, ended and confirmed it."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, case, literal, or_, select, union_all

from dashboard.periods import Grain, Period, from_store, yyyymm
from dashboard.records import SeriesSpec
from dashboard.store import catalogue
from dashboard.store.assertions import confirmed_places
from dashboard.store.observations import stood, valid_at
from dashboard.store.schema import area, breakdown, observation, original, series, upload

# later uploads looked through for the same figure, newest first
CONFIRMING = 12
Place = tuple[int, int, int]


class Told(NamedTuple):
    """One observation, standing or ended. Moments are microseconds UTC; `valid_to` is None while it stands."""

    id: int
    series: str
    period: Period
    breakdown: str
    value: float | None
    status: str
    upload: int
    sheet: int
    row: int
    column: int
    valid_from: int
    valid_to: int | None

    def stood_at(self, moment: int | None) -> bool:
        """Whether it stood at `moment` (None: now)."""
        return stood(self.valid_from, self.valid_to, moment)


class Loaded(NamedTuple):
    """An upload as a trace names it; `problems` only where a figure rests on it."""

    id: int
    file: str
    source: str
    sha256: str
    loaded_at: int
    loaded_by: str
    sheets: list[str]
    problems: list[dict[str, Any]]
    unchanged: int
    undone_at: int | None

    def undone_by(self, moment: int | None) -> bool:
        """Whether it was undone by `moment` (None: now)."""
        return self.undone_at is not None and (moment is None or self.undone_at <= moment)


class Span(NamedTuple):
    """From when to when a series has figures of a grain and breakdown in an area."""

    breakdown: str
    first: Period
    last: Period


@dataclass(frozen=True)
class History:
    """What is known of some series in one area (None: it has no figures at all) over a span of months.

    `said_again`: observation id → the later uploads that say the same, and where.
    """

    series: dict[str, SeriesSpec]
    area_name: str | None = None
    told: list[Told] = field(default_factory=list)
    uploads: dict[int, Loaded] = field(default_factory=dict)
    said_again: dict[int, dict[int, Place]] = field(default_factory=dict)


def read(
    connection: Connection, *, codes: Collection[str], area_code: str, span: Period, as_at: int | None = None
) -> History:
    """Everything told of `codes` (and of the parts of ratios and totals among them) within `span`, in the words and
    with the confirmations of a moment."""
    ids = catalogue.known(connection, as_at)
    specs = {code: one.spec for code, one in ids.items()}
    place = connection.execute(select(area.c.id, area.c.name).where(area.c.code == area_code)).one_or_none()
    if place is None:
        return History(specs)
    wanted = {code for code in codes if code in specs}
    for code in list(wanted):
        wanted |= {part for part in (specs[code].numerator, specs[code].denominator) if part and part in specs}
    told = _told(connection, [ids[code].id for code in wanted], place.id, span)
    if below := _below(told, specs) - wanted:
        told += _told(connection, [ids[code].id for code in below], place.id, span)
    uploads = _uploads(connection, told)
    return History(specs, place.name, told, uploads, _said_again(connection, told, uploads, as_at))


def _below(told: list[Told], specs: Iterable[str]) -> set[str]:
    """Series that may be parts of a figure that no single cell holds."""
    prefixes = tuple({parts_prefix(row.series) for row in told if row.row == 0})
    return {code for code in specs if code.startswith(prefixes)} if prefixes else set()


def parts_prefix(code: str) -> str:
    """What the codes of a total's parts begin with: crime. of crime.total, crime.burglary. of crime.burglary."""
    return code.removesuffix(".total") + "."


def _told(connection: Connection, numbers: list[int], place: int, span: Period) -> list[Told]:
    if not numbers:
        return []
    o = observation.c
    within = (
        o.series_id.in_(sorted(numbers)),
        o.area_id == place,
        o.period_start >= yyyymm(span.first),
        o.period_end <= yyyymm(span.last),
    )
    # a branch for each partial index
    query = union_all(*(_selected().where(*within, ended) for ended in (o.valid_to.is_(None), o.valid_to.is_not(None))))
    return [
        Told(row[0], row[1], from_store(row[2], row[3]), *row[4:])
        for row in sorted(connection.execute(query), key=lambda row: int(row[0]))
    ]


def _selected() -> Select[Any]:
    o = observation.c
    return (
        select(
            o.id,
            series.c.code,
            o.grain,
            o.period_start,
            breakdown.c.text,
            o.value,
            o.status,
            o.upload_id,
            o.sheet,
            o.row,
            o.column,
            o.valid_from,
            o.valid_to,
        )
        .join(series, series.c.id == o.series_id)
        .join(breakdown, breakdown.c.id == o.breakdown_id)
    )


def _uploads(connection: Connection, told: list[Told]) -> dict[int, Loaded]:
    """The uploads that brought what is told, those that ended it, and all others of the same sources."""
    u = upload.c
    numbers = {row.upload for row in told}
    moments = {moment for row in told for moment in (row.valid_from, row.valid_to) if moment is not None}
    same = select(u.source).where(u.id.in_(numbers)).distinct().scalar_subquery()
    problems = case((u.id.in_(numbers), u.problems), else_=literal("[]")).label("problems")
    query = select(
        u.id, u.file, u.source, u.sha256, u.loaded_at, u.loaded_by, u.sheets, problems, u.unchanged, u.undone_at
    ).where(or_(u.id.in_(numbers), u.loaded_at.in_(moments), u.undone_at.in_(moments), u.source.in_(same)))
    rows = (row._asdict() for row in connection.execute(query))
    lists = ("sheets", "problems")
    return {row["id"]: Loaded(**row | {name: json.loads(row[name]) for name in lists}) for row in rows}


def _said_again(
    connection: Connection, told: list[Told], uploads: dict[int, Loaded], as_at: int | None
) -> dict[int, dict[int, Place]]:
    """Of the newest uploads by then that confirmed anything, and of those behind totals, where they say what is
    told."""
    if not told:
        return {}
    since = min(row.valid_from for row in told)
    until = max(one.loaded_at for one in uploads.values()) if as_at is None else as_at
    later = [one.id for one in uploads.values() if one.unchanged and since < one.loaded_at <= until]
    totals = {row.upload for row in told if row.row == 0 and uploads[row.upload].unchanged}
    numbers = {*sorted(later)[-CONFIRMING:], *totals}
    ids = {row.id for row in told}
    found: dict[int, dict[int, Place]] = {}
    for number, content in connection.execute(select(upload.c.id, upload.c.asserted).where(upload.c.id.in_(numbers))):
        for row, place in confirmed_places(content, ids).items():
            found.setdefault(row, {})[number] = place
    return found


def spans(connection: Connection, code: str, area_code: str, as_at: int | None = None) -> list[Span]:
    """The periods for which a series had figures in an area at a moment, by breakdown and grain."""
    o = observation.c
    query = (
        select(breakdown.c.text, o.grain, o.period_start)
        .join(series, series.c.id == o.series_id)
        .join(area, area.c.id == o.area_id)
        .join(breakdown, breakdown.c.id == o.breakdown_id)
        .where(series.c.code == code, area.c.code == area_code, or_(*valid_at(as_at)))
        .order_by(o.period_start)
    )
    found: dict[tuple[str, Grain], list[Period]] = {}
    for text, grain, start in connection.execute(query):
        found.setdefault((text, Grain(grain)), []).append(from_store(grain, start))
    return [Span(text, periods[0], periods[-1]) for (text, _), periods in found.items()]


def areas_with(connection: Connection, code: str, as_at: int | None = None) -> list[str]:
    """Names of the areas a series had figures for at a moment."""
    o = observation.c
    query = select(area.c.name).join(observation, o.area_id == area.c.id).join(series, series.c.id == o.series_id)
    standing = query.where(series.c.code == code, or_(*valid_at(as_at))).distinct().order_by(area.c.name)
    return list(connection.scalars(standing))


def originals(connection: Connection, digests: Collection[str], largest: int) -> dict[str, bytes]:
    """Kept originals of at most `largest` bytes by their SHA-256, still compressed."""
    wanted = (original.c.sha256.in_(sorted(digests)), original.c.size <= largest)
    query = select(original.c.sha256, original.c.content).where(*wanted)
    return {row[0]: bytes(row[1]) for row in connection.execute(query)}
