"""Year-on-year charts as plain data: categories, lines, target, a sentence and a table."""

from datetime import date
from functools import partial

from dashboard.metrics.change import change
from dashboard.metrics.units import after
from dashboard.metrics.wording import figure
from dashboard.periods import MONTHS, YEARLY, Grain, Period
from dashboard.scorecard.baseline import named_baseline, set_against
from dashboard.scorecard.details import Chart, Line
from dashboard.scorecard.evidence import Evidence, Figure
from dashboard.scorecard.judging import expected_value, period_judged
from dashboard.scorecard.veil import SYMBOL, WORDS
from dashboard.strategy import Indicator

YEARS = 4
_QUARTERS = ("Apr–Jun", "Jul–Sep", "Oct–Dec", "Jan–Mar")
_MONTHS = (*MONTHS[3:], *MONTHS[:3])


def charts_of(indicator: Indicator, evidence: Evidence, quarter: Period, area: str, since: date) -> tuple[Chart, ...]:
    """Every chart an indicator can have with the figures there are."""
    made = [year_on_year(indicator, evidence, quarter, area, since), by_month(indicator, evidence, quarter, area)]
    return tuple(chart for chart in made if chart)


def year_on_year(indicator: Indicator, evidence: Evidence, quarter: Period, area: str, since: date) -> Chart | None:
    """Quarters side by side over the years, or the years of a yearly indicator.

    A target that follows other years stands over those that ended after `since`, when the strategy began to ask
    for it, and over the one that is judged.
    """
    if Grain(indicator.grain) in (Grain.QUARTER, Grain.MONTH):
        return _within_years(indicator, evidence, quarter, area, Grain.QUARTER)
    return _years(indicator, evidence, quarter, area, since)


def by_month(indicator: Indicator, evidence: Evidence, quarter: Period, area: str) -> Chart | None:
    """Months of this financial year over last; None where there are no months."""
    return _within_years(indicator, evidence, quarter, area, Grain.MONTH)


def _whole(figure_: Figure | None) -> float | None:
    return figure_.value if figure_ and figure_.complete == figure_.of else None


def _within_years(indicator: Indicator, evidence: Evidence, quarter: Period, area: str, grain: Grain) -> Chart | None:
    place = indicator.area or area
    figures = evidence.figures(indicator, place, grain)
    names = _QUARTERS if grain is Grain.QUARTER else _MONTHS
    step = 3 if grain is Grain.QUARTER else 1
    year = quarter.fiscal_year
    shown = YEARS if grain is Grain.QUARTER else 2
    years = [year.shift(-back) for back in range(shown - 1, -1, -1)]
    grid = {y: [_upto(figures, Period(y.first + step * n, grain), quarter) for n in range(len(names))] for y in years}
    years = [y for y in years if any(value is not None for value in grid[y])]
    if not years or year not in years:
        return None
    lines = tuple(Line(name=y.short, values=tuple(grid[y]), emphasis=y == year) for y in years)
    cells = {y: [Period(y.first + step * n, grain) for n in range(len(names))] for y in years}
    cell = partial(_cell, figures, quarter, indicator, evidence)
    return Chart(
        key=f"{indicator.code}-{grain.value}s",
        title=f"{indicator.title}: {'quarters' if step == 3 else 'months'} over the years",
        summary=_summary(indicator, figures, evidence, quarter if step == 3 else Period(quarter.last, grain)),
        kind="quarters" if step == 3 else "months",
        unit=_unit(indicator, evidence),
        decimals=_decimals(indicator, evidence),
        categories=names,
        lines=lines,
        target=_target(indicator, evidence, figures, year, place) if step == 3 else None,
        table_headings=("Financial year", *names),
        table_rows=tuple((y.short, *map(cell, cells[y])) for y in reversed(years)),
        table_periods=tuple(tuple(period.key for period in cells[y]) for y in reversed(years)),
    )


def _upto(figures: dict[Period, Figure], period: Period, quarter: Period) -> float | None:
    """A view of a quarter shows nothing that came after it."""
    return _whole(figures.get(period)) if period.last <= quarter.last else None


def _cell(
    figures: dict[Period, Figure], quarter: Period, indicator: Indicator, evidence: Evidence, period: Period
) -> str:
    """A figure in a table: a dash where there is none, a symbol where it is kept back."""
    found = figures.get(period)
    if found and found.status == "suppressed" and found.value is None and period.last <= quarter.last:
        return SYMBOL
    return _shown(_upto(figures, period, quarter), indicator, evidence)


def _years(indicator: Indicator, evidence: Evidence, quarter: Period, area: str, since: date) -> Chart | None:
    place = indicator.area or area
    grain = Grain(indicator.grain)
    figures = evidence.figures(indicator, place, grain)
    held = sorted(p for p, f in figures.items() if f.known and f.complete == f.of and p.last <= quarter.last)
    periods = _without_gaps(held)[-12:]
    if not any(_whole(figures.get(period)) is not None for period in periods):
        return None
    values = tuple(_whole(figures.get(p)) for p in periods)
    judged = period_judged(indicator, figures, quarter)
    always = indicator.target.kind in ("level", "expected")
    asked = [p for p in periods if always or p.end >= since or p == judged]
    aims = tuple(
        _float(expected_value(indicator, evidence, figures, p, place)) if p in asked else None for p in periods
    )
    return Chart(
        key=f"{indicator.code}-years",
        title=f"{indicator.title}: year by year",
        summary=_summary(indicator, figures, evidence, periods[-1]),
        kind="years",
        unit=_unit(indicator, evidence),
        decimals=_decimals(indicator, evidence),
        categories=tuple(p.short.removeprefix("12 months ") for p in periods),
        lines=(Line(name=indicator.title, values=values, emphasis=True),),
        target=Line(name="Target", values=aims) if any(aim is not None for aim in aims) else None,
        table_headings=("Year", indicator.title),
        table_rows=tuple((p.short, _cell(figures, quarter, indicator, evidence, p)) for p in reversed(periods)),
        table_periods=tuple((p.key,) for p in reversed(periods)),
    )


def _without_gaps(held: list[Period]) -> list[Period]:
    """Years in a row, those without a figure among them; rolling years as often as there are figures of them."""
    if not held or held[0].grain not in YEARLY:
        return held
    return [Period(first, held[0].grain) for first in range(held[0].first, held[-1].first + 1, 12)]


def _target(
    indicator: Indicator, evidence: Evidence, figures: dict[Period, Figure], year: Period, area: str
) -> Line | None:
    quarters = [Period(year.first + 3 * n, Grain.QUARTER) for n in range(4)]
    aims = tuple(_float(expected_value(indicator, evidence, figures, q, area)) for q in quarters)
    return Line(name="Target", values=aims) if any(aim is not None for aim in aims) else None


def _summary(indicator: Indicator, figures: dict[Period, Figure], evidence: Evidence, period: Period) -> str:
    base = set_against(indicator, period)
    now, before = _whole(figures.get(period)), _whole(figures.get(base))
    on = named_baseline(period, base)
    than, on = (f"in {on}", on) if on else ("a year before", "a year before")
    if now is None and (found := figures.get(period)) and found.status == "suppressed":
        return f"The figure for {period.short} is {WORDS}."
    if now is None:
        return f"There is no figure for {period.short}."
    unit = _unit(indicator, evidence)
    counted = unit if unit == "%" else after(now, unit, _decimals(indicator, evidence))
    said = f"{_shown(now, indicator, evidence)}{counted} in {period.short}"
    if before is None:
        return f"{said}; there is no figure {than} to compare it with."
    moved = change(now, before)
    if moved.absolute == 0:
        return f"{said}, the same as {than}."
    if unit == "%":
        points = _shown(abs(_float(moved.absolute) or 0.0), indicator, evidence)
        return f"{said}, {'down' if (moved.absolute or 0) < 0 else 'up'} {points} percentage points on {on}."
    down = (moved.absolute or 0) < 0
    # of what is counted there are fewer; a rate is lower
    word = ("lower" if down else "higher") if unit.startswith("per ") else ("fewer" if down else "more")
    amount = _shown(abs(_float(moved.absolute) or 0.0), indicator, evidence)
    if moved.percent is None:
        return f"{said}, from {_shown(before, indicator, evidence)} {than}."
    share = f"{abs(_float(moved.percent) or 0.0):.1f}%"
    return f"{said}, {amount} {word} than {than} ({share} {'down' if down else 'up'})."


def _unit(indicator: Indicator, evidence: Evidence) -> str:
    spec = evidence.snapshot.series.get(indicator.series)
    return indicator.unit or (spec.unit if spec else "")


def _decimals(indicator: Indicator, evidence: Evidence) -> int:
    spec = evidence.snapshot.series.get(indicator.series)
    return spec.decimals if spec else 0


def _shown(value: float | None, indicator: Indicator, evidence: Evidence) -> str:
    return "–" if value is None else figure(value, _decimals(indicator, evidence))


def _float(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]
