"""The one sentence that says why a status is what it is."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from dashboard.periods import MONTHS, Period

Number = float | int | Decimal
Grey = Literal[
    "no-target", "no-baseline", "no-data", "not-yet-published", "not-yet-due", "late", "suppressed", "incomplete"
]


def figure(value: Number, decimals: int = 0) -> str:
    """A number as people read it: 1,234, −3, 12.5; halves away from zero."""
    exact = (value if isinstance(value, Decimal) else Decimal(str(value))).quantize(
        Decimal(1).scaleb(-decimals), ROUND_HALF_UP
    )
    return f"{exact:,}".replace("-", "−")


def shortest(value: Number) -> str:
    """A number with at most one decimal, and none where it is whole."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return figure(exact, 0 if exact == exact.to_integral_value() else 1)


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
) -> str:
    """Why a figure is red, amber or green, and what would change it."""
    assert value is not None and expected is not None
    actual = value if isinstance(value, Decimal) else Decimal(str(value))
    sign = "%" if unit == "%" else ""
    said = f"{rag.capitalize()}: {shortest(actual)}{sign} {_against(actual, expected, sign)} expected ({target})"
    allowed = Decimal(str(points)) if points is not None else abs(expected) * Decimal(str(tolerance))
    band = f"{shortest(points)} points" if points is not None else f"{shortest(Decimal(str(tolerance)) * 100)}%"
    limit = expected + allowed if polarity == "low" else expected - allowed
    beyond = "above" if polarity == "low" else "below"
    if rag == "green":
        if rule == "direction" and (actual > expected if polarity == "low" else actual < expected):
            said = f"{said}, within the {band} tolerance"
        other = "Amber or red" if rule == "direction" else "Amber"
        edge = limit if rule == "direction" else expected
        return f"{said}. {other} {beyond} {shortest(edge)}{sign}."
    if rag == "amber" and rule == "direction":
        return f"{said}: off target, but no worse than the same period last year ({shortest(previous or 0)}{sign})."
    if rag == "amber":
        return f"{said}, within the {band} tolerance. Red {beyond} {shortest(limit)}{sign}."
    worse = " and worse than the same period last year" if rule == "direction" else ""
    way = "less" if polarity == "low" else "more"
    return f"{said}: beyond the {band} tolerance{worse}. Green at {shortest(expected)}{sign} or {way}."


def _against(actual: Decimal, expected: Decimal, sign: str) -> str:
    if actual == expected:
        return "is exactly the"
    side = "below" if actual < expected else "above"
    if sign == "%":
        return f"is {shortest(abs(actual - expected))} points {side} the {shortest(expected)}%"
    if expected == 0:
        return f"is {side} the 0"
    share = abs(actual - expected) / abs(expected) * 100
    return f"is {figure(share, 1)}% {side} the {shortest(expected)}"


def grey_reason(grey: Grey, *, period: Period, due: date, complete: int = 0, of: int = 0) -> str:
    """Why there is no colour."""
    day = f"{due.day} {MONTHS[due.month - 1]} {due.year}"
    sentences = {
        "no-target": "No target is set: shown for information.",
        "no-baseline": f"There is no figure to compare {period.short} with.",
        "no-data": "No data: nothing has been loaded for this indicator and area.",
        "not-yet-published": f"Not yet published: the source gives no figure for {period.short}.",
        "not-yet-due": f"Not yet due: {period.short} is expected by {day}.",
        "late": f"Late: {period.short} was expected by {day}.",
        "suppressed": f"Suppressed: the figure for {period.short} is too small to show.",
        "incomplete": f"Incomplete: {complete} of {of} months of {period.short}.",
    }
    return f"Grey: {sentences[grey][0].lower()}{sentences[grey][1:]}"
