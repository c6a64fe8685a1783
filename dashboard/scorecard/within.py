"""What lies within an indicator's figure without making it up, and the share it is of a larger whole."""

from dashboard.metrics.change import change
from dashboard.periods import Period
from dashboard.scorecard.baseline import set_against
from dashboard.scorecard.evidence import Evidence, Figure
from dashboard.scorecard.models import Part
from dashboard.strategy import Indicator, Within


def within(indicator: Indicator, evidence: Evidence, area: str, period: Period) -> tuple[Part, ...]:
    """Each declared part with its figures, or with its printed change alone; those without either are left out."""
    before = set_against(indicator, period)
    made = [_part(one, evidence, area, period, before) for one in indicator.within]
    return tuple(part for part in made if part.change is not None)


def _part(one: Within, evidence: Evidence, area: str, period: Period, base: Period) -> Part:
    figures = evidence.series(one.series, area, one.breakdown, period.grain)
    both = [figures.get(period), figures.get(base)]
    now, before = (_whole(figure) for figure in both)
    moved = change(now, before)
    plain = Part(series=one.series, title=one.title, breakdown=one.breakdown, value=now, previous=before)
    if moved.absolute is not None:
        percent = None if moved.percent is None else float(moved.percent)
        return plain.model_copy(update={"change": float(moved.absolute), "change_pct": percent})
    if (
        one.printed_change is None
        or base != period.year_before
        or any(figure is not None and figure.status == "suppressed" for figure in both)
    ):
        return plain
    printed = evidence.series(one.printed_change, area, one.breakdown, period.grain).get(period)
    return plain.model_copy(update={"change": _whole(printed)})


def share(indicator: Indicator, value: float | None, evidence: Evidence, area: str, period: Period) -> float | None:
    """Per cent of the whole that an indicator is a share of, exact or as it is printed; None where it is not known."""
    of = indicator.share_of
    if of is None or value is None:
        return None
    whole = evidence.series(of.series, area, "", period.grain).get(period)
    total = _whole(whole)
    if total:
        return value * 100 / total
    if of.printed is None or (whole is not None and whole.status == "suppressed"):
        return None
    return _whole(evidence.series(of.printed, area, "", period.grain).get(period))


def _whole(figure: Figure | None) -> float | None:
    return figure.value if figure is not None and figure.complete == figure.of else None
