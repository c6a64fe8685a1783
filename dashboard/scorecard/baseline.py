"""What a figure is set against: the same period a year before, or of the year that its target names."""

from dashboard.metrics.targets import base_period
from dashboard.metrics.wording import named
from dashboard.periods import Period, parse
from dashboard.strategy import Indicator


def compared_with(indicator: Indicator, period: Period) -> Period:
    """What a target of change or direction compares `period` with."""
    target = indicator.target
    own = target.baseline if target.kind in ("change", "direction") else None
    return base_period(period, parse(own) if own else None)


def set_against(indicator: Indicator, period: Period) -> Period:
    """What the change of a figure is told against.

    A direction from a named year asks for nothing but the change on that year. Other targets say for themselves what
    they ask, and the change is the one on the year before.
    """
    return compared_with(indicator, period) if indicator.target.kind == "direction" else period.year_before


def named_baseline(period: Period, before: Period) -> str:
    """The period that is not the year before by its name; empty where it is."""
    return "" if before == period.year_before else named(before)
