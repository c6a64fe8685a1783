"""Comparing many areas fairly: over-dispersed funnels, in which only areas unlike all the others stand out.

With counts as large as recorded crime nearly every borough lies outside limits made for chance alone; the
variation between areas is measured and added. Source: Spiegelhalter 2005, as FunnelPlotR computes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv

Floats = NDArray[np.float64]
Place = Literal["low", "within", "high"]
TRIM = 0.1
FEWEST = 5
# 95% and 99.8%, rounded as the reference rounds them
SIGMAS = (1.959964, 3.090232)


@dataclass(frozen=True)
class Funnel:
    """Per area: `z` against the target, limits by chance alone (`lower`, `upper`) and with the variation between
    areas (`wide_lower`, `wide_upper`), at 95% [0] and 99.8% [1]; all on the scale of the figure compared.

    `phi`: how many times more areas vary than by chance; `tau2`: the variance between them.
    """

    z: Floats
    phi: float
    tau2: float
    lower: tuple[Floats, Floats]
    upper: tuple[Floats, Floats]
    wide_lower: tuple[Floats, Floats]
    wide_upper: tuple[Floats, Floats]

    def places(self, values: Sequence[float]) -> list[Place]:
        """Where each area lies against the wide limits at 99.8%."""
        y = np.asarray(values, dtype=np.float64)
        return [
            "low" if value < low else "high" if value > high else "within"
            for value, low, high in zip(y, self.wide_lower[1], self.wide_upper[1], strict=True)
        ]


def ratios(observed: Sequence[float], expected: Sequence[float]) -> Funnel:
    """Observed over expected counts against 1, on the log scale; the outer tenths are left out of `phi`.

    Raises ValueError for fewer than five areas or anything not above zero.
    """
    o, e = _checked(observed), _checked(expected)
    s = 1 / np.sqrt(e)
    z = np.log(o / e) / s
    # of 32 areas three are left out at either end
    cut = int(z.size * TRIM)
    kept = np.argsort(z)[cut : z.size - cut]
    phi, tau2 = _between(z[kept], s[kept])
    wide = np.sqrt(s**2 + tau2)
    # half of what chi-squared reaches, as in `intervals.exact`
    tails = [(gammaincinv(e, p) / e, gammaincinv(e + 1, 1 - p) / e) for p in (0.025, 0.001)]
    reach = [(np.exp(-k * wide), np.exp(k * wide)) for k in SIGMAS]
    return _funnel(z, phi, tau2, tails, reach)


def proportions(counts: Sequence[float], of: Sequence[float]) -> Funnel:
    """Shares against that of all areas together, on the arcsine scale; the outer tenths are drawn in for `phi`."""
    x, n = _checked(counts, zero=True), _checked(of)
    if (x > n).any():
        raise ValueError("a part cannot be more than the whole")
    target, s = np.arcsin(np.sqrt(x.sum() / n.sum())), 1 / (2 * np.sqrt(n))
    z = (np.arcsin(np.sqrt(x / n)) - target) / s
    phi, tau2 = _between(np.clip(z, *np.quantile(z, (TRIM, 1 - TRIM))), s)
    spreads = (s, np.sqrt(s**2 + tau2))
    narrow, wide = ([_back(target, k * spread) for k in SIGMAS] for spread in spreads)
    return _funnel(z, phi, tau2, narrow, wide)


def _between(z: Floats, s: Floats) -> tuple[float, float]:
    """Over-dispersion, and the variance between areas that explains it (0 where chance does)."""
    phi, w, n = float(np.mean(z**2)), 1 / s**2, z.size
    if n * phi < n - 1:
        return phi, 0.0
    return phi, float((n * phi - (n - 1)) / (w.sum() - (w**2).sum() / w.sum()))


def _back(target: float, reach: Floats) -> tuple[Floats, Floats]:
    """Limits from the arcsine scale; beyond its ends there is nothing."""
    low, high = np.clip(target - reach, 0, None), np.clip(target + reach, None, np.pi / 2)
    return np.sin(low) ** 2, np.sin(high) ** 2


def _funnel(
    z: Floats,
    phi: float,
    tau2: float,
    narrow: list[tuple[Floats, Floats]],
    wide: list[tuple[Floats, Floats]],
) -> Funnel:
    (l95, u95), (l998, u998) = narrow
    (wl95, wu95), (wl998, wu998) = wide
    return Funnel(z, phi, tau2, (l95, l998), (u95, u998), (wl95, wl998), (wu95, wu998))


def _checked(values: Sequence[float], *, zero: bool = False) -> Floats:
    y = np.asarray(values, dtype=np.float64)
    if y.size < FEWEST or not np.isfinite(y).all() or (y < 0).any() or (not zero and (y == 0).any()):
        raise ValueError("a funnel needs at least five areas, each with a figure above zero")
    return y
