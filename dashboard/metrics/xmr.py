"""XmR charts as NHS Making Data Count draws them: limits, four rules in their precedence, two icons.

Limits: mean ± 2.66 × the average moving range, moving ranges beyond 3.267 × their average left out once
(as NHSRplotthedots does; the Excel tool of Making Data Count does not). Rules: a point outside the limits,
a trend of seven, two of three beyond two thirds of the way to a limit, a shift of seven.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Direction = Literal["increase", "decrease", "neutral"]
# what counts as beyond the near limit, and whether all three points lie on one side (METHODS of each tool)
Variant = Literal["A", "B", "C"]
LIMIT, SCREEN = 2.66, 3.267
NEAR = 2 * LIMIT / 3
FEWEST = 13  # Making Data Count shows limits and icons only from here on
RUN = 7

ABOVE, BELOW = "Above UCL", "Below LCL"
RISING, FALLING = "7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"
NEAR_ABOVE, NEAR_BELOW = "2 in 3 Above CL", "2 in 3 Below CL"
SHIFT_ABOVE, SHIFT_BELOW = "7 Points Above CL", "7 Points Below CL"
COMMON = "Common Cause"
UP = (ABOVE, RISING, NEAR_ABOVE, SHIFT_ABOVE)
_LABELS = (COMMON, SHIFT_ABOVE, SHIFT_BELOW, NEAR_ABOVE, NEAR_BELOW, RISING, FALLING, ABOVE, BELOW)
# the rules in rising precedence, each by the places of its two labels
_SHIFT, _NEAR, _TREND, _OUT = (1, 2), (3, 4), (5, 6), (7, 8)


@dataclass(frozen=True)
class Chart:
    """Per point: centre, limits (raw, not cut at zero), segment number, label and kind.

    `kinds`: common_cause, improvement, concern, neutral_high, neutral_low. `variation` is the last point's,
    with _high or _low; `assurance`: pass, fail, inconsistent, or None without target or direction.
    `trial`: whether the last segment has too few points for its limits to be relied on.
    """

    values: Floats
    mean: Floats
    lower: Floats
    upper: Floats
    segments: tuple[int, ...]
    labels: tuple[str, ...]
    kinds: tuple[str, ...]
    variation: str
    assurance: str | None
    trial: bool


def xmr(
    values: Sequence[float],
    *,
    direction: Direction = "neutral",
    target: float | None = None,
    rebase: Collection[int] = (),
    fix_after: int | None = None,
    screen: bool = True,
    variant: Variant = "B",
    run: int = RUN,
) -> Chart:
    """The chart of at least one value in order of time.

    `rebase` holds places (from 0) at which limits are worked out anew; `fix_after` freezes each segment's
    limits after its first points (at least 12); `run` is the length of a trend and of a shift.
    Raises ValueError for no values, a missing one, or fewer than 12 points to freeze on.
    """
    y = np.asarray(values, dtype=np.float64)
    if y.size == 0 or not np.isfinite(y).all():
        raise ValueError("a chart needs at least one value, and no gap")
    if fix_after is not None and fix_after < 12:
        raise ValueError("limits are frozen on at least 12 points")
    starts = sorted({0, *(place for place in rebase if 0 < place < y.size)})
    ends = [*starts[1:], y.size]
    parts = [_segment(y[a:b], fix_after, screen, variant, run) for a, b in zip(starts, ends, strict=True)]
    mean, lower, upper = (np.concatenate([part[n] for part in parts]) for n in range(3))
    labels = tuple(label for part in parts for label in part[3])
    segments = tuple(n for n, (a, b) in enumerate(zip(starts, ends, strict=True)) for _ in range(a, b))
    kinds = tuple(kind(label, direction) for label in labels)
    return Chart(
        y,
        mean,
        lower,
        upper,
        segments,
        labels,
        kinds,
        icon(labels[-1], direction),
        assurance(target, float(lower[-1]), float(upper[-1]), direction),
        ends[-1] - starts[-1] < FEWEST,
    )


def _segment(
    y: Floats, fix_after: int | None, screen: bool, variant: Variant, run: int
) -> tuple[Floats, Floats, Floats, list[str]]:
    base = y[:fix_after] if fix_after else y
    # the mean of equal numbers, added up and divided, can miss them by a hair
    mean = float(base[0]) if (base == base[0]).all() else float(base.mean())
    span = average_range(base, screen=screen)
    level = np.full(y.size, mean)
    return level, level - LIMIT * span, level + LIMIT * span, _labels(y, mean, span, variant, run)


def average_range(y: Floats, *, screen: bool = True) -> float:
    """The average moving range; 0 for a constant or single point, where no range is left."""
    ranges = np.abs(np.diff(y))
    if ranges.size == 0:
        return 0.0
    average = float(ranges.mean())
    kept = ranges[ranges < SCREEN * average] if screen else ranges
    return float(kept.mean()) if kept.size else 0.0


def _labels(y: Floats, mean: float, span: float, variant: Variant, run: int) -> list[str]:
    side = np.sign(y - mean)
    if span == 0 and not side.any():
        return [COMMON] * y.size  # a constant series: no limits to be outside of
    outside = (y > mean + LIMIT * span) | (y < mean - LIMIT * span)
    trend = _trend(y, run)
    near = _two_of_three(y, mean, span, outside, side, variant)
    code = np.zeros(y.size, dtype=int)
    # each rule takes precedence over those before it
    shift = _runs(side, run) != 0
    found = ((_SHIFT, shift, side), (_NEAR, near, side), (_TREND, trend != 0, trend), (_OUT, outside, side))
    for (up, down), at, way in found:
        code[at] = np.where(way[at] > 0, up, down)
    return [_LABELS[number] for number in code]


def _runs(signs: Floats, run: int, more: int = 0) -> Floats:
    """+1 or −1 at each place of `run` equal signs in a row, and at `more` places after them; 0 elsewhere."""
    flags = np.zeros(signs.size + more)
    count = signs.size - run + 1
    if count <= 0:
        return flags
    sums = np.convolve(signs, np.ones(run), mode="valid")
    hits = np.where(np.abs(sums) == run, np.sign(sums), 0.0)
    for offset in range(run + more):
        window = flags[offset : offset + count]
        np.copyto(window, hits, where=hits != 0)
    return flags


def _trend(y: Floats, run: int) -> Floats:
    """+1 or −1 at each point of a run of strictly rising or falling points; a tie breaks it.

    A peak that two trends share belongs to the one that begins there.
    """
    steps = np.sign(np.diff(y))
    member = _runs(steps, run - 1, 1) != 0
    ahead = np.append(member[1:], False)
    return np.where(member, np.where(ahead, np.append(steps, 0), np.append(0, steps)), 0.0)


def _two_of_three(
    y: Floats, mean: float, span: float, outside: NDArray[np.bool_], side: Floats, variant: Variant
) -> NDArray[np.bool_]:
    """Points beyond the near limit of which two of three in a row are; the third is never flagged."""
    beyond = np.abs(y - mean) > NEAR * span
    if variant == "A":
        beyond &= ~outside
    flags = np.zeros(y.size, dtype=bool)
    count = y.size - 2
    for way in (1, -1) if count > 0 else ():
        there = side == way
        hits = beyond & there
        found = hits[:-2] & hits[1:-1] | hits[1:-1] & hits[2:] | hits[:-2] & hits[2:]
        if variant != "C":
            found &= there[:-2] & there[1:-1] & there[2:]
        for k in range(3):
            flags[k : k + count] |= found & hits[k : k + count]
    return flags


def kind(label: str, direction: Direction) -> str:
    """What a label means where more (or less) is better."""
    if label == COMMON:
        return "common_cause"
    up = label in UP
    if direction == "neutral":
        return f"special_cause_neutral_{'high' if up else 'low'}"
    better = up == (direction == "increase")
    return "special_cause_improvement" if better else "special_cause_concern"


def icon(label: str, direction: Direction) -> str:
    """The variation icon of a last point: common_cause, or improvement, concern, neutral with _high or _low."""
    if label == COMMON:
        return "common_cause"
    word = kind(label, direction).removeprefix("special_cause_").partition("_")[0]
    return f"{word}_{'high' if label in UP else 'low'}"


def assurance(target: float | None, lower: float, upper: float, direction: Direction) -> str | None:
    """Whether the process will meet the target: pass, fail or inconsistent, from the last segment's limits."""
    if target is None or direction == "neutral":
        return None
    if target > upper:
        return "fail" if direction == "increase" else "pass"
    if target < lower:
        return "pass" if direction == "increase" else "fail"
    return "inconsistent"
