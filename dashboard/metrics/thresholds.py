"""Where one status ends and the next begins, exact: the last figure that is green, and the last that is amber."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple

Number = float | int | Decimal


class Edges(NamedTuple):
    """The worst figure that is still green, and the worst that is still no red: the same where there is no amber."""

    green: Fraction
    amber: Fraction


class Band(NamedTuple):
    """Figures of one status, `low` to `high`; None where there is no end. Each end may belong to it or not."""

    rag: Literal["green", "amber", "red"]
    low: Fraction | None
    high: Fraction | None
    low_in: bool = True
    high_in: bool = True


def exact(value: Number | Fraction) -> Fraction:
    """A number as it is written: 0.1 is a tenth."""
    return value if isinstance(value, Fraction) else Fraction(Decimal(str(value)))


def edges(
    target: Number,
    *,
    polarity: str,
    tolerance: Number = 0.05,
    rule: str = "variance",
    previous_year: Number | None = None,
    points: Number | None = None,
) -> Edges:
    """The edges of `rag.judge` for the same arguments; `polarity` is low or high."""
    aim, worse = exact(target), 1 if polarity == "low" else -1
    allowed = exact(points) if points is not None else abs(aim) * exact(tolerance)
    limit = aim + worse * allowed
    if rule != "direction":
        return Edges(aim, limit)
    before = limit if previous_year is None else exact(previous_year)
    return Edges(limit, max(limit, before) if polarity == "low" else min(limit, before))


def bands(
    found: Edges,
    *,
    polarity: str,
    step: Fraction | None = None,
    least: Fraction | None = None,
    most: Fraction | None = None,
) -> tuple[Band, ...]:
    """Green, amber and red as far as a figure can be in them.

    With a `step` figures are multiples of it, such as whole numbers, and every end belongs to its band; without,
    they are any number. `least` and `most` are the ends beyond which there are no figures.
    """
    made = _stepped(found, polarity, step) if step is not None else _continuous(found, polarity)
    return tuple(band for band in made if _holds(band, least, most))


def _stepped(found: Edges, polarity: str, step: Fraction) -> tuple[Band, ...]:
    if polarity == "low":
        first, second = (floor(edge / step) * step for edge in found)
        return Band("green", None, first), Band("amber", first + step, second), Band("red", second + step, None)
    first, second = (ceil(edge / step) * step for edge in found)
    return Band("green", first, None), Band("amber", second, first - step), Band("red", None, second - step)


def _continuous(found: Edges, polarity: str) -> tuple[Band, ...]:
    first, second = found
    if polarity == "low":
        return Band("green", None, first), Band("amber", first, second, False), Band("red", second, None, False)
    return (
        Band("green", first, None),
        Band("amber", second, first, high_in=False),
        Band("red", None, second, high_in=False),
    )


def _holds(band: Band, least: Fraction | None, most: Fraction | None) -> bool:
    """Whether any figure that can be lies in it."""
    low, low_in, high, high_in = band.low, band.low_in, band.high, band.high_in
    if least is not None and (low is None or least > low):
        low, low_in = least, True
    if most is not None and (high is None or most < high):
        high, high_in = most, True
    return low is None or high is None or low < high or (low == high and low_in and high_in)
