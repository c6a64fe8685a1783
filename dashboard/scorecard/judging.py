"""One indicator judged: its period, value, change, expected value, RAG and the sentence that says why."""

from datetime import date, timedelta
from decimal import Decimal

from dashboard.metrics.change import change
from dashboard.metrics.rag import judge
from dashboard.metrics.schedule import how_late_each
from dashboard.metrics.targets import (
    expected_change,
    expected_direction,
    expected_level,
    expected_return,
)
from dashboard.metrics.wording import Grey, grey_reason, named, reason
from dashboard.periods import LENGTH, Grain, Period, parse
from dashboard.scorecard import origin
from dashboard.scorecard.baseline import compared_with, set_against
from dashboard.scorecard.evidence import Evidence, Figure
from dashboard.scorecard.models import IndicatorScore, Part, Rag, TargetView
from dashboard.scorecard.people import rate
from dashboard.scorecard.revisions import revision
from dashboard.scorecard.within import share, within
from dashboard.store.moments import iso
from dashboard.strategy import Indicator

SPARK = 12
# A meeting looks at a quarter some weeks after it ended: figures due by then are expected.
MEETING_DAYS = 60


def score(indicator: Indicator, evidence: Evidence, *, quarter: Period, area: str, today: date) -> IndicatorScore:
    """Judge `indicator` in `quarter` for `area` (or for the indicator's own area where it has one)."""
    place = indicator.area or area
    grain = Grain(indicator.grain)
    figures = evidence.figures(indicator, place, grain)
    period = period_judged(indicator, figures, quarter)
    before = set_against(indicator, period)
    now, value = figures.get(period), _value(figures.get(period))
    previous, last_year = _value(figures.get(before)), _value(figures.get(period.year_before))
    expected = expected_value(indicator, evidence, figures, period, place)
    rag = _judged(indicator, value, expected, last_year)
    due = period.end + timedelta(days=indicator.lag_days)
    grey = grey_kind(indicator, now, value, expected, bool(figures), due, today) if rag == "grey" else None
    moved = change(value, previous)
    spec = evidence.snapshot.series.get(indicator.series)
    unit = indicator.unit or (spec.unit if spec else "")
    per_people = rate(indicator, unit, value, evidence, place, period)
    revised = revision(indicator, evidence, evidence.snapshot.words, area=place, period=period)
    latest = max((p for p, f in figures.items() if f.known and f.complete == f.of), default=None)
    return IndicatorScore(
        code=indicator.code,
        title=indicator.title,
        series=indicator.series,
        breakdown=indicator.breakdown,
        area=place,
        area_name=evidence.snapshot.areas.get(place, place),
        period=period.key,
        period_label=period.label,
        value=value,
        status=now.status if now else None,
        unit=unit,
        decimals=spec.decimals if spec else 0,
        previous_period=before.key,
        previous=previous,
        change=_float(moved.absolute),
        change_pct=_float(moved.percent),
        target=_target(indicator, period),
        expected=_float(expected),
        rag=rag,
        rag_computed=rag,
        grey=grey,
        reason=_reason(indicator, rag, grey, now, value, last_year, expected, period, due),
        polarity=indicator.polarity,
        headline=indicator.headline,
        latest_available=latest.key if latest else None,
        latest_label=latest.short if latest else None,
        freshness=_freshness(latest),
        behind=_behind(indicator, period, quarter),
        rate_per_1000=per_people.per_1000 if per_people else None,
        rate_words=per_people.words if per_people else "",
        revised_from=revised.was if revised else None,
        revised_at=iso(revised.since) if revised else None,
        parts=_parts(indicator, evidence, place, grain, period),
        within=within(indicator, evidence, place, period),
        share=share(indicator, value, evidence, place, period),
        share_of=indicator.share_of.title if indicator.share_of else "",
        warnings=origin.warnings(indicator, evidence, place, period),
        **_spark(figures, period),
        uploads=origin.uploads(indicator, evidence, place, period),
    )


def period_judged(indicator: Indicator, figures: dict[Period, Figure], quarter: Period) -> Period:
    """The period of the indicator's grain that this quarter's meeting looks at.

    Quarterly and monthly figures are those of the quarter. Yearly ones are the newest that should have
    been published by the meeting, or a newer one that already has been.
    """
    grain = Grain(indicator.grain)
    if grain is Grain.QUARTER:
        return quarter
    newest = _newest_ended(grain, quarter.last)
    if grain is Grain.MONTH:
        return newest
    period = newest
    while period.end + timedelta(days=indicator.lag_days) > quarter.end + timedelta(days=MEETING_DAYS):
        held = figures.get(period)
        if held is not None and held.known:
            return period
        period = period.year_before
    return period


def _newest_ended(grain: Grain, last: int) -> Period:
    if grain is Grain.MONTH:
        return Period(last, grain)
    if grain is Grain.R12:
        return Period(last - 11, grain)
    offset = 2 if grain is Grain.YEAR else 11  # the month, within a calendar year, in which it ends
    end = last - (last - offset) % 12
    return Period(end - LENGTH[grain] + 1, grain)


def _value(figure: Figure | None) -> float | None:
    """A figure's value if it is whole: two months are not a quarter."""
    if figure is None or figure.complete < figure.of:
        return None
    return figure.value


def expected_value(
    indicator: Indicator, evidence: Evidence, figures: dict[Period, Figure], period: Period, area: str
) -> Decimal | None:
    """What the target asks for in this period, unrounded; None where it cannot be said."""
    target = indicator.target
    if target is None or target.kind == "none":
        return None
    if target.kind == "change":
        return expected_change(_value(figures.get(compared_with(indicator, period))), target.value)
    if target.kind == "direction":
        return expected_direction(_value(figures.get(compared_with(indicator, period))))
    if target.kind == "return":
        history = {p: f.value for p, f in figures.items() if _value(f) is not None}
        return expected_return(
            history,
            period,
            baseline=parse(target.baseline or ""),
            by=parse(target.by or ""),
            start=parse(target.start) if target.start else None,
        )
    if target.kind == "expected" and target.expected_series:
        found = evidence.series(target.expected_series, area, "", Grain(indicator.grain)).get(period)
        return expected_level(_value(found))
    return expected_level(target.value)


def _judged(indicator: Indicator, value: float | None, expected: Decimal | None, previous: float | None) -> Rag:
    if expected is None or indicator.polarity == "none":
        return "grey"
    return judge(
        value,
        expected,
        polarity=indicator.polarity,
        tolerance=indicator.tolerance,
        rule=indicator.rule,
        previous_year=previous,
        points=indicator.tolerance_points,
    )


def _reason(
    indicator: Indicator,
    rag: Rag,
    grey: Grey | None,
    now: Figure | None,
    value: float | None,
    last_year: float | None,
    expected: Decimal | None,
    period: Period,
    due: date,
) -> str:
    if grey is not None:
        complete, of = (now.complete, now.of) if now else (0, 0)
        return grey_reason(grey, period=period, due=due, complete=complete, of=of)
    return reason(
        rag,
        value=value,
        expected=expected,
        target=_target_words(indicator, period),
        polarity=indicator.polarity,
        tolerance=indicator.tolerance,
        points=indicator.tolerance_points,
        rule=indicator.rule,
        previous=last_year,
        unit=indicator.unit or "",
        before=named(period.year_before),
    )


def grey_kind(
    indicator: Indicator,
    now: Figure | None,
    value: float | None,
    expected: Decimal | None,
    any_figures: bool,
    due: date,
    today: date,
) -> Grey:
    """Which of the reasons there is no colour for; `now` is the figure of the period, `value` the whole of it."""
    if value is None:
        if now is not None and now.status == "suppressed":
            return "suppressed"
        if now is not None and 0 < now.complete < now.of:
            return "incomplete"
        if now is not None:
            return "not-yet-published"
        if not any_figures:
            return "no-data"
        return "late" if today > due else "not-yet-due"
    return "no-target" if indicator.target is None or indicator.target.kind == "none" else "no-baseline"


def _target(indicator: Indicator, period: Period) -> TargetView:
    target = indicator.target
    return TargetView(kind=target.kind, value=target.value, text=_target_words(indicator, period))


def _target_words(indicator: Indicator, period: Period) -> str:
    return indicator.target.against(named(compared_with(indicator, period)))


def _parts(indicator: Indicator, evidence: Evidence, area: str, grain: Grain, period: Period) -> tuple[Part, ...]:
    made = []
    for part in indicator.parts:
        figures = evidence.series(part.series, area, part.breakdown, grain)
        now, before = _value(figures.get(period)), _value(figures.get(set_against(indicator, period)))
        moved = change(now, before)
        made.append(
            Part(
                series=part.series,
                title=part.title,
                breakdown=part.breakdown,
                value=now,
                previous=before,
                change=_float(moved.absolute),
                change_pct=_float(moved.percent),
            )
        )
    return tuple(made)


def _spark(figures: dict[Period, Figure], period: Period) -> dict[str, tuple[object, ...]]:
    periods = [period.shift(-back) for back in range(SPARK - 1, -1, -1)]
    values = [_value(figures.get(p)) for p in periods]
    while values and values[0] is None:
        values, periods = values[1:], periods[1:]
    return {"spark": tuple(values), "spark_labels": tuple(p.short for p in periods)}


def _freshness(latest: Period | None) -> str:
    return f"Figures to {latest.short}" if latest else "No figures loaded"


def _behind(indicator: Indicator, period: Period, quarter: Period) -> str:
    """How late figures are known, where the quarter has to do with an older one than the newest that is over."""
    if (
        period == _newest_ended(Grain(indicator.grain), quarter.last)
        or LENGTH[indicator.grain] <= LENGTH[Grain.QUARTER]
    ):
        return ""
    return f"Figures come {how_late_each(indicator.lag_days)} late: for {quarter.short} the newest is {named(period)}."


def _float(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]
