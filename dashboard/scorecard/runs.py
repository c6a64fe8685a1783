"""Figures in an unbroken row, and what a target asks of a period of any length."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dashboard.metrics.targets import expected_level
from dashboard.periods import LENGTH, Grain, Period, quarter_containing
from dashboard.scorecard.evidence import Evidence, Figure
from dashboard.scorecard.judging import expected_value
from dashboard.strategy import Indicator


@dataclass(frozen=True)
class Run:
    """Whole figures one after the other, oldest first; `gap` is the period before them that has none, where older ones
    have."""

    periods: tuple[Period, ...] = ()
    values: tuple[float, ...] = ()
    gap: Period | None = None

    def __len__(self) -> int:
        return len(self.periods)

    @property
    def end(self) -> Period:
        """The newest period of a run that has one."""
        return self.periods[-1]

    def newest(self, count: int) -> "Run":
        """The last `count` of them."""
        return self if len(self) <= count else Run(self.periods[-count:], self.values[-count:])


def whole(figure: Figure | None) -> float | None:
    """A figure's value if all its parts are there."""
    return figure.value if figure is not None and figure.complete >= figure.of else None


def last_run(figures: Mapping[Period, Figure], *, upto: int) -> Run:
    """The newest unbroken run of whole figures that ends by the month `upto`."""
    held = {p: v for p, f in figures.items() if p.last <= upto and (v := whole(f)) is not None}
    if not held:
        return Run()
    period = max(held)
    found = []
    while period in held:
        found.append(period)
        period = period.shift(-1)
    found.reverse()
    return Run(tuple(found), tuple(held[p] for p in found), period if len(held) > len(found) else None)


def asked(indicator: Indicator, evidence: Evidence, period: Period, area: str) -> Decimal | None:
    """What the indicator's target asks for in `period`, a month, quarter or year whatever it is judged in.

    What is asked of a quarter is asked of its months in equal shares, where there is no month to follow.
    """
    target = indicator.target
    share = Decimal(LENGTH[period.grain]) / LENGTH[indicator.grain] if evidence.sums(indicator) else Decimal(1)
    if target.kind in ("level", "expected") and target.value is not None:
        level = expected_level(target.value)
        return None if level is None else level * share
    if target.kind == "expected" or (target.kind == "return" and period.grain is Grain.MONTH):
        return _of_its_own(indicator, evidence, period, area, share)
    return expected_value(indicator, evidence, evidence.figures(indicator, area, period.grain), period, area)


def _of_its_own(indicator: Indicator, evidence: Evidence, period: Period, area: str, share: Decimal) -> Decimal | None:
    """The share of what is asked of the period the indicator is judged in."""
    grain = Grain(indicator.grain)
    if LENGTH[grain] < LENGTH[period.grain]:
        parts = [asked(indicator, evidence, part, area) for part in _parts(period, grain)]
        known = [part for part in parts if part is not None]
        return sum(known, Decimal(0)) if len(known) == len(parts) and evidence.sums(indicator) else None
    own = period if grain is period.grain else _around(period, grain)
    if own is None:
        return None
    found = expected_value(indicator, evidence, evidence.figures(indicator, area, grain), own, area)
    return None if found is None else found * share


def _around(period: Period, grain: Grain) -> Period | None:
    """The quarter or year that `period` lies in; rolling years have no fixed place."""
    made = {
        Grain.QUARTER: quarter_containing(period.first),
        Grain.YEAR: period.fiscal_year,
        Grain.CALENDAR: Period(period.first // 12 * 12, Grain.CALENDAR),
    }
    return made.get(grain)


def _parts(period: Period, grain: Grain) -> list[Period]:
    return [Period(first, grain) for first in range(period.first, period.last + 1, LENGTH[grain])]
