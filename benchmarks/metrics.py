"""The statistics against plain loops, in one run, as ratios.

`python benchmarks/metrics.py` works out, cold, every statistic of 60 indicators in 33 areas over 16 years of months:
control chart, run chart, test against last year, forecast of the year's end, change and status; the same point by
point, as a textbook writes it; and the forecasts of 320 series against numpy drawing and adding up the same paths.
"""

import sys
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t

from dashboard.metrics.change import change
from dashboard.metrics.forecast import ALPHA, INTERVAL, PATHS, SEED, course, fit, share
from dashboard.metrics.rag import judge
from dashboard.metrics.run_chart import run_chart
from dashboard.metrics.xmr import LIMIT, NEAR, RUN, SCREEN, xmr
from dashboard.metrics.year_on_year import year_on_year

INDICATORS, AREAS, YEARS = 60, 33, 16
FORECASTS = 320
MOST_SECONDS, MOST_TIMES = 1.5, 2.0
Floats = NDArray[np.float64]


def months(count: int) -> list[list[float]]:
    """Made-up counts of every size that drift and have a season."""
    random = np.random.default_rng(1)
    size = random.uniform(4, 7, (count, 1)) + random.normal(0, 0.03, (count, YEARS * 12)).cumsum(axis=1)
    season = 0.1 * np.sin(np.arange(YEARS * 12) * np.pi / 6)
    found: list[list[float]] = random.poisson(np.exp(size + season)).astype(float).tolist()
    return found


def quarters(series: Sequence[float]) -> list[float]:
    return [sum(series[start : start + 3]) for start in range(0, len(series), 3)]


def every_statistic(series: list[float]) -> tuple[str, ...]:
    y = quarters(series)
    known, target = y[-2:], 0.98 * sum(y[-6:-2])
    chart = xmr(series, direction="decrease", target=target / 12)
    tested = year_on_year(y)
    assert tested is not None
    end = end_of_year(y, known, target)
    change(y[-1], y[-5])
    status = judge(y[-1], 0.98 * y[-5], polarity="low")
    signal = run_chart(y).signal
    return chart.variation, str(chart.assurance), tested.verdict, f"{end:.2f}", status, str(signal)


def end_of_year(y: list[float], known: list[float], target: float) -> float:
    model = fit(y)
    assert model is not None
    _, totals = course(model, known)
    found = share(totals, target, True)
    assert found is not None
    return found


def plain_statistics(series: list[float]) -> tuple[str, bool]:
    """Limits, rules and test point by point: the last point's label and whether the quarter differs."""
    return plain_chart(series)[-1], plain_test(quarters(series)) < 0.05


def plain_chart(y: list[float]) -> list[str]:
    mean = sum(y) / len(y)
    ranges = [abs(one - other) for other, one in pairwise(y)]
    average = sum(ranges) / len(ranges)
    kept = [one for one in ranges if one < SCREEN * average]
    span = sum(kept) / len(kept)
    side = [(one > mean) - (one < mean) for one in y]
    return [plain_label(y, mean, span, side, place) for place in range(len(y))]


def plain_label(y: list[float], mean: float, span: float, side: list[int], place: int) -> str:
    if abs(y[place] - mean) > LIMIT * span:
        return "Above UCL" if side[place] > 0 else "Below LCL"
    within = [start for start in range(place - RUN + 1, place + 1) if 0 <= start <= len(y) - RUN]
    steps = [(one > other) - (one < other) for other, one in pairwise(y)]
    for start in within:
        if abs(sum(steps[start : start + RUN - 1])) == RUN - 1:
            return "trend"
    if abs(y[place] - mean) > NEAR * span:
        for start in range(max(place - 2, 0), min(place, len(y) - 3) + 1):
            three = range(start, start + 3)
            beyond = sum(abs(y[k] - mean) > NEAR * span for k in three)
            if beyond >= 2 and all(side[k] == side[place] for k in three):
                return "2 in 3 Above CL" if side[place] > 0 else "2 in 3 Below CL"
    for start in within:
        if abs(sum(side[start : start + RUN])) == RUN:
            return "7 Points Above CL" if side[place] > 0 else "7 Points Below CL"
    return "Common Cause"


def plain_test(y: list[float]) -> float:
    squares = [(y[k] - y[k - 4]) ** 2 / max(y[k] + y[k - 4], 1) for k in range(4, len(y) - 1)][-12:]
    phi = max(1.0, (16 + sum(squares)) / (4 + len(squares)))
    return float(2 * t.sf(abs(y[-1] - y[-5]) / np.sqrt(phi * (y[-1] + y[-5])), 4 + len(squares)))


def floor_of_paths(df: int, count: int) -> Floats:
    """The same number of paths drawn, moved and added up by numpy, all series at once; quantiles of the totals."""
    random = np.random.default_rng(SEED)
    level, total = np.full((count, PATHS), log(500.0)), np.zeros((count, PATHS))
    for _ in range(2):
        error = random.standard_t(df, (count, PATHS)) * 0.1
        total += np.round(np.exp(level + error))
        level += np.log1p(ALPHA * np.expm1(error))
    found: Floats = np.quantile(total, INTERVAL, axis=1)
    return found


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> int:
    series = months(INDICATORS * AREAS)
    ours = seconds(lambda: [every_statistic(y) for y in series])
    few = series[:60]
    plain = seconds(lambda: [plain_statistics(y) for y in few]) / len(few) * len(series)
    both = seconds(lambda: [(xmr(y), year_on_year(quarters(y))) for y in few]) / len(few) * len(series)
    assert all(xmr(y).labels[-1] == plain_statistics(y)[0] or "Trend" in xmr(y).labels[-1] for y in few)
    ends = [quarters(y) for y in series[:FORECASTS]]
    model = fit(ends[0])
    assert model is not None
    floor = seconds(lambda: floor_of_paths(model.df, FORECASTS))
    forecasts = seconds(lambda: [end_of_year(y, y[-2:], 2000.0) for y in ends])
    sys.stdout.write(
        f"every statistic of {len(series)} series: {ours:.2f} s (at most {MOST_SECONDS})\n"
        f"control chart and test point by point: {plain:.2f} s, ours {both:.2f} s: {plain / both:.1f} times as long\n"
        f"{FORECASTS} forecasts: {forecasts:.3f} s, {forecasts / floor:.2f} times numpy's (at most {MOST_TIMES})\n"
    )
    return 0 if ours < MOST_SECONDS and forecasts < MOST_TIMES * floor else 1


if __name__ == "__main__":
    raise SystemExit(main())
