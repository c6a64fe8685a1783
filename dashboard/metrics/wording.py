"""The one sentence that says why a status is what it is."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from dashboard.periods import MONTHS, Grain, Period

Number = float | int | Decimal
Grey = Literal[
    "no-target", "no-baseline", "no-data", "not-yet-published", "not-yet-due", "late", "suppressed", "incomplete"
]
# true of either kind and told of both alike: whoever knew which of the two a figure is would know more of the other
KEPT_BACK = "kept back, because it tells of few people or because another that does could be worked out from it"


def figure(value: Number, decimals: int = 0) -> str:
    """A number as people read it: 1,234, −3, 12.5; halves away from zero."""
    exact = _decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{exact + 0:,}".replace("-", "−")  # + 0: minus nothing is nothing


def shortest(value: Number) -> str:
    """A number with at most one decimal, and none where that would be 0."""
    return figure(value, 1).removesuffix(".0")


def named(period: Period) -> str:
    """A period as it stands within a sentence: Apr–Jun 2011, the 12 months to Dec 2019."""
    return f"the {period.short}" if period.grain is Grain.R12 else period.short


def reason(
    rag: str,
    *,
    value: Number | None,
    expected: Decimal | None,
    target: str,
    polarity: str,
    tolerance: Number,
    points: Number | None,
    rule: str,
    previous: Number | None,
    unit: str = "",
    before: str = "the same period last year",
) -> str:
    """Why a figure is red, amber or green, and what would change it; `before` names the period a year before."""
    assert value is not None and expected is not None, "without both there is no colour to explain"
    actual, sign = _decimal(value), "%" if unit == "%" else ""
    allowed = _decimal(points) if points is not None else abs(expected) * _decimal(tolerance)
    low = polarity == "low"
    limit = expected + allowed if low else expected - allowed
    beyond = "above" if low else "below"
    said = (
        f"{rag.capitalize()}: {shortest(actual)}{sign} {_against(actual, expected, sign, allowed)} expected ({target})"
    )
    band = f"the {_band(tolerance, points)} tolerance"
    missed = actual > expected if low else actual < expected
    if rag == "green":
        within = f", within {band}" if missed else ""
        edge, other = (limit, "Amber or red") if rule == "direction" else (expected, "Amber" if allowed else "Red")
        return f"{said}{within}. {other} {beyond} {shortest(edge)}{sign}."
    if rag == "amber" and rule == "direction":
        return f"{said}: off target, but no worse than {before} ({shortest(previous or 0)}{sign})."
    if rag == "amber":
        return f"{said}, within {band}. Red {beyond} {shortest(limit)}{sign}."
    outside = f": beyond {band}" if allowed else ": off target"
    worse = f" and worse than {before}" if rule == "direction" and previous is not None else ""
    edge = limit if rule == "direction" else expected
    return f"{said}{outside}{worse}. Green at {shortest(edge)}{sign} or {'less' if low else 'more'}."


def _against(actual: Decimal, expected: Decimal, sign: str, allowed: Decimal) -> str:
    """How far the figure is from what was expected."""
    far = "exactly" if actual == expected else distance(actual, expected, sign, allowed)
    return f"is {far} the {shortest(expected)}{sign}"


def distance(actual: Decimal, expected: Decimal, sign: str, allowed: Decimal) -> str:
    """2.8% above, 1 point below, exactly on: in a share or in points, never rounded onto the boundary `allowed`."""
    if actual == expected:
        return "exactly on"
    side, gap = "below" if actual < expected else "above", abs(actual - expected)
    if sign == "%":
        return f"{_apart(gap, allowed, ' point')} {side}"
    if expected == 0:
        return side
    whole = abs(expected) / 100
    return f"{_apart(gap / whole, allowed / whole, '%')} {side}"


def _apart(gap: Decimal, allowed: Decimal, unit: str) -> str:
    least, said = Decimal("0.1"), figure(gap, 1)
    plural = "s" if unit == " point" else ""
    if gap < least:
        return f"less than 0.1{unit}"
    if said == figure(allowed, 1) and gap != allowed:
        return f"just {'over' if gap > allowed else 'under'} {said}{unit}{plural}"
    if plural:
        return _points(gap)
    return f"{said}{unit}"


def _points(value: Number) -> str:
    return f"{shortest(value)} point{'' if _decimal(value) == 1 else 's'}"


def _band(tolerance: Number, points: Number | None) -> str:
    return f"{shortest(_decimal(tolerance) * 100)}%" if points is None else f"{shortest(points)}-point"


def _decimal(value: Number) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def grey_reason(grey: Grey, *, period: Period, due: date, complete: int = 0, of: int = 0) -> str:
    """Why there is no colour."""
    day = f"{due.day} {MONTHS[due.month - 1]} {due.year}"
    sentences = {
        "no-target": "No target is set: shown for information.",
        "no-baseline": f"There is no figure to compare {named(period)} with.",
        "no-data": "No data has been loaded for this area.",
        "not-yet-published": f"Not yet published: the source gives no figure for {named(period)}.",
        "not-yet-due": f"Not yet due: {named(period)} is expected by {day}.",
        "late": f"Late: {named(period)} was expected by {day}.",
        "suppressed": f"Suppressed: the figure for {named(period)} is {KEPT_BACK}.",
        "incomplete": f"Incomplete: {complete} of {of} {period.part(of)}s of {named(period)}.",
    }
    return f"Grey: {sentences[grey][0].lower()}{sentences[grey][1:]}"
