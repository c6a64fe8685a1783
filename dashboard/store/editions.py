"""What each edition of a publication changed: figures that came, were revised or went, against what stood."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from statistics import median
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    FromClause,
    Select,
    SelectBase,
    and_,
    case,
    exists,
    func,
    literal,
    null,
    select,
    union_all,
)

from dashboard.periods import LENGTH, Period, by_identity, from_store, yyyymm
from dashboard.records import Observation, Reading
from dashboard.store.difference import Difference
from dashboard.store.ledger import Entry, entry
from dashboard.store.moments import moment
from dashboard.store.schema import area, breakdown, observation, series

KINDS = ("changed", "gone", "new")
_KEY = ("series_id", "area_id", "grain", "period_start", "breakdown_id")


class Change(NamedTuple):
    """One figure an upload changed. `before` and `after` are None where nothing stood, where nothing stands, or
    where the status says why there is no number; `before_upload` brought what stood; row 0 means no single cell."""

    series: str
    title: str
    unit: str
    decimals: int
    area: str
    area_name: str
    period: Period
    breakdown: str
    before: float | None
    before_status: str
    before_upload: int | None
    after: float | None
    after_status: str
    sheet: int
    row: int
    column: int


class Tally(NamedTuple):
    """How many changes there are of a series in an area."""

    series: str
    title: str
    area: str
    area_name: str
    figures: int


@dataclass(frozen=True)
class Asked:
    """Which changes of an upload are asked for: `kind` is changed, gone or new; `moment` is when it was loaded."""

    number: int
    moment: int
    kind: str
    series: str | None = None
    area: str | None = None


@dataclass(frozen=True)
class Edition:
    """An upload and a page of one kind of its changes; `tallies` count all of that kind, by series and area."""

    entry: Entry
    asked: Asked
    changes: list[Change]
    tallies: list[Tally]


def read(
    connection: Connection,
    number: int,
    *,
    kind: str | None = None,
    series_code: str | None = None,
    area_code: str | None = None,
    offset: int = 0,
    limit: int = 100,
) -> Edition:
    """What an upload changed; without a `kind`, the first of them there is any of. Raises UnknownUpload."""
    found = entry(connection, number)
    counts = {"changed": found.changed, "gone": found.gone, "new": found.new}
    chosen = kind or next((name for name in KINDS if counts[name]), "changed")
    asked = Asked(number, moment(found.loaded_at), chosen, series_code, area_code)
    if not counts[chosen]:
        return Edition(found, asked, [], [])
    counted = tallies(connection, replace(asked, series=None, area=None))
    return Edition(found, asked, changes(connection, asked, offset=offset, limit=limit), counted)


def changes(connection: Connection, asked: Asked, *, offset: int, limit: int) -> list[Change]:
    """A page of changes, the largest first; new figures in the order of their file."""
    pairs = _pairs(asked).subquery()
    page = select(pairs).order_by(*_order(pairs, asked)).offset(offset).limit(limit).subquery()
    p = page.c
    query = (
        select(
            *(series.c.code, series.c.title, series.c.unit, series.c.decimals, area.c.code, area.c.name),
            *(p.grain, p.period_start, breakdown.c.text, p.before, p.before_status, p.before_upload),
            *(p.after, p.after_status, p.sheet, p.row, p.column),
        )
        .join(series, series.c.id == p.series_id)
        .join(area, area.c.id == p.area_id)
        .join(breakdown, breakdown.c.id == p.breakdown_id)
        .order_by(*_order(page, asked))
    )
    found = (list(row) for row in connection.execute(query))
    return [Change._make([*row[:6], from_store(row[6], row[7]), *row[8:]]) for row in found]


def _order(rows: FromClause, asked: Asked) -> tuple[ColumnElement[Any], ...]:
    return (rows.c.id,) if asked.kind == "new" else (rows.c.size.desc(), rows.c.id)


def tallies(connection: Connection, asked: Asked) -> list[Tally]:
    """How many changes there are of each series in each area, by title and name."""
    pairs = _pairs(asked).subquery()
    keys = (pairs.c.series_id, pairs.c.area_id)
    counted = select(*keys, func.count().label("figures")).group_by(*keys).subquery()
    query = (
        select(series.c.code, series.c.title, area.c.code, area.c.name, counted.c.figures)
        .join(series, series.c.id == counted.c.series_id)
        .join(area, area.c.id == counted.c.area_id)
        .order_by(series.c.title, series.c.code, area.c.name)
    )
    return [Tally(*row) for row in connection.execute(query)]


def _pairs(asked: Asked) -> SelectBase:
    """What stood beside what came: the key, both values, the cell, and how far the figure moved."""
    return {"changed": _changed, "gone": _gone, "new": _new}[asked.kind](asked)


_was, _now = observation.alias("was"), observation.alias("now")
_same = and_(*(_was.c[name] == _now.c[name] for name in _KEY))
# each of them is what one of the partial indexes holds
_halves = (_now.c.valid_to.is_(None), _now.c.valid_to.is_not(None))


def _changed(asked: Asked) -> CompoundSelect[Any]:
    b, a = _was.c.value, _now.c.value
    size = case((and_(b.is_(None), a.is_(None)), 0.0), (b.is_(None) | a.is_(None), 1e308), else_=func.abs(a - b))
    columns = (*_place(_was), *_before(), *_after(), size.label("size"))
    halves = (
        select(*columns).join_from(_was, _now, and_(_same, _said_by_key(asked), half)).where(*_ended(asked))
        for half in _halves
    )
    return union_all(*halves)


def _gone(asked: Asked) -> Select[Any]:
    nothing = (null().label("after"), literal("").label("after_status"))
    cell = (_was.c.sheet, literal(0).label("row"), literal(0).label("column"))
    size = func.abs(func.coalesce(_was.c.value, 0.0)).label("size")
    again = (exists().where(_same, _said_by_key(asked), half).correlate(_was) for half in _halves)
    return select(*_place(_was), *_before(), *nothing, *cell, size).where(*_ended(asked), *(~found for found in again))


def _new(asked: Asked) -> Select[Any]:
    n = _now.c
    nothing = (null().label("before"), literal("").label("before_status"), null().label("before_upload"))
    # + 0: searched for by its key, not among all that ended at that moment
    stood = exists().where(_same, _was.c.valid_to.is_not(None), _was.c.valid_to + 0 == asked.moment).correlate(_now)
    said = (n.upload_id == asked.number, n.valid_from == asked.moment)
    columns = (*_place(_now), *nothing, *_after(), literal(0.0).label("size"))
    return select(*columns).where(*said, *_within(_now, asked), ~stood)


def _ended(asked: Asked) -> tuple[ColumnElement[bool], ...]:
    return (_was.c.valid_to == asked.moment, *_within(_was, asked))


def _said_by_key(asked: Asked) -> ColumnElement[bool]:
    """+ 0: searched for by its key, not among all that the upload said."""
    return and_(_now.c.upload_id + 0 == asked.number, _now.c.valid_from == asked.moment)


def _within(rows: FromClause, asked: Asked) -> Iterator[ColumnElement[bool]]:
    for key, table, code in (("series_id", series, asked.series), ("area_id", area, asked.area)):
        if code is not None:
            yield rows.c[key] == select(table.c.id).where(table.c.code == code).scalar_subquery()


def _place(rows: FromClause) -> Iterator[ColumnElement[Any]]:
    return (rows.c[name] for name in ("id", *_KEY))


def _before() -> tuple[ColumnElement[Any], ...]:
    w = _was.c
    return w.value.label("before"), w.status.label("before_status"), w.upload_id.label("before_upload")


def _after() -> tuple[ColumnElement[Any], ...]:
    n = _now.c
    return n.value.label("after"), n.status.label("after_status"), n.sheet, n.row, n.column


def summary(reading: Reading, difference: Difference) -> dict[str, Any]:
    """The columns of `upload` that sum an edition up: the months it has figures of, and what it revised."""
    return _span(reading.observations) | _revisions(difference)


def _span(rows: Iterable[Observation]) -> dict[str, Any]:
    """Cells that say “not yet published” are no figures: the period is still waited for."""
    held = (row.period for row in rows if row.value is not None or row.status == "suppressed")
    periods = set(by_identity(held).values())
    if not periods:
        return {}
    last = max(periods, key=lambda period: (period.last, -LENGTH[period.grain], period.grain))
    first = min(period.first for period in periods)
    return {"first_month": yyyymm(first), "last_month": yyyymm(last.last), "last_grain": last.grain.value}


def _revisions(difference: Difference) -> dict[str, Any]:
    """How many figures that stood have another value, and the median and largest of the changes in per cent."""
    pairs = [(row.value, before.value) for row, before in difference.changed if row.value != before.value]
    shares = [abs(now - was) * 100 / abs(was) for now, was in pairs if now is not None and was]
    return {
        "revised": len(pairs),
        "median_revision": median(shares) if shares else None,
        "largest_revision": max(shares, default=None),
    }
