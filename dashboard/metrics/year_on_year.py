"""Is this quarter really different from the same one last year? A test that allows for how much crime varies.

Counts of crime vary several times more than chance alone: a plain Poisson test calls 40% of all quarters
significant. Here the variance of the change is taken from the series' own earlier pairs of quarters, drawn
towards a typical value where they are few.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, sqrt
from typing import Literal

from scipy.special import stdtr, stdtrit

Verdict = Literal["more than usual variation", "within usual variation", "too few to tell"]
PAIRS, PRIOR_WEIGHT, PRIOR_PHI = 12, 4.0, 4.0
FEW = 10
# below this sum of both quarters the exact test may say less than the approximate one: the larger p counts
SMALL = 20


@dataclass(frozen=True)
class Test:
    """`phi`: how many times more the change varies than by chance. `ratio` with its 95% interval is None where
    either quarter had none; `p` is that of no change."""

    phi: float
    statistic: float
    p: float
    ratio: float | None
    lower: float | None
    upper: float | None
    verdict: Verdict


def year_on_year(
    values: Sequence[float | None], *, pairs: int = PAIRS, prior: bool = True, level: float = 0.05
) -> Test | None:
    """Test the last of `values` (quarters in order of time; None for a gap) against the one four before.

    None where either is missing. `prior` draws the variance towards 4 with the weight of 4 pairs; without it
    the test is that of the `pairs` latest pairs alone, which need to be there.
    """
    if len(values) < 5 or values[-1] is None or values[-5] is None:
        return None
    now, before = values[-1], values[-5]
    changes = _changes(values[:-1], pairs)
    weight = PRIOR_WEIGHT if prior else 0.0
    df = len(changes) + weight
    if df == 0:
        return None
    phi = max(1.0, (weight * PRIOR_PHI + sum(change * change for change in changes)) / df)
    total = now + before
    statistic = (now - before) / sqrt(phi * total) if total else 0.0
    # of Student's t, as scipy.stats has it, at a fiftieth of the time
    p = 2 * float(stdtr(df, -abs(statistic))) if total else 1.0
    if total and total < SMALL and float(now).is_integer() and float(before).is_integer():
        p = max(p, exact(int(now), int(before)))
    return Test(phi, statistic, p, *_ratio(now, before, phi, df), verdict=verdict_of(total, p, level))


def _changes(values: Sequence[float | None], pairs: int) -> list[float]:
    """Standardised changes of the latest pairs of the same quarter a year apart."""
    found = [
        (y - before) / sqrt(max(y + before, 1.0))
        for before, y in zip(values[:-4], values[4:], strict=True)
        if y is not None and before is not None
    ]
    return found[-pairs:] if pairs else []


def _ratio(now: float, before: float, phi: float, df: float) -> tuple[float | None, float | None, float | None]:
    if before == 0 or now == 0:
        return (None if before == 0 else 0.0), None, None
    half = float(stdtrit(df, 0.975)) * sqrt(phi * (1 / now + 1 / before))
    ratio = now / before
    return ratio, ratio * exp(-half), ratio * exp(half)


def verdict_of(total: float, p: float, level: float = 0.05) -> Verdict:
    """The words for a p of two periods with `total` between them."""
    if total < FEW:
        return "too few to tell"
    return "more than usual variation" if p < level else "within usual variation"


@lru_cache(maxsize=4096)
def exact(now: int, before: int, *, exposure_now: float = 1.0, exposure_before: float = 1.0) -> float:
    """Two-sided exact p that two counts have one rate: the conditional binomial test. No events: 1."""
    if now + before == 0:
        return 1.0
    # takes half a second to import, and only rates that are compared wait for it
    from scipy.stats import binomtest

    share = exposure_now / (exposure_now + exposure_before)
    return float(binomtest(now, now + before, share).pvalue)
