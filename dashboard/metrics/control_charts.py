"""Control charts for counts, rates, proportions and rare events: centre and limits at one, two and three sigma.

c, u and p follow Shewhart; u′ and p′ are Laney's, for data that vary more than chance (recorded crime does);
g and t are for rare events. Sigma of an individuals chart is the average moving range over 1.128.
Formulas as in qicharts2, qcc and PowerBI-SPC, which agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
D2, D4 = 1.128, 3.267
# of days between events, which makes their distribution near to normal (Nelson 1994)
T_POWER = 3.6


@dataclass(frozen=True)
class Limits:
    """Per point: the value drawn, the centre, and limits `lower[k]`, `upper[k]` at k + 1 sigma."""

    values: Floats
    centre: Floats
    lower: tuple[Floats, Floats, Floats]
    upper: tuple[Floats, Floats, Floats]


def c_chart(counts: Sequence[float]) -> Limits:
    """Counts over the same exposure; limits never below zero."""
    y = _floats(counts)
    centre = np.full(y.size, y.mean())
    return _limits(y, centre, np.sqrt(centre), low=0.0)


def u_chart(
    counts: Sequence[float], exposures: Sequence[float], *, laney: bool = False, screen: bool = False
) -> Limits:
    """Counts for each unit of exposure; `laney` widens by the variation between points (u′)."""
    y, n = _floats(counts), _positive(exposures)
    centre = np.full(y.size, y.sum() / n.sum())
    sigma = np.sqrt(centre / n)
    wide = sigma * _sigma_z(y / n, centre, sigma, screen=screen) if laney else sigma
    return _limits(y / n, centre, wide, low=0.0)


def p_chart(counts: Sequence[float], of: Sequence[float], *, laney: bool = False, screen: bool = False) -> Limits:
    """Proportions of `of`, from 0 to 1; `laney` as in `u_chart` (p′). Raises ValueError for more than all."""
    x, n = _floats(counts), _positive(of)
    if (x > n).any():
        raise ValueError("a part cannot be more than the whole")
    centre = np.full(x.size, x.sum() / n.sum())
    sigma = np.sqrt(centre * (1 - centre) / n)
    wide = sigma * _sigma_z(x / n, centre, sigma, screen=screen) if laney else sigma
    return _limits(x / n, centre, wide, low=0.0, high=1.0)


def i_chart(values: Sequence[float], *, median: bool = False, screen: bool = False) -> Limits:
    """Single values; the centre is their mean, or their median."""
    y = _floats(values)
    centre = np.full(y.size, np.median(y) if median else y.mean())
    return _limits(y, centre, np.full(y.size, _average_range(y, screen=screen) / D2))


def mr_chart(values: Sequence[float]) -> Limits:
    """Moving ranges of the values: one fewer than there are."""
    ranges = np.abs(np.diff(_floats(values)))
    centre = np.full(ranges.size, ranges.mean() if ranges.size else 0.0)
    return _limits(ranges, centre, centre * (D4 - 1) / 3, low=0.0)


def g_chart(between: Sequence[float]) -> Limits:
    """Cases between two events; limits from the mean, the centre drawn at the median."""
    y = _floats(between)
    mean = y.mean()
    centre, sigma = np.full(y.size, np.median(y)), np.full(y.size, np.sqrt(mean * (mean + 1)))
    level = np.full(y.size, mean)
    spread = _limits(y, level, sigma, low=0.0)
    return Limits(y, centre, spread.lower, spread.upper)


def t_chart(days: Sequence[float]) -> Limits:
    """Days between two rare events: an individuals chart of their 3.6th root, turned back."""
    y = _floats(days)
    chart = i_chart(list(y ** (1 / T_POWER)))
    back = tuple(tuple(np.maximum(limit, 0) ** T_POWER for limit in side) for side in (chart.lower, chart.upper))
    return Limits(y, chart.centre**T_POWER, *back)  # type: ignore[arg-type]


def _limits(values: Floats, centre: Floats, sigma: Floats, *, low: float = -np.inf, high: float = np.inf) -> Limits:
    one, two, three = (np.clip(centre - k * sigma, low, high) for k in (1, 2, 3))
    first, second, third = (np.clip(centre + k * sigma, low, high) for k in (1, 2, 3))
    return Limits(values, centre, (one, two, three), (first, second, third))


def _sigma_z(rates: Floats, centre: Floats, sigma: Floats, *, screen: bool) -> float:
    """How much more the points vary than chance alone; 1 where nothing can vary."""
    if (sigma == 0).any():
        return 1.0
    return _average_range((rates - centre) / sigma, screen=screen) / D2


def _average_range(y: Floats, *, screen: bool) -> float:
    ranges = np.abs(np.diff(y))
    if ranges.size == 0:
        return 0.0
    kept = ranges[ranges < D4 * ranges.mean()] if screen else ranges
    return float(kept.mean()) if kept.size else 0.0


def _floats(values: Sequence[float]) -> Floats:
    y = np.asarray(values, dtype=np.float64)
    if y.size == 0 or not np.isfinite(y).all() or (y < 0).any():
        raise ValueError("a chart needs at least one value, no gap and nothing below zero")
    return y


def _positive(values: Sequence[float]) -> Floats:
    n = _floats(values)
    if (n <= 0).any():
        raise ValueError("every point needs an exposure above zero")
    return n
