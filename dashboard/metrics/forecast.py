"""Forecasting a financial year's total from its quarters: deseasonalised exponential smoothing, simulated.

Of the methods tried on ten years of borough crime this one errs least (a third less than last year's shape times
the year to date, which papers use), and its intervals and probabilities hold what they say. It assumes no break
in the series, and has no skill before the first quarter of a year is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
SEASONAL, LEVEL, FEWEST, FEWEST_SEASONAL = 24, 40, 5, 8
ALPHA, SHRINK = 0.5, 2
PRIOR_WEIGHT, PRIOR_SPREAD = 8, 0.10
PATHS, SEED = 1000, 20120401
INTERVAL = (0.1, 0.5, 0.9)
# probabilities at which the words change, in rising order
WORDS = ((0.2, "unlikely"), (0.4, "less likely than not"), (0.6, "too close to call"), (0.8, "more likely than not"))


@dataclass(frozen=True)
class Model:
    """A fitted series: `season` are the indices of the next four quarters, `level` the last deseasonalised level,
    `variance` that of the logarithm of one step, with `df` degrees of freedom."""

    season: Floats
    level: float
    variance: float
    df: int

    @property
    def means(self) -> Floats:
        """The next four quarters: the level with each quarter's season."""
        return self.level * self.season


@dataclass(frozen=True)
class YearEnd:
    """A year's total: known quarters plus simulated ones; `probability` that it meets the target."""

    median: float
    low: float
    high: float
    probability: float | None
    seasonal: bool


def fit(values: Sequence[float]) -> Model | None:
    """The model of quarters in order of time, the last being the newest; None for fewer than five.

    With fewer than eight there is no season to speak of: its indices are 1. Raises ValueError for a gap or a
    negative number.
    """
    y = np.asarray(values, dtype=np.float64)[-LEVEL:]
    if not np.isfinite(y).all() or (y < 0).any():
        raise ValueError("a forecast needs whole quarters of counts, without a gap")
    if y.size < FEWEST:
        return None
    season = _season(y[-SEASONAL:])
    # season[0] belongs to the quarter after the last
    own = season[(np.arange(y.size) - y.size) % 4]
    level, variance, df = _smoothed(y / own)
    return Model(season, level, variance, df)


def _season(y: Floats) -> Floats:
    """Shrunken indices of the next four quarters from ratios to the centred moving average."""
    if y.size < FEWEST_SEASONAL:
        return np.ones(4)
    average = np.convolve(y, [0.125, 0.25, 0.25, 0.25, 0.125], mode="valid")
    ratios = np.log((y[2:-2] + 0.5) / (average + 0.5))
    # position of each ratio's quarter, counted from the one after the last
    places = (np.arange(2, y.size - 2) - y.size) % 4
    logs = np.zeros(4)
    for place in range(4):
        found = ratios[places == place]
        if found.size:
            logs[place] = found.mean() * found.size / (found.size + SHRINK)
    season: Floats = np.exp(logs - logs.mean())
    return season


def _smoothed(d: Floats) -> tuple[float, float, int]:
    """Last level, variance of one step in logarithms, degrees of freedom; a weak prior steadies short series."""
    level, *rest = d.tolist()
    squares = []
    for place, value in enumerate(rest, 1):
        if place >= 3:
            squares.append(log((value + 0.5) / (level + 0.5)) ** 2)
        level = ALPHA * value + (1 - ALPHA) * level
    prior = PRIOR_WEIGHT * (1 / max(level, 0.5) + PRIOR_SPREAD**2)
    df = PRIOR_WEIGHT + len(squares)
    return level, (prior + sum(squares)) / df, df


def year_end(
    model: Model,
    known: Sequence[float],
    *,
    target: float | None = None,
    lower_is_better: bool = True,
    paths: int = PATHS,
    seed: int = SEED,
) -> YearEnd:
    """The total of a year of which `known` (none to four) quarters have passed, the last being the model's last.

    The 80% interval runs from `low` to `high`. The probability of the target counts paths that meet it exactly.
    """
    totals = sum(known) + simulated(model, 4 - len(known), paths=paths, seed=seed).sum(axis=1)
    low, median, high = interval(totals).tolist()
    return YearEnd(median, low, high, share(totals, target, lower_is_better), seasonal=seasonal(model))


def share(totals: Floats, target: float | None, lower_is_better: bool) -> float | None:
    """The share of simulated totals that meet the target, or hit it exactly; None without one."""
    if target is None:
        return None
    return float((totals <= target if lower_is_better else totals >= target).mean())


def seasonal(model: Model) -> bool:
    """Whether there were quarters enough to know a season by."""
    return bool((model.season != 1).any())


def course(model: Model, known: Sequence[float], *, paths: int = PATHS, seed: int = SEED) -> tuple[Floats, Floats]:
    """The year's running total at the end of each remaining quarter: its low, median and high, shape (3, ahead), and
    every simulated total of the year, shape (paths,), of which `known` (none to three) quarters have passed."""
    running = sum(known) + simulated(model, 4 - len(known), paths=paths, seed=seed).cumsum(axis=1)
    return interval(running), running[:, -1]


def interval(totals: Floats) -> Floats:
    """The tenth, fifth and ninth tenth of simulated totals along their first axis, as numpy.quantile has them."""
    ordered = np.sort(totals, axis=0)
    places = np.multiply(INTERVAL, len(totals) - 1)
    below = places.astype(int)
    part = (places - below).reshape(-1, *[1] * (totals.ndim - 1))
    found: Floats = ordered[below] + (ordered[np.minimum(below + 1, len(totals) - 1)] - ordered[below]) * part
    return found


def simulated(model: Model, ahead: int, *, paths: int = PATHS, seed: int = SEED) -> Floats:
    """Paths of the next `ahead` quarters, shape (paths, ahead): each step moves the level it was drawn from."""
    found = np.empty((ahead, paths))
    level = np.full(paths, log(max(model.level, 0.5)))
    spread = model.variance**0.5
    for step, drawn in enumerate(_draws(model.df, ahead, paths, seed)):
        error = drawn * spread
        np.round(np.exp(level + error) * model.season[step % 4], out=found[step])
        if step + 1 < ahead:
            level += np.log1p(ALPHA * np.expm1(error))
    return found.T


@lru_cache(maxsize=256)
def _draws(df: int, ahead: int, paths: int, seed: int) -> tuple[Floats, ...]:
    """What each step is drawn from: series of one length share it, so that none differs by chance alone."""
    random = np.random.default_rng(seed)
    drawn = tuple(random.standard_t(df, paths) for _ in range(ahead))
    for step in drawn:
        step.setflags(write=False)
    return drawn


def needed(target: float, known: Sequence[float]) -> float | None:
    """What each remaining quarter may (or must) bring on average to end at the target; None when none remains."""
    left = 4 - len(known)
    return (target - sum(known)) / left if left else None


def chance(probability: float) -> str:
    """The words for a probability of meeting the target."""
    return next((word for limit, word in WORDS if probability < limit), "likely")
