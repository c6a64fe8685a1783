"""Finding the heading rows of a table: the row with the most to say about the numbers below it."""

import itertools
from dataclasses import dataclass

from loaders._book import Sheet, tidy
from loaders._mapping.grid import LOOKED_AT, Kind, filled, is_blank, kind, width
from loaders._mapping.said import is_month_number
from loaders._mapping.times import say
from loaders._mapping.words import AREA, MADE, MEASURE, PERIOD, UNIT, key

SEARCHED = 40
_KNOWN = AREA | PERIOD | MEASURE | UNIT
_NUMERIC = (Kind.NUMBER, Kind.YEAR, Kind.MARKER)


@dataclass(frozen=True)
class Head:
    """The heading rows of a table (none when it has no headings) and its first row of figures."""

    rows: tuple[int, ...]
    first: int


class _Kinds:
    """The kinds of the cells of a sheet's first rows."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.columns = sheet, width(sheet)
        rows = sheet.rows[: SEARCHED + LOOKED_AT]
        self.rows = [[kind(cell) for cell in row] + [Kind.BLANK] * (self.columns - len(row)) for row in rows]

    def at(self, row: int, column: int) -> Kind:
        return self.rows[row - 1][column - 1] if 0 < row <= len(self.rows) else Kind.BLANK

    def row(self, row: int) -> list[Kind]:
        return self.rows[row - 1]

    def value_columns(self, row: int) -> list[int]:
        """Columns that hold mostly numbers below `row`."""
        found = []
        for column in range(1, self.columns + 1):
            below = [kinds[column - 1] for kinds in self.rows[row:]]
            told = [k for k in below if k is not Kind.BLANK]
            numbers = sum(k in _NUMERIC for k in told)
            if any(k is Kind.NUMBER or k is Kind.YEAR for k in told) and numbers >= 0.6 * len(told):
                found.append(column)
        return found


def find_head(sheet: Sheet, rows: tuple[int, ...] | None = None) -> Head | None:
    """The headings of the table in a sheet, or `rows` where they have been told; None where there are no figures."""
    kinds = _Kinds(sheet)
    if rows is None:
        scores = {row: _score(kinds, row) for row in range(1, min(len(kinds.rows), SEARCHED) + 1)}
        best = max(scores, key=lambda row: (scores[row], -row), default=0)
        rows = _with_neighbours(kinds, best) if best and scores[best] > 0 else ()
    first = _first_figures(kinds, rows[-1] if rows else 0)
    return Head(rows, first) if first else None


def _score(kinds: _Kinds, row: int) -> float:
    sheet, numeric = kinds.sheet, kinds.value_columns(row)
    if not numeric:
        return 0
    score = 0.0
    for column in filled(sheet, row):
        cell = sheet.at(row, column)
        known = key(cell) in _KNOWN
        if column in numeric:
            score += 3 + 2 * (say(cell).anything or known)
        elif any(kinds.at(r, column) is not Kind.BLANK for r in range(row + 1, min(row + 12, len(kinds.rows)) + 1)):
            score += 1 + 2 * known
    if not any(column in numeric for column in filled(sheet, row)):
        return 0
    if _says_itself(sheet, row):
        score /= 10  # only where nothing else heads the numbers
    hard = sum(k is Kind.NUMBER for k in kinds.row(row))
    years = sum(k is Kind.YEAR for k in kinds.row(row)) if not _year_heading(kinds, row) else 0
    above = sum(any(k is Kind.NUMBER for k in kinds.row(r)) and len(filled(sheet, r)) > 1 for r in range(1, row))
    return score - 6 * hard - 6 * years - 2.5 * above


def _says_itself(sheet: Sheet, row: int) -> bool:
    """“Reporting period” and “Q1 2025/26”: a label and what it labels, and not the headings of two columns."""
    here = filled(sheet, row)
    if len(here) != 2:
        return False
    name, told = (sheet.at(row, column) for column in here)
    if tidy(name).endswith(":") or MADE.search(tidy(name)):
        return True
    return key(name) in PERIOD and say(told).anything


def _year_heading(kinds: _Kinds, row: int) -> bool:
    """Whether numbers that may be years stand in a row as headings: growing, and none of them is a count."""
    numbers = [kinds.sheet.at(row, c) for c in filled(kinds.sheet, row) if kinds.at(row, c) is Kind.YEAR]
    values = [float(tidy(n)) for n in numbers]
    steps = {b - a for a, b in itertools.pairwise(values)}
    if len(values) == 1:
        return all(kinds.at(row, c) is not Kind.NUMBER for c in filled(kinds.sheet, row)) and values[0] <= 2100
    if all(map(is_month_number, values)):
        return all(step > 0 for step in steps)
    return all(0 < step <= 1 or 27 <= step <= 93 or 364 <= step <= 366 for step in steps) or _repeats(values)


def _repeats(values: list[float]) -> bool:
    return len(set(values)) < len(values) and all(1990 <= v <= 2100 for v in values)


def _with_neighbours(kinds: _Kinds, best: int) -> tuple[int, ...]:
    rows = [best]
    while (after := rows[-1] + 1) <= len(kinds.rows) and _heads_below(kinds, after, rows[-1]):
        rows.append(after)
    while len(rows) < 4 and (before := rows[0] - 1) >= 1 and _heads_above(kinds, before, rows):
        rows.insert(0, before)
    return tuple(rows[:4])


def _heads_below(kinds: _Kinds, row: int, head: int) -> bool:
    """A second line of headings: words or years above at least half of the numbers, and no number."""
    numeric = kinds.value_columns(row)
    here = [c for c in filled(kinds.sheet, row) if c in numeric]
    if not here or 2 * len(here) < len(numeric) or any(kinds.at(row, c) is Kind.NUMBER for c in here):
        return False
    if any(kinds.at(row, c) is Kind.MARKER for c in here):
        return False
    if any(kinds.at(row, c) is Kind.YEAR for c in here):
        labels = [c for c in filled(kinds.sheet, row) if c not in numeric]
        return not labels and _year_heading(kinds, row)
    return True


def _heads_above(kinds: _Kinds, row: int, rows: list[int]) -> bool:
    """A line that groups the headings below it, and not the last line of the title."""
    sheet, here = kinds.sheet, filled(kinds.sheet, row)
    head = rows[0]
    if not here or any(k is Kind.NUMBER for k in kinds.row(row)) or _is_pair(sheet, row, here, head):
        return False
    numeric = kinds.value_columns(rows[-1])
    over = [c for c in here if c in numeric or (numeric and c > numeric[0])]
    lower = [key(sheet.at(head, c)) for c in numeric if not is_blank(sheet.at(head, c))]
    if len(here) == 1 and over and here[0] > numeric[0]:
        return False  # a title in the middle: as a heading it would leave out the first columns
    if not over:
        return len(here) >= 2 and len(set(lower)) < len(lower)
    return len(here) >= 2 or len(set(lower)) < len(lower) or any(say(sheet.at(row, c)).anything for c in over)


def _is_pair(sheet: Sheet, row: int, here: list[int], head: int) -> bool:
    """“Period:” and “Q1 2025/26” side by side above the table."""
    first = sheet.at(row, here[0])
    said = tidy(first)
    labelled = said.endswith(":") or (key(first) in AREA | PERIOD and not is_blank(sheet.at(head, here[0])))
    return labelled and len(here) <= 4


def _first_figures(kinds: _Kinds, after: int) -> int:
    """The first row below `after` that holds a number."""
    for row in range(after + 1, len(kinds.rows) + 1):
        if any(k is Kind.NUMBER or (k is Kind.YEAR and after) for k in kinds.row(row)):
            return row
    return 0
