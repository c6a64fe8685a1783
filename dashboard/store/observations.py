"""Reading observations: as they stand now, or as they stood at a moment."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Executable, Select, and_, column, or_, select, union_all

from dashboard.periods import Period, from_store
from dashboard.store.schema import area, breakdown, observation, series

_ORDER: tuple[ColumnElement[Any], ...] = tuple(
    column(name) for name in ("series_code", "area_code", "period_start", "text")
)
# columns of an observation as it is selected
_WIDE = 12


Line = tuple[str, str, str]


class Stored(NamedTuple):
    """One observation as stored; `upload` is the id of the upload that brought it."""

    series: str
    area: str
    area_name: str
    period: Period
    breakdown: str
    value: float | None
    status: str
    upload: int
    sheet: int
    row: int
    column: int


def by_line(rows: Iterable[Stored]) -> dict[Line, dict[Period, Stored]]:
    """Observations by series, area and breakdown, then by period."""
    found: dict[Line, dict[Period, Stored]] = {}
    for row in rows:
        found.setdefault((row.series, row.area, row.breakdown), {})[row.period] = row
    return found


def read(
    connection: Connection,
    *,
    series_codes: Collection[str],
    area_codes: Collection[str] = (),
    as_at: int | None = None,
    breakdowns: Collection[str] | None = None,
    within: Collection[tuple[int, int]] = (),
    whole: Collection[str] = (),
) -> list[Stored]:
    """Observations valid at `as_at` (microseconds UTC; None: now), in order of series, area and period.

    `within`: only periods inside one of these spans of months (yyyymm, both ends included), but all of the series in
    `whole`.
    """
    wanted = _in(series_codes, area_codes)
    if breakdowns is not None:
        wanted.append(breakdown.c.text.in_(breakdowns))
    if within:
        o = observation.c
        spans = [and_(o.period_start >= first, o.period_end <= last) for first, last in within]
        wanted.append(or_(*spans, series.c.code.in_(whole)))
    query = _branches(_selected(), wanted, valid_at(as_at))
    return [made for made, _ in _made(connection.execute(query))]


def read_at(
    connection: Connection, series_codes: Collection[str], area_codes: Collection[str], moments: Sequence[int | None]
) -> list[list[Stored]]:
    """As `read`, at each of some moments, in one statement."""
    if not series_codes:
        return [[] for _ in moments]
    if len(moments) == 1:
        return [read(connection, series_codes=series_codes, area_codes=area_codes, as_at=moments[0])]
    o = observation.c
    query = _branches(_selected(o.valid_from, o.valid_to), _in(series_codes, area_codes), _valid_within(moments))
    rows = list(_made(connection.execute(query)))
    return [[made for made, (since, until) in rows if stood(since, until, moment)] for moment in moments]


def stood(since: int, until: int | None, moment: int | None) -> bool:
    """Whether what was valid between two moments stood at one (None: now)."""
    return until is None if moment is None else since <= moment and (until is None or until > moment)


def _in(series_codes: Collection[str], area_codes: Collection[str]) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [series.c.code.in_(series_codes)]
    return [*wanted, area.c.code.in_(area_codes)] if area_codes else wanted


def _branches(
    selected: Select[Any], wanted: list[ColumnElement[bool]], conditions: list[ColumnElement[bool]]
) -> Executable:
    """A branch for each partial index: one condition over both would read the whole table."""
    branches = [selected.where(*wanted, condition) for condition in conditions]
    return (union_all(*branches) if len(branches) > 1 else branches[0]).order_by(*_ORDER)


def _made(rows: Iterable[Any]) -> Iterable[tuple[Stored, tuple[Any, ...]]]:
    """Each row as an observation, and what else was selected of it."""
    seen: dict[tuple[str, int], Period] = {}
    for row in rows:
        key = (row[3], row[4])
        if key not in seen:
            seen[key] = from_store(*key)
        yield Stored(row[0], row[1], row[2], seen[key], *row[5:_WIDE]), row[_WIDE:]


def _selected(*more: ColumnElement[Any]) -> Select[Any]:
    return (
        select(
            series.c.code.label("series_code"),
            area.c.code.label("area_code"),
            area.c.name,
            observation.c.grain,
            observation.c.period_start,
            breakdown.c.text,
            observation.c.value,
            observation.c.status,
            observation.c.upload_id,
            observation.c.sheet,
            observation.c.row,
            observation.c.column,
            *more,
        )
        .join(series, series.c.id == observation.c.series_id)
        .join(area, area.c.id == observation.c.area_id)
        .join(breakdown, breakdown.c.id == observation.c.breakdown_id)
    )


def valid_at(as_at: int | None) -> list[ColumnElement[bool]]:
    """Conditions of which each row that stood at `as_at`, or that stands now, meets exactly one."""
    o = observation.c
    if as_at is None:
        return [o.valid_to.is_(None)]
    return [
        and_(o.valid_to.is_(None), o.valid_from <= as_at),
        and_(o.valid_to.is_not(None), o.valid_to > as_at, o.valid_from <= as_at),
    ]


def _valid_within(moments: Sequence[int | None]) -> list[ColumnElement[bool]]:
    """Conditions of which each row that stood at any of the moments meets exactly one."""
    o, known = observation.c, [moment for moment in moments if moment is not None]
    last = [o.valid_from <= max(known)] if None not in moments else []
    return [and_(o.valid_to.is_(None), *last), and_(o.valid_to.is_not(None), o.valid_to > min(known), *last)]
