"""Comparison and trend against Fingertips' own examples."""

from typing import Any

import numpy as np
import pytest

from dashboard.metrics.compare import (
    Bounds,
    at_two_levels,
    recent_trend,
    slope,
    trend_of_counts,
    with_benchmark,
    with_other,
    with_range,
    with_target,
    with_target_interval,
)
from tests.dashboard.metrics._oracles import absent, oracle

ANSWERS: dict[str, list[dict[str, Any]]] = oracle("benchmark") or {"trend": [], "comparison": []}
# limits about the benchmark are another method, which disagrees with intervals about the figure: not offered
COMPARED = [case for case in ANSWERS["comparison"] if not case["method"].startswith("SPC")]
TRENDS = [case for case in ANSWERS["trend"] if "counts/denominators" not in case.get("method", "")]
POLARITIES = {"low_is_good": "low", "high_is_good": "high", "no_judgement": "none"}


def compared(case: dict[str, Any], polarity: Any) -> str:
    method, bounds = case["method"], Bounds(*case["ci95"]) if "ci95" in case else None
    if method == "CI overlapping reference 95.0 and 99.8":
        return at_two_levels(bounds, Bounds(*case["ci998"]), case["benchmark"], polarity)
    if method == "double overlapping CIs":
        return with_other(bounds, Bounds(*case["benchmark_ci95"]), polarity)
    if method == "single value target":
        return with_target(case["value"], case["target"], polarity)
    if method == "single value target using CI":
        assert bounds is not None
        return with_target_interval(bounds, case["target"], polarity)
    if method == "range target":
        return with_range(case["value"], Bounds(case["lower"], case["upper"]), polarity)
    return with_benchmark(bounds, case["benchmark"], polarity)


@absent
def test_every_method_is_among_the_known_answers() -> None:
    assert len({case["method"] for case in COMPARED}) == 6


@pytest.mark.parametrize("case", COMPARED, ids=[f"{n} {c['method']}" for n, c in enumerate(COMPARED)])
def test_comparisons_agree(case: dict[str, Any]) -> None:
    for name, polarity in POLARITIES.items():
        if name in case:
            assert compared(case, polarity) == case[name].casefold().replace("same", "similar")


@pytest.mark.parametrize("case", TRENDS, ids=[case["id"] for case in TRENDS])
def test_trends_agree(case: dict[str, Any]) -> None:
    points = case["points"]
    bounds = [None if p["LowerCI"] is None else Bounds(p["LowerCI"], p["UpperCI"]) for p in points]
    found = recent_trend([p["Value"] for p in points], bounds)
    wanted = case["expected_trend"].partition("And")[0].casefold()
    assert found == {"nochange": "no significant change", "cannotbecalculated": "cannot be calculated"}.get(
        wanted, wanted
    )
    if "wls_chi2" in case:
        widths = np.array([b.upper - b.lower for b in bounds if b])
        steep, chi = slope(np.array([p["Value"] for p in points]), (3.92 / widths) ** 2)
        assert steep == pytest.approx(case["wls_slope"], rel=1e-7)
        assert chi == pytest.approx(case["wls_chi2"], rel=1e-7)


@absent
def test_the_trend_of_counts_agrees() -> None:
    case = next(case for case in ANSWERS["trend"] if "chi2" in case)
    points = case["points"]
    found = trend_of_counts([p["Count"] for p in points], [p["Denominator"] for p in points])
    assert found == pytest.approx(case["chi2"], rel=1e-7)


def test_a_gap_has_no_trend_and_nothing_is_compared_without_an_interval() -> None:
    bounds = [Bounds(1, 2)] * 5
    assert recent_trend([1, 2, None, 4, 5], bounds) == "cannot be calculated"
    assert with_benchmark(None, 3, "low") == with_other(None, Bounds(1, 2), "low") == "not compared"
    assert with_benchmark(Bounds(1, 2), None, "high") == "not compared"


def test_a_touching_benchmark_is_similar() -> None:
    assert with_benchmark(Bounds(1, 2), 2, "low") == "similar"


def test_one_figure_alone_makes_no_trend() -> None:
    assert recent_trend([5, 4, 3, 2, 30], [Bounds(v - 0.5, v + 0.5) for v in (5, 4, 3, 2, 30)]) == (
        "no significant change"
    )
