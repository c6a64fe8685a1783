"""A workbook as a partner would send it, and what it truly says."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from dashboard.periods import MONTHS, Period, financial_year, month, quarter

AREAS = {
    "Bromley": "E09000006",
    "Bexley": "E09000004",
    "Croydon": "E09000008",
    "Lewisham": "E09000023",
    "Greenwich": "E09000011",
    "Southwark": "E09000028",
    "Lambeth": "E09000022",
    "Barking and Dagenham": "E09000002",
    "Kingston upon Thames": "E09000021",
    "Hammersmith and Fulham": "E09000013",
}
LONDON = "E12000007"


class Figure(NamedTuple):
    """One figure of a workbook; the measure in the partner's own words, the value None when it is suppressed."""

    measure: str
    area: str
    period: str
    value: float | None
    breakdown: str = ""


@dataclass
class Tab:
    """A sheet: its rows, cells merged (“A1:C1”), and the number format of columns (“A”: “mmm-yy”)."""

    name: str
    rows: list[list[object]]
    merged: tuple[str, ...] = ()
    hidden: bool = False
    formats: dict[str, str] = field(default_factory=dict)


@dataclass
class Case:
    """`figures` must all be read; `allowed` (totals that follow from them) may be. `answers` is what its sender
    would say if asked. `kept_out` are words of rows and columns that are no figures, only for the reader."""

    name: str
    tabs: list[Tab]
    figures: list[Figure]
    allowed: list[Figure] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    file: str = "return.xlsx"
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    epoch_1904: bool = False


class Maker:
    """Numbers, areas, periods and spellings, the same ones for the same name every time."""

    def __init__(self, name: str) -> None:
        self.random = random.Random(name)

    def count(self, low: int = 6, high: int = 400) -> int:
        return self.random.randint(low, high)

    def thousands(self) -> int:
        return self.random.randint(1000, 9800)

    def share(self) -> float:
        return self.random.randint(101, 989) / 10

    def areas(self, number: int) -> dict[str, str]:
        return {name: AREAS[name] for name in self.random.sample(sorted(AREAS), number)}

    def one_area(self) -> tuple[str, str]:
        name = self.random.choice(("Bromley", "Bexley", "Croydon", "Lewisham"))
        return name, AREAS[name]

    def quarters(self, number: int = 5) -> list[Period]:
        start = quarter(self.random.choice((2022, 2023, 2024)), self.random.randint(1, 4))
        return [start.shift(step) for step in range(number)]

    def months(self, number: int = 12) -> list[Period]:
        start = month(self.random.choice((2023, 2024)), 4)
        return [start.shift(step) for step in range(number)]

    def year(self) -> Period:
        return financial_year(self.random.choice((2022, 2023, 2024)))

    def quarter_style(self) -> Callable[[Period], str]:
        return self.random.choice(QUARTER_STYLES)

    def pick(self, *choices: str) -> str:
        return self.random.choice(choices)


def fy(period: Period, *, between: str = "/", century: bool = True) -> str:
    """The financial year that a period lies in: 2025/26 or 25/26."""
    year = period.fiscal_year.first // 12
    return f"{year if century else year % 100}{between}{(year + 1) % 100:02d}"


def months_of(period: Period) -> tuple[str, str, int]:
    """First and last month's name and the last one's year: Apr, Jun, 2025."""
    return MONTHS[period.first % 12], MONTHS[period.last % 12], period.last // 12


LONG_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def long_months(period: Period) -> tuple[str, str, int]:
    return LONG_MONTHS[period.first % 12], LONG_MONTHS[period.last % 12], period.last // 12


QUARTER_STYLES: list[Callable[[Period], str]] = [
    lambda q: f"Q{q.quarter_number} {fy(q)}",
    lambda q: f"Q{q.quarter_number} {fy(q, century=False)}",
    lambda q: "{}-{} {}".format(*months_of(q)[:2], f"{months_of(q)[2] % 100:02d}"),
    lambda q: f"{fy(q, between='-')} Q{q.quarter_number}",
    lambda q: "{} - {} {}".format(*long_months(q)),
    lambda q: f"Quarter {q.quarter_number} {fy(q)}",
    lambda q: f"Qtr {q.quarter_number} {fy(q, between='-')}",
    lambda q: "Q{} ({}-{}) {}".format(q.quarter_number, *months_of(q)[:2], fy(q)),
    lambda q: "{}–{} {}".format(*months_of(q)),
    lambda q: f"{fy(q)} Qtr {q.quarter_number}",
    lambda q: "Quarter ending {} {}".format(*long_months(q)[1:]),
    lambda q: "Q{} {} to {} {}".format(q.quarter_number, *months_of(q)),
]


def comma(number: float) -> str:
    return f"{number:,.0f}"


def table(head: list[object], rows: Iterable[list[object]]) -> list[list[object]]:
    return [head, *rows]
