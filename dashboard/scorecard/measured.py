"""A figure made fit to be compared between areas: set against its people, or taken with the parts it is made of."""

from typing import NamedTuple

from dashboard.metrics import intervals
from dashboard.metrics.intervals import Interval
from dashboard.periods import Period
from dashboard.scorecard.compared import Basis
from dashboard.scorecard.evidence import Evidence, Figure
from dashboard.scorecard.people import happens, people
from dashboard.strategy import Indicator


class Measured(NamedTuple):
    """The figure as shown, and, where they are there, the events and what they are set against."""

    figure: float | None
    status: str
    events: float | None = None
    of: float | None = None


def basis(indicator: Indicator, unit: str, evidence: Evidence) -> Basis | None:
    """How areas can be compared; None for counts that have nothing to be set against."""
    if happens(indicator, unit, evidence):
        return "per_people"
    spec = evidence.snapshot.series.get(indicator.series)
    if spec is not None and spec.aggregation == "ratio" and not indicator.parts:
        return "share" if unit == "%" else "ratio"
    return "published" if unit == "%" or "per " in unit else None


def per(indicator: Indicator, kind: Basis, evidence: Evidence) -> int:
    """For how many a value is given: 1,000 people, 100 of 100, or what the series says."""
    if kind == "per_people":
        return 1000
    spec = evidence.snapshot.series.get(indicator.series)
    return spec.per if spec else 1


def measure(indicator: Indicator, kind: Basis, evidence: Evidence, area: str, period: Period) -> Measured:
    """An area's figure in a period; nothing of it is compared unless it is whole and may be shown."""
    found = evidence.figures(indicator, area, period.grain).get(period)
    figure = _whole(found)
    status = found.status if found else "missing"
    if figure is None or status == "suppressed":
        return Measured(None, "suppressed" if status == "suppressed" else "missing")
    if kind == "per_people":
        population = people(evidence, area, period)
        return Measured(figure, status, figure, population.people) if population else Measured(figure, "no people")
    if kind == "published":
        return Measured(figure, status)
    return Measured(figure, status, *_parts(indicator, evidence, area, period))


def _parts(
    indicator: Indicator, evidence: Evidence, area: str, period: Period
) -> tuple[float, float] | tuple[None, None]:
    spec = evidence.snapshot.series[indicator.series]
    codes = (spec.numerator or "", spec.denominator or "")
    found = [evidence.series(code, area, indicator.breakdown, period.grain).get(period) for code in codes]
    over, under = (_whole(one) for one in found)
    if over is None or not under or any(one is not None and one.status == "suppressed" for one in found):
        return None, None
    return over, under


def _whole(figure: Figure | None) -> float | None:
    return figure.value if figure and figure.complete == figure.of else None


def interval(one: Measured, kind: Basis, each: int) -> Interval | None:
    """The 95% interval of a value: Wilson's for a share, Byar's or exact for events; None without the parts."""
    if one.events is None or not one.of:
        return None
    if kind == "share" and one.events <= one.of:
        low, high, method = intervals.proportion(one.events, one.of)
        return Interval(low * each, high * each, method)
    return intervals.rate(one.events, one.of, per=each) if kind != "share" else None
