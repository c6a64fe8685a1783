"""What a target asks for in a period, unrounded, following the baseline's own seasonal profile."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dashboard.periods import Grain, Period

Number = float | int | Decimal


class Line(NamedTuple):
    """A straight line back to a level, in a period: from `start` in the year that begins in month `since`, `done` of
    the way to `level`, and the `share` of the year that falls in the period. Without a start it is at the level."""

    level: Fraction
    since: int | None
    start: Fraction
    done: Fraction
    share: Fraction

    @property
    def milestone(self) -> Fraction:
        """What is asked of the whole year."""
        return self.start + (self.level - self.start) * self.done


def expected_change(base: Number | None, percent: Number | None) -> Decimal | None:
    """`base` moved by `percent` per cent: the same period of the baseline year carries the season."""
    if base is None or percent is None:
        return None
    return _decimal(base) * (100 + _decimal(percent)) / 100


def base_period(period: Period, baseline: Period | None = None) -> Period:
    """What `period` is compared with: itself a year before, or the same season of the year `baseline`."""
    if baseline is None:
        return period.year_before
    return Period(baseline.first + (period.first - baseline.first) % 12, period.grain)


def expected_level(value: Number | None) -> Decimal | None:
    """A level is the same in every period."""
    return None if value is None else _decimal(value)


def expected_direction(previous: Number | None) -> Decimal | None:
    """Fewer (or more) than last year: last year's figure is the line."""
    return None if previous is None else _decimal(previous)


def expected_return(
    history: Mapping[Period, float | None],
    period: Period,
    *,
    baseline: Period,
    by: Period,
    start: Period | None = None,
) -> Decimal | None:
    """Back to the `baseline` year's level `by` a year, on straight-line yearly milestones.

    The line starts at the newest whole year up to `start`, or without one at the highest year after the
    baseline and before `by`; a quarter takes its share of the milestone from the baseline year's own quarters.
    """
    line = line_back(history, period, baseline=baseline, by=by, start=start)
    return None if line is None else _as_decimal(line.milestone * line.share)


def line_back(
    history: Mapping[Period, float | None],
    period: Period,
    *,
    baseline: Period,
    by: Period,
    start: Period | None = None,
) -> Line | None:
    """The line of `expected_return` as it stands in a period; None where the baseline year is not whole."""
    years = _whole_years(history, baseline)
    level = years.get(baseline.first)
    if level is None:
        return None
    year = period.first if period.grain is baseline.grain else period.fiscal_year.first
    share = seasonal_share(history, baseline, period)
    between = {first: value for first, value in years.items() if baseline.first < first < by.first}
    if start is not None:
        between = {first: value for first, value in between.items() if first <= start.first}
    if year >= by.first or not between:
        return Line(level, None, level, Fraction(1), share)
    since = max(between) if start is not None else max(between, key=lambda first: (between[first], first))
    done = Fraction(max(year - since, 0), by.first - since)
    return Line(level, since, between[since], done, share)


def seasonal_share(history: Mapping[Period, float | None], baseline: Period, period: Period) -> Fraction:
    """The share of the baseline year that falls in this quarter; 1 for a year, a quarter when unknown."""
    if period.grain is not Grain.QUARTER:
        return Fraction(1)
    quarters = [history.get(Period(baseline.first + 3 * n, Grain.QUARTER)) for n in range(4)]
    known = [Fraction(_decimal(value)) for value in quarters if value is not None]
    if len(known) < 4 or sum(known) == 0:
        return Fraction(1, 4)
    return known[(period.first - baseline.first) % 12 // 3] / sum(known)


def _whole_years(history: Mapping[Period, float | None], like: Period) -> dict[int, Fraction]:
    """Yearly totals of the kind of year `like` is, by first month; financial ones also from four quarters."""
    years = {p.first: Fraction(_decimal(v)) for p, v in history.items() if p.grain is like.grain and v is not None}
    if like.grain is not Grain.YEAR:
        return years
    for first in {p.fiscal_year.first for p in history if p.grain is Grain.QUARTER}:
        quarters = [history.get(Period(first + 3 * n, Grain.QUARTER)) for n in range(4)]
        known = [Fraction(_decimal(value)) for value in quarters if value is not None]
        if len(known) == 4:
            years.setdefault(first, sum(known, Fraction(0)))
    return years


def _as_decimal(value: Fraction) -> Decimal:
    """Exact wherever the decimal ends, so that a milestone just met is met."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def _decimal(value: Number) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))
