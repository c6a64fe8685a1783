"""The figures behind a preview's counts, one by one, kept in compressed columns."""

import json
import math
import struct
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from dashboard.periods import Period
from dashboard.records import Observation, Reading, Status, cell_name
from dashboard.store.difference import Difference, Standing

KINDS = ("changed", "gone", "new")
_STATUSES = tuple(Status)
# column → array type: the number of a list, a value (nan where there is none), a place
_COLUMNS = {
    "kind": "b", "series": "i", "area": "i", "period": "i", "breakdown": "i", "before": "d", "before_status": "b",
    "after": "d", "after_status": "b", "upload": "i", "sheet": "i", "row": "i", "column": "i",
}  # fmt: skip
_LISTS = ("series", "area", "period", "breakdown")


class Figure(NamedTuple):
    """One figure that would change. `before` and `after` are None where nothing stood or stands, or where the
    status says why there is no number; `upload` brought the figure before (0: none); `cell` is Sheet!B7, or empty
    where the figure is made of several."""

    kind: str
    series: str
    title: str
    unit: str
    decimals: int
    breakdown: str
    area: str
    area_name: str
    period: str
    before: float | None
    before_status: str
    after: float | None
    after_status: str
    upload: int
    cell: str

    @property
    def moved(self) -> float:
        """How far the figure moves; where one side is missing, infinitely far."""
        return math.inf if self.before is None or self.after is None else abs(self.after - self.before)


@dataclass
class Changes:
    """Columns of equal length, and the lists their numbers point into."""

    lists: dict[str, list[list[str]]]
    sheets: list[str]
    columns: dict[str, Sequence[float]]

    def __len__(self) -> int:
        return len(self.columns["kind"])

    def find(self, *, kind: str = "", series: str = "", area: str = "") -> list[int]:
        """Places of the figures of a kind, a series and an area; an empty word means any."""
        found: Iterable[int] = range(len(self))
        known = self.lists | {"kind": [[name] for name in KINDS]}
        for name, code in (("kind", kind), ("series", series), ("area", area)):
            if code:
                number = next((n for n, entry in enumerate(known[name]) if entry[0] == code), -1)
                column = self.columns[name]
                found = [place for place in found if column[place] == number]
        return list(found)

    def largest(self, places: list[int]) -> list[int]:
        """Places in the order of how far their figures move, farthest first."""
        before, after = self.columns["before"], self.columns["after"]

        def moved(place: int) -> float:
            gap = abs(after[place] - before[place])
            return -math.inf if math.isnan(gap) else -gap

        return sorted(places, key=moved)

    def held(self, name: str, places: Iterable[int]) -> list[tuple[str, str, int]]:
        """(code, words, how many figures) of the series or areas (`name`) of the figures at `places`, by words."""
        column = self.columns[name]
        counted = Counter(column[place] for place in places)
        entries = self.lists[name]
        found = [(entries[int(n)][0], entries[int(n)][1], count) for n, count in counted.items()]
        return sorted(found, key=lambda entry: entry[1].casefold())

    def counts(self) -> dict[str, int]:
        """How many figures there are of each kind."""
        counted = Counter(self.columns["kind"])
        return {name: counted[number] for number, name in enumerate(KINDS)}

    def at(self, place: int) -> Figure:
        column = {name: values[place] for name, values in self.columns.items()}
        series, area, period, breakdown = (self.lists[name][int(column[name])] for name in _LISTS)
        cell = cell_name(int(column["row"]), int(column["column"])) if column["row"] else ""
        # in a file of one sheet its name tells nothing
        sheet = self.sheets[int(column["sheet"])] if cell and len(self.sheets) > 1 else ""
        return Figure(
            kind=KINDS[int(column["kind"])],
            series=series[0],
            title=series[1],
            unit=series[2],
            decimals=int(series[3]),
            breakdown=breakdown[0],
            area=area[0],
            area_name=area[1],
            period=period[0],
            before=_number(column["before"]),
            before_status=_status(column["before_status"]),
            after=_number(column["after"]),
            after_status=_status(column["after_status"]),
            upload=int(column["upload"]),
            cell="!".join(part for part in (sheet, cell) if part),
        )


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _status(number: float) -> str:
    return "" if number < 0 else str(_STATUSES[int(number)])


def packed(difference: Difference, reading: Reading, titles: dict[str, str]) -> bytes:
    """The changes of a difference as bytes; `titles` names series that stand and are not in the reading."""
    numbers = _Numbers()
    columns: dict[str, array[Any]] = {name: array(kind) for name, kind in _COLUMNS.items()}
    for line in _lines(difference, numbers):
        for values, value in zip(columns.values(), line, strict=True):
            values.append(value)
    parts = [zlib.compress(values.tobytes(), 1) for values in columns.values()]
    head = {
        "series": [_named_series(code, reading, titles) for code in numbers.known["series"]],
        "area": [[code, _area_name(code, reading)] for code in numbers.known["area"]],
        "period": [[str(period)] for period in numbers.known["period"]],
        "breakdown": [[text] for text in numbers.known["breakdown"]],
        "sheets": reading.sheets,
        "sizes": [len(part) for part in parts],
    }
    words = zlib.compress(json.dumps(head, separators=(",", ":")).encode(), 6)
    return struct.pack("<I", len(words)) + words + b"".join(parts)


class _Numbers:
    """Numbers things in the order in which they are first met."""

    def __init__(self) -> None:
        self.known: dict[str, dict[object, int]] = {name: {} for name in _LISTS}

    def of(self, series: str, area: str, period: Period, breakdown: str) -> tuple[int, int, int, int]:
        known = self.known
        return (
            known["series"].setdefault(series, len(known["series"])),
            known["area"].setdefault(area, len(known["area"])),
            known["period"].setdefault(period, len(known["period"])),
            known["breakdown"].setdefault(breakdown, len(known["breakdown"])),
        )


def _lines(difference: Difference, numbers: _Numbers) -> Iterator[tuple[float, ...]]:
    for row, before in difference.changed:
        yield (0, *numbers.of(*row[:4]), *_stood(before), *_comes(row)[:2], before.upload, *_comes(row)[2:])
    for gone in difference.gone:
        yield (1, *numbers.of(*gone[:4]), *_stood(gone.standing), math.nan, -1, gone.standing.upload, -1, 0, 0)
    for row in difference.new:
        yield (2, *numbers.of(*row[:4]), math.nan, -1, *_comes(row)[:2], 0, *_comes(row)[2:])


def _stood(standing: Standing) -> tuple[float, int]:
    return _value(standing.value), _STATUSES.index(Status(standing.status))


def _comes(row: Observation) -> tuple[float, int, int, int, int]:
    return _value(row.value), _STATUSES.index(Status(row.status)), row.sheet, row.row, row.column


def _value(value: float | None) -> float:
    return math.nan if value is None else value


def _named_series(code: object, reading: Reading, titles: dict[str, str]) -> list[str]:
    spec = reading.series.get(str(code))
    return [str(code), spec.title, spec.unit, str(spec.decimals)] if spec else [str(code), titles[str(code)], "", "0"]


def _area_name(code: object, reading: Reading) -> str:
    known = reading.areas.get(str(code))
    return known.name if known else str(code)


def unpacked(content: bytes) -> Changes:
    """What `packed` made."""
    (length,) = struct.unpack_from("<I", content)
    head = json.loads(zlib.decompress(content[4 : 4 + length]))
    start = 4 + length
    columns: dict[str, array[Any]] = {}
    for (name, kind), size in zip(_COLUMNS.items(), head["sizes"], strict=True):
        columns[name] = array(kind)
        columns[name].frombytes(zlib.decompress(content[start : start + size]))
        start += size
    return Changes({name: head[name] for name in _LISTS}, head["sheets"], dict(columns))
