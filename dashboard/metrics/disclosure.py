"""Small numbers kept back: which cells of a table to hide so that none of them can be worked out again.

Cells are any figures that are published together; lines say which of them add up to which. Counts from 1 to
below the threshold are hidden, then others until linear programming, knowing everything that is shown, can no
longer tell a hidden count. Hidden cells carry one symbol, whichever of the two they are.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from scipy.sparse import block_diag, coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

Key = TypeVar("Key", bound=Hashable)
THRESHOLD = 5
_CLOSE = 1e-6


@dataclass(frozen=True)
class Line(Generic[Key]):
    """A sum: the `parts` add up to the `total`."""

    total: Key
    parts: tuple[Key, ...]

    @property
    def cells(self) -> tuple[Key, ...]:
        return (self.total, *self.parts)


def primary(cells: Mapping[Key, float], threshold: int = THRESHOLD) -> set[Key]:
    """Counts small enough to point at a person: above 0 and below the threshold."""
    return {key for key, value in cells.items() if 0 < value < threshold}


def hidden(
    cells: Mapping[Key, float],
    lines: Sequence[Line[Key]],
    *,
    threshold: int = THRESHOLD,
    width: float = 0,
    before: Collection[Key] = (),
) -> frozenset[Key]:
    """The cells to hide. What was hidden `before` (in an earlier edition) stays so.

    `width` asks for more: what can be told of a small count must span at least that much. A higher threshold
    hides at least what a lower one does: above the usual one each pattern is built on the one below, and below
    it each is what is still needed of the one above.
    """
    fixed = frozenset(before)
    found = _protected(cells, lines, primary(cells, THRESHOLD), fixed, width)
    for step in range(THRESHOLD + 1, threshold + 1):
        found = _protected(cells, lines, primary(cells, step), found, width)
    for step in range(THRESHOLD - 1, threshold - 1, -1):
        found = _pruned(cells, lines, primary(cells, step), fixed, set(found), width, already=set())
    return found


def _protected(
    cells: Mapping[Key, float], lines: Sequence[Line[Key]], small: set[Key], fixed: frozenset[Key], width: float
) -> frozenset[Key]:
    chosen = set(fixed | small)
    while True:
        _complete(cells, lines, chosen)
        told = exposed(cells, lines, chosen, small, width=width)
        more = [cell for key in told for cell in _candidates(cells, lines, chosen, key)]
        if not more:
            return _pruned(cells, lines, small, fixed, chosen, width, already=set(told))
        chosen.add(min(more, key=lambda cell: _cost(cells, lines, chosen, cell)))


def _complete(cells: Mapping[Key, float], lines: Sequence[Line[Key]], chosen: set[Key]) -> None:
    """No line may have exactly one hidden cell: it would be the difference of the others."""
    while True:
        single = [line for line in lines if sum(cell in chosen for cell in line.cells) == 1]
        open_ = [[cell for cell in line.cells if cell not in chosen] for line in single]
        choice = next((cells_ for cells_ in open_ if cells_), None)
        if choice is None:
            return
        chosen.add(min(choice, key=lambda cell: _cost(cells, lines, chosen, cell)))


def _candidates(cells: Mapping[Key, float], lines: Sequence[Line[Key]], chosen: set[Key], key: Key) -> list[Key]:
    return [cell for line in lines if key in line.cells for cell in line.cells if cell not in chosen]


def _cost(
    cells: Mapping[Key, float], lines: Sequence[Line[Key]], chosen: set[Key], cell: Key
) -> tuple[bool, bool, int, float, str]:
    """What hiding a cell costs: rather a part than a total, where more lines are broken already, a small one.

    Zeros come last: they are known to be nobody.
    """
    broken = sum(any(other in chosen for other in line.cells) for line in lines if cell in line.cells)
    total = any(line.total == cell for line in lines)
    return cells[cell] == 0, total, -broken, cells[cell], str(cell)


def _pruned(
    cells: Mapping[Key, float],
    lines: Sequence[Line[Key]],
    small: set[Key],
    fixed: frozenset[Key],
    chosen: set[Key],
    width: float,
    already: set[Key],
) -> frozenset[Key]:
    """Without the cells, the largest first, that are not needed; `already` cannot be protected at all."""
    watched = small - already
    for cell in sorted(chosen - small - fixed, key=lambda key: (-cells[key], str(key))):
        tried = chosen - {cell}
        if not exposed(cells, lines, tried, watched, width=width):
            chosen = tried
    return frozenset(chosen)


def _safe(bounds: tuple[float, float], width: float) -> bool:
    return bounds[1] - bounds[0] > max(_CLOSE, width - _CLOSE)


def exposed(
    cells: Mapping[Key, float],
    lines: Sequence[Line[Key]],
    chosen: Collection[Key],
    of: Collection[Key],
    *,
    width: float = 0,
) -> list[Key]:
    """Those of the hidden cells `of` that can be worked out (or told within less than `width`)."""
    free = _free(cells, lines, chosen) if width <= _CLOSE else set[Key]()
    doubtful = (set(of) & set(chosen)) - free
    return [key for key, b in intervals(cells, lines, chosen, doubtful).items() if not _safe(b, width)]


def _free(cells: Mapping[Key, float], lines: Sequence[Line[Key]], chosen: Collection[Key]) -> set[Key]:
    """Hidden cells that certainly cannot be worked out: those that can move while every sum stays as it is.

    Counts above zero can move both ways a little, so what the sums leave open is not closed by their being counts.
    This needs no programme, and settles most cells of a large table.
    """
    names = sorted((key for key in chosen if cells[key] > 0), key=str)
    matrix, _ = _system(cells, lines, names)
    if not matrix.shape[0] or not names:
        return set(names)
    square = (matrix.T @ matrix).toarray()
    sizes, ways = np.linalg.eigh(square)
    moves = ways[:, sizes < _CLOSE * max(1.0, float(sizes[-1]))]
    return {key for key, move in zip(names, np.abs(moves).max(axis=1, initial=0), strict=True) if move > _CLOSE}


def components(
    cells: Mapping[Key, float], lines: Sequence[Line[Key]]
) -> list[tuple[dict[Key, float], list[Line[Key]]]]:
    """Cells and lines in groups that have nothing to do with each other."""
    places = {key: number for number, key in enumerate(cells)}
    pairs = [(places[line.total], places[part]) for line in lines for part in line.parts]
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    size = len(places)
    graph = coo_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(size, size))
    count, marks = connected_components(graph, directed=False)
    groups: list[tuple[dict[Key, float], list[Line[Key]]]] = [({}, []) for _ in range(count)]
    for key, value in cells.items():
        groups[marks[places[key]]][0][key] = value
    for line in lines:
        groups[marks[places[line.total]]][1].append(line)
    return groups


def intervals(
    cells: Mapping[Key, float], lines: Sequence[Line[Key]], chosen: Collection[Key], of: Collection[Key]
) -> dict[Key, tuple[float, float]]:
    """What everything shown tells of each hidden cell in `of`: the least and the most it can be.

    One linear programme: a copy of the hidden cells for every least and every most.
    """
    # slow to import, and only small numbers of people wait for it
    from scipy.optimize import linprog

    names = sorted(chosen, key=str)
    wanted = [key for key in names if key in of]
    if not wanted:
        return {}
    matrix, sums = _system(cells, lines, names)
    goals = np.zeros((2 * len(wanted), len(names)))
    for place, key in enumerate(wanted):
        goals[2 * place, names.index(key)], goals[2 * place + 1, names.index(key)] = 1, -1
    # whatever is bounded is bounded by sums of what is shown; the rest would have no end
    most = sum(cells.values()) + 1
    copies = block_diag([matrix] * len(goals), format="csr") if len(sums) else None
    right = np.tile(sums, len(goals)) if len(sums) else None
    found = linprog(goals.ravel(), A_eq=copies, b_eq=right, bounds=(0, most), method="highs")
    values = found.x.reshape(goals.shape)
    ends = (goals * values).sum(axis=1)
    ends[1::2] = np.where(-ends[1::2] > most - _CLOSE, -np.inf, ends[1::2])
    return {key: (float(ends[2 * n]), float(-ends[2 * n + 1])) for n, key in enumerate(wanted)}


def _system(cells: Mapping[Key, float], lines: Sequence[Line[Key]], names: list[Key]) -> tuple[csr_matrix, np.ndarray]:
    """Each line that holds a hidden cell as an equation of the hidden ones: parts − total = what is shown."""
    place = {key: number for number, key in enumerate(names)}
    rows, sums = [], []
    for line in lines:
        if not any(cell in place for cell in line.cells):
            continue
        row, shown = np.zeros(len(names)), 0.0
        for sign, cell in [(-1.0, line.total), *((1.0, part) for part in line.parts)]:
            if cell in place:
                row[place[cell]] += sign
            else:
                shown -= sign * cells[cell]
        rows.append(row)
        sums.append(shown)
    return csr_matrix(np.array(rows) if rows else np.zeros((0, len(names)))), np.array(sums)


def table(counts: Sequence[Sequence[float]]) -> tuple[dict[str, float], list[Line[str]]]:
    """A table's cells r1|c1 … with its totals r1|Total, Total|c1 and Total|Total, and the lines they lie in.

    A single row has no totals of columns.
    """
    height, width = len(counts), len(counts[0])
    cells = {f"r{r}|c{c}": counts[r - 1][c - 1] for r in range(1, height + 1) for c in range(1, width + 1)}
    lines = []
    for r in range(1, height + 1):
        parts = tuple(f"r{r}|c{c}" for c in range(1, width + 1))
        cells[f"r{r}|Total"] = sum(cells[part] for part in parts)
        lines.append(Line(f"r{r}|Total", parts))
    if height > 1:
        for c in range(1, width + 1):
            parts = tuple(f"r{r}|c{c}" for r in range(1, height + 1))
            cells[f"Total|c{c}"] = sum(cells[part] for part in parts)
            lines.append(Line(f"Total|c{c}", parts))
        rows, columns = range(1, height + 1), range(1, width + 1)
        for parts in (tuple(f"r{r}|Total" for r in rows), tuple(f"Total|c{c}" for c in columns)):
            cells["Total|Total"] = sum(cells[part] for part in parts)
            lines.append(Line("Total|Total", parts))
    return cells, lines
