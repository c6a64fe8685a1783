"""Red, amber or green from a figure and what was expected of it, exact at every boundary."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

Number = float | int | Decimal
Rag = Literal["red", "amber", "green", "grey"]


def judge(
    actual: Number | None,
    target: Number | None,
    *,
    polarity: str,
    tolerance: Number = 0.05,
    rule: str = "variance",
    previous_year: Number | None = None,
    points: Number | None = None,
) -> Rag:
    """Judge `actual` against `target`; grey when either is missing or neither way is good.

    `variance` (as Safer Derbyshire): green on target, amber within `tolerance` (a share of the target, or
    `points` in the unit of the figure), red beyond. `direction` (as Havering): green on target or within
    the tolerance; beyond it amber if no worse than the same period last year, otherwise red. A target of
    zero has no share: it is met or it is not.
    """
    if actual is None or target is None or polarity not in ("low", "high"):
        return "grey"
    aim = _fraction(target)
    missed = _fraction(actual) - aim if polarity == "low" else aim - _fraction(actual)
    allowed = _fraction(points) if points is not None else abs(aim) * _fraction(tolerance)
    if missed <= 0:
        return "green"
    if rule == "direction":
        if missed <= allowed:
            return "green"
        return "amber" if _no_worse(actual, previous_year, polarity) else "red"
    return "amber" if missed <= allowed else "red"


def _no_worse(actual: Number, previous: Number | None, polarity: str) -> bool:
    if previous is None:
        return False
    gain = _fraction(previous) - _fraction(actual)
    return gain >= 0 if polarity == "low" else gain <= 0


def _fraction(value: Number) -> Fraction:
    return Fraction(value if isinstance(value, Decimal) else Decimal(str(value)))
