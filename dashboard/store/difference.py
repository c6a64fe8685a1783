"""What a reading would change: new, changed, confirmed and gone figures against those that stand."""

import hashlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from dashboard.periods import Period, by_identity, from_store, yyyymm
from dashboard.records import Observation, Reading
from dashboard.store import catalogue
from dashboard.store.assertions import Ground
from dashboard.store.schema import area, breakdown, observation, series

Key = tuple[int, int, str, int, int]


class Standing(NamedTuple):
    """A figure that stands now."""

    id: int
    value: float | None
    status: str
    upload: int


class Gone(NamedTuple):
    """A figure that a file covering its ground no longer lists."""

    series: str
    area: str
    period: Period
    breakdown: str
    standing: Standing


@dataclass(frozen=True)
class Counts:
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0


@dataclass
class Ids:
    """Database ids of everything a reading names, by code; what is not registered has a negative one."""

    series: dict[str, int]
    areas: dict[str, int]
    breakdowns: dict[str, int]


@dataclass
class Difference:
    """`fingerprint` is the same as long as the same figures stand in the way of the same reading.

    `periods` are those the reading speaks of; `ground`, for a reading that covers its ground in full, its areas
    and periods as (area id, grain, first month).
    """

    periods: frozenset[Period] = frozenset()
    ground: frozenset[Ground] = frozenset()
    new: list[Observation] = field(default_factory=list)
    changed: list[tuple[Observation, Standing]] = field(default_factory=list)
    confirmed: list[tuple[Observation, int]] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    fingerprint: str = ""

    @property
    def counts(self) -> Counts:
        return Counts(len(self.new), len(self.changed), len(self.confirmed), len(self.gone))

    @property
    def changes(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def known_ids(connection: Connection, reading: Reading) -> Ids:
    """Ids of what is registered already; nothing is written."""
    return Ids(
        _numbered(catalogue.ids(connection, series, "code"), reading.series),
        _numbered(catalogue.ids(connection, area, "code"), reading.areas),
        _numbered(catalogue.ids(connection, breakdown, "text"), {row.breakdown for row in reading.observations}),
    )


def _numbered(known: dict[str, int], wanted: Iterable[str]) -> dict[str, int]:
    unknown = [code for code in wanted if code not in known]
    return known | {code: -place for place, code in enumerate(unknown, 1)}


def registered_ids(connection: Connection, reading: Reading) -> Ids:
    """Ids of everything the reading names, registering what is new."""
    texts = {row.breakdown for row in reading.observations} | {""}
    return Ids(
        catalogue.register_series(connection, reading.series.values(), reading.source),
        catalogue.register_areas(connection, reading.areas.values()),
        catalogue.register_breakdowns(connection, sorted(texts)),
    )


def compare(connection: Connection, reading: Reading, ids: Ids) -> Difference:
    """The reading against what stands; the caller holds the transaction."""
    periods = by_identity(map(itemgetter(2), reading.observations))
    found = Difference(frozenset(periods.values()))
    standing = _standing(connection, reading, ids, found.periods)
    before_ids = _sorted_out(reading, ids, standing, found) if standing else _all_new(reading, found)
    if reading.covers:
        found.ground = _ground(reading, ids, periods)
        found.gone = _gone(connection, reading.covers, standing, found.ground)
        before_ids.extend(gone.standing.id for gone in found.gone)
    found.fingerprint = hashlib.sha256(before_ids.tobytes()).hexdigest()
    return found


def _ground(reading: Reading, ids: Ids, periods: dict[int, Period]) -> frozenset[Ground]:
    """Every area with every period that the reading has a figure of."""
    codes = map(itemgetter(1), reading.observations)
    listed = set(zip(codes, map(id, map(itemgetter(2), reading.observations)), strict=True))
    starts = {key: (period.grain.value, yyyymm(period.first)) for key, period in periods.items()}
    return frozenset((ids.areas[code], *starts[key]) for code, key in listed)


def _all_new(reading: Reading, found: Difference) -> "array[int]":
    """Nothing stands in the reading's way: no figure need be looked up."""
    found.new = list(reading.observations)
    return array("q", bytes(8 * len(found.new)))


def _sorted_out(reading: Reading, ids: Ids, standing: dict[Key, Standing], found: Difference) -> "array[int]":
    """Each figure as new, changed or confirmed, taken out of `standing`; the ids of those it meets, 0 for none."""
    before_ids = array("q")
    for row, key in zip(reading.observations, _keys(reading, ids, found.periods), strict=True):
        before = standing.pop(key, None)
        before_ids.append(before.id if before else 0)
        if before is None:
            found.new.append(row)
        elif before.value == row.value and before.status == row.status:
            found.confirmed.append((row, before.id))
        else:
            found.changed.append((row, before))
    return before_ids


def _keys(reading: Reading, ids: Ids, periods: Iterable[Period]) -> Iterator[Key]:
    """The store's key of every observation, in their order."""
    starts = {period: (period.grain.value, yyyymm(period.first)) for period in periods}
    series_, areas, breakdowns = ids.series, ids.areas, ids.breakdowns
    for row in reading.observations:
        grain, start = starts[row.period]
        yield series_[row.series], areas[row.area], grain, start, breakdowns[row.breakdown]


def _gone(
    connection: Connection, covers: tuple[str, ...], left: dict[Key, Standing], ground: frozenset[Ground]
) -> list[Gone]:
    """Of what stands and was not listed: figures of the series, areas and periods that the file states in full."""
    missing = {key: standing for key, standing in left.items() if (key[1], key[2], key[3]) in ground}
    if not missing:
        return []
    codes = {number: code for code, number in catalogue.ids(connection, series, "code").items()}
    areas = {number: code for code, number in catalogue.ids(connection, area, "code").items()}
    texts = {number: text for text, number in catalogue.ids(connection, breakdown, "text").items()}
    return [
        Gone(codes[key[0]], areas[key[1]], from_store(key[2], key[3]), texts[key[4]], standing)
        for key, standing in sorted(missing.items(), key=lambda item: item[1].id)
        if covered(codes[key[0]], covers)
    ]


def covered(code: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a series lies under one of the prefixes that a file states in full."""
    return any(code.startswith(prefix + ".") for prefix in prefixes)


def _standing(connection: Connection, reading: Reading, ids: Ids, periods: frozenset[Period]) -> dict[Key, Standing]:
    """Current rows the reading may touch: its series (and those it covers) over its span of months."""
    if not periods:
        return {}
    numbers = {ids.series[code] for code in reading.series}
    if reading.covers:
        prefixes = or_(*(series.c.code.startswith(prefix + ".") for prefix in reading.covers))
        numbers |= set(connection.scalars(select(series.c.id).where(prefixes)))
    areas = {ids.areas[code] for code in {row.area for row in reading.observations}}
    o = observation.c
    query = select(
        o.series_id, o.area_id, o.grain, o.period_start, o.breakdown_id, o.id, o.value, o.status, o.upload_id
    ).where(
        o.valid_to.is_(None),
        o.series_id.in_(sorted(numbers)),
        o.period_start.between(yyyymm(min(p.first for p in periods)), yyyymm(max(p.last for p in periods))),
    )
    return {
        (row[0], row[1], row[2], row[3], row[4]): Standing(row[5], row[6], row[7], row[8])
        for row in connection.execute(query)
        if row[1] in areas
    }
