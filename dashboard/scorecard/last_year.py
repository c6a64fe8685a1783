"""A figure against the same period last year: whether it differs by more than such figures usually do."""

from dashboard.metrics.wording import figure, named
from dashboard.metrics.year_on_year import FEW, SMALL, exact, verdict_of, year_on_year
from dashboard.periods import Grain, Period
from dashboard.scorecard.baseline import set_against
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.models import LastYear
from dashboard.scorecard.runs import whole
from dashboard.strategy import Indicator

# what the test looks back on: the quarter judged, twelve pairs before it, and the year they reach back
_BACK = 4 + 12 + 4
_PERIODS = {
    Grain.MONTH: "single months",
    Grain.APR_DEC: "periods of nine months",
    Grain.YEAR: "years",
    Grain.CALENDAR: "years",
    Grain.R12: "rolling years",
}


def against_last_year(indicator: Indicator, evidence: Evidence, *, period: Period, area: str) -> LastYear:
    """The test of the figure in `period`, or why there is none."""
    grain = Grain(indicator.grain)
    figures = evidence.figures(indicator, area, grain)
    base = set_against(indicator, period)
    now, before = whole(figures.get(period)), whole(figures.get(base))
    if now is None or before is None:
        missing = period if now is None else base
        return LastYear(why=f"There is no figure for {named(missing)} to test.")
    if not evidence.sums(indicator):
        return LastYear(why="The test is one of counts, and this is a share, a rate or a level.")
    if min(now, before) < 0:
        return LastYear(why="The test is one of counts, and a figure is negative.")
    if grain is not Grain.QUARTER:
        return _of_years(now, before, grain)
    if base != period.year_before:
        return LastYear(why=f"The test is one against last year, and the figure is set against {named(base)}.")
    back = [whole(figures.get(period.shift(-n))) for n in range(_BACK, -1, -1)]
    found = year_on_year([None if value is not None and value < 0 else value for value in back])
    assert found is not None, "both figures are there"
    low, high = (None if ratio is None else round((ratio - 1) * 100, 1) for ratio in (found.lower, found.upper))
    return LastYear(verdict=found.verdict, p=found.p, low=low, high=high, why=_interval(now, before, low, high))


def _interval(now: float, before: float, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"From {figure(before)} to {figure(now)}: from or to nothing there is no percentage."
    ends = (f"{'+' if end > 0 else ''}{figure(end, 1)}%" for end in (low, high))
    return f"The change lies between {' and '.join(ends)} with 95% confidence."


def _of_years(now: float, before: float, grain: Grain) -> LastYear:
    """Few whole events are tested exactly; how much larger numbers usually vary only quarters could tell."""
    if now + before >= SMALL or not (now.is_integer() and before.is_integer()):
        return LastYear(why=f"There are no quarters to tell by how much {_PERIODS[grain]} of this size usually vary.")
    p = exact(int(now), int(before))
    said = f"From {figure(before)} to {figure(now)}"
    if now + before < FEW:
        return LastYear(verdict="too few to tell", p=p, why=f"{said}: fewer than {FEW} between them.")
    return LastYear(verdict=verdict_of(now + before, p), p=p, why=f"{said}, by the exact test of two counts.")
