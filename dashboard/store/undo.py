"""Undoing an upload: every figure it touched stands again as if it had never been loaded.

The history is played again without it, key by key: what each upload that still counts said, in the order
they were loaded. What was shown at an earlier moment stays as it was; the undo is a moment of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import CTE, CompoundSelect, Connection, and_, or_, select, union, union_all, update

from dashboard.errors import CannotUndo
from dashboard.store.assertions import Ground, unpacked
from dashboard.store.bulk import insert_rows, set_where_id
from dashboard.store.difference import Counts, Key, covered
from dashboard.store.moments import iso, next_moment
from dashboard.store.schema import observation, series, upload
from dashboard.store.uploads import COLUMNS

_KEY = ("series_id", "area_id", "grain", "period_start", "breakdown_id")
_BATCH = 20_000
_LARGEST = 2**31 - 1  # what the column of numbers holds
Place = tuple[int, int, int]
# where a row of observations holds what is said: by place, as there may be hundreds of thousands
_NAMES = observation.c.keys()
_SAID = slice(_NAMES.index("value"), _NAMES.index("column") + 1)


class Said(NamedTuple):
    """A figure and the cell of the upload that says it."""

    value: float | None
    status: str
    upload: int
    sheet: int
    row: int
    column: int


@dataclass
class History:
    """What counts of the uploads: `said_again` by observation id, `covering` by ground, in the order of loading."""

    loaded_at: dict[int, int]
    counting: frozenset[int]
    said_again: dict[int, list[tuple[int, Place]]]
    covering: dict[Ground, list[tuple[int, tuple[str, ...]]]]
    series: dict[int, str]
    by_moment: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.by_moment = {moment: number for number, moment in self.loaded_at.items()}


def undo(connection: Connection, number: int, *, by: str, dry_run: bool = False) -> Counts:
    """Undo an upload; counts say what stands again, what changed, stayed and went. Raises CannotUndo.

    A dry run writes nothing.
    """
    found = None
    if number <= _LARGEST:
        found = connection.execute(select(upload).where(upload.c.id == number)).one_or_none()
    if found is None:
        raise CannotUndo(number=number, why="there is no such upload. `safer uploads` lists them")
    if found.undone_at is not None:
        raise CannotUndo(number=number, why=f"it was undone at {iso(found.undone_at)[:16]} by {found.undone_by}")
    moment = next_moment(connection)
    keys = _touched(connection, number, found.loaded_at)
    history = _history(connection, number, keys)
    new = changed = unchanged = gone = 0
    batch = _Batch(connection, moment)
    for rows in _by_key(connection, keys):
        current = rows[-1] if rows[-1].valid_to is None else None
        wanted = replay(rows, history)
        if _same(current, wanted):
            unchanged += 1
            continue
        if not dry_run:
            batch.put(current, wanted, rows[0])
        new += current is None
        gone += wanted is None
        changed += current is not None and wanted is not None
    if dry_run:
        return Counts(new, changed, unchanged, gone)
    batch.flush()
    mark = update(upload).where(upload.c.id == number).values(status="undone", undone_at=moment, undone_by=by)
    connection.execute(mark)
    return Counts(new, changed, unchanged, gone)


def replay(rows: list[Any], history: History) -> Said | None:
    """What one key would say if only the counting uploads had been loaded; `rows` are all its observations."""
    if len(rows) == 1 and rows[0].upload_id not in history.counting and rows[0].id not in history.said_again:
        return None  # by far the most frequent, and quick to tell
    words = {row.upload_id: _said(row) for row in rows if row.valid_from == history.loaded_at[row.upload_id]}
    for row in rows:
        for number, place in history.said_again.get(row.id, ()):
            words.setdefault(number, Said(row.value, row.status, number, *place))
    ends = {history.by_moment[row.valid_to] for row in rows if row.valid_to in history.by_moment}
    ends |= _covering(history, _key(rows[0]))
    state: Said | None = None
    for number in sorted((words.keys() | ends) & history.counting):
        word = words.get(number)
        if word is None:
            state = None
        elif state is None or (state.value, state.status) != (word.value, word.status):
            state = word
    return state


def _covering(history: History, key: Key) -> set[int]:
    """Uploads that state this key's ground in full."""
    code = history.series[key[0]]
    found = history.covering.get((key[1], key[2], key[3]), ())
    return {number for number, prefixes in found if covered(code, prefixes)}


def _said(row: Any) -> Said:
    return Said._make(row[_SAID])


def _same(current: Any, wanted: Said | None) -> bool:
    return wanted is None if current is None else wanted is not None and _said(current) == wanted


_key: Callable[[Any], Key] = attrgetter(*_KEY)


def _history(connection: Connection, undone: int, keys: CTE) -> History:
    rows = list(connection.execute(select(upload.c.id, upload.c.loaded_at, upload.c.undone_at)))
    counting = {row.id for row in rows if row.undone_at is None and row.id != undone}
    known = {row.id: row.code for row in connection.execute(select(series.c.id, series.c.code))}
    found = History({row.id: row.loaded_at for row in rows}, frozenset(counting), {}, {}, known)
    touched = set(connection.scalars(_history_of(keys, observation.c.id)))
    for number in sorted(counting):
        content = connection.scalar(select(upload.c.asserted).where(upload.c.id == number))
        asserted = unpacked(content)
        for row, place in asserted.confirmed.items():
            if row in touched:
                found.said_again.setdefault(row, []).append((number, place))
        for ground in asserted.ground:
            found.covering.setdefault(ground, []).append((number, asserted.covers))
    return found


def _touched(connection: Connection, number: int, moment: int) -> CTE:
    """The keys that the upload said, superseded or ended, and those its ground covers that had ended before.

    Of the latter another upload ended the figure; undone after it, this one is what keeps it from standing.
    """
    o = observation.c
    keys = [o[name] for name in _KEY]
    said = select(*keys).where(or_(o.upload_id == number, o.valid_to == moment))
    asserted = unpacked(connection.scalar(select(upload.c.asserted).where(upload.c.id == number)))
    if not asserted.ground:
        return said.distinct().cte("touched")
    prefixes = or_(*(series.c.code.startswith(prefix + ".") for prefix in asserted.covers))
    areas, _, starts = (sorted(set(part)) for part in zip(*asserted.ground, strict=True))
    covered_ = select(*keys).where(
        o.valid_to.is_not(None),
        o.series_id.in_(select(series.c.id).where(prefixes)),
        o.area_id.in_(areas),
        o.period_start.between(starts[0], starts[-1]),
    )
    return union(said, covered_).cte("touched")


def _history_of(keys: CTE, *columns: Any) -> CompoundSelect[Any]:
    """Every observation of the keys, standing or not: one branch for each partial index."""
    o = observation.c
    matching = and_(*(o[name] == keys.c[name] for name in _KEY))
    standing, ended = o.valid_to.is_(None), o.valid_to.is_not(None)
    return union_all(
        *(
            select(*columns).select_from(keys.join(observation, and_(matching, condition)))
            for condition in (standing, ended)
        )
    )


def _by_key(connection: Connection, keys: CTE) -> Iterator[list[Any]]:
    """All observations of each key, in the order they were written."""
    both = _history_of(keys, *observation.c).subquery()
    query = select(both).order_by(*(both.c[name] for name in _KEY), both.c.id)
    result = connection.execute(query, execution_options={"yield_per": _BATCH})
    for _, rows in groupby(result, key=_key):
        yield list(rows)


class _Batch:
    """Writes after the reading: a cursor that is read from must not see its own changes."""

    def __init__(self, connection: Connection, moment: int) -> None:
        self.connection, self.moment = connection, moment
        self.closing: list[int] = []
        self.inserting: list[tuple[object, ...]] = []

    def put(self, current: Any, wanted: Said | None, like: Any) -> None:
        if current is not None:
            self.closing.append(current.id)
        if wanted is not None:
            key = (like.series_id, like.area_id, like.grain, like.period_start, like.period_end, like.breakdown_id)
            self.inserting.append((*key, *wanted, self.moment))

    def flush(self) -> None:
        set_where_id(self.connection, observation, "valid_to", self.moment, self.closing)
        insert_rows(self.connection, observation, COLUMNS, self.inserting)
