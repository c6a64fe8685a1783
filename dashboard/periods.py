"""Periods of whole months: months, quarters, April to December, financial, calendar and rolling years."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from dashboard.errors import BadPeriod


class Grain(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    APR_DEC = "apr-dec"
    YEAR = "year"
    CALENDAR = "calendar"
    R12 = "r12"


LENGTH = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.APR_DEC: 9, Grain.YEAR: 12, Grain.CALENDAR: 12, Grain.R12: 12}
# what comes once a year: the next of them begins twelve months later
YEARLY = (Grain.APR_DEC, Grain.YEAR, Grain.CALENDAR)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_FORMS = (
    (Grain.QUARTER, re.compile(r"FY(\d{4})-(\d{2})-Q([1-4])")),
    (Grain.APR_DEC, re.compile(r"FY(\d{4})-(\d{2})-Q1-Q3")),
    (Grain.YEAR, re.compile(r"FY(\d{4})-(\d{2})")),
    (Grain.CALENDAR, re.compile(r"CY(\d{4})")),
    (Grain.R12, re.compile(r"R12:(\d{4})-(0[1-9]|1[0-2])")),
    (Grain.MONTH, re.compile(r"(\d{4})-(0[1-9]|1[0-2])")),
)


def ordinal(year: int, month: int) -> int:
    """Months since year 0: a whole number that can be added to and compared."""
    return year * 12 + month - 1


def by_identity(periods: Iterable["Period"]) -> dict[int, "Period"]:
    """The objects among the periods of many figures, which share few: by `id`, without hashing each."""
    every = list(periods)
    return dict(zip(map(id, every), every, strict=True))


def yyyymm(months: int) -> int:
    """The form kept in the store: 201204 for April 2012."""
    return months // 12 * 100 + months % 12 + 1


@dataclass(frozen=True, order=True, slots=False)
class Period:
    """A grain and its first month, as months since year 0."""

    first: int
    grain: Grain

    def __hash__(self) -> int:
        return self.first  # periods key dictionaries of every observation: a number is the quickest hash

    @property
    def last(self) -> int:
        return self.first + LENGTH[self.grain] - 1

    @property
    def start(self) -> date:
        return date(self.first // 12, self.first % 12 + 1, 1)

    @property
    def end(self) -> date:
        after = self.last + 1
        return date(after // 12, after % 12 + 1, 1) - timedelta(days=1)

    @cached_property
    def key(self) -> str:
        """The period as commands and addresses write it, such as FY2012-13-Q1."""
        year, month = divmod(self.first, 12)
        if self.grain is Grain.MONTH:
            return f"{year}-{month + 1:02d}"
        if self.grain is Grain.CALENDAR:
            return f"CY{year}"
        if self.grain is Grain.R12:
            return f"R12:{self.last // 12}-{self.last % 12 + 1:02d}"
        fiscal = year if month >= 3 else year - 1
        base = f"FY{fiscal}-{(fiscal + 1) % 100:02d}"
        if self.grain is Grain.APR_DEC:
            return f"{base}-Q1-Q3"
        return base if self.grain is Grain.YEAR else f"{base}-Q{(month - 3) % 12 // 3 + 1}"

    def __str__(self) -> str:
        return self.key

    @property
    def fiscal_year(self) -> "Period":
        """The financial year (April to March) this period begins in."""
        return Period((self.first - 3) // 12 * 12 + 3, Grain.YEAR)

    @property
    def quarter_number(self) -> int:
        """1 for April–June … 4 for January–March, of the month this period begins in."""
        return (self.first - 3) % 12 // 3 + 1

    @property
    def label(self) -> str:
        """The period as a screen says it: Apr–Jun 2012 (Q1 2012/13)."""
        if self.grain is Grain.QUARTER:
            return f"{self.short} (Q{self.quarter_number} {self.fiscal_year.short})"
        return self.short

    @property
    def short(self) -> str:
        """The period in few letters: Apr–Jun 2012, Apr–Dec 2019, 2012/13, 2019, 12 months to Dec 2019."""
        year, month = divmod(self.first, 12)
        if self.grain is Grain.MONTH:
            return f"{MONTHS[month]} {year}"
        if self.grain is Grain.QUARTER:
            return f"{MONTHS[month]}–{MONTHS[month + 2]} {year}"
        if self.grain is Grain.APR_DEC:
            return f"Apr–Dec {year}"
        if self.grain is Grain.CALENDAR:
            return f"{year}"
        if self.grain is Grain.R12:
            return f"12 months to {MONTHS[self.last % 12]} {self.last // 12}"
        return f"{year}/{(year + 1) % 100:02d}"

    def shift(self, count: int) -> "Period":
        """The period `count` periods of the same grain later (rolling years move by a month)."""
        step = 1 if self.grain is Grain.R12 else 12 if self.grain in YEARLY else LENGTH[self.grain]
        return Period(self.first + count * step, self.grain)

    @property
    def year_before(self) -> "Period":
        return Period(self.first - 12, self.grain)

    def part(self, of: int) -> Grain:
        """The grain of which `of` make up the period: quarters, or months."""
        return Grain.QUARTER if of * LENGTH[Grain.QUARTER] == LENGTH[self.grain] else Grain.MONTH

    def months(self) -> range:
        return range(self.first, self.last + 1)


def month(year: int, number: int) -> Period:
    return Period(ordinal(year, number), Grain.MONTH)


def quarter(fiscal_year: int, number: int) -> Period:
    """Quarter 1–4 of the financial year that begins in April of `fiscal_year`."""
    return Period(ordinal(fiscal_year, 4) + (number - 1) * 3, Grain.QUARTER)


def april_to_december(year: int) -> Period:
    """The first nine months of a financial year, as papers written before its end report them."""
    return Period(ordinal(year, 4), Grain.APR_DEC)


def financial_year(year: int) -> Period:
    return Period(ordinal(year, 4), Grain.YEAR)


def calendar_year(year: int) -> Period:
    return Period(ordinal(year, 1), Grain.CALENDAR)


def rolling(end_year: int, end_month: int) -> Period:
    return Period(ordinal(end_year, end_month) - 11, Grain.R12)


def quarter_containing(months: int) -> Period:
    return Period((months - 3) // 3 * 3 + 3, Grain.QUARTER)


def from_store(grain: str, start: int) -> Period:
    """A period from its grain and first month as yyyymm, as the store keeps them."""
    return Period(ordinal(start // 100, start % 100), Grain(grain))


def parse(text: str) -> Period:
    """Read a period in the form of `Period.key`. Raises BadPeriod."""
    for grain, form in _FORMS:
        if match := form.fullmatch(text.strip()):
            return _built(grain, [int(part) for part in match.groups()], text)
    raise BadPeriod(text=text)


def _built(grain: Grain, parts: list[int], text: str) -> Period:
    year = parts[0]
    if not 1900 <= year <= 2200:
        raise BadPeriod(text=text)
    if grain in (Grain.QUARTER, Grain.APR_DEC, Grain.YEAR) and (year + 1) % 100 != parts[1]:
        raise BadPeriod(text=text)
    if grain is Grain.QUARTER:
        return quarter(year, parts[2])
    if grain is Grain.APR_DEC:
        return april_to_december(year)
    if grain is Grain.YEAR:
        return financial_year(year)
    if grain is Grain.CALENDAR:
        return calendar_year(year)
    return rolling(*parts) if grain is Grain.R12 else month(*parts)
