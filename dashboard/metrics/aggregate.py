"""Longer periods from shorter ones, each series by its own rule, never from an incomplete set."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dashboard.periods import LENGTH, Grain, Period


class Derived(NamedTuple):
    """A longer period's value, and how many of its parts are there; without all of them there is no value."""

    value: float | None
    complete: int
    of: int


def derive(values: Mapping[Period, float | None], grain: Grain, aggregation: str) -> dict[Period, Derived]:
    """Periods of `grain` made from the months of `values`, or from its quarters where there are no months.

    `sum` adds, `last` takes the newest part; `none` derives nothing. A value published for the very
    grain asked for is returned as it is.
    """
    made = {p: Derived(v, 1, 1) for p, v in values.items() if p.grain is grain}
    if aggregation not in ("sum", "last"):
        return made
    for part in (Grain.QUARTER, Grain.MONTH):
        if LENGTH[part] < LENGTH[grain]:
            for period, found in _from_parts(values, part, grain, aggregation).items():
                held = made.get(period)
                if held is None or (held.of > 1 and held.value is None and _further(found, held)):
                    made[period] = found
    return made


def _from_parts(
    values: Mapping[Period, float | None], part: Grain, grain: Grain, aggregation: str
) -> dict[Period, Derived]:
    whole = LENGTH[grain] // LENGTH[part]
    groups: dict[Period, dict[int, float | None]] = defaultdict(dict)
    for period, value in values.items():
        if period.grain is part:
            for longer in _containing(period, grain):
                groups[longer][period.first] = value
    return {longer: _combined(parts, whole, aggregation) for longer, parts in groups.items()}


def _combined(parts: dict[int, float | None], whole: int, aggregation: str) -> Derived:
    known = [parts[first] for first in sorted(parts) if parts[first] is not None]
    if len(known) < whole:
        return Derived(None, len(known), whole)
    value = known[-1] if aggregation == "last" else _total([v for v in known if v is not None])
    return Derived(value, whole, whole)


def _total(values: list[float]) -> float:
    """The sum a person gets from the printed numbers: 0.1 and 0.2 make 0.3."""
    return sum(values) if all(v == int(v) for v in values) else float(sum(Decimal(str(v)) for v in values))


def _further(found: Derived, held: Derived) -> bool:
    """Whether `found` has a larger share of its parts than `held`."""
    return found.complete * held.of > held.complete * found.of


def _containing(period: Period, grain: Grain) -> list[Period]:
    first = period.first
    if grain is Grain.QUARTER:
        return [Period(first - (first - 3) % 3, grain)]
    if grain is Grain.APR_DEC:
        year = period.fiscal_year
        return [Period(year.first, grain)] if period.last < year.first + LENGTH[grain] else []
    if grain is Grain.YEAR:
        return [period.fiscal_year]
    if grain is Grain.CALENDAR:
        return [Period(first // 12 * 12, grain)]
    if grain is Grain.R12:
        # every twelve months that end on a boundary of the parts and hold this one
        step = LENGTH[period.grain]
        return [Period(last - 11, grain) for last in range(period.last, period.last + 12, step) if last - 11 <= first]
    return []


def ratio(numerator: float | None, denominator: float | None, per: int = 1) -> float | None:
    """`numerator` ÷ `denominator` × `per`, exact before it is rounded to a float: 11 of 20 is 55%.

    None where either is missing or nothing is divided by.
    """
    if numerator is None or not denominator:
        return None
    return float(Fraction(str(numerator)) * per / Fraction(str(denominator)))
