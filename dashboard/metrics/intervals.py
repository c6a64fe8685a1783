"""Confidence intervals of counts, proportions and their differences, as public health uses them.

Byar's for a count of ten or more and the exact Poisson interval below; Wilson's for a proportion; Newcombe's for
the difference of two. Sources: UKHSA's PHEindicatormethods (method names) and Newcombe 1998.
"""

from fractions import Fraction
from typing import NamedTuple

from scipy.special import betaincinv, gammaincinv, ndtri

EXACT_BELOW = 10


class Interval(NamedTuple):
    """From `lower` to `upper`, with the name of the method."""

    lower: float
    upper: float
    method: str


def count(x: float, *, confidence: float = 0.95) -> Interval:
    """Interval of a count: exact below ten, Byar's from ten on. Raises ValueError below zero."""
    if x < 0:
        raise ValueError("a count is never below zero")
    return exact(x, confidence=confidence) if x < EXACT_BELOW else byar(x, confidence=confidence)


def exact(x: float, *, confidence: float = 0.95) -> Interval:
    """The exact Poisson interval of a count."""
    tail = (1 - confidence) / 2
    # gammaincinv(k, p) is half of what chi-squared with 2k degrees of freedom reaches
    lower = float(gammaincinv(x, tail)) if x else 0.0
    return Interval(lower, float(gammaincinv(x + 1, 1 - tail)), "Exact")


def byar(x: float, *, confidence: float = 0.95) -> Interval:
    """Byar's approximation, for a count of one or more."""
    z, more = _z(confidence), x + 1
    lower = x * (1 - 1 / (9 * x) - z / (3 * x**0.5)) ** 3
    upper = more * (1 - 1 / (9 * more) + z / (3 * more**0.5)) ** 3
    return Interval(lower, upper, "Byars")


def rate(x: float, n: float, *, per: float = 1000, confidence: float = 0.95) -> Interval:
    """Interval of `x` events among `n`, for every `per`."""
    if n <= 0:
        raise ValueError("a rate needs a population above zero")
    lower, upper, method = count(x, confidence=confidence)
    return Interval(lower / n * per, upper / n * per, method)


def proportion(x: float, n: float, *, confidence: float = 0.95) -> Interval:
    """Wilson's interval of `x` of `n`, from 0 to 1. Raises ValueError for more than all, or of nothing."""
    if not 0 <= x <= n or n <= 0:
        raise ValueError("a proportion is a part of something, and no more than all of it")
    z = _z(confidence)
    middle, spread = 2 * x + z * z, z * (z * z + 4 * x * (1 - x / n)) ** 0.5
    # at either end the bound is exactly there, which floating point misses by a hair
    lower = 0.0 if x == 0 else (middle - spread) / (2 * (n + z * z))
    upper = 1.0 if x == n else (middle + spread) / (2 * (n + z * z))
    return Interval(lower, upper, "Wilson")


def clopper_pearson(x: float, n: float, *, confidence: float = 0.95) -> Interval:
    """The exact interval of a proportion: wider than Wilson's, never too narrow."""
    tail = (1 - confidence) / 2
    lower = float(betaincinv(x, n - x + 1, tail)) if x else 0.0
    upper = float(betaincinv(x + 1, n - x, 1 - tail)) if x < n else 1.0
    return Interval(lower, upper, "Clopper-Pearson")


def difference(x1: float, n1: float, x2: float, n2: float, *, confidence: float = 0.95) -> Interval:
    """Newcombe's interval of x1/n1 − x2/n2, from both Wilson intervals."""
    one, two = proportion(x1, n1, confidence=confidence), proportion(x2, n2, confidence=confidence)
    p1, p2 = x1 / n1, x2 / n2
    apart = float(Fraction(str(x1)) / Fraction(str(n1)) - Fraction(str(x2)) / Fraction(str(n2)))
    lower = apart - ((p1 - one.lower) ** 2 + (two.upper - p2) ** 2) ** 0.5
    upper = apart + ((one.upper - p1) ** 2 + (p2 - two.lower) ** 2) ** 0.5
    return Interval(lower, upper, "Newcombe")


def ratio(now: float, before: float, *, exposure_now: float = 1, exposure_before: float = 1) -> Interval | None:
    """The 95% interval of the ratio of two rates, exact given their sum; None without any event."""
    if now + before == 0:
        return None
    lower, upper, _ = clopper_pearson(now, now + before)
    scale = exposure_before / exposure_now
    return Interval(lower / (1 - lower) * scale, upper / (1 - upper) * scale if upper < 1 else float("inf"), "Exact")


def _z(confidence: float) -> float:
    return float(ndtri(1 - (1 - confidence) / 2))
