"""An indicator's account as charts: its months against their own past, and the course of its year."""

from dashboard.metrics import meanings
from dashboard.metrics import xmr as charts
from dashboard.metrics.run_chart import RunChart
from dashboard.metrics.sentence import percent
from dashboard.metrics.units import after
from dashboard.metrics.wording import figure, named, shortest
from dashboard.periods import LENGTH, Grain, Period
from dashboard.scorecard.account import Account
from dashboard.scorecard.details import Chart, Line
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.models import IndicatorScore, YearEnd
from dashboard.scorecard.outlook import Outlook
from dashboard.scorecard.runs import asked
from dashboard.scorecard.variation import NOUNS, Variation
from dashboard.strategy import Indicator

_MARKS = {
    "common_cause": "common",
    "special_cause_improvement": "improving",
    "special_cause_concern": "concerning",
    "special_cause_neutral_high": "neutral",
    "special_cause_neutral_low": "neutral",
}
# what the rules of a control chart find, as it stands after “Sep 2025, 105 offences, is”
_FOUND = {
    charts.ABOVE: "above the upper limit of {upper}",
    charts.BELOW: "below the lower limit of {lower}",
    charts.RISING: "in a row of seven that rise",
    charts.FALLING: "in a row of seven that fall",
    charts.NEAR_ABOVE: "one of two in three near the upper limit of {upper}",
    charts.NEAR_BELOW: "one of two in three near the lower limit of {lower}",
    charts.SHIFT_ABOVE: "in a row of seven above the mean of {mean}",
    charts.SHIFT_BELOW: "in a row of seven below the mean of {mean}",
    charts.COMMON: "within the limits of {lower} to {upper} about a mean of {mean}",
}
# running totals, by the month they run to
_ENDS = ("Jun", "Sep", "Dec", "Mar")


def panels_of(indicator: Indicator, evidence: Evidence, score: IndicatorScore, found: Account) -> tuple[Chart, ...]:
    """The charts there are of an account."""
    made = [control(indicator, evidence, score, found.variation), trajectory(score, found.outlook)]
    return tuple(chart for chart in made if chart)


def control(indicator: Indicator, evidence: Evidence, score: IndicatorScore, found: Variation) -> Chart | None:
    """Months with mean and limits, or quarters and years with their median; None without two points."""
    if found.chart is None and found.runs is None:
        return None
    run, noun = found.run, NOUNS[found.run.end.grain]
    lines = [Line(name=score.title, values=run.values, emphasis=True), *_levels(found)]
    aims = tuple(_aim(indicator, evidence, score.area, period, run.end) for period in run.periods)
    says = [_says(chart_label, score) for chart_label in found.chart.labels] if found.chart else []
    shown = [[_number(value, score, line.role) for value in line.values] for line in lines]
    rows = list(zip((p.short for p in run.periods), *shown, *([says] if says else []), strict=True))
    periods = [(period.key, *[""] * (len(row) - 2)) for period, row in zip(run.periods, rows, strict=True)]
    return Chart(
        key=f"{score.code}-variation",
        title=f"{score.title}: each {noun} against its own past",
        summary=_summary(score, found),
        kind="control",
        unit=score.unit,
        decimals=score.decimals,
        categories=tuple(period.short for period in run.periods),
        lines=tuple(lines),
        target=Line(name="Target", values=aims) if any(aim is not None for aim in aims) else None,
        marks=tuple(_MARKS[kind] for kind in found.chart.kinds) if found.chart else (),
        segments=found.chart.segments if found.chart else (),
        table_headings=(noun.capitalize(), *(line.name for line in lines), *(["What it is"] if says else [])),
        table_rows=tuple(tuple(row) for row in reversed(rows)),
        table_periods=tuple(reversed(periods)),
        note=found.why,
    )


def _levels(found: Variation) -> list[Line]:
    if found.chart is None:
        assert found.runs is not None
        return [Line(name="Median", values=(found.runs.centre,) * len(found.run), role="mean")]
    # counts cannot be fewer than none; what the limit is judged by is not cut off
    floor = 0.0 if min(found.run.values) >= 0 else float("-inf")
    return [
        Line(name="Mean", values=tuple(found.chart.mean.tolist()), role="mean"),
        Line(name="Lower", values=tuple(max(value, floor) for value in found.chart.lower.tolist()), role="lower"),
        Line(name="Upper", values=tuple(found.chart.upper.tolist()), role="upper"),
    ]


def _aim(indicator: Indicator, evidence: Evidence, area: str, period: Period, last: Period) -> float | None:
    """What is asked of a point: a level always, what follows other years in the newest point's own."""
    fixed = indicator.target.kind in ("level", "expected")
    if not fixed and (LENGTH[period.grain] == 12 or period.fiscal_year != last.fiscal_year):
        return None
    found = asked(indicator, evidence, period, area)
    return None if found is None else float(found)


def _says(label: str, score: IndicatorScore) -> str:
    better = {"low": "decrease", "high": "increase"}.get(score.polarity, "neutral")
    mark = _MARKS[charts.kind(label, better)]  # type: ignore[arg-type]
    return meanings.VARIATION[mark].name


def _summary(score: IndicatorScore, found: Variation) -> str:
    """Sep 2025, 105 offences, is within the limits of 60 to 165 about a mean of 112: usual variation. …"""
    last, value = found.run.end, found.run.values[-1]
    said = f"{named(last)}, {_number(value, score, 'figures')}{after(value, score.unit, score.decimals)}, is "
    word = meanings.VARIATION[found.word or "too-few"].name.lower()
    if found.chart is None:
        assert found.runs is not None
        return f"{_capital(said)}{_beside(value, found.runs, score)}: {word}{_ran(found.runs)}."
    ends = {name: _number(values[-1], score, "mean") for name, values in _last_levels(found).items()}
    where = _FOUND[found.chart.labels[-1]].format(**ends)
    trial = "trial limits, too few to tell" if found.chart.trial else word
    assured = meanings.ASSURANCE[found.assurance or "none"]
    more = f" {assured.name}: {_lower(assured.says)}" if found.assurance not in (None, "none") else ""
    return f"{_capital(said)}{where}: {trial}.{more}"


def _beside(value: float, runs: RunChart, score: IndicatorScore) -> str:
    side = "above" if value > runs.centre else "below" if value < runs.centre else "on"
    return f"{side} the median of {_number(runs.centre, score, 'mean')}"


def _ran(runs: RunChart) -> str:
    """What is unusual about the runs."""
    if not runs.signal or runs.longest_run is None or runs.longest_run_max is None:
        return ""
    if runs.longest_run > runs.longest_run_max:
        return f", for {runs.longest_run} in a row lie on one side of it, more than chance leaves"
    return ", for it is crossed less often than chance would have it"


def _last_levels(found: Variation) -> dict[str, tuple[float | None, ...]]:
    return {line.name.lower(): tuple(line.values) for line in _levels(found)}


def trajectory(score: IndicatorScore, found: Outlook) -> Chart | None:
    """The year's running total by quarter, its trajectory to the target and its forecast; None without one."""
    end, year = found.end, found.year
    if end is None or year is None:
        return None
    so_far = _running(found.known)
    aims = _running(found.aims) if None not in found.aims else ()
    lines = [Line(name="So far", values=_four(so_far), emphasis=True), *_ahead(found, so_far)]
    target = Line(name="Target", values=aims) if aims else None
    return Chart(
        key=f"{score.code}-year-end",
        title=f"{score.title}: where {year.short} will end"
        if not end.actual
        else f"{score.title}: {year.short} as it went",
        summary=_ending(score, end),
        kind="year-end",
        unit=score.unit,
        decimals=score.decimals,
        categories=_ENDS,
        lines=tuple(lines),
        target=target,
        note=" ".join(part for part in (end.needed_words, _assumed(end), end.note) if part),
        **_table(score, found, year, [*lines, *([target] if target else [])]),
    )


def _ahead(found: Outlook, so_far: tuple[float | None, ...]) -> list[Line]:
    """Low, high and median of the running total, from where the year stands."""
    if not found.course:
        return []
    stands = [so_far[-1]] if so_far else []
    before = [None] * (4 - len(found.course) - len(stands))
    low, middle, high = ((*before, *stands, *(step[n] for step in found.course)) for n in range(3))
    return [
        Line(name="Low", values=low, role="low"),
        Line(name="Forecast", values=middle, role="forecast"),
        Line(name="High", values=high, role="high"),
    ]


def _table(score: IndicatorScore, found: Outlook, year: Period, lines: list[Line]) -> dict[str, object]:
    quarters = [Period(year.first + 3 * n, Grain.QUARTER) for n in range(4)]
    known = _four(found.known)
    rows = [
        (
            quarter.short,
            _number(known[n], score, "figures"),
            *(_number(line.values[n], score, "figures") for line in lines),
        )
        for n, quarter in enumerate(quarters)
    ]
    return {
        "table_headings": ("Quarter", "In the quarter", *(line.name for line in lines)),
        "table_rows": tuple(rows),
        "table_periods": tuple((quarter.key, *[""] * len(lines)) for quarter in quarters),
    }


def _ending(score: IndicatorScore, end: YearEnd) -> str:
    total = f"{figure(end.forecast)}{after(end.forecast, score.unit)}"
    against = "" if end.target is None else f" against a target of {figure(end.target, 0)}"
    if end.actual:
        met = "" if end.p_target is None else ", which it met" if end.p_target else ", which it missed"
        return f"{end.year_label} ended at {total}{against}{met}."
    said = f"Forecast to end {end.year_label} at {total} ({figure(end.low)} to {figure(end.high)}, four times in five)"
    if end.no_skill:
        return f"{said}{against}. Before the year’s first quarter is known there is {end.no_skill}."
    chance = "" if end.p_target is None else f": {end.words} to meet it ({percent(end.p_target)})"
    if end.words == "too close to call" and end.p_target is not None:
        chance = f": too close to call ({percent(end.p_target)} chance of meeting it)"
    return f"{said}{against}{chance}."


def _assumed(end: YearEnd) -> str:
    return "" if end.actual else "The forecast assumes no break in the series."


def _running(values: tuple[float | None, ...]) -> tuple[float | None, ...]:
    total, made = 0.0, []
    for value in values:
        total += value or 0.0
        made.append(round(total, 6))
    return tuple(made)


def _four(values: tuple[float | None, ...]) -> tuple[float | None, ...]:
    return (*values, *[None] * (4 - len(values)))


def _number(value: float | None, score: IndicatorScore, role: str) -> str:
    """A figure as it is written; a mean or limit of small counts with the decimal that tells it from its neighbours."""
    if value is None:
        return "–"
    fine = role != "figures" and score.decimals == 0 and abs(value) < 100
    return (shortest(value) if fine else figure(value, score.decimals)) + ("%" if score.unit == "%" else "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
