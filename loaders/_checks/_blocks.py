"""Doubtful cells gathered into what they have in common: a column, a series, an area. One matter is said once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from loaders._checks._grid import Flags, Grid, Places

Kind = Literal["sheet", "column", "series", "area", "series column", "area column", "line", "cell"]
SHARE = 0.7  # of the figures that could show a fault, so many must


@dataclass(frozen=True)
class Block:
    """Lines and columns of a grid that share a fault."""

    kind: Kind
    lines: tuple[int, ...]
    columns: tuple[int, ...]


def blocks(grid: Grid, flagged: Flags, eligible: Flags) -> Iterator[Block]:
    """The largest blocks first; a cell belongs to one. `eligible` cells are those that could have been flagged.

    What is left over comes as lines, those of an area that are doubtful in the same columns together, and cells.
    """
    if not flagged.any():
        return
    left = _Left(grid, flagged & eligible, eligible.copy())
    yield from left.whole()
    yield from left.columns()
    for kind, of in (("series", grid.series_of), ("area", grid.area_of)):
        yield from left.over_columns(kind, of)  # type: ignore[arg-type]
    for kind, of in (("series column", grid.series_of), ("area column", grid.area_of)):
        yield from left.by_column(kind, of)  # type: ignore[arg-type]
    yield from left.lines()


class _Left:
    """What no block has taken yet."""

    def __init__(self, grid: Grid, flagged: Flags, eligible: Flags) -> None:
        self.grid, self.flagged, self.eligible = grid, flagged, eligible

    def _take(self, kind: Kind, lines: Places, columns: Places) -> Block:
        held = self.flagged[np.ix_(lines, columns)]
        block = Block(kind, tuple(lines[held.any(axis=1)].tolist()), tuple(columns[held.any(axis=0)].tolist()))
        self.flagged[np.ix_(lines, columns)] = False
        self.eligible[np.ix_(lines, columns)] = False
        return block

    def whole(self) -> Iterator[Block]:
        could, did = self.eligible.sum(), self.flagged.sum()
        if min(self.grid.values.shape) > 1 and did >= 10 and did >= SHARE * could:
            yield self._take("sheet", *(np.arange(size) for size in self.grid.values.shape))

    def columns(self) -> Iterator[Block]:
        could, did = self.eligible.sum(axis=0), self.flagged.sum(axis=0)
        every = np.arange(len(self.grid.values))
        for column in np.flatnonzero(_enough(did, could)):
            yield self._take("column", every, np.array([column]))

    def over_columns(self, kind: Kind, of: Places) -> Iterator[Block]:
        """Series, or areas, that are doubtful in all their columns."""
        if self.grid.values.shape[1] < 2:
            return
        could, did = (np.bincount(of, cells.sum(axis=1)) for cells in (self.eligible, self.flagged))
        for number in np.flatnonzero(_enough(did, could)):
            lines = np.flatnonzero(of == number)
            columns = np.flatnonzero(self.flagged[lines].any(axis=0))
            if len(columns) > 1:
                yield self._take(kind, lines, columns)

    def by_column(self, kind: Kind, of: Places) -> Iterator[Block]:
        """Series, or areas, that are doubtful in a column."""
        for column in np.flatnonzero(self.flagged.any(axis=0)):
            could, did = (np.bincount(of, cells[:, column]) for cells in (self.eligible, self.flagged))
            for number in np.flatnonzero(_enough(did, could)):
                yield self._take(kind, np.flatnonzero(of == number), np.array([column]))

    def lines(self) -> Iterator[Block]:
        found: defaultdict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
        for line in np.flatnonzero(self.flagged.any(axis=1)):
            columns = tuple(np.flatnonzero(self.flagged[line]).tolist())
            found[int(self.grid.area_of[line]), columns].append(int(line))
        for (_, columns), lines in found.items():
            kind: Kind = "cell" if len(lines) == len(columns) == 1 else "line"
            yield Block(kind, tuple(lines), columns)


def _enough(did: Places, could: Places) -> Flags:
    """Whether so many are doubtful that it is one fault: most of five or more, or all of three or four."""
    return ((could >= 5) & (did >= SHARE * could)) | ((could >= 3) & (did == could))
