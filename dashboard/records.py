"""What loaders hand over and the store keeps: observations, series, sources and problems."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

from dashboard.periods import Period


class Status(StrEnum):
    FINAL = "final"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    ESTIMATED = "estimated"
    SUPPRESSED = "suppressed"
    MISSING = "missing"


class Observation(NamedTuple):
    """One number with its place: sheet counts from 0, row and column from 1; row 0 means no single cell."""

    series: str
    area: str
    period: Period
    breakdown: str
    value: float | None
    status: str
    sheet: int
    row: int
    column: int


@dataclass(frozen=True)
class SeriesSpec:
    """What a series measures and how longer periods follow from shorter ones.

    `aggregation`: `sum` adds the parts of a longer period; `ratio` divides the sums of `numerator` and
    `denominator` and multiplies by `per`; `last` takes the newest; `none` is only ever as published.
    """

    code: str
    title: str
    unit: str
    aggregation: Literal["sum", "ratio", "last", "none"] = "sum"
    numerator: str | None = None
    denominator: str | None = None
    per: int = 1
    decimals: int = 0
    sensitive: bool = False


UNPUBLISHED = "Held by the partnership; not published"


@dataclass(frozen=True)
class SourceSpec:
    """A publication or a partner's return: who sends it, how often, and how long after the period."""

    code: str
    title: str
    publisher: str
    recognises: str
    frequency: Literal["month", "quarter", "year"] = "quarter"
    lag_days: int = 30
    licence: str = "Open Government Licence v3.0"


@dataclass(frozen=True)
class Problem:
    """A fault or doubt in a file, at a cell where there is one: what was found and what to do.

    `subject` names the matter itself, apart from this file and cell, so that what is decided about it holds
    for the next file too. `accepted` is the reason for which somebody let it pass.
    """

    severity: Literal["error", "warning"]
    code: str
    message: str
    hint: str = ""
    sheet: str | None = None
    cell: str | None = None
    subject: str = ""
    accepted: str = ""


@dataclass
class Reading:
    """A file as its loader understood it.

    `areas` registers areas the file brings with it (code → name, parent code, kind).
    `covers` names series prefixes that the file states in full: what it no longer lists for
    an area and period it covers is gone.
    `notes` explains, in plain sentences, decisions the loader took.
    """

    source: str
    why: str
    sheets: list[str]
    observations: list[Observation] = field(default_factory=list)
    series: dict[str, SeriesSpec] = field(default_factory=dict)
    areas: dict[str, "AreaRow"] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    covers: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)

    def error(self, code: str, message: str, hint: str, sheet: str | None = None, cell: str | None = None) -> None:
        self.problems.append(Problem("error", code, message, hint, sheet, cell))

    def warn(self, code: str, message: str, hint: str, sheet: str | None = None, cell: str | None = None) -> None:
        self.problems.append(Problem("warning", code, message, hint, sheet, cell))

    @property
    def refused(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


class AreaRow(NamedTuple):
    """An area: ONS code (or a publisher's own, with a prefix), name, kind, and the code it lies in."""

    code: str
    name: str
    kind: str
    parent: str = ""


def cell_name(row: int, column: int) -> str:
    """A1-style name of a cell, row and column counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
