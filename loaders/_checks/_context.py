"""What a check may look at, and what it is."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, Protocol, TypeVar

from dashboard.areas import Areas
from dashboard.periods import Period
from dashboard.records import Observation, Problem, Reading, SeriesSpec, SourceSpec, cell_name
from dashboard.settings import Settings
from dashboard.store.difference import Difference
from dashboard.store.observations import Stored
from dashboard.strategy import Strategy
from loaders._book import Book
from loaders._checks._grid import Grid, grids

Line = tuple[str, str, str]
History = dict[Line, dict[Period, Stored]]
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Check:
    """A check: its code, how grave what it finds is, its name, and what it looks for in a sentence.

    A check of severity `note` yields no problem: it only tells the analyst something.
    """

    code: str
    severity: Literal["error", "warning", "note"]
    title: str
    about: str


class Finding(Problem):
    """A problem found by a check, so that it can be told from what the loader said."""


@dataclass(frozen=True)
class Context:
    """A reading and everything it can be compared with.

    `difference` holds what would change; `stored(series, areas)` gives what stands now (before the load) of
    those series and areas by (series, area, breakdown) and period. It costs a query: ask for few series.
    `registered()` gives the series the store knows, by code; `home` is the partnership's own area.
    """

    reading: Reading
    book: Book
    source: SourceSpec
    areas: Areas
    today: date
    difference: Difference
    stored: Callable[[Collection[str], Collection[str]], History]
    strategies: tuple[Strategy, ...] = ()
    registered: Callable[[], dict[str, SeriesSpec]] = dict
    home: str = field(default_factory=lambda: Settings().area)
    answers: dict[Callable[..., Any], Any] = field(default_factory=dict)

    @cached_property
    def grids(self) -> list[Grid]:
        """The reading's figures as a matrix for each grain, made once."""
        return grids(self.reading.observations, self.difference)

    @cached_property
    def first_ahead(self) -> int:
        """The first month that has not begun, as months since year 0."""
        return self.today.year * 12 + self.today.month

    def once(self, ask: "Callable[[Context], Answer]") -> Answer:
        """The answer of a function that several checks ask, worked out the first time."""
        if ask not in self.answers:
            self.answers[ask] = ask(self)
        answer: Answer = self.answers[ask]
        return answer

    def said(self, *codes: str) -> bool:
        """Whether the loader itself has named a problem of one of these codes."""
        return any(p.code in codes and not isinstance(p, Finding) for p in self.reading.problems)

    def place(self, row: Observation) -> str:
        """Sheet!B7, or the sheet alone where the figure has no single cell."""
        sheet = self.reading.sheets[row.sheet]
        return f"{sheet}!{cell_name(row.row, row.column)}" if row.row else sheet

    def problem(
        self,
        check: Check,
        row: Observation | None,
        what: str,
        hint: str,
        *,
        subject: str = "",
        at: tuple[int, int] | None = None,
    ) -> Problem:
        """What `check` found at an observation's cell, or at row and column `at` of its sheet.

        `subject` names the matter where it may be decided for good.
        """
        assert check.severity != "note", check.code
        sheet = self.reading.sheets[row.sheet] if row else None
        place = at or ((row.row, row.column) if row else (0, 0))
        return Finding(check.severity, check.code, what, hint, sheet, cell_name(*place) if place[0] else None, subject)

    def note(self, text: str) -> None:
        """Tell the analyst something that is no fault, once."""
        if text not in self.reading.notes:
            self.reading.notes.append(text)

    def area(self, code: str) -> str:
        """The name of an area the file has, or of one on the register."""
        found = self.reading.areas.get(code) or self.areas.by_code.get(code)
        return found.name if found else code

    def title(self, code: str) -> str:
        """The title of a series the file has, or its code."""
        return self.reading.series[code].title if code in self.reading.series else code


class Module(Protocol):
    """What a check module offers: CHECK, and find() yielding every problem, in the order of the file."""

    CHECK: Check

    def find(self, context: Context) -> Iterable[Problem]: ...
