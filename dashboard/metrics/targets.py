"""What a target asks for in a period, unrounded, following the baseline's own seasonal profile."""

from collections.abc import Mapping
from decimal import Decimal

from dashboard.periods import Grain, Period

Number = float | int | Decimal


def expected_change(base: Number | None, percent: Number | None) -> Decimal | None:
    """`base` moved by `percent` per cent: the same period of the baseline year carries the season."""
    if base is None or percent is None:
        return None
    return _decimal(base) * (100 + _decimal(percent)) / 100


def expected_level(value: Number | None) -> Decimal | None:
    """A level is the same in every period."""
    return None if value is None else _decimal(value)


def expected_direction(previous: Number | None) -> Decimal | None:
    """Fewer (or more) than last year: last year's figure is the line."""
    return None if previous is None else _decimal(previous)


def expected_return(
    history: Mapping[Period, float | None], period: Period, *, baseline: Period, by: Period
) -> Decimal | None:
    """Back to the `baseline` year's level `by` a year, on straight-line yearly milestones.

    The line starts at the highest whole year after the baseline and before `by`; a quarter takes its share
    of the milestone from the baseline year's own quarters.
    """
    years = _whole_years(history)
    level = years.get(baseline.first)
    if level is None:
        return None
    year = period.first if period.grain is baseline.grain else period.fiscal_year.first
    between = {first: value for first, value in years.items() if baseline.first < first < by.first}
    if not between or year >= by.first:
        milestone = level
    else:
        start = max(between, key=lambda first: (between[first], first))
        steps = max((by.first - start) // 12, 1)
        done = max(year - start, 0) // 12
        milestone = between[start] + (level - between[start]) * done / steps
    return milestone * seasonal_share(history, baseline, period)


def seasonal_share(history: Mapping[Period, float | None], baseline: Period, period: Period) -> Decimal:
    """The share of the baseline year that falls in this quarter; 1 for a year, a quarter when unknown."""
    if period.grain is not Grain.QUARTER:
        return Decimal(1)
    quarters = [history.get(Period(baseline.first + 3 * n, Grain.QUARTER)) for n in range(4)]
    known = [_decimal(value) for value in quarters if value is not None]
    if len(known) < 4 or sum(known) == 0:
        return Decimal("0.25")
    return known[(period.first - baseline.first) % 12 // 3] / sum(known)


def _whole_years(history: Mapping[Period, float | None]) -> dict[int, Decimal]:
    """Yearly totals by first month, added from quarters where there is no yearly figure."""
    years = {
        p.first: _decimal(v) for p, v in history.items() if p.grain in (Grain.YEAR, Grain.CALENDAR) and v is not None
    }
    for first in {p.fiscal_year.first for p in history if p.grain is Grain.QUARTER}:
        quarters = [history.get(Period(first + 3 * n, Grain.QUARTER)) for n in range(4)]
        known = [_decimal(value) for value in quarters if value is not None]
        if len(known) == 4:
            years.setdefault(first, sum(known, Decimal(0)))
    return years


def _decimal(value: Number) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))
