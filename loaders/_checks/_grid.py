"""The figures of a reading as matrices, a row a line and a column a period, so that all of them are checked at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.periods import Grain, Period
from dashboard.records import Observation
from dashboard.store.difference import Difference

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
LARGEST_TABLE = 20_000_000
NOWHERE = np.iinfo(np.int64).max
SERIES, AREA, PERIOD, BREAKDOWN, VALUE = range(5)


@dataclass(frozen=True)
class Grid:
    """Figures of one grain, lines × periods.

    `values` and `before` (what stands at the same keys) are NaN where there is no number. `places` is the position
    of a figure among the observations, -1 where the file gives none. A line's series, area and breakdown are
    numbers into `series`, `areas` and `breakdowns`. Of a key that the file gives twice, the first counts, and the
    others are `repeated`.
    """

    rows: list[Observation]
    series: list[str]
    areas: list[str]
    breakdowns: list[str]
    periods: list[Period]
    series_of: Places
    area_of: Places
    breakdown_of: Places
    values: Numbers
    before: Numbers
    places: Places
    repeated: Places

    def row(self, line: int, column: int) -> Observation:
        return self.rows[self.places[line, column]]

    def first_row(self, lines: Iterable[int], columns: Iterable[int]) -> Observation | None:
        """The first figure of a block that has a cell of its own, else the first; None when the block is empty."""
        block = self.places[np.ix_(list(lines), list(columns))]
        found = [self.rows[place] for place in np.sort(block[block >= 0])]
        return next((row for row in found if row.row), found[0] if found else None)

    def code(self, line: int) -> str:
        return self.series[self.series_of[line]]

    def place(self, line: int) -> str:
        return self.areas[self.area_of[line]]

    def by_area(self, code: str, *, before: bool = False) -> Numbers:
        """A series without breakdown, or what stands of it, as areas × periods; NaN where there is no number."""
        found = np.full((len(self.areas), len(self.periods)), np.nan)
        lines = self.lines_of[code]
        found[self.area_of[lines]] = (self.before if before else self.values)[lines]
        return found

    @property
    def grain(self) -> Grain:
        return self.periods[0].grain

    @cached_property
    def plain(self) -> Flags:
        """Lines without a breakdown."""
        whole = [number for number, text in enumerate(self.breakdowns) if not text]
        return np.isin(self.breakdown_of, whole)

    @cached_property
    def known(self) -> Numbers:
        """What is taken as right when a figure is doubted: what stands, else what the file says."""
        return np.where(np.isnan(self.before), self.values, self.before)

    @cached_property
    def middle(self) -> Numbers:
        """The middle figure of each line, of what is known."""
        return median(self.known)

    @cached_property
    def lines_of(self) -> dict[str, Places]:
        """Lines without a breakdown by their series."""
        plain = np.flatnonzero(self.plain)
        if not plain.size:
            return {}
        order = plain[np.argsort(self.series_of[plain], kind="stable")]
        numbers, starts = np.unique(self.series_of[order], return_index=True)
        return {
            self.series[n]: lines for n, lines in zip(numbers, np.split(order, starts[1:]), strict=True) if len(lines)
        }


def median(block: Numbers) -> Numbers:
    """The middle number of each row of a matrix, without its gaps; NaN for a row of gaps."""
    ordered = np.sort(block, axis=1)  # gaps are sorted to the end
    held = (~np.isnan(block)).sum(axis=1)
    rows = np.arange(len(block))
    return (ordered[rows, np.maximum(held - 1, 0) // 2] + ordered[rows, held // 2]) / 2


def grids(rows: Sequence[Observation], difference: Difference) -> list[Grid]:
    """A grid for each grain that the observations have, longest lists of periods first."""
    if not rows:
        return []
    rows = list(rows)
    series, series_of = _numbered(map(itemgetter(SERIES), rows), len(rows))
    areas, area_of = _numbered(map(itemgetter(AREA), rows), len(rows))
    breakdowns, breakdown_of = _numbered(map(itemgetter(BREAKDOWN), rows), len(rows))
    periods, period_of = _periods(rows)
    values = np.array(list(map(itemgetter(VALUE), rows)), dtype=np.float64)
    before = _before(rows, values, difference)
    line_of = (series_of * len(areas) + area_of) * len(breakdowns) + breakdown_of
    made = []
    for grain in dict.fromkeys(period.grain for period in periods):
        order = sorted((n for n, period in enumerate(periods) if period.grain is grain), key=periods.__getitem__)
        column = np.full(len(periods), -1)
        column[order] = np.arange(len(order))
        held = np.arange(len(rows)) if len(order) == len(periods) else np.flatnonzero(column[period_of] >= 0)
        keys, line = _distinct(line_of[held])
        places, repeated = _placed(held, (line, column[period_of[held]]), (len(keys), len(order)))
        whole, breakdown = np.divmod(keys, len(breakdowns))
        made.append(
            Grid(
                rows=rows,
                series=series,
                areas=areas,
                breakdowns=breakdowns,
                periods=[periods[n] for n in order],
                series_of=whole // len(areas),
                area_of=whole % len(areas),
                breakdown_of=breakdown,
                values=np.where(places >= 0, values[places], np.nan),
                before=np.where(places >= 0, before[places], np.nan),
                places=places,
                repeated=repeated,
            )
        )
    return sorted(made, key=lambda grid: -len(grid.periods))


def _placed(held: Places, at: tuple[Places, Places], shape: tuple[int, int]) -> tuple[Places, Places]:
    """Each figure's position by line and column, and the positions of those whose place another one had before."""
    places = np.full(shape, -1)
    places[at] = held
    if len(held) > np.count_nonzero(places >= 0):
        places = np.full(shape, NOWHERE)
        np.minimum.at(places, at, held)  # of two in one place, the first
        places[places == NOWHERE] = -1
        return places, held[places[at] != held]
    return places, held[:0]


def _numbered(column: Iterable[Any], length: int) -> tuple[list[Any], Places]:
    """The different things in a column in their order, and for each row the number of its own."""
    numbers: defaultdict[Any, int] = defaultdict(count().__next__)
    found = np.fromiter(map(numbers.__getitem__, column), np.int64, length)
    return list(numbers), found


def _distinct(keys: Places) -> tuple[Places, Places]:
    """The different keys in order, and for each key the number of its own: by a table, which needs no sorting."""
    if keys.max() > LARGEST_TABLE:
        return np.unique(keys, return_inverse=True)
    found = np.zeros(keys.max() + 1, dtype=np.bool_)
    found[keys] = True
    return np.flatnonzero(found), (np.cumsum(found) - 1)[keys]


def _periods(rows: list[Observation]) -> tuple[list[Period], Places]:
    """As `_numbered`, by identity first: a loader makes few periods, and to hash one is slow."""
    column = list(map(itemgetter(PERIOD), rows))
    _, of = _numbered(map(id, column), len(rows))
    first = np.flatnonzero(np.diff(np.maximum.accumulate(of), prepend=-1))  # where each is met for the first time
    periods, number = _numbered([column[place] for place in first], len(first))
    return periods, number[of]


def _before(rows: list[Observation], values: Numbers, difference: Difference) -> Numbers:
    """What stands at the key of each observation; the difference lists the reading's very rows."""
    if len(difference.new) == len(rows):
        return np.full(len(rows), np.nan)
    if len(difference.confirmed) == len(rows):
        return values
    where = _Where(rows)
    if len(difference.confirmed) < len(difference.new):
        before = np.full(len(rows), np.nan)
        confirmed = where.are([row for row, _ in difference.confirmed])
        before[confirmed] = values[confirmed]
    else:
        before = values.copy()
        before[where.are(difference.new)] = np.nan
    stood = [standing.value for _, standing in difference.changed]
    before[where.are([row for row, _ in difference.changed])] = np.array(stood, dtype=np.float64)
    return before


class _Where:
    """Positions of observations among all, by identity; those that are not among them are left out."""

    def __init__(self, rows: list[Observation]) -> None:
        self.ids = np.fromiter(map(id, rows), np.int64, len(rows))
        self.order = np.argsort(self.ids)

    def are(self, rows: Sequence[Observation]) -> Places:
        wanted = np.fromiter(map(id, rows), np.int64, len(rows))
        return self.order[np.searchsorted(self.ids, wanted, sorter=self.order)]
