"""A narrative drafted from the figures: what an indicator or a priority did in a quarter, as a paper would say it."""

from collections.abc import Iterable
from decimal import Decimal

from dashboard.metrics import narrative as wording
from dashboard.metrics.change import percentage, rounded
from dashboard.metrics.contribution import Piece, sorted_by_weight
from dashboard.metrics.narrative import Moved, Told
from dashboard.metrics.units import after
from dashboard.metrics.wording import figure
from dashboard.periods import Grain, Period, parse
from dashboard.scorecard.baseline import named_baseline
from dashboard.scorecard.models import IndicatorScore, Part, PriorityScore

# in characters: a long paragraph of a paper
LONGEST = 1_200
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_BEFORE = {Grain.R12: "the 12 months before", Grain.YEAR: "the year before", Grain.CALENDAR: "the year before"}


def draft(score: IndicatorScore) -> str:
    """The narrative of an indicator from its figures; without one, why there is none."""
    if score.value is None:
        return _why_none(score)
    return wording.draft(_told(score), longest=LONGEST)


def draft_of(priority: PriorityScore) -> str:
    """The narrative of a priority: a sentence for each of its indicators, the headline ones first."""
    said, before = "", ""
    for score in sorted(priority.indicators, key=lambda one: not one.headline):
        sentence = f"{said} {_one(score, after=score.period == before)}".strip()
        if len(sentence) > LONGEST:
            break
        said, before = sentence, score.period if score.change is not None else ""
    return said or "It has no indicators."


def _one(score: IndicatorScore, *, after: bool) -> str:
    if score.value is None:
        return f"{score.title}: {wording.small(_why_none(score))}"
    status = "" if score.rag == "grey" else f"; the status is {_status(score)}"
    return f"{wording.opening(_told(score), after=after)}{status}."


def _status(score: IndicatorScore) -> str:
    """The colour, and that a figure which misses its target is let pass."""
    if score.rag != "green" or score.value is None or score.expected is None:
        return "" if score.rag == "grey" else score.rag
    missed = score.value > score.expected if score.polarity == "low" else score.value < score.expected
    return "green within the tolerance" if missed else "green"


def _why_none(score: IndicatorScore) -> str:
    """The reason for grey, without the colour."""
    said = score.reason.partition(": ")[2] or score.reason
    return said[:1].upper() + said[1:]


def _told(score: IndicatorScore) -> Told:
    period = parse(score.period)
    before = parse(score.previous_period) if score.previous_period else period.year_before
    value = figure(score.value or 0, score.decimals)
    return Told(
        title=score.title,
        unit=after(score.value or 0, score.unit, score.decimals).strip(),
        period=in_full(period),
        now=value + ("%" if score.unit == "%" else ""),
        before=named_baseline(period, before) or _BEFORE.get(period.grain, "the same period last year"),
        moved=_moved(score, score.value, score.previous, score.change),
        within=_pieces(score, score.within),
        parts=_pieces(score, score.parts),
        share="" if score.share is None else f"{rounded(score.share)}%",
        share_of=score.share_of,
        verdict=(score.test.verdict if score.test else None) or "",
        status=_status(score),
        target=score.target.text.removeprefix("target ") if score.target and score.target.kind != "none" else "",
    )


def _pieces(score: IndicatorScore, parts: Iterable[Part]) -> list[wording.Piece]:
    """Parts whose change is known, the heaviest first whichever way they went."""
    by_name = {part.title: part for part in parts if part.change is not None}
    weighed = sorted_by_weight([Piece(part.title, 0, part.change or 0) for part in by_name.values()], -1)
    heaviest = sorted(weighed, key=lambda piece: -abs(piece.change))
    return [_piece(score, by_name[piece.name]) for piece in heaviest]


def _piece(score: IndicatorScore, part: Part) -> wording.Piece:
    moved = _moved(score, part.value, part.previous, part.change)
    assert moved is not None, "only parts whose change is known are told"
    return wording.Piece(part.title, moved, "" if part.value is None else figure(part.value, score.decimals))


def _moved(score: IndicatorScore, now: float | None, before: float | None, change: float | None) -> Moved | None:
    if change is None:
        return None
    points = score.unit == "%"
    by = figure(abs(change), max(score.decimals, 1) if points else score.decimals) + (" points" if points else "")
    return Moved((change > 0) - (change < 0), by, "" if points else _percent(now, before))


def _percent(now: float | None, before: float | None) -> str:
    """−19%: whole per cent, halves away from zero; with a decimal where it would be nothing."""
    exact = percentage(now, before)
    if not exact:
        return ""
    shown = next((found for places in (0, 1) if (found := rounded(exact, places))), Decimal(0))
    return (
        f"{'+' if shown > 0 else ''}{figure(shown, 0 if shown == shown.to_integral_value() else 1)}%" if shown else ""
    )


def in_full(period: Period) -> str:
    """A period as a sentence of a paper says it: April to June 2012, the 12 months to December 2019, 2012/13."""
    first, last = (_MONTHS[month % 12] for month in (period.first, period.last))
    if period.grain in (Grain.QUARTER, Grain.APR_DEC):
        return f"{first} to {last} {period.last // 12}"
    if period.grain is Grain.MONTH:
        return f"{first} {period.first // 12}"
    return f"the 12 months to {last} {period.last // 12}" if period.grain is Grain.R12 else period.short
