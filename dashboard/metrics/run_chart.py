"""Run charts by Anhøj's rules: an unusually long run or unusually few crossings of the median.

Works from about ten points, where limits cannot yet be drawn. Source: Anhøj and Olesen 2014, as in qicharts2.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import numpy as np
from scipy.special import bdtr

FEWEST = 10


@dataclass(frozen=True)
class RunChart:
    """`useful`: points off the centre; without any there are no runs. `signal`: the longest run is above its
    limit, or there are fewer crossings than expected."""

    centre: float
    useful: int
    longest_run: int | None
    longest_run_max: int | None
    crossings: int | None
    crossings_min: int | None
    signal: bool


def run_chart(values: Sequence[float], *, centre: float | None = None) -> RunChart:
    """The runs of a series about its median (or about `centre`). Raises ValueError for no values or a gap."""
    y = np.asarray(values, dtype=np.float64)
    if y.size == 0 or not np.isfinite(y).all():
        raise ValueError("a run chart needs at least one value, and no gap")
    middle = float(np.median(y)) if centre is None else centre
    sides = [side for side in np.sign(y - middle) if side != 0]
    runs = [sum(1 for _ in run) for _, run in groupby(sides)]
    longest, crossings = max(runs, default=0), max(len(runs) - 1, 0)
    return _judged(middle, len(sides), longest, crossings)


def _judged(centre: float, useful: int, longest: int, crossings: int) -> RunChart:
    if useful == 0:
        return RunChart(centre, useful, None, None, None, None, signal=False)
    # round() rounds halves to even, as the reference does
    most = round(float(np.log2(useful))) + 3
    fewest = _fewest(useful)
    return RunChart(centre, useful, longest, most, crossings, fewest, longest > most or crossings < fewest)


@lru_cache(maxsize=512)
def _fewest(useful: int) -> int:
    """The fewest crossings that chance leaves, of so many points off the centre."""
    return next(few for few in range(useful) if bdtr(few, useful - 1, 0.5) >= 0.05) if useful > 1 else 0
