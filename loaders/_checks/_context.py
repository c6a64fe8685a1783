"""What a check may look at, and what it is."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from dashboard.areas import Areas
from dashboard.periods import Period
from dashboard.records import Observation, Problem, Reading, SourceSpec, cell_name
from dashboard.store.difference import Difference
from dashboard.store.observations import Stored
from dashboard.strategy import Strategy
from loaders._book import Book

Line = tuple[str, str, str]
History = dict[Line, dict[Period, Stored]]


@dataclass(frozen=True)
class Check:
    """A check: its code, how grave what it finds is, its name, and what it looks for in a sentence."""

    code: str
    severity: Literal["error", "warning"]
    title: str
    about: str


@dataclass(frozen=True)
class Context:
    """A reading and everything it can be compared with.

    `difference` holds what would change; `stored(series, areas)` gives what stands now (before the load) of
    those series and areas by (series, area, breakdown) and period. It costs a query: ask for few series.
    """

    reading: Reading
    book: Book
    source: SourceSpec
    areas: Areas
    today: date
    difference: Difference
    stored: Callable[[Collection[str], Collection[str]], History]
    strategies: tuple[Strategy, ...] = ()

    def lines(self) -> dict[Line, dict[Period, Observation]]:
        """The reading's observations by (series, area, breakdown) and period."""
        found: dict[Line, dict[Period, Observation]] = {}
        for row in self.reading.observations:
            found.setdefault((row.series, row.area, row.breakdown), {}).setdefault(row.period, row)
        return found

    def place(self, row: Observation) -> str:
        """Sheet!B7, or the sheet alone where the figure has no single cell."""
        sheet = self.reading.sheets[row.sheet]
        return f"{sheet}!{cell_name(row.row, row.column)}" if row.row else sheet

    def problem(self, check: Check, row: Observation | None, what: str, hint: str, *, subject: str = "") -> Problem:
        """What `check` found at an observation's cell. `subject` names the matter where it may be decided for good."""
        sheet = self.reading.sheets[row.sheet] if row else None
        cell = cell_name(row.row, row.column) if row and row.row else None
        return Problem(check.severity, check.code, what, hint, sheet, cell, subject)


class Module(Protocol):
    """What a check module offers: CHECK, and find() yielding every problem, in the order of the file."""

    CHECK: Check

    def find(self, context: Context) -> "Collection[Problem]": ...
