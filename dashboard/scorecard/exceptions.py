"""What needs discussion in a quarter and area: one entry for each indicator, all its reasons joined, gravest first."""

from collections.abc import Iterator

from pydantic import Field

from dashboard.scorecard.grounds import GROUNDS, Reason, reasons
from dashboard.scorecard.models import IndicatorScore, Model, PriorityScore, Rag, Scorecard

# what the one sentence on an indicator does not tell by itself
_UNTOLD = ("chosen", "warning-kept", "warning-accepted")


class Matter(Model):
    """An indicator that needs discussion. A suppressed value is None; `score` is what a page draws it from."""

    indicator: str
    title: str
    priority: str
    priority_title: str
    lead: str = ""
    period: str
    rag: Rag
    value: float | None = None
    status: str | None = None
    unit: str = ""
    change_pct: float | None = None
    reasons: tuple[Reason, ...]
    sentence: str
    rank: int
    score: IndicatorScore = Field(exclude=True, repr=False)


class Exceptions(Model):
    """What needs discussion of a scorecard; `of` indicators, of which `unknown` have no figure to look at."""

    strategy: str
    strategy_title: str
    quarter: str
    quarter_label: str
    area: str
    area_name: str
    as_at: str | None = None
    of: int
    unknown: int
    exceptions: tuple[Matter, ...] = ()


def exceptions(card: Scorecard) -> Exceptions:
    """The exceptions of a scorecard, ranked: red before others, then by the weight of their reasons, then by how far
    they are off what was expected, then as the strategy has them."""
    found = sorted(_matters(card), key=_gravity)
    scores = [score for priority in card.priorities for score in priority.indicators]
    listed = tuple(matter.model_copy(update={"rank": place}) for place, matter in enumerate(found, start=1))
    return Exceptions(
        strategy=card.strategy,
        strategy_title=card.strategy_title,
        quarter=card.quarter,
        quarter_label=card.quarter_label,
        area=card.area,
        area_name=card.area_name,
        as_at=card.as_at,
        of=len(scores),
        unknown=sum(score.value is None for score in scores) - sum(matter.value is None for matter in listed),
        exceptions=listed,
    )


def _matters(card: Scorecard) -> Iterator[Matter]:
    for priority in card.priorities:
        for score in priority.indicators:
            if found := reasons(score):
                yield _matter(priority, score, found)


def _matter(priority: PriorityScore, score: IndicatorScore, found: tuple[Reason, ...]) -> Matter:
    untold = [reason.text for reason in found if reason.code in _UNTOLD]
    return Matter(
        indicator=score.code,
        title=score.title,
        priority=priority.code,
        priority_title=priority.title,
        lead=priority.lead,
        period=score.period,
        rag=score.rag,
        value=score.value,
        status=score.status,
        unit=score.unit,
        change_pct=score.change_pct,
        reasons=found,
        sentence=" ".join([score.sentence or score.reason, *untold]).strip(),
        rank=0,
        score=score,
    )


def _gravity(matter: Matter) -> tuple[bool, int, float]:
    weight = sum(GROUNDS[reason.code].weight for reason in matter.reasons)
    return matter.rag != "red", -weight, -shortfall(matter.score)


def shortfall(score: IndicatorScore) -> float:
    """How far a figure is on the wrong side of what was expected, as a share of it; absolute where that is zero."""
    if score.value is None or score.expected is None or score.polarity == "none":
        return 0.0
    missed = score.value - score.expected if score.polarity == "low" else score.expected - score.value
    return max(missed, 0.0) / (abs(score.expected) or 1.0)


def headline(found: Exceptions) -> str:
    """5 of 17 indicators need discussion."""
    count = len(found.exceptions)
    if not count:
        return "Nothing needs discussion"
    noun, verb = "indicator" if found.of == 1 else "indicators", "needs" if count == 1 else "need"
    return f"{count} of {found.of} {noun} {verb} discussion"


def nothing(found: Exceptions) -> str:
    """That there is no exception, of what quarter and area that is said, and what could not be looked at."""
    where = f"in {found.area_name} for {found.quarter_label}"
    said = f"No indicator of “{found.strategy_title}” needs discussion {where}."
    if not found.unknown:
        return said
    have = "has" if found.unknown == 1 else "have"
    return f"{said} {found.unknown} of its {found.of} {have} no figure, and so could not be looked at."
