"""Control charts against the known answers, and what must hold of any."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from dashboard.metrics.control_charts import (
    Limits,
    c_chart,
    g_chart,
    i_chart,
    mr_chart,
    p_chart,
    t_chart,
    u_chart,
)
from tests.dashboard.metrics._oracles import absent, oracle

# i_mm divides a median by a constant made for means: its limits are too narrow, and it is not offered
CASES = [case for case in oracle("control_charts") if case["chart"] not in ("i_mm", "run")]
CHARTS: dict[str, Callable[..., Limits]] = {
    "c": lambda n, _d, screen: c_chart(n),
    "u": lambda n, d, screen: u_chart(n, d),
    "up": lambda n, d, screen: u_chart(n, d, laney=True, screen=screen),
    "p": lambda n, d, screen: p_chart(n, d),
    "pp": lambda n, d, screen: p_chart(n, d, laney=True, screen=screen),
    "g": lambda n, _d, screen: g_chart(n),
    "i": lambda n, _d, screen: i_chart(n, screen=screen),
}


@absent
def test_every_kind_is_among_the_known_answers() -> None:
    assert {case["chart"] for case in CASES} == set(CHARTS)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_limits_agree(case: dict[str, Any]) -> None:
    asked, wanted = case["input"], case["expected"]
    found = CHARTS[case["chart"]](asked["numerators"], asked["denominators"], screen=not asked["outliers_in_limits"])
    assert np.allclose(found.values, wanted["values"], rtol=1e-8)
    assert np.allclose(found.centre, wanted["cl"], rtol=1e-8)
    for place, sigma in enumerate(("68", "95", "99")):
        assert np.allclose(found.lower[place], wanted[f"ll{sigma}"], rtol=1e-8, atol=1e-10)
        assert np.allclose(found.upper[place], wanted[f"ul{sigma}"], rtol=1e-8)


def test_rare_events_are_judged_on_the_scale_on_which_they_are_normal() -> None:
    found = t_chart([30.0, 45, 12, 60, 28, 33])
    assert (found.lower[2] >= 0).all()
    assert found.centre[0] < np.mean([30, 45, 12, 60, 28, 33])
    assert (found.upper[2] > found.upper[0]).all()


def test_moving_ranges_are_one_fewer_and_end_at_3_267_times_their_average() -> None:
    found = mr_chart([10.0, 12, 9, 15])
    assert list(found.values) == [2, 3, 6]
    assert found.upper[2][0] == pytest.approx(3.267 * 11 / 3)
    assert found.lower[2][0] == 0


def test_without_more_variation_than_chance_the_wide_limits_are_the_narrow_ones() -> None:
    assert np.isfinite(u_chart([0, 0, 0], [10, 10, 10], laney=True).upper[2]).all()


@pytest.mark.parametrize(
    "chart",
    [
        lambda: c_chart([]),
        lambda: c_chart([1.0, float("nan")]),
        lambda: c_chart([-1.0]),
        lambda: u_chart([1.0], [0.0]),
        lambda: p_chart([2.0], [1.0]),
    ],
)
def test_what_has_no_chart_is_said(chart: Callable[[], Limits]) -> None:
    with pytest.raises(ValueError, match=r"needs|cannot"):
        chart()
