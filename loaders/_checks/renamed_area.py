"""An area's code with another name than the register has for it."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from dashboard.areas import folded
from dashboard.records import Problem, cell_name
from loaders._book import Cell, Sheet, plain
from loaders._checks._context import Check, Context

CHECK = Check(
    code="renamed-area",
    severity="warning",
    title="A code with another area's name",
    about="An area is joined by its code, but the file gives it another name than the register, or two names.",
)
HINT = "Check which is right, the code or the name: the figures are kept under the code."
LOOK, USUAL = 60, 0.5


class Pair(NamedTuple):
    """A code and the name beside it, and where they first stand."""

    code: str
    name: str
    row: int
    column: int


def find(context: Context) -> Iterator[Problem]:
    for number in sorted({row.sheet for grid in context.grids for row in (grid.rows[0], grid.rows[-1])}):
        sheet = context.book.sheets[number]
        for column in _code_columns(context, sheet):
            yield from _renamed(context, sheet, _pairs(context, sheet, column))


def _code_columns(context: Context, sheet: Sheet) -> list[int]:
    """Columns (from 1) in which areas of the reading stand by their code."""
    counted: Counter[int] = Counter()
    for row in sheet.rows[:LOOK]:
        counted.update(
            n for n, cell in enumerate(row, 1) if isinstance(cell, str) and cell.strip() in context.reading.areas
        )
    return [column for column, count in counted.items() if count > 2]


def _pairs(context: Context, sheet: Sheet, column: int) -> list[Pair]:
    """Each code with each name beside it, in the neighbouring column whose names are mostly known."""
    best: list[Pair] = []
    for other in (c for c in (column + 1, column - 1) if c > 0):
        first: dict[tuple[Cell, Cell], int] = {}
        for number, row in enumerate(sheet.rows, 1):
            if len(row) >= column and len(row) >= other:
                first.setdefault((row[column - 1], row[other - 1]), number)
        pairs = [Pair(str(code).strip(), plain(name), number, other) for (code, name), number in first.items()]
        pairs = [pair for pair in pairs if pair.name and pair.code in context.reading.areas]
        agreeing = sum(_agrees(context, pair, context.area(pair.code)) for pair in pairs)
        if agreeing > USUAL * len(pairs) and len(pairs) > len(best):
            best = pairs
    return best


def _agrees(context: Context, pair: Pair, known: str) -> bool:
    """Whether a name is one of the code's: without case, punctuation, footnotes and words such as “UA”."""
    if pair.name == known or folded(pair.name) == folded(known):
        return True
    area = context.reading.areas[pair.code]
    return context.areas.named(pair.name, (area.kind,)) == area


def _renamed(context: Context, sheet: Sheet, pairs: list[Pair]) -> Iterator[Problem]:
    known: dict[str, str] = {}
    for pair in pairs:
        listed = context.areas.by_code.get(pair.code)
        name = known.setdefault(pair.code, listed.name if listed else pair.name)
        if not _agrees(context, pair, name) and not _alike(pair.name, name):
            yield _problem(context, sheet, pair, name)


def _alike(name: str, known: str) -> bool:
    """Whether one name only adds words to the other, as in Bristol and Bristol, City of."""
    words = [set(folded(text).split()) for text in (name, known)]
    return words[0] <= words[1] or words[1] <= words[0]


def _problem(context: Context, sheet: Sheet, pair: Pair, known: str) -> Problem:
    place = cell_name(pair.row, pair.column)
    other = context.areas.named(pair.name)
    whose = f", the name of {other.code}" if other and other.code != pair.code else ""
    what = f"{sheet.name}!{place} names {pair.code} “{pair.name}”{whose}; it is known as {known}."
    row = next(row for row in context.reading.observations if row.sheet == sheet.index)
    subject = f"{pair.code}={pair.name}"
    return context.problem(CHECK, row, what, HINT, subject=subject, at=(pair.row, pair.column))
