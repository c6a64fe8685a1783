"""Periods that are said in parts, and the period that the parts make together."""

from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel, ConfigDict

from dashboard.periods import (
    Grain,
    Period,
    calendar_year,
    financial_year,
    ordinal,
    quarter,
    quarter_containing,
    rolling,
)

FIRST_SERIAL, LAST_SERIAL = 36_526, 58_000  # days since 1899-12-30: the years 2000 to 2058


class Times(BaseModel):
    """How what is not said is understood: bare years, Q1 of a bare year, single dates, dates as day numbers, and
    whether columns of years are only that part of each year which the title names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    years: Literal["", "march", "december"] = ""
    quarters: Literal["", "financial", "calendar"] = ""
    dates: Literal["month", "quarter", "year"] = "month"
    serials: bool = False
    narrowed: bool = False


@dataclass(frozen=True)
class Said:
    """The parts of a period that a text names. `fiscal` says of what kind the year is; None: it does not tell.

    `length` counts the months back from `last` (“quarter to June 2025”). `until` is the last month of the twelve in
    which a month without a year lies. `rest` is what was said beside the time.
    """

    year: int | None = None
    fiscal: bool | None = None
    quarter: int | None = None
    first: int | None = None
    last: int | None = None
    last_year: int | None = None
    length: int | None = None
    until: int | None = None
    whole: Period | None = None
    rest: str = ""

    @property
    def anything(self) -> bool:
        return any(part is not None for part in (self.year, self.quarter, self.first, self.whole))

    @property
    def has_year(self) -> bool:
        return self.year is not None or self.whole is not None

    @property
    def year_only(self) -> bool:
        return self.year is not None and self.quarter is None and self.first is None and self.whole is None

    def joined(self, other: "Said") -> "Said":
        """The parts of two cells: a year and a quarter, or the first and last month of a span."""
        if not self.anything:
            return other
        ends = (self.whole, other.whole)
        if all(end and end.grain is Grain.MONTH for end in ends) and ends[0] != ends[1]:
            first, last = sorted(end.first for end in ends if end)
            return Said(first // 12, False, None, first % 12 + 1, last % 12 + 1, last // 12)
        return self.with_context(other)

    def with_context(self, other: "Said") -> "Said":
        """These parts, and those of `other` where these are silent."""
        if self.whole and self.whole.grain is not Grain.YEAR:
            return self
        if self.whole:  # a financial year stands for its year when a quarter or month is added
            if other.quarter is None and other.first is None:
                return self
            whole_year = Said(year=self.whole.first // 12, fiscal=True, rest=self.rest)
            return whole_year.with_context(other)
        if other.whole and other.whole.grain in (Grain.YEAR, Grain.CALENDAR):
            other = Said(year=other.whole.first // 12, fiscal=other.whole.grain is Grain.YEAR)
        mine = {name: value for name in _PARTS if (value := getattr(self, name)) is not None}
        theirs = {name: value for name in _PARTS if (value := getattr(other, name)) is not None}
        if "year" in mine:
            theirs = {name: value for name, value in theirs.items() if name not in (*_YEARLY, "last_year")}
        if "quarter" in mine or "first" in mine:
            theirs = {name: value for name, value in theirs.items() if name in _YEARLY}
        return replace(self, **(theirs | mine))


_PARTS = ("year", "fiscal", "quarter", "first", "last", "last_year", "length", "until")
_YEARLY = ("year", "fiscal", "until")


def is_month_number(number: float) -> bool:
    """Whether a number may be a month written yyyymm."""
    return 199_000 < number < 210_013 and 1 <= number % 100 <= 12


def settle(said: Said, times: Times) -> Period | None:
    """The period that is said; None when a part is missing or two parts contradict each other."""
    if said.whole:
        return _dated(said.whole, times) if said.whole.grain is Grain.MONTH else said.whole
    if said.year is None:
        return None
    if said.first is not None and said.last is not None:
        return _of_months(said, times)
    if said.quarter is not None:
        return _of_quarter(said.year, said.fiscal, said.quarter, times)
    if said.fiscal:
        return financial_year(said.year)
    if times.years:
        return calendar_year(said.year) if times.years == "december" else financial_year(said.year - 1)
    return None


def _dated(found: Period, times: Times) -> Period:
    if times.dates == "quarter":
        return quarter_containing(found.first)
    if times.dates == "year":  # 31 March closes a financial year, 1 April opens one
        return financial_year(found.first // 12 - (found.first % 12 < 3))
    return found


def _of_quarter(year: int, fiscal: bool | None, number: int, times: Times) -> Period | None:
    if fiscal or (fiscal is None and times.quarters == "financial"):
        return quarter(year, number)
    if times.quarters == "calendar":
        return Period(ordinal(year, 1) + (number - 1) * 3, Grain.QUARTER)
    return None


def _of_months(said: Said, times: Times) -> Period | None:
    assert said.first is not None and said.last is not None and said.year is not None
    start = ordinal(said.year + (said.fiscal is True and said.first < 4), said.first)
    if said.until is not None:  # the newest such month that is not later
        start = said.until - (said.until - (said.last - 1)) % 12 - (said.last - said.first) % 12
    if said.length:
        start -= said.length - 1
        made = _of_length(start, said.length)
    else:
        made = _of_length(start, (said.last - said.first) % 12 + 1 + _whole_years(said))
    if made and said.quarter is not None and made.grain is Grain.QUARTER:
        calendar = (made.first % 12) // 3 + 1
        if said.quarter not in (made.quarter_number, calendar):
            return None
    if made and said.quarter is not None and made.grain is Grain.MONTH:
        inside = quarter_containing(made.first).quarter_number == said.quarter
        return _dated(made, times) if inside else None
    return _dated(made, times) if made and made.grain is Grain.MONTH and said.length is None else made


def _whole_years(said: Said) -> int:
    """Apr 2024 to Mar 2025 is one year; Apr 2024 to Apr 2025 is thirteen months and no period."""
    if said.last_year is None or said.year is None or said.first is None or said.last is None:
        return 0
    months = ordinal(said.last_year, said.last) - ordinal(said.year, said.first) + 1
    return months - ((said.last - said.first) % 12 + 1)


def _of_length(start: int, months: int) -> Period | None:
    if months == 1:
        return Period(start, Grain.MONTH)
    if months == 3 and start % 3 == 0:
        return quarter_containing(start)
    if months != 12:
        return None
    if start % 12 == 3:
        return financial_year(start // 12)
    last = start + 11
    return calendar_year(start // 12) if start % 12 == 0 else rolling(last // 12, last % 12 + 1)
