"""An indicator's account: its past, last year, the year's end, and the sentence in which they meet its status."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from dashboard.annotations import Annotation, rebases
from dashboard.metrics.change import exact
from dashboard.metrics.sentence import Findings, Moved, Outcome, sentence
from dashboard.metrics.units import after
from dashboard.metrics.wording import distance, figure, shortest
from dashboard.periods import LENGTH, Grain, Period, parse
from dashboard.scorecard.baseline import named_baseline
from dashboard.scorecard.evidence import Evidence
from dashboard.scorecard.judging import period_judged
from dashboard.scorecard.last_year import against_last_year
from dashboard.scorecard.models import IndicatorScore, LastYear, YearEnd
from dashboard.scorecard.outlook import Outlook, outlook
from dashboard.scorecard.variation import Variation, variation
from dashboard.strategy import Indicator


@dataclass(frozen=True)
class Account:
    """What the statistics say of an indicator in a quarter and area; it follows from the figures alone."""

    variation: Variation
    test: LastYear
    outlook: Outlook


def account(
    indicator: Indicator,
    evidence: Evidence,
    *,
    quarter: Period,
    area: str,
    annotations: Collection[Annotation] = (),
) -> Account:
    """The account of `indicator` in the period that is judged in `quarter`; `annotations` tell where limits begin."""
    place = indicator.area or area
    period = period_judged(indicator, evidence.figures(indicator, place, Grain(indicator.grain)), quarter)
    return Account(
        variation(indicator, evidence, period=period, area=place, rebase=_rebased(indicator, place, annotations)),
        against_last_year(indicator, evidence, period=period, area=place),
        outlook(indicator, evidence, period=period, area=place),
    )


def _rebased(indicator: Indicator, area: str, annotations: Collection[Annotation]) -> set[Period]:
    found = rebases(annotations, series=indicator.series, area=area)
    return {Period(month, Grain.MONTH) for month in found}


def told(score: IndicatorScore, indicator: Indicator, found: Account) -> IndicatorScore:
    """The score with its account and its sentence."""
    return score.model_copy(
        update={
            "variation": found.variation.word,
            "variation_high": found.variation.high,
            "variation_why": found.variation.why,
            "assurance": found.variation.assurance,
            "test": found.test,
            "year_end": found.outlook.end,
            "year_end_why": found.outlook.why,
            "sentence": sentence(_findings(score, indicator, found)),
        }
    )


def _findings(score: IndicatorScore, indicator: Indicator, found: Account) -> Findings:
    yearly = LENGTH[indicator.grain] > 3
    return Findings(
        status=_status(score, indicator),
        polarity=score.polarity,
        moved=_moved(score.change),
        verdict=found.test.verdict,
        pair=_pair(score),
        from_nothing=score.previous == 0,
        before=_before(score) or ("the year before" if yearly else "last year"),
        variation=found.variation.word,
        high=found.variation.high,
        points=found.variation.points,
        outcome=_outcome(found.outlook.end, score.unit),
    )


def _before(score: IndicatorScore) -> str:
    """What the figure is set against by its name, where it is not the year before."""
    period = parse(score.period)
    return named_baseline(period, parse(score.previous_period or period.year_before.key))


def _moved(change: float | None) -> Moved | None:
    if change is None:
        return None
    return "rise" if change > 0 else "fall" if change < 0 else "no change"


def _pair(score: IndicatorScore) -> str:
    if score.value is None or score.previous is None:
        return ""
    sign = "%" if score.unit == "%" else ""
    before, now = (f"{figure(value, score.decimals)}{sign}" for value in (score.previous, score.value))
    return f"from {before} to {now}"


def _status(score: IndicatorScore, indicator: Indicator) -> str:
    """Amber: 2.8% above the trajectory to −2%; of a grey one why it is grey."""
    if score.rag_computed == "grey" or score.value is None or score.expected is None:
        return score.reason
    sign, value, expected = "%" if score.unit == "%" else "", exact(score.value), exact(score.expected)
    points = indicator.tolerance_points
    allowed = exact(points) if points is not None else abs(expected) * exact(indicator.tolerance)
    missed = value > expected if score.polarity == "low" else value < expected
    within = ", within the tolerance" if missed and score.rag_computed == "green" else ""
    apart = distance(value, expected, sign, allowed)
    return f"{score.rag_computed.capitalize()}: {apart} {_aim(indicator, sign)}{within}"


def _aim(indicator: Indicator, sign: str) -> str:
    """What is asked, as it stands after “3% above”."""
    target = indicator.target
    value = Decimal(str(target.value or 0))
    way = f"the trajectory to {'+' if value > 0 else ''}{shortest(value)}%"
    base = parse(target.baseline).short if target.baseline else "last year"
    before = "the figure of the year before" if LENGTH[indicator.grain] > 3 else "last year’s figure"
    return {
        "change": way if value else f"the figure of {base}",
        "level": f"the target of {shortest(value)}{sign}",
        "direction": f"the figure of {base}" if target.baseline else before,
        "return": f"the path back to {base}",
        "expected": "the expected volume",
    }[target.kind]


def _outcome(end: YearEnd | None, unit: str) -> Outcome | None:
    if end is None:
        return None
    total = f"{figure(end.forecast)}{after(end.forecast, unit)}"
    if end.actual:
        if end.p_target is None:
            return Outcome(near=f"the year ended at {total}")
        return Outcome(met=bool(end.p_target))
    if end.no_skill:
        return Outcome(early=True)
    near = f"the year is forecast to end near {total} ({figure(end.low)} to {figure(end.high)})"
    return Outcome(chance=end.p_target, near=near)
