"""Change between two figures, exactly, and rounding as people round."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

Number = float | int | Decimal


class Change(NamedTuple):
    """Absolute change and percentage (one decimal); None where it cannot be said."""

    absolute: Decimal | None
    percent: Decimal | None


def exact(value: Number) -> Decimal:
    """The decimal a person sees when the number is printed: 0.1 is one tenth."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def rounded(value: Number | Fraction, places: int = 0) -> Decimal:
    """Rounded half away from zero to `places` decimals."""
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    return exact(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def change(now: Number | None, before: Number | None) -> Change:
    """From `before` to `now`; a percentage of nothing does not exist."""
    if now is None or before is None:
        return Change(None, None)
    share = percentage(now, before)
    return Change(exact(now) - exact(before), None if share is None else rounded(share, 1))


def percentage(now: Number | None, before: Number | None) -> Fraction | None:
    """The change from `before` to `now` in per cent, exactly; None where it cannot be said."""
    if now is None or before is None or exact(before) == 0:
        return None
    return (Fraction(exact(now)) - Fraction(exact(before))) * 100 / abs(Fraction(exact(before)))


def direction_of_travel(now: Number, previous: Number, polarity: str, band: Number = 0) -> tuple[str, str]:
    """(direction, judgement): up, down or no change; better, worse, no change or (no polarity) no judgement.

    A move of at most `band` (a share of the previous figure) is no change.
    """
    difference, limit = exact(now) - exact(previous), abs(exact(previous)) * exact(band)
    if abs(difference) <= limit or difference == 0:
        return "no change", "no change"
    up = difference > 0
    if polarity not in ("low", "high"):
        return ("up" if up else "down"), "no judgement"
    judgement = "better" if up == (polarity == "high") else "worse"
    return ("up" if up else "down"), judgement
