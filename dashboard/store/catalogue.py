"""The registers observations point at: areas, series and breakdowns."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Table, func, insert, select, update

from dashboard.records import AreaRow, SeriesSpec
from dashboard.store.moments import next_moment
from dashboard.store.schema import area, breakdown, note, observation, series, upload

_SPEC = tuple(field.name for field in fields(SeriesSpec))
# the kind of a note that says what a series was until a moment: its earlier words, or null where it was not known yet
WAS = "series-was"


class Known(NamedTuple):
    """A registered series: its id, how it was declared, and the source that first brought it."""

    id: int
    spec: SeriesSpec
    source: str


Register = dict[str, Known]


def register_areas(connection: Connection, rows: Iterable[AreaRow]) -> dict[str, int]:
    """Ids by area code, adding those that are new."""
    wanted = {row.code: row._asdict() for row in rows}
    return _register(connection, area, area.c.code.name, wanted)


def register_breakdowns(connection: Connection, texts: Iterable[str]) -> dict[str, int]:
    """Ids by breakdown text, adding those that are new."""
    return _register(connection, breakdown, breakdown.c.text.name, {text: {"text": text} for text in texts})


def register_series(connection: Connection, specs: Iterable[SeriesSpec], source: str) -> dict[str, int]:
    """Ids by series code; a known series takes the newest wording, and keeps the source that first brought it.

    What it was until now is kept as a note, so that an earlier moment is shown in the words of its day.
    """
    wanted = {spec.code: spec for spec in specs}
    held = known(connection)
    was = {code: held[code].spec if code in held else None for code in wanted}
    changed = {code: before for code, before in was.items() if before != wanted[code]}
    if not changed:
        return {code: one.id for code, one in held.items()}
    _keep_words(connection, changed, source)
    for code, before in changed.items():
        if before:
            connection.execute(update(series).where(series.c.code == code).values(**vars(wanted[code])))
    rows = {code: vars(spec) | {"source": source} for code, spec in wanted.items()}
    return _register(connection, series, series.c.code.name, rows)


def _keep_words(connection: Connection, was: dict[str, SeriesSpec | None], source: str) -> None:
    moment = next_moment(connection)
    said = {"kind": WAS, "said_by": source, "ended_by": source, "valid_from": moment, "valid_to": moment}
    bodies = {code: json.dumps(vars(spec) if spec else None, ensure_ascii=False) for code, spec in was.items()}
    connection.execute(insert(note), [said | {"subject": code, "body": body} for code, body in bodies.items()])


def _register(connection: Connection, table: Table, key: str, wanted: dict[str, dict[str, object]]) -> dict[str, int]:
    held = ids(connection, table, key)
    missing = [values for text, values in wanted.items() if text not in held]
    if missing:
        connection.execute(insert(table), missing)
        held = ids(connection, table, key)
    return held


def known(connection: Connection, as_at: int | None = None) -> Register:
    """Every registered series by its code, as it was declared at a moment."""
    return registers(connection, [as_at])[0][0]


def registers(
    connection: Connection, moments: Sequence[int | None], beside: Collection[ColumnElement[Any]] = ()
) -> tuple[list[Register], tuple[Any, ...]]:
    """The register at each of some moments, and the values of `beside`, in one statement; none while it is empty."""
    was = [_was(moment) for moment in moments if moment is not None]
    rows = list(connection.execute(select(series, *was, *beside)))
    first = len(series.c) + len(was)
    places = iter(range(len(series.c), first))
    found = [_register_at(rows, None if moment is None else next(places)) for moment in moments]
    return found, tuple(rows[0][first:]) if rows else ()


def _was(moment: int) -> ScalarSelect[Any]:
    """The first that was noted of a series after a moment, which is what it was at that moment."""
    later = select(note.c.body).where(note.c.kind == WAS, note.c.subject == series.c.code, note.c.valid_from > moment)
    return later.order_by(note.c.valid_from).limit(1).scalar_subquery()


def _register_at(rows: Iterable[Any], place: int | None) -> Register:
    found = Register()
    for row in rows:
        was = row[place] if place is not None else None
        words = json.loads(was) if was else None
        if was is None or words:
            found[row.code] = Known(row.id, SeriesSpec(**words) if words else _spec(row), row.source)
    return found


def _spec(row: Any) -> SeriesSpec:
    return SeriesSpec(*(getattr(row, name) for name in _SPEC))


def specs(connection: Connection, as_at: int | None = None) -> dict[str, SeriesSpec]:
    """Every registered series as it was declared, by code."""
    return {code: one.spec for code, one in known(connection, as_at).items()}


def ids(connection: Connection, table: Table, key: str) -> dict[str, int]:
    """Ids of a register by the text of its column `key`."""
    return {row[0]: row[1] for row in connection.execute(select(table.c[key], table.c.id))}


def listed(connection: Connection) -> list[dict[str, object]]:
    """Every series with its areas counted and its first and last period start and end (yyyymm)."""
    current = (
        select(
            observation.c.series_id,
            func.count(observation.c.area_id.distinct()).label("areas"),
            func.min(observation.c.period_start).label("first"),
            func.max(observation.c.period_end).label("last"),
            func.max(upload.c.loaded_at).label("loaded_at"),
        )
        .join(upload, upload.c.id == observation.c.upload_id)
        .where(observation.c.valid_to.is_(None))
        .group_by(observation.c.series_id)
        .subquery()
    )
    query = (
        select(series, current.c.areas, current.c.first, current.c.last)
        .join(current, current.c.series_id == series.c.id)
        .order_by(series.c.code)
    )
    return [dict(row._mapping) for row in connection.execute(query)]
