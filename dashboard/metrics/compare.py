"""Better, similar or worse: a figure with its interval against a benchmark, a target or another area; and its trend.

The rules are Fingertips': a benchmark within the interval is similar, and one that touches it as well. Without an
interval nothing is compared.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Polarity = Literal["low", "high", "none"]
Verdict = Literal["better", "similar", "worse", "lower", "higher", "best", "worst", "not compared"]
Trend = Literal["increasing", "decreasing", "no significant change", "cannot be calculated"]
# chi-squared with one degree of freedom at 0.998
SIGNIFICANT = 9.549536
POINTS = 5


class Bounds(NamedTuple):
    lower: float
    upper: float


def with_benchmark(interval: Bounds | None, benchmark: float | None, polarity: Polarity) -> Verdict:
    """A figure's interval against a single value, such as London's."""
    if interval is None or benchmark is None:
        return "not compared"
    return _said(_side(interval.lower, interval.upper, benchmark, benchmark), polarity)


def at_two_levels(at_95: Bounds | None, at_998: Bounds | None, benchmark: float | None, polarity: Polarity) -> Verdict:
    """As `with_benchmark`, with best and worst where the benchmark lies outside the 99.8% interval too."""
    found = with_benchmark(at_95, benchmark, polarity)
    if at_998 is None or found not in ("better", "worse"):
        return found
    if with_benchmark(at_998, benchmark, polarity) != found:
        return found
    return "best" if found == "better" else "worst"


def with_other(interval: Bounds | None, other: Bounds | None, polarity: Polarity) -> Verdict:
    """Two intervals: similar while they overlap."""
    if interval is None or other is None:
        return "not compared"
    return _said(_side(interval.lower, interval.upper, other.lower, other.upper), polarity)


def with_target(value: float, target: float, polarity: Literal["low", "high"]) -> Verdict:
    """A figure on its target is better; anything beyond is worse."""
    met = value <= target if polarity == "low" else value >= target
    return "better" if met else "worse"


def with_target_interval(interval: Bounds, target: float, polarity: Literal["low", "high"]) -> Verdict:
    """An interval that begins at the target counts as above it."""
    if interval.lower >= target:
        return _said(1, polarity)
    return _said(-1, polarity) if interval.upper < target else "similar"


def with_range(value: float, wanted: Bounds, polarity: Literal["low", "high"]) -> Verdict:
    """A figure against a range that its upper end no longer belongs to."""
    if wanted.lower <= value < wanted.upper:
        return "similar"
    return _said(-1 if value < wanted.lower else 1, polarity)


def _side(lower: float, upper: float, low: float, high: float) -> int:
    return -1 if upper < low else 1 if lower > high else 0


def _said(side: int, polarity: Polarity) -> Verdict:
    if side == 0:
        return "similar"
    if polarity == "none":
        return "higher" if side > 0 else "lower"
    return "better" if (side > 0) == (polarity == "high") else "worse"


def recent_trend(values: Sequence[float | None], intervals: Sequence[Bounds | None]) -> Trend:
    """The trend of the last five consecutive figures, each weighted by how surely it is known.

    A slope counts when it is far from level and none of the five figures alone makes its direction. Figures
    without an interval show no significant change: nothing says how surely they are known.
    """
    y, known = list(values[-POINTS:]), list(intervals[-POINTS:])
    if len(y) < POINTS or any(value is None for value in y):
        return "cannot be calculated"
    if any(bounds is None for bounds in known):
        return "no significant change"
    widths = np.array([bounds.upper - bounds.lower for bounds in known if bounds is not None])
    if (widths <= 0).any():
        return "cannot be calculated"
    return _trend(np.array(y, dtype=np.float64), (3.92 / widths) ** 2)


def slope(y: NDArray[np.float64], weights: NDArray[np.float64]) -> tuple[float, float]:
    """The weighted slope for each step of time, and its chi-squared (one degree of freedom)."""
    t = np.arange(1, y.size + 1, dtype=np.float64)
    away = t - np.average(t, weights=weights)
    spread = float((weights * away**2).sum())
    steep = float((weights * away * y).sum() / spread)
    return steep, steep**2 * spread


def _trend(y: NDArray[np.float64], weights: NDArray[np.float64]) -> Trend:
    steep, chi = slope(y, weights)
    signs = {np.sign(steep)}
    for left_out in range(y.size):
        kept = np.arange(y.size) != left_out
        signs.add(np.sign(_slope_at((np.flatnonzero(kept) + 1).astype(np.float64), y[kept], weights[kept])))
    if chi <= SIGNIFICANT or len(signs) > 1:
        return "no significant change"
    return "increasing" if steep > 0 else "decreasing"


def _slope_at(t: NDArray[np.float64], y: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    away = t - np.average(t, weights=weights)
    return float((weights * away * y).sum() / (weights * away**2).sum())


def trend_of_counts(counts: Sequence[float], of: Sequence[float]) -> float:
    """Chi-squared for a trend in proportions (Cochran–Armitage), one degree of freedom; 0 where nothing varies."""
    x, n = np.asarray(counts, dtype=np.float64), np.asarray(of, dtype=np.float64)
    t = np.arange(1, x.size + 1, dtype=np.float64)
    share = x.sum() / n.sum()
    spread = share * (1 - share) * ((n * t**2).sum() - (n * t).sum() ** 2 / n.sum())
    return float(((t * (x - n * share)).sum()) ** 2 / spread) if spread else 0.0
